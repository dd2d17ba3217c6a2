"""A grouping under change, with every move and every exchange priced at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspil.methods.grouping.model import Bools, Ints, Model
from samspil.methods.grouping.problem import SizeRange
from samspil.methods.results import Floats

NEVER = np.inf  # the price of a step that no grouping allows
BARRED = 1e12  # added to the price of a step that is only barred for now


@dataclass(frozen=True)
class Units:
    """The members contracted to units u: weights (u), cost between (u by u) and inside (u).

    `alone` says that every unit is one member, `same_factor` that sizes do not matter to the cost
    of a pair either.
    """

    weight: Ints
    between: Floats
    inside: Floats
    factor: Floats
    alone: bool
    same_factor: bool

    @property
    def count(self) -> int:
        """The number of units."""
        return len(self.weight)


def worth(model: Model) -> float:
    """Return more than two groupings of a model can differ in scaled cost."""
    return 200.0 * model.n * model.group_sizes[-1]


def contract(model: Model, penalty: float) -> Units:
    """Return the units of a model, each blocked pair made dearer by a penalty."""
    cost = model.cost + penalty * model.blocked
    member_of = np.eye(len(model.units))[model.unit]
    between = member_of.T @ cost @ member_of
    inside = np.diag(between) / 2
    between = between - np.diag(np.diag(between))
    weight = member_of.sum(axis=0).astype(np.int64)
    alone = bool((weight == 1).all())
    same = alone and model.problem.objective == "pair-sum"
    return Units(weight, between, inside, model.factor, alone, same)


class State:
    """A grouping under change: slot of each unit, and sums kept up to date.

    `links` (slots by u) is the cost of each slot's units to each unit, `within` and `size` (slots)
    the pair sum and members of each slot. `stay` (u by slots), when given, is an extra cost of
    having a unit in a slot.
    """

    def __init__(
        self, units: Units, bounds: Sequence[SizeRange], slot: Ints, stay: Floats | None = None
    ) -> None:
        """Take a slot for every unit; sizes must respect the bounds."""
        self.units = units
        self.bounds = tuple(bounds)
        self.low = np.array([each.low for each in bounds])
        self.high = np.array([each.high for each in bounds])
        self.slot = slot.copy()
        self._all = np.arange(units.count)
        self.stay = stay
        self.fixed = bool((self.low == self.high).all()) and units.alone
        self._views = np.empty((units.count, units.count))
        self._sum_up()

    def _sum_up(self) -> None:
        """Compute the sums anew from the slots."""
        chosen = np.eye(len(self.low))[self.slot]
        self.links = np.ascontiguousarray(chosen.T @ self.units.between)
        own = self.links[self.slot, self._all]
        self.within = chosen.T @ (own / 2 + self.units.inside)
        self.size = (chosen.T @ self.units.weight).astype(np.int64)

    @property
    def cost(self) -> float:
        """The scaled cost, penalties and extra costs included."""
        extra = 0.0
        if self.stay is not None:
            extra = float(self.stay[self._all, self.slot].sum())
        return float(self.units.factor[self.size] @ self.within) + extra

    def place(self, unit: int, slot: int) -> None:
        """Move one unit to a slot, sizes unchecked."""
        old = int(self.slot[unit])
        column = self.units.between[unit]
        weight, inside = self.units.weight[unit], self.units.inside[unit]
        self.within[old] -= self.links[old, unit] + inside
        self.within[slot] += self.links[slot, unit] + inside
        self.links[old] -= column
        self.links[slot] += column
        self.size[old] -= weight
        self.size[slot] += weight
        self.slot[unit] = slot

    def swap(self, first: int, second: int) -> None:
        """Exchange the slots of two units, sizes unchecked."""
        here, there = int(self.slot[first]), int(self.slot[second])
        if not self.units.alone:
            self.place(first, there)
            self.place(second, here)
            return
        links, column = self.links, self.units.between[second] - self.units.between[first]
        between = self.units.between[first, second]
        self.within[here] += links[here, second] - links[here, first] - between
        self.within[there] += links[there, first] - links[there, second] - between
        links[here] += column
        links[there] -= column
        self.slot[first], self.slot[second] = there, here

    def best_step(self, barred: Bools) -> tuple[float, int, int, int]:
        """Return the cheapest step: change in cost, a unit, who it changes with or -1, its slot.

        `barred` (slots by u) says which units may not go to a slot. The change is huge when
        nothing is allowed.
        """
        own = self.links[self.slot, self._all]
        toll: Floats = np.where(barred, BARRED, 0.0)
        if self.stay is not None:
            toll = toll + self.stay.T - self.stay[self._all, self.slot]
        joined = self.links + toll - own if self.units.same_factor else None
        swaps = self._swaps(own, toll, joined)
        best = int(swaps.argmin())
        change = float(swaps.flat[best])
        first, second = divmod(best, self.units.count)
        if not self.fixed:
            moves = self._moves(own, toll, joined)
            move = int(moves.argmin())
            if moves.flat[move] < change:
                slot, unit = divmod(move, self.units.count)
                return float(moves.flat[move]), unit, -1, slot
        return change, first, second, int(self.slot[second])

    def _swaps(self, own: Floats, toll: Floats, joined: Floats | None) -> Floats:
        """Return the change in cost of exchanging each two units (u by u).

        What the first unit's slot gains or loses by having the second one instead depends on that
        slot alone; the change is the sum of both views.
        """
        units, slot, view = self.units, self.slot, self._views
        if joined is not None:
            np.take(joined, slot, axis=0, out=view, mode="clip")
            view -= units.between
        elif units.alone:
            factor = units.factor[self.size]
            there = factor[slot]
            priced = self.links * factor[:, None] + toll - there * own
            np.take(priced, slot, axis=0, out=view, mode="clip")
            view -= units.between * there[:, None]
        else:
            np.take(self.links, slot, axis=0, out=view, mode="clip")
            view -= units.between
            view = self._views_by_size(view - own[:, None]) + toll[slot]
        change: Floats = view + view.T
        same = slot[:, None] == slot
        if not units.alone:
            same |= self._misfits()
        np.putmask(change, same, NEVER)
        return change

    def _views_by_size(self, view: Floats) -> Floats:
        """Return the views when units differ in weight, so that sizes and factors change."""
        units, slot = self.units, self.slot
        size = self.size[slot]
        after = self.within[slot][:, None] + view - units.inside[:, None] + units.inside
        grown = size[:, None] - units.weight[:, None] + units.weight
        factor = units.factor[np.minimum(grown, len(units.factor) - 1)]
        changed: Floats = factor * after - (units.factor[size] * self.within[slot])[:, None]
        return changed

    def _misfits(self) -> Bools:
        """Return which exchanges (u by u) would leave either slot outside its bounds."""
        weight, slot = self.units.weight, self.slot
        size = self.size[slot][:, None] - weight[:, None] + weight
        bad: Bools = (size < self.low[slot][:, None]) | (size > self.high[slot][:, None])
        return bad | bad.T

    def _moves(self, own: Floats, toll: Floats, joined: Floats | None) -> Floats:
        """Return the change in cost of each unit going to each slot (slots by u)."""
        units, slot, size, weight = self.units, self.slot, self.size, self.units.weight
        if joined is not None:
            change = joined
        else:
            factor = units.factor
            old = factor[size] * self.within
            grown = np.minimum(size[:, None] + weight, len(factor) - 1)
            change = factor[grown] * (self.within[:, None] + self.links + units.inside)
            change += toll - old[:, None]
            change += factor[size[slot] - weight] * (self.within[slot] - own - units.inside)
            change -= old[slot]
        barred = (size[:, None] + weight > self.high[:, None]) | ((size - self.low)[slot] < weight)
        barred[slot, self._all] = True
        np.putmask(change, barred, NEVER)
        return change
