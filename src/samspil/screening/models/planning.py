"""The plan of a screening: what to read, whom to talk with, the workshop, the dates."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.screening.models.screening import Screening


class PlanItem(models.Model):
    """One thing to do before the first network day. ``what`` says it in the people's own words."""

    class Kind(models.TextChoices):
        """What is to be done."""

        DOCUMENT = "document"
        INTERVIEW = "interview"
        WORKSHOP = "workshop"
        REPORT = "report"

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="plan")
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.CharField(max_length=200)
    who = models.CharField(max_length=120, blank=True)
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["document", "interview", "workshop", "report"]),
                name="plan_item_kind_is_known",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="plan_item_says_what"),
            models.UniqueConstraint(
                fields=["screening", "kind", "what"], name="plan_item_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"
