"""From municipalities to groups, by the rules: costs, the best grouping, the facts behind it."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from samspil.figures import snapshot
from samspil.figures.snapshot import Snapshot
from samspil.methods.costs import PairCosts, Weights, pair_costs
from samspil.methods.grouping import (
    Grouping,
    Problem,
    parse_problem,
    solve,
    total_cost,
    worst_group,
)
from samspil.methods.results import Floats, input_hash
from samspil.networks import facts
from samspil.networks.grounds import Grounds, grounds_of
from samspil.networks.likeness import condition_distances
from samspil.places import selectors as places

SEED = 1
NEW_COMPANY = 1 / 3
"""Another proposal: at least so large a share of its pairs were not together before."""
NUDGES = (0.1, 0.2, 0.4, 0.8, 1.6)
"""What it is made to cost to sit together again, in typical pairs, until the company is new."""

ELSEWHERE = 100.0
"""What it costs to be grouped with another network, in typical pairs: more than all else."""

type Codes = tuple[str, ...]
type Groups = tuple[Codes, ...]


@dataclass(frozen=True)
class Question:
    """Which municipalities, by code, are to be grouped in which sizes, and how to weigh them.

    `together` must share a group, of `apart` no two may; `previous` is a grouping to stay close to;
    `count` the number of groups where it is given. `edition` tells whose wishes to learn count.
    Those of different `networks` are not grouped together; who is in none may be with anybody.
    """

    codes: Codes
    sector: str
    low: int
    high: int
    weights: Weights
    seconds: float
    seed: int = SEED
    edition: str = ""
    together: Groups = ()
    apart: Groups = ()
    previous: Groups = ()
    count: int | None = None
    networks: Groups = ()


@dataclass(frozen=True)
class Formed:
    """Groups of codes, what is known about how good they are, and the facts for the reasons."""

    grouping: Grouping
    groups: Groups
    group_facts: tuple[facts.GroupFacts, ...]
    member_facts: dict[str, facts.MemberFacts]


@dataclass(frozen=True)
class Member:
    """What forming needs to know of a municipality."""

    code: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, eq=False)
class Ground:
    """Everything a question is answered from: the members by code, costs, and what was said."""

    members: tuple[Member, ...]
    costs: PairCosts
    known: Grounds

    @property
    def codes(self) -> list[str]:
        """The members' codes, in the sequence of the matrices."""
        return [member.code for member in self.members]


