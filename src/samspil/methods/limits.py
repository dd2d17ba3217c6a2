"""Control limits of a share or of observed over expected: exact where counts are small.

Formula, decisions and tests: docs/methods/funnel.md.
"""

import math
from dataclasses import dataclass

import numpy as np

from samspil.methods.results import Floats, MethodError

Z_95, Z_998 = 1.96, 3.09
"""Two-sided 95 and 99.8 per cent, as charts of control have them."""

TAILS = (0.001, 0.025, 0.975, 0.999)
"""The same limits as probabilities, where they are exact."""

EXACT_UNDER = 5.0
"""Fewer than this many expected, of those with or of those without: exact limits."""


@dataclass(frozen=True)
class Limits:
    """Where 95 and 99.8 per cent lie by chance alone; `exact` says how they were found."""

    low_998: float
    low_95: float
    high_95: float
    high_998: float
    exact: bool

    def stretched(self, factor: float, target: float, top: float) -> "Limits":
        """Return the limits `factor` times as far from the target, within 0 and `top`."""
        four = (self.low_998, self.low_95, self.high_95, self.high_998)
        moved = [min(max(target + factor * (one - target), 0.0), top) for one in four]
        return Limits(moved[0], moved[1], moved[2], moved[3], self.exact)


def share_limits(target: float, size: int) -> Limits:
    """Return the limits, not yet cut at 0 and 1, of a share of `size` when `target` is true.

    Normal: target ± z sqrt(target (1 - target) / size). Exact binomial where size · target or
    size · (1 - target) is under 5. Raises MethodError for a target outside 0 to 1 or no size.
    """
    if not 0.0 < target < 1.0 or size < 1:
        msg = f"no limits for a share of {target} among {size}"
        raise MethodError(msg)
    if size * min(target, 1.0 - target) < EXACT_UNDER:
        return _exact(binomial_weights(size, target), size)
    return _normal(target, math.sqrt(target * (1.0 - target) / size))


def ratio_limits(expected: float, variance: float | None = None) -> Limits:
    """Return the limits, not yet cut at 0, of observed over expected when 1 is true.

    Normal: 1 ± z sqrt(variance) / expected; without a variance Poisson's, which is `expected`.
    Exact Poisson where fewer than 5 are expected (wider than a known variance would have it,
    since a sum of unlike probabilities varies no more than Poisson). Raises MethodError for
    nothing expected.
    """
    if not 0.0 < expected < math.inf:
        msg = f"no limits where {expected} is expected"
        raise MethodError(msg)
    if expected < EXACT_UNDER:
        return _exact(poisson_weights(expected), expected)
    return _normal(1.0, math.sqrt(expected if variance is None else variance) / expected)


def binomial_weights(size: int, share: float) -> Floats:
    """Return P(R = r) for r = 0 … size."""
    steps = np.arange(1, size + 1)
    growth = np.log((size - steps + 1) / steps) + math.log(share) - math.log1p(-share)
    logs = size * math.log1p(-share) + np.concatenate([[0.0], np.cumsum(growth)])
    weights: Floats = np.exp(logs)
    return weights


def poisson_weights(mean: float) -> Floats:
    """Return P(R = r) for r = 0 … as far as it matters."""
    most = math.ceil(mean + 12.0 * math.sqrt(mean) + 30.0)
    growth = math.log(mean) - np.log(np.arange(1, most + 1))
    weights: Floats = np.exp(-mean + np.concatenate([[0.0], np.cumsum(growth)]))
    return weights


def _exact(weights: Floats, size: float) -> Limits:
    """Return limits that a count lies beyond exactly when its tail is thinner than theirs."""
    below = np.cumsum(weights)
    low_998, low_95 = (max(0.0, _quantile(tail, weights, below)) for tail in TAILS[:2])
    high_95, high_998 = (_quantile(tail, weights, below) + 1.0 for tail in TAILS[2:])
    return Limits(low_998 / size, low_95 / size, high_95 / size, high_998 / size, exact=True)


def _quantile(probability: float, weights: Floats, below: Floats) -> float:
    """Return the interpolated quantile r - a (Spiegelhalter 2005).

    r is the fewest with P(R <= r) >= probability, and a = (P(R <= r) - probability) / P(R = r),
    so that r - a lies between r - 1 and r.
    """
    r = min(int(np.searchsorted(below, probability)), len(weights) - 1)
    return r - (float(below[r]) - probability) / float(weights[r])


def _normal(target: float, sd: float) -> Limits:
    return Limits(
        target - Z_998 * sd, target - Z_95 * sd, target + Z_95 * sd, target + Z_998 * sd,
        exact=False,
    )  # fmt: skip
