"""The nouns of meetings."""

from samspil.meetings.models.agenda import (
    Agenda,
    AgendaItem,
    Material,
    Minutes,
    TakeHome,
    TakeHomeReply,
)
from samspil.meetings.models.attendance import Attendance
from samspil.meetings.models.calendars import CalendarLink
from samspil.meetings.models.changes import MeetingChange
from samspil.meetings.models.day import NOTE_LENGTH, DayNote, MeetingGuest
from samspil.meetings.models.meetings import (
    SECTORS,
    TEXT_LENGTH,
    BroughtItem,
    Decision,
    Meeting,
)
from samspil.meetings.models.steering import (
    Poll,
    Progress,
    Suggestion,
    Vote,
)

__all__ = [
    "NOTE_LENGTH",
    "SECTORS",
    "TEXT_LENGTH",
    "Agenda",
    "AgendaItem",
    "Attendance",
    "BroughtItem",
    "CalendarLink",
    "DayNote",
    "Decision",
    "Material",
    "Meeting",
    "MeetingChange",
    "MeetingGuest",
    "Minutes",
    "Poll",
    "Progress",
    "Suggestion",
    "TakeHome",
    "TakeHomeReply",
    "Vote",
]
