"""Shrinkage and indirect standardisation: golden numbers, and loops written apart."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from samspil.methods.results import MethodError, ShapeError
from samspil.methods.shrinkage import (
    reliability,
    shrink_means,
    shrink_ratios,
    standardise,
)

# --- golden numbers of method E3 --------------------------------------------------------------


@pytest.mark.parametrize(("n", "r"), [(20, 0.455), (50, 0.676), (200, 0.893), (500, 0.954)])
def test_reliability_of_the_method_paper(n, r):
    assert reliability([n], 0.04)[0] == pytest.approx(r, abs=5e-4)


def test_ratios_of_the_method_paper():
    shrunk = shrink_ratios([30, 20, 18], [24, 24, 18], prior=20)
    assert shrunk.tolist() == pytest.approx([1.136, 0.909, 1.0], abs=5e-4)


def test_indirect_standardisation_of_the_method_paper():
    found = standardise([30, 20, 18], np.diag([600, 400, 200]), [0.04, 0.06, 0.09])
    assert found.expected.tolist() == pytest.approx([24, 24, 18])
    assert found.ratio.tolist() == pytest.approx([1.25, 0.833, 1.0], abs=5e-4)
    assert found.z.tolist() == pytest.approx([1.25, -0.842, 0], abs=5e-4)


# --- independent second implementations -------------------------------------------------------

COUNTS = st.lists(st.integers(0, 3000), min_size=1, max_size=30)


@given(COUNTS, st.floats(0.001, 1), st.integers(0, 10_000))
def test_means_as_a_normal_prior_has_them(counts, share, seed):
    """Precision-weighted: prior variance share, sampling variance (1 - share) / n."""
    values = np.random.default_rng(seed).normal(3, 1, len(counts))
    found = shrink_means(values, counts, share=share, towards=2.5)
    for value, n, shrunk, r in zip(values, counts, found.value, found.reliability, strict=True):
        if n == 0:
            assert (shrunk, r) == (2.5, 0)
        elif share == 1:
            assert shrunk == pytest.approx(value)
        else:
            own, prior = n / (1 - share), 1 / share
            assert r == pytest.approx(own / (own + prior))
            assert shrunk == pytest.approx((own * value + prior * 2.5) / (own + prior))


@given(st.lists(st.tuples(st.integers(0, 200), st.floats(0.1, 200)), min_size=1, max_size=20))
def test_ratios_as_a_gamma_posterior_has_them(pairs):
    observed, expected = zip(*pairs, strict=True)
    for x, e, shrunk in zip(observed, expected, shrink_ratios(observed, expected), strict=True):
        assert shrunk == pytest.approx(stats.gamma(20 + x, scale=1 / (20 + e)).mean())


@given(st.integers(1, 12), st.integers(1, 5), st.integers(0, 10_000))
def test_standardisation_child_by_child(places, groups, seed):
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 40, (places, groups))
    rates = rng.uniform(0.01, 0.99, groups)
    observed = rng.integers(0, 30, places)
    found = standardise(observed, counts, rates)
    for i in range(places):
        children = [p for n, p in zip(counts[i], rates, strict=True) for _ in range(n)]
        e, variance = sum(children), sum(p * (1 - p) for p in children)
        assert found.expected[i] == pytest.approx(e)
        if not children:
            assert math.isnan(found.ratio[i])
            assert math.isnan(found.z[i])
        else:
            assert found.ratio[i] == pytest.approx(observed[i] / e)
            assert found.z[i] == pytest.approx((observed[i] - e) / math.sqrt(variance))


def test_shrunk_means_miss_the_truth_by_less():
    rng = np.random.default_rng(3)
    counts = rng.integers(10, 300, 500)
    truth = rng.normal(7, 0.2, 500)
    seen = truth + rng.normal(0, np.sqrt(0.96) / np.sqrt(counts))
    shrunk = shrink_means(seen, counts, share=0.04).value
    assert ((shrunk - truth) ** 2).mean() < 0.75 * ((seen - truth) ** 2).mean()


# --- edges --------------------------------------------------------------------------------------


def test_what_is_unknown_stays_unknown():
    found = shrink_means([7.0, np.nan, 6.0], [100, 50, np.nan])
    assert found.value[0] == 7.0
    assert np.isnan(found.value[1:]).all()
    assert np.isnan(found.reliability[2])
    assert np.isnan(shrink_means([np.nan], [10]).value).all()


def test_the_centre_is_the_mean_of_all_pupils_and_keeps_it():
    found = shrink_means([1.0, 4.0], [300, 100], share=1.0)
    assert found.value.tolist() == [1.0, 4.0]
    assert shrink_means([1.0, 4.0], [300, 100], share=0.0).value.tolist() == [1.75, 1.75]


def test_an_expected_value_can_be_the_centre():
    found = shrink_means([7.0, 7.0], [20, 500], share=0.04, towards=[6.0, 6.0])
    assert found.value.tolist() == pytest.approx([6.455, 6.954], abs=5e-4)


def test_bad_input_is_refused():
    with pytest.raises(MethodError):
        reliability([10], 1.1)
    with pytest.raises(MethodError):
        reliability([-1], 0.1)
    with pytest.raises(ShapeError):
        shrink_means([1, 2], [1])
    with pytest.raises(ShapeError):
        shrink_means([1, 2], [1, 2], towards=[1, 2, 3])
    with pytest.raises(MethodError):
        shrink_ratios([1], [1], prior=0)
    with pytest.raises(MethodError):
        shrink_ratios([-1], [1])
    with pytest.raises(ShapeError):
        standardise([1], [[1, 2]], [0.1])
    with pytest.raises(MethodError):
        standardise([1], [[1]], [1.5])
