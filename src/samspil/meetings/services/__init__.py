"""Every act on meetings."""

from samspil.meetings.services.attendance import NobodyToNoteError, note_attendance
from samspil.meetings.services.calendars import (
    NoSuchCalendarError,
    TooManyCalendarsError,
    calendar_behind,
    follow_calendar,
    stop_calendar,
)
from samspil.meetings.services.closing import (
    close_last_minute,
    enter_last_minute,
    open_last_minute,
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
from samspil.meetings.services.guests import (
    NoSuchGuestError,
    guest_behind,
    invite_guest,
    withdraw_guest,
)
from samspil.meetings.services.meetings import bring, decide, plan_from_edition
from samspil.meetings.services.notes import NoteMovedError, save_note
from samspil.meetings.services.versions import cancel, hold_after_all

__all__ = [
    "MeetingIsCancelledError",
    "MeetingIsOverError",
    "NoComingDayError",
    "NoSuchCalendarError",
    "NoSuchEditionError",
    "NoSuchGuestError",
    "NoSuchMeetingError",
    "NobodyToNoteError",
    "NotTakingPartError",
    "NoteMovedError",
    "TooManyCalendarsError",
    "WordsMissingError",
    "bring",
    "calendar_behind",
    "cancel",
    "close_last_minute",
    "decide",
    "enter_last_minute",
    "follow_calendar",
    "guest_behind",
    "hold_after_all",
    "invite_guest",
    "note_attendance",
    "open_last_minute",
    "plan_from_edition",
    "save_note",
    "stop_calendar",
    "withdraw_guest",
]
