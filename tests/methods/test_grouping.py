"""Forming groups: against an enumeration of every grouping, and what must hold of any answer."""

import itertools
import json
import math
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samspil.methods.grouping import (
    InfeasibleError,
    Problem,
    SizeRange,
    group_cost,
    solve,
    total_cost,
)
from samspil.methods.grouping.bounds import simple_bound
from samspil.methods.grouping.budget import Budget
from samspil.methods.grouping.model import build
from samspil.methods.grouping.pricing import attractive
from samspil.methods.grouping.proof import Proof
from samspil.methods.grouping.search import Search, scatter, spread
from samspil.methods.grouping.state import State, contract
from samspil.methods.results import MethodError

NAMES = "abcdefghijklmnopqrstuvwxyz"


# --- the obvious, slow second implementation ----------------------------------------------------


def partitions(members, sizes):
    """Yield every way to divide members into groups with sizes from a set."""
    if not members:
        yield []
        return
    first, rest = members[0], members[1:]
    for size in sizes:
        for mates in itertools.combinations(rest, size - 1):
            left = [each for each in rest if each not in mates]
            for others in partitions(left, sizes):
                yield [(first, *mates), *others]


def slow_cost(problem, groups):
    """Return the objective by its definition in words."""
    place = {member: k for k, member in enumerate(problem.ids)}
    total = 0.0
    for group in groups:
        for one in group:
            others = [problem.cost[place[one], place[two]] for two in group if two != one]
            if others and problem.objective == "member-mean":
                total += sum(others) / len(others)
            elif others:
                total += sum(others) / 2
    return total


def fits(problem, groups):
    """Say whether groups meet sizes, number and wishes."""
    where = {member: k for k, group in enumerate(groups) for member in group}
    if isinstance(problem.sizes, SizeRange):
        right = all(problem.sizes.low <= len(group) <= problem.sizes.high for group in groups)
        right = right and problem.count in {None, len(groups)}
    else:
        right = len(groups) == len(problem.sizes) and any(
            all(r.low <= len(g) <= r.high for g, r in zip(order, problem.sizes, strict=True))
            for order in itertools.permutations(groups)
        )
    for wish in (*problem.together, *problem.pinned):
        right = right and len({where[each] for each in wish}) == 1
    for wish in problem.apart:
        right = right and len({where[each] for each in wish}) == len(wish)
    return right


def slow_moves(problem, groups):
    """Return the fewest members who changed group, over all ways to pair new with earlier."""
    kept = [set(group) & set(problem.ids) for group in problem.previous]
    width = max(len(kept), len(groups))
    new = [set(group) for group in groups] + [set()] * (width - len(groups))
    kept += [set()] * (width - len(kept))
    best = max(
        sum(len(a & b) for a, b in zip(new, order, strict=True))
        for order in itertools.permutations(kept)
    )
    return sum(map(len, kept)) - best


def slow_best(problem):
    """Return the best cost of all groupings, None when none is allowed."""
    if isinstance(problem.sizes, SizeRange):
        sizes = range(problem.sizes.low, problem.sizes.high + 1)
    else:
        sizes = sorted({s for r in problem.sizes for s in range(r.low, r.high + 1)})
    costs = [
        slow_cost(problem, groups)
        for groups in partitions(list(problem.ids), sizes)
        if fits(problem, groups)
    ]
    if not costs:
        return None
    return min(costs) if problem.sense == "min" else max(costs)


def random_problem(n, seed, **more):
    """Return a problem with random costs, some negative when the seed is odd."""
    random = np.random.default_rng(seed)
    cost = random.normal(0, 1, (n, n)) if seed % 2 else random.uniform(0, 50, (n, n))
    sizes = more.pop("sizes", SizeRange(2, 4))
    return Problem(tuple(NAMES[:n]), cost + cost.T, sizes, **more)


