"""What can be said of a group and of each in it, as numbers; words are made when it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

import numpy as np

from samspil.methods.costs import PairCosts, mean_to_others
from samspil.methods.results import Floats


@dataclass(frozen=True)
class Said:
    """The levers of which a municipality can share something, and wants to learn."""

    shares: frozenset[int]
    learns: frozenset[int]


@dataclass(frozen=True)
class _Stored:
    """Facts that are kept with a plan, so that its reasons stay those it was accepted for."""

    def as_json(self) -> dict[str, Any]:
        """Return the facts as they are stored."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return stored facts; what an earlier version did not store is None."""
        return cls(**{field.name: stored.get(field.name) for field in fields(cls)})


@dataclass(frozen=True)
class MemberFacts(_Stored):
    """Why a municipality is in its group.

    Kilometres as the crow flies; `likeness` is the mean difference in conditions to the others,
    where 1 is the typical pair of all taking part (None: not known); `others_low` and
    `others_high` the smallest and largest population among the others. `closer_group` is the
    number of another group it would on its own be closer to, 0 when there is none. `mean_minutes`
    is the mean travel time to the others where travel times were used; of the `wanted` levers it
    would learn about, somebody in the group is strong in `offered` (None: it has said nothing).
    """

    population: int
    nearest: str
    nearest_km: float
    mean_km: float
    likeness: float | None
    others_low: int
    others_high: int
    closer_group: int
    mean_minutes: float | None = None
    wanted: int | None = None
    offered: int | None = None


@dataclass(frozen=True)
class GroupFacts(_Stored):
    """What holds a group together, over its pairs; `cost` is 1 for the typical pair."""

    mean_km: float
    longest_km: float
    typical_km: float
    likeness: float | None
    population_low: int
    population_high: int
    cost: float
    mean_minutes: float | None = None


def group_facts(
    costs: PairCosts,
    populations: Sequence[int],
    members: Sequence[int],
    *,
    by_minutes: bool = False,
) -> GroupFacts:
    """Return the facts of one group; `members` are places in the matrices.

    `by_minutes` when travel was measured in minutes.
    """
    people = [populations[member] for member in members]
    travel = costs.km
    return GroupFacts(
        mean_km=_mean_of_pairs(travel.raw, members) or 0.0,
        longest_km=float(travel.raw[np.ix_(members, members)].max()),
        typical_km=travel.typical,
        likeness=_likeness_of_pairs(costs, members),
        population_low=min(people),
        population_high=max(people),
        cost=_mean_of_pairs(costs.total, members) or 0.0,
        mean_minutes=_mean_of_pairs(costs.parts["travel"].raw, members) if by_minutes else None,
    )


def member_facts(
    costs: PairCosts,
    codes: Sequence[str],
    populations: Sequence[int],
    groups: Sequence[Sequence[int]],
    said: Mapping[str, Said] | None = None,
    *,
    by_minutes: bool = False,
) -> dict[str, MemberFacts]:
    """Return by code why each is where it is; `groups` hold places in the matrices.

    `said` is what each can share and wants to learn, by code.
    """
    found = {}
    km = costs.km.raw
    for group in groups:
        minutes = mean_to_others(costs.parts["travel"].raw, group) if by_minutes else None
        mean_km = mean_to_others(km, group)
        likeness = mean_to_others(_known_likeness(costs), group)
        for at, member in enumerate(group):
            others = [other for other in group if other != member]
            nearest = min(others, key=lambda other: (km[member, other], codes[other]))
            people = [populations[other] for other in others]
            found[codes[member]] = MemberFacts(
                population=populations[member],
                nearest=codes[nearest],
                nearest_km=float(km[member, nearest]),
                mean_km=float(mean_km[at]),
                likeness=_or_none(likeness[at]),
                others_low=min(people),
                others_high=max(people),
                closer_group=_closer(costs.total, member, group, groups),
                mean_minutes=None if minutes is None else _or_none(minutes[at]),
                **_learning(said or {}, codes[member], [codes[other] for other in others]),
            )
    return found


def _learning(said: Mapping[str, Said], code: str, others: Sequence[str]) -> dict[str, int]:
    """Return of how many levers it wants to learn, and of how many somebody can tell."""
    own = said.get(code)
    if own is None or not own.learns:
        return {}
    strong = {lever for other in others if other in said for lever in said[other].shares}
    return {"wanted": len(own.learns), "offered": len(own.learns & strong)}


def _closer(total: Floats, member: int, own: Sequence[int], groups: Sequence[Sequence[int]]) -> int:
    """Return the number of the group with the lowest mean cost to it, 0 when that is its own."""
    here = float(np.mean([total[member, other] for other in own if other != member]))
    elsewhere = [
        (float(np.mean([total[member, other] for other in group])), number)
        for number, group in enumerate(groups, start=1)
        if member not in group
    ]
    nearest, number = min(elsewhere, default=(here, 0))
    return number if nearest < here - 1e-9 else 0


def _known_likeness(costs: PairCosts) -> Floats:
    """Return the scaled difference in conditions, NaN where the pair could not be compared."""
    part = costs.parts["comparability"]
    return np.where(np.isnan(part.raw), np.nan, part.scaled)


def _likeness_of_pairs(costs: PairCosts, members: Sequence[int]) -> float | None:
    return _mean_of_pairs(_known_likeness(costs), members)


def _mean_of_pairs(matrix: Floats, members: Sequence[int]) -> float | None:
    """Return the mean over the pairs of a group that are known, None where none is."""
    inside = matrix[np.ix_(members, members)]
    pairs = inside[np.triu_indices(len(members), k=1)]
    known = pairs[~np.isnan(pairs)]
    return float(known.mean()) if known.size else None


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
