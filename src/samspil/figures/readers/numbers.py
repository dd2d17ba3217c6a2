"""Numbers as publishers write them, and the marks that stand where there is none."""

import math
import re
from collections.abc import Iterable
from enum import Enum

from samspil.methods.states import Figure, NotApplicable, NotAvailable, Suppressed, Value

_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DANISH = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+")


class Style(Enum):
    """How a file writes its numbers. Where points could mean either, none of them is guessed."""

    PLAIN = "1234.5"
    DANISH = "1.234,5"
    EITHER = "1.234"


MARKS: dict[str, Figure] = {
    "": NotAvailable(),
    "..": Suppressed("few"),
    "x": Suppressed("few"),
    ".": NotApplicable(),
    "-": NotAvailable(),
    "...": NotAvailable(),
    "…": NotAvailable(),
    "m": NotAvailable(),
}
"""What stands in place of a number.

Two points and an x: kept back. One point: there can be no figure. A dash is Statistics Denmark's
mark for nothing, yet exports of other publishers write it where a figure is missing; so we never
make a zero of it. M is De Kommunale Nøgletal's mark of a missing figure.
"""


def style_of(values: Iterable[str]) -> Style:
    """Return how all numbers of a file are written, by those that leave no doubt."""
    with_marks = [value for value in values if "," in value or "." in value]
    if any("," in value for value in with_marks):
        return Style.DANISH
    points = [value.strip() for value in with_marks if value.strip(" .")]
    if points and all(_GROUPED.fullmatch(value) for value in points):
        return Style.EITHER
    return Style.PLAIN


def number(text: str, style: Style) -> float | None:
    """Return the number, or None for what is none or leaves a doubt."""
    if style is Style.DANISH:
        if not _DANISH.fullmatch(text):
            return None
        text = text.replace(".", "").replace(",", ".")
    elif not _PLAIN.fullmatch(text) or (style is Style.EITHER and _GROUPED.fullmatch(text)):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def is_doubtful(text: str, style: Style) -> bool:
    """Whether a number is refused only because its points could mean either."""
    return style is Style.EITHER and bool(_GROUPED.fullmatch(text.strip()))


def figure(text: str, style: Style) -> Figure | None:
    """Return what a cell of a publisher's table says; None for what cannot be read.

    A percent sign after the number, with or without a blank, is the unit and not the number's.
    """
    text = text.strip()
    mark = MARKS.get(text.casefold())
    if mark is not None:
        return mark
    found = number(text.removesuffix("%").rstrip(), style)
    return None if found is None else Value(found)
