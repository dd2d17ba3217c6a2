import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.methods.results import MethodError, ShapeError
from samspil.methods.school_means import school_means

SCHOOL = st.tuples(st.none() | st.floats(0, 12), st.none() | st.integers(1, 900))


def nan(value):
    return math.nan if value is None else value


def test_by_hand():
    # r of 25 pupils at 0.04 is 1 / 1.96; both alike, so tau² is r times the variance of means.
    result = school_means(["b", "a"], [8.0, 6.0], [25, 25])
    r = 1 / 1.96
    assert result.centre == 7.0
    assert [row.code for row in result.rows] == ["a", "b"]
    assert result.rows[1].reliability == pytest.approx(r)
    assert result.rows[1].shrunk == pytest.approx(7 + r)
    assert result.between_sd == pytest.approx(math.sqrt(r))
    half = 1.96 * math.sqrt(r * (1 - r))
    assert result.rows[1].high == pytest.approx(7 + r + half)
    assert result.rows[1].side(7.0) == "cannot_tell"
    assert result.rows[1].side(5.0) == "above"
    assert result.rows[1].side(9.0) == "below"


@given(st.lists(SCHOOL, max_size=15), st.floats(0.005, 0.5))
def test_agrees_with_plain_loops(schools, share):
    codes = [f"{i:02d}" for i in range(len(schools))]
    known = [(c, y, n) for c, (y, n) in zip(codes, schools, strict=True) if None not in (y, n)]
    result = school_means(
        codes, [nan(y) for y, _ in schools], [nan(n) for _, n in schools], share=share
    )
    if len(known) < 2:
        assert result is None
        return
    centre = sum(y * n for _, y, n in known) / sum(n for _, _, n in known)
    believed = [n * share / (1 + (n - 1) * share) for _, _, n in known]
    tau2 = sum((y - centre) ** 2 for _, y, _ in known) / sum(1 / r for r in believed)
    assert result.centre == pytest.approx(centre)
    for row, (code, y, _n), r in zip(result.rows, known, believed, strict=True):
        middle, half = centre + r * (y - centre), 1.96 * math.sqrt(tau2 * (1 - r))
        assert (row.code, row.mean) == (code, y)
        found, wanted = [row.shrunk, row.low, row.high], [middle, middle - half, middle + half]
        assert found == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("share", [0.02, 0.04, 0.15])
def test_intervals_hold_the_truth_as_often_as_they_say(share):
    draw, held, schools = np.random.default_rng(5), 0, 0
    for _round in range(60):
        counts = draw.integers(10, 300, 120)
        truth = draw.normal(7, math.sqrt(share), 120)
        means = draw.normal(truth, np.sqrt((1 - share) / counts))
        result = school_means([f"{i:03d}" for i in range(120)], means, counts, share=share)
        for row, true in zip(result.rows, truth, strict=True):
            held += row.low <= true <= row.high
            schools += 1
    assert 0.93 < held / schools < 0.97


def test_many_pupils_far_out_are_told_apart_and_few_are_not():
    means, counts = [7.0] * 50 + [9.0, 9.0], [60] * 50 + [900, 5]
    codes = [f"{i:02d}" for i in range(52)]
    rows = {row.code: row for row in school_means(codes, means, counts).rows}
    assert rows["50"].side(7.0) == "above"
    assert rows["51"].side(7.0) == "cannot_tell"


def test_all_alike_leave_no_doubt_and_no_difference():
    result = school_means(["a", "b"], [7.0, 7.0], [20, 200])
    assert result.between_sd == 0.0
    assert {row.side(7.0) for row in result.rows} == {"cannot_tell"}


@pytest.mark.parametrize(
    ("codes", "means", "counts", "more", "error"),
    [
        (["a", "a"], [1, 2], [9, 9], {}, ShapeError),
        (["a", "b"], [1], [9, 9], {}, ShapeError),
        (["a", "b"], [1, 2], [9], {}, ShapeError),
        (["a", "b"], [1, 2], [0, 9], {}, MethodError),
        (["a", "b"], [1, math.inf], [9, 9], {}, MethodError),
        (["a", "b"], [1, 2], [9, math.inf], {}, MethodError),
        (["a", "b"], [1, 2], [9, 9], {"share": 0.0}, MethodError),
        (["a", "b"], [1, 2], [9, 9], {"share": 1.5}, MethodError),
    ],
)
def test_bad_input_is_refused(codes, means, counts, more, error):
    with pytest.raises(error):
        school_means(codes, means, counts, **more)
