"""Travel times between municipalities, as somebody brought them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.people.models import User


class TravelTimes(models.Model):
    """One table of minutes between every two of some municipalities; the newest counts.

    `minutes` is a symmetric matrix in the sequence of `codes`.
    """

    source = models.CharField(max_length=200)
    codes = models.JSONField()
    minutes = models.JSONField()
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="travel_times_have_a_source")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.brought_at:%Y-%m-%d}"
