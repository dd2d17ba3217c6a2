"""Moments that charts over time mark: a place that rooms above fill.

A room with something to mark has a module ``timeline`` that registers a function here; it is
read when the process starts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from samspil.figures.indicators import PeriodType


@dataclass(frozen=True)
class Moment:
    """A day and the short word that stands at it in a chart."""

    day: date
    label: str


Provider = Callable[[], Sequence[Moment]]
_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Let charts over time mark what ``provider`` returns."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def moments() -> list[Moment]:
    """Return everything to mark, the earliest first."""
    found = [moment for provider in _PROVIDERS for moment in provider()]
    return sorted(found, key=lambda moment: (moment.day, moment.label))


def period_of(day: date, kind: PeriodType) -> str:
    """Return the period a day lies in, written as figures write it; empty where none fits."""
    if kind is PeriodType.SCHOOL_YEAR:
        first = day.year if day.month >= 8 else day.year - 1
        return f"{first}/{first + 1}"
    if kind in {PeriodType.CALENDAR_YEAR, PeriodType.JANUARY_FIRST}:
        return str(day.year)
    return ""
