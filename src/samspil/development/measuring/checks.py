"""What a measurement must be to stand, and the value that is kept of it."""

import datetime as dt
from dataclasses import dataclass, replace
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
    given = (stated.value, stated.numerator, stated.denominator)
    if any(one is not None and not holds(one) for one in given):
        return Problem("value", "too_large")
    value, top, bottom = (None if one is None else rounded(one) for one in given)
    stated = replace(stated, value=value, numerator=top, denominator=bottom)
    wrong = _counts(stated, sort)
    if wrong is not None:
        return wrong
    settled = _value(stated, sort)
    if settled is None:
        return Problem("value", "missing")
    return _outside(settled, sort) or Settled(
        when, settled, top, bottom, " ".join(stated.note.split())
    )


def holds(value: Decimal) -> bool:
    """Whether a number is one that can be kept."""
    return value.is_finite() and abs(value) <= LARGEST


def rounded(value: Decimal) -> Decimal:
    """Return a number with as many decimals as are kept."""
    return value.quantize(_STEP, rounding=ROUND_HALF_UP)


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
        return stated.value
    quotient = stated.numerator / stated.denominator
    value = quotient * 100 if sort.shape == "share" else quotient
    return rounded(value) if holds(value) else value


def _outside(value: Decimal, sort: Sort) -> Problem | None:
    """Return what is wrong with the value itself."""
    if not holds(value):
        return Problem("denominator", "too_large")
    if sort.shape == "share" and not 0 <= value <= 100:
        return Problem("value", "no_share")
    if sort.shape == "count" and (value < 0 or value % 1):
        return Problem("value", "no_count")
    return None
