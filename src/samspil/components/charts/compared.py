"""Up to six lines over time, told apart by mark, dash, colour and a name at the end of each.

A gap is a gap; a break in how something is counted is marked and never crossed by a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from samspil.components.charts.base import Words, opening, tick_labels, ticks
from samspil.components.charts.lines import Point
from samspil.components.numbers import number, period
from samspil.components.tables import Table

_LEFT, _TOP, _AXIS = 52, 22, 30
_LETTER, _ROW = 6.7, 19
# Below this width the names stand in a key under the drawing instead of beside the lines.
_NARROW = 460
_PLOT = 250
# Circle, square, diamond, triangle up and down, cross: each about as large to the eye.
_MARKS = (
    "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0",
    "M-3.2 -3.2h6.4v6.4h-6.4z",
    "M0 -4.6L4.6 0L0 4.6L-4.6 0z",
    "M0 -4.4L4.4 3.4H-4.4z",
    "M0 4.4L4.4 -3.4H-4.4z",
    "M-4.2 -1.5H-1.5V-4.2H1.5V-1.5H4.2V1.5H1.5V4.2H-1.5V1.5H-4.2z",
)
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "14 3", "4 2")
MOST_LINES = len(_MARKS)


@dataclass(frozen=True)
class ComparedLine:
    """One line. ``band`` holds lower and upper bounds by period; ``joined`` is off for few points.

    ``is_own`` gives it the accent; the others have a look each by their place.
    """

    name: str
    points: tuple[Point, ...]
    band: tuple[tuple[str, float, float], ...] = ()
    is_own: bool = False
    joined: bool = True


@dataclass(frozen=True)
class ComparedLines:
    """Lines over the same periods. ``breaks`` are the first periods of a new way of counting."""

    words: Words
    table: Table
    periods: tuple[str, ...]
    lines: tuple[ComparedLine, ...]
    breaks: tuple[str, ...] = ()
    break_word: str = ""
    decimals: int = 1

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels."""
        plane = _Plane.of(self, width)
        parts = [opening(width, plane.whole_height, self.words.alt, "lines")]
        parts += self._axes(plane)
        parts += self._breaks(plane)
        for place, line in enumerate(self.lines):
            parts += _band(line, _look(line, place), self.breaks, plane)
        # The own line is drawn last, on top of the others.
        ordered = sorted(enumerate(self.lines), key=lambda item: item[1].is_own)
        for place, line in ordered:
            parts += _drawn(line, place, self, plane)
        parts += self._key(plane) if plane.is_narrow else self._names(plane)
        return "".join((*parts, "</svg>"))

    def _axes(self, plane: "_Plane") -> Iterator[str]:
        marks = ticks(plane.low, plane.high, 5)
        for mark, text in zip(marks, tick_labels(marks, self.decimals), strict=True):
            y = plane.y(mark)
            yield (
                f'<line class="axis" x1="{_LEFT}" x2="{plane.right}" y1="{y}" y2="{y}"/>'
                f'<text class="tick" text-anchor="end" x="{_LEFT - 8}" y="{y + 4}">{text}</text>'
            )
        room = max(int((plane.right - _LEFT) // 54), 1)
        every = max(-(-len(self.periods) // room), 1)
        for place, name in enumerate(self.periods):
            if (len(self.periods) - 1 - place) % every == 0:
                yield (
                    f'<text class="tick" text-anchor="middle" x="{plane.x(name)}" '
                    f'y="{plane.bottom + 20}">{escape(period(name))}</text>'
                )

    def _breaks(self, plane: "_Plane") -> Iterator[str]:
        for first in self.breaks:
            if first in self.periods[1:]:
                before = self.periods[self.periods.index(first) - 1]
                x = round((plane.x(before) + plane.x(first)) / 2, 1)
                yield (
                    f'<line class="exp" x1="{x}" x2="{x}" y1="{_TOP - 6}" y2="{plane.bottom}"/>'
                    f'<text class="tick" text-anchor="middle" x="{x}" y="{_TOP - 10}">'
                    f"{escape(self.break_word)}</text>"
                )

    def _names(self, plane: "_Plane") -> Iterator[str]:
        """Each name beside the last point of its line, moved so that none covers another."""
        known = [(place, _last(line)) for place, line in enumerate(self.lines)]
        wanted = [(place, plane.y(point.value)) for place, point in known if point is not None]
        for place, y in _spread(wanted, _TOP, plane.bottom):
            line = self.lines[place]
            yield _name(line, place, plane.right + 14, y)

    def _key(self, plane: "_Plane") -> Iterator[str]:
        for place, line in enumerate(self.lines):
            yield _name(line, place, 14, plane.bottom + 46 + place * _ROW)


def _name(line: ComparedLine, place: int, x: float, y: float) -> str:
    css = "ownlabel" if line.is_own else "linelabel"
    return (
        f"{_mark(_look(line, place), place, x, y, '')}"
        f'<text class="{css}" x="{x + 9}" y="{y + 4:.1f}">{escape(line.name)}</text>'
    )


def _look(line: ComparedLine, place: int) -> str:
    return "own" if line.is_own else f"s{place % MOST_LINES + 1}"


def _last(line: ComparedLine) -> Point | None:
    return next((point for point in reversed(line.points) if point.value is not None), None)


def _spread(
    wanted: Sequence[tuple[int, float]], top: float, bottom: float
) -> list[tuple[int, float]]:
    """Return the places with heights at least a row apart, as near to the wanted as that allows."""
    placed: list[tuple[int, float]] = []
    for place, y in sorted(wanted, key=lambda item: item[1]):
        lowest = placed[-1][1] + _ROW if placed else top
        placed.append((place, max(y, lowest)))
    limit = bottom
    for at in range(len(placed) - 1, -1, -1):
        place, y = placed[at]
        placed[at] = (place, min(y, limit))
        limit = placed[at][1] - _ROW
    return placed


def _mark(css: str, place: int, x: float, y: float, title: str) -> str:
    shape = _MARKS[place % MOST_LINES]
    return (
        f'<path class="{css}" transform="translate({x:g} {y:g})" d="{shape}">'
        f"{f'<title>{escape(title)}</title>' if title else ''}</path>"
    )


def _runs(names: Sequence[str], known: set[str], breaks: Sequence[str]) -> list[list[str]]:
    """Return the stretches that may be joined: cut at gaps and at breaks."""
    runs: list[list[str]] = [[]]
    for name in names:
        if name not in known or name in breaks:
            runs.append([])
        if name in known:
            runs[-1].append(name)
    return [run for run in runs if run]


def _drawn(line: ComparedLine, place: int, chart: ComparedLines, plane: "_Plane") -> Iterator[str]:
    css = _look(line, place)
    values = {p.period: p.value for p in line.points if p.value is not None}
    runs = _runs(plane.periods, set(values), chart.breaks) if line.joined else []
    for run in runs:
        if len(run) > 1:
            spots = " ".join(f"{plane.x(name)},{plane.y(values[name])}" for name in run)
            dash = f' stroke-dasharray="{_DASHES[place % MOST_LINES]}"' if place else ""
            yield f'<polyline class="line {css}"{dash} points="{spots}"/>'
    for name, value in values.items():
        said = f"{line.name} {period(name)}: {number(value, chart.decimals)}"
        yield _mark(css, place, plane.x(name), plane.y(value), said)


def _band(line: ComparedLine, css: str, breaks: Sequence[str], plane: "_Plane") -> Iterator[str]:
    bounds = {name: (low, high) for name, low, high in line.band}
    for run in _runs(plane.periods, set(bounds), breaks):
        if len(run) > 1:
            upper = [f"{plane.x(name)},{plane.y(bounds[name][1])}" for name in run]
            lower = [f"{plane.x(name)},{plane.y(bounds[name][0])}" for name in reversed(run)]
            spots = " ".join((*upper, *lower))
            yield f'<polygon class="{css}" fill-opacity="0.13" points="{spots}"/>'


@dataclass(frozen=True)
class _Plane:
    """From periods and values to pixels."""

    periods: tuple[str, ...]
    low: float
    high: float
    right: float
    is_narrow: bool
    rows: int

    @classmethod
    def of(cls, chart: ComparedLines, width: int) -> "_Plane":
        """Return the plane of a chart drawn at a width."""
        values = [p.value for line in chart.lines for p in line.points if p.value is not None]
        values += [bound for line in chart.lines for _name, *both in line.band for bound in both]
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        margin = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
        longest = max((len(line.name) for line in chart.lines), default=0)
        is_narrow = width < _NARROW
        right = width - 20 if is_narrow else width - round(longest * _LETTER) - 32
        return cls(chart.periods, low - margin, high + margin, right, is_narrow, len(chart.lines))

    @property
    def bottom(self) -> int:
        """Where the axis of time lies."""
        return _TOP + _PLOT

    @property
    def whole_height(self) -> int:
        """The drawing's height, with the key where it stands below."""
        return self.bottom + _AXIS + (self.rows * _ROW + 10 if self.is_narrow else 0)

    def x(self, name: str) -> float:
        """Return where a period lies."""
        count = len(self.periods)
        share = self.periods.index(name) / (count - 1) if count > 1 else 0.5
        return round(_LEFT + 8 + (self.right - _LEFT - 16) * share, 1)

    def y(self, value: float | None) -> float:
        """Return where a value lies."""
        share = ((value or 0.0) - self.low) / (self.high - self.low)
        return round(_TOP + _PLOT * (1 - share), 1)
