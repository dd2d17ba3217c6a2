"""What changed between two versions of a text: lines first, then words in the lines that changed.

Pure: words in, pieces out. Together the kept and added pieces are the new text and the kept and
removed ones the old, so nothing is left out of the comparison.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|[^\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Change(StrEnum):
    """What became of a piece."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Words that were kept, added or removed."""

    change: Change
    text: str


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order; neighbours of one kind are joined."""
    pieces: list[Piece] = []
    for piece in _without_crumbs(list(_compared(old, new))):
        if pieces and pieces[-1].change is piece.change:
            pieces[-1] = Piece(piece.change, pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return tuple(pieces)


def _without_crumbs(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Let a blank that stayed between changed words change with them: whole phrases read better."""
    changes: dict[Change, str] = {}
    for place, piece in enumerate(pieces):
        after = pieces[place + 1].change if place + 1 < len(pieces) else Change.KEPT
        is_crumb = bool(changes) and not piece.text.strip() and after is not Change.KEPT
        if piece.change is not Change.KEPT:
            changes[piece.change] = changes.get(piece.change, "") + piece.text
        elif is_crumb:
            for one in (Change.REMOVED, Change.ADDED):
                changes[one] = changes.get(one, "") + piece.text
        else:
            yield from _told(changes)
            changes = {}
            yield piece
    yield from _told(changes)


def _told(changes: dict[Change, str]) -> Iterator[Piece]:
    for one in (Change.REMOVED, Change.ADDED):
        if one in changes:
            yield Piece(one, changes[one])


def _compared(old: str, new: str) -> Iterator[Piece]:
    before, after = _LINES.findall(old), _LINES.findall(new)
    for kind, a, b in _steps(before, after):
        if kind == "replace":
            yield from _in_words("".join(a), "".join(b))
        else:
            yield from _whole(a, b, kept=kind == "equal")


def _in_words(old: str, new: str) -> Iterator[Piece]:
    for kind, a, b in _steps(_WORDS.findall(old), _WORDS.findall(new)):
        yield from _whole(a, b, kept=kind == "equal")


type _Step = tuple[str, Sequence[str], Sequence[str]]


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[_Step]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        yield kind, old[a:b], new[c:d]


def _whole(old: Sequence[str], new: Sequence[str], *, kept: bool) -> Iterator[Piece]:
    if kept:
        yield Piece(Change.KEPT, "".join(new))
        return
    if old:
        yield Piece(Change.REMOVED, "".join(old))
    if new:
        yield Piece(Change.ADDED, "".join(new))
