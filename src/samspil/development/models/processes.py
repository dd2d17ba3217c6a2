"""One development process in each municipality and sector, and the levers it works with."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

SECTORS = ("school", "daycare")
LEVERS = range(1, 8)


class Process(models.Model):
    """One long development process: a municipality's, in one sector, through one edition."""

    class Status(models.TextChoices):
        """Whether it is still worked on."""

        ACTIVE = "active"
        CLOSED = "closed"

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    sector = models.CharField(max_length=10)
    # One process for both sectors, begun by the people of one; ``taken`` guards the other.
    is_joint = models.BooleanField(default=False)
    # Whether it concerns the move from daycare to school.
    transition = models.BooleanField(default=False)
    # The claim is kept as it read, whatever becomes of the screening it was found in.
    finding = models.PositiveBigIntegerField(null=True, blank=True)
    claim = models.TextField(blank=True)
    what = models.TextField()
    how_much = models.CharField(max_length=200)
    by_when = models.DateField()
    for_whom = models.CharField(max_length=200)
    owner = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    begun_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    begun_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["municipality__sort_key", "edition", "sector"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "municipality", "sector"], name="process_one_a_sector"
            ),
            models.CheckConstraint(condition=Q(sector__in=SECTORS), name="process_sector_is_known"),
            models.CheckConstraint(
                condition=~Q(edition="")
                & ~Q(what="")
                & ~Q(how_much="")
                & ~Q(for_whom="")
                & ~Q(owner=""),
                name="process_has_an_aim_and_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(finding__isnull=True, claim="")
                | (Q(finding__isnull=False) & ~Q(claim="")),
                name="process_from_a_finding_keeps_its_claim",
            ),
            models.CheckConstraint(
                condition=Q(status="active", closed_at__isnull=True)
                | Q(status="closed", closed_at__isnull=False),
                name="process_is_closed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.sector} {self.edition}"

    @property
    def is_active(self) -> bool:
        """Whether it can still be changed."""
        return self.status == self.Status.ACTIVE

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors it takes up: its own, or both."""
        return SECTORS if self.is_joint else (self.sector,)

    @property
    def reach(self) -> str:
        """The sector that rules ask about; empty where people of either sector take part."""
        return "" if self.is_joint else self.sector


class ProcessLever(models.Model):
    """One of the seven levers that a process works with."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="levers")
    lever = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["lever"]
        constraints = [
            models.UniqueConstraint(fields=["process", "lever"], name="process_names_a_lever_once"),
            models.CheckConstraint(
                condition=Q(lever__range=(LEVERS[0], LEVERS[-1])),
                name="process_lever_is_one_of_seven",
            ),
        ]

    def __str__(self) -> str:
        return str(self.lever)
