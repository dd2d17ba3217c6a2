"""Finds what looks like a Danish personal number, so that none is ever stored.

The first six digits are a date of birth (hospitals' replacement numbers add 60 to the day). The
check digit says nothing: numbers without a valid one have been given since 2007.
"""

import re
from enum import Enum

# Neither part of a longer number nor the decimals of one. Any dash, a space or nothing between.
# What comes before is asked at the first digit: a long text is passed over quickly to where one is.
_DASH = r"[ \u00a0]?[-\u2010-\u2015\u2212][ \u00a0]?"
_NUMBER = re.compile(
    r"(\d(?<!\d\d)(?<!\d[.,]\d)\d)(\d\d)\d\d"
    rf"(?P<between>{_DASH}|[ \u00a0]?)"
    r"\d{4}(?!\d)(?![.,]\d)"
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Likeness(Enum):
    """How much a text looks as if it held a personal number."""

    NONE = 0
    POSSIBLE = 1
    CLEAR = 2


def likeness(text: str) -> Likeness:
    """Say whether the text holds DDMMYY-XXXX (clear), or ten digits that could be (possible)."""
    found = Likeness.NONE
    for match in _NUMBER.finditer(text):
        if not _is_date(int(match[1]), int(match[2])):
            continue
        if match["between"].strip():
            return Likeness.CLEAR
        found = Likeness.POSSIBLE
    return found


def find_cpr(text: str) -> bool:
    """Whether the text holds what may be a personal number, with or without a dash."""
    return likeness(text) is not Likeness.NONE


def _is_date(day: int, month: int) -> bool:
    if not 1 <= month <= 12:
        return False
    return 1 <= (day - 60 if day > 60 else day) <= _DAYS[month - 1]
