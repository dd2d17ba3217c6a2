"""Every act on meetings."""

from samspil.meetings.services.attendance import NobodyToNoteError, note_attendance
from samspil.meetings.services.calendars import (
    NoSuchCalendarError,
    TooManyCalendarsError,
    calendar_behind,
    follow_calendar,
    stop_calendar,
)
from samspil.meetings.services.errors import (
    MeetingIsCancelledError,
    MeetingIsOverError,
    NoComingDayError,
    NoSuchEditionError,
    NoSuchMeetingError,
    NotTakingPartError,
    WordsMissingError,
)
from samspil.meetings.services.meetings import bring, decide, plan_from_edition
from samspil.meetings.services.versions import cancel, hold_after_all

__all__ = [
    "MeetingIsCancelledError",
    "MeetingIsOverError",
    "NoComingDayError",
    "NoSuchCalendarError",
    "NoSuchEditionError",
    "NoSuchMeetingError",
    "NobodyToNoteError",
    "NotTakingPartError",
    "TooManyCalendarsError",
    "WordsMissingError",
    "bring",
    "calendar_behind",
    "cancel",
    "decide",
    "follow_calendar",
    "hold_after_all",
    "note_attendance",
    "plan_from_edition",
    "stop_calendar",
]
