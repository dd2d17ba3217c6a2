"""Numbers as people give them, as exact fractions; a Danish decimal comma too."""

import re
from fractions import Fraction

LARGEST = 10**15
"""Nothing a municipality measures is larger, and floats still hold such a number exactly."""

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_GROUPED = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,30})|-?[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_COMMA = re.compile(r"-?[0-9]{1,30}(?:,[0-9]{1,30})?")
_DOT = re.compile(r"-?[0-9]{1,30}\.[0-9]{1,30}")
_AMBIGUOUS = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}")


class NoNumberError(ValueError):
    """What was given is not a number that can be used; ``code`` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_number(given: object) -> Fraction:
    """Return a number, or a text that can mean one number only. Raises NoNumberError."""
    if isinstance(given, str):
        return _bounded(_from_text(given))
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise NoNumberError("not_a_number")
    try:
        return _bounded(Fraction(repr(given)) if isinstance(given, float) else Fraction(given))
    except ValueError as error:  # not-a-number and the infinities
        raise NoNumberError(getattr(error, "code", "not_finite")) from error


def _from_text(given: str) -> Fraction:
    """Return the number that a text means in Danish, where a dot alone may be either sign."""
    text = _SPACES.sub("", given).replace("\u2212", "-")
    if _GROUPED.fullmatch(text) or _COMMA.fullmatch(text):
        return Fraction(text.replace(".", "").replace(",", "."))
    if _AMBIGUOUS.fullmatch(text):
        raise NoNumberError("ambiguous_number")
    if _DOT.fullmatch(text):
        return Fraction(text)
    raise NoNumberError("not_a_number")


def _bounded(number: Fraction) -> Fraction:
    """Return the number unless it is larger than anything measured."""
    if abs(number) > LARGEST:
        raise NoNumberError("too_large")
    return number
