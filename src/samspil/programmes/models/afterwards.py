"""What comes after a registration: other people, exceptions, the waiting list, the dialogue."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.people.models import User
from samspil.programmes.models.registrations import SECTORS, Registration


class TeamChange(models.Model):
    """Somebody was named late, or took somebody's place; the people stand by reference."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="team_changes"
    )
    sector = models.CharField(max_length=10)
    former = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    new = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="team_change_sector_is_known"
            ),
            models.CheckConstraint(
                condition=Q(former=None) | ~Q(reason=""), name="team_change_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector} {self.former_id} {self.new_id}"


class Exemption(models.Model):
    """A municipality may register after the deadline, or beyond the places, until a moment."""

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    until = models.DateTimeField()
    reason = models.CharField(max_length=500)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=models.F("given_at")), name="exemption_lies_ahead"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.municipality_id}"


class WaitingPlace(models.Model):
    """A municipality that came too late or found no place, in the sequence in which it asked."""

    class Status(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        OFFERED = "offered"
        GONE = "gone"

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateTimeField(null=True)
    # What it would take part in, and what the organiser should know; it binds nobody.
    sectors = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "offered", "gone"]),
                name="waiting_place_status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="offered") | Q(answer_by__isnull=False),
                name="waiting_place_offered_until_when",
            ),
            models.UniqueConstraint(
                fields=["edition", "municipality"],
                condition=Q(status__in=["waiting", "offered"]),
                name="waiting_place_one_a_municipality",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.municipality_id} {self.status}"


class DialogueNote(models.Model):
    """One conversation about what a municipality expects, and what was agreed (R28)."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="notes")
    held_on = models.DateField()
    with_whom = models.CharField(max_length=200)
    text = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="dialogue_note_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.held_on}"
