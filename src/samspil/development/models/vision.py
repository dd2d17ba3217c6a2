"""A shared vision and its success criteria, for the whole process or for one school or daycare."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.development.models.processes import Process


class Vision(models.Model):
    """What one wants to see, who agreed to it, and when.

    ``unit_name`` is empty for the whole process; ``unit`` is the number of a school in the
    register, where the name is one of those.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="visions")
    unit = models.CharField(max_length=12, blank=True)
    unit_name = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "unit_name"], name="vision_one_a_unit"),
            models.CheckConstraint(condition=~Q(text=""), name="vision_says_something"),
            models.CheckConstraint(
                condition=Q(unit="") | ~Q(unit_name=""), name="vision_unit_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.unit_name or str(self.process_id)


class Criterion(models.Model):
    """A success criterion as a short sentence, and how one would see it."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    sentence = models.CharField(max_length=300)
    sign = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["vision", "number"], name="criterion_has_a_number"),
            models.CheckConstraint(condition=~Q(sentence=""), name="criterion_says_something"),
        ]

    def __str__(self) -> str:
        return self.sentence
