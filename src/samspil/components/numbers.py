"""Numbers and periods as a reader of Danish or English expects them."""

import functools
from decimal import ROUND_HALF_UP, Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from samspil.methods.states import Figure, NotApplicable, Suppressed, Value

MINUS = "\u2212"
_DANISH = str.maketrans(",.", ".,")

MOST_DIGITS = 9
"""Digits of a number from outside: whatever is longer names nothing."""


def number(value: float | Decimal, decimals: int = 0) -> str:
    """Return ``1.234,5`` in Danish and ``1,234.5`` in English, halves rounded away from zero."""
    return _written(value, decimals, english=is_english())


@functools.lru_cache(maxsize=32_768)
def _written(value: float | Decimal, decimals: int, *, english: bool) -> str:
    # repr() keeps what the source wrote: 2.675 rounds as people round it, not as binary does.
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}"
    if not english:
        text = text.translate(_DANISH)
    return f"{MINUS}{text}" if rounded < 0 else text


def kroner(value: Decimal) -> str:
    """Return an amount in whole kroner where it is whole, with øre where it is not."""
    decimals = 0 if value == value.to_integral_value() else 2
    return (
        f"{number(value, decimals)} kr." if not is_english() else f"DKK {number(value, decimals)}"
    )


def figure(value: Figure, decimals: int = 0) -> str:
    """Return a figure in words or digits; each of the four states reads differently."""
    match value:
        case Value(exact):
            return number(exact, decimals)
        case Suppressed():
            return _("få børn, vises ikke")
        case NotApplicable():
            return _("findes ikke her")
        case _:
            return _("ikke hentet endnu")


def period(text: str) -> str:
    """Return ``2024/25`` for the school year 2024/2025 and ``9/2024`` for the month 2024M09."""
    year, mark, month = text.partition("M")
    if mark and len(year) == 4 and month.isdecimal():
        return f"{int(month)}/{year}"
    first, slash, last = text.partition("/")
    return f"{first}/{last[2:]}" if slash and len(last) == 4 else text


def is_english() -> bool:
    """Whether the page being made is in English."""
    return (translation.get_language() or "da").startswith("en")


def sent(text: str) -> int:
    """Return a whole number that a form or an address carries; 0 for anything else, or too long."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0
