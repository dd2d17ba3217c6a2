"""One text with all its page or its form shows."""

import re
from dataclasses import dataclass

from django.db.models import Q

from samspil.components.charts import VariationChart
from samspil.development import selectors as development
from samspil.knowledge import measured, prose, rules, sentences
from samspil.knowledge.circles import scopes_of
from samspil.knowledge.measured import Kept
from samspil.knowledge.models import WITHIN, Case, Scope, Status
from samspil.knowledge.prose import Block
from samspil.knowledge.selectors import scopes
from samspil.knowledge.selectors.cases import CaseRow, in_english, row_of, rows_of, slug_of
from samspil.knowledge.trials import Trial, trial, trials_of
from samspil.people.viewer import Viewer

_HANDED_IN = (Status.SUBMITTED, Status.PUBLISHED)
_ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


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
    """A text as its page shows it. ``contact`` is empty without consent to show it.

    ``wider`` is the circle an editor can widen it to, since the municipality has said yes.
    """

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
    wider: str = ""

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


def _view(viewer: Viewer, case: Case) -> CaseView:
    english = in_english(case)
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
        wider=case.consent_scope if editor and rules.waits_to_be_widened(case) else "",
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
