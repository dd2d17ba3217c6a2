"""One measure over time: points, the lines of each phase, target, signals, and what was tried.

Time is drawn as time: a gap takes the room it took. A signal has a shape of its own as well as a
colour. What was tried lies on lines of its own under the axis, from when it began till it ended.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from samspil.components.charts.base import Words, opening, tick_labels, ticks
from samspil.components.tables import Table

_LEFT, _RIGHT, _TOP, _AXIS, _LANE = 52, 12, 16, 26, 20
_LETTER = 6.4
_NARROW = 420


class Sign(StrEnum):
    """What a point is part of; each has its own shape."""

    PLAIN = "plain"
    GOOD = "good"
    WORRY = "worry"
    CHANGE = "change"


_CSS = {Sign.PLAIN: "own", Sign.GOOD: "s1", Sign.WORRY: "s2", Sign.CHANGE: "s4"}


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


@dataclass(frozen=True)
class VariationChart:
    """A run chart or an XmR chart; ``is_small`` leaves out all names but those of the axes."""

    words: Words
    table: Table
    points: tuple[Measured, ...]
    stretches: tuple[Stretch, ...]
    names: LineNames
    days: tuple[tuple[dt.date, str], ...]
    target: float | None = None
    tried: tuple[Tried, ...] = ()
    decimals: int = 1
    is_small: bool = False

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels."""
        plane = _Plane(self, width)
        drawn = (
            opening(width, plane.height, self.words.alt, "lines variation"),
            *plane.scale(),
            *plane.calendar(),
            *plane.phases(),
            *plane.lines(),
            *plane.path(),
            *plane.marks(),
            *plane.names(),
            *plane.lanes(),
            "</svg>",
        )
        return "".join(drawn)


