"""What a measurement must be to stand, and the value that is kept of it."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from samspil.development.measuring import periods
from samspil.development.values import Stated

LARGEST = Decimal(10) ** 15
"""Nothing a municipality measures is larger; the method holds no larger number either."""

_STEP = Decimal("0.000001")


@dataclass(frozen=True)
class Sort:
    """What kind of numbers a measure has, and how often."""

    shape: str
    of_people: bool
    frequency: str


@dataclass(frozen=True)
class Problem:
    """What is wrong in which field; ``code`` is explained in ``complaints``."""

    field: str
    code: str


@dataclass(frozen=True)
class Settled:
    """A measurement as it is kept: its first day, its value, its counts."""

    when: dt.date
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    note: str


def settle(stated: Stated, sort: Sort, today: dt.date) -> Settled | Problem:
    """Return what is kept, or the first thing that is wrong."""
    when = periods.start_of(sort.frequency, stated.when)
    if when > today:
        return Problem("when", "future")
    if when < periods.EARLIEST:
        return Problem("when", "too_early")
    numbers = (stated.value, stated.numerator, stated.denominator)
    if any(one is not None and (not one.is_finite() or abs(one) > LARGEST) for one in numbers):
        return Problem("value", "too_large")
    wrong = _counts(stated, sort)
    if wrong is not None:
        return wrong
    value = _value(stated, sort)
    if value is None:
        return Problem("value", "missing")
    wrong = _outside(value, sort)
    return wrong or Settled(
        when, value, stated.numerator, stated.denominator, " ".join(stated.note.split())
    )


def _counts(stated: Stated, sort: Sort) -> Problem | None:
    """Return what is wrong with numerator and denominator."""
    top, bottom = stated.numerator, stated.denominator
    if top is None and bottom is None:
        return None
    if top is None or bottom is None:
        return Problem("numerator" if top is None else "denominator", "both")
    if bottom <= 0:
        return Problem("denominator", "nobody")
    if top < 0 or (sort.shape == "share" and top > bottom):
        return Problem("numerator", "more_than_all")
    if sort.of_people and sort.shape == "share" and (top % 1 or bottom % 1):
        return Problem("numerator", "whole")
    return Problem("value", "twice") if stated.value is not None else None


def _value(stated: Stated, sort: Sort) -> Decimal | None:
    if stated.numerator is None or stated.denominator is None:
        return None if stated.value is None else _rounded(stated.value)
    quotient = stated.numerator / stated.denominator
    return _rounded(quotient * 100 if sort.shape == "share" else quotient)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_STEP, rounding=ROUND_HALF_UP)


def _outside(value: Decimal, sort: Sort) -> Problem | None:
    """Return what is wrong with the value itself."""
    if sort.shape == "share" and not 0 <= value <= 100:
        return Problem("value", "no_share")
    if sort.shape == "count" and (value < 0 or value % 1):
        return Problem("value", "no_count")
    return None
