"""Finding every group that a linear relaxation still finds attractive, without listing them all.

For groups of one size the reduced cost is a sum over the pairs of the group: each member's dual
price is shared among its pairs. A set whose pairs have a mean of at most zero contains a set one
smaller of which the same is true: leave out the member whose pairs add up to most. So all sets
worth anything are found by growing pairs one member at a time, keeping at each size only the sets
with a sum of at most zero. Exact, unless a size has more such sets than the limit.
"""

from dataclasses import dataclass

import numpy as np

from samspil.methods.grouping.budget import Budget
from samspil.methods.grouping.model import Bools, Ints, Model
from samspil.methods.results import Floats

PRICE = 3e-8  # nominal seconds for each number handled
BLOCK = 500_000  # numbers held at once while sets are extended
SLACK = 1e-9  # sums this much above zero are kept, so that rounding never loses a group


@dataclass(frozen=True)
class Priced:
    """Groups of one size (k by size, members ascending), reduced costs (k), and whether all."""

    members: Ints
    reduced: Floats
    exact: bool


@dataclass(frozen=True)
class _Sets:
    """Sets under growth: members (k by size), sums of their pairs (k), stars (k by size).

    A member's star is the sum over its own pairs in the set.
    """

    members: Ints
    sums: Floats
    stars: Floats

    def only(self, rows: slice | Ints) -> "_Sets":
        """Return some of the sets."""
        return _Sets(self.members[rows], self.sums[rows], self.stars[rows])

    def best(self, limit: int) -> "_Sets":
        """Return the sets with the least sums, at most so many."""
        if len(self.sums) <= limit:
            return self
        return self.only(np.argsort(self.sums, kind="stable")[:limit])


def attractive(
    model: Model,
    size: int,
    prices: Floats,
    *,
    bonus: float,
    threshold: float,
    limit: int,
    budget: Budget,
) -> Priced:
    """Return the groups of a size with reduced cost of at most the threshold.

    `prices` (n) are the duals of the members, `bonus` the dual of the kind of group. Groups that
    split a unit or hold a blocked pair are left out. When some intermediate size has more than
    `limit` sets, the `limit` best of them are followed and `exact` is False, as it is when the
    budget ends.
    """
    if size == 1:
        found, sums, exact = np.arange(model.n)[:, None], -prices, True
    else:
        pairs = size * (size - 1) / 2
        shift = (bonus + threshold) / pairs
        edges = _edges(model, size, prices) - shift
        sets, exact = _grow(edges, size, limit, budget)
        found, sums = np.sort(sets.members, axis=1), sets.sums + pairs * shift
    keep = _whole(model, found) & (sums - bonus <= threshold + SLACK)
    return Priced(found[keep], sums[keep] - bonus, exact)


def _edges(model: Model, size: int, prices: Floats) -> Floats:
    """Return the share of a pair (n by n) in the reduced cost of a group of this size."""
    shared = (prices[:, None] + prices) / (size - 1)
    edges: Floats = model.factor[size] * model.cost - shared
    edges[model.blocked] = np.inf
    np.fill_diagonal(edges, np.inf)
    return edges


def _grow(edges: Floats, size: int, limit: int, budget: Budget) -> tuple[_Sets, bool]:
    """Return all sets of a size whose pairs sum to at most zero, and whether that is all."""
    first, second = np.nonzero(np.triu(edges <= SLACK, k=1))
    sums = edges[first, second]
    sets = _Sets(np.stack([first, second], axis=1), sums, np.stack([sums, sums], axis=1))
    exact = True
    for _ in range(size - 2):
        sets, whole = _extend(edges, sets, limit, budget)
        exact = exact and whole
    return sets, exact


def _extend(edges: Floats, sets: _Sets, limit: int, budget: Budget) -> tuple[_Sets, bool]:
    """Return all sets one larger whose sum is at most zero, and whether that is all of them.

    A set is only made from the set that lacks the member with the largest star, and so only once,
    unless stars tie: then its copies are sorted out.
    """
    rows = max(1, BLOCK // len(edges))
    width = sets.members.shape[1] + 1
    parts = [_Sets(np.zeros((0, width), dtype=np.int64), np.zeros(0), np.zeros((0, width)))]
    whole = True
    for k in range(0, len(sets.sums), rows):
        grown, tied = _extend_block(edges, sets.only(slice(k, k + rows)))
        if tied.any():
            grown = grown.only(_unlike(grown.members, tied, len(edges)))
        parts.append(grown)
        handled = min(rows, len(sets.sums) - k) * (width - 1) * len(edges)
        budget.spend(1e-4 + PRICE * (handled / 4 + 10 * grown.members.size))
        if sum(len(each.sums) for each in parts) > 2 * limit:
            parts, whole = [_join(parts).best(limit)], False
        if budget.spent:
            return _join(parts), False
    return _join(parts).best(limit), whole and sum(len(each.sums) for each in parts) <= limit


def _join(parts: list[_Sets]) -> _Sets:
    """Return the sets of all parts."""
    return _Sets(
        np.concatenate([each.members for each in parts]),
        np.concatenate([each.sums for each in parts]),
        np.concatenate([each.stars for each in parts]),
    )


def _extend_block(edges: Floats, sets: _Sets) -> tuple[_Sets, Bools]:
    """Return the extensions of some sets, the new member last, and which may be made twice."""
    reach = edges[sets.members[:, 0]].copy()
    for column in range(1, sets.members.shape[1]):
        reach += edges[sets.members[:, column]]
    which, new = np.nonzero(sets.sums[:, None] + reach <= SLACK)
    star = reach[which, new]
    older = sets.stars[which] + edges[sets.members[which], new[:, None]]
    lead = star - older.max(axis=1)
    best = lead >= -SLACK
    which, new, star, older = which[best], new[best], star[best], older[best]
    grown = _Sets(
        np.concatenate([sets.members[which], new[:, None]], axis=1),
        sets.sums[which] + star,
        np.concatenate([older, star[:, None]], axis=1),
    )
    return grown, lead[best] <= SLACK


def _unlike(members: Ints, tied: Bools, n: int) -> Ints:
    """Return the places of the rows that are not tied, and of the first of each tied kind."""
    at = np.flatnonzero(tied)
    first = _first_of_each(np.sort(members[at], axis=1), n)
    return np.sort(np.concatenate([np.flatnonzero(~tied), at[first]]))


def _first_of_each(members: Ints, n: int) -> Ints:
    """Return the places of the first of equal rows, in the order of the rows."""
    if members.shape[1] * np.log2(n) < 62:
        keys = members @ (n ** np.arange(members.shape[1], dtype=np.int64))
        return np.asarray(np.unique(keys, return_index=True)[1])
    return np.asarray(np.unique(members, axis=0, return_index=True)[1])


def _whole(model: Model, members: Ints) -> Bools:
    """Return which groups (k by size) split no unit."""
    whole = np.ones(len(members), dtype=bool)
    for unit in model.units:
        if len(unit) > 1:
            inside = np.isin(members, unit).sum(axis=1)
            whole &= (inside == 0) | (inside == len(unit))
    return whole
