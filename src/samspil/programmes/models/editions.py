"""Editions that are open."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class OpenEdition(models.Model):
    """An edition that teams can be registered in, with its rules as they were published."""

    id = models.CharField(primary_key=True, max_length=40)
    content = models.JSONField()
    version = models.CharField(max_length=12)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-published_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(id="") & ~Q(version=""), name="open_edition_has_id_and_version"
            )
        ]

    def __str__(self) -> str:
        return self.id
