"""Every read of meetings."""

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
    "DecisionRow",
    "MeetingRow",
    "attends",
    "brought_items",
    "decisions",
    "may_see",
    "meeting",
    "meetings_of",
    "next_day",
    "next_meeting",
    "participating",
    "row_of",
]
