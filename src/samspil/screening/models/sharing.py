"""What of a screening is shared outside the municipality, and with whom."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.screening.models.screening import Screening


class Share(models.Model):
    """A choice to share a part; taken back, it stands with its end."""

    class Part(models.TextChoices):
        """What is shared."""

        VERDICTS = "verdicts"
        FINDINGS = "findings"
        REPORT = "report"

    class Audience(models.TextChoices):
        """With whom: those who run the partnership, or all who take part in it."""

        ORGANISERS = "organisers"
        PARTNERSHIP = "partnership"

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="shares")
    part = models.CharField(max_length=10, choices=Part)
    audience = models.CharField(max_length=12, choices=Audience)
    shared_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    shared_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=["verdicts", "findings", "report"]),
                name="share_part_is_known",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["organisers", "partnership"]),
                name="share_audience_is_known",
            ),
            models.UniqueConstraint(
                fields=["screening", "part", "audience"],
                condition=Q(ended_at=None),
                name="share_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} -> {self.audience}"
