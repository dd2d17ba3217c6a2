"""Reads of a text's record: its versions, what changed between them, and the consents."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.development import selectors as development
from samspil.knowledge import differences, prose, sentences, themes
from samspil.knowledge.differences import Change, Piece
from samspil.knowledge.models import Case, CaseVersion
from samspil.knowledge.prose import Block
from samspil.knowledge.selectors import scopes
from samspil.knowledge.selectors.cases import CaseRow, row_of, rows_of
from samspil.knowledge.trials import trial
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class VersionRow:
    """A version in a list: who wrote it, when; the name is empty where nobody did."""

    number: int
    written_by: str
    written_at: dt.datetime


@dataclass(frozen=True)
class ConsentRow:
    """A consent: to what, by whom, when; ``scope`` is empty where the text was withdrawn."""

    scope: str
    contact: bool
    given_by: str
    given_at: dt.datetime

    @property
    def scope_name(self) -> str:
        """To what was consented, in words."""
        return str(sentences.SCOPES[self.scope]) if self.scope else _("Trukket tilbage")


@dataclass(frozen=True)
class RequestRow:
    """An editor's question about a wider circle, and what was answered."""

    scope_name: str
    asked_by: str
    asked_at: dt.datetime
    answer: str
    answered_by: str
    answered_at: dt.datetime | None


@dataclass(frozen=True)
class RecordView:
    """What a text's record shows: versions newest first, consents and questions oldest first."""

    row: CaseRow
    edition: str
    consented: str
    withdrawn_at: dt.datetime | None
    versions: tuple[VersionRow, ...]
    consents: tuple[ConsentRow, ...]
    requests: tuple[RequestRow, ...]


@dataclass(frozen=True)
class VersionView:
    """An earlier version as it read, in Danish."""

    number: int
    written_by: str
    written_at: dt.datetime
    title: str
    summary: str
    body: tuple[Block, ...]
    uncertain: str


@dataclass(frozen=True)
class FieldChange:
    """A field that reads differently, with the pieces that were kept, added and removed."""

    name: str
    pieces: tuple[Piece, ...]


def record(viewer: Viewer, case: int) -> RecordView | None:
    """The record of a text; None for those who may not read it."""
    found = rows_of(scopes.recorded(viewer)).filter(pk=case).first()
    if found is None:
        return None
    return RecordView(
        row=row_of(found),
        edition=found.edition,
        consented=found.consent_scope,
        withdrawn_at=found.withdrawn_at,
        versions=tuple(
            VersionRow(one.number, str(one.written_by or ""), one.written_at)
            for one in _versions(viewer, found).order_by("-number")
        ),
        consents=tuple(
            ConsentRow(one.scope, one.contact, str(one.given_by), one.given_at)
            for one in found.consents.select_related("given_by")
        ),
        requests=tuple(_requests(found)),
    )


def _requests(case: Case) -> Iterable[RequestRow]:
    found = case.requests.select_related("asked_by", "answered_by").order_by("asked_at", "pk")
    for one in found:
        yield RequestRow(
            scope_name=str(sentences.SCOPES[one.scope]),
            asked_by=str(one.asked_by),
            asked_at=one.asked_at,
            answer=one.answer,
            answered_by=str(one.answered_by or ""),
            answered_at=one.answered_at,
        )


def version(viewer: Viewer, case: int, number: int) -> VersionView | None:
    """One version of a text as it read; None for those who may not read the record."""
    found = _numbered(viewer, case, (number,)).get(number)
    if found is None:
        return None
    return VersionView(
        number=number,
        written_by=str(found.written_by or ""),
        written_at=found.written_at,
        title=found.content["title"],
        summary=found.content["summary"],
        body=prose.blocks(found.content["body"]),
        uncertain=found.content.get("uncertain", ""),
    )


def changes(viewer: Viewer, case: int, *, old: int, new: int) -> tuple[FieldChange, ...] | None:
    """What changed from one version to another; None where either cannot be read."""
    found = _numbered(viewer, case, (old, new))
    if old not in found or new not in found:
        return None
    before, after = _fields(found[old].content), _fields(found[new].content)
    compared = ((name, differences.compare(before[name], after[name])) for name in after)
    return tuple(
        FieldChange(name, pieces)
        for name, pieces in compared
        if any(piece.change is not Change.KEPT for piece in pieces)
    )


def _numbered(viewer: Viewer, case: int, numbers: Iterable[int]) -> dict[int, CaseVersion]:
    found = Case.objects.filter(scopes.recorded(viewer), pk=case).first()
    if found is None:
        return {}
    wanted = _versions(viewer, found).filter(number__in=set(numbers))
    return {one.number: one for one in wanted}


def _versions(viewer: Viewer, case: Case) -> QuerySet[CaseVersion]:
    """Return the versions this viewer may read of a text whose record they may.

    What a municipality wrote before it gave the consent that stands is its own people's alone.
    """
    found = case.versions.select_related("written_by")
    if not case.municipality_id or Case.objects.filter(scopes.own(viewer), pk=case.pk).exists():
        return found
    if case.consent_at is None:
        return found.none()
    handed_in = found.filter(written_at__lte=case.consent_at).order_by("-number").first()
    return found.filter(number__gte=handed_in.number if handed_in else 1)


def _fields(content: Mapping[str, Any]) -> dict[str, str]:
    """Return a version's fields as texts, by the name a reader knows them under."""
    language = get_language() or "da"
    levers, names = development.lever_names(language), themes.names(language)
    return {
        _("Titel"): content["title"],
        _("Kort fortalt"): content["summary"],
        _("Hele historien"): content["body"],
        _("Hvad er usikkert?"): content.get("uncertain", ""),
        _("Titel på engelsk"): content.get("title_en", ""),
        _("Kort fortalt på engelsk"): content.get("summary_en", ""),
        _("Hele historien på engelsk"): content.get("body_en", ""),
        _("Hvad er usikkert, på engelsk"): content.get("uncertain_en", ""),
        _("Prøver"): "\n".join(trial(one).question for one in content.get("trials", [])),
        _("Kilder"): "\n".join(
            " ".join((one["name"], one["url"])).strip() for one in content.get("sources", [])
        ),
        _("Hvem må andre spørge?"): content.get("contact", ""),
        _("Hvad er det?"): str(sentences.KINDS[content["kind"]]),
        _("Greb"): "\n".join(levers[one] for one in content.get("levers", [])),
        _("Temaer"): "\n".join(names.get(one, one) for one in content.get("themes", [])),
    }
