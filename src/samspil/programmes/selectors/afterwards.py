"""Reads of what comes after a registration: people, the log, the waiting list, the dialogue."""

import datetime as dt
from dataclasses import dataclass

from samspil.people.viewer import Viewer
from samspil.programmes import rules
from samspil.programmes.models import (
    DialogueNote,
    Exemption,
    Participant,
    Registration,
    TeamChange,
    WaitingPlace,
)
from samspil.surveys import selectors as surveys
from samspil.surveys.models import Run


@dataclass(frozen=True)
class PersonRow:
    """Somebody on a team."""

    id: int
    name: str
    email: str
    title: str
    is_chief: bool
    level: str


@dataclass(frozen=True)
class TeamRow:
    """A team with its people, and how many places have no name."""

    sector: str
    participants: int
    people: tuple[PersonRow, ...]

    @property
    def unnamed(self) -> int:
        """How many places have no name."""
        return max(self.participants - len(self.people), 0)


@dataclass(frozen=True)
class ChangeRow:
    """One line of the log of people."""

    at: dt.datetime
    sector: str
    former: str
    new: str
    reason: str
    by: str


@dataclass(frozen=True)
class WaitingRow:
    """A municipality on the waiting list, by its place in the sequence."""

    place: int
    code: str
    municipality: str
    asked_at: dt.datetime
    answer_by: dt.datetime | None
    sectors: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class NoteRow:
    """A conversation about expectations."""

    held_on: dt.date
    with_whom: str
    text: str
    by: str


@dataclass(frozen=True)
class ExemptionRow:
    """A leave to register although it is late or full."""

    until: dt.datetime
    reason: str
    by: str


def teams(viewer: Viewer, edition: str, code: str) -> list[TeamRow]:
    """Return the teams of a binding registration, for its own people and the organisers."""
    if not rules.may_see(viewer, code, edition):
        return []
    row = Registration.objects.filter(
        edition=edition, municipality_id=code, status="confirmed"
    ).first()
    if row is None:
        return []
    return [
        TeamRow(team.sector, team.participants, tuple(_person(p) for p in team.people.all()))
        for team in row.teams.prefetch_related("people")
    ]


def _person(row: Participant) -> PersonRow:
    return PersonRow(row.pk, row.name, row.email, row.title, row.is_chief, row.level)


def changes(viewer: Viewer, edition: str, code: str) -> list[ChangeRow]:
    """Return the log of names that came late and people who were replaced, newest first."""
    if not rules.may_see(viewer, code, edition):
        return []
    rows = TeamChange.objects.filter(
        registration__edition=edition, registration__municipality_id=code
    ).select_related("former", "new", "made_by")
    return [
        ChangeRow(
            row.made_at, row.sector, str(row.former or ""), str(row.new), row.reason,
            str(row.made_by),
        )
        for row in rows.order_by("-id")
    ]  # fmt: skip


def waiting(viewer: Viewer, edition: str) -> list[WaitingRow]:
    """Return the waiting list in the sequence in which they asked, for the organisers."""
    if not rules.may_see_all(viewer, edition):
        return []
    return _in_sequence(edition)


def _in_sequence(edition: str) -> list[WaitingRow]:
    rows = WaitingPlace.objects.filter(edition=edition, status__in=["waiting", "offered"])
    return [
        WaitingRow(
            place, row.municipality_id, row.municipality.name, row.asked_at, row.answer_by,
            tuple(row.sectors), row.note,
        )
        for place, row in enumerate(rows.select_related("municipality"), start=1)
    ]  # fmt: skip


def own_place(viewer: Viewer, edition: str, code: str) -> WaitingRow | None:
    """Return where a municipality stands on the waiting list, for its own people."""
    if not rules.may_write(viewer, code, edition):
        return None
    return next((row for row in _in_sequence(edition) if row.code == code), None)


def notes(viewer: Viewer, edition: str, code: str) -> list[NoteRow]:
    """Return the conversations with a municipality, for the organisers and its own people."""
    if not rules.may_see(viewer, code, edition):
        return []
    rows = DialogueNote.objects.filter(
        registration__edition=edition, registration__municipality_id=code
    ).select_related("written_by")
    return [NoteRow(row.held_on, row.with_whom, row.text, str(row.written_by)) for row in rows]


def exemptions(viewer: Viewer, edition: str, code: str) -> list[ExemptionRow]:
    """Return the leaves that were given to a municipality, for the organisers."""
    if not rules.may_see_all(viewer, edition):
        return []
    rows = Exemption.objects.filter(edition=edition, municipality_id=code)
    return [
        ExemptionRow(row.until, row.reason, str(row.given_by))
        for row in rows.select_related("given_by")
    ]


def needs(viewer: Viewer, subject: str) -> tuple[int, list[surveys.NamedAnswer]]:
    """Return how many were asked about their needs, and what those who answered said."""
    run = Run.objects.filter(subject=subject).first()
    if run is None:
        return 0, []
    return run.invitations.count(), surveys.named_answers(viewer=viewer, run=run)
