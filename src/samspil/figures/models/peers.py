"""Groups of municipalities somebody saved, KL's comparison groups by version, frozen selections."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.people.models import AppendOnlyError


class Sector(models.TextChoices):
    """The two areas in which municipalities are compared."""

    SCHOOL = "school"
    DAYCARE = "daycare"


class MunicipalityGroup(models.Model):
    """Municipalities that somebody wants to be compared with, for one area or both.

    Its owner uses it; with a ``municipality`` that municipality's people do, ``for_all`` everybody.
    """

    name = models.CharField(max_length=80)
    sector = models.CharField(max_length=10, choices=Sector, blank=True)
    members = models.ManyToManyField("places.Municipality", related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    for_all = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="group_name_is_its_owners_once"),
            models.CheckConstraint(
                condition=Q(sector__in=["", "school", "daycare"]), name="group_sector_is_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="group_has_a_name"),
            models.CheckConstraint(
                condition=Q(for_all=False) | Q(municipality__isnull=True),
                name="group_is_for_all_or_for_one_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ComparisonList(models.Model):
    """KL's comparison groups in one area, as one file had them. A newer file is a newer list."""

    sector = models.CharField(max_length=10, choices=Sector)
    source = models.CharField(max_length=120)
    as_of = models.DateField()
    file_name = models.CharField(max_length=150)
    content_hash = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sector__in=["school", "daycare"]),
                name="comparison_list_sector_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.as_of}"


class ComparisonPair(models.Model):
    """One municipality to compare another with, in the order of the file."""

    list = models.ForeignKey(ComparisonList, on_delete=models.CASCADE, related_name="pairs")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    peer = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "municipality", "peer"], name="comparison_pair_is_there_once"
            ),
            models.CheckConstraint(
                condition=~Q(municipality=F("peer")), name="comparison_pair_is_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.peer_id}"


class FrozenSelection(models.Model):
    """A selection as it stood: with its definition, its figures and who decided to keep it.

    Never changed, never deleted: the database refuses it too. ``rows`` is the answer of
    ``samspil potential``.
    """

    selection = models.CharField(max_length=60)
    version = models.CharField(max_length=12)
    inputs = models.CharField(max_length=16)
    vintage = models.ForeignKey("figures.Vintage", on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "version", "inputs"], name="selection_is_frozen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.selection} {self.inputs}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        """Write a new one; raises AppendOnlyError for one that stands already."""
        if self.pk is not None:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: object, **_kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError
