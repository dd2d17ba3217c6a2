"""A funnel: values against size, with the limits within which chance alone would keep them.

Nobody is named but the own unit: a funnel asks whether one can be told apart, not who is where.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from statistics import median

from django.utils.translation import gettext as _

from samspil.components.charts.base import Words, opening, tick_labels, ticks
from samspil.components.charts.dots import Group
from samspil.components.numbers import number
from samspil.components.tables import Table

_TOP, _BOTTOM, _LEFT, _HEIGHT = 26, 44, 46, 300
_LETTER, _NARROW, _STEPS = 6.6, 420, 60
_RADIUS = {"own": 6.0, "peer": 3.6, "other": 3.6}


@dataclass(frozen=True)
class FunnelDot:
    """One unit: its size across, its value up; the name is shown for the own unit alone."""

    size: float
    value: float
    group: Group = Group.OTHER
    name: str = ""


@dataclass(frozen=True)
class FunnelLine:
    """The limits at one size, outer and inner."""

    size: float
    low_998: float
    low_95: float
    high_95: float
    high_998: float


@dataclass(frozen=True)
class FunnelPlot:
    """Dots within limits. ``target`` is the common value; values and limits in ``unit``."""

    words: Words
    table: Table
    dots: tuple[FunnelDot, ...]
    lines: tuple[FunnelLine, ...]
    target: float
    size_label: str
    decimals: int = 1

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels."""
        scale = self._scale(width)
        parts = [opening(width, _HEIGHT, self.words.alt, "lines"), *self._axes(scale)]
        parts += self._limits(scale)
        ordered = sorted(self.dots, key=lambda dot: (dot.group is Group.OWN, dot.size, dot.value))
        parts += [self._dot(dot, scale) for dot in ordered]
        return "".join((*parts, "</svg>"))

    def _scale(self, width: int) -> "_Scale":
        sizes = [dot.size for dot in self.dots] + [line.size for line in self.lines]
        values = [dot.value for dot in self.dots] + [self.target]
        # Where few are counted the limits reach far beyond everybody: the lines are cut off there.
        middle = median(sizes) if sizes else 0.0
        values += [
            limit
            for line in self.lines
            if line.size >= middle
            for limit in (line.low_95, line.high_95)
        ]
        low, high = min(values), max(values)
        right = 14 if width < _NARROW else round(_label_room() * _LETTER) + 16
        return _Scale(width, right, max(sizes, default=1.0), low, high if high > low else low + 1)

    def _axes(self, scale: "_Scale") -> list[str]:
        right, bottom = scale.width - scale.right, _HEIGHT - _BOTTOM
        parts = []
        upward = ticks(scale.low, scale.high, 5)
        for mark, text in zip(upward, tick_labels(upward, 0), strict=True):
            y = scale.y(mark)
            parts.append(
                f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{y}" y2="{y}"/>'
                f'<text class="tick" text-anchor="end" x="{_LEFT - 6}" y="{y + 4}">{text}</text>'
            )
        across = ticks(0.0, scale.most, max(scale.width // 110, 2))
        parts += [
            f'<text class="tick" text-anchor="middle" x="{scale.x(mark)}" '
            f'y="{bottom + 18}">{text}</text>'
            for mark, text in zip(across, tick_labels(across, 0), strict=True)
        ]
        parts.append(
            f'<text class="tick" text-anchor="middle" x="{(_LEFT + right) / 2:g}" '
            f'y="{_HEIGHT - 8}">{escape(self.size_label)}</text>'
        )
        return parts

    def _limits(self, scale: "_Scale") -> list[str]:
        """The four limits and the common value, each labelled once at its right end."""
        line = scale.y(self.target)
        right = scale.width - scale.right
        parts = [f'<line class="exp" x1="{_LEFT}" x2="{right}" y1="{line}" y2="{line}"/>']
        outer: Sequence[Callable[[FunnelLine], float]] = (
            lambda one: one.low_998,
            lambda one: one.high_998,
        )
        inner: Sequence[Callable[[FunnelLine], float]] = (
            lambda one: one.low_95,
            lambda one: one.high_95,
        )
        parts += [self._curve(scale, limit, "other") for limit in outer]
        parts += [self._curve(scale, limit, "peer") for limit in inner]
        return [*parts, *self._labels(scale)]

    def _curve(self, scale: "_Scale", limit: Callable[[FunnelLine], float], css: str) -> str:
        points = " ".join(
            f"{scale.x(one.size)},{scale.y(limit(one))}"
            for one in self.lines
            if scale.low <= limit(one) <= scale.high
        )
        return f'<polyline class="line {css}" points="{points}"/>' if points else ""

    def _labels(self, scale: "_Scale") -> list[str]:
        if not self.lines:
            return []
        last = self.lines[-1]
        wanted = [
            (last.high_998, _("99,8 pct.")),
            (last.high_95, _("95 pct.")),
            (self.target, _("fælles")),
        ]
        placed: list[str] = []
        above = -99.0
        for value, text in wanted:
            # Labels of lines that lie close are set under each other.
            y = max(scale.y(min(max(value, scale.low), scale.high)) + 4, above + 13)
            above = y
            narrow = scale.width < _NARROW
            place = (
                f'text-anchor="end" x="{scale.width - scale.right}" y="{y - 7:g}"'
                if narrow
                else f'x="{scale.width - scale.right + 6}" y="{y:g}"'
            )
            placed.append(f'<text class="tick" {place}>{escape(text)}</text>')
        return placed

    def _dot(self, dot: FunnelDot, scale: "_Scale") -> str:
        css, x, y = dot.group.value, scale.x(dot.size), scale.y(dot.value)
        circle = f'<circle class="{css}" cx="{x}" cy="{y}" r="{_RADIUS[css]}"'
        if dot.group is not Group.OWN:
            return f"{circle}/>"
        text = f"{dot.name} {number(dot.value, self.decimals)}"
        half = len(text) * 3.8
        # To the right of the drawing stand the names of the limits.
        at = min(max(x, half + 2), max(scale.width - scale.right - half, half + 2))
        return (
            f"{circle}><title>{escape(text)}</title></circle>"
            f'<text class="ownlabel" text-anchor="middle" x="{at:.1f}" '
            f'y="{max(y - 11, 13):.1f}">{escape(text)}</text>'
        )


@dataclass(frozen=True)
class _Scale:
    """From sizes and values to pixels."""

    width: int
    right: int
    most: float
    low: float
    high: float

    def x(self, size: float) -> float:
        """Return where a size lies across; nobody at all at the left edge."""
        room = self.width - _LEFT - self.right
        return round(_LEFT + room * size / (self.most or 1.0), 1)

    def y(self, value: float) -> float:
        """Return where a value lies, high values high."""
        room = _HEIGHT - _TOP - _BOTTOM
        return round(_TOP + room * (self.high - value) / (self.high - self.low), 1)


def sizes_for_lines(most: float, least: float = 1.0) -> list[float]:
    """Return whole sizes at which to draw limits, closer where few are counted."""
    if most <= least + _STEPS:
        return [float(size) for size in range(round(least), max(round(most), round(least)) + 1)]
    grown = [least * (most / least) ** (step / _STEPS) for step in range(_STEPS + 1)]
    return [float(size) for size in sorted({round(size) for size in grown})]


def _label_room() -> int:
    return max(len(text) for text in (_("99,8 pct."), _("95 pct."), _("fælles")))
