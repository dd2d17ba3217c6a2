"""Every read of meetings."""

from samspil.meetings.selectors.attendance import (
    Concern,
    EditionContinuity,
    PlaceRow,
    attendance,
    edition_continuity,
)
from samspil.meetings.selectors.calendars import choices as calendar_choices
from samspil.meetings.selectors.calendars import content as calendar_content
from samspil.meetings.selectors.calendars import links as calendar_links
from samspil.meetings.selectors.calendars import one_meeting as meeting_calendar
from samspil.meetings.selectors.changes import VersionRow, history
from samspil.meetings.selectors.meetings import (
    BroughtRow,
    DecisionRow,
    MeetingRow,
    attends,
    brought_items,
    decisions,
    may_see,
    meeting,
    meetings_of,
    next_day,
    next_meeting,
    participating,
    row_of,
)

__all__ = [
    "BroughtRow",
    "Concern",
    "DecisionRow",
    "EditionContinuity",
    "MeetingRow",
    "PlaceRow",
    "VersionRow",
    "attendance",
    "attends",
    "brought_items",
    "calendar_choices",
    "calendar_content",
    "calendar_links",
    "decisions",
    "edition_continuity",
    "history",
    "may_see",
    "meeting",
    "meeting_calendar",
    "meetings_of",
    "next_day",
    "next_meeting",
    "participating",
    "row_of",
]
