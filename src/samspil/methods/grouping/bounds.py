"""A bound for when there are too many groups to prove anything by set partitioning."""

import numpy as np

from samspil.methods.grouping.model import Model
from samspil.methods.grouping.solvers import Row, choose
from samspil.methods.results import Floats


def simple_bound(model: Model, seconds: float) -> float:
    """Return a lower bound on the scaled cost of every allowed grouping.

    In a group of s, a member's share of the cost is at least that of its s-1 best possible mates.
    The bound gives every member a size, so many members to each as whole groups of that size
    have, and the groups to the kinds allowed, at the least sum of such shares.
    """
    sizes = model.group_sizes
    shares = _shares(model, sizes)
    n, width = shares.shape
    costs = shares.ravel().tolist()
    kinds = [
        (k, j)
        for k, each in enumerate(model.classes)
        for j, size in enumerate(sizes)
        if each.sizes.low <= size <= each.sizes.high
    ]
    first = n * width
    rows = [Row(1, 1, [(i * width + j, 1.0) for j in range(width)]) for i in range(n)]
    for j, size in enumerate(sizes):
        members = [(i * width + j, 1.0) for i in range(n)]
        groups = [(first + c, -float(size)) for c, (_, at) in enumerate(kinds) if at == j]
        rows.append(Row(0, 0, members + groups))
    counts = model.group_counts
    for k, each in enumerate(model.classes):
        low, high = (counts[0], counts[-1]) if each.count is None else (each.count, each.count)
        rows.append(
            Row(low, high, [(first + c, 1.0) for c, (at, _) in enumerate(kinds) if at == k])
        )
    upper = [1] * first + [n] * len(kinds)
    chosen = choose(costs + [0.0] * len(kinds), rows, seconds, upper=upper)
    floor = float(shares.min(axis=1).sum())
    return max(floor, chosen.bound) if np.isfinite(chosen.bound) else floor


def _shares(model: Model, sizes: tuple[int, ...]) -> Floats:
    """Return each member's least share of the cost (n by sizes) in a group of each size."""
    cost = np.where(model.blocked, np.inf, model.cost)
    np.fill_diagonal(cost, np.inf)
    best = np.cumsum(np.sort(cost, axis=1), axis=1)
    # Nobody is given a size that too many refusals put out of reach, at a price that says so.
    best = np.where(np.isfinite(best), best, 200.0 * model.n)
    shares = [
        best[:, size - 2] * model.factor[size] / 2 if size > 1 else np.zeros(model.n)
        for size in sizes
    ]
    return np.stack(shares, axis=1)
