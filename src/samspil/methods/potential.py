"""Where could more children gain? Two-sided selection from conditions and results, never a rank.

Rules, decisions and tests: docs/methods/potential.md.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from samspil.methods.conditions import finite_table, require_codes, require_kind
from samspil.methods.expected import ExpectedResult, ExpectedRow, OutsidePlace, expect
from samspil.methods.judging import (
    Expectations,
    evidence_of,
    inside_of,
    judge,
    moved_standings,
)
from samspil.methods.results import MethodError, ShapeError, TooFewPlacesError, input_hash
from samspil.methods.selection import (
    SelectionInput,
    SelectionResult,
    SelectionRow,
    SelectionRules,
)


def select(*, places: SelectionInput, rules: SelectionRules) -> SelectionResult:
    """Return for every place its grounds, what made them, and what follows, in code order.

    Raises KindRefusedError where a forecast or process is offered as a result, or a result as a
    condition; ShapeError and other MethodErrors for input that does not fit together.
    """
    places = _checked(places)
    expectations = _expectations(places, rules)
    evidence = evidence_of(places, rules, expectations)
    judged = judge(evidence)
    moved = moved_standings(evidence, judged)
    variants = _variants(places)
    others = [
        judge(evidence_of(variant, rules, _expectations_of(variant, places, rules, expectations)))
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
            stability=_share([other[row].standing == own.standing for other in others]),
            turned_by=tuple(
                name
                for name, other in zip(variants, others, strict=True)
                if other[row].standing != own.standing
            ),
            stability_weights=moved[row],
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
    if not all(0.0 <= w < np.inf for w in _weights(places)):
        msg = "weights must be finite and not negative"
        raise MethodError(msg)
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
        sizes=None if places.sizes is None else finite_table(places.sizes, (count,))[order],
    )


def _indicators(places: SelectionInput) -> list[str]:
    """Return every indicator that takes part, in the given order."""
    spread = [places.spread.indicator] if places.spread else []
    return [
        *(demand.condition.indicator for demand in places.demands),
        *(result.outcome.indicator for result in places.results),
        *spread,
    ]


def _weights(places: SelectionInput) -> list[float]:
    """Return every weight in the means."""
    return [*(d.weight for d in places.demands), *(r.weight for r in places.results)]


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


def _expectations(places: SelectionInput, rules: SelectionRules) -> Expectations:
    """Return each result's expected rows by indicator and code, as far as they can be had."""
    conditions = [demand.condition for demand in places.demands]
    values, results = np.asarray(places.condition_values), np.asarray(places.result_values)
    inside = inside_of(places)
    whole = ~np.isnan(values).any(axis=1)
    found: Expectations = {}
    for column, result in enumerate(places.results):
        outside = [
            OutsidePlace(
                places.codes[i],
                tuple(values[i].tolist()),
                _known(results[i, column]),
                _size(places, i),
            )
            for i in np.flatnonzero(~inside & whole).tolist()
        ]
        try:
            expected = expect(
                outcome=result.outcome,
                actual=results[inside, column],
                conditions=conditions,
                codes=[places.codes[i] for i in np.flatnonzero(inside).tolist()],
                values=values[inside],
                sizes=None if places.sizes is None else np.asarray(places.sizes)[inside],
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


def _size(places: SelectionInput, row: int) -> float | None:
    """Return the size of one place, None where all count alike."""
    return None if places.sizes is None else float(np.asarray(places.sizes)[row])


def _known(value: float) -> float | None:
    """Return the value, None for not-a-number."""
    return None if np.isnan(value) else float(value)


def _expectations_of(
    variant: SelectionInput, whole: SelectionInput, rules: SelectionRules, known: Expectations
) -> Expectations:
    """Return a variant's expectations, computing them only where its conditions differ."""
    return known if variant.demands == whole.demands else _expectations(variant, rules)


def _share(same: Sequence[bool]) -> float | None:
    """Return the share that is true, None of nothing."""
    return sum(same) / len(same) if same else None