def map_problem(n, seed, sizes, **more):
    """Return a problem with distances between random places in a square of 300 km."""
    random = np.random.default_rng(seed)
    at = random.uniform(0, 300, (n, 2))
    cost = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    return Problem(tuple(range(n)), cost, sizes, **more)


WISHES = {
    "free": {},
    "count": {"count": 3},
    "wishes": {
        "together": (("a", "e"),),
        "apart": (("a", "b"), ("c", "d")),
        "pinned": (("f", "g"),),
    },
    "tied": {"pinned": (("a", "b", "c"),), "apart": (("d", "e", "f"),), "count": 3},
}


@pytest.mark.parametrize("objective", ["member-mean", "pair-sum"])
@pytest.mark.parametrize("sense", ["min", "max"])
@pytest.mark.parametrize("wishes", WISHES)
@pytest.mark.parametrize("seed", [1, 2])
def test_nine_members_agree_with_enumeration(objective, sense, wishes, seed):
    problem = random_problem(9, seed, objective=objective, sense=sense, **WISHES[wishes])
    answer = solve(problem)
    assert answer.proved
    assert answer.stopped == "proof"
    assert answer.cost == pytest.approx(slow_best(problem), rel=1e-7, abs=1e-7)
    assert fits(problem, answer.groups)


