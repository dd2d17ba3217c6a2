"""Lines over time. A break in how something is counted breaks the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from samspil.components.charts.base import Words, opening, tick_labels, ticks
from samspil.components.charts.dots import Group
from samspil.components.numbers import period
from samspil.components.tables import Table

_LEFT, _TOP, _BOTTOM = 52, 14, 28
# Beside the last point a label of 11 px takes about 6.4 px a letter; on a phone it stands above.
_LETTER, _NARROW = 6.6, 420


@dataclass(frozen=True)
class Point:
    """A value in a period; None is a gap, never a zero."""

    period: str
    value: float | None


@dataclass(frozen=True)
class Series:
    """One line. ``breaks`` are the first periods of a new way of counting."""

    name: str
    points: tuple[Point, ...]
    group: Group = Group.OWN
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """An upright line with a word: at a period, or between it and the one before."""

    period: str
    label: str
    before: bool = False


@dataclass(frozen=True)
class LineChart:
    """Several series over the same periods. A mark outside the periods is not drawn."""

    words: Words
    table: Table
    series: tuple[Series, ...]
    decimals: int = 1
    marks: tuple[Mark, ...] = ()

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels."""
        height = 220 + self._top - _TOP
        periods = self._periods()
        parts = [opening(width, height, self.words.alt, "lines")]
        parts += self._axes(periods, width, height)
        parts += self._marks(periods, width, height)
        for series in sorted(self.series, key=lambda s: s.group is Group.OWN):
            parts += self._draw(series, periods, width, height)
        return "".join((*parts, "</svg>"))

    def _periods(self) -> list[str]:
        return sorted({point.period for series in self.series for point in series.points})

    def _range(self) -> tuple[float, float]:
        values = [p.value for s in self.series for p in s.points if p.value is not None]
        if not values:
            return 0.0, 1.0
        low, high = min(values), max(values)
        margin = (high - low) * 0.1 or abs(high) * 0.05 or 1.0
        return low - margin, high + margin

    @property
    def _top(self) -> int:
        """Room above the lines; the words of marks stand there, in turn on two levels."""
        return _TOP + (26 if self.marks else 0)

    def _marks(self, periods: Sequence[str], width: int, height: int) -> list[str]:
        parts = []
        known = [mark for mark in self.marks if mark.period in periods]
        for place, mark in enumerate(sorted(known, key=lambda m: (m.period, not m.before))):
            at = periods.index(mark.period)
            x = self._x(at, len(periods), width)
            if mark.before and at:
                x = round((x + self._x(at - 1, len(periods), width)) / 2, 1)
            half = len(mark.label) * _LETTER / 2
            middle = round(min(max(x, half + 2), width - half - 2), 1)
            parts.append(
                f'<line class="exp" x1="{x}" x2="{x}" y1="{self._top - 8}" '
                f'y2="{height - _BOTTOM}"/>'
                f'<text class="tick" text-anchor="middle" x="{middle}" y="{11 + 13 * (place % 2)}">'
                f"{escape(mark.label)}</text>"
            )
        return parts

    def _right(self, width: int) -> int:
        """Room to the right of the last point."""
        longest = max((len(series.name) for series in self.series), default=0)
        return 24 if width < _NARROW else round(longest * _LETTER) + 24

    def _x(self, place: int, count: int, width: int) -> float:
        room = width - _LEFT - self._right(width)
        return round(_LEFT + room * (place / (count - 1) if count > 1 else 0.5), 1)

    def _y(self, value: float, height: int) -> float:
        low, high = self._range()
        room = height - self._top - _BOTTOM
        return round(self._top + room * (high - value) / (high - low), 1)

    def _axes(self, periods: Sequence[str], width: int, height: int) -> list[str]:
        low, high = self._range()
        right = width - self._right(width)
        parts = []
        marks = ticks(low, high, 4)
        for mark, text in zip(marks, tick_labels(marks, self.decimals), strict=True):
            y = self._y(mark, height)
            parts.append(
                f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{y}" y2="{y}"/>'
                f'<text class="tick" text-anchor="end" x="{_LEFT - 6}" y="{y + 4}">'
                f"{text}</text>"
            )
        room = max((width - _LEFT - self._right(width)) // 62, 1)
        every = max(-(-len(periods) // room), 1)
        for place, text in enumerate(periods):
            if (len(periods) - 1 - place) % every == 0:
                x = self._x(place, len(periods), width)
                parts.append(
                    f'<text class="tick" text-anchor="middle" x="{x}" y="{height - 8}">'
                    f"{escape(period(text))}</text>"
                )
        return parts

    def _draw(self, series: Series, periods: Sequence[str], width: int, height: int) -> list[str]:
        spots = {
            p.period: (
                self._x(periods.index(p.period), len(periods), width),
                self._y(p.value, height),
            )
            for p in series.points
            if p.value is not None
        }
        css = series.group.value
        parts = [
            f'<polyline class="line {css}" points="'
            + " ".join(f"{spots[name][0]},{spots[name][1]}" for name in run)
            + '"/>'
            for run in _runs(series, periods, set(spots))
            if len(run) > 1
        ]
        parts += [
            f'<circle class="{css}" cx="{x}" cy="{y}" r="3.2"><title>'
            f"{escape(series.name)} {escape(period(name))}</title></circle>"
            for name, (x, y) in spots.items()
        ]
        if spots:
            x, y = spots[max(spots)]
            label = "ownlabel" if series.group is Group.OWN else "tick"
            # Above the point a label ends there, or as far to the right as its own length asks.
            end = max(x, round(len(series.name) * _LETTER, 1))
            beside = y + 18 if series.group is Group.OWN else y - 9
            place = (
                f'x="{end}" y="{beside}" text-anchor="end"'
                if width < _NARROW
                else f'x="{x + 8}" y="{y + 4}"'
            )
            parts.append(f'<text class="{label}" {place}>{escape(series.name)}</text>')
        return parts


def _runs(series: Series, periods: Sequence[str], known: set[str]) -> list[list[str]]:
    """Return the stretches to draw as one line: cut at gaps and at breaks."""
    runs: list[list[str]] = [[]]
    for name in periods:
        if name not in known or name in series.breaks:
            runs.append([])
        if name in known:
            runs[-1].append(name)
    return [run for run in runs if run]
