"""The invitation to an edition: whom it goes to, what it says, and what became of each letter."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from samspil.people.models import User


class Campaign(models.Model):
    """The invitation to one edition: to all, or to those of a frozen selection.

    ``run`` counts how often sending was begun; work begun under an earlier number stops by itself.
    ``remind_days`` are whole days before the deadline, each at most once a recipient.
    """

    class Aim(models.TextChoices):
        """Who may be invited."""

        OPEN = "open"
        TARGETED = "targeted"

    edition = models.CharField(max_length=40, unique=True)
    aim = models.CharField(max_length=10, choices=Aim)
    selection = models.ForeignKey(
        "figures.FrozenSelection", on_delete=models.PROTECT, null=True, related_name="+"
    )
    subject_da = models.CharField(max_length=150)
    body_da = models.TextField()
    subject_en = models.CharField(max_length=150)
    body_en = models.TextField()
    remind_days = models.JSONField(default=list)
    run = models.PositiveIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aim="open", selection__isnull=True)
                | Q(aim="targeted", selection__isnull=False),
                name="campaign_is_open_or_follows_a_selection",
            ),
            models.CheckConstraint(
                condition=~Q(edition="")
                & ~Q(subject_da="")
                & ~Q(body_da="")
                & ~Q(subject_en="")
                & ~Q(body_en=""),
                name="campaign_has_words_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.aim}"


class Invitation(models.Model):
    """One recipient of the invitation, addressed by their function in a municipality.

    ``office`` says whether the organiser addresses them as somebody who can bind it. The links
    that open the invitation lie with the room of people, under ``subject``.
    """

    class Office(models.TextChoices):
        """What the recipient is in the municipality."""

        DIRECTOR = "director"
        CHIEF = "chief"
        OTHER = "other"

    BINDING = (Office.DIRECTOR, Office.CHIEF)

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="invitations")
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=160)
    office = models.CharField(max_length=10, choices=Office)
    language = models.CharField(max_length=2, default="da")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    on_paper_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "campaign",
                "municipality",
                Lower("email"),
                condition=Q(withdrawn_at__isnull=True),
                name="invitation_one_to_each_address",
            ),
            models.CheckConstraint(
                condition=Q(office__in=["director", "chief", "other"]),
                name="invitation_office_is_known",
            ),
            models.CheckConstraint(
                condition=Q(language__in=["da", "en"]), name="invitation_language_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(email="") & ~Q(title=""), name="invitation_is_addressed"
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True, decline_reason="")
                | (Q(declined_at__isnull=False) & ~Q(decline_reason="")),
                name="invitation_is_declined_with_a_reason",
            ),
            # A link is made when the letter is, so what was sent always says until when it opens.
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, on_paper_at__isnull=True)
                | Q(expires_at__isnull=False),
                name="invitation_sent_opens_until",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(expires_at__isnull=False),
                name="invitation_opened_had_a_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.office}"

    @property
    def subject(self) -> str:
        """What its personal links are kept under."""
        return f"invitation:{self.pk}"


class InvitationReminder(models.Model):
    """A reminder that was sent: each of a campaign's once to each recipient."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "days"], name="invitation_reminder_once_a_term"
            ),
            models.CheckConstraint(
                condition=Q(days__range=(1, 120)), name="invitation_reminder_lies_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.days}"


class InvitationGuest(models.Model):
    """Somebody who came through an invitation's link to register, and the role it gave."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="guests")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    came_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "user"], name="invitation_guest_once"),
            models.CheckConstraint(
                condition=Q(role__in=["chief", "secretary"]), name="invitation_guest_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.user_id}"
