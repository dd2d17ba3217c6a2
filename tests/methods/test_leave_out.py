"""The closed forms against real refits: rows are taken out and the model is fitted again."""

import itertools
import math
import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods.leave_out import MIN_ROWS, PENALTIES, fit_left_out, predict_new
from samspil.methods.noise import AMOUNTS
from samspil.methods.results import TooFewPlacesError


def sample(seed, n, p, noise=1.0):
    rng = np.random.default_rng(seed)
    columns = rng.normal(size=(n, p))
    z = (columns - columns.mean(axis=0)) / columns.std(axis=0, ddof=1)
    return z, z @ rng.normal(size=p) + noise * rng.normal(size=n) + 5.0


def refit(z, y, keep, penalty, new):
    """Predict `new` from rows `keep` by least squares; ridge as extra rows that pull to zero."""
    n, p = z.shape
    rows = [[1.0, *z[i]] for i in keep]
    aims = [y[i] for i in keep]
    for v in range(p):
        pull = [0.0] * (p + 1)
        pull[v + 1] = math.sqrt(penalty * n)
        rows.append(pull)
        aims.append(0.0)
    solution = np.linalg.lstsq(np.array(rows), np.array(aims), rcond=None)[0]
    return float(solution[0] + np.dot(new, solution[1:]))


def refit_mean(y, keep):
    return sum(y[i] for i in keep) / len(keep)


def spread_of(amount, size, middle):
    return math.sqrt(1 + amount * middle / size)


def slow_amount(misses, sizes, middle):
    """The amount of chance by size that is most likely for misses by row, Laplace by the book."""
    best, found = None, None
    for amount in AMOUNTS:
        spreads = {j: spread_of(amount, sizes[j], middle) for j in misses}
        common = sum(abs(miss) / spreads[j] for j, miss in misses.items()) / len(misses)
        likelihood = sum(
            -math.log(2 * common * spreads[j]) - abs(miss) / (common * spreads[j])
            for j, miss in misses.items()
        )
        if best is None or likelihood > best + 1e-9:
            best, found = likelihood, amount
    return found


def slow_fit(z, y, coverage, sizes=None):
    """The whole method with loops and refits: choice of penalty, fallback, interval, per row."""
    n = len(y)
    middle = None if sizes is None else statistics.median(sizes)
    chosen = []
    for i in range(n):
        others = [j for j in range(n) if j != i]
        scores = []
        for penalty in PENALTIES:
            misses = [
                y[j] - refit(z, y, [m for m in others if m != j], penalty, z[j]) for j in others
            ]
            scores.append(sum(miss**2 for miss in misses))
        chosen.append(PENALTIES[scores.index(min(scores))])
    left = [refit(z, y, [j for j in range(n) if j != i], chosen[i], z[i]) for i in range(n)]
    means = [refit_mean(y, [j for j in range(n) if j != i]) for i in range(n)]
    explained = 1 - sum((y - left) ** 2) / sum((y - means) ** 2)
    rows = []
    for i in range(n):
        at, misses = {}, {}
        for j in range(n):
            if j != i:
                keep = [m for m in range(n) if m not in {i, j}]
                if explained <= 0:
                    at[i, j] = at_j = refit_mean(y, keep)
                else:
                    at[i, j] = refit(z, y, keep, chosen[i], z[i])
                    at_j = refit(z, y, keep, chosen[i], z[j])
                misses[j] = y[j] - at_j
        amount = 0.0 if sizes is None else slow_amount(misses, sizes, middle)
        lower, upper = [], []
        for j, miss in misses.items():
            scaled = abs(miss)
            if sizes is not None:
                own = spread_of(amount, sizes[i], middle)
                scaled *= own / spread_of(amount, sizes[j], middle)
            lower.append(at[i, j] - scaled)
            upper.append(at[i, j] + scaled)
        rank = math.ceil(round(coverage * n, 9))
        rows.append((sorted(lower)[n - 1 - rank], sorted(upper)[rank - 1]))
    return explained, (means if explained <= 0 else left), rows


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(8, 12), p=st.integers(1, 3),
       noise=st.sampled_from([0.3, 1.0, 5.0]), coverage=st.sampled_from([0.5, 0.8]),
       sized=st.booleans())  # fmt: skip
def test_closed_form_equals_refitting(seed, n, p, noise, coverage, sized):
    z, y = sample(seed, n, p, noise)
    sizes = np.exp(np.random.default_rng(seed + 2).normal(10, 1, n)) if sized else None
    fit = fit_left_out(z, y, coverage, sizes)
    explained, expected, spans = slow_fit(z, y, coverage, sizes)
    assert fit.explained == pytest.approx(explained, abs=1e-8)
    assert fit.is_mean == (explained <= 0)
    assert fit.expected == pytest.approx(np.array(expected))
    for low, high, at, (slow_low, slow_high) in zip(
        fit.low, fit.high, fit.expected, spans, strict=True
    ):
        assert low == pytest.approx(min(slow_low, at))
        assert high == pytest.approx(max(slow_high, at))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(10, 30), p=st.integers(1, 4),
       noise=st.sampled_from([0.3, 2.0, 9.0]), sized=st.booleans())  # fmt: skip
