"""Measures of a process: what is counted, the points, the phases, and the tests they watch."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.development.models.processes import Process
from samspil.development.models.trials import TestOfChange


class Measure(models.Model):
    """Something a process follows in figures: an outcome, the work itself, or what else it does.

    ``counted`` and ``of`` are numerator and denominator in words. A measure that is read from the
    figures room has no points of its own.
    """

    class Kind(models.TextChoices):
        """What it tells: the aim, whether the new is done, what it costs elsewhere."""

        OUTCOME = "outcome"
        PROCESS = "process"
        BALANCING = "balancing"

    class Direction(models.TextChoices):
        """Which way is better; neutral is never called better or worse."""

        HIGHER = "higher"
        LOWER = "lower"
        NEUTRAL = "neutral"

    class Frequency(models.TextChoices):
        """How often a point is expected; a point stands for the whole day, week, month …"""

        DAILY = "daily"
        WEEKLY = "weekly"
        MONTHLY = "monthly"
        TERM = "term"
        YEARLY = "yearly"

    class Shape(models.TextChoices):
        """What sort of number: per cent of something, a count, or a mean or an amount."""

        SHARE = "share"
        COUNT = "count"
        OTHER = "other"

    class Source(models.TextChoices):
        """Where its points come from."""

        HAND = "hand"
        PASTED = "pasted"
        INDICATOR = "indicator"

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="measures")
    name = models.CharField(max_length=120)
    counted = models.CharField(max_length=300)
    of = models.CharField(max_length=300, blank=True)
    shape = models.CharField(max_length=10, choices=Shape)
    unit = models.CharField(max_length=40, blank=True)
    # Whether people are counted: then few of them are kept back from everybody else.
    of_people = models.BooleanField(default=True)
    kind = models.CharField(max_length=10, choices=Kind)
    direction = models.CharField(max_length=10, choices=Direction)
    frequency = models.CharField(max_length=10, choices=Frequency)
    target = models.DecimalField(max_digits=22, decimal_places=6, null=True, blank=True)
    definition = models.TextField(blank=True)
    collects = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    indicator = models.CharField(max_length=80, blank=True)
    part = models.CharField(max_length=80, blank=True)
    begun_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    begun_at = models.DateTimeField(default=timezone.now)
    put_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["process", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "name"], name="measure_has_its_own_name"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(counted=""), name="measure_says_what_is_counted"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["outcome", "process", "balancing"])
                & Q(direction__in=["higher", "lower", "neutral"])
                & Q(frequency__in=["daily", "weekly", "monthly", "term", "yearly"])
                & Q(shape__in=["share", "count", "other"]),
                name="measure_is_of_a_known_sort",
            ),
            models.CheckConstraint(
                condition=(Q(source="indicator") & ~Q(indicator=""))
                | (Q(source__in=["hand", "pasted"]) & Q(indicator="") & Q(part="")),
                name="measure_names_an_indicator_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id} {self.name}"

    @property
    def is_own(self) -> bool:
        """Whether its points are typed here, and not read from the figures room."""
        return self.source != self.Source.INDICATOR


class MeasurePoint(models.Model):
    """One measurement. It is never changed: a correction ends it and writes another.

    ``when`` is the first day of what it stands for: the day, the week, the month, the half-year,
    the year. Where numerator and denominator are known, ``value`` is computed from them.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="points")
    when = models.DateField()
    value = models.DecimalField(max_digits=22, decimal_places=6)
    numerator = models.DecimalField(max_digits=22, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=22, decimal_places=6, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    typed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    typed_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["measure", "when", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "when"],
                condition=Q(ended_at__isnull=True),
                name="point_stands_once_a_time",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(
                    numerator__isnull=False,
                    denominator__isnull=False,
                    numerator__gte=0,
                    denominator__gt=0,
                ),
                name="point_has_both_counts_or_none",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_at__gte=F("typed_at")),
                name="point_ends_after_it_was_typed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.when}"


class MeasurePhase(models.Model):
    """From where a measure's lines are drawn anew, because somebody decided so and said why."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="phases")
    begins = models.DateField()
    reason = models.CharField(max_length=300)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["measure", "begins", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "begins"],
                condition=Q(taken_back_at__isnull=True),
                name="phase_begins_once_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="phase_has_a_reason"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_because="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_because="")),
                name="phase_is_taken_back_with_a_word",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.begins}"


class WatchedMeasure(models.Model):
    """Which measure a test of change is followed on."""

    test = models.OneToOneField(TestOfChange, on_delete=models.CASCADE, related_name="watches")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="watched_by")

    class Meta:
        ordering = ["measure", "test__number"]

    def __str__(self) -> str:
        return f"{self.test_id} {self.measure_id}"
