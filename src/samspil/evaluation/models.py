"""What people judge about an edition's success criteria, and that they have finished judging."""

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

SECTORS = ("school", "daycare")
LONGEST_REASON = 1200


class Verdict(models.TextChoices):
    """How people judge one criterion themselves."""

    MET = "met"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    CANNOT_TELL = "cannot_tell"


# A municipality judges in one sector, those who run the edition judge it as a whole.
_OF_A_TEAM_OR_THE_EDITION = Q(municipality__isnull=False, sector__in=SECTORS) | Q(
    municipality__isnull=True, sector=""
)
_PLACE = Coalesce("municipality", Value(""), output_field=models.CharField())


class Judgement(models.Model):
    """One version of what somebody judged about a criterion; the newest number counts.

    Never changed: to judge anew is to write the next version.
    """

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    sector = models.CharField(max_length=10, blank=True)
    criterion = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=12, choices=Verdict)
    reason = models.TextField(max_length=LONGEST_REASON)
    written_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["criterion", "number"]
        constraints = [
            models.UniqueConstraint(
                "edition", _PLACE, "sector", "criterion", "number",
                name="criterion_judgement_has_its_number",
            ),
            models.CheckConstraint(
                condition=_OF_A_TEAM_OR_THE_EDITION,
                name="criterion_is_judged_by_a_team_or_for_the_edition",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="criterion_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(edition="") & ~Q(criterion="") & ~Q(reason="") & Q(number__gte=1),
                name="criterion_judgement_gives_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.edition} {self.municipality_id or ''} {self.criterion} v{self.number}"


class Closing(models.Model):
    """That an evaluation was closed: by whom and when; opened again, that stands too."""

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    sector = models.CharField(max_length=10, blank=True)
    closed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "edition", _PLACE, "sector",
                condition=Q(opened_at__isnull=True),
                name="evaluation_is_closed_once",
            ),
            models.CheckConstraint(
                condition=_OF_A_TEAM_OR_THE_EDITION & ~Q(edition=""),
                name="evaluation_closed_is_a_teams_or_the_editions",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(opened_at__gte=models.F("closed_at")),
                name="evaluation_opens_after_it_closed",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.edition} {self.municipality_id or ''} {self.closed_at:%Y-%m-%d}"
