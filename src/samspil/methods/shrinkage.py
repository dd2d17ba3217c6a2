"""Means and ratios of few children, drawn towards what is known of all: small numbers say little.

Formula, decisions and tests: docs/methods/shrinkage.md.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspil.methods.results import Floats, MethodError, ShapeError

SCHOOL_SHARE = 0.04
"""Share of the differences between pupils that lies between schools, where nothing better is known.

Method E3: about what has been found for wellbeing. Means and sizes alone cannot tell it well.
"""

PRIOR_EVENTS = 20.0
"""Weight of the prior of a ratio: as many expected events as it takes to be believed by half."""


@dataclass(frozen=True, eq=False)
class Shrunk:
    """Per place: how much its own mean is believed (0 to 1), and the mean after shrinkage."""

    reliability: Floats
    value: Floats


@dataclass(frozen=True, eq=False)
class Standardised:
    """Per place: events expected of its own mix, observed over expected, and their distance in sd.

    `ratio` and `z` are NaN where nothing is expected, or nothing could have varied.
    """

    expected: Floats
    ratio: Floats
    z: Floats


def reliability(counts: npt.ArrayLike, share: float) -> Floats:
    """Return n share / (1 + (n - 1) share) for counts (places,); NaN where the count is unknown.

    `share` (rho) is the part of the variance between individuals that lies between places. Nobody
    counted, or no differences between places, is no reliability.

    Raises MethodError for a share outside 0 to 1, a negative or an infinite count.
    """
    n = np.asarray(counts, dtype=np.float64)
    if not 0.0 <= share <= 1.0:
        msg = f"the share between places must lie between 0 and 1 (got {share})"
        raise MethodError(msg)
    if (n < 0).any() or np.isinf(n).any():
        msg = "counts must be finite and not negative"
        raise MethodError(msg)
    below = 1.0 + (n - 1.0) * share
    # A single place of one pupil and share 1, or none at all and share 1, would divide by zero.
    believed: Floats = np.where(n == 0, 0.0, n * share / np.where(n == 0, 1.0, below))
    return believed


def shrink_means(
    values: npt.ArrayLike,
    counts: npt.ArrayLike,
    *,
    share: float = SCHOOL_SHARE,
    towards: npt.ArrayLike | None = None,
) -> Shrunk:
    """Return means (places,) drawn towards a centre: m + r (mean - m), r the reliability.

    `counts` are the individuals behind each mean. `towards` is one number or one per place (an
    expected value); by default the mean of all individuals with a known mean. NaN stays NaN: a
    mean of unknown size is not guessed at.

    Raises ShapeError for lengths that differ, MethodError as `reliability` does.
    """
    value, n = _pair(values, counts)
    believed = reliability(n, share)
    centre = _grand_mean(value, n) if towards is None else np.asarray(towards, dtype=np.float64)
    if centre.ndim and centre.shape != value.shape:
        msg = f"{centre.shape} centres for {value.shape} means"
        raise ShapeError(msg)
    shrunk: Floats = centre + believed * (value - centre)
    return Shrunk(believed, shrunk)


def shrink_ratios(
    observed: npt.ArrayLike, expected: npt.ArrayLike, *, prior: float = PRIOR_EVENTS
) -> Floats:
    """Return observed over expected drawn towards 1: (x + prior) / (e + prior), (places,).

    The mean of a gamma distribution with mean 1 and weight `prior` after x events where e were
    expected. Raises ShapeError for lengths that differ, MethodError for negative numbers or a
    prior of nothing.
    """
    x, e = _pair(observed, expected)
    if not prior > 0.0 or (x < 0).any() or (e < 0).any():
        msg = "events and expectations must not be negative, and the prior above zero"
        raise MethodError(msg)
    ratio: Floats = (x + prior) / (e + prior)
    return ratio


def standardise(
    observed: npt.ArrayLike, counts: npt.ArrayLike, rates: npt.ArrayLike
) -> Standardised:
    """Return events against what the common rates let one expect (indirect standardisation).

    `observed` (places,) events; `counts` (places, groups) individuals in each group; `rates` the
    common probability of the event, (groups,) or (places, groups). Expected is sum n p, z is
    (x - e) / sqrt(sum n p (1 - p)).

    Raises ShapeError for shapes that do not fit, MethodError for a negative count or a rate
    outside 0 to 1.
    """
    x = np.asarray(observed, dtype=np.float64)
    n = np.asarray(counts, dtype=np.float64)
    p = np.asarray(rates, dtype=np.float64)
    if n.ndim != 2 or x.shape != n.shape[:1] or p.shape not in (n.shape, n.shape[1:]):
        msg = f"{x.shape} events for {n.shape} counts and {p.shape} rates"
        raise ShapeError(msg)
    if (n < 0).any() or (p < 0).any() or (p > 1).any():
        msg = "counts must not be negative, rates lie between 0 and 1"
        raise MethodError(msg)
    e = (n * p).sum(axis=1)
    sd = np.sqrt((n * p * (1.0 - p)).sum(axis=1))
    return Standardised(e, _over(x, e), _over(x - e, sd))


def _over(above: Floats, below: Floats) -> Floats:
    """Return above / below, NaN where below is nothing."""
    return np.divide(above, below, out=np.full_like(below, np.nan), where=below > 0.0)


def _pair(one: npt.ArrayLike, other: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return two rows of the same length as floats, or raise ShapeError."""
    first, second = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if first.ndim != 1 or first.shape != second.shape:
        msg = f"{first.shape} and {second.shape} do not belong together"
        raise ShapeError(msg)
    return first, second


def _grand_mean(value: Floats, n: Floats) -> Floats:
    """Return the mean of all individuals with a known mean and size; NaN where there is none."""
    known = ~np.isnan(value) & ~np.isnan(n)
    total = n[known].sum()
    return np.asarray((value[known] * n[known]).sum() / total if total else np.nan)
