"""Places on two axes, each with a letter: effect against effort, or a spread."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from samspil.components.charts.base import Words, opening
from samspil.components.charts.dots import Group
from samspil.components.tables import Table

_LEFT, _RIGHT, _TOP, _FOOT = 46, 16, 12, 42
_HEIGHT = 300


@dataclass(frozen=True)
class Placed:
    """One place; those on the same spot share a label."""

    name: str
    x: float
    y: float
    group: Group = Group.OWN


@dataclass(frozen=True)
class Places:
    """Places on two axes. ``marks`` are the numbers written on each axis."""

    words: Words
    table: Table
    places: tuple[Placed, ...]
    x_title: str
    y_title: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    x_marks: tuple[float, ...]
    y_marks: tuple[float, ...]

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels."""
        drawn = min(width, 560)
        parts = [opening(drawn, _HEIGHT, self.words.alt, "lines")]
        parts += self._axes(drawn)
        parts += self._spots(drawn)
        return "".join((*parts, "</svg>"))

    def _axes(self, width: int) -> Iterator[str]:
        bottom, right = _HEIGHT - _FOOT, width - _RIGHT
        for mark in self.x_marks:
            x = self._x(mark, width)
            yield (
                f'<line class="axis" x1="{x}" x2="{x}" y1="{_TOP}" y2="{bottom}"/>'
                f'<text class="tick" text-anchor="middle" x="{x}" y="{bottom + 16}">{mark:g}</text>'
            )
        for mark in self.y_marks:
            y = self._y(mark)
            yield (
                f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{y}" y2="{y}"/>'
                f'<text class="tick" text-anchor="end" x="{_LEFT - 8}" y="{y + 4}">{mark:g}</text>'
            )
        middle = (_LEFT + right) / 2
        yield (
            f'<text class="tick" text-anchor="middle" x="{middle:g}" y="{_HEIGHT - 8}">'
            f"{escape(self.x_title)}</text>"
            f'<text class="tick" text-anchor="middle" transform="translate(12 {bottom / 2:g}) '
            f'rotate(-90)">{escape(self.y_title)}</text>'
        )

    def _spots(self, width: int) -> Iterator[str]:
        together: dict[tuple[float, float], list[Placed]] = {}
        for place in self.places:
            together.setdefault((place.x, place.y), []).append(place)
        for (across, up), placed in together.items():
            x, y = self._x(across, width), self._y(up)
            names = ", ".join(one.name for one in placed if one.name)
            yield (
                f'<circle class="{placed[-1].group.value}" cx="{x}" cy="{y}" r="6"/>'
                f'<text class="linelabel" x="{x + 10}" y="{y + 4}">{escape(names)}</text>'
            )

    def _x(self, value: float, width: int) -> float:
        low, high = self.x_range
        return round(_LEFT + (width - _LEFT - _RIGHT) * (value - low) / (high - low), 1)

    def _y(self, value: float) -> float:
        low, high = self.y_range
        return round(_HEIGHT - _FOOT - (_HEIGHT - _FOOT - _TOP) * (value - low) / (high - low), 1)
