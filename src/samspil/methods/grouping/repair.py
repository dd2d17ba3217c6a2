"""A new answer that moves as few members as possible from an earlier grouping.

First the fewest moves with which all wishes and sizes can be met, by an integer programme on who
is where; then, among the groupings with so few moves, the one with the best cost.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from samspil.methods.grouping.bounds import simple_bound
from samspil.methods.grouping.budget import Budget
from samspil.methods.grouping.conflicts import Placed, UndecidedError, named_units
from samspil.methods.grouping.model import Ints, Model, Places
from samspil.methods.grouping.problem import SizeRange
from samspil.methods.grouping.search import perturb, walk
from samspil.methods.grouping.solvers import Row, choose
from samspil.methods.grouping.state import State, contract, worth
from samspil.methods.results import Floats

COLUMNS = 40_000  # groups listed for the exact answer; more are left to the search
ROUNDS = 20  # of search
TOLERANCE = 1e-7


@dataclass(frozen=True)
class Repaired:
    """Groups by slot, lower bound on the scaled cost with so few moves, whether settled, moves."""

    groups: Places
    bound: float
    settled: bool
    moves: int


@dataclass(frozen=True)
class Homes:
    """Where members were: `home` (n) is the earlier group's place, -1 for newcomers.

    `slots` are the earlier groups first, then new ones that may be opened.
    """

    home: Ints
    slots: tuple[SizeRange, ...]
    earlier: int


def repair(model: Model, placed: Placed | None, seed: int, budget: Budget) -> Repaired:
    """Return the grouping with fewest moves, and the best cost among those.

    `placed` respects all wishes; it is where to begin when time runs out before anything better.
    """
    homes = _homes(model)
    start, least = _fewest_moves(model, homes, budget)
    if start is None:
        if placed is None:
            msg = "more time is needed to find the fewest moves"
            raise UndecidedError(msg)
        groups = _members(model, placed.slot, len(placed.bounds))
        bound = simple_bound(model, 1.0)
        return Repaired(groups, bound, settled=False, moves=count_moves(homes.home, groups))
    slots = _search(model, homes, start, seed, budget)
    groups = _members(model, slots, len(homes.slots))
    moves = _moved(model, homes, slots)
    exact = _exact(model, homes, moves, budget) if least == moves else None
    if exact is not None:
        cost = model.value(groups)
        better = model.value(exact) < cost - TOLERANCE * max(1.0, abs(cost))
        best = exact if better else groups
        kept = tuple(group for group in best if group)
        return Repaired(kept, model.value(kept), settled=True, moves=moves)
    kept = tuple(group for group in groups if group)
    return Repaired(kept, simple_bound(model, 1.0), settled=False, moves=moves)


def _homes(model: Model) -> Homes:
    """Return where members were and the slots there are."""
    place = {member: index for index, member in enumerate(model.problem.ids)}
    home = np.full(model.n, -1, dtype=np.int64)
    kept = [tuple(place[i] for i in group if i in place) for group in model.problem.previous]
    if isinstance(model.problem.sizes, SizeRange):
        kept = [group for group in kept if group]
        new = model.group_counts[-1]
        slots = (model.problem.sizes,) * (len(kept) + new)
    else:
        slots = model.problem.sizes
    for index, group in enumerate(kept):
        home[list(group)] = index
    return Homes(home, slots, len(kept))


def _away(model: Model, homes: Homes) -> Floats:
    """Return how many members of each unit (rows) would have moved in each slot (columns)."""
    slot = np.arange(len(homes.slots))
    moved = (homes.home[:, None] >= 0) & (homes.home[:, None] != slot)
    units = np.eye(len(model.units))[model.unit]
    away: Floats = units.T @ moved.astype(float)
    return away


def _moved(model: Model, homes: Homes, slot: Ints) -> int:
    """Return the moves of a placing of units."""
    return int(np.take_along_axis(_away(model, homes), slot[:, None], axis=1).sum())


def count_moves(home: Ints, groups: Places) -> int:
    """Return the moves when each new group goes on as the earlier group that loses fewest.

    Greedy, so at least as many as with the best such pairing.
    """
    shared = [
        (int((home[list(group)] == at).sum()), k, at)
        for k, group in enumerate(groups)
        for at in range(int(home.max()) + 1)
    ]
    stay, used, taken = 0, set[int](), set[int]()
    for count, k, at in sorted(shared, key=lambda each: (-each[0], each[1], each[2])):
        if k not in used and at not in taken:
            stay += count
            used.add(k)
            taken.add(at)
    return int((home >= 0).sum()) - stay


def _fewest_moves(model: Model, homes: Homes, budget: Budget) -> tuple[Ints | None, int | None]:
    """Return a slot for each unit with the fewest moves found, and that number if it is proved.

    Columns: each unit with a wish in each slot; how many of the other members of a slot stay, and
    how many others come; which slots are in use.
    """
    named = named_units(model)
    width, away = len(homes.slots), _away(model, homes)
    free = [u for u in range(len(model.units)) if u not in set(named)]
    home = {u: int(homes.home[model.units[u][0]]) for u in free}
    at_home = [sum(home[u] == k for u in free) for k in range(width)]
    stays = len(named) * width
    comes, opens = stays + width, stays + 2 * width
    rows = [Row(1, 1, [(i * width + k, 1.0) for k in range(width)]) for i in range(len(named))]
    for k, each in enumerate(homes.slots):
        inside = [(i * width + k, float(len(model.units[u]))) for i, u in enumerate(named)]
        inside += [(stays + k, 1.0), (comes + k, 1.0)]
        rows.append(Row(0, model.n, [*inside, (opens + k, -float(each.low))]))
        rows.append(Row(-model.n, 0, [*inside, (opens + k, -float(each.high))]))
    rows += _apart_rows(model, named, width, opens)
    everybody = [(column, 1.0) for column in range(stays, opens)]
    rows += [Row(len(free), len(free), everybody), _open_row(model, opens, width)]
    # Of the new slots, all alike, the first are opened first.
    rows += [
        Row(0, 1, [(opens + k, 1.0), (opens + k + 1, -1.0)])
        for k in range(homes.earlier, width - 1)
        if isinstance(model.problem.sizes, SizeRange)
    ]
    costs = [*away[named].ravel().tolist(), *[-1.0] * width, *[0.0] * (2 * width)]
    upper = [*[1] * stays, *at_home, *[len(free)] * width, *[1] * width]
    chosen = choose(costs, rows, budget.left, upper=upper)
    budget.spend(0.02 + 1e-5 * len(costs))
    if chosen.amounts is None:
        return None, None
    slot = np.zeros(len(model.units), dtype=np.int64)
    for i, unit in enumerate(named):
        slot[unit] = chosen.amounts[i * width : (i + 1) * width].index(1)
    _settle_free(slot, home, list(chosen.amounts[stays:comes]), list(chosen.amounts[comes:opens]))
    return slot, _moved(model, homes, slot) if chosen.finished else None


def _settle_free(slot: Ints, home: dict[int, int], stay: list[int], come: list[int]) -> None:
    """Give members without a wish their slots: so many stay, so many come, whoever they are."""
    leaving = []
    for unit, at in home.items():
        if at >= 0 and stay[at] > 0:
            slot[unit] = at
            stay[at] -= 1
        else:
            leaving.append(unit)
    slot[leaving] = np.repeat(np.arange(len(come)), come)


def _apart_rows(model: Model, named: list[int], width: int, opens: int) -> list[Row]:
    """Return rows that keep two units of a blocked pair out of the same slot in use."""
    rows = []
    for i, one in enumerate(named):
        for j, other in enumerate(named[:i]):
            if model.blocked[np.ix_(model.units[one], model.units[other])].any():
                rows += [
                    Row(-1, 0, [(i * width + k, 1.0), (j * width + k, 1.0), (opens + k, -1.0)])
                    for k in range(width)
                ]
    return rows


def _open_row(model: Model, first: int, width: int) -> Row:
    """Return the row that says how many slots are in use."""
    if not isinstance(model.problem.sizes, SizeRange):
        return Row(width, width, [(first + k, 1.0) for k in range(width)])
    counts = [model.problem.count] if model.problem.count is not None else model.group_counts
    return Row(counts[0] or 0, counts[-1] or 0, [(first + k, 1.0) for k in range(width)])


def _search(model: Model, homes: Homes, start: Ints, seed: int, budget: Budget) -> Ints:
    """Return the cheapest placing of units found with no more moves than the start has."""
    used = sorted(set(start.tolist()))
    per_move = worth(model)
    units = contract(model, per_move * model.n * model.group_sizes[-1])
    stay = per_move * _away(model, homes)[:, used]
    bounds = tuple(homes.slots[k] for k in used)
    random = np.random.default_rng(seed)
    state = State(units, bounds, np.searchsorted(used, start), stay)
    best = walk(state, random, budget)
    for _ in range(ROUNDS):
        if budget.spent:
            break
        state = State(units, bounds, best.slot, stay)
        perturb(state, max(2, units.count // 10), random)
        found = walk(state, random, budget)
        best = found if found.cost < best.cost else best
    return np.array(used)[best.slot]


def _exact(model: Model, homes: Homes, moves: int, budget: Budget) -> Places | None:
    """Return the cheapest groups by slot with exactly so few moves; None when out of reach."""
    columns: list[tuple[int, tuple[int, ...]]] = []
    for slot in range(min(homes.earlier + 1, len(homes.slots))):
        for group in _candidates(model, homes, slot, moves):
            columns.append((slot, group))
            if len(columns) > COLUMNS:
                return None
    return _choose(model, homes, columns, moves, budget) if columns else None


def _candidates(model: Model, homes: Homes, slot: int, moves: int) -> Iterator[tuple[int, ...]]:
    """Yield the allowed groups for a slot with at most so many moves in and so many out."""
    own = np.flatnonzero(homes.home == slot).tolist() if slot < homes.earlier else []
    others = np.flatnonzero((homes.home >= 0) & (homes.home != slot)).tolist()
    new = np.flatnonzero(homes.home < 0).tolist()
    sizes = homes.slots[slot]
    for out in range(min(moves, len(own)) + 1):
        for into in range(min(moves, len(others)) + 1):
            base = len(own) - out + into
            fresh = range(max(0, sizes.low - base), min(len(new), sizes.high - base) + 1)
            ways = math.comb(len(own), out) * math.comb(len(others), into)
            if ways * sum(math.comb(len(new), each) for each in fresh) > 5 * COLUMNS:
                # Too many to list: more than the limit is all the caller needs to see.
                yield from ((slot,) for _ in range(COLUMNS + 1))
                return
            for stayed in combinations(own, len(own) - out):
                for came in combinations(others, into):
                    for each in fresh:
                        for joined in combinations(new, each):
                            group = tuple(sorted((*stayed, *came, *joined)))
                            if group and model.allows(group):
                                yield group


def _choose(
    model: Model,
    homes: Homes,
    columns: list[tuple[int, tuple[int, ...]]],
    moves: int,
    budget: Budget,
) -> Places | None:
    """Return the cheapest choice of columns (slot, group) with so few moves, None if unsettled."""
    n = model.n
    one_each: list[list[tuple[int, float]]] = [[] for _ in range(n)]
    by_slot: dict[int, list[tuple[int, float]]] = {}
    moved: list[tuple[int, float]] = []
    costs = []
    for index, (slot, group) in enumerate(columns):
        places = np.array(group)
        pairs = float(model.cost[np.ix_(places, places)].sum()) / 2
        costs.append(float(model.factor[len(group)]) * pairs)
        for member in group:
            one_each[member].append((index, 1.0))
        by_slot.setdefault(slot, []).append((index, 1.0))
        away = (homes.home[places] >= 0) & (homes.home[places] != slot)
        moved.append((index, float(away.sum())))
    fixed = not isinstance(model.problem.sizes, SizeRange)
    rows = [Row(1, 1, terms) for terms in one_each]
    rows += [
        Row(1 if fixed else 0, 1, terms)
        for slot, terms in by_slot.items()
        if slot < homes.earlier or fixed
    ]
    low, high = model.group_counts[0], model.group_counts[-1]
    rows += [Row(0, moves, moved), Row(low, high, [(k, 1.0) for k in range(len(columns))])]
    chosen = choose(costs, rows, budget.left)
    budget.spend(0.1 + 1e-5 * len(columns))
    if not chosen.finished or chosen.amounts is None:
        return None
    picked = sorted(columns[k] for k in chosen.columns)
    return tuple(group for _, group in picked)


def _members(model: Model, slot: Ints, width: int) -> Places:
    """Return the members of each slot, some possibly empty."""
    of_member = slot[model.unit]
    return tuple(tuple(np.flatnonzero(of_member == k).tolist()) for k in range(width))
