"""Questions that cannot be answered: what is wrong with the data, and which wishes contradict."""

import itertools
import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods.grouping import (
    InfeasibleError,
    InvalidProblemError,
    Problem,
    SizeRange,
    parse_problem,
    solve,
)


def question(n=6, **more):
    """Return sound data as the command takes it, with some of it replaced."""
    cost = [[float(abs(i - j)) for j in range(n)] for i in range(n)]
    members = [{"id": name, "name": f"By {name}"} for name in "abcdefghijklmnop"[:n]]
    return {"members": members, "cost": cost, "sizes": {"min": 2, "max": 3}} | more


def complaints(data):
    """Return what is said to be wrong, as code and path."""
    with pytest.raises(InvalidProblemError) as caught:
        parse_problem(data)
    assert all(each.what and each.remedy for each in caught.value.complaints)
    assert all(each.path in str(caught.value) for each in caught.value.complaints)
    json.dumps([dict(each.params) for each in caught.value.complaints])
    return [(each.code, each.path) for each in caught.value.complaints]


def with_cost(value, row=1, column=2, n=6):
    """Return a question with one number of the matrix replaced."""
    data = question(n)
    data["cost"][row][column] = value
    return data


def test_all_parts_are_read():
    data = question(
        count=2,
        together=[["a", "b"]],
        apart=[["a", "c"]],
        pinned=[["d", "e"], ["f"]],
        objective="pair-sum",
        sense="max",
        previous=[["a", "b", "gone"], ["c"]],
    )
    problem = parse_problem(data)
    assert problem.ids == tuple("abcdef")
    assert problem.sizes == SizeRange(2, 3)
    assert (problem.count, problem.objective, problem.sense) == (2, "pair-sum", "max")
    assert problem.together == (("a", "b"),)
    assert problem.apart == (("a", "c"),)
    assert problem.pinned == (("d", "e"), ("f",))
    assert problem.previous == (("a", "b", "gone"), ("c",))
    assert problem.cost[0, 5] == 5.0


def test_little_is_needed():
    problem = parse_problem(question())
    assert (problem.objective, problem.sense, problem.count) == ("member-mean", "min", None)
    assert solve(problem).groups == (("a", "b"), ("c", "d"), ("e", "f"))


def test_a_range_for_each_group_is_read():
    problem = parse_problem(question(sizes=[{"min": 2, "max": 4}, {"min": 1, "max": 2}]))
    assert problem.sizes == (SizeRange(2, 4), SizeRange(1, 2))


def test_numbers_may_be_ids_and_the_diagonal_empty():
    data = question(3, members=[{"id": 1}, {"id": 2}, {"id": 3}])
    for k in range(3):
        data["cost"][k][k] = None
    assert solve(parse_problem(data)).groups == ((1, 2, 3),)


def test_a_difference_from_rounding_is_no_asymmetry():
    assert parse_problem(with_cost(1.0 + 1e-13)).cost[1, 2] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([], ("not_an_object", "")),
        (question(members=None), ("members_missing", "members")),
        (question(members=[], cost=[]), ("too_few_members", "members")),
        (question(1), ("too_few_members", "members")),
        (question(members=[{"id": "a"}] * 6), ("duplicate_id", "members[1]")),
        (question(members=[{"name": "a"}] * 6), ("member_without_id", "members[0]")),
        (question(members=[{"id": True}] * 6), ("member_without_id", "members[0]")),
        (question(cost=[[0.0]]), ("wrong_rows", "cost")),
        (question(cost=None), ("wrong_rows", "cost")),
        (question(cost=[[0.0] * 6] * 5 + [[0.0]]), ("wrong_columns", "cost[5]")),
        (with_cost(None), ("not_a_number", "cost[1][2]")),
        (with_cost(math.nan), ("not_a_number", "cost[1][2]")),
        (with_cost(math.inf), ("not_a_number", "cost[1][2]")),
        (with_cost("1"), ("not_a_number", "cost[1][2]")),
        (with_cost(10**400), ("not_a_number", "cost[1][2]")),
        (with_cost(7.0), ("asymmetric", "cost[1][2]")),
        (question(sizes=None), ("bad_sizes", "sizes")),
        (question(sizes={"min": 0, "max": 3}), ("bad_sizes", "sizes")),
        (question(sizes={"min": 3, "max": 2}), ("bad_sizes", "sizes")),
        (question(sizes={"min": 2.5, "max": 3}), ("bad_sizes", "sizes")),
        (question(sizes=[{"min": 1, "max": 2}, 3]), ("bad_sizes", "sizes[1]")),
        (question(sizes={"min": 4, "max": 5}), ("impossible_sizes", "sizes")),
        (question(sizes=[{"min": 1, "max": 2}] * 2), ("impossible_sizes", "sizes")),
        (question(count=1), ("impossible_count", "count")),
        (question(sizes=[{"min": 3, "max": 3}] * 2, count=3), ("impossible_count", "count")),
        (question(count="two"), ("bad_count", "count")),
        (question(count=0), ("bad_count", "count")),
        (question(together=[["a", "x"]]), ("unknown_id", "together[0]")),
        (question(pinned=[["a"], ["x"]]), ("unknown_id", "pinned[1]")),
        (question(apart=[["a"]]), ("bad_wish", "apart[0]")),
        (question(apart=[["a", "a"]]), ("bad_wish", "apart[0]")),
        (question(apart="ab"), ("not_lists", "apart")),
        (question(apart=["ab"]), ("not_lists", "apart[0]")),
        (question(previous=[["a"], ["b", "a"]]), ("twice", "previous[1]")),
        (
            question(sizes=[{"min": 6, "max": 6}], previous=[["a"], ["b"]]),
            ("too_many_groups", "previous"),
        ),
        (question(objective="mean"), ("bad_choice", "objective")),
        (question(sense=3), ("bad_choice", "sense")),
        (question(aparts=[["a", "b"]]), ("unknown_key", "aparts")),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data, expected):
    assert expected in complaints(data)


