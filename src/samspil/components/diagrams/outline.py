"""A diagram in words: the same boxes and links as a nested list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samspil.components.diagrams.layout import Diagram, Node
from samspil.components.diagrams.ordering import ordered


@dataclass(frozen=True, slots=True)
class Said:
    """A box in the list, with those that hang on it in this place.

    A box that hangs on several is said under each; what hangs on it only the first time
    (``is_again`` the others).
    """

    node: Node
    below: tuple[Said, ...]
    is_again: bool = False


def outline(diagram: Diagram) -> tuple[Said, ...]:
    """Return what hangs on nothing to its left, each with what hangs on it, in drawn order."""
    order = ordered(
        [(node.id, node.column) for node in diagram.nodes], diagram.links, len(diagram.headings)
    )
    by_id = {node.id: node for node in diagram.nodes}
    linked: dict[str, set[str]] = {}
    for left, right in diagram.links:
        linked.setdefault(left, set()).add(right)
    hanging = {right for _left, right in diagram.links}
    said: set[str] = set()

    def say(one: str) -> Said:
        node = by_id[one]
        if one in said:
            return Said(node, (), is_again=bool(linked.get(one)))
        said.add(one)
        further = order[node.column + 1] if node.column + 1 < len(order) else []
        below = tuple(say(other) for other in further if other in linked.get(one, ()))
        return Said(node, below)

    return tuple(say(one) for column in order for one in column if one not in hanging)


def as_text(diagram: Diagram, again: str) -> str:
    """Return the outline as plain text: a line a box, two spaces deeper for each column.

    ``again`` follows a box whose own boxes are said further up.
    """
    lines = [diagram.title, ""]
    lines += [
        f"{'  ' * depth}- {diagram.headings[one.node.column]}: {_line(one, again)}"
        for depth, one in _walk(outline(diagram))
    ]
    return "\n".join(lines) + "\n"


def _walk(said: Sequence[Said], depth: int = 0) -> Iterator[tuple[int, Said]]:
    for one in said:
        yield depth, one
        yield from _walk(one.below, depth + 1)


def _line(one: Said, again: str) -> str:
    note = f" ({one.node.note})" if one.node.note else ""
    return f"{one.node.text}{note}{f' [{again}]' if one.is_again else ''}"
