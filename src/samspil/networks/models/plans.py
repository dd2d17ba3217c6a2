"""Plans of groups: proposed, accepted, superseded; and who is in which group, with the reasons."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.people.models import User

SECTORS = ("daycare", "school")


class GroupPlan(models.Model):
    """One way to group the municipalities of an edition in one sector, as a numbered version."""

    class Status(models.TextChoices):
        """A proposal binds nobody; one plan at a time is accepted; the former is kept."""

        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        SUPERSEDED = "superseded"

    edition = models.CharField(max_length=40)
    sector = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    parameters = models.JSONField()
    cost = models.FloatField()
    bound = models.FloatField()
    proved = models.BooleanField()
    seed = models.PositiveIntegerField()
    inputs = models.CharField(max_length=16)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "sector", "number"], name="group_plan_numbers_are_unique"
            ),
            models.UniqueConstraint(
                fields=["edition", "sector"],
                condition=Q(status="accepted"),
                name="group_plan_one_is_accepted",
            ),
            # The same question asked twice stands as one proposal.
            models.UniqueConstraint(
                fields=["edition", "sector", "inputs", "seed"],
                condition=Q(status="proposed"),
                name="group_plan_is_proposed_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "accepted", "superseded"]),
                name="group_plan_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="group_plan_sector_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(edition="") & ~Q(inputs=""), name="group_plan_names_edition_and_inputs"
            ),
            models.CheckConstraint(
                condition=Q(bound__lte=F("cost"), bound__gte=0),
                name="group_plan_bound_is_not_above_cost",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="proposed", accepted_by__isnull=True, accepted_at__isnull=True, reason=""
                )
                | (
                    ~Q(status="proposed")
                    & Q(accepted_by__isnull=False, accepted_at__isnull=False)
                    & ~Q(reason="")
                ),
                name="group_plan_accepted_by_whom_when_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.sector} {self.number}"


class Group(models.Model):
    """One group of a plan, with the numbers its reasons are made of."""

    plan = models.ForeignKey(GroupPlan, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    facts = models.JSONField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="group_number_in_its_plan"),
            models.CheckConstraint(condition=Q(number__gte=1), name="group_numbers_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"


class GroupMember(models.Model):
    """A municipality in a group; `plan` is the group's, so that it can be there only once."""

    plan = models.ForeignKey(GroupPlan, on_delete=models.CASCADE, related_name="members")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    facts = models.JSONField()

    class Meta:
        ordering = ["group", "municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "municipality"], name="group_member_is_in_one_group_of_a_plan"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.municipality_id}"
