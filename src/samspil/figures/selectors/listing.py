"""The list of all indicators, with what is here of each."""

import functools
from dataclasses import dataclass
from statistics import median

from samspil.figures import snapshot
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.snapshot import Snapshot


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator in the list of all."""

    id: str
    content: Indicator
    period: str
    count: int
    has_schools: bool
    has_nation: bool

    @property
    def is_here(self) -> bool:
        """Whether there is any figure of it."""
        return bool(self.count or self.has_schools or self.has_nation)


def indicator_list() -> list[IndicatorRow]:
    """Return every indicator with the newest period and how many municipalities have it."""
    return list(_listed(snapshot.current()))


@functools.lru_cache(maxsize=4)
def _listed(figures: Snapshot) -> tuple[IndicatorRow, ...]:
    schools = on_schools(figures)
    rows = []
    for name, definition in load_indicators().items():
        parts = definition.content.parts
        part = next((code for code in parts if figures.latest(name, code)), "")
        period = figures.latest(name, part)
        count = len(figures.real(name, period, part)) if period else 0
        nation = any(
            snapshot.NATION in codes
            for code in parts
            for codes in figures.figures.get((name, code), {}).values()
        )
        row = IndicatorRow(name, definition.content, period, count, name in schools, nation)
        rows.append(row)
    return tuple(rows)


@functools.lru_cache(maxsize=4)
def on_schools(figures: Snapshot) -> frozenset[str]:
    """Indicators that some school has a figure of."""
    return frozenset(
        indicator
        for schools in figures.schools.values()
        for values in schools.values()
        for indicator in values
    )


@dataclass(frozen=True)
class Companion:
    """How municipalities lie on an indicator that another must be read with; None where unknown."""

    id: str
    content: Indicator
    part: str
    period: str
    middle: float | None
    low: float | None
    high: float | None


def companions(figures: Snapshot, content: Indicator) -> tuple[Companion, ...]:
    """Return what a figure must be shown beside, in the order of its definition.

    Of several parts the first that has figures is told.
    """
    return tuple(_companion(figures, name) for name in content.beside)


def _companion(figures: Snapshot, name: str) -> Companion:
    content = load_indicators()[name].content
    part = next((code for code in content.parts if figures.latest(name, code)), "")
    period = figures.latest(name, part)
    values = list(figures.real(name, period, part).values()) if period else []
    if not values:
        return Companion(name, content, part, period, None, None, None)
    return Companion(name, content, part, period, median(values), min(values), max(values))
