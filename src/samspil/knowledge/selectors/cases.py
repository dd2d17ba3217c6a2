"""Reads of texts: lists, one text with all its page shows, what is like it, what waits."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import get_language

from samspil.components.charts import VariationChart
from samspil.development import selectors as development
from samspil.knowledge import measured, prose, rules, sentences, sizes, themes
from samspil.knowledge.circles import scopes_of
from samspil.knowledge.measured import Kept
from samspil.knowledge.models import WITHIN, Case, Scope, Status
from samspil.knowledge.prose import Block
from samspil.knowledge.selectors import scopes
from samspil.knowledge.trials import Trial, trial, trials_of
from samspil.people.viewer import Viewer

_HANDED_IN = (Status.SUBMITTED, Status.PUBLISHED)
SLUG_LENGTH = 60
# Pages about a text have these addresses; a text whose title is one of them gets another.
_TAKEN = frozenset(
    {"ret", "indsend", "udgiv", "send-tilbage", "spoerg-om-flere", "stadig-rigtig", "samtykke",
     "traek-tilbage", "udgaver", "fil"}
)  # fmt: skip
_ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty field, or lever 0, narrows nothing."""

    lever: int = 0
    sector: str = ""
    kind: str = ""
    theme: str = ""
    transition: bool = False
    size: str = ""

    def condition(self) -> Q:
        """Return the filters as a condition on texts."""
        found = Q()
        if self.lever:
            found &= Q(levers__lever=self.lever)
        if self.sector:
            found &= Q(sector__in=["", self.sector])
        if self.kind:
            found &= Q(kind=self.kind)
        if self.theme:
            found &= Q(themes__theme=self.theme)
        if self.transition:
            found &= Q(transition=True)
        if self.size:
            found &= Q(municipality__in=sizes.codes_of(self.size))
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
    themes: tuple[str, ...] = ()
    transition: bool = False
    size: str = ""

    @property
    def slug(self) -> str:
        """The title as part of an address."""
        return slug_of(self.title)

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

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes it is about, in words; one that is no longer defined is left out."""
        names = themes.names()
        return tuple(names[theme] for theme in self.themes if theme in names)

    @property
    def themes_named(self) -> tuple[tuple[str, str], ...]:
        """The themes with their names, for links."""
        names = themes.names()
        return tuple((theme, names[theme]) for theme in self.themes if theme in names)

    @property
    def size_name(self) -> str:
        """How large the municipality is, in words; empty without one."""
        return sizes.names(get_language() or "da").get(self.size, "")


@dataclass(frozen=True)
class SourceRow:
    """Where something is known from."""

    name: str
    url: str


@dataclass(frozen=True)
class ShownMeasure:
    """A copied measure with its chart, which holds its table."""

    id: int
    chart: VariationChart


@dataclass(frozen=True)
class CaseView:
    """A text as its page shows it. ``contact`` is empty without consent to show it."""

    row: CaseRow
    body: tuple[Block, ...]
    trials: tuple[Trial, ...]
    measures: tuple[ShownMeasure, ...]
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
    returned_word: str
    returned_by: str
    languages: tuple[tuple[str, str], ...]
    may_send_back: bool
    may_consent: bool
    may_ask_wider: bool
    may_read_record: bool

    @property
    def ask(self) -> str:
        """The e-mail address in the contact, where there is one to write to."""
        found = _ADDRESS.search(self.contact)
        return found[0] if found else ""


@dataclass(frozen=True)
class Draft:
    """A text as its form begins: always the Danish words, with the trials one can choose from.

    ``english`` has title, summary, body and what is uncertain; ``circles`` are the scopes that can
    be chosen. ``is_own`` where no municipality stands behind the text.
    """

    title: str
    summary: str
    body: str
    kind: str
    levers: tuple[int, ...]
    scope: str
    uncertain: str
    contact: str
    told: tuple[int, ...]
    shown: tuple[int, ...]
    measures: tuple[Kept, ...]
    trials: tuple[Trial, ...]
    is_draft: bool
    themes: tuple[str, ...]
    transition: bool
    english: tuple[str, str, str, str]
    sources: tuple[tuple[str, str], ...]
    sector: str
    is_own: bool
    circles: tuple[str, ...]


def latest(viewer: Viewer, *, limit: int = 20, filters: Filters | None = None) -> list[CaseRow]:
    """The newest published texts this viewer may read."""
    found = rows_of(scopes.published(viewer) & (filters or Filters()).condition())
    return [row_of(case) for case in found[:limit]]


def case(viewer: Viewer, case: int) -> CaseView | None:
    """One text; None where there is none that this viewer may read."""
    found = rows_of(scopes.readable(viewer) & Q(pk=case)).first()
    return _view(viewer, found) if found else None


def draft(viewer: Viewer, case: int) -> Draft | None:
    """A text as its form begins; None for those who may not read it."""
    found = rows_of(scopes.readable(viewer) & Q(pk=case)).first()
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
        shown=tuple(one["id"] for one in found.measures),
        measures=_measures(viewer, found),
        trials=tuple(trial(known[number]) for number in sorted(known)),
        is_draft=found.status == Status.DRAFT,
        themes=tuple(one.theme for one in found.themes.all()),
        transition=found.transition,
        english=(found.title_en, found.summary_en, found.body_en, found.uncertain_en),
        sources=tuple((one["name"], one["url"]) for one in found.sources),
        sector=found.sector,
        is_own=found.municipality_id is None,
        circles=scopes_of(found),
    )


def _measures(viewer: Viewer, case: Case) -> tuple[Kept, ...]:
    """Return the measures that a text can show: those it has, and those of its process."""
    now = measured.measures_of(viewer, case.process_id) if case.process_id else []
    known = {one["id"]: one for one in now} | {one["id"]: one for one in case.measures}
    return tuple(map(measured.name, known.values()))


def queue(viewer: Viewer) -> list[CaseRow]:
    """What has been handed in and waits for an editor, longest waiting first."""
    return [row_of(one) for one in rows_of(scopes.handed_in(viewer)).order_by("consent_at", "pk")]


def mine(viewer: Viewer) -> list[CaseRow]:
    """What the viewer's own team has written, newest change first; withdrawn by name only."""
    return [row_of(one) for one in rows_of(scopes.own(viewer)).order_by("-changed_at", "-pk")]


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
        themes=tuple(one.theme for one in case.themes.all()),
        transition=case.transition,
        size=sizes.size_of(case.municipality.population) if case.municipality else "",
    )


