"""Tests of change."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.development.models.drivers import DriverNode
from samspil.development.models.processes import Process


class Compared(models.TextChoices):
    """What happened, beside what was predicted."""

    AS_PREDICTED = "as_predicted"
    PARTLY = "partly"
    NOT = "not"


class Decision(models.TextChoices):
    """What to do with what was tried."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


_OPEN_ENDED = Q(concluded_at__isnull=True, what_happened="", compared="", decision="")
# Without a prediction there is nothing to compare with.
_CONCLUDED = (
    Q(concluded_at__isnull=False, decision__in=Decision.values)
    & ~Q(what_happened="")
    & (
        Q(without_prediction=False, compared__in=Compared.values)
        | Q(without_prediction=True, compared="")
    )
)


class TestOfChange(models.Model):
    """One small trial: what is asked and predicted, what happened, and what was decided.

    What was predicted cannot be changed once the trial has begun; a trigger keeps that even from
    those who write to the table directly. A test that began without one (``without_prediction``)
    never gets one. ``idea`` is the change idea of the driver diagram that it tries.
    """

    __test__ = False  # pytest: this is none of its tests

    class Status(models.TextChoices):
        """Planned, being tried, concluded: forwards only."""

        PLANNED = "planned"
        DOING = "doing"
        CONCLUDED = "concluded"

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="tests")
    number = models.PositiveSmallIntegerField()
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    idea = models.ForeignKey(
        DriverNode, on_delete=models.SET_NULL, null=True, blank=True, related_name="tests"
    )
    question = models.TextField()
    prediction = models.TextField(blank=True)
    without_prediction = models.BooleanField(default=False)
    measure = models.CharField(max_length=200, blank=True)
    who = models.CharField(max_length=120, blank=True)
    planned_for = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    planned_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    what_happened = models.TextField(blank=True)
    compared = models.CharField(max_length=12, choices=Compared, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)

    class Meta:
        ordering = ["process", "number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="test_has_its_own_number"),
            # The key is made of the words, so pressing twice plans once.
            models.UniqueConstraint(
                fields=["process", "key"],
                condition=Q(status="planned"),
                name="test_is_planned_once",
            ),
            models.CheckConstraint(condition=~Q(question=""), name="test_asks_something"),
            models.CheckConstraint(
                condition=Q(status="planned", without_prediction=False)
                | Q(status__in=["doing", "concluded"], without_prediction=True, prediction="")
                | (
                    Q(status__in=["doing", "concluded"], without_prediction=False)
                    & ~Q(prediction="")
                ),
                name="test_begun_says_whether_it_was_predicted",
            ),
            models.CheckConstraint(
                condition=Q(status="planned", begun_at__isnull=True)
                | (~Q(status="planned") & Q(begun_at__isnull=False)),
                name="test_begun_is_begun_at_a_time",
            ),
            models.CheckConstraint(
                condition=(Q(status="concluded") & _CONCLUDED)
                | (~Q(status="concluded") & _OPEN_ENDED),
                name="test_concluded_has_outcome_and_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id}.{self.number}"
