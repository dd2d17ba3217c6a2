"""Reads of meetings. Dates are public, as in the edition; what is said there is not."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from samspil.meetings import rules, sentences
from samspil.meetings.models import BroughtItem, Decision, Meeting
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.edition_parts import COPENHAGEN
from samspil.programmes.selectors import EditionView


@dataclass(frozen=True)
class MeetingRow:
    """A meeting as pages show it; `starts_at` and `ends_at` are aware, None until settled."""

    id: int
    edition: str
    sector: str
    kind: str
    number: int
    day: dt.date | None
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    mode: str
    place: str
    theme: str
    version: int
    changed_at: dt.datetime
    uid: str
    tentative: bool
    by_sector: bool
    cancelled_reason: str

    @property
    def is_network_day(self) -> bool:
        """Whether everybody meets, or the steering group only."""
        return self.kind == Meeting.Kind.NETWORK_DAY

    @property
    def is_cancelled(self) -> bool:
        """Whether it is called off; then it says why."""
        return bool(self.cancelled_reason)

    @property
    def name(self) -> str:
        """What the meeting is called."""
        return sentences.name(self.kind, self.number)

    @property
    def when(self) -> str:
        """Day and time in words."""
        return sentences.when(self.day, self.starts_at, self.ends_at)

    @property
    def where(self) -> str:
        """How and where people meet, in words; empty where nothing is settled."""
        return sentences.where(self.mode, self.place)

    def is_past(self, now: dt.datetime) -> bool:
        """Whether it is over: at its end, or with the day where no end is known."""
        if self.day is None:
            return False
        midnight = dt.datetime.combine(self.day + dt.timedelta(days=1), dt.time(), COPENHAGEN)
        return now >= (self.ends_at or midnight)


@dataclass(frozen=True)
class DecisionRow:
    """A decision with when it was written down."""

    text: str
    written_at: dt.datetime


@dataclass(frozen=True)
class BroughtRow:
    """What a municipality brings."""

    code: str
    municipality: str
    is_example: bool
    sector: str
    kind: str
    kind_name: str
    text: str
    subject: str
    brought_at: dt.datetime


def meetings_of(edition: str) -> list[MeetingRow]:
    """Return an edition's meetings in order of time; those without a date keep their number."""
    rows = [row_of(meeting) for meeting in Meeting.objects.filter(edition=edition)]
    return sorted(rows, key=_in_time)


def _in_time(row: MeetingRow) -> tuple[bool, dt.date, int, bool]:
    return (row.day is None, row.day or dt.date.max, row.number, row.is_network_day)


def meeting(edition: str, meeting_id: int) -> MeetingRow | None:
    """Return one meeting of an edition."""
    found = Meeting.objects.filter(edition=edition, pk=meeting_id).first()
    return None if found is None else row_of(found)


def next_meeting(viewer: Viewer, edition: str, sector: str, now: dt.datetime) -> MeetingRow | None:
    """Return the next meeting this viewer goes to, dated ones before those not settled.

    Network days for everybody who takes part or runs the programme, steering meetings for the
    representatives; None for others.
    """
    if not may_see(viewer, edition):
        return None
    steering = rules.attends_steering(viewer, edition, sector)
    coming = _coming(edition, sector, now)
    return next((row for row in coming if row.is_network_day or steering), None)


def attends(viewer: Viewer, row: MeetingRow) -> bool:
    """Whether this viewer goes to a meeting: steering meetings are for the representatives."""
    return row.is_network_day or rules.attends_steering(viewer, row.edition, row.sector)


def next_day(edition: str, sector: str, now: dt.datetime) -> MeetingRow | None:
    """Return the next network day of a sector, or None when all have been held."""
    return next(iter(days_to_come(edition, sector, now)), None)


def is_over(row: MeetingRow, rows: Sequence[MeetingRow], now: dt.datetime) -> bool:
    """Whether a meeting is past: without a date, once the day it was to lie before is.

    `rows` are all meetings of the edition.
    """
    if row.day is not None:
        return row.is_past(now)
    return any(
        one.is_network_day and one.number >= row.number and one.is_past(now)
        for one in rows
        if one.sector in ("", row.sector)
    )


def days_to_come(edition: str, sector: str, now: dt.datetime) -> list[MeetingRow]:
    """Return a sector's network days that are neither over nor called off."""
    return [row for row in _coming(edition, sector, now) if row.is_network_day]


