"""Reads about indicators: what each means, and how all municipalities lie."""

from dataclasses import dataclass
from statistics import median

from samspil.definitions import Definition
from samspil.figures import snapshot
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.snapshot import SourceRow
from samspil.methods.states import Value


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator in the list of all."""

    id: str
    content: Indicator
    period: str
    count: int


@dataclass(frozen=True)
class Distribution:
    """One part of an indicator in its newest period, by code."""

    breakdown: str
    label: str
    period: str
    values: dict[str, float]
    source: SourceRow | None


@dataclass(frozen=True)
class MedianRow:
    """The middle municipality in one period."""

    breakdown: str
    period: str
    median: float


@dataclass(frozen=True)
class IndicatorPage:
    """Everything about one indicator."""

    id: str
    definition: Definition[Indicator]
    distributions: tuple[Distribution, ...]
    medians: tuple[MedianRow, ...]
    national: tuple[tuple[str, str, float], ...]
    is_on_schools: bool


def indicator_list() -> list[IndicatorRow]:
    """Return every indicator with the newest period and how many municipalities have it."""
    figures = snapshot.current()
    rows = []
    for name, definition in load_indicators().items():
        part = _first_part(definition.content)
        period = figures.latest(name, part)
        count = len(figures.real(name, period, part)) if period else 0
        rows.append(IndicatorRow(name, definition.content, period, count))
    return rows


def indicator_page(*, indicator: str, language: str) -> IndicatorPage | None:
    """Return the page of an indicator; None for an unknown id."""
    definition = load_indicators().get(indicator)
    if definition is None:
        return None
    figures = snapshot.current()
    parts = [piece.code for piece in definition.content.breakdowns] or [""]
    fetched = [part for part in parts if figures.latest(indicator, part)]
    return IndicatorPage(
        id=indicator,
        definition=definition,
        distributions=tuple(
            Distribution(
                breakdown=part,
                label=_label(definition.content, part, language),
                period=figures.latest(indicator, part),
                values=figures.real(indicator, "", part),
                source=figures.source(indicator, "", part),
            )
            for part in fetched
        ),
        medians=tuple(
            MedianRow(part, period, median(figures.real(indicator, period, part).values()))
            for part in fetched
            for period in figures.periods(indicator, part)
        ),
        national=_national(indicator, parts, language),
        is_on_schools=any(
            indicator in values
            for schools in figures.schools.values()
            for values in schools.values()
        ),
    )


def _first_part(content: Indicator) -> str:
    return content.breakdowns[0].code if content.breakdowns else ""


def _label(content: Indicator, part: str, language: str) -> str:
    label = content.breakdown_label(part)
    return label.in_language(language) if label else ""


def _national(
    indicator: str, parts: list[str], language: str
) -> tuple[tuple[str, str, float], ...]:
    """National points: label of the part, period, value."""
    figures = snapshot.current()
    content = load_indicators()[indicator].content
    found = []
    for part in dict.fromkeys(["", *parts]):
        for period, codes in sorted(figures.figures.get((indicator, part), {}).items()):
            figure = codes.get(snapshot.NATION)
            if isinstance(figure, Value):
                found.append((_label(content, part, language), period, figure.number))
    return tuple(found)
