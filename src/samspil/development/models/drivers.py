"""The driver diagram of a process: what must change for the aim to be reached, and by what."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.development.models.processes import LEVERS, Process


class DriverNode(models.Model):
    """A primary driver, a secondary one, or a change idea; the aim is the process's own.

    ``position`` orders the nodes of a kind. ``version`` counts changes, so that somebody who saw
    an older one overwrites nothing. ``key`` is made where it is typed: sent twice, it stands once.
    """

    class Kind(models.TextChoices):
        """From the aim outwards."""

        PRIMARY = "primary"
        SECONDARY = "secondary"
        IDEA = "idea"

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="drivers")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=200)
    lever = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    key = models.CharField(max_length=40)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["process", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["primary", "secondary", "idea"]), name="driver_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="driver_says_something"),
            models.CheckConstraint(
                condition=Q(lever__isnull=True)
                | Q(kind="primary", lever__range=(LEVERS[0], LEVERS[-1])),
                name="driver_lever_is_one_of_seven_and_primary",
            ),
            models.UniqueConstraint(fields=["process", "key"], name="driver_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


class DriverLink(models.Model):
    """That a driver or an idea serves the one above it; it may serve several.

    A trigger keeps a link between a kind and the next one of the same process. Since kinds only
    go outwards, no row of links can make a circle.
    """

    parent = models.ForeignKey(DriverNode, on_delete=models.CASCADE, related_name="below")
    child = models.ForeignKey(DriverNode, on_delete=models.CASCADE, related_name="above")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "child"], name="driver_link_stands_once"),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="driver_not_under_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.parent_id} – {self.child_id}"
