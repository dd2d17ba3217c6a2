"""What municipalities say they can share and want to learn, and who should or should not meet."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.networks.models.plans import SECTORS
from samspil.people.models import User

REASON_LENGTH = 300


class Exchange(models.Model):
    """What a municipality can share and wants to learn, lever by lever, in its own judgement."""

    edition = models.CharField(max_length=40)
    sector = models.CharField(max_length=10)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    shares = models.JSONField(default=list, blank=True)
    learns = models.JSONField(default=list, blank=True)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "sector", "municipality"], name="exchange_said_once"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS) & ~Q(edition=""), name="exchange_sector_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.sector} {self.municipality_id}"


class PairWish(models.Model):
    """Two municipalities that should be together, or should not, and why.

    `first` has the lower code, so that a pair stands once.
    """

    class Kind(models.TextChoices):
        """Together or apart."""

        TOGETHER = "together"
        APART = "apart"

    edition = models.CharField(max_length=40)
    sector = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind)
    first = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "sector", "first", "second"], name="pair_wish_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="pair_wish_is_about_two_in_order"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["together", "apart"]), name="pair_wish_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS) & ~Q(edition="") & ~Q(reason=""),
                name="pair_wish_says_where_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.kind} {self.second_id}"
