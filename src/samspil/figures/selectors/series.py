"""Figures over time, of municipalities and of groups of them, side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from samspil.definitions import Definition
from samspil.figures import snapshot
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.selectors.group_sources import NamedGroup
from samspil.figures.snapshot import Snapshot, SourceRow
from samspil.methods.states import Figure, NotAvailable, Value
from samspil.places.models import Municipality

FEWEST_IN_GROUP = 3
"""A median of fewer known figures than this is not told."""

_YEAR = re.compile(r"(\d{4})(?:/(\d{4}))?")


@dataclass(frozen=True)
class SeriesPoint:
    """One period: the figure; for a group its median, the middle half and how many are known."""

    period: str
    figure: Figure
    low: float | None = None
    high: float | None = None
    known: int = 0


@dataclass(frozen=True)
class FigureSeries:
    """One municipality or group over time. ``of`` is how many municipalities it is made of."""

    key: str
    name: str
    points: tuple[SeriesPoint, ...]
    of: int = 1
    is_group: bool = False
    is_own: bool = False
    is_example: bool = False

    @property
    def known(self) -> list[SeriesPoint]:
        """The points that have a value."""
        return [point for point in self.points if isinstance(point.figure, Value)]


@dataclass(frozen=True)
class Comparison:
    """An indicator, or one part of it, for several side by side, over every period between."""

    id: str
    definition: Definition[Indicator]
    part: str
    periods: tuple[str, ...]
    series: tuple[FigureSeries, ...]
    sources: tuple[SourceRow, ...]
    vintage: int

    @property
    def newest(self) -> str:
        """The newest period that anybody has; empty where nothing has been fetched."""
        return self.periods[-1] if self.periods else ""


def compare(
    *,
    indicator: str,
    part: str,
    municipalities: Sequence[Municipality],
    groups: Sequence[NamedGroup],
    own: frozenset[str] = frozenset(),
) -> Comparison:
    """Return the series of the municipalities, then of the groups, each in the order given."""
    figures = snapshot.current()
    known = figures.periods(indicator, part)
    periods = every_period(known)
    singles = [
        FigureSeries(
            key=place.code,
            name=place.name,
            points=tuple(_single(figures, place.code, indicator, part, p) for p in periods),
            is_own=place.code in own,
            is_example=place.is_example,
        )
        for place in municipalities
    ]
    several = [
        FigureSeries(
            key=group.key,
            name=group.name,
            points=tuple(_several(figures, group, indicator, part, p) for p in periods),
            of=len(group.codes),
            is_group=True,
        )
        for group in groups
    ]
    return Comparison(
        id=indicator,
        definition=load_indicators()[indicator],
        part=part,
        periods=periods,
        series=(*singles, *several),
        sources=tuple(dict.fromkeys(_sources(figures, indicator, part, known, municipalities))),
        vintage=figures.vintage,
    )


def _single(figures: Snapshot, code: str, indicator: str, part: str, period: str) -> SeriesPoint:
    figure = figures.figures.get((indicator, part), {}).get(period, {}).get(code, NotAvailable())
    return SeriesPoint(period, figure, known=int(isinstance(figure, Value)))


def _several(
    figures: Snapshot, group: NamedGroup, indicator: str, part: str, period: str
) -> SeriesPoint:
    found = figures.figures.get((indicator, part), {}).get(period, {})
    values = [figure.number for code in group.codes if isinstance(figure := found.get(code), Value)]
    if len(values) < FEWEST_IN_GROUP:
        return SeriesPoint(period, NotAvailable(), known=len(values))
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    return SeriesPoint(period, Value(median(values)), low, high, len(values))


def _sources(
    figures: Snapshot,
    indicator: str,
    part: str,
    periods: Sequence[str],
    municipalities: Sequence[Municipality],
) -> Iterator[SourceRow]:
    """The sources of everybody's figures, then of those shown that come from elsewhere."""
    for period in reversed(periods):
        found = [figures.source(indicator, period, part)]
        found += [figures.source_for(m.code, indicator, period, part) for m in municipalities]
        yield from (source for source in found if source is not None)


def every_period(known: Sequence[str]) -> tuple[str, ...]:
    """Return the known periods with those missing between them, so that a gap takes its room."""
    if len(known) < 2:
        return tuple(known)
    first, last = _YEAR.fullmatch(known[0]), _YEAR.fullmatch(known[-1])
    if first is None or last is None:
        return tuple(known)
    years = range(int(first[1]), int(last[1]) + 1)
    filled = [f"{year}/{year + 1}" if first[2] else str(year) for year in years]
    return tuple(filled) if set(known) <= set(filled) else tuple(known)