class UnknownMunicipalitiesError(Exception):
    """Codes that no municipality has; `codes` says which."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(", ".join(codes))


def form(question: Question) -> Formed:
    """Return the best groups found, the same whenever the same is asked of the same figures.

    Raises UnknownMunicipalitiesError, grouping.InvalidProblemError when the sizes cannot be met by
    so many, and grouping.InfeasibleError when wishes contradict each other.
    """
    return _formed(question, ground_of(question))


@functools.lru_cache(maxsize=64)
def _formed(question: Question, ground: Ground) -> Formed:
    """Form the groups; kept in the process, since a ground is itself as long as nothing changes."""
    problem = _problem(question, ground, ground.costs.total)
    return described(ground, solve(problem, seconds=question.seconds, seed=question.seed))


def form_another(question: Question, best: Formed, seen: Sequence[Groups]) -> Formed | None:
    """Return good groups in which a third of the pairs were together in none of `seen`, or None.

    Sitting together again is made a little dearer, and then more, until the company is new. Cost
    and bound are those of the question as it was asked; `best` is its best answer.
    """
    ground = ground_of(question)
    again = _together_before(ground.codes, seen)
    for nudge in NUDGES:
        problem = _problem(question, ground, ground.costs.total + nudge * again)
        found = solve(problem, seconds=question.seconds / 4, seed=question.seed)
        groups: Groups = tuple(tuple(map(str, group)) for group in found.groups)
        if all(company_is_new(groups, other) for other in seen):
            return judge(question, groups, bound=best.grouping.bound)
    return None


def judge(question: Question, groups: Groups, *, bound: float = 0.0) -> Formed:
    """Return what can be said of groups somebody has made, by the same measure.

    `bound` is below every allowed grouping's cost, as far as is known.
    """
    ground = ground_of(question)
    # Sizes and wishes are the maker's own affair here: only the costs are asked about.
    free = replace(question, low=1, high=max(map(len, groups)), together=(), apart=(), count=None)
    problem = _problem(replace(free, previous=()), ground, ground.costs.total)
    cost = total_cost(problem, groups)
    known = min(bound, cost)
    judged = Grouping(
        groups=groups,
        cost=cost,
        bound=known,
        gap=(cost - known) / cost if cost > 0 else 0.0,
        proved=False,
        worst_group=worst_group(problem, groups),
        moves=None,
        stopped="work",
        seconds=0.0,
        seed=question.seed,
        inputs=input_hash([input_hash(problem), sorted(map(sorted, groups))]),
    )
    return described(ground, judged)


def described(ground: Ground, found: Grouping) -> Formed:
    """Return a grouping with the facts of each group and each in it."""
    codes = ground.codes
    groups: Groups = tuple(tuple(map(str, group)) for group in found.groups)
    places_of = [[codes.index(code) for code in group] for group in groups]
    people = [member.population for member in ground.members]
    said = dict(zip(codes, ground.known.said or (None,) * len(codes), strict=True))
    by_minutes = ground.known.minutes is not None
    return Formed(
        grouping=found,
        groups=groups,
        group_facts=tuple(
            facts.group_facts(ground.costs, people, group, by_minutes=by_minutes)
            for group in places_of
        ),
        member_facts=facts.member_facts(
            ground.costs,
            codes,
            people,
            places_of,
            {code: one for code, one in said.items() if one is not None},
            by_minutes=by_minutes,
        ),
    )


def company_is_new(groups: Groups, before: Groups) -> bool:
    """Whether at least a third of the pairs were not together before."""
    pairs, former = _pairs(groups), _pairs(before)
    return bool(pairs) and len(pairs - former) >= NEW_COMPANY * len(pairs)


def ground_of(question: Question) -> Ground:
    """Return what the question is answered from. Raises UnknownMunicipalitiesError."""
    members = _members(question.codes)
    known = grounds_of(question.edition, question.sector, [member.code for member in members])
    return _ground(snapshot.current(), members, question.sector, question.weights, known)


@functools.lru_cache(maxsize=64)
def _ground(
    figures: Snapshot,  # noqa: ARG001 - costs are kept in the process for each vintage of figures
    members: tuple[Member, ...],
    sector: str,
    weights: Weights,
    known: Grounds,
) -> Ground:
    costs = pair_costs(
        points=[[member.latitude, member.longitude] for member in members],
        populations=[member.population for member in members],
        distances=condition_distances([member.code for member in members], sector),
        weights=weights,
        travel=known.minutes,
        unmatched=known.unmatched(),
    )
    return Ground(members, costs, known)


def _problem(question: Question, ground: Ground, costs: Floats) -> Problem:
    codes = set(ground.codes)
    costs = costs + ELSEWHERE * _across(ground.codes, question.networks)
    stated: dict[str, object] = {
        "members": [{"id": code} for code in ground.codes],
        "cost": costs.tolist(),
        "sizes": {"min": question.low, "max": question.high},
        "together": [list(group) for group in question.together],
        "apart": [list(group) for group in question.apart],
    }
    if question.count is not None:
        stated["count"] = question.count
    if question.previous:
        here = [[code for code in group if code in codes] for group in question.previous]
        stated["previous"] = [group for group in here if group]
    return parse_problem(stated)


def _members(codes: Sequence[str]) -> tuple[Member, ...]:
    """Return the municipalities in order of code, so that the order of asking does not matter."""
    known = {
        place.code: place
        for place in (*places.real_municipalities(), *places.example_municipalities())
    }
    if unknown := sorted(set(codes) - set(known)):
        raise UnknownMunicipalitiesError(unknown)
    found = (known[code] for code in sorted(set(codes)))
    return tuple(Member(m.code, m.latitude, m.longitude, m.population) for m in found)


def _pairs(groups: Groups) -> set[tuple[str, ...]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _across(codes: Sequence[str], networks: Groups) -> Floats:
    """Return (n, n) with 1 where two are of different networks."""
    of = {code: number for number, group in enumerate(networks) for code in group}
    place = np.array([of.get(code, -1) for code in codes])
    known = (place[:, None] >= 0) & (place[None, :] >= 0)
    across: Floats = (known & (place[:, None] != place[None, :])).astype(float)
    return across


def _together_before(codes: Sequence[str], seen: Sequence[Groups]) -> Floats:
    """Return (n, n) in how many of the groupings two were together."""
    at = {code: place for place, code in enumerate(codes)}
    again = np.zeros((len(codes), len(codes)))
    for groups in seen:
        for first, second in _pairs(groups):
            again[at[first], at[second]] += 1.0
            again[at[second], at[first]] += 1.0
    return again