class _Plane:
    """A chart being drawn at one width."""

    def __init__(self, chart: VariationChart, width: int) -> None:
        self.chart, self.width = chart, width
        self.top = _TOP + (14 if any(each.reason for each in chart.stretches) else 0)
        self.bottom = self.top + (92 if chart.is_small else 190)
        self.height = self.bottom + _AXIS + len(chart.tried) * _LANE
        self.low, self.high = self._range()

    def _range(self) -> tuple[float, float]:
        shown = [point.value for point in self.chart.points]
        for each in self.chart.stretches:
            shown += [v for v in (each.low, each.high, each.centre) if v is not None]
        if self.chart.target is not None:
            shown.append(self.chart.target)
        if not shown:
            return 0.0, 1.0
        low, high = min(shown), max(shown)
        margin = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
        return low - margin, high + margin

    @property
    def right(self) -> float:
        """Where the plane ends; the names of the lines stand beyond it where there is room."""
        chart = self.chart
        if chart.is_small or self.width < _NARROW:
            return self.width - _RIGHT
        names = (chart.names.centre, chart.names.low, chart.names.high, chart.names.target)
        return self.width - _RIGHT - max(map(len, names)) * _LETTER

    def x_of(self, day: dt.date) -> float:
        """Return where a day lies; one outside the days drawn lies at the edge."""
        first, last = self._span()
        days = max((last - first).days, 1)
        place = min(max((day - first).days / days, 0.0), 1.0)
        return round(_LEFT + 6 + (self.right - _LEFT - 12) * place, 1)

    def _span(self) -> tuple[dt.date, dt.date]:
        days = [point.day for point in self.chart.points]
        if not days:
            days = [one.begun for one in self.chart.tried] or [dt.date(2000, 1, 1)]
        ends = [day for one in self.chart.tried for day in (one.begun, one.ended) if day]
        return min(days), max([*days, *ends])

    def y_of(self, value: float) -> float:
        """Return how high a value lies."""
        return round(
            self.top + (self.bottom - self.top) * (self.high - value) / (self.high - self.low), 1
        )

    def scale(self) -> Iterator[str]:
        """Yield thin lines with their numbers."""
        marks = ticks(self.low, self.high, 2 if self.chart.is_small else 4)
        for mark, text in zip(marks, tick_labels(marks, self.chart.decimals), strict=True):
            y = self.y_of(mark)
            yield (
                f'<line class="axis" x1="{_LEFT}" x2="{self.right:g}" y1="{y}" y2="{y}"/>'
                f'<text class="tick" text-anchor="end" x="{_LEFT - 6}" y="{y + 4}">{text}</text>'
            )

    def calendar(self) -> Iterator[str]:
        """Yield the days that are named, from the newest back, as many as there is room for."""
        free = float(self.width)
        for day, text in reversed(self.chart.days):
            half = len(text) * _LETTER / 2
            x = min(self.x_of(day), self.width - half - 2)
            if x + half > free or x - half < 0:
                continue
            free = x - half - 14
            yield (
                f'<text class="tick" text-anchor="middle" x="{x:g}" y="{self.bottom + 17}">'
                f"{escape(text)}</text>"
            )

    def phases(self) -> Iterator[str]:
        """Yield an upright line, with its reason above, where a phase begins."""
        for each in self.chart.stretches:
            if not each.reason:
                continue
            x = self.x_of(each.first) - 4
            letters = max(int((self.width - 10) / _LETTER), 8)
            text = each.reason if len(each.reason) <= letters else f"{each.reason[: letters - 1]}…"
            start = max(min(x, self.width - len(text) * _LETTER - 4), 2)
            yield (
                f'<line class="exp" x1="{x:g}" x2="{x:g}" y1="{self.top - 8}" y2="{self.bottom}"/>'
                f'<text class="tick" x="{start:g}" y="12">{escape(text)}</text>'
            )

    def lines(self) -> Iterator[str]:
        """Yield the centre and the limits of each phase, and the target across all."""
        for each in self.chart.stretches:
            x1, x2 = self.x_of(each.first) - 4, self.x_of(each.last) + 4
            for css, value in (("centre", each.centre), ("limit", each.low), ("limit", each.high)):
                if value is not None:
                    yield self._level(css, x1, x2, value)
        if self.chart.target is not None:
            yield self._level("goal", _LEFT, self.right, self.chart.target)

    def _level(self, css: str, x1: float, x2: float, value: float) -> str:
        y = self.y_of(value)
        return f'<line class="{css}" x1="{x1:g}" x2="{x2:g}" y1="{y}" y2="{y}"/>'

    def path(self) -> Iterator[str]:
        """Yield the line from point to point, one for each phase."""
        for each in self.chart.stretches:
            inside = [p for p in self.chart.points if each.first <= p.day <= each.last]
            spots = " ".join(f"{self.x_of(p.day)},{self.y_of(p.value)}" for p in inside)
            if len(inside) > 1:
                yield f'<polyline class="line own thin" points="{spots}"/>'

    def marks(self) -> Iterator[str]:
        """Yield the points: a dot, or the shape of what it is part of."""
        for point in self.chart.points:
            x, y = self.x_of(point.day), self.y_of(point.value)
            drawn = _shape(point.sign, x, y, 2.6 if self.chart.is_small else 3.4)
            yield f"<g><title>{escape(point.label)}</title>{drawn}</g>"

    def names(self) -> Iterator[str]:
        """Yield the names of the latest phase's lines and the target, apart from each other."""
        if self.chart.is_small or not self.chart.stretches:
            return
        last, given = self.chart.stretches[-1], self.chart.names
        wanted = [
            (given.high, last.high), (given.centre, last.centre), (given.low, last.low),
            (given.target, self.chart.target),
        ]  # fmt: skip
        named = sorted((self.y_of(v), name) for name, v in wanted if v is not None and name)
        lowest = 0.0
        beside = self.width >= _NARROW
        x, anchor = (self.right + 6, "start") if beside else (self.right, "end")
        for y, name in named:
            at = max(y + (4 if beside else -4), lowest)
            lowest = at + 13
            yield (
                f'<text class="tick" text-anchor="{anchor}" x="{x:g}" y="{at:g}">'
                f"{escape(name)}</text>"
            )

    def lanes(self) -> Iterator[str]:
        """Yield what was tried, each from when it began till it ended, or on to the edge."""
        oldest_first = sorted(self.chart.tried, key=lambda one: (one.begun, one.label))
        for lane, one in enumerate(oldest_first):
            y = self.bottom + _AXIS + lane * _LANE + 8
            x1 = self.x_of(one.begun)
            x2 = self.right if one.ended is None else self.x_of(one.ended)
            dot = f'<circle class="peer" cx="{x2:g}" cy="{y}" r="3.4"/>'
            end = "" if one.ended is None else dot
            before = x1 - len(one.label) * _LETTER - 8 > 2
            at, anchor = (x1 - 8, "end") if before else (x1 + 8, "start")
            height = y + 4 if before else y - 5
            yield (
                f'<line class="axis" x1="{x1:g}" x2="{x1:g}" y1="{self.top}" y2="{y}"/>'
                f'<line class="line peer" x1="{x1:g}" x2="{max(x2, x1):g}" y1="{y}" y2="{y}"/>'
                f'<path class="peer" d="M{x1 - 4:g} {y - 5}l8 5l-8 5z"/>{end}'
                f'<text class="tick" text-anchor="{anchor}" x="{at:g}" y="{height}">'
                f"{escape(one.label)}</text>"
            )


def _shape(sign: Sign, x: float, y: float, size: float) -> str:
    """Return a point: a dot, a diamond, a square or a triangle."""
    css = _CSS[sign]
    big = size + 2.2
    match sign:
        case Sign.GOOD:
            turns = f"l{big:g} {big:g}l-{big:g} {big:g}l-{big:g} -{big:g}z"
            return f'<path class="{css}" d="M{x} {y - big:g}{turns}"/>'
        case Sign.WORRY:
            side = 2 * size + 1.6
            return (
                f'<rect class="{css}" x="{x - side / 2:g}" y="{y - side / 2:g}" '
                f'width="{side:g}" height="{side:g}"/>'
            )
        case Sign.CHANGE:
            return f'<path class="{css}" d="M{x} {y - big:g}l{big:g} {1.8 * big:g}h-{2 * big:g}z"/>'
    return f'<circle class="{css}" cx="{x}" cy="{y}" r="{size:g}"/>'
