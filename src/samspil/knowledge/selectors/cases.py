"""Reads of texts: lists, one text with all its page shows, what is like it, what waits."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import get_language

from samspil.development import selectors as development
from samspil.knowledge import prose, rules, sentences
from samspil.knowledge.models import WITHIN, Case, Scope, Status
from samspil.knowledge.prose import Block
from samspil.knowledge.selectors import scopes
from samspil.knowledge.trials import Trial, trial, trials_of
from samspil.people.viewer import Viewer

RELATED = 4
SLUG_LENGTH = 60
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty field, or lever 0, narrows nothing."""

    lever: int = 0
    sector: str = ""
    kind: str = ""

    def condition(self) -> Q:
        """Return the filters as a condition on texts."""
        found = Q()
        if self.lever:
            found &= Q(levers__lever=self.lever)
        if self.sector:
            found &= Q(sector__in=["", self.sector])
        if self.kind:
            found &= Q(kind=self.kind)
        return found


@dataclass(frozen=True)
class CaseRow:
    """A text in a list, in the reader's language where it is written in it."""

    id: int
    title: str
    summary: str
    kind: str
    sector: str
    scope: str
    status: str
    code: str
    municipality: str
    is_example: bool
    levers: tuple[int, ...]
    language: str
    published_at: dt.datetime | None
    changed_at: dt.datetime

    @property
    def slug(self) -> str:
        """The title as part of an address."""
        whole = slugify(self.title.translate(_DANISH))
        cut = whole if len(whole) <= SLUG_LENGTH else whole[:SLUG_LENGTH].rpartition("-")[0]
        return cut.strip("-") or "tekst"

    @property
    def kind_name(self) -> str:
        """What sort of knowledge it is, in words."""
        return str(sentences.KINDS[self.kind])

    @property
    def scope_name(self) -> str:
        """Who may read it, in words."""
        return str(sentences.SCOPES[self.scope])

    @property
    def status_name(self) -> str:
        """How far it is, in words."""
        return str(sentences.STATUSES[self.status])

    @property
    def sector_name(self) -> str:
        """The sector in words; empty for both."""
        return development.sector_names().get(self.sector, "")

    @property
    def lever_names(self) -> tuple[str, ...]:
        """The levers it is about, in words."""
        names = development.lever_names()
        return tuple(names[lever] for lever in self.levers)


@dataclass(frozen=True)
class SourceRow:
    """Where something is known from."""

    name: str
    url: str


@dataclass(frozen=True)
class CaseView:
    """A text as its page shows it. ``contact`` is empty without consent to show it."""

    row: CaseRow
    body: tuple[Block, ...]
    trials: tuple[Trial, ...]
    uncertain: str
    sources: tuple[SourceRow, ...]
    contact: str
    edition: str
    process: int | None
    versions: int
    may_edit: bool
    may_submit: bool
    may_publish: bool
    may_withdraw: bool
    scopes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Draft:
    """A text as its form begins: always the Danish words, with the trials one can choose from."""

    title: str
    summary: str
    body: str
    kind: str
    levers: tuple[int, ...]
    scope: str
    uncertain: str
    contact: str
    told: tuple[int, ...]
    trials: tuple[Trial, ...]
    is_draft: bool


def latest(viewer: Viewer, *, limit: int = 20, filters: Filters | None = None) -> list[CaseRow]:
    """The newest published texts this viewer may read."""
    found = _rows_of(scopes.published(viewer) & (filters or Filters()).condition())
    return [row_of(case) for case in found[:limit]]


def case(viewer: Viewer, case: int) -> CaseView | None:
    """One text; None where there is none that this viewer may read."""
    found = _rows_of(scopes.readable(viewer) & Q(pk=case)).first()
    return _view(viewer, found) if found else None


