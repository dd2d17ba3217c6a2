"""One measure over time: points, the lines of each phase, target, signals, and what was tried.

Time is drawn as time: a gap takes the room it took. A signal has a shape of its own as well as a
colour. What was tried lies on lines of its own under the axis, from when it began till it ended.

The lines are named beyond the plane. On a phone there is no room there, and inside it a name
would lie over the points, so they are named in a key below.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from samspil.components.charts.base import Words, opening, tick_labels, ticks
from samspil.components.charts.variation_rows import (
    LineNames,
    Measured,
    Sign,
    Stretch,
    Tried,
)
from samspil.components.tables import Table

_LEFT, _RIGHT, _TOP, _AXIS, _LANE, _ROW = 52, 12, 16, 26, 20, 14
_SAMPLE = 24
_LETTER = 6.4
_NARROW = 420


_CSS = {Sign.PLAIN: "own", Sign.GOOD: "s1", Sign.WORRY: "s2", Sign.CHANGE: "s4"}


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
    is_small: bool = False

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels."""
        plane = _Plane(self, width)
        drawn = (
            opening(width, plane.height, self.words.alt, "lines variation"),
            *plane.scale(),
            *plane.calendar(),
            *plane.phases(),
            *plane.beginnings(),
            *plane.lines(),
            *plane.names(),
            *plane.path(),
            *plane.marks(),
            *plane.lanes(),
            *plane.key(),
            "</svg>",
        )
        return "".join(drawn)


class _Plane:
    """A chart being drawn at one width."""

    def __init__(self, chart: VariationChart, width: int) -> None:
        self.chart, self.width = chart, width
        self.top = _TOP
        self.low, self.high = self._range()
        self.reasons = self._reasons()
        self.top += _ROW * max((row + 1 for *_place, row in self.reasons), default=0)
        self.bottom = self.top + (92 if chart.is_small else 190)
        self.below = self.bottom + _AXIS + len(chart.tried) * _LANE
        self.keyed = self._keyed()
        rows = max((row + 1 for *_place, row in self.keyed), default=0)
        self.height = self.below + rows * _LANE

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
    def is_narrow(self) -> bool:
        """Whether it is as narrow as a phone."""
        return self.width < _NARROW

    @property
    def right(self) -> float:
        """Where the plane ends; the names of the lines stand beyond it where there is room."""
        chart = self.chart
        if chart.is_small or self.is_narrow:
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
        for mark, text in zip(marks, tick_labels(marks, 0), strict=True):
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

    def _reasons(self) -> list[tuple[float, float, str, int]]:
        """Return where each phase begins and its reason: line, text, words and row from the top.

        Reasons that would lie over each other get rows of their own.
        """
        letters = max(int((self.width - 10) / _LETTER), 8)
        found: list[tuple[float, float, str, int]] = []
        ends: list[float] = []
        for each in self.chart.stretches:
            if not each.reason:
                continue
            x = self.x_of(each.first) - 4
            text = each.reason if len(each.reason) <= letters else f"{each.reason[: letters - 1]}…"
            start = max(min(x, self.width - len(text) * _LETTER - 4), 2)
            row = next((n for n, end in enumerate(ends) if end < start), len(ends))
            ends[row : row + 1] = [start + len(text) * _LETTER + 8]
            found.append((x, start, text, row))
        return found

    def phases(self) -> Iterator[str]:
        """Yield an upright line, with its reason above, where a phase begins."""
        for x, start, text, row in self.reasons:
            y = 12 + row * _ROW
            yield (
                f'<line class="exp" x1="{x:g}" x2="{x:g}" y1="{y + 4}" y2="{self.bottom}"/>'
                f'<text class="tick halo" x="{start:g}" y="{y}">{escape(text)}</text>'
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

    def _named(self) -> list[tuple[float, str, str]]:
        """Return how high the latest phase's lines and the target lie, their looks and names."""
        if self.chart.is_small or not self.chart.stretches:
            return []
        last, given = self.chart.stretches[-1], self.chart.names
        wanted = [
            ("limit", given.high, last.high), ("centre", given.centre, last.centre),
            ("limit", given.low, last.low), ("goal", given.target, self.chart.target),
        ]  # fmt: skip
        return sorted(
            (self.y_of(value), css, name)
            for css, name, value in wanted
            if value is not None and name
        )

    def names(self) -> Iterator[str]:
        """Yield the names of lines beside the plane, apart from each other."""
        if self.is_narrow:
            return
        named = self._named()
        lowest, at = 0.0, []
        for y, *_name in named:
            lowest = max(y + 4, lowest)
            at.append(lowest)
            lowest += 13
        # Those that were pushed below the plane push the others up again.
        highest = float(self.bottom)
        for place in reversed(range(len(at))):
            at[place] = min(at[place], highest)
            highest = at[place] - 13
        for y, (_line, _css, name) in zip(at, named, strict=True):
            yield f'<text class="tick halo" x="{self.right + 6:g}" y="{y:g}">{escape(name)}</text>'

    def _keyed(self) -> list[tuple[float, str, str, int]]:
        """Return the lines of the key: where each begins, its look, its name and its row."""
        found: list[tuple[float, str, str, int]] = []
        x, row = 2.0, 0
        for _y, css, name in self._named() if self.is_narrow else ():
            wide = _SAMPLE + 6 + len(name) * _LETTER
            if found and x + wide > self.width - 2:
                x, row = 2.0, row + 1
            found.append((x, css, name, row))
            x += wide + 14
        return found

    def key(self) -> Iterator[str]:
        """Yield what the lines are called, from the top down, below everything else."""
        for x, css, name, row in self.keyed:
            y = self.below + row * _LANE + 8
            yield (
                f'<line class="{css}" x1="{x:g}" x2="{x + _SAMPLE:g}" y1="{y}" y2="{y}"/>'
                f'<text class="tick" x="{x + _SAMPLE + 6:g}" y="{y + 4}">{escape(name)}</text>'
            )

    def beginnings(self) -> Iterator[str]:
        """Yield a thin upright line where something tried began, behind the points."""
        for one in self.chart.tried:
            x = self.x_of(one.begun)
            yield f'<line class="axis" x1="{x:g}" x2="{x:g}" y1="{self.top}" y2="{self.bottom}"/>'

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
