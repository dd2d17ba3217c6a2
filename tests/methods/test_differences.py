"""No small group can be found by taking the shown parts from the whole."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samspil.methods.differences import Counted, hidden_parts


def whole_of(parts):
    return Counted(sum(p.numerator for p in parts), sum(p.denominator for p in parts))


def tells(whole, shown, threshold=5):
    """What anybody with a pencil can find: the counted and the rest of what is not shown."""
    counted = whole.numerator - sum(p.numerator for p in shown)
    rest = (whole.denominator - whole.numerator) - sum(p.denominator - p.numerator for p in shown)
    return counted in range(1, threshold) or rest in range(1, threshold)


PART = st.tuples(st.integers(5, 40), st.integers(5, 60)).map(lambda p: Counted(p[0], sum(p)))
SMALL = st.tuples(st.integers(0, 6), st.integers(0, 60)).map(lambda p: Counted(p[0], sum(p)))


@given(st.lists(PART, max_size=5), st.lists(SMALL, max_size=2))
def test_what_is_shown_tells_of_no_small_group(shown, kept_back):
    whole = whole_of([*shown, *kept_back])
    assume(whole.numerator >= 5 and whole.rest >= 5)
    parts = dict(enumerate(shown))
    hidden = hidden_parts(whole, parts)
    left = [part for number, part in parts.items() if number not in hidden]
    assert not tells(whole, left)


@given(st.lists(PART, min_size=1, max_size=4), st.lists(SMALL, max_size=1))
def test_nothing_is_hidden_without_need_and_never_more_than_the_fewest_plus_one(shown, kept_back):
    whole = whole_of([*shown, *kept_back])
    assume(whole.numerator >= 5 and whole.rest >= 5)
    parts = dict(enumerate(shown))
    hidden = hidden_parts(whole, parts)
    if not tells(whole, shown):
        assert hidden == frozenset()
    fewest = min(
        count
        for count in range(len(shown) + 1)
        for away in itertools.combinations(parts, count)
        if not tells(whole, [part for number, part in parts.items() if number not in away])
    )
    assert fewest <= len(hidden) <= fewest + 1


def test_a_part_kept_back_is_not_found_from_the_whole():
    parts = {"indskoling": Counted(40, 900), "mellemtrin": Counted(60, 700)}
    assert hidden_parts(Counted(103, 2300), parts) == {"indskoling"}


def test_two_parts_kept_back_together_tell_nothing():
    assert hidden_parts(Counted(110, 2300), {"a": Counted(50, 900)}) == frozenset()


@pytest.mark.parametrize("whole", [Counted(10, 2000), Counted(100, 120)])
def test_parts_of_something_else_are_left_alone(whole):
    parts = {"a": Counted(50, 900), "b": Counted(60, 700)}
    assert hidden_parts(whole, parts) == frozenset()
