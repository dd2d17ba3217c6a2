"""Observations: what a source said of a place, when we learned it, and what it replaced."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

import samspil.figures.own_models
import samspil.figures.peer_models  # noqa: F401 - models of their own, found by the framework here


def _or_empty(field: str) -> Coalesce:
    return Coalesce(field, models.Value(""), output_field=models.CharField())


class Source(models.Model):
    """A publisher's table, and how its figures came to us."""

    class Quality(models.TextChoices):
        """How near a figure is to the publisher's own table."""

        PUBLISHED = "published"
        TRANSCRIBED = "transcribed"
        DERIVED = "derived"
        EXAMPLE = "example"

    id = models.CharField(primary_key=True, max_length=60)
    publisher = models.CharField(max_length=80)
    table = models.CharField(max_length=160)
    url = models.URLField(blank=True)
    quality = models.CharField(max_length=12, choices=Quality)
    note = models.TextField(blank=True)
    collected = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quality__in=["published", "transcribed", "derived", "example"]),
                name="source_quality_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.publisher}, {self.table}"


class Vintage(models.Model):
    """One import that was published: all of it or nothing."""

    published_at = models.DateTimeField(default=timezone.now)
    origin = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    rows_read = models.PositiveIntegerField()
    rows_new = models.PositiveIntegerField()
    rows_changed = models.PositiveIntegerField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.origin} {self.published_at:%Y-%m-%d}"


class Observation(models.Model):
    """One figure. A newer vintage supersedes it; it is never overwritten."""

    class State(models.TextChoices):
        """Which of the four things a figure is; ``not_available`` is the absence of a row."""

        VALUE = "value"
        SUPPRESSED = "suppressed"
        NOT_APPLICABLE = "not_applicable"

    class Role(models.TextChoices):
        """In which of its roles the municipality is counted."""

        LOCATION = "location"
        OWNER = "owner"
        PAYER = "payer"
        RESIDENCE = "residence"

    indicator = models.CharField(max_length=60)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, blank=True
    )
    institution = models.ForeignKey(
        "places.Institution", on_delete=models.PROTECT, null=True, blank=True
    )
    period = models.CharField(max_length=12)
    breakdown = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.LOCATION)
    state = models.CharField(max_length=16, choices=State, default=State.VALUE)
    value = models.FloatField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT)
    superseded_by = models.ForeignKey(
        Vintage, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            # Nulls are made comparable, since SQLite knows no NULLS NOT DISTINCT.
            models.UniqueConstraint(
                "indicator",
                _or_empty("municipality"),
                _or_empty("institution"),
                "period",
                "breakdown",
                "role",
                condition=Q(superseded_by__isnull=True),
                name="observation_one_figure_is_current",
            ),
            models.CheckConstraint(
                condition=Q(state="value", value__isnull=False)
                | Q(state__in=["suppressed", "not_applicable"], value__isnull=True),
                name="observation_has_a_value_only_when_it_is_one",
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=True) | Q(institution__isnull=True),
                name="observation_is_about_one_place",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | Q(superseded_by__gt=F("vintage")),
                name="observation_is_superseded_by_a_later_vintage",
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator", "period", "breakdown"],
                condition=Q(superseded_by__isnull=True),
                name="observation_of_an_indicator",
            ),
            models.Index(
                fields=["municipality", "indicator"],
                condition=Q(superseded_by__isnull=True),
                name="observation_of_a_place",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.indicator} {self.period} {self.municipality_id or self.institution_id or 'DK'}"
        )
