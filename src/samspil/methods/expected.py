"""What conditions let one expect of a result: every place judged by a model made without it.

Formula, decisions and tests: docs/methods/expected.md. The algebra is in `leave_out`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from samspil.methods.conditions import (
    Condition,
    Direction,
    Kind,
    Scale,
    condition_table,
    finite_table,
    indicators_of,
    reference_scale,
    require_kind,
)
from samspil.methods.leave_out import Fit, NewRow, fit_left_out, predict_new, require_enough
from samspil.methods.results import Floats, MethodError, ShapeError, input_hash

Standing = Literal["better", "as_expected", "worse"]
Position = Literal["below", "within", "above"]
Reason = Literal["missing_actual", "missing_condition"]
FitMethod = Literal["ols", "ridge", "mean"]


class NoModelError(MethodError):
    """A model of conditions was asked for where the national mean predicts at least as well."""


@dataclass(frozen=True)
class Outcome:
    """The indicator to be expected: its id, its kind (must be a result) and its direction."""

    indicator: str
    kind: Kind
    direction: Direction


@dataclass(frozen=True)
class OutsidePlace:
    """A place that is predicted but never part of the model; its actual result may be unknown.

    `size` is needed where the places of the model have one.
    """

    code: str
    values: tuple[float, ...]
    actual: float | None = None
    size: float | None = None


@dataclass(frozen=True)
class ExpectedRow:
    """One place: actual, expected by a model without it, and the interval of that model.

    `difference` is actual minus expected. `position` says where actual lies, whatever the
    direction; `standing` judges it and is `as_expected` wherever the interval holds it, and
    always for a neutral indicator. All three are None where the actual result is.
    """

    code: str
    actual: float | None
    expected: float
    difference: float | None
    low: float
    high: float
    position: Position | None
    standing: Standing | None


@dataclass(frozen=True)
class Dropped:
    """A place that is not in the model, why, and which indicators are missing."""

    code: str
    reason: Reason
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Coefficient:
    """Change of the result that goes with one sd more of the condition, the others alike."""

    indicator: str
    per_sd: float


@dataclass(frozen=True)
class ExpectedResult:
    """A result against what conditions suggest, for every place, in code order.

    `explained`: share of variance explained out of sample, of the model that was tried; at zero
    or less `method` is `mean` and the rows say what the mean of the others says. `penalty` is
    the ridge penalty per place (0 for ols). `coefficients` is empty for `mean`. `size_matters`: how
    much more small places vary by chance (0 not at all; see noise.py).
    """

    indicator: str
    direction: Direction
    method: FitMethod
    explained: float
    penalty: float
    coverage: float
    size_matters: float
    coefficients: tuple[Coefficient, ...]
    rows: tuple[ExpectedRow, ...]
    outside: tuple[ExpectedRow, ...]
    dropped: tuple[Dropped, ...]
    inputs: str


def expect(
    *,
    outcome: Outcome,
    actual: npt.ArrayLike,
    conditions: Sequence[Condition],
    codes: Sequence[str],
    values: npt.ArrayLike,
    sizes: npt.ArrayLike | None = None,
    outside: Sequence[OutsidePlace] = (),
    coverage: float = 0.8,
) -> ExpectedResult:
    """Return every place's result against the result its conditions let one expect.

    `actual` is (places,), `values` (places, conditions), both in the indicators' own units with
    NaN for missing. `sizes` (places,) is what chance goes by, such as the number of inhabitants:
    small places get wider intervals as far as they are seen to vary more. `coverage` is the share
    of places the interval should hold.

    Raises KindRefusedError for an outcome that is not a result or a condition that is not a
    condition, TooFewPlacesError where the interval cannot be had, other MethodErrors for input
    that does not fit together.
    """
    _require(outcome, conditions, codes, outside, coverage)
    order = sorted(range(len(codes)), key=codes.__getitem__)
    table = condition_table(conditions, codes, values)[order]
    result = finite_table(actual, (len(codes),))[order]
    size = _sizes(sizes, codes)[order]
    codes = [codes[i] for i in order]
    kept = ~(np.isnan(result) | np.isnan(table).any(axis=1))
    require_enough(int(kept.sum()), coverage)
    scale = reference_scale(indicators_of(conditions), table[kept])
    fit = fit_left_out(scale.standardise(table[kept]), result[kept], coverage, size[kept])
    names = [codes[i] for i in np.flatnonzero(kept).tolist()]
    spans = zip(result[kept], fit.expected, fit.low, fit.high, strict=True)
    return ExpectedResult(
        indicator=outcome.indicator,
        direction=outcome.direction,
        method=_method(fit),
        explained=fit.explained,
        penalty=0.0 if fit.is_mean else fit.penalty,
        coverage=coverage,
        size_matters=fit.noise.amount,
        coefficients=_coefficients(conditions, fit),
        rows=tuple(
            _row(code, outcome.direction, float(value), NewRow(*map(float, span)))
            for code, (value, *span) in zip(names, spans, strict=True)
        ),
        outside=_outside_rows(
            outside, conditions, outcome.direction, scale, fit, sized=sizes is not None
        ),
        dropped=_dropped(codes, outcome, conditions, result, table),
        inputs=input_hash(
            "expected", outcome, list(conditions), codes, table, result, size, coverage,
            sorted(outside, key=lambda place: place.code),
        ),
    )  # fmt: skip


def learned_weights(result: ExpectedResult) -> dict[str, float]:
    """Return weights for peers in proportion to |change per sd|, adding up to 1 (E1, E3).

    Raises NoModelError where the model fell back to the mean, which has no weights to teach.
    """
    total = sum(abs(coefficient.per_sd) for coefficient in result.coefficients)
    if total == 0.0:
        msg = f"conditions do not explain {result.indicator}, so no weights can be learned from it"
        raise NoModelError(msg)
    return {each.indicator: abs(each.per_sd) / total for each in result.coefficients}


def position_of(actual: float, low: float, high: float) -> Position:
    """Tell where a result lies against an interval; its ends, and rounding dust, belong to it."""
    dust = 1e-9 * max(abs(low), abs(high))
    if actual < low - dust:
        return "below"
    return "above" if actual > high + dust else "within"


def standing_of(position: Position, direction: Direction) -> Standing:
    """Judge a position by the indicator's direction; a neutral indicator is never judged."""
    if position == "within" or direction == "neutral":
        return "as_expected"
    return "better" if (position == "above") == (direction == "higher") else "worse"


