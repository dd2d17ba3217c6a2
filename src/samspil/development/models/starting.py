"""The challenge picture a process starts from: findings and figures as they read when chosen."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.development.models.processes import LEVERS, SECTORS, Process


class StartingFinding(models.Model):
    """A finding of the screening, its claim kept whatever becomes of the screening."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="findings")
    finding = models.PositiveBigIntegerField()
    lever = models.PositiveSmallIntegerField()
    claim = models.TextField()
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["lever", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "finding"], name="starting_finding_chosen_once"
            ),
            models.CheckConstraint(condition=~Q(claim=""), name="starting_finding_keeps_its_claim"),
            models.CheckConstraint(
                condition=Q(lever__range=(LEVERS[0], LEVERS[-1])),
                name="starting_finding_lever_is_one_of_seven",
            ),
        ]

    def __str__(self) -> str:
        return self.claim


class StartingFigure(models.Model):
    """A public figure of the municipality beside its peers, told as it stood when it was chosen.

    ``value`` and ``peers`` (their median) are in the indicator's unit; the words are kept in both
    languages, since a later vintage may tell it differently.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="figures")
    sector = models.CharField(max_length=10)
    indicator = models.CharField(max_length=80)
    breakdown = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=20)
    value = models.FloatField()
    peers = models.FloatField(null=True, blank=True)
    title_da = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    source_da = models.TextField(blank=True)
    source_en = models.TextField(blank=True)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "sector", "indicator", "breakdown"],
                name="starting_figure_chosen_once",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="starting_figure_sector_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(indicator="") & ~Q(period="") & ~Q(title_da="") & ~Q(title_en=""),
                name="starting_figure_says_what_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.breakdown} {self.period}"
