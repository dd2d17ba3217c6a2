"""How the aim read before, what the process is about, and which sectors it takes up."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.development.models.processes import SECTORS, Process


class AimWording(models.Model):
    """An earlier wording of the aim, kept when it was written anew."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="wordings")
    what = models.TextField()
    how_much = models.CharField(max_length=200)
    by_when = models.DateField()
    for_whom = models.CharField(max_length=200)
    owner = models.CharField(max_length=120)
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(how_much="") & ~Q(for_whom="") & ~Q(owner=""),
                name="aim_wording_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class ProcessTheme(models.Model):
    """A theme that a process is about; the ids are those of the reviewed themes."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=20)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "theme"], name="process_names_a_theme_once"),
            models.CheckConstraint(condition=~Q(theme=""), name="process_theme_is_named"),
        ]

    def __str__(self) -> str:
        return self.theme


class SectorTaken(models.Model):
    """A sector that a process takes up; a joint process takes up both.

    One row for each sector, so that the database itself keeps a joint process and another one of
    the same municipality from standing side by side.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="taken")
    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    sector = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "municipality", "sector"], name="sector_is_taken_once"
            ),
            models.CheckConstraint(condition=Q(sector__in=SECTORS), name="sector_taken_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.sector} {self.edition}"
