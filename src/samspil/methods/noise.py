"""Small places vary more by chance: how much more, learned from the errors of a model.

An error's spread is taken to be s(N) = sqrt(1 + c R / N) times a common one, N the size of the
place, R the median size, c >= 0 learned. See docs/methods/expected.md.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspil.methods.results import Floats

AMOUNTS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0)
"""Amounts c tried: 0 is the same spread whatever the size, 10 nearly 1 / sqrt(N)."""


@dataclass(frozen=True)
class Noise:
    """A learned amount c, and the median size R it belongs to."""

    amount: float
    size: float

    def spread(self, sizes: npt.ArrayLike) -> Floats:
        """Return s(N) of sizes, 1 for all where size does not matter."""
        spread: Floats = np.sqrt(1.0 + self.amount * self.size / np.asarray(sizes, np.float64))
        return spread


def candidates(sizes: Floats) -> tuple[Noise, ...]:
    """Return the amounts tried, for sizes (n,), all above zero; 0 alone where all are alike."""
    middle = float(np.median(sizes))
    amounts = AMOUNTS if np.ptp(sizes) > 0.0 else AMOUNTS[:1]
    return tuple(Noise(amount, middle) for amount in amounts)


def most_likely(errors: Floats, tried: tuple[Noise, ...], sizes: Floats) -> npt.NDArray[np.intp]:
    """Return for each row i of errors (n, n) the number of the amount that fits the others best.

    Row i holds the errors of all rows by a model without row i; its own, on the diagonal, takes no
    part. Likelihood of a Laplace distribution, which a few wild errors do not rule. Infinite errors
    make all amounts alike: then it is the first.
    """
    others = ~np.eye(len(sizes), dtype=np.bool_)
    return np.argmin(
        [_cost(np.abs(errors), noise.spread(sizes), others) for noise in tried], axis=0
    )


def most_likely_of_all(errors: Floats, tried: tuple[Noise, ...], sizes: Floats) -> Noise:
    """Return the amount that fits the errors (n) of all rows best."""
    everybody = np.ones((1, len(sizes)), dtype=np.bool_)
    costs = [_cost(np.abs(errors)[None], noise.spread(sizes), everybody)[0] for noise in tried]
    return tried[int(np.argmin(costs))]


def _cost(misses: Floats, spread: Floats, counted: npt.NDArray[np.bool_]) -> Floats:
    """Return minus the log likelihood per error (rows,), but for what no amount changes."""
    count = counted.sum(axis=1)
    with np.errstate(divide="ignore"):
        common = np.log(np.where(counted, misses / spread, 0.0).sum(axis=1) / count)
    cost: Floats = common + np.where(counted, np.log(spread), 0.0).sum(axis=1) / count
    return cost
