"""The same question in the form the algorithms want: minimise, integers for members, units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from samspil.methods.grouping.problem import Problem, SizeRange, total_cost
from samspil.methods.results import Floats

type Ints = npt.NDArray[np.int64]
type Bools = npt.NDArray[np.bool_]
type Places = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class SizeClass:
    """Groups with the same size range; `count` of them, or any number when None."""

    sizes: SizeRange
    count: int | None


@dataclass(frozen=True, eq=False)
class Model:
    """A problem over members 0..n-1, always to be minimised, costs scaled to at most 100.

    Members who must share a group form one unit; `unit` (n) says which. `blocked` (n by n) marks
    pairs who may not share one. `classes` holds the size ranges and how many groups of each.
    """

    problem: Problem
    cost: Floats
    scale: float
    unit: Ints
    blocked: Bools
    classes: tuple[SizeClass, ...]

    @property
    def n(self) -> int:
        """The number of members."""
        return len(self.unit)

    @cached_property
    def units(self) -> tuple[tuple[int, ...], ...]:
        """The members of each unit."""
        found: list[list[int]] = [[] for _ in range(int(self.unit.max()) + 1)]
        for member, unit in enumerate(self.unit.tolist()):
            found[unit].append(member)
        return tuple(tuple(members) for members in found)

    @cached_property
    def factor(self) -> Floats:
        """What the sum over pairs is multiplied by in a group of 0..n members."""
        if self.problem.objective == "pair-sum":
            return np.ones(self.n + 1)
        return np.array([0.0, 0.0] + [2.0 / (size - 1) for size in range(2, self.n + 1)])

    @cached_property
    def group_counts(self) -> tuple[int, ...]:
        """The numbers of groups that the sizes allow, ascending; empty when none does."""
        given = [each.count for each in self.classes]
        if any(count is None for count in given):
            return tuple(possible_counts(self.n, self.classes[0].sizes))
        low = sum(each.sizes.low * (each.count or 0) for each in self.classes)
        high = sum(each.sizes.high * (each.count or 0) for each in self.classes)
        return (sum(count or 0 for count in given),) if low <= self.n <= high else ()

    @cached_property
    def group_sizes(self) -> tuple[int, ...]:
        """Every size some group may have, ascending, never above the number of members."""
        sizes = {
            size
            for each in self.classes
            for size in range(each.sizes.low, min(each.sizes.high, self.n) + 1)
        }
        return tuple(sorted(sizes))

    def slots(self, count: int) -> tuple[SizeRange, ...]:
        """Return the size range of each of `count` groups, in the order of the answer."""
        if isinstance(self.problem.sizes, SizeRange):
            return (self.problem.sizes,) * count
        return self.problem.sizes

    def value(self, groups: Iterable[Sequence[int]]) -> float:
        """Return the scaled cost of a grouping, from the exactly rounded true cost."""
        ids = self.problem.ids
        true = total_cost(self.problem, [[ids[place] for place in group] for group in groups])
        return true * self.scale

    def allows(self, group: Sequence[int]) -> bool:
        """Say whether a group splits no unit and holds no blocked pair."""
        inside = set(group)
        if any(not inside.issuperset(self.units[self.unit[member]]) for member in group):
            return False
        places = np.array(sorted(inside), dtype=np.int64)
        return not bool(self.blocked[np.ix_(places, places)].any())


def build(problem: Problem) -> Model:
    """Return the model of a problem."""
    sign = 1.0 if problem.sense == "min" else -1.0
    largest = float(np.abs(problem.cost).max())
    scale = sign * (100.0 / largest if largest > 0 else 1.0)
    place = {member: index for index, member in enumerate(problem.ids)}
    unit = _units(len(place), [[place[i] for i in w] for w in (*problem.together, *problem.pinned)])
    blocked = np.zeros(problem.cost.shape, dtype=bool)
    for wish in problem.apart:
        members = [place[i] for i in wish]
        blocked[np.ix_(members, members)] = True
    # A member is never blocked from itself; from the rest of its unit it may be, which is then a
    # contradiction to be explained, not repaired.
    np.fill_diagonal(blocked, val=False)
    return Model(problem, problem.cost * scale, scale, unit, blocked, _classes(problem))


def possible_counts(n: int, sizes: SizeRange) -> range:
    """Return the numbers of groups into which n members can be divided within the sizes."""
    return range(-(-n // sizes.high), n // sizes.low + 1)


def _classes(problem: Problem) -> tuple[SizeClass, ...]:
    """Return the distinct size ranges with their number of groups, first seen first."""
    if isinstance(problem.sizes, SizeRange):
        return (SizeClass(problem.sizes, problem.count),)
    distinct = dict.fromkeys(problem.sizes)
    return tuple(SizeClass(sizes, problem.sizes.count(sizes)) for sizes in distinct)


def _units(n: int, wishes: list[list[int]]) -> Ints:
    """Return for each member its unit, numbered by first member; wishes that meet are joined."""
    label = list(range(n))
    for wish in wishes:
        joined = {label[member] for member in wish}
        label = [min(joined) if each in joined else each for each in label]
    number = {each: index for index, each in enumerate(dict.fromkeys(label))}
    return np.array([number[each] for each in label], dtype=np.int64)
