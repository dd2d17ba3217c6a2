"""What a process starts from: findings and figures as they read then, and figures today."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from samspil.components import numbers
from samspil.development import rules
from samspil.development.findings import FindingRow, findings_for
from samspil.development.models import Process, StartingFigure, StartingFinding
from samspil.development.selectors.rows import ProcessRow, lever_names
from samspil.development.values import FigureChoice
from samspil.figures.indicators import load_indicators
from samspil.people.viewer import Viewer
from samspil.screening import selectors as screening


@dataclass(frozen=True)
class ChosenFinding:
    """A finding as it read when it was chosen."""

    finding: int
    lever: int
    claim: str
    chosen_at: dt.datetime

    @property
    def lever_name(self) -> str:
        """The lever it is on, in words."""
        return lever_names()[self.lever]


@dataclass(frozen=True)
class ChosenFigure:
    """A figure as it read when it was chosen, in words; ``today`` is empty where it reads alike."""

    choice: FigureChoice
    title: str
    unit: str
    value: str
    period: str
    peers: str
    source: str
    chosen_at: dt.datetime
    today: str = ""
    today_period: str = ""


@dataclass(frozen=True)
class StartingPoint:
    """All that a process starts from."""

    findings: tuple[ChosenFinding, ...]
    figures: tuple[ChosenFigure, ...]

    @property
    def chosen_on(self) -> dt.datetime | None:
        """When the first of it was chosen."""
        moments = [one.chosen_at for one in self.findings]
        moments += [one.chosen_at for one in self.figures]
        return min(moments, default=None)


@dataclass(frozen=True)
class Choices:
    """What can be chosen: findings that this person may read, figures that are known."""

    findings: tuple[FindingRow, ...]
    figures: tuple[tuple[FigureChoice, str], ...]


def starting_point(*, viewer: Viewer, row: ProcessRow, beside_today: bool = True) -> StartingPoint:
    """What a process starts from; empty for those who may not read it.

    Without ``beside_today`` no figure is read anew, which is quicker.
    """
    if not rules.may_read_row(viewer, row):
        return StartingPoint((), ())
    findings = StartingFinding.objects.filter(process=row.id)
    figures = StartingFigure.objects.filter(process=row.id)
    return StartingPoint(
        findings=tuple(
            ChosenFinding(one.finding, one.lever, one.claim, one.chosen_at) for one in findings
        ),
        figures=tuple(
            _figure(one, _told(row.code, one) if beside_today else None) for one in figures
        ),
    )


def starting_choices(*, viewer: Viewer, row: ProcessRow) -> Choices:
    """What this person can choose to start from; nothing for those who may not read."""
    if not rules.may_read_row(viewer, row):
        return Choices((), ())
    process = Process.objects.get(pk=row.id)
    return Choices(
        # What it began with stands already.
        findings=tuple(one for one in findings_for(viewer, process) if one.id != process.finding),
        figures=tuple(
            (FigureChoice(sector, one.indicator, one.breakdown), one.sentence)
            for sector in process.sectors
            for one in screening.figures_known(code=row.code, sector=sector)
        ),
    )


def _told(code: str, one: StartingFigure) -> dict[str, Any] | None:
    """Return the same figure as it reads today; None where it is no longer known."""
    return screening.figure_told(
        code=code, sector=one.sector, indicator=one.indicator, breakdown=one.breakdown
    )


def _figure(one: StartingFigure, told: dict[str, Any] | None) -> ChosenFigure:
    definition = load_indicators().get(one.indicator)
    decimals = definition.content.decimals if definition else 1
    language = "en" if numbers.is_english() else "da"
    moved = told is not None and (told["period"], told["value"]) != (one.period, one.value)
    return ChosenFigure(
        choice=FigureChoice(one.sector, one.indicator, one.breakdown),
        title=one.title_en if language == "en" else one.title_da,
        unit=definition.content.unit_label.in_language(language) if definition else "",
        value=numbers.number(one.value, decimals),
        period=numbers.period(one.period),
        peers="" if one.peers is None else numbers.number(one.peers, decimals),
        source=one.source_en if language == "en" else one.source_da,
        chosen_at=one.chosen_at,
        today=numbers.number(told["value"], decimals) if told and moved else "",
        today_period=numbers.period(told["period"]) if told and moved else "",
    )
