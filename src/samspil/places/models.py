"""Municipalities and the institutions in them."""

from django.db import models
from django.db.models import Q

EXAMPLE_PREFIX = "E"


class Municipality(models.Model):
    """A real municipality by its official code, or one of the examples (codes E01, E02, …)."""

    code = models.CharField(primary_key=True, max_length=4)
    name = models.CharField(max_length=60, unique=True)
    sort_key = models.CharField(max_length=80, db_index=True)
    region = models.CharField(max_length=30)
    group = models.CharField(max_length=40)
    population = models.PositiveIntegerField()
    population_date = models.DateField()
    area_km2 = models.FloatField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    tile_column = models.SmallIntegerField()
    tile_row = models.SmallIntegerField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["tile_column", "tile_row"], name="municipality_tiles_never_overlap"
            ),
            models.CheckConstraint(
                condition=Q(is_example=True, code__startswith=EXAMPLE_PREFIX)
                | (Q(is_example=False) & ~Q(code__startswith=EXAMPLE_PREFIX)),
                name="municipality_example_codes_stand_outside_the_register",
            ),
            models.CheckConstraint(
                condition=Q(latitude__range=(54, 58)) & Q(longitude__range=(7.5, 15.5)),
                name="municipality_lies_in_denmark",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Institution(models.Model):
    """A school of the public register."""

    class Kind(models.TextChoices):
        """The register's kinds, as the starter figures abbreviate them."""

        PUBLIC_SCHOOL = "f"
        PRIVATE_SCHOOL = "p"
        BOARDING_SCHOOL = "e"
        YOUTH_SCHOOL = "u"

    number = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=1, choices=Kind)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="institutions"
    )
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["f", "p", "e", "u"]), name="institution_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name
