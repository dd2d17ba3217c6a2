"""Reads for an evaluation: what was said after each day, and what was heard there."""

import datetime as dt
from dataclasses import dataclass

from samspil.meetings.models import AgendaItem
from samspil.meetings.selectors.day import SURVEY, subject_of
from samspil.meetings.selectors.meetings import MeetingRow, may_see, meetings_of
from samspil.people.viewer import Viewer
from samspil.surveys import selectors as surveys
from samspil.surveys.selectors import Results


@dataclass(frozen=True)
class AfterDay:
    """A meeting, and the answers to the three questions at its end."""

    meeting: MeetingRow
    results: Results


@dataclass(frozen=True)
class TalkRow:
    """A talk that was given: on which day, its title, how much material lies with it."""

    meeting: MeetingRow
    title: str
    materials: int


def after_days(viewer: Viewer, edition: str) -> list[AfterDay]:
    """Return the meetings at whose end the three questions were asked, for the organisers."""
    found = []
    for row in meetings_of(edition):
        run = surveys.run_about(SURVEY, subject_of(row.id))
        results = surveys.results(viewer=viewer, run=run) if run is not None else None
        if results is not None:
            found.append(AfterDay(row, results))
    return found


def talks(viewer: Viewer, edition: str, now: dt.datetime) -> list[TalkRow]:
    """Return the talks of meetings that have been held, in order; empty for outsiders."""
    if not may_see(viewer, edition):
        return []
    held = {
        row.id: row for row in meetings_of(edition) if row.is_past(now) and not row.is_cancelled
    }
    items = AgendaItem.objects.filter(agenda__meeting__in=held, kind=AgendaItem.Kind.INPUT)
    related = items.select_related("agenda").prefetch_related("material")
    rows = [
        TalkRow(held[one.agenda.meeting_id], one.title, len(one.material.all())) for one in related
    ]
    places = list(held)
    return sorted(rows, key=lambda one: places.index(one.meeting.id))
