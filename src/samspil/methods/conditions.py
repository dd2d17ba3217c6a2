"""What may describe a place's circumstances, and the guard that keeps results out of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from samspil.methods.results import Floats, MethodError, ShapeError

Direction = Literal["higher", "lower", "neutral"]
Kind = Literal["condition", "result", "process", "forecast"]
Transform = Literal["none", "log"]


class KindRefusedError(MethodError):
    """An indicator of the wrong kind was offered: a result as a condition, a forecast as a result.

    `indicator` and `kind` say which, `wanted` what would have been right.
    """

    def __init__(self, indicator: str, kind: str, wanted: str) -> None:
        self.indicator, self.kind, self.wanted = indicator, kind, wanted
        super().__init__(f"{indicator} is a {kind}; only a {wanted} may be used here")


class ConstantConditionError(MethodError):
    """A condition has the same value everywhere: it cannot tell places apart."""


class LogOfNonPositiveError(MethodError):
    """A condition to be taken on a log scale has a value of zero or less."""


@dataclass(frozen=True)
class Condition:
    """One indicator offered as a condition: its id, its kind, the scale it is compared on.

    The kind comes from the indicator's definition and is checked where the condition is used.
    """

    indicator: str
    kind: Kind
    transform: Transform = "none"


@dataclass(frozen=True)
class Scale:
    """Centre and spread (sample standard deviation) of each condition over the reference rows."""

    mean: Floats
    sd: Floats

    def standardise(self, rows: Floats) -> Floats:
        """Return rows (n, p) in standard deviations from the reference mean; NaN stays NaN."""
        standardised: Floats = (rows - self.mean) / self.sd
        return standardised


def indicators_of(conditions: Sequence[Condition]) -> list[str]:
    """Return the conditions' indicator ids in their order."""
    return [condition.indicator for condition in conditions]


def require_kind(indicator: str, kind: str, wanted: Kind) -> None:
    """Raise KindRefusedError unless the indicator is of the wanted kind."""
    if kind != wanted:
        raise KindRefusedError(indicator, kind, wanted)


def require_conditions(conditions: Sequence[Condition]) -> None:
    """Raise unless every one is a condition, known once, on a known scale."""
    for condition in conditions:
        require_kind(condition.indicator, condition.kind, "condition")
        if condition.transform not in get_args(Transform):
            msg = f"{condition.indicator}: unknown transform {condition.transform!r}"
            raise MethodError(msg)
    if len(set(indicators_of(conditions))) != len(conditions):
        msg = "the same condition is given twice"
        raise ShapeError(msg)


def condition_table(
    conditions: Sequence[Condition], codes: Sequence[str], values: npt.ArrayLike
) -> Floats:
    """Return values as floats (places, conditions) on each condition's scale; NaN is missing.

    Raises KindRefusedError, ShapeError (codes twice, wrong shape, infinite value) and
    LogOfNonPositiveError, each naming indicator or place.
    """
    require_conditions(conditions)
    require_codes(codes)
    table = finite_table(values, (len(codes), len(conditions)))
    for column, condition in enumerate(conditions):
        if condition.transform == "log":
            table[:, column] = _log(table[:, column], condition.indicator, codes)
    return table


def finite_table(values: npt.ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Return a copy of values as floats; ShapeError for another shape or an infinite value."""
    table = np.array(values, dtype=np.float64)
    if table.shape != shape:
        msg = f"values of shape {table.shape} where places and indicators ask for {shape}"
        raise ShapeError(msg)
    if np.isinf(table).any():
        msg = "a value is infinite"
        raise ShapeError(msg)
    return table


def require_codes(codes: Sequence[str]) -> None:
    """Raise ShapeError if a place is there twice."""
    if len(set(codes)) != len(codes):
        msg = "the same place is given twice"
        raise ShapeError(msg)


def reference_scale(indicators: Sequence[str], table: Floats) -> Scale:
    """Return the scale of the reference rows (n, p), missing values left out column by column.

    Raises ConstantConditionError where fewer than two different values are known.
    """
    known = ~np.isnan(table)
    count = known.sum(axis=0)
    mean = np.where(known, table, 0.0).sum(axis=0) / np.maximum(count, 1)
    squares = np.where(known, (table - mean) ** 2, 0.0).sum(axis=0)
    sd = np.sqrt(squares / np.maximum(count - 1, 1))
    # A constant like 0.1 leaves rounding dust in the sum of squares, so zero is relative.
    for indicator, too_little in zip(indicators, sd <= 1e-12 * np.abs(mean), strict=True):
        if too_little:
            msg = f"{indicator} does not vary between the reference places"
            raise ConstantConditionError(msg)
    return Scale(mean, sd)


def _log(column: Floats, indicator: str, codes: Sequence[str]) -> Floats:
    """Return the natural logarithm of a column, NaN kept, naming the place where there is none."""
    for row in np.flatnonzero(column <= 0.0).tolist():
        msg = f"{indicator} of {codes[row]} is {column[row]:g}: no logarithm of zero or less"
        raise LogOfNonPositiveError(msg)
    logged: Floats = np.log(column)
    return logged