def _require(
    outcome: Outcome,
    conditions: Sequence[Condition],
    codes: Sequence[str],
    outside: Sequence[OutsidePlace],
    coverage: float,
) -> None:
    """Raise unless a result is modelled on other indicators, every place is one, coverage sane."""
    require_kind(outcome.indicator, outcome.kind, "result")
    if outcome.direction not in get_args(Direction):
        msg = f"{outcome.indicator}: unknown direction {outcome.direction!r}"
        raise MethodError(msg)
    if outcome.indicator in indicators_of(conditions):
        msg = f"{outcome.indicator} cannot be a condition of itself"
        raise ShapeError(msg)
    named = [*codes, *(place.code for place in outside)]
    if len(set(named)) != len(named):
        msg = "the same place is given twice"
        raise ShapeError(msg)
    if not 0.5 <= coverage < 1.0:
        msg = f"coverage must be at least 0.5 and under 1 (got {coverage})"
        raise MethodError(msg)


def _sizes(sizes: npt.ArrayLike | None, codes: Sequence[str]) -> Floats:
    """Return the sizes (places,), all alike where none are given; ShapeError unless above zero."""
    size = np.ones(len(codes)) if sizes is None else finite_table(sizes, (len(codes),))
    for row in np.flatnonzero(~(size > 0.0)).tolist():
        msg = f"the size of {codes[row]} is {size[row]:g}, where it must be above zero"
        raise ShapeError(msg)
    return size


def _method(fit: Fit) -> FitMethod:
    """Name the model that made the rows."""
    if fit.is_mean:
        return "mean"
    return "ridge" if fit.penalty > 0.0 else "ols"


def _coefficients(conditions: Sequence[Condition], fit: Fit) -> tuple[Coefficient, ...]:
    """Return the coefficients by condition, none for the mean."""
    if fit.is_mean:
        return ()
    return tuple(
        Coefficient(condition.indicator, float(slope))
        for condition, slope in zip(conditions, fit.slopes, strict=True)
    )


def _row(code: str, direction: Direction, actual: float | None, new: NewRow) -> ExpectedRow:
    """Set a place's actual result against its expectation."""
    difference, position, standing = None, None, None
    if actual is not None:
        difference = actual - new.expected
        position = position_of(actual, new.low, new.high)
        standing = standing_of(position, direction)
    return ExpectedRow(
        code, actual, new.expected, difference, new.low, new.high, position, standing
    )


def _outside_rows(
    outside: Sequence[OutsidePlace],
    conditions: Sequence[Condition],
    direction: Direction,
    scale: Scale,
    fit: Fit,
    *,
    sized: bool,
) -> tuple[ExpectedRow, ...]:
    """Return the rows of places outside the reference, in code order.

    Raises ShapeError for a place whose conditions (or size, where the others have one) are not all
    known: it cannot be predicted.
    """
    rows = []
    for place in sorted(outside, key=lambda each: each.code):
        if sized and not (place.size is not None and place.size > 0.0):
            msg = f"{place.code} needs a size above zero, as the other places have"
            raise ShapeError(msg)
        table = condition_table(conditions, [place.code], [list(place.values)])
        if np.isnan(table).any():
            msg = f"{place.code} lacks a condition, so nothing can be expected of it"
            raise ShapeError(msg)
        size = place.size if sized and place.size else 1.0
        new = predict_new(fit, scale.standardise(table)[0], size)
        rows.append(_row(place.code, direction, place.actual, new))
    return tuple(rows)


def _dropped(
    codes: Sequence[str],
    outcome: Outcome,
    conditions: Sequence[Condition],
    result: Floats,
    table: Floats,
) -> tuple[Dropped, ...]:
    """Return the places left out; a missing result is the reason before a missing condition."""
    unknown = np.isnan(table)
    dropped = []
    for row in np.flatnonzero(np.isnan(result) | unknown.any(axis=1)).tolist():
        missing = tuple(conditions[i].indicator for i in np.flatnonzero(unknown[row]).tolist())
        if np.isnan(result[row]):
            named = (outcome.indicator, *missing)
            dropped.append(Dropped(codes[row], "missing_actual", named))
        else:
            dropped.append(Dropped(codes[row], "missing_condition", missing))
    return tuple(dropped)