@pytest.mark.parametrize(
    ("objective", "sense", "seed"),
    [("member-mean", "min", 1), ("member-mean", "max", 2), ("pair-sum", "min", 3)],
)
def test_twelve_members_agree_with_enumeration(objective, sense, seed):
    problem = random_problem(
        12,
        seed,
        objective=objective,
        sense=sense,
        sizes=SizeRange(3, 5),
        apart=(("a", "b"),),
    )
    answer = solve(problem)
    assert answer.proved
    assert answer.cost == pytest.approx(slow_best(problem), rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("sense", ["min", "max"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_range_for_each_group_agrees_with_enumeration(sense, seed):
    sizes = (SizeRange(3, 4), SizeRange(1, 2), SizeRange(3, 4), SizeRange(1, 3))
    problem = random_problem(9, seed, sizes=sizes, sense=sense, objective="pair-sum")
    answer = solve(problem)
    assert answer.proved
    assert answer.cost == pytest.approx(slow_best(problem), rel=1e-7, abs=1e-7)
    pairs = zip(answer.groups, sizes, strict=True)
    assert all(each.low <= len(group) <= each.high for group, each in pairs)


# --- properties of any answer -------------------------------------------------------------------


@st.composite
def problems(draw):
    """Return small problems of every kind, with integer costs so that ties abound."""
    n = draw(st.integers(2, 8))
    numbers = draw(st.lists(st.integers(-3, 6), min_size=n * n, max_size=n * n))
    cost = np.array(numbers, dtype=float).reshape(n, n)
    low = draw(st.integers(1, min(3, n)))
    high = draw(st.integers(low, n))
    if n < low * -(-n // high):
        low = 1
    ids = tuple(NAMES[:n])
    wish = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True).map(tuple)
    return Problem(
        ids,
        cost + cost.T,
        SizeRange(low, high),
        together=tuple(draw(st.lists(wish, max_size=1))),
        apart=tuple(draw(st.lists(wish, max_size=2))),
        objective=draw(st.sampled_from(["member-mean", "pair-sum"])),
        sense=draw(st.sampled_from(["min", "max"])),
    )


@settings(max_examples=25, deadline=None)
@given(problems())
def test_every_answer_is_allowed_and_best(problem):
    best = slow_best(problem)
    if best is None:
        with pytest.raises(InfeasibleError):
            solve(problem)
        return
    answer = solve(problem, seed=3)
    assert sorted(itertools.chain(*answer.groups)) == sorted(problem.ids)
    assert fits(problem, answer.groups)
    assert answer.cost == pytest.approx(slow_cost(problem, answer.groups), rel=1e-12, abs=1e-12)
    assert answer.cost == pytest.approx(best, rel=1e-7, abs=1e-7)
    assert answer.proved
    assert answer.bound == answer.cost
    assert answer.gap == 0.0


@settings(max_examples=10, deadline=None)
@given(problems(), st.permutations(range(8)))
def test_the_order_of_members_does_not_change_the_cost(problem, order):
    order = [each for each in order if each < len(problem.ids)]
    turned = replace(
        problem,
        ids=tuple(problem.ids[k] for k in order),
        cost=problem.cost[np.ix_(order, order)],
    )
    try:
        cost = solve(problem).cost
    except InfeasibleError:
        with pytest.raises(InfeasibleError):
            solve(turned)
        return
    assert solve(turned).cost == pytest.approx(cost, rel=1e-9, abs=1e-9)


def test_a_proved_answer_depends_on_neither_clock_nor_seconds():
    problem = map_problem(20, 5, SizeRange(3, 5))
    answers = [solve(problem, seconds=each, clock=lambda: 0.0) for each in (20, 60, 600)]
    answers.append(solve(problem, seconds=60))
    first = replace(answers[0], seconds=0.0)
    assert first.proved
    assert all(replace(each, seconds=0.0) == first for each in answers)


def test_an_unproved_answer_is_the_same_again_while_work_ends_it():
    problem = map_problem(40, 5, SizeRange(9, 14), sense="max")
    answers = [solve(problem, seconds=0.5, clock=lambda: 0.0) for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0].stopped == "work"
    assert not answers[0].proved
    assert answers[0].bound >= answers[0].cost


def test_the_clock_cuts_the_work_and_the_answer_says_so():
    ticks = itertools.count(0, 0.05)
    answer = solve(map_problem(30, 1, SizeRange(4, 5)), seconds=1.0, clock=lambda: next(ticks))
    assert answer.stopped == "clock"
    assert answer.bound <= answer.cost
    assert min(map(len, answer.groups)) >= 4


def test_seed_and_input_are_reported():
    problem = map_problem(9, 1, SizeRange(2, 4))
    answer = solve(problem, seed=7)
    assert answer.seed == 7
    assert answer.inputs == solve(problem, seed=8).inputs
    assert answer.inputs != solve(replace(problem, sense="max")).inputs


def test_groups_come_in_the_order_of_the_members():
    answer = solve(map_problem(14, 2, SizeRange(3, 4)))
    assert all(list(group) == sorted(group) for group in answer.groups)
    assert list(answer.groups) == sorted(answer.groups)


# --- golden and edge cases ----------------------------------------------------------------------


def line(*places, **more):
    """Return a problem of members on a line."""
    at = np.array(places, dtype=float)
    return Problem(tuple(NAMES[: len(places)]), abs(at[:, None] - at), **more)


def test_three_on_each_side_worked_by_hand():
    problem = line(0, 1, 2, 10, 11, 13, sizes=SizeRange(3, 3))
    answer = solve(problem)
    assert answer.groups == (("a", "b", "c"), ("d", "e", "f"))
    # Means to the two others: 1.5, 1, 1.5 on the left; 2, 1.5, 2.5 on the right.
    assert answer.cost == 10.0
    assert solve(replace(problem, objective="pair-sum")).cost == 10.0
    assert answer.worst_group.index == 1
    assert answer.worst_group.members == ("d", "e", "f")
    assert answer.worst_group.mean_cost == 2.0


def test_a_group_of_one_costs_nothing():
    problem = line(0, 1, 100, sizes=SizeRange(1, 2))
    answer = solve(replace(problem, count=2))
    assert answer.groups == (("a", "b"), ("c",))
    assert answer.cost == 2.0
    assert group_cost(problem, ["c"]) == 0.0
    assert solve(problem).cost == 0.0


def test_costs_that_are_all_alike_still_get_proved():
    problem = Problem(tuple(NAMES[:16]), np.ones((16, 16)), SizeRange(4, 4))
    answer = solve(problem)
    assert answer.proved
    assert answer.cost == 16.0
    assert solve(replace(problem, cost=np.zeros((16, 16)))).gap == 0.0


@pytest.mark.parametrize(
    ("n", "low", "high", "sizes"),
    [(12, 3, 3, [3] * 4), (12, 4, 4, [4] * 3), (2, 2, 5, [2]), (7, 3, 5, [3, 4])],
)
def test_the_sizes_of_the_method_note(n, low, high, sizes):
    answer = solve(map_problem(n, 3, SizeRange(low, high)))
    assert sorted(map(len, answer.groups)) == sizes


def test_the_smallest_problem_is_a_pair():
    assert solve(line(0, 4, sizes=SizeRange(2, 2))).cost == 8.0


def test_extreme_units_give_the_same_groups():
    problem = map_problem(10, 4, SizeRange(3, 4))
    groups = solve(problem).groups
    for scale in (1e-9, 1e9):
        assert solve(replace(problem, cost=problem.cost * scale)).groups == groups


@pytest.mark.parametrize("seconds", [0, -1, math.nan])
def test_seconds_must_be_positive(seconds):
    with pytest.raises(MethodError, match="positive"):
        solve(line(0, 1, sizes=SizeRange(2, 2)), seconds=seconds)


@pytest.mark.parametrize(
    "change",
    [
        {"ids": ("a",), "cost": np.zeros((1, 1))},
        {"ids": ("a", "a", "c", "d")},
        {"cost": np.zeros((3, 4))},
        {"cost": np.triu(np.ones((4, 4)))},
        {"cost": np.full((4, 4), np.nan)},
        {"together": (("a", "x"),)},
        {"previous": (("a", "b"), ("b",))},
        {"sizes": (SizeRange(4, 4),), "previous": (("a",), ("b",))},
    ],
)
def test_the_constructor_refuses_what_has_no_meaning(change):
    sound = line(0, 1, 2, 3, sizes=SizeRange(2, 2))
    with pytest.raises(MethodError):
        replace(sound, **change)


def test_sizes_are_at_least_one_and_in_order():
    for low, high in ((0, 3), (4, 3)):
        with pytest.raises(MethodError, match="between"):
            SizeRange(low, high)


def test_many_members_are_answered_in_time_with_an_honest_bound():
    answer = solve(map_problem(200, 6, SizeRange(4, 6)), seconds=1.0)
    assert answer.seconds < 15
    assert 0 <= answer.bound <= answer.cost
    assert sum(map(len, answer.groups)) == 200


def test_several_things_weighed_together_are_proved_too():
    """As municipalities are: distance and size, which no map can show at once."""
    random = np.random.default_rng(5)
    at, size = random.uniform(0, 1, (40, 2)), random.normal(0, 0.2, 40)
    far = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    cost = far + abs(size[:, None] - size)
    assert solve(Problem(tuple(range(40)), cost, SizeRange(4, 5)), seconds=60).proved


def test_a_proof_with_a_search_that_found_little_finds_the_best_itself():
    """The programmes of growing reach, from a grouping at random."""
    model = build(random_problem(15, 4, sizes=SizeRange(3, 3)))
    budget = Budget(60, lambda: 0.0)
    proof = Proof(model)
    groups = tuple(tuple(range(k, k + 3)) for k in range(0, 15, 3))
    proof.feed(set(groups))
    proof.run(60, budget)
    for _ in range(20):
        verdict = proof.settle(groups, budget)
        groups = verdict.better or groups
        if verdict.settled:
            break
    assert verdict.settled
    assert model.value(groups) / model.scale == pytest.approx(solve(model.problem).cost)


def test_a_sum_of_short_decimals_stays_short():
    cost = np.array([[0, 0.1, 0.2], [0.1, 0, 0.3], [0.2, 0.3, 0]])
    problem = Problem(("a", "b", "c"), cost, SizeRange(3, 3), objective="pair-sum")
    assert solve(problem).cost == 0.6


# --- the parts --------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(problems(), st.integers(0, 1000))
def test_pricing_finds_every_attractive_group(problem, seed):
    model = build(problem)
    prices = np.random.default_rng(seed).normal(20, 30, model.n)
    for size in range(1, model.n + 1):
        found = attractive(
            model,
            size,
            prices,
            bonus=5.0,
            threshold=10.0,
            limit=10**6,
            budget=Budget(1e9, lambda: 0.0),
        )
        expected = set()
        for group in itertools.combinations(range(model.n), size):
            cost = model.value([group]) - prices[list(group)].sum() - 5.0
            if cost <= 10.0 - 1e-6 and model.allows(group):
                expected.add(group)
        assert found.exact
        assert expected <= {tuple(each) for each in found.members.tolist()}
        for group, reduced in zip(found.members.tolist(), found.reduced, strict=True):
            cost = model.value([group]) - prices[list(group)].sum() - 5.0
            assert reduced == pytest.approx(cost, abs=1e-6)


def test_pricing_that_had_to_give_up_says_so():
    model = build(map_problem(20, 1, SizeRange(5, 5)))
    budget = Budget(1e9, lambda: 0.0)
    found = attractive(
        model, 5, np.full(20, 1e3), bonus=0.0, threshold=0.0, limit=50, budget=budget
    )
    assert not found.exact
    assert len(found.members) <= 50


@settings(max_examples=20, deadline=None)
@given(problems())
def test_the_simple_bound_is_a_bound(problem):
    best = slow_best(problem)
    if best is not None:
        model = build(problem)
        assert simple_bound(model, 5.0) <= best * model.scale + 1e-6


@pytest.mark.parametrize("wishes", WISHES)
def test_search_keeps_its_sums_right(wishes):
    problem = random_problem(12, 1, sizes=SizeRange(2, 5), **WISHES[wishes])
    search = Search(build(problem), 1)
    search.run(12, Budget(1e9, lambda: 0.0))
    for found in search.elite:
        groups = search.members(found)
        if all(search.model.allows(group) for group in groups):
            assert found.cost == pytest.approx(search.model.value(groups), rel=1e-9)
            named = [[problem.ids[k] for k in group] for group in groups]
            assert total_cost(problem, named) == pytest.approx(slow_cost(problem, named))


def slow_steps(state, barred):
    """Yield the slots after every move and every exchange that is neither barred nor misfits."""
    count, width = len(state.slot), len(state.bounds)
    for unit, to in itertools.product(range(count), range(width)):
        if to == state.slot[unit] or barred[to, unit]:
            continue
        mates = np.flatnonzero((state.slot == to) & ~barred[state.slot[unit]]).tolist()
        for mate in [None, *mates]:
            after = state.slot.copy()
            if mate is not None:
                after[mate] = state.slot[unit]
            after[unit] = to
            sizes = State(state.units, state.bounds, after).size
            if all(b.low <= s <= b.high for b, s in zip(state.bounds, sizes, strict=True)):
                yield after


@settings(max_examples=15, deadline=None)
@given(problems(), st.integers(0, 1000))
def test_every_step_is_priced_as_the_grouping_it_leads_to(problem, seed):
    """All exchanges and moves, some barred, against the cost of each grouping computed anew."""
    model = build(problem)
    random = np.random.default_rng(seed)
    units = contract(model, 50.0)
    assume(model.group_counts)
    bounds = model.slots(random.choice(model.group_counts))
    slot = scatter(units, spread(bounds, model.n, random, lumped=False), random)
    assume(slot is not None)
    stay = random.uniform(0, 9, (units.count, len(bounds)))
    state = State(units, bounds, slot, stay)
    barred = random.random((len(bounds), units.count)) < 0.2
    costs = [State(units, bounds, after, stay).cost for after in slow_steps(state, barred)]
    change, first, second, to = state.best_step(barred)
    if not costs:
        assert change > 1e9
        return
    assert change == pytest.approx(min(costs) - state.cost, abs=1e-6)
    if second >= 0:
        state.swap(first, second)
    else:
        state.place(first, to)
    again = State(units, bounds, state.slot, stay)
    np.testing.assert_allclose(state.links, again.links, atol=1e-9)
    np.testing.assert_allclose(state.within, again.within, atol=1e-9)


# --- few moves --------------------------------------------------------------------------------


def slow_repair(problem):
    """Return the fewest moves and the best cost among groupings with so few."""
    sizes = range(problem.sizes.low, problem.sizes.high + 1)
    found = [
        (slow_moves(problem, groups), slow_cost(problem, groups))
        for groups in partitions(list(problem.ids), sizes)
        if fits(problem, groups)
    ]
    sign = 1 if problem.sense == "min" else -1
    moves, cost = min((m, sign * c) for m, c in found)
    return moves, sign * cost


@pytest.mark.parametrize("sense", ["min", "max"])
@pytest.mark.parametrize(
    "previous",
    [
        (("a", "b", "c"), ("d", "e", "f"), ("g", "h", "z")),
        (("a", "b", "c", "d", "e", "f"), ("g", "h")),
        (("a",), ("b", "x", "y"), ("c", "d", "e")),
        (("a", "b", "c", "d"), ("e", "f", "g", "h")),
    ],
)
def test_repair_agrees_with_enumeration(previous, sense):
    problem = random_problem(
        8, 4, sizes=SizeRange(2, 4), previous=previous, sense=sense, apart=(("a", "b"),)
    )
    moves, cost = slow_repair(problem)
    answer = solve(problem)
    assert answer.moves == moves == slow_moves(problem, answer.groups)
    assert answer.cost == pytest.approx(cost, rel=1e-7)
    assert answer.proved


def test_a_grouping_that_still_fits_is_kept():
    problem = map_problem(12, 9, SizeRange(3, 5))
    scrambled = ((0, 4, 8), (1, 5, 9), (2, 6, 10), (3, 7, 11))
    answer = solve(replace(problem, previous=scrambled))
    assert set(answer.groups) == set(scrambled)
    assert answer.moves == 0


def test_earlier_groups_of_others_only_do_not_bind():
    problem = map_problem(12, 9, SizeRange(3, 5))
    answer = solve(replace(problem, previous=((100, 101),)))
    assert answer.groups == solve(problem).groups
    assert answer.moves is None


def test_after_a_drop_out_at_most_two_others_move():
    problem = map_problem(20, 11, SizeRange(3, 5))
    before = solve(problem).groups
    for left in (0, 7, 13):
        rest = [k for k in range(20) if k != left]
        after = replace(
            problem, ids=tuple(rest), cost=problem.cost[np.ix_(rest, rest)], previous=before
        )
        answer = solve(after)
        assert answer.moves is not None
        assert answer.moves <= 2


def test_ranges_for_each_group_are_repaired_in_order():
    sizes = (SizeRange(2, 3), SizeRange(3, 4))
    problem = random_problem(6, 2, sizes=sizes, previous=(("a", "b", "c", "d"), ("e", "f")))
    answer = solve(problem)
    assert answer.moves == 1
    assert len(answer.groups[0]) == 3


# --- the whole process --------------------------------------------------------------------------


def test_the_heavy_libraries_are_not_imported():
    code = (
        "import sys, json, numpy as np\n"
        "from samspil.methods.grouping import Problem, SizeRange, solve\n"
        "c = np.abs(np.subtract.outer(np.arange(12.0), np.arange(12.0)))\n"
        "a = solve(Problem(tuple(range(12)), c, SizeRange(3, 5)))\n"
        "heavy = [m for m in ('scipy', 'pandas', 'django', 'highspy') if m in sys.modules]\n"
        "print(json.dumps([a.proved, heavy]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [True, []]
