"""Where could more children gain? Two-sided selection from conditions and results, never a rank.

Rules, decisions and tests: docs/methods/potential.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from samspil.methods.conditions import finite_table, require_codes, require_kind
from samspil.methods.expected import ExpectedResult, ExpectedRow, OutsidePlace, expect
from samspil.methods.grounds import (
    SidedMean,
    below_expected,
    demanding_conditions,
    drivers_of,
    spread_check,
    spread_limit,
    weak_results,
)
from samspil.methods.results import ShapeError, TooFewPlacesError, input_hash
from samspil.methods.selection import (
    GROUNDS,
    Check,
    Driver,
    Ground,
    Potential,
    SelectionInput,
    SelectionResult,
    SelectionRow,
    SelectionRules,
)

type _Expectations = dict[str, dict[str, ExpectedRow]]


@dataclass(frozen=True)
class _Judged:
    """What one variant of the selection says of one place."""

    grounds: tuple[Ground, ...]
    unknown: tuple[Ground, ...]
    standing: Potential
    checks: tuple[Check, ...]
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, eq=False)
class _Evidence:
    """One variant's thresholds and scores, from which each place is judged."""

    places: SelectionInput
    rules: SelectionRules
    demanding: SidedMean
    learning: SidedMean
    wellbeing: SidedMean
    spread_limit: float
    expectations: _Expectations


def select(*, places: SelectionInput, rules: SelectionRules) -> SelectionResult:
    """Return for every place its grounds, what made them, and what follows, in code order.

    Raises KindRefusedError where a forecast or process is offered as a result, or a result as a
    condition; ShapeError and other MethodErrors for input that does not fit together.
    """
    places = _checked(places)
    expectations = _expectations(places, rules)
    judged = _judge(places, rules, expectations)
    variants = _variants(places)
    others = [
        _judge(variant, rules, _expectations_of(variant, places, rules, expectations))
        for variant in variants.values()
    ]
    rows = tuple(
        SelectionRow(
            code=code,
            grounds=own.grounds,
            unknown=own.unknown,
            standing=own.standing,
            pupils=places.pupils.get(code),
            checks=own.checks,
            drivers=own.drivers,
            stability=_stability(own, [other[row] for other in others]),
        )
        for row, (code, own) in enumerate(zip(places.codes, judged, strict=True))
    )
    return SelectionResult(
        selection=rules.selection,
        rows=rows,
        variants=tuple(variants),
        inputs=input_hash("potential", places, rules),
    )


def _checked(places: SelectionInput) -> SelectionInput:
    """Return the input in code order with its values as arrays, or raise saying what is wrong."""
    require_codes(places.codes)
    for demand in places.demands:
        require_kind(demand.condition.indicator, demand.condition.kind, "condition")
    for result in places.results:
        require_kind(result.outcome.indicator, result.outcome.kind, "result")
    if places.spread is not None:
        require_kind(places.spread.indicator, places.spread.kind, "result")
    names = _indicators(places)
    if len(set(names)) != len(names):
        msg = "the same indicator is given twice"
        raise ShapeError(msg)
    if stray := (places.outside | set(places.pupils)) - set(places.codes):
        msg = f"{', '.join(sorted(stray))}: not among the places"
        raise ShapeError(msg)
    return _in_code_order(places)


def _in_code_order(places: SelectionInput) -> SelectionInput:
    """Sort all rows by code."""
    count = len(places.codes)
    order = sorted(range(count), key=places.codes.__getitem__)
    spread = places.spread
    if spread is not None:
        spread = replace(spread, values=finite_table(spread.values, (count,))[order])
    return replace(
        places,
        codes=tuple(places.codes[i] for i in order),
        condition_values=finite_table(places.condition_values, (count, len(places.demands)))[order],
        result_values=finite_table(places.result_values, (count, len(places.results)))[order],
        spread=spread,
    )


def _indicators(places: SelectionInput) -> list[str]:
    """Return every indicator that takes part, in the given order."""
    spread = [places.spread.indicator] if places.spread else []
    return [
        *(demand.condition.indicator for demand in places.demands),
        *(result.outcome.indicator for result in places.results),
        *spread,
    ]


def _variants(places: SelectionInput) -> dict[str, SelectionInput]:
    """Return the input with each indicator left out in turn, by indicator."""
    return {indicator: _without(places, indicator) for indicator in _indicators(places)}


def _without(places: SelectionInput, indicator: str) -> SelectionInput:
    """Return the input as if one indicator had never been looked at."""
    demands = [d.condition.indicator != indicator for d in places.demands]
    results = [r.outcome.indicator != indicator for r in places.results]
    return replace(
        places,
        demands=tuple(d for d, kept in zip(places.demands, demands, strict=True) if kept),
        condition_values=np.asarray(places.condition_values)[:, demands],
        results=tuple(r for r, kept in zip(places.results, results, strict=True) if kept),
        result_values=np.asarray(places.result_values)[:, results],
        spread=None if places.spread and places.spread.indicator == indicator else places.spread,
    )


