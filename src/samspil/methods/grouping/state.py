"""A grouping under change, with every move and every exchange priced at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspil.methods.grouping.model import Bools, Ints, Model
from samspil.methods.grouping.problem import SizeRange
from samspil.methods.results import Floats


@dataclass(frozen=True)
class Units:
    """The members contracted to units u: weights (u), cost between (u by u) and inside (u)."""

    weight: Ints
    between: Floats
    inside: Floats
    factor: Floats
    alone: bool

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
    return Units(weight, between, inside, model.factor, bool((weight == 1).all()))


class State:
    """A grouping under change: slot of each unit, and sums kept up to date.

    `links` (u by slots) is each unit's cost to each slot's units, `within` and `size` (slots) the
    pair sum and members of each slot. `stay` (u by slots), when given, is an extra cost of having
    a unit in a slot.
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
        self._sum_up()

    def _sum_up(self) -> None:
        """Compute the sums anew from the slots."""
        chosen = np.eye(len(self.low))[self.slot]
        self.links = self.units.between @ chosen
        own = self.links[self._all, self.slot]
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
        self.within[old] -= self.links[unit, old] + inside
        self.within[slot] += self.links[unit, slot] + inside
        self.links[:, old] -= column
        self.links[:, slot] += column
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
        self.within[here] += links[second, here] - links[first, here] - between
        self.within[there] += links[first, there] - links[second, there] - between
        links[:, here] += column
        links[:, there] -= column
        self.slot[first], self.slot[second] = there, here

    def swaps(self) -> Floats:
        """Return the change in cost of exchanging each two units (u by u), inf where not allowed.

        What the first unit's slot gains or loses by having the second one instead depends on that
        slot alone; the change is the sum of both views.
        """
        units, slot = self.units, self.slot
        own = self.links[self._all, slot][:, None]
        view: Floats = self.links.T[slot] - own - units.between
        same = slot[:, None] == slot
        if units.alone:
            view *= units.factor[self.size[slot]][:, None]
        else:
            view = self._views_by_size(view)
            same |= self._misfits()
        if self.stay is not None:
            moved = self.stay.T[slot] - self.stay[self._all, slot]
            view = view + moved
        change = view + view.T
        np.putmask(change, same, np.inf)
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

    def moves(self) -> Floats:
        """Return the change in cost of each unit going to each slot (u by slots), inf if barred."""
        units, slot, size = self.units, self.slot, self.size
        weight, factor = units.weight, units.factor
        own = self.links[self._all, slot]
        old = factor[size] * self.within
        left = factor[size[slot] - weight] * (self.within[slot] - own - units.inside) - old[slot]
        grown = np.minimum(size + weight[:, None], len(factor) - 1)
        joined = factor[grown] * (self.within + self.links + units.inside[:, None]) - old
        change: Floats = left[:, None] + joined
        if self.stay is not None:
            change = change + self.stay - self.stay[self._all, slot][:, None]
        barred = size + weight[:, None] > self.high
        barred |= (size[slot] - weight < self.low[slot])[:, None]
        barred[self._all, slot] = True
        np.putmask(change, barred, np.inf)
        return change
