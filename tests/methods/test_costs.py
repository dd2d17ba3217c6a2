"""Costs of pairs, against known distances, golden numbers and plain loops."""

import math
from statistics import fmean, median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods.costs import (
    Weights,
    great_circle_km,
    mean_to_others,
    pair_costs,
    part_names,
)
from samspil.methods.results import MethodError, ShapeError

EVEN = Weights(1, 1, 1)


def slow_km(a, b):
    """The spherical law of cosines: another formula for the same arc."""
    (lat1, lon1), (lat2, lon2) = [tuple(map(math.radians, each)) for each in (a, b)]
    inner = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(
        lon1 - lon2
    )
    return 6371.0088 * math.acos(max(-1.0, min(1.0, inner)))


def slow_costs(points, populations, distances, weights):
    """Every pair by plain loops; None is an unknown distance."""
    n = len(points)
    pairs = [(i, j) for i in range(n) for j in range(n) if i < j]
    raw = [
        {(i, j): slow_km(points[i], points[j]) for i, j in pairs},
        {(i, j): abs(math.log(populations[i]) - math.log(populations[j])) for i, j in pairs},
        {(i, j): distances[i][j] for i, j in pairs},
    ]
    shares = [w / sum(weights) for w in weights]
    total = [[0.0] * n for _ in range(n)]
    for part, share in zip(raw, shares, strict=True):
        known = [v for v in part.values() if v is not None]
        typical = median(known) if known else 0.0
        if known and typical == 0.0 and any(known):
            typical = fmean([v for v in known if v > 0])
        for (i, j), value in part.items():
            unknown = 1.0 if known else 0.0
            scaled = unknown if value is None else value / (typical or 1.0)
            total[i][j] += share * scaled
            total[j][i] = total[i][j]
    return total


def test_a_quarter_of_a_meridian_and_a_degree_of_longitude_at_sixty():
    km = great_circle_km(np.array([[0.0, 0.0], [90.0, 0.0], [60.0, 10.0], [60.0, 11.0]]))
    assert km[0, 1] == pytest.approx(10007.557, abs=0.001)
    assert km[2, 3] == pytest.approx(55.597, abs=0.005)
    assert np.array_equal(km, km.T)
    assert not km.diagonal().any()


def test_a_known_distance_in_denmark():
    town_halls = np.array([[55.6761, 12.5683], [56.1629, 10.2039]])
    assert great_circle_km(town_halls)[0, 1] == pytest.approx(157, abs=1)


def test_golden_numbers_of_three_places():
    """On one meridian: 1, 2 and 3 degrees apart; twice, four and eight times the inhabitants."""
    found = pair_costs(
        points=[[55, 10], [56, 10], [58, 10]],
        populations=[10_000, 20_000, 80_000],
        distances=[[0, 1, 2], [1, 0, 4], [2, 4, 0]],
        weights=Weights(travel=2, size=1, comparability=1),
    )
    assert found.parts["travel"].typical == pytest.approx(2 * 111.195, abs=0.01)
    assert found.parts["size"].typical == pytest.approx(math.log(4))
    assert found.parts["comparability"].typical == 2
    # Pair by pair: half of travel, a quarter of size, a quarter of comparability.
    assert found.total[0, 1] == pytest.approx(0.5 * 0.5 + 0.25 * 0.5 + 0.25 * 0.5)
    assert found.total[1, 2] == pytest.approx(0.5 * 1 + 0.25 * 1 + 0.25 * 2)
    assert found.total[0, 2] == pytest.approx(0.5 * 1.5 + 0.25 * 1.5 + 0.25 * 1)


points = st.tuples(st.floats(54, 58), st.floats(8, 15))
# Distances in conditions are standard deviations: none is smaller than a billionth without being 0.
unlike = st.one_of(st.none(), st.floats(1e-9, 10), st.just(0.0))


@st.composite
def questions(draw):
    n = draw(st.integers(2, 7))
    # Rounded so that the two formulas for arcs are compared above their own rounding.
    place = [(round(a, 2), round(b, 2)) for a, b in (draw(points) for _ in range(n))]
    people = [draw(st.integers(1_000, 700_000)) for _ in range(n)]
    rows = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i):
            rows[i][j] = rows[j][i] = draw(unlike)
    weights = (draw(st.floats(0.1, 3)), draw(st.floats(0, 3)), draw(st.floats(0, 3)))
    return place, people, rows, weights


@given(questions())
@settings(max_examples=50, deadline=None)
def test_plain_loops_agree(question):
    place, people, rows, weights = question
    # acos near 1 loses digits, so equal or nearly equal points are left to the tests above.
    apart = [slow_km(a, b) for k, a in enumerate(place) for b in place[:k]]
    if min(apart) < 1.0:
        return
    holes = [[np.nan if each is None else each for each in row] for row in rows]
    found = pair_costs(points=place, populations=people, distances=holes, weights=Weights(*weights))
    assert np.allclose(found.total, slow_costs(place, people, rows, weights), rtol=1e-6)


def test_units_and_the_scale_of_weights_do_not_matter():
    place, people = [[55, 9], [56, 10], [57, 10], [55, 12]], np.array([2, 3, 9, 11.0])
    rows = np.abs(np.subtract.outer([0, 1, 3, 7.0], [0, 1, 3, 7.0]))
    one = pair_costs(points=place, populations=people, distances=rows, weights=Weights(1, 2, 3))
    other = pair_costs(
        points=place, populations=1000 * people, distances=5 * rows, weights=Weights(2, 4, 6)
    )
    assert np.allclose(one.total, other.total)
    turned = pair_costs(
        points=place[::-1],
        populations=people[::-1],
        distances=rows[::-1, ::-1],
        weights=Weights(1, 2, 3),
    )
    assert np.allclose(one.total, turned.total[::-1, ::-1])


