"""What a screening claims, and what is recommended to do about it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.screening.instrument import LEVERS
from samspil.screening.models.evidence import Evidence
from samspil.screening.models.screening import Screening

_ONE_TO_THREE = (1, 3)
FEW = 5
"""How many findings a screening can put first: a prioritised few."""


class Finding(models.Model):
    """What a screening claims on a lever, and what is recommended to do about it."""

    class Kind(models.TextChoices):
        """The three recommendations of the invitation of 2022."""

        POTENTIAL = "potentiale"
        ADJUSTMENT = "justering"
        DEEPER = "dybdeanalyse"

    class BottomLine(models.TextChoices):
        """Whose gain it is: the child's, all children's, the economy's."""

        CHILD = "child"
        ALL_CHILDREN = "all_children"
        ECONOMY = "economy"

    class Transition(models.TextChoices):
        """A move between settings that a finding is about."""

        DAYCARE_SCHOOL = "daycare_school"
        ORDINARY_SPECIAL = "ordinary_special"
        SPECIAL_ORDINARY = "special_ordinary"

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="findings")
    lever = models.PositiveSmallIntegerField()
    claim = models.TextField()
    kind = models.CharField(max_length=12, choices=Kind)
    bottom_line = models.CharField(max_length=12, choices=BottomLine)
    evidence = models.TextField(blank=True)
    sources = models.ManyToManyField(Evidence, related_name="findings", blank=True)
    transition = models.CharField(max_length=20, choices=Transition, blank=True)
    # 1 is first; a screening puts a few first and leaves the others without.
    priority = models.PositiveSmallIntegerField(null=True, blank=True)
    effect = models.PositiveSmallIntegerField(null=True, blank=True)
    effort = models.PositiveSmallIntegerField(null=True, blank=True)
    key = models.CharField(max_length=40)
    added_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["lever", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lever__range=(1, LEVERS)), name="finding_lever_is_one_of_seven"
            ),
            models.CheckConstraint(condition=~Q(claim=""), name="finding_claims_something"),
            models.CheckConstraint(
                condition=Q(kind__in=["potentiale", "justering", "dybdeanalyse"]),
                name="finding_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(bottom_line__in=["child", "all_children", "economy"]),
                name="finding_bottom_line_is_known",
            ),
            models.CheckConstraint(
                condition=Q(effect__isnull=True, effort__isnull=True)
                | Q(
                    effect__isnull=False,
                    effort__isnull=False,
                    effect__range=_ONE_TO_THREE,
                    effort__range=_ONE_TO_THREE,
                ),
                name="finding_has_effect_and_effort_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(
                    transition__in=["", "daycare_school", "ordinary_special", "special_ordinary"]
                ),
                name="finding_transition_is_known",
            ),
            models.CheckConstraint(
                condition=Q(priority=None) | Q(priority__range=(1, FEW)),
                name="finding_priority_is_among_a_few",
            ),
            models.UniqueConstraint(
                fields=["screening", "priority"],
                condition=Q(priority__isnull=False),
                name="finding_priority_is_given_once",
            ),
            # The key is made of the words, so pressing twice adds once.
            models.UniqueConstraint(fields=["screening", "key"], name="finding_is_added_once"),
        ]

    def __str__(self) -> str:
        return f"{self.lever} {self.kind}"
