"""Who carries the process at home, and which other areas take part (roles, never persons)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.development.models.processes import Process


class Area(models.TextChoices):
    """Areas of a municipality beside the schools and daycare themselves."""

    PPR = "ppr"
    FAMILY = "family"
    HEALTH = "health"
    LEISURE = "leisure"
    CULTURE = "culture"
    FINANCE = "finance"
    SOCIAL = "social"
    JOBS = "jobs"
    YOUTH = "youth"
    HR = "hr"


class Involved(models.TextChoices):
    """How far an area has been involved."""

    ASKED = "asked"
    TAKES_PART = "takes_part"
    LATER = "later"


class Organisation(models.Model):
    """Project lead, group, how often they meet; the owner stands with the aim."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="organisation")
    lead = models.CharField(max_length=120, blank=True)
    group = models.TextField(blank=True)
    meets = models.CharField(max_length=120, blank=True)
    others = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.process_id)


class InvolvedArea(models.Model):
    """An area, and whether it is asked, takes part or comes later."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="areas")
    area = models.CharField(max_length=10)
    state = models.CharField(max_length=12)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "area"], name="area_is_involved_once"),
            models.CheckConstraint(condition=Q(area__in=Area.values), name="area_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=Involved.values), name="area_involvement_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.state}"