def draft(viewer: Viewer, case: int) -> Draft | None:
    """A text as its form begins; None for those who may not read it."""
    found = _rows_of(scopes.readable(viewer) & Q(pk=case)).first()
    if found is None:
        return None
    view = (
        development.process(viewer=viewer, process=found.process_id) if found.process_id else None
    )
    known = {one["number"]: one for one in (*found.trials, *(trials_of(view) if view else ()))}
    return Draft(
        title=found.title,
        summary=found.summary,
        body=found.body,
        kind=found.kind,
        levers=tuple(one.lever for one in found.levers.all()),
        scope=found.scope,
        uncertain=found.uncertain,
        contact=found.contact,
        told=tuple(one["number"] for one in found.trials),
        trials=tuple(trial(known[number]) for number in sorted(known)),
        is_draft=found.status == Status.DRAFT,
    )


def related(viewer: Viewer, row: CaseRow, *, limit: int = RELATED) -> list[CaseRow]:
    """Published texts this viewer may read on the same levers, most in common first."""
    found = _rows_of(scopes.published(viewer)).exclude(pk=row.id)
    alike = found.filter(levers__lever__in=row.levers).annotate(
        common=Count("levers", filter=Q(levers__lever__in=row.levers), distinct=True)
    )
    return [row_of(one) for one in alike.order_by("-common", "-published_at", "-pk")[:limit]]


def queue(viewer: Viewer) -> list[CaseRow]:
    """What has been handed in and waits for an editor, longest waiting first."""
    return [row_of(one) for one in _rows_of(scopes.handed_in(viewer)).order_by("consent_at", "pk")]


def mine(viewer: Viewer) -> list[CaseRow]:
    """What the viewer's own team has written, newest change first; withdrawn by name only."""
    return [row_of(one) for one in _rows_of(scopes.own(viewer)).order_by("-changed_at", "-pk")]


def has_own(viewer: Viewer) -> bool:
    """Whether the viewer's team has written anything."""
    return Case.objects.filter(scopes.own(viewer)).exists()


def row_of(case: Case) -> CaseRow:
    """Return a text as a row; permission has been asked by the caller."""
    english = _in_english(case)
    return CaseRow(
        id=case.pk,
        title=case.title_en if english else case.title,
        summary=case.summary_en if english else case.summary,
        kind=case.kind,
        sector=case.sector,
        scope=case.scope,
        status=case.status,
        code=case.municipality_id or "",
        municipality=case.municipality.name if case.municipality else "",
        is_example=bool(case.municipality and case.municipality.is_example),
        levers=tuple(one.lever for one in case.levers.all()),
        language="en" if english else "da",
        published_at=case.published_at,
        changed_at=case.changed_at,
    )


def _in_english(case: Case) -> bool:
    return bool(case.title_en) and (get_language() or "da").startswith("en")


def _rows_of(condition: Q) -> QuerySet[Case]:
    # The levers of a text would repeat it, so texts are chosen inside.
    chosen = Case.objects.filter(condition).order_by().values("pk")
    found = Case.objects.filter(pk__in=chosen).select_related("municipality")
    counted = found.annotate(version_count=Count("versions", distinct=True))
    # Counting drops the model's own order.
    return counted.prefetch_related("levers").order_by("-published_at", "-pk")


def _view(viewer: Viewer, case: Case) -> CaseView:
    english = _in_english(case)
    editor = rules.is_editor(viewer, case.edition)
    return CaseView(
        row=row_of(case),
        body=prose.blocks(case.body_en if english else case.body),
        trials=tuple(map(trial, case.trials)),
        uncertain=case.uncertain_en if english else case.uncertain,
        sources=tuple(SourceRow(one["name"], one["url"]) for one in case.sources),
        contact=case.contact if case.consent_contact else "",
        edition=case.edition,
        process=case.process_id,
        versions=getattr(case, "version_count", 0),
        may_edit=rules.may_edit(viewer, case),
        may_submit=case.status == Status.DRAFT and rules.may_speak_for(viewer, case),
        may_publish=editor and case.status == Status.SUBMITTED,
        may_withdraw=editor or rules.may_speak_for(viewer, case),
        scopes=tuple(
            (scope.value, str(sentences.SCOPES[scope]))
            for scope in Scope
            if scope in WITHIN.get(case.consent_scope, ())
        ),
    )