def slug_of(title: str) -> str:
    """Return a title as part of an address."""
    whole = slugify(title.translate(_DANISH))
    cut = whole if len(whole) <= SLUG_LENGTH else whole[:SLUG_LENGTH].rpartition("-")[0]
    slug = cut.strip("-") or "tekst"
    return f"{slug}-tekst" if slug in _TAKEN else slug


def _in_english(case: Case) -> bool:
    return bool(case.title_en) and (get_language() or "da").startswith("en")


def rows_of(condition: Q) -> QuerySet[Case]:
    """Return texts as lists need them, newest published first; the caller brings the scope."""
    # The levers of a text would repeat it, so texts are chosen inside.
    chosen = Case.objects.filter(condition).order_by().values("pk")
    found = Case.objects.filter(pk__in=chosen).select_related("municipality", "returned_by")
    counted = found.annotate(version_count=Count("versions", distinct=True))
    # Counting drops the model's own order.
    return counted.prefetch_related("levers", "themes").order_by("-published_at", "-pk")


def _view(viewer: Viewer, case: Case) -> CaseView:
    english = _in_english(case)
    editor = rules.is_editor(viewer, case.edition)
    return CaseView(
        row=row_of(case),
        body=prose.blocks(case.body_en if english else case.body),
        trials=tuple(map(trial, case.trials)),
        measures=tuple(
            ShownMeasure(one["id"], measured.chart(one, str(case.municipality or "")))
            for one in case.measures
        ),
        uncertain=case.uncertain_en if english else case.uncertain,
        sources=tuple(SourceRow(one["name"], one["url"]) for one in case.sources),
        contact=case.contact if case.consent_contact else "",
        edition=case.edition,
        process=case.process_id,
        versions=getattr(case, "version_count", 0),
        may_edit=rules.may_edit(viewer, case),
        may_submit=case.status == Status.DRAFT and rules.may_submit(viewer, case),
        may_publish=rules.may_publish(viewer, case),
        may_withdraw=rules.may_submit(viewer, case) or (editor and case.status != Status.DRAFT),
        scopes=tuple((scope, str(sentences.SCOPES[scope])) for scope in _publishable(case)),
        returned_word=case.returned_word,
        returned_by=str(case.returned_by or ""),
        languages=_languages(case),
        may_send_back=editor and case.status == Status.SUBMITTED,
        may_consent=case.status in _HANDED_IN and rules.may_speak_for(viewer, case),
        may_ask_wider=editor and case.status in _HANDED_IN and bool(_wider(case)),
        may_read_record=Case.objects.filter(scopes.recorded(viewer), pk=case.pk).exists(),
    )


def _publishable(case: Case) -> list[str]:
    """Return the circles that an editor may publish in."""
    allowed = WITHIN.get(case.consent_scope, frozenset()) if case.municipality_id else Scope
    return [scope for scope in scopes_of(case) if scope in allowed]


def _wider(case: Case) -> list[str]:
    """Return the circles that an editor may ask the municipality about."""
    if not case.municipality_id or not case.consent_scope:
        return []
    return [scope for scope in scopes_of(case) if scope not in WITHIN[case.consent_scope]]


def wider(viewer: Viewer, case: int) -> list[tuple[str, str]]:
    """The circles beyond the consent with their words; none for those who may not ask."""
    found = Case.objects.filter(scopes.readable(viewer), pk=case, status__in=_HANDED_IN).first()
    if found is None or not rules.is_editor(viewer, found.edition):
        return []
    return [(scope, str(sentences.SCOPES[scope])) for scope in _wider(found)]


def _languages(case: Case) -> tuple[tuple[str, str], ...]:
    """Return the languages a text is written in, each with its part of the address."""
    english = (("en", slug_of(case.title_en)),) if case.title_en else ()
    return (("da", slug_of(case.title)), *english)
