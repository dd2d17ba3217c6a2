"""Where the boxes of a diagram stand: pure, the same answer every time; lengths in pixels.

Columns go from left to right and links from each column to the next. docs/methods/drivers.md says
how order and places are found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samspil.components.diagrams.ordering import ordered
from samspil.components.diagrams.wrapping import rejoined, wrap


@dataclass(frozen=True, slots=True)
class Node:
    """One box: its text, and a smaller ``note`` below it."""

    id: str
    column: int
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes in their own order, links (left, right) and a heading for each column."""

    title: str
    headings: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        """Refuse boxes outside the columns and links that do not lead to the next one."""
        column = {node.id: node.column for node in self.nodes}
        if len(column) < len(self.nodes) or not all(
            0 <= place < len(self.headings) for place in column.values()
        ):
            msg = "every box needs an id of its own and one of the columns"
            raise ValueError(msg)
        for left, right in self.links:
            if column.get(left, -2) + 1 != column.get(right, -2):
                msg = f"the link from {left} to {right} does not lead to the next column"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Look:
    """How large things are drawn. ``most_lines`` shortens texts; 0 draws them whole."""

    width: float = 960
    size: float = 14
    gutter: float = 48
    gap: float = 12
    pad: float = 9
    most_lines: int = 0

    @property
    def line(self) -> float:
        """Height of a line of text."""
        return self.size * 1.3

    @property
    def small(self) -> float:
        """Size of a note."""
        return self.size * 0.8


@dataclass(frozen=True, slots=True)
class Box:
    """A box where it stands, with its text in lines; ``notes`` are set smaller.

    ``text`` and ``note`` are the same lines joined, for who breaks them anew.
    """

    id: str
    column: int
    text: str
    note: str
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    is_shortened: bool = False

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Connector:
    """A line from the right side of one box to the left side of another."""

    left: str
    right: str
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, in lines."""

    left: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything a drawing needs; boxes from the first column on, from above."""

    look: Look
    width: float
    height: float
    headings: tuple[Heading, ...]
    boxes: tuple[Box, ...]
    connectors: tuple[Connector, ...]


def lay_out(diagram: Diagram, look: Look | None = None) -> Layout:
    """Return where everything stands. Columns without boxes take no room."""
    look = look or Look()
    order = ordered(
        [(node.id, node.column) for node in diagram.nodes], diagram.links, len(diagram.headings)
    )
    used = [place for place, column in enumerate(order) if column]
    wide = (look.width - look.gutter * (len(used) - 1)) / max(len(used), 1)
    lefts = {place: number * (wide + look.gutter) for number, place in enumerate(used)}
    headings = _headings(diagram, look, lefts, wide)
    by_id = {node.id: node for node in diagram.nodes}
    columns = [
        [_box(by_id[one], look, lefts.get(place, 0), wide) for one in column]
        for place, column in enumerate(order)
    ]
    top = max((len(one.lines) for one in headings), default=0) * look.line + look.gap
    placed = _placed(columns, diagram.links, look.gap, top)
    boxes = tuple(box for column in placed for box in column)
    height = max((box.top + box.height for box in boxes), default=top)
    return Layout(look, look.width, height + 2, headings, boxes, _connectors(boxes, diagram.links))


def _headings(
    diagram: Diagram, look: Look, lefts: Mapping[int, float], wide: float
) -> tuple[Heading, ...]:
    return tuple(
        Heading(left, wrap(diagram.headings[place], look.small, wide, bold=True)[0])
        for place, left in lefts.items()
    )


def _box(node: Node, look: Look, left: float, wide: float) -> Box:
    room = wide - 2 * look.pad
    lines, shortened = wrap(node.text, look.size, room, most=look.most_lines)
    notes: tuple[str, ...] = ()
    if node.note:
        notes, cut = wrap(node.note, look.small, room, most=look.most_lines)
        shortened = shortened or cut
    height = 2 * look.pad + len(lines) * look.line + len(notes) * look.small * 1.3
    text, note = rejoined(node.text, lines), rejoined(node.note, notes)
    return Box(node.id, node.column, text, note, left, 0, wide, height, lines, notes, shortened)


def _placed(
    columns: Sequence[Sequence[Box]],
    links: Sequence[tuple[str, str]],
    gap: float,
    top: float,
) -> list[list[Box]]:
    """Give boxes their heights: the fullest column is stacked, the others follow it."""
    placed = [_stacked(column, gap) for column in columns]
    fullest = max(range(len(columns)), key=lambda place: (_full(placed[place]), place), default=0)
    to_right, to_left = _neighbours(links), _neighbours([(right, left) for left, right in links])
    for place in range(fullest - 1, -1, -1):
        placed[place] = _following(placed[place], placed[place + 1], to_right, gap)
    for place in range(fullest + 1, len(columns)):
        placed[place] = _following(placed[place], placed[place - 1], to_left, gap)
    least = min((box.top for column in placed for box in column), default=0)
    return [[replace(box, top=box.top - least + top) for box in column] for column in placed]


def _neighbours(links: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in links:
        found.setdefault(one, []).append(other)
    return found


def _stacked(column: Sequence[Box], gap: float) -> list[Box]:
    placed: list[Box] = []
    for box in column:
        below = placed[-1].top + placed[-1].height + gap if placed else 0.0
        placed.append(replace(box, top=below))
    return placed


def _full(column: Sequence[Box]) -> float:
    return column[-1].top + column[-1].height if column else 0.0


def _following(
    column: Sequence[Box], leading: Sequence[Box], beside: Mapping[str, list[str]], gap: float
) -> list[Box]:
    """Move boxes as near as can be to the middle of those they are linked with, none over another.

    Least squares under a fixed order: neighbours that want each other's room share it (pool
    adjacent violators).
    """
    middles = {box.id: box.middle for box in leading}
    centre = _full(leading) / 2
    blocks: list[tuple[float, int]] = []
    offset, offsets = 0.0, []
    for box in column:
        near = [middles[one] for one in beside.get(box.id, ()) if one in middles]
        wanted = sum(near) / len(near) if near else centre
        offsets.append(offset)
        blocks.append((wanted - box.height / 2 - offset, 1))
        offset += box.height + gap
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, weight), (other, more) = blocks[-2], blocks[-1]
            shared = (one * weight + other * more) / (weight + more)
            blocks[-2:] = [(shared, weight + more)]
    starts = [start for start, weight in blocks for _box in range(weight)]
    return [
        replace(box, top=start + push)
        for box, start, push in zip(column, starts, offsets, strict=True)
    ]


def _connectors(boxes: Sequence[Box], links: Sequence[tuple[str, str]]) -> tuple[Connector, ...]:
    by_id = {box.id: box for box in boxes}
    return tuple(
        Connector(
            left,
            right,
            (by_id[left].left + by_id[left].width, by_id[left].middle),
            (by_id[right].left, by_id[right].middle),
        )
        for left, right in links
    )