def ways_on(row: MeetingRow, now: dt.datetime) -> list[MeetingRow]:
    """Return where a meeting's decisions can go on: the next network day and steering meeting.

    Meetings that follow it and are neither over nor called off; none after the last.
    """
    coming = [one for one in _coming(row.edition, row.sector, now) if _follows(one, row)]
    found = []
    for is_day in (True, False):
        found += [one for one in coming if one.is_network_day is is_day][:1]
    return found


def _follows(later: MeetingRow, row: MeetingRow) -> bool:
    """Whether a meeting lies after another: by their days, or by number where one has none."""
    if later.id == row.id:
        return False
    if later.day and row.day:
        return later.day > row.day
    # The steering meeting lies before the day it shares a number with.
    return (later.number, later.is_network_day) > (row.number, row.is_network_day)


def left_out(view: EditionView, now: dt.datetime) -> list[MeetingRow]:
    """Return the meetings to come that the edition no longer names, and nobody has called off."""
    content = view.content
    named = {("network_day", day.number) for day in content.network_days}
    named |= {("steering", one.before_day) for one in content.steering_meetings}
    rows = meetings_of(view.id)
    return [
        row
        for row in rows
        if not row.sector
        and (row.kind, row.number) not in named
        and not row.is_cancelled
        and not is_over(row, rows, now)
    ]


def _coming(edition: str, sector: str, now: dt.datetime) -> list[MeetingRow]:
    rows = meetings_of(edition)
    return [
        row
        for row in rows
        if row.sector in ("", sector) and not is_over(row, rows, now) and not row.is_cancelled
    ]


def may_see(viewer: Viewer, edition: str) -> bool:
    """Whether the viewer takes part in the edition or runs it."""
    if rules.may_plan(viewer, edition):
        return True
    return rules.may_see(viewer, edition, participating(edition))


def participating(edition: str, sector: str = "") -> frozenset[str]:
    """Return the codes of those registered in an edition, in one sector or in any."""
    view = programmes.edition(edition)
    sectors = view.content.sector_ids if view else ()
    asked = [each for each in sectors if sector in ("", each)]
    return programmes.taking_part(edition, asked)


def decisions(viewer: Viewer, row: MeetingRow) -> list[DecisionRow]:
    """Return what a meeting decided, in order; empty for outsiders."""
    if not may_see(viewer, row.edition):
        return []
    found = Decision.objects.filter(meeting_id=row.id)
    return [DecisionRow(each.text, each.written_at) for each in found]


def brought_items(viewer: Viewer, meeting: int) -> list[BroughtRow]:
    """Return what is brought to a meeting, by municipality; empty for outsiders."""
    found = Meeting.objects.filter(pk=meeting).first()
    if found is None or not may_see(viewer, found.edition):
        return []
    items = BroughtItem.objects.filter(meeting=found).select_related("municipality")
    return [
        BroughtRow(
            code=item.municipality_id,
            municipality=item.municipality.name,
            is_example=item.municipality.is_example,
            sector=item.sector,
            kind=item.kind,
            kind_name=sentences.kind(item.kind),
            text=item.text,
            subject=item.subject,
            brought_at=item.brought_at,
        )
        for item in items
    ]


def latest_tests(brought: Sequence[BroughtRow]) -> tuple[list[BroughtRow], list[BroughtRow]]:
    """Return the newest test or result that each municipality brings, and the older ones.

    `brought` as ``brought_items`` gives it: by municipality, in the order it was brought.
    Questions are no tests.
    """
    tests = [one for one in brought if one.kind != BroughtItem.Kind.QUESTION]
    newest = {one.code: one for one in tests}
    return list(newest.values()), [one for one in tests if newest[one.code] is not one]


def row_of(found: Meeting) -> MeetingRow:
    """Return a stored meeting as a value, in the reader's language."""
    english = (get_language() or "da").startswith("en")
    return MeetingRow(
        id=found.pk,
        edition=found.edition,
        sector=found.sector,
        kind=found.kind,
        number=found.number,
        day=found.day,
        starts_at=_moment(found.day, found.starts),
        ends_at=_moment(found.day, found.ends),
        mode=found.mode,
        place=found.place_en if english else found.place_da,
        theme=found.theme_en if english else found.theme_da,
        version=found.version,
        changed_at=found.changed_at,
        uid=str(found.uid),
        tentative=found.tentative,
        by_sector=found.by_sector,
        cancelled_reason=found.cancelled_reason,
    )


def _moment(day: dt.date | None, time: dt.time | None) -> dt.datetime | None:
    """Return a Danish clock time on a day as an aware moment."""
    return dt.datetime.combine(day, time, COPENHAGEN) if day and time else None
