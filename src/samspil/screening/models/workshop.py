"""A workshop's rounds, seats and votes. Nobody has a name here: a seat is a phone."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone

from samspil.screening.instrument import LEVELS
from samspil.screening.models.screening import Screening

CODE_LENGTH = 6


class Workshop(models.Model):
    """One meeting about a screening. ``current`` is the question on the screen, if any.

    ``version`` counts what phones and other screens must know of; votes do not count there.
    """

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="workshops")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    current = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("code"), CODE_LENGTH), name="workshop_code_is_whole"
            ),
            models.UniqueConstraint(
                fields=["screening"],
                condition=Q(closed_at__isnull=True),
                name="workshop_one_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="workshop_closes_after_it_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.screening_id} {self.code}"


class Round(models.Model):
    """A question that was put to a workshop. Once shown, its votes stand; then one may agree."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="rounds")
    question = models.CharField(max_length=20)
    shown_at = models.DateTimeField(null=True, blank=True)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "question"], name="round_one_to_a_question"
            ),
            models.CheckConstraint(
                condition=Q(sentence="") | Q(shown_at__isnull=False),
                name="round_is_agreed_on_once_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.question}"


class Seat(models.Model):
    """A phone that takes part, found again by the hash of what its cookie holds."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="seats")
    key = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Exact(Length("key"), 64), name="seat_has_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.pk}"


class Vote(models.Model):
    """What a phone chose in a round: a level, or 0 for "ved ikke"."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="votes")
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            # Also the index by which a poll counts.
            models.UniqueConstraint(fields=["round", "seat"], name="vote_one_to_a_seat"),
            models.CheckConstraint(
                condition=Q(level__range=(0, LEVELS)), name="vote_is_a_level_or_unknown"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.level}"
