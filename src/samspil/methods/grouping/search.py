"""A good grouping fast: iterated tabu search over moves and exchanges, from many starts.

Each round walks downhill and past local optima, with units barred for some steps from the slot they
left (Glover's tabu search, as Gallego, Laguna, Martí and Duarte (2013) and Palubeckis et al. (2011)
use it for diverse groups), then the next round starts afresh or from a shaken copy of one of the
best. The rounds are one fixed sequence for a problem and a seed; a budget only says how far to go.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspil.methods.grouping.budget import Budget
from samspil.methods.grouping.model import Ints, Model, Places
from samspil.methods.grouping.problem import SizeRange
from samspil.methods.grouping.state import BARRED, State, Units, contract, worth

IMPROVEMENT = 1e-9  # scaled costs; less than this is rounding
PATIENCE = 100  # steps without improvement that end a walk
TENURE = (3, 10)  # steps for which a unit may not return, at least and below
SHAKEN = (0.05, 0.3)  # share of the units exchanged or moved before a walk, least and most
ELITE = 3  # best groupings of the present valley, that later rounds build on
STALE = 60  # rounds without improvement after which the elite is left behind
FRESH = 8  # random starts that the next elite is chosen from
POOL_ROUNDS = 400  # rounds whose groups are kept for the proof to start from


@dataclass(frozen=True)
class Found:
    """A grouping found: scaled cost, penalties included, its slots' ranges, slot of each unit."""

    cost: float
    bounds: tuple[SizeRange, ...]
    slot: Ints


class Search:
    """Rounds of tabu search on one model; `best` only ever gets better."""

    def __init__(self, model: Model, seed: int) -> None:
        """Prepare; nothing is searched yet. `best` may break a wish to keep members apart."""
        self.model = model
        self.units = contract(model, worth(model))
        self.rounds = 0
        self.best: Found | None = None
        self.elite: list[Found] = []
        self._fresh_until = 0
        self._improved = 0
        self.pool: set[tuple[int, ...]] = set()
        self._random = np.random.default_rng(seed)
        counts = model.group_counts
        self._varied = len(counts) > 1 or any(
            each.sizes.low < each.sizes.high for each in model.classes
        )
        # Few rounds suffice for few members, whom the proof then corrects if need be.
        varied = 16 if self._varied and model.n > 20 else 0
        self.opening = 6 + varied + min(len(counts), 24)

    def run(self, rounds: int, budget: Budget) -> None:
        """Go on for so many rounds, or until the budget is spent; at least one is begun."""
        for _ in range(rounds):
            state = self._start()
            self.rounds += 1
            if state is None:
                continue
            self.add(walk(state, self._random, budget))
            if budget.spent:
                return

    def add(self, found: Found) -> None:
        """Take a grouping into the elite, unless as good a one is there already."""
        if self.rounds <= POOL_ROUNDS:
            self.pool.update(self.members(found))
        if self.best is None or found.cost < self.best.cost - IMPROVEMENT:
            self.best = found
        if any(abs(found.cost - each.cost) < IMPROVEMENT for each in self.elite):
            return
        if not self.elite or found.cost < self.elite[0].cost:
            self._improved = self.rounds
        self.elite = sorted([*self.elite, found], key=lambda each: each.cost)[:ELITE]

    def members(self, found: Found) -> Places:
        """Return the members in each slot, ascending."""
        slot = found.slot[self.model.unit]
        return tuple(tuple(np.flatnonzero(slot == k).tolist()) for k in range(len(found.bounds)))

    def _start(self) -> State | None:
        """Return where the next round begins, None when no start was found in the sizes."""
        if self.rounds - self._improved > STALE and self.rounds > self.opening:
            # The best ones known lie in a valley of their own: begin elsewhere, without them.
            self.elite, self._improved = [], self.rounds
            self._fresh_until = self.rounds + FRESH
        fresh = 0.25 if self._varied else 0.05
        opening = self.rounds < max(self.opening, self._fresh_until)
        if opening or not self.elite or self._random.random() < fresh:
            return self._fresh()
        pick = 0 if self._random.random() < 0.7 else int(self._random.integers(len(self.elite)))
        found = self.elite[pick]
        state = State(self.units, found.bounds, found.slot)
        strength = int(self._random.uniform(*SHAKEN) * self.units.count)
        perturb(state, max(2, strength), self._random)
        return state

    def _fresh(self) -> State | None:
        """Return a random start; the opening takes every number of groups in turn."""
        counts = self.model.group_counts
        if self.rounds < self.opening or not self.elite:
            count = counts[self.rounds * _stride(len(counts)) % len(counts)]
        else:
            near = len(self.elite[0].bounds) + int(self._random.integers(-1, 2))
            count = min(max(near, counts[0]), counts[-1])
        bounds = self.model.slots(count)
        # Spare places are spread, or given to few groups: which of the two is better depends on
        # the objective, and no sequence of small improvements leads from one to the other.
        targets = spread(bounds, self.model.n, self._random, lumped=self.rounds % 2 == 1)
        slot = scatter(self.units, targets, self._random)
        return None if slot is None else State(self.units, bounds, slot)


