"""Funnel plots: golden numbers, SciPy's distributions and plain loops as second opinions."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samspil.methods.funnel import ratio_funnel, share_funnel, winsorised
from samspil.methods.limits import TAILS, ratio_limits, share_limits
from samspil.methods.results import MethodError, ShapeError, TooFewPlacesError

SHARES = st.lists(
    st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=40,
).filter(lambda units: 0 < sum(x for x, _ in units) < sum(n for _, n in units))


def four(limits):
    return [limits.low_998, limits.low_95, limits.high_95, limits.high_998]


def funnel(units, **more):
    codes = [f"u{i:02d}" for i in range(len(units))]
    return share_funnel(codes, [x for x, _ in units], [n for _, n in units], **more)


# Golden numbers (methods.md E4, E3).


def test_golden_shares():
    result = share_funnel(["A", "B", "C"], [30, 20, 18], [600, 400, 200], target=0.055)
    a, b, c = result.points
    assert four(a.limits) == pytest.approx([0.0262, 0.0368, 0.0732, 0.0838], abs=5e-5)
    assert four(b.limits) == pytest.approx([0.0198, 0.0327, 0.0773, 0.0902], abs=5e-5)
    assert four(c.limits) == pytest.approx([0.0052, 0.0234, 0.0866, 0.1048], abs=5e-5)
    assert [p.value for p in result.points] == [0.05, 0.05, 0.09]
    assert [p.standing for p in result.points] == ["inside", "inside", "above_95"]
    assert c.z == pytest.approx(2.171, abs=5e-4)
    assert not any(p.limits.exact for p in result.points)
    assert not result.over_dispersed


def test_the_same_units_on_observed_over_expected_are_all_inside():
    variances = [600 * 0.04 * 0.96, 400 * 0.06 * 0.94, 200 * 0.09 * 0.91]
    result = ratio_funnel(["A", "B", "C"], [30, 20, 18], [24, 24, 18], variances=variances)
    assert [p.value for p in result.points] == pytest.approx([1.25, 0.8333, 1.0], abs=5e-5)
    assert [p.z for p in result.points] == pytest.approx([1.25, -0.842, 0.0], abs=5e-4)
    assert {p.standing for p in result.points} == {"inside"}
    poisson = ratio_funnel(["A", "B", "C"], [30, 20, 18], [24, 24, 18])
    assert poisson.points[0].z == pytest.approx(6 / math.sqrt(24))


# Limits: SciPy as the second implementation.


def scipy_limit(distribution, probability):
    """The interpolated quantile of Spiegelhalter (2005); for the upper limits one more."""
    r = distribution.ppf(probability)
    a = (distribution.cdf(r) - probability) / distribution.pmf(r)
    return max(0.0, r - a) if probability < 0.5 else r - a + 1


@given(st.integers(1, 200), st.floats(0.001, 0.024))
@settings(max_examples=60, deadline=None)
def test_a_count_lies_beyond_an_exact_limit_exactly_when_its_tail_is_thin(n, p):
    limits = share_limits(p, n)
    assert limits.exact
    for x in range(min(n, 25) + 1):
        upper, lower = stats.binom(n, p).sf(x - 1), stats.binom(n, p).cdf(x)
        for tail, high, low in (
            (0.025, limits.high_95, limits.low_95),
            (0.001, limits.high_998, limits.low_998),
        ):
            if abs(upper - tail) > 1e-9:
                assert (x / n > high + 1e-12) == (upper < tail)
            if abs(lower - tail) > 1e-9:
                assert (x / n < low - 1e-12) == (lower < tail)


def test_one_of_three_cannot_be_told_from_six_in_a_hundred():
    # One or more of three happens in one of six; the uncorrected quantile would point it out.
    result = share_funnel(["A"], [1], [3], target=0.058)
    assert result.points[0].standing == "inside"
    assert share_funnel(["A"], [2], [3], target=0.058).points[0].standing == "above_95"


@given(st.integers(1, 3000), st.floats(0.0005, 0.9995))
@settings(max_examples=150, deadline=None)
def test_share_limits_agree_with_scipy(n, p):
    limits = share_limits(p, n)
    exact = n * min(p, 1 - p) < 5
    assert limits.exact == exact
    if exact:
        wanted = [scipy_limit(stats.binom(n, p), tail) / n for tail in TAILS]
    else:
        sd = stats.binom(n, p).std() / n
        wanted = [p + z * sd for z in (-3.09, -1.96, 1.96, 3.09)]
    assert four(limits) == pytest.approx(wanted, rel=1e-6, abs=1e-7)


@given(st.floats(0.01, 300))
@settings(max_examples=100, deadline=None)
def test_ratio_limits_agree_with_scipy(e):
    limits = ratio_limits(e)
    assert limits.exact == (e < 5)
    if e < 5:
        wanted = [scipy_limit(stats.poisson(e), tail) / e for tail in TAILS]
    else:
        wanted = [1 + z * stats.poisson(e).std() / e for z in (-3.09, -1.96, 1.96, 3.09)]
    assert four(limits) == pytest.approx(wanted, rel=1e-6, abs=1e-7)


@given(st.integers(1, 400), st.floats(0.001, 0.5))
@settings(max_examples=60, deadline=None)
def test_limits_are_nested_and_hold_the_target(n, p):
    outer_low, low, high, outer_high = four(share_limits(p, n))
    assert outer_low <= low <= p <= high <= outer_high


def test_exact_limits_matter_where_counts_are_small():
    exact = share_limits(0.02, 50)
    normal_low = 0.02 - 1.96 * math.sqrt(0.02 * 0.98 / 50)
    assert normal_low < 0
    assert exact.low_95 == 0.0
    # P(R >= 3) = 0.078, P(R >= 4) = 0.018: the limit lies between 3 and 4 of 50.
    assert 3 / 50 < exact.high_95 < 4 / 50


# Over-dispersion, by plain loops.


def plain_percentile(values, percent):
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def plain_phi(units, p):
    z = [(x / n - p) / math.sqrt(p * (1 - p) / n) for x, n in units]
    low, high = plain_percentile(z, 10), plain_percentile(z, 90)
    return sum(min(max(one, low), high) ** 2 for one in z) / len(z)


@given(SHARES, st.sampled_from(["multiplicative", "additive", "none"]))
@settings(max_examples=80, deadline=None)
def test_agrees_with_plain_loops(units, dispersion):
    result = funnel(units, dispersion=dispersion)
    p = sum(x for x, _ in units) / sum(n for _, n in units)
    phi = plain_phi(units, p)
    assert result.target == pytest.approx(p)
    assert result.phi == pytest.approx(phi, abs=1e-9)
    over = len(units) >= 10 and phi > 1 + 2 * math.sqrt(2 / len(units))
    assert result.over_dispersed == over
    weights = [n / (p * (1 - p)) for _, n in units]
    tau2 = 0.0
    if over and dispersion == "additive" and len(units) > 1:
        below = sum(weights) - sum(w * w for w in weights) / sum(weights)
        tau2 = max(0.0, (len(units) * phi - len(units) + 1) / below)
    assert result.tau2 == pytest.approx(tau2, abs=1e-12)
    for point, (x, n) in zip(result.points, units, strict=True):
        factor = 1.0
        if over and dispersion == "multiplicative":
            factor = math.sqrt(phi)
        elif over and dispersion == "additive":
            factor = math.sqrt(1 + tau2 * n / (p * (1 - p)))
        wanted = [min(max(p + factor * (one - p), 0), 1) for one in four(share_limits(p, n))]
        assert four(point.limits) == pytest.approx(wanted, abs=1e-12)
        assert four(result.limits_at(n)) == pytest.approx(wanted, abs=1e-12)
        inside = wanted[1] - 1e-12 <= x / n <= wanted[2] + 1e-12
        assert (point.standing == "inside") == inside


def test_units_that_really_differ_widen_the_limits():
    units = [(20, 400), (80, 400)] * 20
    plain, wide = funnel(units, dispersion="none"), funnel(units)
    assert plain.over_dispersed
    assert wide.over_dispersed
    assert {p.standing for p in plain.points} == {"below_998", "above_998"}
    assert {p.standing for p in wide.points} == {"inside"}
    assert wide.points[0].inflation == pytest.approx(math.sqrt(wide.phi))


def test_additive_dispersion_never_lets_big_units_have_no_doubt():
    units = [(5, 100), (15, 100), (500, 10000), (1500, 10000)] * 8
    result = funnel(units, dispersion="additive")
    small, big = result.points[0], result.points[2]
    assert result.tau2 > 0
    assert big.inflation > small.inflation
    assert big.limits.high_95 - result.target > 1.96 * math.sqrt(result.tau2) * 0.999


def test_units_that_differ_by_chance_alone_are_not_called_over_dispersed():
    rng = np.random.default_rng(3)
    called, outside, units = 0, 0, 0
    for _round in range(200):
        n = rng.integers(60, 500, 60)
        x = rng.binomial(n, 0.12)
        result = share_funnel([f"{i:02d}" for i in range(60)], x, n)
        called += result.over_dispersed
        outside += sum(p.standing != "inside" for p in result.points)
        units += 60
    assert called <= 6
    assert 0.03 < outside / units < 0.06


def test_a_few_units_do_not_widen_their_own_limits():
    assert not funnel([(90, 100), (10, 100)]).over_dispersed


def test_winsorising_leaves_the_middle_alone():
    z = np.array([-50.0, *np.linspace(-1, 1, 19), 50.0])
    pulled = winsorised(z)
    assert pulled[2:-2].tolist() == z[2:-2].tolist()
    assert abs(pulled).max() <= 1.0


# Same input, same answer; bad input by name.


@given(SHARES, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_units_does_not_matter(units, random):
    codes = [f"u{i:02d}" for i in range(len(units))]
    shuffled = list(zip(codes, units, strict=True))
    random.shuffle(shuffled)
    again = share_funnel(
        [c for c, _ in shuffled], [u[0] for _, u in shuffled], [u[1] for _, u in shuffled]
    )
    assert again == funnel(units)


def test_the_limits_of_a_line_are_those_of_its_points():
    result = ratio_funnel(["a", "b"], [3, 30], [4.0, 24.0])
    for point in result.points:
        assert four(result.limits_at(point.size)) == pytest.approx(four(point.limits))


@pytest.mark.parametrize(
    ("codes", "above", "below", "error"),
    [
        ([], [], [], TooFewPlacesError),
        (["a", "a"], [1, 2], [9, 9], ShapeError),
        (["a"], [1, 2], [9, 9], ShapeError),
        (["a"], [10], [9], MethodError),
        (["a"], [-1], [9], MethodError),
        (["a"], [1.5], [9], MethodError),
        (["a"], [1], [0], MethodError),
        (["a"], [1], [9.5], MethodError),
        (["a"], [math.nan], [9], MethodError),
        (["a"], [1], [math.inf], MethodError),
        (["a", "b"], [0, 0], [9, 9], TooFewPlacesError),
        (["a", "b"], [9, 9], [9, 9], TooFewPlacesError),
    ],
)
def test_bad_shares_are_refused(codes, above, below, error):
    with pytest.raises(error):
        share_funnel(codes, above, below)


@pytest.mark.parametrize(
    ("observed", "expected", "more"),
    [
        ([1], [0.0], {}),
        ([1.5], [2.0], {}),
        ([1], [2.0], {"variances": [3.0]}),
        ([1], [2.0], {"variances": [0.0]}),
        ([1], [2.0], {"variances": [1.0, 1.0]}),
        ([1], [2.0], {"dispersion": "some"}),
    ],
)
def test_bad_ratios_are_refused(observed, expected, more):
    with pytest.raises(MethodError):
        ratio_funnel(["a"], observed, expected, **more)


@pytest.mark.parametrize("target", [0.0, 1.0, math.nan])
def test_no_limits_where_nothing_can_vary(target):
    with pytest.raises(MethodError):
        share_limits(target, 10)
    with pytest.raises(MethodError):
        share_limits(0.5, 0)
    with pytest.raises(MethodError):
        ratio_limits(0.0)
