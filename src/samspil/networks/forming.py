"""From municipalities to groups, by the rules: costs, the best grouping, the facts behind it."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from samspil.figures import snapshot
from samspil.figures.snapshot import Snapshot
from samspil.methods.costs import PairCosts, Weights, pair_costs
from samspil.methods.grouping import Grouping, parse_problem, solve
from samspil.networks import facts
from samspil.networks.likeness import condition_distances
from samspil.places import selectors as places

SEED = 1


@dataclass(frozen=True)
class Question:
    """Which municipalities, by code, are to be grouped in which sizes, and how to weigh them."""

    codes: tuple[str, ...]
    sector: str
    low: int
    high: int
    weights: Weights
    seconds: float
    seed: int = SEED


@dataclass(frozen=True)
class Formed:
    """Groups of codes, what is known about how good they are, and the facts for the reasons."""

    grouping: Grouping
    groups: tuple[tuple[str, ...], ...]
    group_facts: tuple[facts.GroupFacts, ...]
    member_facts: dict[str, facts.MemberFacts]


@dataclass(frozen=True)
class Member:
    """What forming needs to know of a municipality."""

    code: str
    latitude: float
    longitude: float
    population: int


class UnknownMunicipalitiesError(Exception):
    """Codes that no municipality has; `codes` says which."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(", ".join(codes))


def form(question: Question) -> Formed:
    """Return the best groups found, the same whenever the same is asked of the same figures.

    Raises UnknownMunicipalitiesError, and grouping.InvalidProblemError when the sizes cannot be
    met by so many.
    """
    return _formed(snapshot.current(), question, _members(question.codes))


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


@functools.lru_cache(maxsize=64)
def _formed(figures: Snapshot, question: Question, members: tuple[Member, ...]) -> Formed:  # noqa: ARG001
    """Form the groups; kept in the process for each vintage of figures."""
    codes = [member.code for member in members]
    costs = _costs(members, question)
    sizes = {"min": question.low, "max": question.high}
    problem = parse_problem(
        {"members": [{"id": code} for code in codes], "cost": costs.total.tolist(), "sizes": sizes}
    )
    found = solve(problem, seconds=question.seconds, seed=question.seed)
    groups = tuple(tuple(str(code) for code in group) for group in found.groups)
    places_of = [[codes.index(code) for code in group] for group in groups]
    people = [member.population for member in members]
    return Formed(
        grouping=found,
        groups=groups,
        group_facts=tuple(facts.group_facts(costs, people, group) for group in places_of),
        member_facts=facts.member_facts(costs, codes, people, places_of),
    )


def _costs(members: Sequence[Member], question: Question) -> PairCosts:
    """Return what it costs to put any two of the members in one group."""
    return pair_costs(
        points=[[member.latitude, member.longitude] for member in members],
        populations=[member.population for member in members],
        distances=condition_distances([member.code for member in members], question.sector),
        weights=question.weights,
    )
