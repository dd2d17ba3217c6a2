"""Every version of a meeting: what changed, from what to what, by whom."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.meetings.models.meetings import Meeting
from samspil.people.models import User


class MeetingChange(models.Model):
    """What made a meeting's version. `changes` lists `field`, `before` and `after`, as text.

    Version 1 is the meeting as it was planned and has no changes.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    changes = models.JSONField(default=list)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["meeting", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "version"], name="meeting_change_each_version_once"
            ),
            models.CheckConstraint(
                condition=Q(version=1, changes=[]) | (Q(version__gte=2) & ~Q(changes=[])),
                name="meeting_change_says_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.version}"
