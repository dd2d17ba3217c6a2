"""How much room a text takes, so that nothing runs over its edge.

Widths are those of Arial (the same as Helvetica's and Liberation Sans's) in thousandths of the
type size. Pure functions; lengths are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LINE: Final = 1.2
"""Height of a line in type sizes; Arial's own is 1.15."""

_REGULAR: Final = {
    191: "'", 222: "ijl’‘", 260: "|", 278: " !,./:;I[\\]ft\u00a0", 333: "()-`r“”·", 334: "{}",
    350: "•", 355: '"', 389: "*", 400: "°", 469: "^", 500: "Jcksvxyz", 549: "±≤≥",
    556: "#$0123456789?L_abdeghnopquåéüöä§–»«€", 584: "+<=>~×−", 611: "FTZø", 667: "&ABEKPSVXYÅÉÄ",
    722: "CDHNRUwÜ", 778: "GOQØÖ", 833: "Mm", 834: "½", 889: "%æ", 944: "W", 1000: "Æ—…", 1015: "@",
}  # fmt: skip
_BOLD: Final = {
    238: "'", 278: " ,./I\\ijl’‘\u00a0", 280: "|", 333: "!()-:;[]`ft·", 350: "•", 389: "*r{}",
    400: "°", 474: '"', 500: "z“”", 549: "±≤≥", 556: "#$0123456789J_aceksvxyåéä§–»«€",
    584: "+<=>^~×−", 611: "?FLTZbdghnopquøüö", 667: "EPSVXYÉ", 722: "&ABCDHKNRUÅÜÄ",
    778: "GOQwØÖ", 833: "M", 834: "½", 889: "%mæ", 944: "W", 975: "@", 1000: "Æ—…",
}  # fmt: skip
_WIDTHS: Final = tuple(
    {letter: width for width, letters in table.items() for letter in letters}
    for table in (_REGULAR, _BOLD)
)
_UNKNOWN: Final = 1000
_SLACK: Final = 0.01
_SPARE: Final = 0.985
"""The share of a room that is filled: programs set the same type a little wider or narrower."""

_HEADING_GAP: Final = 2.2
_UNDRAWABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = re.compile(r"\S+?[-–/](?=\S)|\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to set: its text, and how it stands."""

    text: str
    bold: bool = False
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit, at a type size; ``shortened`` says whether anything was left out."""

    lines: tuple[Line, ...]
    size: float
    shortened: bool


def clean(text: str) -> str:
    """Return text that XML can hold, with runs of white space as one space."""
    return " ".join(_UNDRAWABLE.sub("", text).split())


@lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text on one line."""
    table = _WIDTHS[bold]
    return sum(table.get(letter, _UNKNOWN) for letter in text) * size / 1000


def line_count(text: str, size: float, room: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes; words wider than the room are broken by letters."""
    lines, used = 1, 0.0
    space = width(" ", size, bold=bold)
    for word in text.split():
        gap = space if used else 0.0
        for piece in _BREAKS.findall(word):
            need = width(piece, size, bold=bold)
            if used + gap + need <= room + _SLACK:
                used += gap + need
            else:
                whole, used = divmod(need, room)
                lines += int(whole) + (1 if lines > 1 or gap or whole == 0 else 0)
            gap = 0.0
    return lines


def shorten(text: str, most: int) -> str:
    """Return text of at most ``most`` letters, cut between words where possible, with "…"."""
    if len(text) <= most:
        return text
    cut = text[: max(most - 1, 1)]
    space = cut.rfind(" ")
    if space > most // 2:
        cut = cut[:space]
    return cut.rstrip(" .,;:–-…") + "…"


def shorten_to_width(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return text that takes one line of the room, shortened if need be."""
    while text != "…" and width(text, size, bold=bold) > room:
        text = shorten(text, len(text) - 1)
    return text


def space_before(line: Line, place: int, gap: float) -> float:
    """Return the room before a paragraph: none before the first, more before a heading."""
    if place == 0:
        return 0.0
    return gap * _HEADING_GAP if line.bold else gap


def height(lines: Iterable[Line], size: float, room: float, *, indent: float, gap: float) -> float:
    """Return the height of paragraphs below each other, ``gap`` between lines."""
    total = 0.0
    for place, line in enumerate(lines):
        text_room = room - (indent if line.bullet else 0)
        count = line_count(line.text, size, text_room, bold=line.bold)
        total += count * size * LINE + space_before(line, place, gap)
    return total


def fit(
    lines: Iterable[Line],
    room: tuple[float, float],
    sizes: Iterable[float],
    *,
    indent: float = 16,
    gap: float = 6,
) -> Fitted:
    """Return lines at the largest of the sizes that fits into ``room`` (width, height).

    Where none does, lines are shortened at the smallest size, all to the same most letters;
    where that is not enough, the last ones are left out.
    """
    clear = tuple(line for line in (_cleaned(line) for line in lines) if line.text)
    size, wide = 0.0, room[0] * _SPARE
    for size in sizes:
        if height(clear, size, wide, indent=indent, gap=gap) <= room[1]:
            return Fitted(clear, size, shortened=False)

    def fits(tried: tuple[Line, ...]) -> bool:
        return height(tried, size, wide, indent=indent, gap=gap) <= room[1]

    kept = clear
    while len(kept) > 1 and not fits(_all_shortened(kept, 40)):
        kept = kept[:-1]
    low, high = 1, max(len(line.text) for line in kept)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(_all_shortened(kept, middle)) else (low, middle - 1)
    short = _all_shortened(kept, low)
    if len(kept) < len(clear):
        short = (*short[:-1], _marked_open(short[-1]))
    return Fitted(short, size, shortened=True)


def _cleaned(line: Line) -> Line:
    """Return the line with its text cleaned."""
    return Line(clean(line.text), line.bold, line.bullet)


def _all_shortened(lines: tuple[Line, ...], most: int) -> tuple[Line, ...]:
    """Return the lines with at most so many letters each."""
    return tuple(Line(shorten(line.text, most), line.bold, line.bullet) for line in lines)


def _marked_open(line: Line) -> Line:
    """Return the last line kept, showing that others followed."""
    text = line.text if line.text.endswith("…") else shorten(line.text, len(line.text) - 2)
    return Line(text if text.endswith("…") else text + "…", line.bold, line.bullet)
