"""What is remembered so that letters about sparring are few: rhythm, days written, one nudge."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.development.models.processes import SECTORS


class Rhythm(models.TextChoices):
    """How often somebody wants to be written to at most."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class SparringRhythm(models.Model):
    """A person's wish, and until when the person has been told what happened."""

    user = models.OneToOneField("people.User", on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    told_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="sparring_rhythm_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.rhythm}"


class SparringPost(models.Model):
    """That the letters of a day have been written, and until when they tell what happened."""

    day = models.DateField(unique=True)
    told_until = models.DateTimeField()
    letters = models.PositiveIntegerField()

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return str(self.day)


class SparringNudge(models.Model):
    """The one kind reminder that a municipality is sent in an edition and sector."""

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    sector = models.CharField(max_length=10)
    sent_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "municipality", "sector"], name="sparring_nudge_is_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="sparring_nudge_sector_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.sector}"