def test_what_does_not_differ_decides_nothing():
    found = pair_costs(
        points=[[55, 9]] * 3, populations=[5] * 3, distances=np.zeros((3, 3)), weights=EVEN
    )
    assert not found.total.any()
    assert found.parts["travel"].typical == 0


def test_when_most_pairs_are_equal_those_that_differ_set_the_scale():
    found = pair_costs(
        points=[[55, 9], [55, 9], [55, 9], [55, 9], [56, 9]],
        populations=[5] * 5,
        distances=np.zeros((5, 5)),
        weights=Weights(1, 0, 0),
    )
    assert found.total[0, 4] == pytest.approx(1)
    assert found.total[0, 1] == 0


def test_an_unknown_pair_counts_as_typical_and_stays_unknown_in_the_part():
    rows = np.array([[0, np.nan, 2], [np.nan, 0, 4], [2, 4, 0]])
    found = pair_costs(
        points=[[55, 9], [56, 9], [57, 9]],
        populations=[5] * 3,
        distances=rows,
        weights=Weights(0, 0, 1),
    )
    assert found.total[0, 1] == 1
    assert np.isnan(found.parts["comparability"].raw[0, 1])
    assert found.total[0, 2] == pytest.approx(2 / 3)


def test_nothing_known_about_conditions_leaves_the_others_to_decide():
    rows = np.full((3, 3), np.nan)
    found = pair_costs(
        points=[[55, 9], [56, 9], [57, 9]], populations=[5] * 3, distances=rows, weights=EVEN
    )
    assert np.isfinite(found.total).all()
    assert found.total[0, 2] == pytest.approx(2 / 3)


def test_means_to_the_others_leave_out_what_is_unknown():
    rows = np.array([[0, 1, 3, np.nan], [1, 0, 5, np.nan], [3, 5, 0, np.nan], [np.nan] * 3 + [0]])
    means = mean_to_others(rows, [0, 1, 3])
    assert means[:2].tolist() == [1, 1]
    assert np.isnan(means[2])
    assert mean_to_others(rows, [0, 2, 1]).tolist() == [2, 4, 3]


def test_parts_have_names():
    assert part_names() == ("travel", "size", "comparability", "complementarity")


def test_minutes_take_the_place_of_kilometres_and_learning_counts():
    minutes = [[0, 30, 90], [30, 0, 60], [90, 60, 0]]
    nan = math.nan
    unmatched = [[0, 6, nan], [6, 0, 7], [nan, 7, 0]]
    found = pair_costs(
        points=[[55.0, 9.0], [56.0, 10.0], [57.0, 11.0]],
        populations=[100, 100, 100],
        distances=[[0, 1, 1], [1, 0, 1], [1, 1, 0]],
        weights=Weights(travel=1, size=0, comparability=0, complementarity=1),
        travel=minutes,
        unmatched=unmatched,
    )
    assert found.parts["travel"].typical == 60
    assert found.parts["complementarity"].typical == 6.5
    assert found.total[0, 1] == pytest.approx(0.5 * 30 / 60 + 0.5 * 6 / 6.5)
    # One of the two has said nothing: a typical pair.
    assert found.total[0, 2] == pytest.approx(0.5 * 90 / 60 + 0.5)
    assert found.km.raw[0, 1] > 100


@pytest.mark.parametrize("travel", [[[0, 1], [2, 0]], [[0, -1], [-1, 0]], [[0, 1, 2]] * 3])
def test_travel_times_that_mean_nothing(travel):
    with pytest.raises((MethodError, ShapeError)):
        pair_costs(
            points=[[55.0, 9.0], [56.0, 10.0]],
            populations=[1, 1],
            distances=[[0, 1], [1, 0]],
            weights=EVEN,
            travel=travel,
        )


@pytest.mark.parametrize("weights", [(0, 0, 0), (-1, 1, 1), (math.nan, 1, 1), (math.inf, 1, 1)])
def test_weights_that_mean_nothing(weights):
    with pytest.raises(MethodError, match="weights"):
        Weights(*weights)


GOOD = {
    "points": [[55, 9], [56, 10]],
    "populations": [5, 6],
    "distances": [[0, 1], [1, 0]],
    "weights": EVEN,
}


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"points": [[55, 9]]}, ShapeError, "two places"),
        ({"populations": [5]}, ShapeError, "two places"),
        ({"populations": [[5, 6]]}, ShapeError, "two places"),
        ({"distances": [[0, 1, 2], [1, 0, 2]]}, ShapeError, "two places"),
        ({"points": [[55, 9], [155, 9]]}, MethodError, "latitude"),
        ({"points": [[55, 9], [math.nan, 9]]}, MethodError, "latitude"),
        ({"populations": [0, 5]}, MethodError, "population"),
        ({"populations": [math.nan, 5]}, MethodError, "population"),
        ({"distances": [[0, 1], [2, 0]]}, MethodError, "symmetric"),
        ({"distances": [[0, -1], [-1, 0]]}, MethodError, "not negative"),
        ({"distances": [[0, math.inf], [math.inf, 0]]}, MethodError, "finite"),
    ],
)
def test_bad_input_is_refused_by_name(change, error, words):
    with pytest.raises(error, match=words):
        pair_costs(**(GOOD | change))
