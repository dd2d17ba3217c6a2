"""The political ambition, what it means at each level, and the conflicts of value it meets."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.development.models.processes import Process


class Level(models.TextChoices):
    """The chain of leadership, from the committee to a Monday morning."""

    POLITICIANS = "politicians"
    CHIEF = "chief"
    LEADER = "leader"
    STAFF = "staff"
    MONDAY = "monday"


CHAIN = (Level.POLITICIANS, Level.CHIEF, Level.LEADER, Level.STAFF)
"""The people of the chain: those at whom a conflict of value shows."""

AMBITION = "ambition"
"""The ambition itself, beside what it means at each level."""

PASSAGES = (AMBITION, *Level.values)


class Passage(models.Model):
    """The ambition in the municipality's own words, or what it means at one level."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=12)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "kind"], name="passage_stands_once"),
            models.CheckConstraint(condition=Q(kind__in=PASSAGES), name="passage_kind_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="passage_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.process_id} {self.kind}"


class ValueConflict(models.Model):
    """Two good things that pull apart: where it is felt, whose it is, how it is handled."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="conflicts")
    one = models.CharField(max_length=200)
    other = models.CharField(max_length=200)
    level = models.CharField(max_length=12)
    owner = models.CharField(max_length=120, blank=True)
    handling = models.TextField(blank=True)
    named_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(one="") & ~Q(other=""), name="value_conflict_has_two_sides"
            ),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in CHAIN]),
                name="value_conflict_level_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}"
