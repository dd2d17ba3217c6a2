"""Reads of a meeting's versions."""

import datetime as dt
from dataclasses import dataclass

from samspil.meetings import sentences
from samspil.meetings.models import MeetingChange
from samspil.meetings.selectors.meetings import MeetingRow


@dataclass(frozen=True)
class VersionRow:
    """What made a version, a sentence for each change; none for the first."""

    number: int
    at: dt.datetime
    lines: tuple[str, ...]


def history(row: MeetingRow) -> list[VersionRow]:
    """Return the versions of a meeting that may be seen, the newest first."""
    found = MeetingChange.objects.filter(meeting_id=row.id).order_by("-version")
    return [
        VersionRow(one.version, one.made_at, tuple(sentences.changes(one.changes))) for one in found
    ]
