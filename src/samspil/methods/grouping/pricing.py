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
from samspil.methods.grouping.model import Ints, Model
from samspil.methods.results import Floats

PRICE = 3e-8  # nominal seconds for one member of one set and one candidate
BLOCK = 500_000  # numbers held at once while sets are extended
SLACK = 1e-9  # sums this much above zero are kept, so that rounding never loses a group


@dataclass(frozen=True)
class Priced:
    """Groups of one size (k by size, members ascending), reduced costs (k), and whether all."""

    members: Ints
    reduced: Floats
    exact: bool


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
        found, sums, exact = _grow(edges, size, limit, budget)
        sums = sums + pairs * shift
    keep = _whole(model, found) & (sums - bonus <= threshold + SLACK)
    return Priced(found[keep], sums[keep] - bonus, exact)


def _edges(model: Model, size: int, prices: Floats) -> Floats:
    """Return the share of a pair (n by n) in the reduced cost of a group of this size."""
    shared = (prices[:, None] + prices) / (size - 1)
    edges: Floats = model.factor[size] * model.cost - shared
    edges[model.blocked] = np.inf
    np.fill_diagonal(edges, np.inf)
    return edges


def _grow(edges: Floats, size: int, limit: int, budget: Budget) -> tuple[Ints, Floats, bool]:
    """Return all sets of a size whose pairs sum to at most zero: members, sums, whether all."""
    first, second = np.nonzero(np.triu(edges <= SLACK, k=1))
    members = np.stack([first, second], axis=1)
    sums = edges[first, second]
    stars = np.stack([sums, sums], axis=1)
    exact = True
    for _ in range(size - 2):
        members, sums, stars, complete = _shorten(members, sums, stars, limit)
        members, sums, stars, whole = _extend(edges, members, sums, stars, budget)
        exact = exact and complete and whole
    return members, sums, exact


def _shorten(
    members: Ints, sums: Floats, stars: Floats, limit: int
) -> tuple[Ints, Floats, Floats, bool]:
    """Return the sets unchanged, or the `limit` best of them and False."""
    if len(sums) <= limit:
        return members, sums, stars, True
    kept = np.argsort(sums, kind="stable")[:limit]
    return members[kept], sums[kept], stars[kept], False


def _extend(
    edges: Floats, members: Ints, sums: Floats, stars: Floats, budget: Budget
) -> tuple[Ints, Floats, Floats, bool]:
    """Return all sets one larger whose sum is at most zero, each once, and whether all.

    `stars` (k by size) is each member's sum over its pairs in the set. A set is only made from the
    set that lacks the member with the largest star, so that few are made twice.
    """
    rows = max(1, BLOCK // len(edges))
    width = members.shape[1] + 1
    parts = [(np.zeros((0, width), dtype=np.int64), np.zeros(0), np.zeros((0, width)))]
    whole = True
    for k in range(0, len(sums), rows):
        block = slice(k, k + rows)
        parts.append(_extend_block(edges, members[block], sums[block], stars[block]))
        budget.spend(1e-4 + PRICE * members[block].size * len(edges))
        if budget.spent:
            whole = False
            break
    grown, added, wider = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.argsort(grown, axis=1)
    grown = np.take_along_axis(grown, order, axis=1)
    once = _first_of_each(grown, len(edges))
    return grown[once], added[once], np.take_along_axis(wider, order, axis=1)[once], whole


def _extend_block(
    edges: Floats, members: Ints, sums: Floats, stars: Floats
) -> tuple[Ints, Floats, Floats]:
    """Return the extensions of some sets, the new member last."""
    reach = edges[members[:, 0]].copy()
    for column in range(1, members.shape[1]):
        reach += edges[members[:, column]]
    which, new = np.nonzero(sums[:, None] + reach <= SLACK)
    star = reach[which, new]
    older = stars[which] + edges[members[which], new[:, None]]
    best = star >= older.max(axis=1) - SLACK
    which, new, star, older = which[best], new[best], star[best], older[best]
    grown = np.concatenate([members[which], new[:, None]], axis=1)
    return grown, sums[which] + star, np.concatenate([older, star[:, None]], axis=1)


def _first_of_each(members: Ints, n: int) -> Ints:
    """Return the places of the first of equal rows, in the order of the rows."""
    if members.shape[1] * np.log2(n) < 62:
        keys = members @ (n ** np.arange(members.shape[1], dtype=np.int64))
        return np.asarray(np.unique(keys, return_index=True)[1])
    return np.asarray(np.unique(members, axis=0, return_index=True)[1])


def _whole(model: Model, members: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which groups (k by size) split no unit."""
    whole = np.ones(len(members), dtype=bool)
    for unit in model.units:
        if len(unit) > 1:
            inside = np.isin(members, unit).sum(axis=1)
            whole &= (inside == 0) | (inside == len(unit))
    return whole
