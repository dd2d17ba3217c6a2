"""Linear models in which every row is predicted without itself, in closed form.

With H the hat matrix of a model and e = y - Hy, leaving rows S out gives the residuals
(I - H_SS)^-1 e_S. One row left out gives predictions, two give each prediction's own errors to
measure its interval by (jackknife+, Barber et al. 2021), in units of what chance does to a place
of its size. See docs/methods/expected.md.
"""

import math
from dataclasses import dataclass

import numpy as np

from samspil.methods.noise import Noise, candidates, most_likely, most_likely_of_all
from samspil.methods.results import Floats, TooFewPlacesError

PENALTIES = (0.0, 0.01, 0.03, 0.1, 0.3, 1.0)
"""Ridge penalties tried, per row, on standardised columns; 0 is ordinary least squares."""

MIN_ROWS = 6

_ALONE = 1e-9
"""A row with leverage this near 1 decides its own prediction: that model cannot leave it out."""


@dataclass(frozen=True)
class Fit:
    """A fitted model: what it says of each row without that row, and what predicts new rows.

    Arrays are per row (n): `expected`, `low`, `high`. `explained` belongs to the model with
    conditions even where `is_mean` says that the mean was used instead. `penalty` per row.
    `slopes` (p) are zero for the mean. `noise`: how size widens the interval, learned from all
    rows. The rest serves `predict_new`.
    """

    expected: Floats
    low: Floats
    high: Floats
    explained: float
    is_mean: bool
    penalty: float
    slopes: Floats
    intercept: float
    coverage: float
    noise: Noise
    sizes: Floats
    left_out_errors: Floats
    influence: Floats


@dataclass(frozen=True)
class NewRow:
    """A prediction and the interval around it."""

    expected: float
    low: float
    high: float


@dataclass(frozen=True)
class _Basis:
    """Centred columns as U S V', with the rows' results."""

    left: Floats
    sizes: Floats
    right: Floats
    results: Floats

    def shrinkage(self, penalty: float) -> Floats:
        """Return the factor by which ridge shrinks each direction; dead directions get 0."""
        square = self.sizes**2
        alive = self.sizes > 1e-10 * max(1.0, float(self.sizes.max(initial=0.0)))
        return np.where(alive, square / np.where(alive, square + penalty, 1.0), 0.0)

    def hat(self, shrinkage: Floats) -> Floats:
        """Return the hat matrix (n, n) of an intercept and the shrunk directions."""
        hat: Floats = (self.left * shrinkage) @ self.left.T + 1.0 / len(self.left)
        return hat


@dataclass(frozen=True)
class _LeftOut:
    """Errors of a model without row i (`one`, n) and without rows i and j (n, n).

    Of the latter, `two` [i, j] is the error of row j and `own` [i, j] that of row i. Diagonals
    are zero.
    """

    one: Floats
    two: Floats
    own: Floats


def require_enough(rows: int, coverage: float) -> None:
    """Raise TooFewPlacesError unless the interval's ends exist among n - 1 other rows."""
    if rows < MIN_ROWS or math.ceil(round(coverage * rows, 9)) > rows - 1:
        msg = f"{rows} places with all values known are too few for a {coverage:.0%} interval"
        raise TooFewPlacesError(msg)


def fit_left_out(z: Floats, results: Floats, coverage: float, sizes: Floats | None = None) -> Fit:
    """Fit results (n) on standardised columns z (n, p), no value missing.

    The penalty for row i is chosen without row i (its own error never helps to choose), so that
    `explained` is honest about the choice too: 1 - sum (y_i - yhat_(i))^2 / sum (y_i - ybar_(i))^2.
    At explained <= 0 the mean of the other rows takes over. With `sizes` (n, above zero) the
    intervals of small places are wider, as far as the others' errors show that small ones vary
    more; without, all are alike.

    Raises TooFewPlacesError where n cannot carry the coverage asked for.
    """
    require_enough(len(results), coverage)
    basis = _basis(z, results)
    mean = _leave_out(basis, np.zeros_like(basis.sizes))
    penalties = [penalty * len(results) for penalty in PENALTIES]
    tried = [_leave_out(basis, basis.shrinkage(penalty)) for penalty in penalties]
    model = _choose_without_own(tried)
    explained = _explained(model.one, mean.one, results)
    is_mean = explained <= 0.0
    best = int(np.argmin([_square_sum(each.one) for each in tried]))
    shrinkage = np.zeros_like(basis.sizes) if is_mean else basis.shrinkage(penalties[best])
    used = mean if is_mean else model
    sizes = np.ones(len(results)) if sizes is None else sizes
    low, high = _intervals(results, used, coverage, sizes)
    expected = results - used.one
    whole = mean if is_mean else tried[best]
    directions = _inverse_sizes(basis, shrinkage)
    return Fit(
        expected=expected,
        low=np.minimum(low, expected),
        high=np.maximum(high, expected),
        explained=explained,
        is_mean=is_mean,
        penalty=PENALTIES[best],
        slopes=basis.right.T @ (directions * (basis.left.T @ results)),
        intercept=float(results.mean()),
        coverage=coverage,
        noise=most_likely_of_all(whole.one, candidates(sizes), sizes),
        sizes=sizes,
        left_out_errors=whole.one,
        influence=(basis.right.T * directions) @ basis.left.T,
    )


