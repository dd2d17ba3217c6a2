"""Every act on meetings."""

from samspil.meetings.services.meetings import (
    MeetingIsOverError,
    NoComingDayError,
    NoSuchEditionError,
    NoSuchMeetingError,
    NotTakingPartError,
    WordsMissingError,
    bring,
    decide,
    plan_from_edition,
)

__all__ = [
    "MeetingIsOverError",
    "NoComingDayError",
    "NoSuchEditionError",
    "NoSuchMeetingError",
    "NotTakingPartError",
    "WordsMissingError",
    "bring",
    "decide",
    "plan_from_edition",
]
