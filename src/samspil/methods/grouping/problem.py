"""What is asked and what is answered when members are divided into groups."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from samspil.methods.results import Floats, MethodError

type Id = str | int
type Groups = tuple[tuple[Id, ...], ...]
type Objective = Literal["member-mean", "pair-sum"]
type Sense = Literal["min", "max"]

OBJECTIVES: tuple[Objective, ...] = ("member-mean", "pair-sum")
SENSES: tuple[Sense, ...] = ("min", "max")


@dataclass(frozen=True)
class SizeRange:
    """The fewest and the most members a group may have, both included, at least 1."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 1 <= self.low <= self.high:
            msg = f"a group cannot have between {self.low} and {self.high} members"
            raise MethodError(msg)

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


@dataclass(frozen=True, eq=False)
class Problem:
    """Members, what it costs to put two of them together, and the wishes to respect.

    `cost` is an n by n symmetric matrix in any unit; its diagonal is not used. `sizes` is one
    range for every group (the number of groups is then free, or `count`), or a tuple with one
    range per group. `together` and `pinned` name members that must share a group, `apart` members
    no two of which may. `previous` is an earlier grouping: the answer then moves as few members as
    possible, and has the best cost among such answers. It may name members who have left; with
    one range per group its groups stand in the order of those ranges.
    `parse_problem` builds this from outside data with complaints a person can act on; the
    constructor only refuses what would make the mathematics meaningless.
    """

    ids: tuple[Id, ...]
    cost: Floats
    sizes: SizeRange | tuple[SizeRange, ...]
    count: int | None = None
    together: Groups = ()
    apart: Groups = ()
    pinned: Groups = ()
    previous: Groups = ()
    objective: Objective = "member-mean"
    sense: Sense = "min"

    def __post_init__(self) -> None:
        matrix = np.array(self.cost, dtype=float)
        n = len(self.ids)
        if n < 2 or len(set(self.ids)) != n or matrix.shape != (n, n):
            msg = "a problem needs at least two members, each once, and a square cost matrix"
            raise MethodError(msg)
        np.fill_diagonal(matrix, 0.0)
        if not np.isfinite(matrix).all() or not np.allclose(matrix, matrix.T, rtol=1e-9, atol=0.0):
            msg = "the cost matrix must be finite and symmetric"
            raise MethodError(msg)
        named = {member for wish in (*self.together, *self.apart, *self.pinned) for member in wish}
        if not named <= set(self.ids):
            msg = "a wish names somebody who is not a member"
            raise MethodError(msg)
        earlier = [member for group in self.previous for member in group]
        too_many = isinstance(self.sizes, tuple) and len(self.previous) > len(self.sizes)
        if len(set(earlier)) != len(earlier) or too_many:
            msg = "the previous grouping has a member twice, or more groups than there are sizes"
            raise MethodError(msg)
        matrix = (matrix + matrix.T) / 2
        matrix.setflags(write=False)
        object.__setattr__(self, "cost", matrix)


@dataclass(frozen=True)
class WorstGroup:
    """The group whose members are on average the worst fit for each other.

    `index` points into the answer's groups; `mean_cost` is the mean over the group's pairs, in the
    unit of the cost matrix (0 for a group of one).
    """

    index: int
    members: tuple[Id, ...]
    mean_cost: float


@dataclass(frozen=True)
class Grouping:
    """An answer, with what is known about how good it is.

    `groups` follow the order of the members asked about (with one size range per group: the order
    of those ranges). No allowed grouping can have a cost beyond `bound` (below it when the sense is
    min, above it when max); `gap` is their distance as a share of the cost, and `proved` says that
    the answer is the best there is. With a previous grouping, `moves` counts the members who
    change group, and cost, bound and proof speak of groupings with no more moves than that.
    `stopped` says what ended the work: the proof, the allowance of work that `seconds` buys, or
    the clock; only in the last case can the same question be answered differently on a slower
    machine. `seconds` is the time spent.
    """

    groups: Groups
    cost: float
    bound: float
    gap: float
    proved: bool
    worst_group: WorstGroup
    moves: int | None
    stopped: Literal["proof", "work", "clock"]
    seconds: float
    seed: int
    inputs: str


def group_cost(problem: Problem, group: Sequence[Id]) -> float:
    """Return what one group contributes, in the unit of the matrix, as the objective defines it.

    The sum is exactly rounded, so that it does not depend on the order of the members.
    """
    return _contribution(problem, _positions(problem, group))


def total_cost(problem: Problem, groups: Iterable[Sequence[Id]]) -> float:
    """Return the objective of a whole grouping: the exactly rounded sum over its groups.

    With pair-sum the sum over all pairs is rounded once, so that sums of short decimals stay short.
    """
    if problem.objective == "pair-sum":
        inside = (_pairs(problem.cost, _positions(problem, group)) for group in groups)
        return math.fsum(itertools.chain.from_iterable(inside))
    return math.fsum(group_cost(problem, group) for group in groups)


def worst_group(problem: Problem, groups: Groups) -> WorstGroup:
    """Return the group with the worst mean over its pairs; of equals the first."""
    sign = 1.0 if problem.sense == "min" else -1.0
    means = []
    for group in groups:
        pairs = len(group) * (len(group) - 1) / 2
        means.append(_pair_sum(problem.cost, _positions(problem, group)) / max(pairs, 1.0))
    index = max(range(len(groups)), key=lambda each: (sign * means[each], -each))
    return WorstGroup(index, groups[index], means[index])


def _positions(problem: Problem, group: Sequence[Id]) -> list[int]:
    """Return the members' places in the matrix."""
    place = {member: index for index, member in enumerate(problem.ids)}
    return [place[member] for member in group]


def _contribution(problem: Problem, places: Sequence[int]) -> float:
    """Return one group's contribution, from places in the matrix."""
    pairs = _pair_sum(problem.cost, places)
    if problem.objective == "pair-sum" or len(places) < 2:
        return pairs
    return 2.0 * pairs / (len(places) - 1)


def _pair_sum(cost: Floats, places: Sequence[int]) -> float:
    """Return the exactly rounded sum of cost over the pairs within one group."""
    return math.fsum(_pairs(cost, places))


def _pairs(cost: Floats, places: Sequence[int]) -> Iterator[float]:
    """Yield the cost of every pair within one group."""
    return (float(cost[a, b]) for a, b in itertools.combinations(places, 2))
