"""Steering meetings: what representatives suggest, what they put first, how each gets on.

Each speaks for a seat: a municipality, or one sector of it where the meeting is by sector. An
empty sector is all of the municipality.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.meetings.models.meetings import SECTORS, TEXT_LENGTH, Meeting
from samspil.people.models import User


class Suggestion(models.Model):
    """What a municipality suggests for the next network day: content, or tone."""

    class Kind(models.TextChoices):
        """About what."""

        CONTENT = "content"
        TONE = "tone"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="suggestions")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    sector = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=TEXT_LENGTH)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "municipality", "sector", "text"], name="suggestion_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="suggestion_sector_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["content", "tone"]), name="suggestion_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="suggestion_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """What a seat puts first at a steering meeting: one vote each."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="votes")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    sector = models.CharField(max_length=10, blank=True)
    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="votes")
    cast_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cast_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "municipality", "sector"], name="vote_one_a_seat"
            ),
            models.CheckConstraint(condition=Q(sector__in=SECTORS), name="vote_sector_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.suggestion_id}"


class Poll(models.Model):
    """That a steering meeting's poll is closed, by whom and when."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="poll")
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class Progress(models.Model):
    """How a municipality gets on, in its own words, told at a steering meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="progress")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    sector = models.CharField(max_length=10, blank=True)
    text = models.CharField(max_length=TEXT_LENGTH)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "municipality", "sector"], name="progress_one_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="progress_sector_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="progress_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