def test_everything_wrong_is_said_at_once():
    data = question(sense="up", sizes={"min": 5, "max": 5}, apart=[["a", "x"]])
    assert {code for code, _ in complaints(data)} == {
        "bad_choice",
        "impossible_sizes",
        "unknown_id",
    }


def test_a_matrix_full_of_holes_is_not_listed_in_full():
    assert len(complaints(question(cost=[[None] * 6] * 6))) == 5


@given(n=st.integers(2, 30), low=st.integers(1, 12), extra=st.integers(0, 6))
def test_the_sizes_that_are_proposed_do_work(n, low, extra):
    data = question(2, members=[{"id": k} for k in range(n)], cost=[[0.0] * n] * n)
    data["sizes"] = {"min": low, "max": low + extra}
    try:
        parse_problem(data)
    except InvalidProblemError as error:
        params = error.complaints[0].params
        near = {"min": params["near_min"], "max": params["near_max"]}
        assert parse_problem(data | {"sizes": near})


# --- wishes that contradict each other ----------------------------------------------------------


def flat(n, low, high, **wishes):
    """Return a problem in which every grouping costs the same."""
    return Problem(tuple("abcdefghijklmnop"[:n]), np.ones((n, n)), SizeRange(low, high), **wishes)


def contradiction(problem):
    """Return the places of the wishes that are said to contradict each other."""
    with pytest.raises(InfeasibleError) as caught:
        solve(problem)
    assert caught.value.smallest
    assert all(each.path in str(caught.value) for each in caught.value.wishes)
    return [each.path for each in caught.value.wishes]


def test_together_and_apart_contradict():
    problem = flat(
        6, 2, 3, together=(("e", "f"), ("a", "b"), ("b", "c")), apart=(("d", "e"), ("a", "c"))
    )
    assert contradiction(problem) == ["together[1]", "together[2]", "apart[1]"]


def test_too_many_together_for_the_size():
    assert contradiction(flat(6, 2, 3, together=(("a", "b"), ("c", "d", "e", "f")))) == [
        "together[1]"
    ]


def test_pins_that_meet_are_too_many():
    problem = flat(6, 2, 3, pinned=(("a", "b"), ("b", "c"), ("c", "d")))
    assert contradiction(problem) == ["pinned[0]", "pinned[1]", "pinned[2]"]


def test_more_apart_than_there_are_groups():
    problem = flat(9, 3, 4, apart=(("a", "b", "c", "d"), ("e", "f")))
    assert contradiction(problem) == ["apart[0]"]


def test_the_number_of_groups_can_be_what_contradicts():
    problem = flat(6, 2, 3, count=2, apart=(("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")))
    assert contradiction(problem) == ["count", "apart[0]", "apart[1]", "apart[2]"]


def test_pairs_that_leave_an_odd_rest_contradict():
    problem = flat(6, 3, 3, together=(("a", "b"), ("c", "d"), ("e", "f")))
    assert contradiction(problem) == ["together[0]", "together[1]", "together[2]"]


def test_sizes_alone_can_be_impossible():
    assert contradiction(flat(7, 4, 5, apart=(("a", "b"),))) == []


@st.composite
def wished(draw):
    """Return problems with many wishes, most of them too many."""
    n = draw(st.integers(4, 7))
    wish = st.lists(st.sampled_from("abcdefg"[:n]), min_size=2, max_size=3, unique=True)
    wishes = st.lists(wish.map(tuple), max_size=4).map(tuple)
    low = draw(st.integers(1, 2))
    return flat(n, low, low + 1, together=draw(wishes), apart=draw(wishes))


@settings(max_examples=30, deadline=None)
@given(wished())
def test_a_contradiction_is_real_and_smallest(problem):
    try:
        solve(problem)
    except InfeasibleError as error:
        wishes = error.wishes
    else:
        return

    def with_only(kept):
        kinds = {
            kind: tuple(each.members for each in kept if each.kind == kind)
            for kind in ("together", "apart")
        }
        return replace(problem, **kinds)

    with pytest.raises(InfeasibleError):
        solve(with_only(wishes))
    for fewer in itertools.combinations(wishes, len(wishes) - 1):
        assert solve(with_only(fewer)).groups
