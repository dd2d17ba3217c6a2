"""No circle that is shown, nor what is left of the total, holds fewer than five answers."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.surveys.protection import FEWEST, kept_names, shown_circles

COUNTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12), max_size=7)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, ()),
        ({"a": 4}, ()),
        ({"a": 30}, ()),
        ({"a": 5, "b": 5}, (("a",), ("b",))),
        ({"a": 9, "b": 4}, ()),
        ({"a": 9, "b": 4, "c": 1}, (("a",), ("b", "c"))),
        ({"a": 9, "b": 7, "c": 1}, (("a",), ("b", "c"))),
        ({"a": 3, "b": 3}, ()),
        ({"a": 6, "b": 0}, ()),
    ],
)
def test_small_groups_are_merged(counts, expected):
    assert shown_circles(counts) == expected


@given(COUNTS)
def test_no_sum_or_difference_of_what_is_shown_is_smaller_than_five(counts):
    circles = shown_circles(counts)
    total = sum(counts.values())
    sizes = [sum(counts[group] for group in circle) for circle in circles]
    for number in range(1, len(sizes) + 1):
        for some in combinations(sizes, number):
            assert sum(some) >= FEWEST
            assert total - sum(some) == 0 or total - sum(some) >= FEWEST


@given(COUNTS)
def test_circles_hold_every_group_that_answered_once(counts):
    circles = shown_circles(counts)
    if circles:
        held = sorted(group for circle in circles for group in circle)
        assert held == sorted(group for group, count in counts.items() if count)


@given(COUNTS)
def test_large_groups_are_not_merged_without_need(counts):
    """The slow way: nothing finer than what is shown would do, or there were no small groups."""
    large = {group for group, count in counts.items() if count >= FEWEST}
    small = {group: count for group, count in counts.items() if 0 < count < FEWEST}
    alone = {circle[0] for circle in shown_circles(counts) if len(circle) == 1}
    if len(large) >= 2 and not small:
        assert alone == large
    if len(large) >= 1 and sum(small.values()) >= FEWEST:
        assert alone == large
    if len(large) >= 2 and 0 < sum(small.values()) < FEWEST:
        assert len(alone) == len(large) - 1


SIDES = {"a": "x", "b": "x", "c": "x", "d": "y", "e": "y", "f": "y", "g": "y"}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"a": 5, "b": 6, "d": 7}, {"a": "a", "b": "b", "d": "d"}),
        ({"a": 5, "b": 4, "d": 7, "e": 8}, {"a": "x", "b": "x", "d": "d", "e": "e"}),
        ({"a": 5, "b": 4, "d": 4}, {"a": "", "b": "", "d": ""}),
        ({"a": 5, "d": 5, "": 1}, {"a": "", "d": "", "": ""}),
        ({"a": 4}, {"a": ""}),
        ({"a": 9}, {"a": "a"}),
        ({}, {}),
    ],
)
def test_small_groups_are_kept_as_their_side(counts, expected):
    assert kept_names(counts, SIDES) == expected


@given(COUNTS, st.sampled_from([SIDES, {}]))
def test_whatever_is_kept_no_sum_or_difference_of_it_is_smaller_than_five(counts, sides):
    names = kept_names(counts, sides)
    total = sum(counts.values())
    kept = {}
    for group, name in names.items():
        kept[name] = kept.get(name, 0) + counts[group]
    assert sum(kept.values()) == total
    if set(kept) <= {""}:
        return
    for number in range(1, len(kept) + 1):
        for some in combinations(kept.values(), number):
            assert sum(some) >= FEWEST
            assert total - sum(some) == 0 or total - sum(some) >= FEWEST
