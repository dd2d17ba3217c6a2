"""The day itself: guests without an account, and what each writes down for oneself."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from samspil.meetings.models.meetings import Meeting
from samspil.people.models import User

NOTE_LENGTH = 20_000
"""Letters in a note: more than anybody writes on a phone in a day."""


class MeetingGuest(models.Model):
    """Somebody without an account who opens a meeting's page by a personal link."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="guests")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "meeting", Lower("email"), name="meeting_guest_is_invited_once"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email=""), name="meeting_guest_has_name_and_address"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DayNote(models.Model):
    """What one person wrote down at a meeting, for nobody else. `revision` counts the savings."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    guest = models.OneToOneField(
        MeetingGuest, on_delete=models.CASCADE, null=True, related_name="note"
    )
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(user__isnull=False),
                name="day_note_one_a_person",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, guest=None) | Q(user=None, guest__isnull=False),
                name="day_note_is_one_persons",
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="day_note_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.revision}"
