"""Reads of a meeting's versions."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.meetings import sentences
from samspil.meetings.models import MeetingChange
from samspil.meetings.selectors.meetings import MeetingRow


@dataclass(frozen=True)
class VersionRow:
    """What made a version, a sentence for each change; none for the first.

    `reason` are somebody's own Danish words for why it was called off, after the sentence.
    """

    number: int
    at: dt.datetime
    lines: tuple[str, ...]
    reason: str = ""


def history(row: MeetingRow) -> list[VersionRow]:
    """Return the versions of a meeting that may be seen, the newest first."""
    found = MeetingChange.objects.filter(meeting_id=row.id).order_by("-version")
    return [_version(one) for one in found]


def _version(stored: MeetingChange) -> VersionRow:
    # Called off is a version of its own.
    reason = next((one["after"] for one in stored.changes if one["field"] == "cancelled"), "")
    lines = [_("Mødet er aflyst:")] if reason else sentences.changes(stored.changes)
    return VersionRow(stored.version, stored.made_at, tuple(lines), reason)
