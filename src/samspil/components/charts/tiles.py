"""Denmark as squares of equal size, so that no municipality is too small to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from samspil.components.charts.base import Words, opening
from samspil.components.charts.breaks import BREAKS
from samspil.components.tables import Table

_SIZE = 44
_GAP = 3
_LETTERS = 8
_ENDINGS = (
    "berg", "borg", "bjerg", "fjord", "gard", "havn", "holm", "købing", "løse", "lund", "rød",
    "rup", "skov", "sted", "strup", "sund", "værk",
)  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """A municipality on the map. ``group`` is its colour, ``note`` is spoken after the name."""

    name: str
    column: int
    row: int
    group: str = "other"
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class TileMap:
    """The map; each tile with an address can be reached by keyboard."""

    words: Words
    table: Table
    tiles: tuple[Tile, ...]

    def svg(self, width: int = 0) -> str:  # noqa: ARG002 - the map scales as a whole
        """Draw the map; squares of 44 CSS pixels."""
        if not self.tiles:
            return opening(_SIZE, _SIZE, self.words.alt, "tiles") + "</svg>"
        left = min(tile.column for tile in self.tiles)
        top = min(tile.row for tile in self.tiles)
        step = _SIZE + _GAP
        across = (max(t.column for t in self.tiles) - left + 1) * step - _GAP
        down = (max(t.row for t in self.tiles) - top + 1) * step - _GAP
        start = opening(across, down, self.words.alt, "tiles")
        # Links inside must be reachable, so the map is a group and not one picture.
        start = start.replace('role="img"', 'role="group"')
        ordered = sorted(self.tiles, key=lambda tile: (tile.row, tile.column))
        drawn = [self._tile(t, (t.column - left) * step, (t.row - top) * step) for t in ordered]
        return "".join((start, *drawn, "</svg>"))

    @staticmethod
    def _tile(tile: Tile, x: int, y: int) -> str:
        spoken = escape(f"{tile.name}, {tile.note}" if tile.note else tile.name)
        lines = label(tile.name)
        first = y + _SIZE / 2 + 3 - (len(lines) - 1) * 5
        text = "".join(
            f'<text text-anchor="middle" aria-hidden="true" x="{x + _SIZE / 2}" '
            f'y="{first + place * 10:g}">{escape(line)}</text>'
            for place, line in enumerate(lines)
        )
        square = (
            f'<rect class="{escape(tile.group)}" x="{x}" y="{y}" '
            f'width="{_SIZE}" height="{_SIZE}" rx="4"/>'
        )
        body = f"<title>{spoken}</title>{square}{text}"
        css = f"tile {escape(tile.group)}"
        if tile.href:
            return f'<a class="{css}" href="{escape(tile.href)}" aria-label="{spoken}">{body}</a>'
        return f'<g class="{css}" role="img" aria-label="{spoken}">{body}</g>'


def label(name: str) -> Sequence[str]:
    """Return a name as lines that fit in a tile: as reviewed, or cut where it has to be."""
    if len(name) <= _LETTERS:
        return (name,)
    if name in BREAKS:
        return BREAKS[name]
    if "-" in name:
        first, second = name.split("-", 1)
        return (_fit(f"{first}-"), _fit(second))
    ending = next((e for e in _ENDINGS if name.endswith(e) and len(name) - len(e) >= 3), "")
    cut = len(name) - len(ending) if ending else (len(name) + 1) // 2
    return (_fit(f"{name[:cut]}-"), _fit(name[cut:]))


def _fit(text: str) -> str:
    return text if len(text) <= _LETTERS + 2 else f"{text[:_LETTERS]}."
