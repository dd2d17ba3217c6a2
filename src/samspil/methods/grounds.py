"""The four grounds of a selection: each gives checks (met or not, and why) and drivers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspil.methods.conditions import (
    Scale,
    Transform,
    condition_table,
    indicators_of,
    reference_scale,
)
from samspil.methods.expected import ExpectedRow
from samspil.methods.results import Floats
from samspil.methods.selection import (
    Area,
    Check,
    Driver,
    Ground,
    Part,
    SelectionInput,
    SelectionRules,
)

DUST = 1e-9
"""A score passes a threshold when it is above it by more than rounding dust."""


@dataclass(frozen=True, eq=False)
class SidedMean:
    """Indicators turned so that high is the demanding or weak end, and the weighted mean of them.

    Per place: `values` (n, p) own units, `turned` (n, p) in sd, `scores` (n), NaN where too few
    are known. `threshold` is on the scores, `limits` (p) the same in own units. `weights` (p).
    """

    ground: Ground
    part: str
    indicators: tuple[str, ...]
    values: Floats
    turned: Floats
    weights: Floats
    scores: Floats
    threshold: float
    limits: Floats
    scale: Scale
    turns: Floats
    transforms: tuple[Transform, ...]
    quantile: float

    def check(self, row: int) -> Check:
        """Return the comparison of one place's mean score with the threshold."""
        score = float(self.scores[row]) if self.indicators else np.nan
        if np.isnan(score) or np.isnan(self.threshold):
            return Check(self.ground, self.part, None, None, None)
        met = bool(score > self.threshold + DUST)
        parts = self._parts(row, score)
        return Check(self.ground, self.part, score, self.threshold, met, parts)

    def _parts(self, row: int, score: float) -> tuple[Part, ...]:
        """Return what one place's mean is made of, and where each alone would tip it."""
        known = ~np.isnan(self.turned[row])
        total = float(self.weights[known].sum())
        with np.errstate(divide="ignore", invalid="ignore"):
            further = (self.threshold - score) * total / self.weights
        tips = self._in_own_units(self.turned[row] + further)
        return tuple(
            Part(name, _or_none(self.values[row, i]), _or_none(self.limits[i]), _or_none(tips[i]))
            for i, name in enumerate(self.indicators)
        )

    def _in_own_units(self, turned: Floats) -> Floats:
        """Return turned sd (p) as values of the indicators."""
        return _own_units(self.scale.mean + self.turns * turned * self.scale.sd, self.transforms)

    def met_when_moved(self, moves: Floats, inside: npt.NDArray[np.bool_]) -> Floats:
        """Return whether each place passes (draws, n) with weights times moves (draws, p).

        1 or 0, NaN where the place's mean is unknown under the given weights. The threshold is
        drawn anew from the moved scores of the places inside.
        """
        known = ~np.isnan(self.turned)
        decided = ~np.isnan(self.scores) if self.indicators else np.zeros(len(inside), np.bool_)
        met = np.full((len(moves), len(inside)), np.nan)
        if not (decided & inside).any():
            return met
        weights = self.weights * moves
        total = weights @ np.where(known, self.turned, 0.0).T
        scores = total[:, decided] / (weights @ known.astype(np.float64).T)[:, decided]
        limits = np.quantile(scores[:, inside[decided]], self.quantile, axis=1)
        met[:, decided] = scores > limits[:, None] + DUST
        return met

    def drivers(self, row: int) -> list[Driver]:
        """Return the indicators that by themselves lie beyond the threshold of the mean."""
        beyond = np.flatnonzero(self.turned[row] > self.threshold).tolist()
        return [
            Driver(
                self.ground, self.indicators[i], float(self.values[row, i]), float(self.limits[i])
            )
            for i in beyond
        ]


def demanding_conditions(
    places: SelectionInput, inside: npt.NDArray[np.bool_], rules: SelectionRules
) -> SidedMean:
    """Return the mean of the conditions that have a demanding end."""
    used = [i for i, demand in enumerate(places.demands) if demand.demanding]
    conditions = [places.demands[i].condition for i in used]
    values = np.asarray(places.condition_values, dtype=np.float64)[:, used]
    table = condition_table(conditions, places.codes, values)
    turns = [1.0 if places.demands[i].demanding == "high" else -1.0 for i in used]
    names, scales = indicators_of(conditions), [condition.transform for condition in conditions]
    weights = [places.demands[i].weight for i in used]
    quantile = rules.demanding_quantile
    side = _Side("demanding_conditions", "", names, scales, turns, weights, quantile)
    return _sided_mean(side, values, table, inside, rules.known_share)


