"""Instruments that an organiser has brought, in the same format as ours."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class OwnInstrument(models.Model):
    """One version of an instrument; it is never changed, a new version stands beside it."""

    name = models.CharField(max_length=60)
    version = models.CharField(max_length=12)
    content = models.JSONField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    brought_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version"], name="own_instrument_version_stands_once"
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(retired_at=None),
                name="own_instrument_one_version_in_use",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
