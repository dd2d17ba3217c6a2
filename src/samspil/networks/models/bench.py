"""The workbench: groups as a facilitator is arranging them, before they become a proposal."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.networks.models.plans import SECTORS, GroupPlan
from samspil.people.models import User


class Bench(models.Model):
    """The groups on the table for one edition and sector; `version` counts every change.

    `groups` are lists of codes, `pinned` the codes that stay where they are. `weights` hold 0 to 4
    for each part of the cost.
    """

    edition = models.CharField(max_length=40)
    sector = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=1)
    groups = models.JSONField(default=list)
    pinned = models.JSONField(default=list, blank=True)
    weights = models.JSONField()
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    based_on = models.ForeignKey(
        GroupPlan, on_delete=models.SET_NULL, null=True, related_name="+", blank=True
    )
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "sector"], name="bench_one_for_edition_and_sector"
            ),
            models.CheckConstraint(condition=Q(sector__in=SECTORS), name="bench_sector_is_known"),
            models.CheckConstraint(
                condition=Q(low__gte=2, high__gte=F("low")), name="bench_sizes_are_in_order"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1) & ~Q(edition=""), name="bench_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.sector} {self.version}"
