"""Text in lines that fit a width, by the measured widths of letters; lengths in pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from samspil.components.slides.fitting import clean, width

_SPARE: Final = 0.97
"""The share of a room that is filled: browsers set the same type a little wider or narrower."""

_PIECES: Final = re.compile(r"\S+?[-–/](?=\S)|\S+")


@lru_cache(maxsize=4096)
def wrap(
    text: str, size: float, room: float, *, bold: bool = False, most: int = 0
) -> tuple[tuple[str, ...], bool]:
    """Return the lines of a text, and whether any was left out to keep to ``most`` lines.

    A word wider than the room is broken by letters.
    """
    wide = room * _SPARE
    lines: list[str] = []
    for word in clean(text).split():
        glue = " "
        for piece in _PIECES.findall(word):
            for part in _broken(piece, size, wide, bold=bold):
                joined = f"{lines[-1]}{glue}{part}" if lines else part
                if lines and width(joined, size, bold=bold) <= wide:
                    lines[-1] = joined
                else:
                    lines.append(part)
                glue = ""
    if not most or len(lines) <= most:
        return tuple(lines), False
    return (*lines[: most - 1], cut_to(lines[most - 1], size, wide, bold=bold)), True


def cut_to(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return as many letters of a text as fit before a "…"."""
    while text and width(f"{text}…", size, bold=bold) > room:
        text = text[:-1].rstrip()
    return f"{text}…"


def rejoined(text: str, lines: Sequence[str]) -> str:
    """Return the lines of a wrapped text as one text: a break within a word adds no space."""
    whole, joined, place = clean(text), "", 0
    for line in lines:
        if whole[place : place + 1] == " ":
            joined, place = f"{joined} ", place + 1
        joined, place = joined + line, place + len(line)
    return joined


def _broken(piece: str, size: float, wide: float, *, bold: bool) -> list[str]:
    """Return a piece of a word in parts that fit."""
    parts, part = [], ""
    for letter in piece:
        if part and width(part + letter, size, bold=bold) > wide:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]
