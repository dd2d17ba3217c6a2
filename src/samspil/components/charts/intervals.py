"""Named rows with an interval each, in the order given: how sure is what is said of each?"""

from dataclasses import dataclass
from html import escape

from samspil.components.charts.base import Words, opening, tick_labels, ticks
from samspil.components.charts.dots import Group
from samspil.components.tables import Table

_NARROW, _SIDE, _HEAD, _FOOT = 500, 14, 22, 28
_WIDE_ROW, _NARROW_ROW = 24, 38
_LETTER = 6.4


@dataclass(frozen=True)
class Interval:
    """One row: the middle and the ends of its interval, and the figure as published.

    ``low``, ``middle`` and ``high`` are None together: the row then says ``note`` instead.
    """

    name: str
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    published: float | None = None
    group: Group = Group.PEER
    note: str = ""


@dataclass(frozen=True)
class IntervalChart:
    """Rows above one axis, with a line for what they are held against."""

    words: Words
    table: Table
    rows: tuple[Interval, ...]
    yardstick: float | None = None
    yardstick_label: str = ""
    decimals: int = 1

    def svg(self, width: int = 640) -> str:
        """Draw at a width in CSS pixels; on a phone a name stands above its row."""
        narrow = width < _NARROW
        row = _NARROW_ROW if narrow else _WIDE_ROW
        height = _HEAD + row * len(self.rows) + _FOOT
        scale = self._scale(width, narrow=narrow)
        parts = [opening(width, height, self.words.alt, "lines"), *self._axis(scale, height)]
        for place, interval in enumerate(self.rows):
            parts.append(self._row(interval, scale, _HEAD + row * place, narrow=narrow))
        return "".join((*parts, "</svg>"))

    def _scale(self, width: int, *, narrow: bool) -> "_Scale":
        values = [
            value
            for row in self.rows
            for value in (row.low, row.high, row.published)
            if value is not None
        ]
        values += [self.yardstick] if self.yardstick is not None else []
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        left = _SIDE if narrow else round(width * 0.4)
        return _Scale(left, width - _SIDE, low, high if high > low else low + 1.0)

    def _axis(self, scale: "_Scale", height: float) -> list[str]:
        parts = []
        marks = ticks(scale.low, scale.high, max(int(scale.right - scale.left) // 90, 2))
        for mark, text in zip(marks, tick_labels(marks, self.decimals), strict=True):
            x = scale.x(mark)
            parts.append(
                f'<line class="axis" x1="{x}" x2="{x}" y1="{_HEAD - 4}" y2="{height - _FOOT}"/>'
                f'<text class="tick" text-anchor="middle" x="{x}" y="{height - 10}">{text}</text>'
            )
        if self.yardstick is not None:
            x = scale.x(self.yardstick)
            half = len(self.yardstick_label) * _LETTER / 2
            at = min(max(x, half + 2), scale.right + _SIDE - half - 2)
            parts.append(
                f'<line class="exp" x1="{x}" x2="{x}" y1="{_HEAD - 4}" y2="{height - _FOOT}"/>'
                f'<text class="tick" text-anchor="middle" x="{at:.1f}" y="12">'
                f"{escape(self.yardstick_label)}</text>"
            )
        return parts

    def _row(self, row: Interval, scale: "_Scale", top: float, *, narrow: bool) -> str:
        middle = top + (27 if narrow else 12)
        label = "ownlabel" if row.group is Group.OWN else "tick"
        room = (scale.right if narrow else scale.left - _SIDE - 8) / (_LETTER + 0.9)
        short = row.name if len(row.name) <= room else f"{row.name[: int(room) - 1]}…"
        y = top + 13 if narrow else middle + 4
        text = f'<text class="{label}" x="2" y="{y:g}">{escape(short)}</text>'
        if row.low is None or row.middle is None or row.high is None:
            note = f'x="{2 if narrow else scale.left}" y="{middle + 4:g}"'
            return f'{text}<text class="tick" {note}>{escape(row.note)}</text>'
        css = row.group.value
        line = (
            f'<line class="line {css}" x1="{scale.x(row.low)}" x2="{scale.x(row.high)}" '
            f'y1="{middle:g}" y2="{middle:g}"/>'
        )
        dot = f'<circle class="{css}" cx="{scale.x(row.middle)}" cy="{middle:g}" r="4.2"/>'
        return text + line + self._published(row, scale, middle) + dot

    @staticmethod
    def _published(row: Interval, scale: "_Scale", middle: float) -> str:
        """The figure as published, as an upright stroke beside the shrunken one."""
        if row.published is None:
            return ""
        x = scale.x(row.published)
        return (
            f'<line class="line {row.group.value}" x1="{x}" x2="{x}" '
            f'y1="{middle - 5:g}" y2="{middle + 5:g}"/>'
        )


@dataclass(frozen=True)
class _Scale:
    """From values to pixels between two edges."""

    left: float
    right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        """Return where a value lies across the drawing."""
        room = self.right - self.left
        return round(self.left + room * (value - self.low) / (self.high - self.low), 1)
