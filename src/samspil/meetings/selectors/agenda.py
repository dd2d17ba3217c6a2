"""Reads of an agenda: what, when, how long, and whether it fits the day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from samspil.documents import selectors as documents
from samspil.documents.selectors import File
from samspil.figures.indicators import load_indicators
from samspil.meetings import agendas, sentences
from samspil.meetings.models import Agenda, AgendaItem, Material, Minutes
from samspil.meetings.selectors.meetings import MeetingRow, may_see
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class MaterialRow:
    """Something to read or see; `address` is empty for a file."""

    id: int
    title: str
    address: str
    has_file: bool


@dataclass(frozen=True)
class ItemRow:
    """An item of an agenda; `starts` and `ends` are aware, None where the day has no start.

    `title_lang` and `text_lang` say in which language the words are: Danish on an English page
    where nobody has written them in English.
    """

    id: int
    kind: str
    kind_name: str
    minutes: int
    title: str
    title_lang: str
    text: str
    text_lang: str
    levers: tuple[int, ...]
    indicators: tuple[str, ...]
    speaker: str
    speaker_title: str
    is_invited: bool
    starts: dt.datetime | None
    ends: dt.datetime | None
    material: tuple[MaterialRow, ...]
    conclusion: str
    from_decision: bool

    @property
    def begins(self) -> str:
        """When it begins, on the clock; empty where the day has no start."""
        return sentences.clock(self.starts) if self.starts else ""

    @property
    def times(self) -> str:
        """From when to when, on the clock; empty where the day has no start."""
        return f"{self.begins}–{sentences.clock(self.ends)}" if self.starts and self.ends else ""

    @property
    def shows_tests(self) -> bool:
        """Whether municipalities show what they have tried in it."""
        return self.kind == AgendaItem.Kind.TESTS


@dataclass(frozen=True)
class AgendaView:
    """An agenda. `left` are the minutes of the day it does not use (negative: too many)."""

    version: int
    items: tuple[ItemRow, ...]
    minutes: int
    left: int | None
    changed_by: str

    def now_and_next(self, now: dt.datetime) -> tuple[ItemRow | None, ItemRow | None]:
        """Return what is on at ``now`` and what comes then."""
        timed = [item for item in self.items if item.starts and item.ends]
        current = next((i for i in timed if i.starts and i.ends and i.starts <= now < i.ends), None)
        after = next((i for i in timed if i.starts and i.starts > now), None)
        return current, after


@dataclass(frozen=True)
class MinutesView:
    """The minutes of a meeting; version 0 before anybody has written."""

    text: str
    version: int
    written_at: dt.datetime | None


def agenda(viewer: Viewer, row: MeetingRow) -> AgendaView | None:
    """Return a meeting's agenda for those who take part; None where there is none."""
    return agenda_of(row) if may_see(viewer, row.edition) else None


def agenda_of(row: MeetingRow) -> AgendaView | None:
    """Return a meeting's agenda, whoever asks: guests come by a link to the meeting."""
    found = Agenda.objects.select_related("changed_by").filter(meeting_id=row.id).first()
    if found is None:
        return None
    stored = list(found.items.select_related("speaker_link").prefetch_related("material"))
    items = tuple(_timed(stored, row.starts_at))
    minutes = sum(item.minutes for item in items)
    return AgendaView(
        version=found.version,
        items=items,
        minutes=minutes,
        left=_left(row, minutes),
        changed_by=str(found.changed_by or ""),
    )


def item_row(stored: AgendaItem, row: MeetingRow) -> ItemRow:
    """Return one item as a value, with its place in the day."""
    stored_items = list(stored.agenda.items.select_related("speaker_link"))
    return next(item for item in _timed(stored_items, row.starts_at) if item.id == stored.pk)


def minutes_of(viewer: Viewer, row: MeetingRow) -> MinutesView:
    """Return a meeting's minutes for those who take part; empty for others."""
    found = Minutes.objects.filter(meeting_id=row.id).first()
    if found is None or not may_see(viewer, row.edition):
        return MinutesView("", 0, None)
    return MinutesView(found.text, found.version, found.written_at)


def material_file(viewer: Viewer, edition: str, material: int) -> File | None:
    """Return the file behind material of a meeting, for those who take part in the edition."""
    found = Material.objects.filter(pk=material, item__agenda__meeting__edition=edition).first()
    if found is None or found.document_id is None or not may_see(viewer, edition):
        return None
    return documents.handed_out(document_id=found.document_id)


def speaker_file(item: AgendaItem, material: int) -> File | None:
    """Return the file behind material of one session, for its speaker; the caller knows it is."""
    found = item.material.filter(pk=material).first()
    if found is None or found.document_id is None:
        return None
    return documents.handed_out(document_id=found.document_id)


def indicator_names(ids: Sequence[str]) -> tuple[str, ...]:
    """Return indicators' names; those no longer there are left out."""
    known = load_indicators()
    language = get_language() or "da"
    return tuple(known[one].content.name.in_language(language) for one in ids if one in known)


def _timed(stored: Sequence[AgendaItem], begins: dt.datetime | None) -> list[ItemRow]:
    rows, at = [], begins
    for item in stored:
        ends = at + dt.timedelta(minutes=item.minutes) if at else None
        rows.append(_row(item, at, ends))
        at = ends
    return rows


def _row(item: AgendaItem, starts: dt.datetime | None, ends: dt.datetime | None) -> ItemRow:
    title, title_lang = _in_language(item.title, item.title_en)
    text, text_lang = _in_language(item.text, item.text_en)
    return ItemRow(
        id=item.pk,
        kind=item.kind,
        kind_name=sentences.item_kind(item.kind),
        minutes=item.minutes,
        title=title,
        title_lang=title_lang,
        text=text,
        text_lang=text_lang,
        levers=tuple(item.levers),
        indicators=indicator_names(item.indicators),
        speaker=item.speaker,
        speaker_title=item.speaker_title,
        is_invited=item.speaker_link is not None and item.speaker_link.revoked_at is None,
        starts=starts,
        ends=ends,
        material=tuple(
            MaterialRow(one.pk, one.title, one.address, one.document_id is not None)
            for one in item.material.all()
        ),
        conclusion=item.conclusion,
        from_decision=item.decision_id is not None,
    )


def _in_language(danish: str, english: str) -> tuple[str, str]:
    """Return the words for this reader and their language; English, where there is any."""
    found = english or agendas.english_of().get(danish, "")
    reads_english = (get_language() or "da").startswith("en")
    return (found, "en") if found and reads_english else (danish, "da")


def _left(row: MeetingRow, minutes: int) -> int | None:
    if row.starts_at is None or row.ends_at is None:
        return None
    return int((row.ends_at - row.starts_at).total_seconds() // 60) - minutes
