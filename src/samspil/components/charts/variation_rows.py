"""What a chart of one measure over time is made of."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """What a point is part of; each has its own shape."""

    PLAIN = "plain"
    GOOD = "good"
    WORRY = "worry"
    CHANGE = "change"


@dataclass(frozen=True)
class Measured:
    """One point."""

    day: dt.date
    value: float
    label: str
    sign: Sign = Sign.PLAIN


@dataclass(frozen=True)
class Stretch:
    """A phase: its first and last day and its lines; ``reason`` is empty for the first."""

    first: dt.date
    last: dt.date
    centre: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Tried:
    """Something tried, under the axis; ``ended`` is None while it goes on."""

    begun: dt.date
    ended: dt.date | None
    label: str


@dataclass(frozen=True)
class LineNames:
    """What the lines are called on the chart."""

    centre: str
    low: str
    high: str
    target: str
