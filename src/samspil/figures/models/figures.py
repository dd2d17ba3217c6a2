"""Observations: what a source said of a place, when we learned it, and what it replaced."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone


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


class FetchKey(models.Model):
    """A publisher's key, encrypted. It is written and used, and never shown again."""

    publisher = models.CharField(primary_key=True, max_length=40)
    sealed = models.TextField()
    last_four = models.CharField(max_length=4)
    expires_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.publisher} ••••{self.last_four}"


class FetchRun(models.Model):
    """One fetch from a publisher that came to an end, and what came of it.

    ``left_out`` lists pairs of an indicator and why its table could not be used.
    """

    class Status(models.TextChoices):
        """How it ended."""

        DONE = "done"
        FAILED = "failed"

    publisher = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(default=timezone.now)
    indicators = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    message = models.TextField(blank=True)
    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, null=True, related_name="+")
    rows_read = models.PositiveIntegerField(default=0)
    rows_new = models.PositiveIntegerField(default=0)
    rows_changed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["done", "failed"]), name="fetch_run_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status="done", message="") | Q(status="failed", vintage__isnull=True),
                name="fetch_run_that_failed_published_nothing",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__gte=F("started_at")), name="fetch_run_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher} {self.started_at:%Y-%m-%d} {self.status}"


class StagedFile(models.Model):
    """A file somebody has uploaded and not yet published; gone when it is, or is given up."""

    name = models.CharField(max_length=150)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    staged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    staged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class ColumnMapping(models.Model):
    """What somebody has said of a table's columns, used whenever a table of that shape comes.

    ``content`` is a ``readers.mapping.Columns``; ``fingerprint`` is made of format and columns.
    """

    fingerprint = models.CharField(primary_key=True, max_length=64)
    form = models.CharField(max_length=40)
    columns = models.JSONField()
    content = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["form", "fingerprint"]

    def __str__(self) -> str:
        return f"{self.form} {', '.join(self.columns)}"
