"""Who came."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.meetings.models.meetings import SECTORS, Meeting
from samspil.people.models import User


class Attendance(models.Model):
    """What was noted of one person at one meeting; nothing stands where nothing was noted.

    Whoever came instead for a single day is not named: what is asked is whether the same people
    come. Somebody who takes the place for good is changed in the registration.
    """

    class Status(models.TextChoices):
        """Whether the person came, another came instead, or nobody."""

        CAME = "came"
        INSTEAD = "instead"
        AWAY = "away"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    # Where a steering meeting has a seat for each sector, the seat's; otherwise empty.
    sector = models.CharField(max_length=10, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status)
    marked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["meeting", "municipality__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "municipality", "sector", "user"],
                name="attendance_is_noted_once",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="attendance_sector_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["came", "instead", "away"]),
                name="attendance_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.user_id} {self.status}"