def test_a_new_row_equals_refitting(seed, n, p, noise, sized):
    z, y = sample(seed, n, p, noise)
    sizes = np.exp(np.random.default_rng(seed + 2).normal(10, 1, n)) if sized else np.ones(n)
    fit = fit_left_out(z, y, 0.8, sizes if sized else None)
    new = np.random.default_rng(seed + 1).normal(size=p)
    everyone = list(range(n))
    predict = (
        (lambda keep, at: refit_mean(y, keep))
        if fit.is_mean
        else (lambda keep, at: refit(z, y, keep, fit.penalty, at))
    )
    lower, upper, middle = [], [], statistics.median(sizes)
    missed = {j: y[j] - predict([m for m in everyone if m != j], z[j]) for j in everyone}
    amount = slow_amount(missed, sizes, middle) if sized else 0.0
    assert fit.noise.amount == amount
    for j in everyone:
        keep = [m for m in everyone if m != j]
        own = spread_of(amount, 5000.0, middle)
        miss = abs(missed[j]) * own / spread_of(amount, sizes[j], middle)
        lower.append(predict(keep, new) - miss)
        upper.append(predict(keep, new) + miss)
    rank = math.ceil(round(0.8 * (n + 1), 9))
    found = predict_new(fit, new, 5000.0)
    assert found.expected == pytest.approx(predict(everyone, new))
    assert found.low == pytest.approx(min(sorted(lower)[n - rank], found.expected))
    assert found.high == pytest.approx(max(sorted(upper)[rank - 1], found.expected))


def test_a_row_never_helps_to_predict_itself():
    z, y = sample(4, 30, 3, noise=0.2)
    before = fit_left_out(z, y, 0.8)
    y[7] += 1.0
    after = fit_left_out(z, y, 0.8)
    assert not before.is_mean
    assert not after.is_mean
    assert after.expected[7] == pytest.approx(before.expected[7])
    assert after.low[7] == pytest.approx(before.low[7])
    assert after.high[7] == pytest.approx(before.high[7])
    assert after.expected[8] != before.expected[8]


def test_twin_columns_do_no_harm():
    z, y = sample(8, 30, 2)
    twins = np.column_stack([z, z[:, 0]])
    one, two = fit_left_out(z, y, 0.8), fit_left_out(twins, y, 0.8)
    assert two.explained == pytest.approx(one.explained, abs=0.02)
    assert np.isfinite(two.slopes).all()


def test_a_row_that_alone_carries_a_column_cannot_use_plain_least_squares():
    z, y = sample(9, 20, 2, noise=0.1)
    alone = np.zeros((20, 1))
    alone[3] = 1.0
    fit = fit_left_out(np.column_stack([z, alone]), y, 0.8)
    assert fit.penalty > 0
    assert np.isfinite(fit.expected).all()
    assert np.isfinite([*fit.low, *fit.high]).all()


def test_more_columns_than_rows_is_ridge_or_the_mean():
    z, y = sample(10, 10, 15)
    fit = fit_left_out(z, y, 0.8)
    assert np.isfinite(fit.expected).all()
    assert fit.penalty > 0


def test_no_columns_is_the_mean():
    y = np.arange(10.0)
    fit = fit_left_out(np.zeros((10, 0)), y, 0.8)
    assert fit.is_mean
    assert fit.explained == pytest.approx(0)
    assert fit.expected == pytest.approx((45 - y) / 9)
    assert predict_new(fit, np.zeros(0)).expected == pytest.approx(4.5)


def test_a_result_that_never_varies_explains_nothing():
    z, _ = sample(2, 12, 2)
    fit = fit_left_out(z, np.full(12, 0.1), 0.8)
    assert fit.is_mean
    assert fit.explained == 0
    assert fit.expected == pytest.approx(np.full(12, 0.1))


def test_wider_coverage_is_wider():
    z, y = sample(3, 60, 3)
    fits = [fit_left_out(z, y, coverage) for coverage in (0.5, 0.8, 0.9, 0.95)]
    for narrow, wide in itertools.pairwise(fits):
        assert (wide.low <= narrow.low).all()
        assert (wide.high >= narrow.high).all()
        assert narrow.explained == wide.explained


@pytest.mark.parametrize(("n", "coverage"), [(MIN_ROWS - 1, 0.5), (8, 0.9), (19, 0.95), (0, 0.8)])
def test_too_few_rows_for_the_interval(n, coverage):
    z, y = np.zeros((n, 1)), np.zeros(n)
    with pytest.raises(TooFewPlacesError, match=str(n)):
        fit_left_out(z, y, coverage)
