"""The organiser's board: a budget, what a day must provide for, and letters to a chosen set."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.people.models import User


class EditionBudget(models.Model):
    """What an edition is expected to bring in, in kroner as its prices state them."""

    edition = models.CharField(max_length=40, unique=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_is_an_amount"),
            models.CheckConstraint(condition=~Q(edition=""), name="budget_names_its_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.amount}"


class DayNeeds(models.Model):
    """What a participant told of food and access: by and about one person, in one edition."""

    edition = models.CharField(max_length=40)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    diet = models.CharField(max_length=300, blank=True)
    access = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "user"], name="day_needs_once_a_person"),
            # Nothing told is no row, so that nothing is kept of those who need nothing.
            models.CheckConstraint(
                condition=~Q(diet="") | ~Q(access=""), name="day_needs_tell_something"
            ),
            models.CheckConstraint(condition=~Q(edition=""), name="day_needs_name_their_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.user_id}"


class GroupLetter(models.Model):
    """A letter to a chosen set of those who take part: a draft until it is sent."""

    class Audience(models.TextChoices):
        """Who gets it."""

        NAMES = "names"
        CHIEFS = "chiefs"
        DAYCARE = "daycare"
        SCHOOL = "school"
        CHOSEN = "chosen"

    edition = models.CharField(max_length=40)
    audience = models.CharField(max_length=10, choices=Audience)
    municipalities = models.JSONField(default=list, blank=True)
    subject = models.CharField(max_length=160)
    body = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=["names", "chiefs", "daycare", "school", "chosen"]),
                name="group_letter_audience_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(body="") & ~Q(edition=""),
                name="group_letter_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.audience} {self.pk}"


class GroupLetterAddressee(models.Model):
    """Somebody a group letter goes to, as the set was when it was sent."""

    letter = models.ForeignKey(GroupLetter, on_delete=models.CASCADE, related_name="addressees")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "user"], name="group_letter_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.user_id}"
