"""Reads of attendance: whom to tick off, who came throughout, and what should be seen to."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from samspil.meetings import rules, sentences
from samspil.meetings.continuity import Day, DayCount, Team, TeamContinuity, continuity
from samspil.meetings.models import SECTORS, Attendance
from samspil.meetings.selectors.meetings import MeetingRow, meetings_of, next_day
from samspil.meetings.selectors.seats import seat_key, seats
from samspil.people import selectors as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import AttendingMunicipality


@dataclass(frozen=True)
class PersonRow:
    """Somebody to tick off. One who `has_left` the team since was noted before that."""

    user_id: int
    name: str
    title: str
    status: str
    has_left: bool = False


@dataclass(frozen=True)
class PlaceRow:
    """A municipality at a meeting; `unnamed` are places without a name."""

    code: str
    name: str
    is_example: bool
    has_left: bool
    people: tuple[PersonRow, ...]
    unnamed: int
    sector: str = ""

    @property
    def key(self) -> str:
        """A name for forms: the municipality, or its seat for one sector."""
        return seat_key(self.code, self.sector)

    @property
    def came(self) -> int:
        """How many were noted as come."""
        return sum(person.status == Attendance.Status.CAME for person in self.people)


@dataclass(frozen=True)
class Concern:
    """Something to see to before the next day. `kind` is nobody_named or missed_last."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True)
class PlaceContinuity:
    """A municipality with its continuity; one that has left stands as it was then."""

    name: str
    is_example: bool
    has_left: bool
    found: TeamContinuity
    days: tuple[MeetingRow, ...]

    @property
    def cells(self) -> list[tuple[MeetingRow, DayCount | None]]:
        """Each day with the count; None where the day was for others."""
        counts = {one.day: one for one in self.found.days}
        return [(row, counts.get(row.id)) for row in self.days]


@dataclass(frozen=True)
class EditionContinuity:
    """An edition's continuity. `days` are those that count, in order of time."""

    days: tuple[MeetingRow, ...]
    places: tuple[PlaceContinuity, ...]
    warnings: tuple[Concern, ...]

    @property
    def here(self) -> tuple[PlaceContinuity, ...]:
        """Those who still take part."""
        return tuple(one for one in self.places if not one.has_left)

    @property
    def left(self) -> tuple[PlaceContinuity, ...]:
        """Those who have left and were noted before that."""
        gone = (one for one in self.places if one.has_left)
        return tuple(one for one in gone if any(d.came + d.instead for d in one.found.days))

    @property
    def people(self) -> int:
        """How many are named, of those who still take part."""
        return sum(one.found.people for one in self.here)

    @property
    def throughout(self) -> int:
        """How many of them came on every day that counts."""
        return sum(one.found.throughout for one in self.here)


def attendance(viewer: Viewer, row: MeetingRow) -> list[PlaceRow]:
    """Return whom to tick off at a meeting, in Danish alphabetical order; for organisers alone.

    To a network day those on the teams come, to a steering meeting the representatives, where it
    is by sector once for each. A municipality that has left stands with what was noted while it
    took part.
    """
    if not rules.may_plan(viewer, row.edition):
        return []
    noted: dict[str, dict[int, Attendance]] = {}
    for one in Attendance.objects.filter(meeting_id=row.id).select_related("user"):
        noted.setdefault(seat_key(one.municipality_id, one.sector), {})[one.user_id] = one
    seated = {seat.key for seat in seats(row)} if row.by_sector else set()
    places = []
    for place in programmes.attending(viewer, row.edition):
        for sector in SECTORS[1:] if row.by_sector else ("",):
            key = seat_key(place.code, sector)
            has_left = place.has_left or bool(sector and key not in seated)
            if sector or _is_for(row, place):
                place_now = dataclasses.replace(place, has_left=has_left)
                places.append(_place(row, place_now, noted.get(key, {}), sector))
    return [place for place in places if place.people or not place.has_left]


def edition_continuity(
    viewer: Viewer, edition: str, now: dt.datetime | None = None
) -> EditionContinuity:
    """Return who came throughout: organisers see all, a municipality's own people theirs."""
    moment = now or timezone.now()
    held = [row for row in meetings_of(edition) if _counts(row, moment)]
    marks = Attendance.objects.filter(meeting__in=[row.id for row in held])
    noted = {(one.meeting_id, one.user_id): one.status for one in marks}
    days = [row for row in held if any(row.id == key[0] for key in noted)]
    places = programmes.attending(viewer, edition)
    rows = [
        PlaceContinuity(
            place.name,
            place.is_example,
            place.has_left,
            continuity(_team(place), [Day(row.id, row.sector) for row in days], noted),
            tuple(days),
        )
        for place in places
    ]
    warned = tuple(_warnings(places, rows, edition, moment))
    return EditionContinuity(tuple(days), tuple(rows), warned)


def _counts(row: MeetingRow, moment: dt.datetime) -> bool:
    """Whether a network day has begun and was held; what is noted ahead waits."""
    begun = row.day is not None and row.day <= timezone.localdate(moment)
    return row.is_network_day and begun and not row.is_cancelled


def _warnings(
    places: list[AttendingMunicipality],
    rows: list[PlaceContinuity],
    edition: str,
    moment: dt.datetime,
) -> Iterator[Concern]:
    """Yield what should be seen to before the next day; nothing when no day is to come."""
    sectors = {place.code: _sectors(place) or {""} for place in places}
    asked = set().union(*sectors.values())
    going_on = {one for one in asked if next_day(edition, one, moment)}
    for place, row in zip(places, rows, strict=True):
        if place.has_left or going_on.isdisjoint(sectors[place.code]):
            continue
        if not place.people:
            yield Concern("nobody_named", place.code, place.name)
        elif row.found.missed_last:
            yield Concern("missed_last", place.code, place.name)


def _team(place: AttendingMunicipality) -> Team:
    return Team(place.code, {person.user_id: person.sectors for person in place.people})


def _sectors(place: AttendingMunicipality) -> set[str]:
    return {sector for person in place.people for sector in person.sectors}


def _is_for(row: MeetingRow, place: AttendingMunicipality) -> bool:
    sectors = _sectors(place)
    return not sectors or row.sector in ("", *sectors)


def _place(
    row: MeetingRow, place: AttendingMunicipality, noted: dict[int, Attendance], sector: str
) -> PlaceRow:
    """Return a municipality with everybody who is asked, and those noted who are no longer."""
    asked = [] if place.has_left else list(_asked(row, place, sector))
    known = {one[0] for one in asked}
    people_now = [
        PersonRow(user_id, name, title, noted[user_id].status if user_id in noted else "")
        for user_id, name, title in asked
    ]
    gone = [
        PersonRow(user_id, one.user.name, one.user.title, one.status, has_left=True)
        for user_id, one in noted.items()
        if user_id not in known
    ]
    return PlaceRow(
        code=place.code,
        name=sentences.seat(place.name, sector),
        is_example=place.is_example,
        has_left=place.has_left,
        people=(*people_now, *gone),
        unnamed=place.unnamed if row.is_network_day and not place.has_left else 0,
        sector=sector,
    )


def _asked(
    row: MeetingRow, place: AttendingMunicipality, sector: str
) -> Iterator[tuple[int, str, str]]:
    """Yield number, name and title of those who come to a meeting from a municipality."""
    if row.is_network_day:
        for person in place.people:
            if row.sector in ("", *person.sectors):
                yield person.user_id, person.name, person.title
    else:
        role = Role.STEERING_REPRESENTATIVE
        for holder in people.holders(role, place.code, row.edition, sector):
            yield holder.user_id, holder.name, ""
