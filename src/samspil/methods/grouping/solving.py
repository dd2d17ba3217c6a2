"""From a question to an answer: search, prove, search on."""

import time
from dataclasses import dataclass
from typing import Literal

import numpy as np

from samspil.methods.grouping.bounds import simple_bound
from samspil.methods.grouping.budget import Budget, Clock
from samspil.methods.grouping.conflicts import Placed, contradiction, place
from samspil.methods.grouping.model import Model, Places, build
from samspil.methods.grouping.problem import (
    Grouping,
    Groups,
    Problem,
    SizeRange,
    total_cost,
    worst_group,
)
from samspil.methods.grouping.proof import Proof
from samspil.methods.grouping.repair import repair
from samspil.methods.grouping.search import Found, Search
from samspil.methods.grouping.state import State
from samspil.methods.results import MethodError, input_hash

SLICE = 1.0  # nominal seconds of the first slice of proving; each later one doubles
MORE = 8  # rounds of search between slices at first; doubles likewise


@dataclass(frozen=True)
class Outcome:
    """Groups by slot, a lower bound on the scaled cost, whether it is reached, moves if counted."""

    groups: Places
    bound: float
    settled: bool
    moves: int | None = None


def solve(
    problem: Problem, *, seconds: float = 10.0, seed: int = 1, clock: Clock = time.monotonic
) -> Grouping:
    """Return the best grouping found in about `seconds`, with what was proved about it.

    All that is done is one fixed sequence for a problem and a seed, which ends when the answer is
    proved, when the work that `seconds` should buy is done, or on the clock, whichever is first.
    So a proved answer does not depend on the seconds given, and others not on the machine unless
    `stopped` is "clock". At least one start is always tried, however few the seconds.

    Raises InfeasibleError with a smallest contradicting set of wishes, UndecidedError when the
    time did not suffice to find out, MethodError for seconds that are not positive.
    """
    if not seconds > 0:
        msg = f"seconds must be positive, not {seconds}"
        raise MethodError(msg)
    budget = Budget(seconds, clock)
    model = build(problem)
    placed = _needed(model, budget)
    if set(problem.ids) & {member for group in problem.previous for member in group}:
        repaired = repair(model, placed, seed, budget)
        outcome = Outcome(repaired.groups, repaired.bound, repaired.settled, repaired.moves)
    else:
        outcome = _partition(model, placed, seed, budget)
    return _answer(model, outcome, seed, budget)


def _needed(model: Model, budget: Budget) -> Placed | None:
    """Return a first grouping when there are wishes; without any, none is needed.

    Raises InfeasibleError when there is none.
    """
    wished = len(model.units) < model.n or bool(model.blocked.any())
    if model.group_counts and not wished:
        return None
    placed = place(model, budget.left) if model.group_counts else None
    if placed is None:
        raise contradiction(model.problem, budget)
    return placed


def _partition(model: Model, placed: Placed | None, seed: int, budget: Budget) -> Outcome:
    """Search and prove in turn."""
    search = Search(model, seed)
    if placed is not None:
        start = State(search.units, placed.bounds, placed.slot)
        search.add(Found(start.cost, placed.bounds, placed.slot))
    search.run(search.opening, budget)
    proof = Proof(model)
    slice_, rounds = SLICE, MORE
    while True:
        proof.feed(search.pool)
        if not budget.spent:
            proof.run(slice_, budget)
        if proof.finished and not budget.spent:
            settled = _settle(search, proof, budget)
            if settled is not None:
                return settled
        if budget.spent:
            break
        search.run(rounds, budget)
        slice_, rounds = 2 * slice_, 2 * rounds
    groups = _best(search)
    bound = max(proof.bound, simple_bound(model, max(1.0, budget.seconds / 10)))
    return Outcome(groups, bound, settled=False)


def _settle(search: Search, proof: Proof, budget: Budget) -> Outcome | None:
    """Return the proved answer, or None with whatever better groups the attempt has found."""
    while True:
        groups = _best(search)
        verdict = proof.settle(groups, budget)
        proof.bound = max(proof.bound, verdict.bound)
        if verdict.settled:
            return Outcome(verdict.better or groups, verdict.bound, settled=True)
        if verdict.better is None or budget.spent:
            if verdict.better is not None:
                search.add(_found(search, verdict.better))
            return None
        search.add(_found(search, verdict.better))


def _found(search: Search, groups: Places) -> Found:
    """Return groups of members, in slot order, as the search keeps them."""
    slot = np.zeros(search.units.count, dtype=np.int64)
    for index, group in enumerate(groups):
        slot[search.model.unit[list(group)]] = index
    bounds: tuple[SizeRange, ...] = search.model.slots(len(groups))
    return Found(State(search.units, bounds, slot).cost, bounds, slot)


def _best(search: Search) -> Places:
    """Return the members of each slot of the best grouping found."""
    if search.best is None:
        msg = "no start was found within the sizes"
        raise MethodError(msg)
    return search.members(search.best)


def _answer(model: Model, outcome: Outcome, seed: int, budget: Budget) -> Grouping:
    """Return the outcome in the terms of the question."""
    problem = model.problem
    overtime = budget.left <= 0.0 or budget.cut_by_clock
    groups = _named(model, outcome.groups)
    cost = total_cost(problem, groups)
    bound = cost if outcome.settled else outcome.bound / model.scale
    bound = min(bound, cost) if problem.sense == "min" else max(bound, cost)
    size = max(abs(cost), abs(bound))
    gap = abs(cost - bound) / size if size > 0 else 0.0
    stopped: Literal["proof", "work", "clock"] = "clock" if overtime else "work"
    return Grouping(
        groups=groups,
        cost=cost,
        bound=bound,
        gap=gap,
        proved=outcome.settled,
        worst_group=worst_group(problem, groups),
        moves=outcome.moves,
        stopped="proof" if outcome.settled else stopped,
        seconds=round(budget.elapsed, 3),
        seed=seed,
        inputs=input_hash(problem),
    )


def _named(model: Model, groups: Places) -> Groups:
    """Return groups of ids in canonical order: members as given, alike groups by first member."""
    bounds = model.slots(len(groups))
    waiting: dict[SizeRange, list[tuple[int, ...]]] = {each: [] for each in bounds}
    for group, sizes in zip(groups, bounds, strict=True):
        waiting[sizes].append(tuple(sorted(group)))
    queues = {sizes: iter(sorted(alike)) for sizes, alike in waiting.items()}
    ids = model.problem.ids
    return tuple(tuple(ids[place] for place in next(queues[sizes])) for sizes in bounds)
