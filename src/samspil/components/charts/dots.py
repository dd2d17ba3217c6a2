"""A strip of dots: every municipality once, equal values stacked, one's own named."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from samspil.components.charts.base import Words, opening, tick_labels, ticks
from samspil.components.numbers import number
from samspil.components.tables import Table

_SIDE = 14
_DRAWN = {"other": 0, "peer": 1, "own": 2}
_RADIUS = {"own": 6.0, "peer": 4.0, "other": 3.4}
_SMALL_RADIUS = {"own": 4.6, "peer": 2.8, "other": 2.2}
# A small strip stands in a line of a table: what does not fit in its height may overlap.
_SMALL_REACH = 11.0


class Group(StrEnum):
    """Whose dot it is: colour, size and label follow from it."""

    OWN = "own"
    PEER = "peer"
    OTHER = "other"


@dataclass(frozen=True)
class Dot:
    """One place and its value."""

    name: str
    value: float
    group: Group = Group.OTHER


@dataclass(frozen=True)
class DotStrip:
    """Dots along an axis, with an optional band and line for what conditions suggest.

    ``dot_size`` below 1 makes the dots, and with them the strip's height, smaller.
    """

    words: Words
    table: Table
    dots: tuple[Dot, ...]
    decimals: int = 1
    band: tuple[float, float] | None = None
    expected: float | None = None
    small: bool = False
    dot_size: float = 1.0

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels."""
        scale = self._scale(width)
        placed = self._placed(scale)
        reach = max((abs(level) for _dot, _x, level in placed), default=0.0)
        label_height = 0 if self.small else 20
        middle = label_height + reach + 9
        height = middle + reach + (9 if self.small else 30)
        parts = [opening(width, round(height, 1), self.words.alt, "strip")]
        parts += self._band(scale, middle, reach)
        parts += self._axis(scale, middle + reach + 8)
        parts += [self._circle(dot, x, middle + level) for dot, x, level in placed]
        if not self.small:
            parts += self._label(placed, width)
        return "".join((*parts, "</svg>"))

    @property
    def _radius(self) -> Mapping[str, float]:
        sizes = _SMALL_RADIUS if self.small else _RADIUS
        return {group: round(size * self.dot_size, 2) for group, size in sizes.items()}

    def _scale(self, width: int) -> "_Scale":
        values = [dot.value for dot in self.dots]
        values += list(self.band or ()) + ([self.expected] if self.expected is not None else [])
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        return _Scale(width, low, high, (width - 2 * _SIDE) / ((high - low) or 1.0))

    def _placed(self, scale: "_Scale") -> list[tuple[Dot, float, float]]:
        """Each dot with x and its distance from the middle line, own dot on the line itself."""
        ordered = sorted(self.dots, key=lambda d: (-_DRAWN[d.group], d.value, d.name))
        spots = [(scale.x(dot.value), self._radius[dot.group]) for dot in ordered]
        step = 2 * self._radius["other"] + 0.8
        levels = _stacked(spots, step) if self.small else _apart(spots, step)
        placed = [(dot, x, y) for dot, (x, _r), y in zip(ordered, spots, levels, strict=True)]
        return sorted(placed, key=lambda item: _DRAWN[item[0].group])

    def _band(self, scale: "_Scale", middle: float, reach: float) -> list[str]:
        if self.band is None or self.expected is None:
            return []
        left, right = (scale.x(value) for value in self.band)
        line = scale.x(self.expected)
        top, height = middle - reach - 8, 2 * reach + 16
        return [
            f'<rect class="band" x="{left}" y="{top:.1f}" width="{right - left:.1f}" '
            f'height="{height:.1f}" rx="3"/>',
            f'<line class="exp" x1="{line}" x2="{line}" y1="{top:.1f}" y2="{top + height:.1f}"/>',
        ]

    def _axis(self, scale: "_Scale", y: float) -> list[str]:
        line = f'<line class="axis" x1="4" x2="{scale.width - 4}" y1="{y:.1f}" y2="{y:.1f}"/>'
        if self.small or not self.dots:
            return [line]
        marks = ticks(scale.low, scale.high, max(scale.width // 90, 3))
        return [line] + [
            f'<text class="tick" text-anchor="middle" x="{scale.x(mark)}" '
            f'y="{y + 16:.1f}">{text}</text>'
            for mark, text in zip(marks, tick_labels(marks, self.decimals), strict=True)
        ]

    def _circle(self, dot: Dot, x: float, y: float) -> str:
        circle = (
            f'<circle class="{dot.group.value}" cx="{x}" cy="{y:.1f}" r="{self._radius[dot.group]}"'
        )
        if self.small:
            return f"{circle}/>"
        text = f"{dot.name} {number(dot.value, self.decimals)}"
        return f"{circle}><title>{escape(text)}</title></circle>"

    def _label(self, placed: Sequence[tuple[Dot, float, float]], width: int) -> list[str]:
        own = [(dot, x) for dot, x, _level in placed if dot.group is Group.OWN]
        if not own:
            return []
        dot, x = own[0]
        text = f"{dot.name} {number(dot.value, self.decimals)}"
        # A bold letter of 13 px is about 7.6 px wide; the label must stay inside the drawing.
        half = len(text) * 3.8
        at = min(max(x, half + 2), width - half - 2)
        return [
            f'<text class="ownlabel" text-anchor="middle" x="{at:.1f}" y="13">{escape(text)}</text>'
        ]


@dataclass(frozen=True)
class _Scale:
    """From values to pixels: the drawing's width, the extremes, pixels per unit."""

    width: int
    low: float
    high: float
    per_unit: float

    def x(self, value: float) -> float:
        """Return where a value lies across the drawing."""
        return round(_SIDE + (value - self.low) * self.per_unit, 1)


def _level(count: int, step: float) -> float:
    """Return the distance from the middle line of the n-th place: 0, up, down, further up …"""
    return ((count + 1) // 2) * step * (1 if count % 2 else -1)


def _apart(spots: Sequence[tuple[float, float]], step: float) -> list[float]:
    """Return for each dot (x, radius) the smallest distance at which it touches no other."""
    taken: list[tuple[float, float, float]] = []
    for x, radius in spots:
        near = [(ox - x, y, r + radius) for ox, y, r in taken if abs(ox - x) < radius + r]
        free = (
            level
            for level in (_level(count, step) for count in range(2 * len(near) + 3))
            if all(dx * dx + (y - level) ** 2 >= r * r for dx, y, r in near)
        )
        taken.append((x, next(free, 0.0), radius))
    return [level for _x, level, _radius in taken]


def _stacked(spots: Sequence[tuple[float, float]], step: float) -> list[float]:
    """Return for each dot its place in a column of its own width, no higher than a line allows."""
    columns: Counter[int] = Counter()
    levels = []
    for x, _radius in spots:
        column = round(x / step)
        levels.append(max(min(_level(columns[column], step), _SMALL_REACH), -_SMALL_REACH))
        columns[column] += 1
    return levels
