"""Municipalities that organisers have invited to write."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class WritingInvitation(models.Model):
    """That a municipality was invited to write, once in each edition. Shown to nobody else."""

    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    edition = models.CharField(max_length=40)
    invited_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "edition"], name="writing_invitation_once_an_edition"
            ),
            models.CheckConstraint(
                condition=~Q(edition=""), name="writing_invitation_names_its_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.edition}"
