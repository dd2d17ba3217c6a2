"""Whether any grouping respects the wishes, and if none does, which of them contradict."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from samspil.methods.grouping.budget import Budget
from samspil.methods.grouping.model import Ints, Model, build
from samspil.methods.grouping.problem import Id, Problem, SizeRange
from samspil.methods.grouping.solvers import Row, choose
from samspil.methods.results import MethodError

type Kind = Literal["together", "apart", "pinned", "count"]


@dataclass(frozen=True)
class Wish:
    """One wish of a problem: its kind, its place in the list of that kind, and who is in it."""

    kind: Kind
    index: int
    members: tuple[Id, ...]

    @property
    def path(self) -> str:
        """Where the wish stands in the data that was given."""
        return "count" if self.kind == "count" else f"{self.kind}[{self.index}]"

    def __str__(self) -> str:
        who = " and ".join(str(each) for each in self.members)
        return {"count": "the number of groups"}.get(self.kind, f"{self.kind}: {who}")


class InfeasibleError(MethodError):
    """No grouping respects all wishes; `wishes` contradict each other, given the sizes.

    `smallest` says that without any one of them the others can be met. No wishes: the sizes alone
    are impossible.
    """

    def __init__(self, wishes: tuple[Wish, ...], *, smallest: bool) -> None:
        self.code = "infeasible"
        self.wishes = wishes
        self.smallest = smallest
        listed = "; ".join(f"{each.path} ({each})" for each in wishes)
        what = f"these wishes cannot all be met within the sizes: {listed}"
        super().__init__(what if wishes else "the sizes do not fit the number of members")


class UndecidedError(MethodError):
    """The time was over before any grouping that respects the wishes was found."""


@dataclass(frozen=True)
class Placed:
    """A grouping that respects all wishes: the slots' ranges and the slot of each unit."""

    bounds: tuple[SizeRange, ...]
    slot: Ints


def place(model: Model, seconds: float) -> Placed | None:
    """Return some grouping that respects all wishes, or None when there is none.

    Raises UndecidedError when the time did not suffice to tell.
    """
    largest = model.group_sizes[-1] if model.group_sizes else 0
    for unit in model.units:
        if len(unit) > largest or model.blocked[np.ix_(unit, unit)].any():
            return None
    undecided = False
    for count in model.group_counts:
        bounds = model.slots(count)
        placed, settled = _fill(model, bounds, seconds)
        if placed is not None:
            return Placed(bounds, placed)
        undecided = undecided or not settled
    if undecided:
        msg = "more time is needed to tell whether the wishes can be met"
        raise UndecidedError(msg)
    return None


def named_units(model: Model) -> list[int]:
    """Return the units with a wish: of several members, or apart from somebody."""
    barred = model.blocked.any(axis=1)
    return [u for u, unit in enumerate(model.units) if len(unit) > 1 or barred[list(unit)].any()]


def _fill(model: Model, bounds: tuple[SizeRange, ...], seconds: float) -> tuple[Ints | None, bool]:
    """Return the slot of each unit within given ranges, or None; and whether that is settled.

    Members without any wish are alike, so they are only counted, slot by slot.
    """
    named = named_units(model)
    free = [u for u in range(len(model.units)) if u not in set(named)]
    width = len(bounds)
    rows = [Row(1, 1, [(i * width + k, 1.0) for k in range(width)]) for i in range(len(named))]
    first = len(named) * width
    for k, each in enumerate(bounds):
        inside = [(i * width + k, float(len(model.units[u]))) for i, u in enumerate(named)]
        rows.append(Row(each.low, each.high, [*inside, (first + k, 1.0)]))
    rows.append(Row(len(free), len(free), [(first + k, 1.0) for k in range(width)]))
    for i, one in enumerate(named):
        for j, other in enumerate(named[:i]):
            if model.blocked[np.ix_(model.units[one], model.units[other])].any():
                rows += [
                    Row(0, 1, [(i * width + k, 1.0), (j * width + k, 1.0)]) for k in range(width)
                ]
    upper = [1] * first + [len(free)] * width
    chosen = choose([0.0] * len(upper), rows, seconds, upper=upper)
    if chosen.amounts is None:
        return None, chosen.finished
    slot = np.zeros(len(model.units), dtype=np.int64)
    for i, unit in enumerate(named):
        slot[unit] = chosen.amounts[i * width : (i + 1) * width].index(1)
    slot[free] = np.repeat(np.arange(width), chosen.amounts[first:])
    return slot, True


def contradiction(problem: Problem, budget: Budget) -> InfeasibleError:
    """Return which wishes of an impossible problem contradict each other.

    Deletion filter (Chinneck 2008, ISBN 978-0-387-74931-0): each wish in turn is left out, for good
    if the rest still contradicts itself. Done in both orders; the smaller set is kept.
    """
    wishes = wishes_of(problem)
    smallest = True

    def impossible(kept: list[Wish]) -> bool:
        nonlocal smallest
        try:
            return place(build(_only(problem, kept)), max(0.1, budget.left / 10)) is None
        except UndecidedError:
            smallest = False
            return False

    if impossible([]):
        return InfeasibleError((), smallest=True)
    ways = [_filter(wishes, impossible), _filter(wishes[::-1], impossible)]
    best = min(ways, key=len)
    return InfeasibleError(tuple(sorted(best, key=wishes.index)), smallest=smallest)


def _filter(wishes: list[Wish], impossible: Callable[[list[Wish]], bool]) -> list[Wish]:
    """Return a contradicting part of the wishes from which none can be left out."""
    kept = list(wishes)
    for wish in wishes:
        rest = [each for each in kept if each != wish]
        if impossible(rest):
            kept = rest
    return kept


def wishes_of(problem: Problem) -> list[Wish]:
    """Return all wishes of a problem."""
    found = [Wish("count", 0, ())] if problem.count is not None else []
    lists: tuple[tuple[Kind, tuple[tuple[Id, ...], ...]], ...] = (
        ("together", problem.together),
        ("pinned", problem.pinned),
        ("apart", problem.apart),
    )
    for kind, wishes in lists:
        found += [Wish(kind, index, members) for index, members in enumerate(wishes)]
    return found


def _only(problem: Problem, kept: list[Wish]) -> Problem:
    """Return the problem with only some of its wishes."""

    def members(kind: Kind) -> tuple[tuple[Id, ...], ...]:
        return tuple(each.members for each in kept if each.kind == kind)

    count = problem.count if any(each.kind == "count" for each in kept) else None
    return replace(
        problem,
        count=count,
        together=members("together"),
        pinned=members("pinned"),
        apart=members("apart"),
    )
