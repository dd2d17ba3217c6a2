"""One network or several: how those taking part in a sector are divided for the shared meetings."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.networks.models.plans import SECTORS
from samspil.networks.models.wishes import REASON_LENGTH
from samspil.people.models import User


class NetworkSplit(models.Model):
    """Several networks in one sector; `networks` are lists of codes. None standing: one network."""

    edition = models.CharField(max_length=40)
    sector = models.CharField(max_length=10)
    networks = models.JSONField()
    reason = models.CharField(max_length=REASON_LENGTH)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "sector"],
                condition=Q(superseded_at=None),
                name="network_split_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS) & ~Q(edition="") & ~Q(reason=""),
                name="network_split_says_where_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.sector} {len(self.networks)}"
