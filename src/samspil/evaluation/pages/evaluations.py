"""What the pages of evaluations show, from their rows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components.charts import Chart
from samspil.components.tables import Table
from samspil.evaluation import charts, sentences, tables, telling
from samspil.evaluation.selectors.rows import (
    Asked,
    EditionEvaluation,
    LineView,
    MunicipalityEvaluation,
    Practice,
    SectorPart,
    Voices,
)


@dataclass(frozen=True)
class Pair:
    """A question's answers at the start and at the end, drawn side by side."""

    text: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class FigurePage:
    """One figure: its chart, and how it lies beside the peers."""

    chart: Chart
    beside: str


@dataclass(frozen=True)
class LinePage:
    """One bottom line: charts of what is known, names of what is not."""

    name: str
    figures: tuple[FigurePage, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class PartPage:
    """A municipality's evaluation in one sector."""

    part: SectorPart
    lines: tuple[LinePage, ...]
    table: Table | None
    practice: str


def municipality(found: MunicipalityEvaluation) -> dict[str, Any]:
    """Return the page of a municipality's evaluation."""
    return {
        "found": found,
        "parts": [_part(part) for part in found.parts],
        "answer": answer(found),
        "pairs": pairs(found.voices),
        **_words(),
    }


def edition(found: EditionEvaluation) -> dict[str, Any]:
    """Return the page of an edition's evaluation."""
    return {
        "found": found,
        "answer": edition_answer(found),
        "practice": practice_words(found.practice) if found.practice else "",
        "table": tables.teams(found.teams),
        "pairs": pairs(found.voices) if found.voices else (),
        **_words(),
    }


def _words() -> dict[str, Any]:
    return {
        "not_judged_by_us": sentences.NOT_JUDGED_BY_US,
        "not_concluded": sentences.NOT_CONCLUDED,
        "no_good_way": sentences.NO_GOOD_WAY,
    }


def answer(found: MunicipalityEvaluation) -> str:
    """Return how far a municipality's evaluation is, in one sentence."""
    judged = sum(one.judgement is not None for part in found.parts for one in part.criteria)
    criteria = sum(len(part.criteria) for part in found.parts)
    tried = sum(practice.concluded for practice in found.practices)
    return _(
        "%(name)s har selv vurderet %(judged)s af %(criteria)s kriterier og afsluttet %(tried)s."
    ) % {
        "name": found.name,
        "judged": judged,
        "criteria": criteria,
        "tried": ngettext("%(count)s prøve", "%(count)s prøver", tried) % {"count": tried},
    }


def edition_answer(found: EditionEvaluation) -> str:
    """Return how far an edition's evaluation is, in one sentence."""
    if found.is_history:
        return _(
            "Her står kriterierne, som de blev formuleret. Samspil har intet samlet om udgaven."
        )
    closed = sum(team.closed for team in found.teams)
    return _("%(closed)s af %(teams)s hold har afsluttet deres egen evaluering.") % {
        "closed": closed,
        "teams": len(found.teams),
    }


def practice_words(practice: Practice) -> str:
    """Return what was tried in one sentence."""
    if not (practice.planned or practice.doing or practice.concluded):
        return _("Der er ikke planlagt nogen prøver endnu.")
    return _(
        "%(concluded)s afsluttet, %(doing)s i gang og %(planned)s planlagt; %(predicted)s har en "
        "forudsigelse, der blev skrevet først."
    ) % {
        "concluded": ngettext("%(count)s prøve er", "%(count)s prøver er", practice.concluded)
        % {"count": practice.concluded},
        "doing": practice.doing,
        "planned": practice.planned,
        "predicted": practice.predicted,
    }


def pairs(voices: Voices) -> tuple[Pair, ...]:
    """Return the questions that may be shown, each with its one or two distributions."""
    drawn = (Pair(one.text, _distributions(one)) for one in voices.questions)
    return tuple(pair for pair in drawn if pair.charts)


def _distributions(one: Asked) -> tuple[Chart, ...]:
    moments = ((_("Ved begyndelsen"), one.start), (_("Ved slutningen"), one.end))
    return tuple(
        charts.answers(one, spread, moment=moment)
        for moment, spread in moments
        if spread is not None
    )


def _part(part: SectorPart) -> PartPage:
    known = [line for line in part.lines if any(view.is_known for view in line.figures)]
    return PartPage(
        part=part,
        lines=tuple(_line(line, part.team.name) for line in part.lines),
        table=tables.figures(known) if known else None,
        practice=practice_words(part.practice),
    )


def _line(line: LineView, place: str) -> LinePage:
    drawn = [(view, charts.figure(view, place)) for view in line.figures]
    return LinePage(
        name=line.name,
        figures=tuple(
            FigurePage(chart, telling.beside(view)) for view, chart in drawn if chart is not None
        ),
        unknown=tuple(telling.name(view) for view, chart in drawn if chart is None),
    )
