"""What may be shown beside what: pure rules over definitions, asked by pages, files and the API."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from samspil.definitions import Definition
from samspil.figures.indicators import Indicator, Kind

Indicators = Mapping[str, Definition[Indicator]]

FEW_POINTS = 3
"""A line over fewer known points than this says nothing of a development."""

_NEVER_ALONE = ("segregation_", "inclusion_rate")
_WELLBEING = "wellbeing_"


def is_never_alone(indicator: str) -> bool:
    """Whether a figure must not be shown without its companions: all that tell of segregation."""
    return indicator.startswith(_NEVER_ALONE)


def companions(indicator: str, indicators: Indicators) -> tuple[str, ...]:
    """Return what must be shown beside an indicator, in the order of its definition."""
    return tuple(name for name in indicators[indicator].content.beside if name in indicators)


def never_with(indicator: str, indicators: Indicators) -> frozenset[str]:
    """Return the indicators that must not share a chart with this one, told by either side."""
    stated = set(indicators[indicator].content.never_with)
    stated |= {name for name, found in indicators.items() if indicator in found.content.never_with}
    return frozenset(stated & indicators.keys())


def conflicts(wanted: Iterable[str], indicators: Indicators) -> tuple[tuple[str, str], ...]:
    """Return the pairs among the wanted indicators that must not share a chart."""
    known = sorted({name for name in wanted if name in indicators})
    return tuple(
        (one, other)
        for one, other in combinations(known, 2)
        if other in never_with(one, indicators)
    )


def may_tell_yearly_change(indicator: str, content: Indicator) -> bool:
    """Whether a change from one year to the next may be pointed out.

    Never for pupils' wellbeing: next to none of the yearly changes can be told from chance.
    Never for a forecast, which changes with its model.
    """
    return not indicator.startswith(_WELLBEING) and content.kind is not Kind.FORECAST


def is_forecast(content: Indicator) -> bool:
    """Whether the figure is a model's expectation, to be marked as one wherever it stands."""
    return content.kind is Kind.FORECAST


def is_too_short(known_points: int) -> bool:
    """Whether there are too few points for a line."""
    return known_points < FEW_POINTS
