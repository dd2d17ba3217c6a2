import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.methods.results import MethodError, ShapeError
from samspil.methods.schools import between_school_sd

SCHOOL = st.tuples(
    st.none() | st.floats(0, 12), st.none() | st.integers(0, 900)
)  # fmt: skip


def test_by_hand():
    # Mean (6*100 + 8*300) / 400 = 7.5; variance (100*2.25 + 300*0.25) / 400 = 0.75.
    assert between_school_sd([6, 8], [100, 300], min_schools=2) == pytest.approx(math.sqrt(0.75))


def test_one_big_school_counts_as_the_same_pupils_in_two():
    one = between_school_sd([6, 8], [100, 200], min_schools=2)
    two = between_school_sd([6, 8, 8], [100, 100, 100], min_schools=2)
    assert one == pytest.approx(two)


@given(st.lists(SCHOOL, max_size=12), st.integers(2, 5), st.integers(1, 100))
def test_agrees_with_a_plain_loop(schools, min_schools, min_pupils):
    counted = [(x, n) for x, n in schools if x is not None and n is not None and n >= min_pupils]
    found = between_school_sd(
        [math.nan if x is None else x for x, _ in schools],
        [math.nan if n is None else n for _, n in schools],
        min_schools=min_schools,
        min_pupils=min_pupils,
    )
    if len(counted) < min_schools:
        assert found is None
        return
    total = sum(n for _, n in counted)
    mean = sum(n * x for x, n in counted) / total
    variance = sum(n * (x - mean) ** 2 for x, n in counted) / total
    assert found == pytest.approx(math.sqrt(variance), abs=1e-9)


def test_too_few_or_too_small_is_none_not_zero():
    assert between_school_sd([7, 7, 7, 7], [100] * 4) is None
    assert between_school_sd([7, 7, 7, 7, 7], [100, 100, 100, 100, 29]) is None
    assert between_school_sd([7, 7, 7, 7, 7], [100] * 5) == 0.0
    assert between_school_sd([], []) is None


@pytest.mark.parametrize(
    ("values", "pupils", "limits", "error"),
    [
        ([1, 2], [1], {}, ShapeError),
        ([[1, 2]], [[1, 2]], {}, ShapeError),
        ([1, 2], [100, -1], {}, MethodError),
        ([1, math.inf], [100, 100], {}, MethodError),
        ([1, 2], [100, math.inf], {}, MethodError),
        ([1, 2], [100, 100], {"min_schools": 1}, MethodError),
        ([1, 2], [100, 100], {"min_pupils": 0}, MethodError),
    ],
)
def test_bad_input_is_refused(values, pupils, limits, error):
    with pytest.raises(error):
        between_school_sd(values, pupils, **limits)
