"""Plain text with a little shape: paragraphs, headings (``## ``) and lists (``- ``).

No markup language: a template writes the blocks and escapes every word, so nothing that is typed
can become anything but text.
"""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How a block is set."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"


@dataclass(frozen=True)
class Block:
    """A paragraph or heading (one line), or a list (a line an item)."""

    shape: Shape
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words of the block on one line."""
        return " ".join(self.lines)


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text; blank lines, headings and lists divide it."""
    found: list[Block] = []
    for chunk in text.replace("\r\n", "\n").split("\n\n"):
        found += _chunk([line.strip() for line in chunk.splitlines() if line.strip()])
    return tuple(found)


def _chunk(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    for line in lines:
        shape, words = _line(line)
        joins = bool(found) and found[-1].shape is shape and shape is not Shape.HEADING
        if not joins:
            found.append(Block(shape, (words,)))
        elif shape is Shape.LIST:
            found[-1] = Block(shape, (*found[-1].lines, words))
        else:
            found[-1] = Block(shape, (f"{found[-1].text} {words}",))
    return found


def _line(line: str) -> tuple[Shape, str]:
    if line.startswith("## "):
        return Shape.HEADING, line[3:].strip()
    if line.startswith(("- ", "* ", "• ")):
        return Shape.LIST, line[2:].strip()
    return Shape.PARAGRAPH, line


def passages(text: str) -> tuple[str, ...]:
    """Return the paragraphs, headings and items of a text, each by itself."""
    return tuple(line for block in blocks(text) for line in block.lines)


def plain(text: str) -> str:
    """Return the words of a text without its shape, for an index."""
    return " ".join(block.text for block in blocks(text))
