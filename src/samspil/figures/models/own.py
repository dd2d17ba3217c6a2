"""A municipality's own figures, and whom it lets see them. They never become observations."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from samspil.methods.protection import DEFAULT_THRESHOLD as THRESHOLD


def _or_empty(field: str) -> Coalesce:
    return Coalesce(field, models.Value(""), output_field=models.CharField())


class OwnFigure(models.Model):
    """A figure that a municipality's own people typed.

    What was typed is never changed and never deleted: a correction is a new figure that replaces
    the old one, and a figure taken away is marked withdrawn. The database holds both to it.
    """

    class State(models.TextChoices):
        """Which of the states without or with a number it is; absence is no row."""

        VALUE = "value"
        SUPPRESSED = "suppressed"
        NOT_APPLICABLE = "not_applicable"

    class Basis(models.TextChoices):
        """What the number was made from.

        ``share`` and ``ratio`` from a numerator and a denominator; ``vouched`` is a share that was
        typed without them, with somebody's word that it hides no small group; ``plain`` is none.
        """

        NONE = ""
        SHARE = "share"
        RATIO = "ratio"
        VOUCHED = "vouched"
        PLAIN = "plain"

    class Ending(models.TextChoices):
        """Why a figure no longer stands."""

        NONE = ""
        REPLACED = "replaced"
        WITHDRAWN = "withdrawn"

    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    institution = models.ForeignKey(
        "places.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    indicator = models.CharField(max_length=60)
    period = models.CharField(max_length=12)
    breakdown = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.VALUE)
    basis = models.CharField(max_length=8, choices=Basis, blank=True)
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    entered_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    ended_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "municipality",
                _or_empty("institution"),
                "indicator",
                "period",
                "breakdown",
                condition=Q(ended_at__isnull=True),
                name="own_figure_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(state="value", value__isnull=False)
                & Q(basis__in=["share", "ratio", "vouched", "plain"])
                | Q(state__in=["suppressed", "not_applicable"], value__isnull=True, basis=""),
                name="own_figure_has_a_value_only_when_it_is_one",
            ),
            models.CheckConstraint(
                condition=Q(
                    basis__in=["share", "ratio"],
                    numerator__isnull=False,
                    denominator__isnull=False,
                )
                | Q(
                    basis__in=["", "vouched", "plain"],
                    numerator__isnull=True,
                    denominator__isnull=True,
                ),
                name="own_figure_counts_belong_to_what_is_counted",
            ),
            # Small numbers are not kept at all, so nothing can let them out.
            models.CheckConstraint(
                condition=~Q(basis="share")
                | Q(numerator__gte=THRESHOLD, denominator__gte=F("numerator") + THRESHOLD),
                name="own_figure_share_hides_no_small_group",
            ),
            models.CheckConstraint(
                condition=~Q(basis="ratio") | Q(denominator__gte=THRESHOLD),
                name="own_figure_mean_hides_no_small_group",
            ),
            models.CheckConstraint(
                condition=~Q(basis="vouched") | Q(institution__isnull=True),
                name="own_figure_of_a_school_is_counted",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(indicator="") & ~Q(period=""),
                name="own_figure_says_from_where",
            ),
            models.CheckConstraint(
                condition=Q(ending="", ended_at__isnull=True, ended_by__isnull=True, reason="")
                | Q(ending="replaced", ended_at__isnull=False, ended_by__isnull=False, reason="")
                | (
                    Q(ending="withdrawn", ended_at__isnull=False, ended_by__isnull=False)
                    & ~Q(reason="")
                ),
                name="own_figure_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("entered_at")),
                name="own_figure_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "indicator"],
                condition=Q(ended_at__isnull=True),
                name="own_figure_of_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.indicator} {self.period} {self.breakdown}".strip()


class OwnFigureShare(models.Model):
    """Leave for others to see a municipality's own figures, given and withdrawn with date."""

    class Audience(models.TextChoices):
        """Who is let in."""

        ORGANISERS = "organisers"
        MUNICIPALITY = "municipality"

    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    audience = models.CharField(max_length=12, choices=Audience)
    other = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    given_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "audience",
                _or_empty("other"),
                condition=Q(withdrawn_at__isnull=True),
                name="own_figure_share_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(audience="organisers", other__isnull=True)
                | Q(audience="municipality", other__isnull=False),
                name="own_figure_share_names_its_audience",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("municipality")),
                name="own_figure_share_is_with_another",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_at__gte=F("given_at"),
                    withdrawn_by__isnull=False,
                ),
                name="own_figure_share_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.audience} {self.other_id or ''}".strip()