def weak_results(
    places: SelectionInput, inside: npt.NDArray[np.bool_], rules: SelectionRules, area: Area
) -> SidedMean:
    """Return the mean of an area's results, those without a better end left out."""
    used = [
        i
        for i, result in enumerate(places.results)
        if result.area == area and result.outcome.direction != "neutral"
    ]
    outcomes = [places.results[i].outcome for i in used]
    values = np.asarray(places.result_values, dtype=np.float64)[:, used]
    turns = [-1.0 if outcome.direction == "higher" else 1.0 for outcome in outcomes]
    names = [outcome.indicator for outcome in outcomes]
    scales: list[Transform] = ["none"] * len(used)
    weights = [places.results[i].weight for i in used]
    side = _Side("weak_results", area, names, scales, turns, weights, rules.weak_quantile)
    return _sided_mean(side, values, values, inside, rules.known_share)


def below_expected(rows: dict[str, ExpectedRow | None]) -> list[Check]:
    """Return one check per result: met where it lies on the worse side of its interval.

    The threshold is the end of the interval on that side of the expectation where the result is.
    """
    checks = []
    for indicator, row in rows.items():
        if row is None or row.actual is None:
            checks.append(Check("below_expected", indicator, None, None, None))
            continue
        end = row.low if row.actual < row.expected else row.high
        met = row.standing == "worse"
        checks.append(Check("below_expected", indicator, row.actual, end, met, expected=row))
    return checks


def spread_limit(
    places: SelectionInput, inside: npt.NDArray[np.bool_], rules: SelectionRules
) -> float:
    """Return the spread above which it is a ground; NaN where no spread is known."""
    if places.spread is None:
        return np.nan
    return _quantile(
        np.asarray(places.spread.values, dtype=np.float64)[inside], rules.spread_quantile
    )


def spread_check(places: SelectionInput, limit: float, row: int) -> Check:
    """Return the comparison of one place's spread between schools with the limit."""
    if places.spread is None:
        return Check("between_school_spread", "", None, None, None)
    value = float(np.asarray(places.spread.values)[row])
    if np.isnan(value) or np.isnan(limit):
        return Check("between_school_spread", places.spread.indicator, None, None, None)
    met = value > limit + DUST * abs(limit)
    return Check("between_school_spread", places.spread.indicator, value, limit, met)


def drivers_of(checks: Sequence[Check]) -> list[Driver]:
    """Return the drivers of grounds whose checks are single indicators in their own unit."""
    return [
        Driver(check.ground, check.part, check.score, check.threshold)
        for check in checks
        if check.met and check.score is not None and check.threshold is not None
    ]


@dataclass(frozen=True)
class _Side:
    """What a mean is made of: turns are 1 where high is the demanding or weak end, else -1."""

    ground: Ground
    part: str
    indicators: list[str]
    scales: list[Transform]
    turns: list[float]
    weights: list[float]
    quantile: float


def _sided_mean(
    side: _Side,
    values: Floats,
    table: Floats,
    inside: npt.NDArray[np.bool_],
    known_share: float,
) -> SidedMean:
    """Standardise the table on the places inside, turn it, take means and their quantile."""
    scale = reference_scale(side.indicators, table[inside])
    turns = np.array(side.turns, dtype=np.float64)
    weights = np.array(side.weights, dtype=np.float64)
    turned = scale.standardise(table) * turns
    scores = _row_means(turned, weights, known_share)
    threshold = _quantile(scores[inside], side.quantile)
    return SidedMean(
        ground=side.ground,
        part=side.part,
        indicators=tuple(side.indicators),
        values=values,
        turned=turned,
        weights=weights,
        scores=scores,
        threshold=threshold,
        limits=_own_units(scale.mean + turns * threshold * scale.sd, side.scales),
        scale=scale,
        turns=turns,
        transforms=tuple(side.scales),
        quantile=side.quantile,
    )


def _own_units(limits: Floats, scales: Sequence[Transform]) -> Floats:
    """Return limits (p) back from each indicator's scale to its own unit."""
    return np.array(
        [
            np.exp(min(limit, 700.0)) if scale == "log" else limit
            for limit, scale in zip(limits.tolist(), scales, strict=True)
        ],
        dtype=np.float64,
    )


def _row_means(turned: Floats, weights: Floats, known_share: float) -> Floats:
    """Return each row's weighted mean over what is known, NaN where too little weight is."""
    known = ~np.isnan(turned)
    weight = known @ weights
    total = np.where(known, turned, 0.0) @ weights
    means: Floats = np.divide(total, weight, out=np.full(len(turned), np.nan), where=weight > 0.0)
    means[weight < known_share * weights.sum() - DUST] = np.nan
    return means


def _quantile(values: Floats, quantile: float) -> float:
    """Return the quantile of the known values (linear between order statistics), NaN for none."""
    known = values[~np.isnan(values)]
    return float(np.quantile(known, quantile)) if known.size else np.nan


def _or_none(value: float) -> float | None:
    """Return a number, None for not-a-number or one beyond all bounds."""
    return float(value) if np.isfinite(value) else None
