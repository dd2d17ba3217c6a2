"""Reads of the day: one's own note, the guests, and the three questions of the last minute."""

import datetime as dt
from dataclasses import dataclass

from samspil.documents import selectors as documents
from samspil.documents.selectors import File
from samspil.meetings import rules
from samspil.meetings.models import DayNote, Material, MeetingGuest
from samspil.meetings.selectors.meetings import MeetingRow
from samspil.meetings.visitor import Visitor
from samspil.people.viewer import Viewer
from samspil.surveys import selectors as surveys
from samspil.surveys.selectors import Results

SURVEY = "meeting-end"


@dataclass(frozen=True)
class NoteRow:
    """What a visitor wrote; revision 0 where nothing was saved yet."""

    text: str = ""
    revision: int = 0
    saved_at: dt.datetime | None = None


@dataclass(frozen=True)
class GuestRow:
    """A guest of a meeting."""

    id: int
    name: str
    email: str


@dataclass(frozen=True)
class LastMinute:
    """The three questions: `is_open` while answers are taken, `answered` by this visitor.

    `results` are for the organisers; `exists` once the questions were opened.
    """

    exists: bool = False
    is_open: bool = False
    answered: bool = False
    results: Results | None = None


def subject_of(meeting: int) -> str:
    """Return what the three questions are about, as the room of surveys names it."""
    return f"meeting:{meeting}"


def note(visitor: Visitor, row: MeetingRow) -> NoteRow:
    """Return the visitor's own note; nobody reads another's."""
    if visitor.viewer.user_id is None and visitor.guest is None:
        return NoteRow()
    found = DayNote.objects.filter(meeting_id=row.id, **visitor.owner).first()
    return NoteRow(found.text, found.revision, found.saved_at) if found else NoteRow()


def guests(viewer: Viewer, row: MeetingRow) -> list[GuestRow]:
    """Return the guests who are let in, in the order they were invited; for organisers alone."""
    if not rules.may_plan(viewer, row.edition):
        return []
    found = MeetingGuest.objects.filter(meeting_id=row.id, withdrawn_at=None)
    return [GuestRow(one.pk, one.name, one.email) for one in found]


def guest_file(row: MeetingRow, material: int) -> File | None:
    """Return the file behind material of a meeting, for its guests; the caller knows they are."""
    found = Material.objects.filter(pk=material, item__agenda__meeting=row.id).first()
    if found is None or found.document_id is None:
        return None
    return documents.handed_out(document_id=found.document_id)


def last_minute(visitor: Visitor, row: MeetingRow) -> LastMinute:
    """Return how the three questions stand for a visitor."""
    run = surveys.run_about(SURVEY, subject_of(row.id))
    if run is None:
        return LastMinute()
    return LastMinute(
        exists=True,
        is_open=not run.is_closed,
        answered=surveys.has_answered(run, visitor.email),
        results=surveys.results(viewer=visitor.viewer, run=run),
    )
