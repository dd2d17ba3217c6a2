"""What this installation knows about itself."""

from django.db import models
from django.utils import timezone


class Installation(models.Model):
    """One row: with which files the database was prepared, and when it was first started."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    fingerprint = models.CharField(max_length=64, blank=True)
    first_started = models.DateTimeField(default=timezone.now)
    has_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="installation_is_one_row")
        ]

    def __str__(self) -> str:
        return self.fingerprint[:12]
