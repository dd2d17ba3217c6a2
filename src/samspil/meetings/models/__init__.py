"""The nouns of meetings."""

from samspil.meetings.models.attendance import Attendance
from samspil.meetings.models.calendars import CalendarLink
from samspil.meetings.models.changes import MeetingChange
from samspil.meetings.models.day import NOTE_LENGTH, DayNote, MeetingGuest
from samspil.meetings.models.meetings import TEXT_LENGTH, BroughtItem, Decision, Meeting

__all__ = [
    "NOTE_LENGTH",
    "TEXT_LENGTH",
    "Attendance",
    "BroughtItem",
    "CalendarLink",
    "DayNote",
    "Decision",
    "Meeting",
    "MeetingChange",
    "MeetingGuest",
]
