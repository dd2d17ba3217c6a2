"""The typed inputs, rules and results of selecting municipalities with potential."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy.typing as npt

from samspil.methods.conditions import Condition, Kind
from samspil.methods.expected import ExpectedRow, Outcome
from samspil.methods.results import MethodError

Ground = Literal["demanding_conditions", "weak_results", "below_expected", "between_school_spread"]
Potential = Literal["more_potential", "cannot_be_told_apart", "better_than_expected"]
Area = Literal["learning", "wellbeing", "other"]

GROUNDS: tuple[Ground, ...] = (
    "demanding_conditions",
    "weak_results",
    "below_expected",
    "between_school_spread",
)


class RulesError(MethodError):
    """Selection rules that contradict themselves."""


@dataclass(frozen=True)
class Demand:
    """A condition and the end of it that is demanding; None: it only serves the expectation.

    `weight` is its share in the mean of the conditions; only proportions matter.
    """

    condition: Condition
    demanding: Literal["high", "low"] | None
    weight: float = 1.0


@dataclass(frozen=True)
class AreaResult:
    """A result and the area it tells of; `other` counts for the expectation only.

    `weight` is its share in the mean of the area's results; only proportions matter.
    """

    outcome: Outcome
    area: Area
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class SpreadColumn:
    """The spread between schools (places,) of one result; NaN where there is none to give."""

    indicator: str
    kind: Kind
    values: npt.ArrayLike


@dataclass(frozen=True)
class PupilCount:
    """Pupils concerned and the school year or date they were counted."""

    count: int
    year: str


@dataclass(frozen=True, eq=False)
class SelectionInput:
    """Everything a selection looks at; NaN is missing.

    `condition_values` is (places, demands), `result_values` (places, results), own units. `sizes`
    (places,) is what chance goes by, None where all count alike (see expected.md). Places in
    `outside` are judged, but never set a threshold nor enter a model.
    """

    codes: tuple[str, ...]
    demands: tuple[Demand, ...]
    condition_values: npt.ArrayLike
    results: tuple[AreaResult, ...]
    result_values: npt.ArrayLike
    spread: SpreadColumn | None = None
    pupils: Mapping[str, PupilCount] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()
    sizes: npt.ArrayLike | None = None


@dataclass(frozen=True)
class SelectionRules:
    """The thresholds, as a versioned value.

    The quantiles say above which share of the reference a mean score (or the spread) counts:
    2/3 is the top third. `coverage` is of the expected values' intervals, `worse_at_least` how
    many results must lie on the worse side of theirs (with none on the better). A mean score
    needs `known_share` of the weight of its indicators. `sufficient`: sets of grounds, each enough
    alone for `more_potential`. `jitter`, `draws`, `seed`: how far weights are moved, how often and
    with which random numbers, to see whether a class stands.
    """

    selection: str
    demanding_quantile: float = 2 / 3
    weak_quantile: float = 2 / 3
    spread_quantile: float = 0.9
    coverage: float = 0.8
    worse_at_least: int = 1
    known_share: float = 0.5
    sufficient: tuple[tuple[Ground, ...], ...] = (
        ("demanding_conditions", "weak_results"),
        ("below_expected",),
        ("between_school_spread",),
    )
    jitter: float = 0.2
    draws: int = 200
    seed: int = 1

    def __post_init__(self) -> None:
        quantiles = (self.demanding_quantile, self.weak_quantile, self.spread_quantile)
        if not all(0.0 < quantile < 1.0 for quantile in quantiles):
            msg = f"quantiles must lie between 0 and 1 (got {quantiles})"
            raise RulesError(msg)
        if self.worse_at_least < 1 or not 0.0 < self.known_share <= 1.0:
            msg = "worse_at_least must be at least 1 and known_share over 0, at most 1"
            raise RulesError(msg)
        if not 0.0 <= self.jitter < 1.0 or self.draws < 1:
            msg = "jitter must be at least 0 and under 1, draws at least 1"
            raise RulesError(msg)
        if not all(grounds and set(grounds) <= set(GROUNDS) for grounds in self.sufficient):
            msg = f"each sufficient set must hold some of {', '.join(GROUNDS)}"
            raise RulesError(msg)


@dataclass(frozen=True)
class Part:
    """An indicator in a mean, in its own unit.

    `limit`: the value that alone lies as far out as the mean must. `tips_at`: the value at which
    the whole mean would pass or no longer pass, the others unchanged. None is unknown.
    """

    indicator: str
    value: float | None
    limit: float | None
    tips_at: float | None


@dataclass(frozen=True)
class Check:
    """One comparison with a threshold, met or not, for "why us" and "why not us".

    `part`: the area, indicator, or "" for the mean of the conditions. `score` and `threshold`
    are mean standard deviations towards the demanding or weak end for the first two grounds, the
    indicator's own unit for the others. All None where too little is known. `parts`: what a mean
    is made of; `expected`: what a result was held against.
    """

    ground: Ground
    part: str
    score: float | None
    threshold: float | None
    met: bool | None
    parts: tuple[Part, ...] = ()
    expected: ExpectedRow | None = None


@dataclass(frozen=True)
class Driver:
    """An indicator that made a ground: its value and the threshold it passed, in its own unit."""

    ground: Ground
    indicator: str
    value: float
    threshold: float


@dataclass(frozen=True)
class SelectionRow:
    """One municipality: grounds met, grounds that could not be decided, what follows.

    `pupils` None is unknown. `stability`: share of the variants with one indicator left out that
    come to the same `standing`; None where there is nothing to leave out. `turned_by`: the
    indicators without which it is another. `stability_weights`: share of the draws with moved
    weights that come to the same.
    """

    code: str
    grounds: tuple[Ground, ...]
    unknown: tuple[Ground, ...]
    standing: Potential
    pupils: PupilCount | None
    checks: tuple[Check, ...]
    drivers: tuple[Driver, ...]
    stability: float | None
    turned_by: tuple[str, ...]
    stability_weights: float


@dataclass(frozen=True)
class SelectionResult:
    """Every municipality in code order: there is no rank and no total score to order by."""

    selection: str
    rows: tuple[SelectionRow, ...]
    variants: tuple[str, ...]
    inputs: str
