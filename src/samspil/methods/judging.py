"""What one variant of a selection says of each place, and whether that stands.

Rules, decisions and tests: docs/methods/potential.md.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from samspil.methods.expected import ExpectedRow
from samspil.methods.grounds import (
    SidedMean,
    below_expected,
    demanding_conditions,
    drivers_of,
    spread_check,
    spread_limit,
    weak_results,
)
from samspil.methods.results import Floats
from samspil.methods.selection import (
    GROUNDS,
    Check,
    Driver,
    Ground,
    Potential,
    SelectionInput,
    SelectionRules,
)

type Expectations = dict[str, dict[str, ExpectedRow]]


@dataclass(frozen=True, eq=False)
class Judged:
    """What one variant of the selection says of one place.

    `met` by ground, None where it cannot be decided. `asked`: some result is better than expected
    and none worse.
    """

    met: Mapping[Ground, bool | None]
    asked: bool
    rules: SelectionRules
    checks: tuple[Check, ...]
    drivers: tuple[Driver, ...] = ()

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds met."""
        return tuple(ground for ground in GROUNDS if self.met[ground])

    @property
    def unknown(self) -> tuple[Ground, ...]:
        """The grounds that cannot be decided."""
        return tuple(ground for ground in GROUNDS if self.met[ground] is None)

    @property
    def standing(self) -> Potential:
        """The class: a sufficient set of grounds comes first, then better with none worse."""
        if any(set(needed) <= set(self.grounds) for needed in self.rules.sufficient):
            return "more_potential"
        return "better_than_expected" if self.asked else "cannot_be_told_apart"


@dataclass(frozen=True, eq=False)
class Evidence:
    """One variant's thresholds and scores, from which each place is judged."""

    places: SelectionInput
    rules: SelectionRules
    demanding: SidedMean
    learning: SidedMean
    wellbeing: SidedMean
    spread_limit: float
    expectations: Expectations


def inside_of(places: SelectionInput) -> npt.NDArray[np.bool_]:
    """Tell which places set the yardstick."""
    return np.array([code not in places.outside for code in places.codes], dtype=np.bool_)


def evidence_of(
    places: SelectionInput, rules: SelectionRules, expectations: Expectations
) -> Evidence:
    """Return one variant's thresholds and scores."""
    inside = inside_of(places)
    return Evidence(
        places=places,
        rules=rules,
        demanding=demanding_conditions(places, inside, rules),
        learning=weak_results(places, inside, rules, "learning"),
        wellbeing=weak_results(places, inside, rules, "wellbeing"),
        spread_limit=spread_limit(places, inside, rules),
        expectations=expectations,
    )


def judge(evidence: Evidence) -> list[Judged]:
    """Return what this variant says of every place."""
    return [_judge_place(evidence, row, code) for row, code in enumerate(evidence.places.codes)]


def _judge_place(evidence: Evidence, row: int, code: str) -> Judged:
    """Return grounds, checks, drivers and standing of one place."""
    expected = {
        result.outcome.indicator: evidence.expectations[result.outcome.indicator].get(code)
        for result in evidence.places.results
    }
    sided = (evidence.demanding, evidence.learning, evidence.wellbeing)
    means = [side.check(row) for side in sided]
    below = below_expected(expected)
    spread = spread_check(evidence.places, evidence.spread_limit, row)
    better = sum(each is not None and each.standing == "better" for each in expected.values())
    judged = Judged(
        met={
            "demanding_conditions": means[0].met,
            "weak_results": _both(means[1].met, means[2].met),
            "below_expected": _below(below, better, evidence.rules.worse_at_least),
            "between_school_spread": spread.met,
        },
        asked=bool(better) and not any(check.met for check in below),
        rules=evidence.rules,
        checks=(*means, *below, spread),
    )
    drivers = [
        *(driver for side in sided for driver in side.drivers(row)),
        *drivers_of([*below, spread]),
    ]
    return replace(judged, drivers=tuple(d for d in drivers if d.ground in judged.grounds))


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


def moved_standings(evidence: Evidence, judged: Sequence[Judged]) -> list[float]:
    """Return for every place the share of draws of moved weights that leave its class.

    Every weight is multiplied by a number between 1 - jitter and 1 + jitter, seeded; thresholds
    are found anew. What results let one expect, and the spread, have no weights to move.
    """
    rules, places = evidence.rules, evidence.places
    rng = np.random.default_rng(rules.seed)
    ends = (1.0 - rules.jitter, 1.0 + rules.jitter)
    moves = {d.condition.indicator: rng.uniform(*ends, rules.draws) for d in places.demands} | {
        r.outcome.indicator: rng.uniform(*ends, rules.draws) for r in places.results
    }
    inside = inside_of(places)
    sides = [
        side.met_when_moved(_columns(moves, side.indicators, rules.draws), inside)
        for side in (evidence.demanding, evidence.learning, evidence.wellbeing)
    ]
    return [
        _share_kept(own, [side[:, row].tolist() for side in sides])
        for row, own in enumerate(judged)
    ]


def _columns(moves: Mapping[str, Floats], indicators: Sequence[str], draws: int) -> Floats:
    """Return the moves of some indicators as (draws, p)."""
    return np.array([moves[name] for name in indicators]).reshape(len(indicators), draws).T


def _share_kept(own: Judged, sides: Sequence[list[float]]) -> float:
    """Return the share of draws in which a place has its own class; whether each side is met."""
    draws = Counter(zip(*(map(_decided, side) for side in sides), strict=True))
    kept = 0
    for (hard, low, unwell), count in draws.items():
        met = {**own.met, "demanding_conditions": hard, "weak_results": _both(low, unwell)}
        kept += count * (replace(own, met=met).standing == own.standing)
    return kept / draws.total()


def _decided(met: float) -> bool | None:
    """Return 1 and 0 as true and false, not-a-number as unknown."""
    return None if math.isnan(met) else bool(met)
