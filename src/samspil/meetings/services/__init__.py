"""Every act on meetings."""

from samspil.meetings.services.agenda import (
    add_address,
    add_file,
    begin_agenda,
    invite_speaker,
    move_item,
    put_item,
    remove_item,
    remove_material,
    speaker_item,
)
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
from samspil.meetings.services.decisions import carry, settle
from samspil.meetings.services.errors import (
    AgendaChangedError,
    MeetingIsCancelledError,
    MeetingIsOverError,
    NoComingDayError,
    NoSpeakerError,
    NoSuchEditionError,
    NoSuchItemError,
    NoSuchMeetingError,
    NotTakingPartError,
    PollClosedError,
    TooMuchMaterialError,
    WordsMissingError,
)
from samspil.meetings.services.guests import (
    NoSuchGuestError,
    guest_behind,
    invite_guest,
    withdraw_guest,
)
from samspil.meetings.services.meetings import bring, decide, plan_from_edition, take_back
from samspil.meetings.services.notes import NoteMovedError, save_note
from samspil.meetings.services.steering import (
    close_poll,
    reply_from_home,
    send_home,
    suggest,
    tell_progress,
    vote,
    write_minutes,
)
from samspil.meetings.services.versions import cancel, hold_after_all

__all__ = [
    "AgendaChangedError",
    "MeetingIsCancelledError",
    "MeetingIsOverError",
    "NoComingDayError",
    "NoSpeakerError",
    "NoSuchCalendarError",
    "NoSuchEditionError",
    "NoSuchGuestError",
    "NoSuchItemError",
    "NoSuchMeetingError",
    "NobodyToNoteError",
    "NotTakingPartError",
    "NoteMovedError",
    "PollClosedError",
    "TooManyCalendarsError",
    "TooMuchMaterialError",
    "WordsMissingError",
    "add_address",
    "add_file",
    "begin_agenda",
    "bring",
    "calendar_behind",
    "cancel",
    "carry",
    "close_last_minute",
    "close_poll",
    "decide",
    "enter_last_minute",
    "follow_calendar",
    "guest_behind",
    "hold_after_all",
    "invite_guest",
    "invite_speaker",
    "move_item",
    "note_attendance",
    "open_last_minute",
    "plan_from_edition",
    "put_item",
    "remove_item",
    "remove_material",
    "reply_from_home",
    "save_note",
    "send_home",
    "settle",
    "speaker_item",
    "stop_calendar",
    "suggest",
    "take_back",
    "tell_progress",
    "vote",
    "withdraw_guest",
    "write_minutes",
]
