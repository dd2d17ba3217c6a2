"""Editions that are open."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.people.models import User


class OpenEdition(models.Model):
    """An edition that teams can be registered in, with its rules as they were last published.

    An owner can close it for registration before its deadline, and open it again.
    """

    id = models.CharField(primary_key=True, max_length=40)
    content = models.JSONField()
    version = models.CharField(max_length=12)
    published_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-published_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(id="") & ~Q(version=""), name="open_edition_has_id_and_version"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="open_edition_is_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.id
