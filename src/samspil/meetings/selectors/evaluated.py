"""Reads for an evaluation: what was said after each day, what was heard, brought and taken home."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from samspil.meetings import rules
from samspil.meetings.models import AgendaItem, BroughtItem, Meeting, TakeHome
from samspil.meetings.selectors.day import SURVEY, subject_of
from samspil.meetings.selectors.meetings import MeetingRow, may_see, meetings_of
from samspil.people.viewer import Viewer
from samspil.surveys import selectors as surveys
from samspil.surveys.models import Run
from samspil.surveys.selectors import Results


@dataclass(frozen=True)
class AfterDay:
    """A meeting, and the answers to the three questions at its end."""

    meeting: MeetingRow
    results: Results


@dataclass(frozen=True)
class TalkRow:
    """A talk that was given: in which sector (empty: all), and how much material lies with it."""

    sector: str
    title: str
    materials: int


@dataclass(frozen=True)
class HomeRow:
    """Something taken home from a meeting of a sector (empty: all), and who has told of it."""

    sector: str
    told: frozenset[str]


@dataclass(frozen=True)
class InterplayFacts:
    """What went between the arenas: talks, ``brought`` by code and sector, what went home."""

    talks: Sequence[TalkRow] = ()
    brought: Sequence[tuple[str, str]] = ()
    home: Sequence[HomeRow] = ()


def after_days(viewer: Viewer, edition: str) -> list[AfterDay]:
    """Return the meetings at whose end the three questions were asked, for the organisers."""
    if not rules.may_plan(viewer, edition):
        return []
    rows = {subject_of(row.id): row for row in meetings_of(edition)}
    runs = Run.objects.filter(definition=SURVEY, subject__in=rows, edition=edition)
    asked = {run.subject: run for run in runs}
    found = []
    for subject, row in rows.items():
        results = surveys.results(viewer=viewer, run=asked[subject]) if subject in asked else None
        if results is not None:
            found.append(AfterDay(row, results))
    return found


def interplay_facts(viewer: Viewer, edition: str, now: dt.datetime) -> InterplayFacts:
    """Return what went between the arenas in an edition, in few reads; nothing for outsiders."""
    if not may_see(viewer, edition):
        return InterplayFacts()
    held = [row for row in meetings_of(edition) if row.is_past(now) and not row.is_cancelled]
    return InterplayFacts(_talks(held), _brought(edition), _home(edition))


def _talks(held: Sequence[MeetingRow]) -> list[TalkRow]:
    sectors = {row.id: row.sector for row in held}
    items = AgendaItem.objects.filter(agenda__meeting__in=sectors, kind=AgendaItem.Kind.INPUT)
    related = items.select_related("agenda").prefetch_related("material")
    return [
        TalkRow(sectors[one.agenda.meeting_id], one.title, len(one.material.all()))
        for one in related
    ]


def _brought(edition: str) -> list[tuple[str, str]]:
    found = BroughtItem.objects.filter(
        meeting__edition=edition, meeting__kind=Meeting.Kind.NETWORK_DAY
    )
    return list(found.order_by("id").values_list("municipality_id", "sector"))


def _home(edition: str) -> list[HomeRow]:
    found = TakeHome.objects.filter(meeting__edition=edition).select_related("meeting")
    return [
        HomeRow(one.meeting.sector, frozenset(reply.municipality_id for reply in one.replies.all()))
        for one in found.prefetch_related("replies")
    ]
