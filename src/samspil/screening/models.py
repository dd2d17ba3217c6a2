"""Screenings of the seven levers: what was judged, on what evidence, and what was found."""

import json

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.screening.instrument import LEVELS, LEVERS, Instrument

_NO_EVIDENCE = Q(evidence="", evidence_kind="")
_ONE_TO_THREE = (1, 3)


class Screening(models.Model):
    """One municipality's screening in one sector, on the instrument as it was when it began."""

    class Status(models.TextChoices):
        """Whether it can still be changed."""

        OPEN = "open"
        FINISHED = "finished"

    edition = models.CharField(max_length=40, blank=True)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    sector = models.CharField(max_length=10)
    instrument = models.CharField(max_length=60)
    instrument_version = models.CharField(max_length=12)
    content = models.JSONField()
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

    def frozen_instrument(self) -> Instrument:
        """Return the instrument this screening is made with, whatever was written since."""
        return Instrument.model_validate_json(json.dumps(self.content))


class EvidenceKind(models.TextChoices):
    """What a judgement rests on."""

    DOCUMENT = "document"
    INTERVIEW = "interview"
    WORKSHOP = "workshop"
    FIGURE = "figure"


class Judgement(models.Model):
    """The answer to one question: a level, or "ved ikke", and what it rests on."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="judgements")
    lever = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=20)
    dont_know = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    evidence_kind = models.CharField(max_length=10, choices=EvidenceKind, blank=True)
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
            models.CheckConstraint(
                condition=_NO_EVIDENCE
                | (~Q(evidence="") & Q(evidence_kind__in=EvidenceKind.values)),
                name="judgement_evidence_has_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {'ved ikke' if self.dont_know else self.level}"


class Finding(models.Model):
    """What a screening claims on a lever, and what is recommended to do about it."""

    class Kind(models.TextChoices):
        """The three recommendations of the invitation of 2022."""

        POTENTIAL = "potentiale"
        ADJUSTMENT = "justering"
        DEEPER = "dybdeanalyse"

    class BottomLine(models.TextChoices):
        """Whose gain it is: the child's, all children's, the economy's."""

        CHILD = "child"
        ALL_CHILDREN = "all_children"
        ECONOMY = "economy"

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="findings")
    lever = models.PositiveSmallIntegerField()
    claim = models.TextField()
    kind = models.CharField(max_length=12, choices=Kind)
    bottom_line = models.CharField(max_length=12, choices=BottomLine)
    evidence = models.TextField(blank=True)
    effect = models.PositiveSmallIntegerField(null=True, blank=True)
    effort = models.PositiveSmallIntegerField(null=True, blank=True)
    key = models.CharField(max_length=40)
    added_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["lever", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lever__range=(1, LEVERS)), name="finding_lever_is_one_of_seven"
            ),
            models.CheckConstraint(condition=~Q(claim=""), name="finding_claims_something"),
            models.CheckConstraint(
                condition=Q(kind__in=["potentiale", "justering", "dybdeanalyse"]),
                name="finding_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(bottom_line__in=["child", "all_children", "economy"]),
                name="finding_bottom_line_is_known",
            ),
            models.CheckConstraint(
                condition=Q(effect__isnull=True, effort__isnull=True)
                | Q(
                    effect__isnull=False,
                    effort__isnull=False,
                    effect__range=_ONE_TO_THREE,
                    effort__range=_ONE_TO_THREE,
                ),
                name="finding_has_effect_and_effort_or_neither",
            ),
            # The key is made of the words, so pressing twice adds once.
            models.UniqueConstraint(fields=["screening", "key"], name="finding_is_added_once"),
        ]

    def __str__(self) -> str:
        return f"{self.lever} {self.kind}"


# Django looks for models here; this one has a folder of its own.
from samspil.screening.deck_templates.models import DeckTemplate  # noqa: E402

__all__ = ["DeckTemplate", "EvidenceKind", "Finding", "Judgement", "Screening"]