def predict_new(fit: Fit, z: Floats, size: float = 1.0) -> NewRow:
    """Return the prediction for a new row z (p), standardised on the scale of the fitted rows.

    `size` matters where the fit was given sizes.
    """
    expected = fit.intercept + float(z @ fit.slopes)
    weight = 1.0 / len(fit.left_out_errors) + z @ fit.influence
    without = expected - weight * fit.left_out_errors
    relative = fit.noise.spread(size) / fit.noise.spread(fit.sizes)
    misses = np.abs(fit.left_out_errors) * relative
    low, high = _ends(without - misses, without + misses, len(misses), fit.coverage)
    return NewRow(expected, min(float(low), expected), max(float(high), expected))


def _basis(z: Floats, results: Floats) -> _Basis:
    """Return the singular value decomposition of the columns, centred."""
    left, sizes, right = np.linalg.svd(z - z.mean(axis=0), full_matrices=False)
    return _Basis(left, sizes, right, results)


def _inverse_sizes(basis: _Basis, shrinkage: Floats) -> Floats:
    """Return shrinkage / size per direction, 0 for dead directions."""
    return np.divide(shrinkage, basis.sizes, out=np.zeros_like(shrinkage), where=shrinkage > 0.0)


def _leave_out(basis: _Basis, shrinkage: Floats) -> _LeftOut:
    """Return the errors of leaving one and two rows out; infinite where a row stands alone."""
    hat = basis.hat(shrinkage)
    error = basis.results - hat @ basis.results
    free = 1.0 - np.diag(hat)
    pair = free[:, None] * free[None, :] - hat**2
    with np.errstate(divide="ignore", invalid="ignore"):
        one = np.where(free > _ALONE, error / free, np.inf)
        two = (free[:, None] * error[None, :] + hat * error[:, None]) / pair
    two[pair <= _ALONE] = np.inf
    np.fill_diagonal(two, 0.0)
    return _LeftOut(one, two, two.T)


def _choose_without_own(tried: list[_LeftOut]) -> _LeftOut:
    """Return, row by row, the errors of the model that predicts the other rows best without it."""
    scores = np.array([_square_sum(each.two) for each in tried])
    choice = np.argmin(scores, axis=0)
    rows = np.arange(len(choice))
    return _LeftOut(
        one=np.array([each.one for each in tried])[choice, rows],
        two=np.array([each.two for each in tried])[choice, rows],
        own=np.array([each.own for each in tried])[choice, rows],
    )


def _square_sum(errors: Floats) -> Floats:
    """Return the sum of squares along the last axis."""
    total: Floats = np.sum(errors**2, axis=-1)
    return total


def _explained(model: Floats, mean: Floats, results: Floats) -> float:
    """Return 1 - PRESS / PRESS of the mean; 0 where the results do not vary."""
    nothing = float(_square_sum(mean))
    if nothing <= 1e-20 * float(_square_sum(results)):
        return 0.0
    return 1.0 - float(_square_sum(model)) / nothing


def _intervals(
    results: Floats, errors: _LeftOut, coverage: float, sizes: Floats
) -> tuple[Floats, Floats]:
    """Return the jackknife+ interval of every row, made of the other rows alone.

    Without i and j the model predicts y_i - own[i, j] for row i, and misses row j by two[i, j].
    A miss counts in units of its row's spread, times that of row i; how size spreads is learned
    from the misses two[i], in which row i has no part.
    """
    tried = candidates(sizes)
    choice = most_likely(errors.two, tried, sizes)
    spread = np.array([noise.spread(sizes) for noise in tried])[choice]
    misses = np.abs(errors.two) * (np.diag(spread)[:, None] / spread)
    predictions = results[:, None] - errors.own
    lower, upper = predictions - misses, predictions + misses
    # The row itself does not count: at infinity it is sorted behind all others.
    np.fill_diagonal(lower, np.inf)
    np.fill_diagonal(upper, np.inf)
    return _ends(lower, upper, len(results) - 1, coverage)


def _ends(lower: Floats, upper: Floats, others: int, coverage: float) -> tuple[Floats, Floats]:
    """Return the jackknife+ ends along the last axis, of which the first `others` count sorted.

    The upper end is the ceil(coverage (others + 1))-th smallest of prediction plus miss, the
    lower end the same, counted from the largest, of prediction minus miss.
    """
    rank = math.ceil(round(coverage * (others + 1), 9))
    return np.sort(lower, axis=-1)[..., others - rank], np.sort(upper, axis=-1)[..., rank - 1]
