"""Screenings of the seven levers, and the level chosen on each question."""

from typing import cast

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.definitions import kept
from samspil.screening.instrument import LEVELS, LEVERS, Form, Instrument, Question, Sector


class Screening(models.Model):
    """One municipality's screening in one sector, on the instrument as it was when it began."""

    class Status(models.TextChoices):
        """Whether it can still be changed."""

        OPEN = "open"
        FINISHED = "finished"

    class LedBy(models.TextChoices):
        """Who carries it out: the assigned consultant, or the municipality itself."""

        CONSULTANT = "consultant"
        SELF = "self"

    edition = models.CharField(max_length=40, blank=True)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    sector = models.CharField(max_length=10)
    instrument = models.CharField(max_length=60)
    instrument_version = models.CharField(max_length=12)
    content = models.JSONField()
    form = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Form])
    led_by = models.CharField(max_length=10, choices=LedBy)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    created_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sector__in=["school", "daycare"]), name="screening_sector_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status="open", finished_at__isnull=True)
                | Q(status="finished", finished_at__isnull=False),
                name="screening_is_finished_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(form__in=["short", "full"]), name="screening_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(led_by__in=["consultant", "self"]), name="screening_is_led_by_somebody"
            ),
            models.UniqueConstraint(
                fields=["edition", "municipality", "sector"],
                condition=Q(status="open"),
                name="screening_one_open_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.sector} {self.edition}".strip()

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.status == self.Status.OPEN

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked in this sector and form."""
        return self.frozen_instrument().asked(cast("Sector", self.sector), Form(self.form))

    def frozen_instrument(self) -> Instrument:
        """Return the instrument this screening is made with, whatever was written since."""
        return kept(self.content, Instrument)


class Judgement(models.Model):
    """The answer to one question: a level, or "ved ikke", with a word on why."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="judgements")
    lever = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=20)
    dont_know = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    judged_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    judged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["lever", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "question"], name="judgement_one_to_a_question"
            ),
            models.CheckConstraint(
                condition=Q(lever__range=(1, LEVERS)), name="judgement_lever_is_one_of_seven"
            ),
            models.CheckConstraint(
                condition=Q(dont_know=True, level__isnull=True)
                | Q(dont_know=False, level__isnull=False, level__range=(1, LEVELS)),
                name="judgement_has_a_level_or_does_not_know",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {'ved ikke' if self.dont_know else self.level}"
