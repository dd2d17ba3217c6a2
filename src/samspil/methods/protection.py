"""Small numbers are kept back: shares, means and tables of counts about few children.

Formula, decisions and tests: docs/methods/protection.md. Tables are in `protected_table`.
"""

from typing import Literal, get_args

from samspil.methods.results import MethodError
from samspil.methods.states import Figure, NotApplicable, NotAvailable, Suppressed, Value

Threshold = Literal[3, 5, 10]

DEFAULT_THRESHOLD: Threshold = 5
"""Fewer than this many children in a cell: the cell is not shown."""

FEW = Suppressed("few")
PERHAPS_FEW = Suppressed("perhaps_few")
"""Nobody says how many stand behind the figure, nor how many there are in all."""


def protect_share(
    numerator: int | None, denominator: int | None, *, threshold: int = DEFAULT_THRESHOLD
) -> Figure:
    """Return numerator / denominator in per cent, kept back where it would tell about few.

    Suppressed where the numerator or its complement is under the threshold: so is 0 or 100 per
    cent, which tells the same of every child there, whatever the size. NotApplicable where there
    is nobody to count, NotAvailable where either number is unknown: without its numbers a share
    cannot be checked. Raises MethodError for a threshold that is not 3, 5 or 10, or counts that
    cannot be a share.
    """
    _require_threshold(threshold)
    if numerator is None or denominator is None:
        return NotAvailable()
    if not 0 <= numerator <= denominator:
        msg = f"{numerator} of {denominator} is no share"
        raise MethodError(msg)
    if denominator == 0:
        return NotApplicable()
    if min(numerator, denominator - numerator) < threshold:
        return FEW
    return Value(100.0 * numerator / denominator)


def protect_count(count: int | None, *, threshold: int = DEFAULT_THRESHOLD) -> Figure:
    """Return a count of children; 1 to threshold - 1 are kept back, none is said to be none.

    A count that stands in a table with totals needs `protected_table` instead.
    """
    _require_threshold(threshold)
    if count is None:
        return NotAvailable()
    if count < 0:
        msg = f"{count} is no count"
        raise MethodError(msg)
    return FEW if 0 < count < threshold else Value(float(count))


def protect_mean(
    value: float | None,
    *,
    counted: int | None,
    size: float | None,
    small_size: int,
    threshold: int = DEFAULT_THRESHOLD,
) -> Figure:
    """Return a mean, kept back where few children, or perhaps few, stand behind it.

    `counted` is the number of children in the mean. Where it is unknown, the place's `size` (all
    its children) decides: smaller than `small_size`, or itself unknown, and the mean is kept
    back, since nobody can say that enough children stand behind it; with an unknown size the
    reason is `perhaps_few`. Raises MethodError for a
    threshold that is not 3, 5 or 10, or a `small_size` under it.
    """
    _require_threshold(threshold)
    if small_size < threshold:
        msg = f"a small place of {small_size} cannot have fewer than the threshold {threshold}"
        raise MethodError(msg)
    if value is None:
        return NotAvailable()
    if counted is not None:
        return Value(value) if counted >= threshold else FEW
    if size is None:
        return PERHAPS_FEW
    return Value(value) if size >= small_size else FEW


def _require_threshold(threshold: int) -> None:
    if threshold not in get_args(Threshold):
        msg = f"the threshold is 3, 5 or 10, not {threshold}"
        raise MethodError(msg)