def _expectations(places: SelectionInput, rules: SelectionRules) -> _Expectations:
    """Return each result's expected rows by indicator and code, as far as they can be had."""
    conditions = [demand.condition for demand in places.demands]
    values, results = np.asarray(places.condition_values), np.asarray(places.result_values)
    inside = _inside(places)
    whole = ~np.isnan(values).any(axis=1)
    found: _Expectations = {}
    for column, result in enumerate(places.results):
        outside = [
            OutsidePlace(places.codes[i], tuple(values[i].tolist()), _known(results[i, column]))
            for i in np.flatnonzero(~inside & whole).tolist()
        ]
        try:
            expected = expect(
                outcome=result.outcome,
                actual=results[inside, column],
                conditions=conditions,
                codes=[places.codes[i] for i in np.flatnonzero(inside).tolist()],
                values=values[inside],
                outside=outside,
                coverage=rules.coverage,
            )
        except TooFewPlacesError:
            # A result that hardly anybody has a figure for leaves its ground unknown, for all.
            found[result.outcome.indicator] = {}
        else:
            found[result.outcome.indicator] = _by_code(expected)
    return found


def _by_code(expected: ExpectedResult) -> dict[str, ExpectedRow]:
    """Return the rows that have an actual result, by code."""
    rows = (*expected.rows, *expected.outside)
    return {row.code: row for row in rows if row.actual is not None}


def _inside(places: SelectionInput) -> npt.NDArray[np.bool_]:
    """Tell which places set the yardstick."""
    return np.array([code not in places.outside for code in places.codes], dtype=np.bool_)


def _known(value: float) -> float | None:
    """Return the value, None for not-a-number."""
    return None if np.isnan(value) else float(value)


def _expectations_of(
    variant: SelectionInput, whole: SelectionInput, rules: SelectionRules, known: _Expectations
) -> _Expectations:
    """Return a variant's expectations, computing them only where its conditions differ."""
    return known if variant.demands == whole.demands else _expectations(variant, rules)


def _judge(
    places: SelectionInput, rules: SelectionRules, expectations: _Expectations
) -> list[_Judged]:
    """Return what this variant says of every place."""
    inside = _inside(places)
    evidence = _Evidence(
        places=places,
        rules=rules,
        demanding=demanding_conditions(places, inside, rules),
        learning=weak_results(places, inside, rules, "learning"),
        wellbeing=weak_results(places, inside, rules, "wellbeing"),
        spread_limit=spread_limit(places, inside, rules),
        expectations=expectations,
    )
    return [_judge_place(evidence, row, code) for row, code in enumerate(places.codes)]


def _judge_place(evidence: _Evidence, row: int, code: str) -> _Judged:
    """Return grounds, checks, drivers and standing of one place."""
    expected = {
        result.outcome.indicator: evidence.expectations[result.outcome.indicator].get(code)
        for result in evidence.places.results
    }
    sided = (evidence.demanding, evidence.learning, evidence.wellbeing)
    means = [side.check(row) for side in sided]
    singles = [
        *below_expected(expected),
        spread_check(evidence.places, evidence.spread_limit, row),
    ]
    better = sum(each is not None and each.standing == "better" for each in expected.values())
    met: dict[Ground, bool | None] = {
        "demanding_conditions": means[0].met,
        "weak_results": _both(means[1].met, means[2].met),
        "below_expected": _below(singles[:-1], better, evidence.rules.worse_at_least),
        "between_school_spread": singles[-1].met,
    }
    grounds = tuple(ground for ground in GROUNDS if met[ground])
    drivers = [
        *(driver for side in sided for driver in side.drivers(row)),
        *drivers_of(singles),
    ]
    return _Judged(
        grounds=grounds,
        unknown=tuple(ground for ground in GROUNDS if met[ground] is None),
        standing=_standing(grounds, better, singles[:-1], evidence.rules),
        checks=(*means, *singles),
        drivers=tuple(driver for driver in drivers if driver.ground in grounds),
    )


def _both(learning: bool | None, wellbeing: bool | None) -> bool | None:
    """Return whether both are weak; one that is not settles it, else an unknown one leaves it."""
    if learning is False or wellbeing is False:
        return False
    return None if learning is None or wellbeing is None else True


def _below(checks: Sequence[Check], better: int, at_least: int) -> bool | None:
    """Return whether enough results are worse than expected and none is better."""
    if all(check.met is None for check in checks):
        return None
    return better == 0 and sum(check.met is True for check in checks) >= at_least


def _standing(
    grounds: Sequence[Ground], better: int, below: Sequence[Check], rules: SelectionRules
) -> Potential:
    """Return the class: a sufficient set of grounds comes first, then better with none worse."""
    if any(set(needed) <= set(grounds) for needed in rules.sufficient):
        return "more_potential"
    if better and not any(check.met for check in below):
        return "better_than_expected"
    return "cannot_be_told_apart"


def _stability(own: _Judged, others: Sequence[_Judged]) -> float | None:
    """Return the share of variants with the same class, None without variants."""
    if not others:
        return None
    return sum(other.standing == own.standing for other in others) / len(others)
