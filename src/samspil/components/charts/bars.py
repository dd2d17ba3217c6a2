"""Horizontal bars, the first on top: short names beside them, long ones above them."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from samspil.components.charts.base import Words, opening
from samspil.components.charts.dots import Group
from samspil.components.tables import Table

_SIDE, _LETTER = 2, 7.1
_ROW, _LINE, _HEAD, _BAR = 25, 16, 22, 16
_NAMES = 0.36
"""The most of the width that names beside the bars may take."""


@dataclass(frozen=True)
class BarRow:
    """One bar. ``text`` stands behind it, or says why there is none (``value`` is None)."""

    name: str
    value: float | None
    text: str
    group: Group = Group.PEER


@dataclass(frozen=True)
class Bars:
    """Bars on a scale from ``low`` to ``high``; ``marks`` are lines with a number above them."""

    words: Words
    table: Table
    rows: tuple[BarRow, ...]
    low: float
    high: float
    marks: tuple[float, ...] = ()

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels."""
        frame = self._frame(width)
        top = _HEAD if self.marks else 4
        tops, end = [], float(top)
        for row in self.rows:
            tops.append(end)
            end += frame.height(row)
        parts = [opening(width, end + 4, self.words.alt, "lines"), *self._scale(frame, top, end)]
        for row, at in zip(self.rows, tops, strict=True):
            parts += _drawn(row, frame, at)
        return "".join((*parts, "</svg>"))

    def _frame(self, width: int) -> "_Frame":
        longest = max(len(row.name) for row in self.rows) * _LETTER + 12
        stacked = longest > width * _NAMES
        texts = max(len(row.text) for row in self.rows) * _LETTER + 14
        right = width - min(max(texts, 40), width * 0.55)
        high = self.high if self.high > self.low else self.low + 1
        return _Frame(_SIDE if stacked else longest, right, self.low, high, width, stacked=stacked)

    def _scale(self, frame: "_Frame", top: float, end: float) -> Iterator[str]:
        for mark in self.marks:
            x = frame.x(mark)
            yield (
                f'<line class="axis" x1="{x}" x2="{x}" y1="{top - 4:g}" y2="{end:g}"/>'
                f'<text class="tick" text-anchor="middle" x="{x}" y="12">{mark:g}</text>'
            )


@dataclass(frozen=True)
class _Frame:
    """From values to pixels between two edges; ``stacked`` names stand above their bars."""

    left: float
    right: float
    low: float
    high: float
    width: int
    stacked: bool

    def x(self, value: float) -> float:
        """Return where a value lies across the drawing."""
        room = self.right - self.left
        return round(self.left + room * (value - self.low) / (self.high - self.low), 1)

    def lines(self, row: BarRow) -> list[str]:
        """Return a name as it is broken into lines."""
        if not self.stacked:
            return [row.name]
        return textwrap.wrap(row.name, max(int(self.width / _LETTER), 10)) or [""]

    def height(self, row: BarRow) -> float:
        """Return how high a row is."""
        return _LINE * len(self.lines(row)) + _ROW if self.stacked else _ROW


def _drawn(row: BarRow, frame: _Frame, top: float) -> Iterator[str]:
    css = "ownlabel" if row.group is Group.OWN else "linelabel"
    lines = frame.lines(row)
    middle = top + (len(lines) * _LINE + 11 if frame.stacked else _ROW / 2)
    first = top + 12 if frame.stacked else middle + 4
    for place, line in enumerate(lines):
        yield f'<text class="{css}" x="{_SIDE}" y="{first + place * _LINE:g}">{escape(line)}</text>'
    end = frame.left
    if row.value is not None:
        end = frame.x(row.value)
        yield (
            f'<rect class="{row.group.value}" x="{frame.left:g}" y="{middle - _BAR / 2:g}" '
            f'width="{max(end - frame.left, 1):.1f}" height="{_BAR}"/>'
        )
    yield f'<text class="{css}" x="{end + 6:g}" y="{middle + 4:g}">{escape(row.text)}</text>'