def walk(state: State, random: np.random.Generator, budget: Budget) -> Found:
    """Walk by best allowed steps until none helped for a while; return the best place visited."""
    count, width = state.units.count, len(state.low)
    until = np.zeros((width, count), dtype=np.int64)
    work = step_work(count) * (0.6 if state.fixed else 1.0)
    cost = state.cost
    best, kept, stale, step = cost, state.slot.copy(), 0, 0
    tenures: list[int] = []
    while stale < PATIENCE and not budget.spent:
        budget.spend(work)
        step += 1
        if step % 256 == 1:
            tenures = random.integers(*TENURE, size=256).tolist()
        change = _step(state, until, step, step + tenures[step % 256])
        if change is None:
            break
        cost += change
        stale += 1
        if cost < best - IMPROVEMENT:
            best, kept, stale = cost, state.slot.copy(), 0
    final = State(state.units, state.bounds, kept, state.stay)
    return Found(final.cost, state.bounds, kept)


def _step(state: State, until: Ints, step: int, end: int) -> float | None:
    """Take the best step not barred; return the change in cost.

    `until` (slots by units) says up to which step a unit is barred from a slot, `end` up to which
    one those who leave now will be. None when every step is barred.
    """
    change, first, second, slot = state.best_step(until > step)
    if change >= BARRED / 2:
        return None
    until[state.slot[first], first] = end
    if second < 0:
        state.place(first, slot)
    else:
        until[slot, second] = end
        state.swap(first, second)
    return change


def step_work(units: int) -> float:
    """Return the nominal seconds of one step on so many units."""
    return 4e-5 + 2.5e-7 * units + 3e-9 * units * units


def _stride(count: int) -> int:
    """Return a step coprime to count near 0.6 of it, so that few rounds sample the range evenly."""
    step = max(1, round(0.6 * count))
    while np.gcd(step, count) != 1:
        step += 1
    return step


def spread(
    bounds: Sequence[SizeRange], total: int, random: np.random.Generator, *, lumped: bool
) -> list[int]:
    """Return a size for each slot, within bounds and adding up to total, at random.

    The places beyond the least sizes are dealt one by one, or lumped: slot after slot filled.
    """
    sizes = [each.low for each in bounds]
    spare = total - sum(sizes)
    if lumped:
        for slot in random.permutation(len(bounds)).tolist():
            extra = min(spare, bounds[slot].high - sizes[slot])
            sizes[slot] += extra
            spare -= extra
        return sizes
    places = [k for k, each in enumerate(bounds) for _ in range(each.high - each.low)]
    for place in random.permutation(len(places))[:spare].tolist():
        sizes[places[place]] += 1
    return sizes


def perturb(state: State, strength: int, random: np.random.Generator) -> None:
    """Exchange or move units at random, `strength` attempts, keeping the sizes allowed."""
    for _ in range(strength):
        first, second = random.integers(state.units.count, size=2).tolist()
        here, there = int(state.slot[first]), int(state.slot[second])
        if here == there:
            continue
        exchange = state.fixed or random.random() < 0.5
        shift = -int(state.units.weight[first])
        shift += int(state.units.weight[second]) if exchange else 0
        if not state.low[here] <= state.size[here] + shift <= state.high[here]:
            continue
        if not state.low[there] <= state.size[there] - shift <= state.high[there]:
            continue
        if exchange:
            state.swap(first, second)
        else:
            state.place(first, there)


def scatter(units: Units, sizes: Sequence[int], random: np.random.Generator) -> Ints | None:
    """Return a random slot for every unit that fills the sizes, None when luck did not find one.

    Heavy units go first, while there is room.
    """
    room = np.array(sizes)
    order = random.permutation(units.count)
    order = order[np.argsort(-units.weight[order], kind="stable")]
    slot = np.zeros(units.count, dtype=np.int64)
    for unit in order.tolist():
        fits = np.flatnonzero(room >= units.weight[unit])
        if not len(fits):
            return None
        slot[unit] = fits[random.integers(len(fits))]
        room[slot[unit]] -= units.weight[unit]
    return slot
