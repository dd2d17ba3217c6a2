"""Families of schools: sizes, owners, and how near the best they come."""

import itertools
import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods.conditions import Condition, KindRefusedError
from samspil.methods.exchange import Dealt, improve
from samspil.methods.families import Sizes, form_families, within_families
from samspil.methods.results import MethodError, ShapeError, TooFewPlacesError

SIZE, POVERTY = Condition("pupils", "condition", "log"), Condition("poverty", "condition")
CONDITIONS = [SIZE, POVERTY]
SMALL = Sizes(fewest=2, most=3, per_owner=3)


def country(schools, municipalities, seed=1):
    """Schools of some municipalities: size of their own, poverty the municipality's."""
    rng = np.random.default_rng(seed)
    owner = rng.integers(0, municipalities, schools)
    poverty = rng.normal(5, 2, municipalities)
    return {
        "codes": [f"{i:06d}" for i in range(schools)],
        "owners": [f"{o:03d}" for o in owner],
        "values": np.column_stack([rng.lognormal(6, 0.6, schools), poverty[owner]]),
    }


def plain_within(places, groups):
    """The mean squared distance to the middle of the family, by plain loops."""
    total = 0.0
    for number in set(groups):
        mine = [place for place, group in zip(places, groups, strict=True) if group == number]
        middle = [sum(column) / len(mine) for column in zip(*mine, strict=True)]
        total += sum((a - m) ** 2 for place in mine for a, m in zip(place, middle, strict=True))
    return total / len(places)


def standardised(values):
    table = np.column_stack([np.log(values[:, 0]), values[:, 1]])
    return (table - table.mean(axis=0)) / table.std(axis=0, ddof=1)


def groups_of(result, codes):
    place = {code: n for n, family in enumerate(result.families) for code in family.members}
    return [place[code] for code in codes]


def partitions(items, sizes):
    """Every way to divide items into groups of the given sizes."""
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for size in set(sizes):
        left = list(sizes)
        left.remove(size)
        for mates in itertools.combinations(rest, size - 1):
            remaining = [item for item in rest if item not in mates]
            for other in partitions(remaining, left):
                yield [(first, *mates), *other]


# Against the best there is.


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_close_to_the_best_of_all_divisions(seed):
    data = country(9, 9, seed)
    sizes = Sizes(fewest=3, most=3, per_owner=3)
    result = form_families(conditions=CONDITIONS, sizes=sizes, **data)
    z = standardised(data["values"])
    best = min(
        plain_within(z.tolist(), [next(n for n, g in enumerate(p) if i in g) for i in range(9)])
        for p in partitions(list(range(9)), [3, 3, 3])
    )
    assert result.within >= best - 1e-9
    assert result.within <= best * 1.1 + 1e-9


def test_the_best_is_usually_found():
    found = 0
    for seed in range(40):
        data = country(9, 9, seed)
        sizes = Sizes(fewest=3, most=3, per_owner=3)
        result = form_families(conditions=CONDITIONS, sizes=sizes, **data)
        z = standardised(data["values"]).tolist()
        best = min(
            plain_within(z, [next(n for n, g in enumerate(p) if i in g) for i in range(9)])
            for p in partitions(list(range(9)), [3, 3, 3])
        )
        found += result.within <= best + 1e-9
    assert found >= 36


def test_far_better_than_by_lot_in_a_country_of_schools():
    data = country(400, 60)
    result = form_families(conditions=CONDITIONS, **data)
    z = standardised(data["values"])
    chooser = random.Random(4)
    by_lot = []
    for _round in range(30):
        order = list(range(400))
        chooser.shuffle(order)
        groups = [0] * 400
        for place, school in enumerate(order):
            groups[school] = place % len(result.families)
        by_lot.append(plain_within(z.tolist(), groups))
    assert result.random == pytest.approx(sum(by_lot) / 30, rel=0.02)
    assert result.within < result.random / 8


def test_no_single_exchange_would_better_it():
    data = country(60, 12)
    result = form_families(conditions=CONDITIONS, **data)
    groups = groups_of(result, data["codes"])
    z = standardised(data["values"]).tolist()
    standing = plain_within(z, groups)
    assert result.within == pytest.approx(standing)

    def owners_fit(trial):
        held = Counter(zip(trial, data["owners"], strict=True))
        return max(held.values()) <= 2

    assert owners_fit(groups)
    for i, j in itertools.combinations(range(60), 2):
        trial = list(groups)
        trial[i], trial[j] = trial[j], trial[i]
        if owners_fit(trial):
            assert plain_within(z, trial) >= standing - 1e-8


# What always holds.


@given(st.integers(24, 90), st.integers(6, 30), st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_everybody_in_one_family_of_allowed_size(schools, municipalities, seed):
    data = country(schools, municipalities, seed)
    most = max(Counter(data["owners"]).values())
    result = form_families(conditions=CONDITIONS, **data)
    members = [code for family in result.families for code in family.members]
    assert sorted(members) == data["codes"]
    assert all(8 <= len(family.members) <= 12 for family in result.families)
    owner = dict(zip(data["codes"], data["owners"], strict=True))
    over = {
        n
        for n, family in enumerate(result.families)
        if max(Counter(owner[m] for m in family.members).values()) > 2
    }
    assert set(result.over_owner) == over
    if most <= len(result.families):
        assert not over


@given(st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_the_order_of_schools_does_not_matter(chooser):
    data = country(40, 10)
    order = list(range(40))
    chooser.shuffle(order)
    other = {
        "codes": [data["codes"][i] for i in order],
        "owners": [data["owners"][i] for i in order],
        "values": data["values"][order],
    }
    one = form_families(conditions=CONDITIONS, **data)
    assert form_families(conditions=CONDITIONS, **other) == one


def test_units_do_not_matter_and_values_do():
    data = country(40, 10)
    scaled = data | {"values": data["values"] * [1.0, 100.0]}
    one, two = (form_families(conditions=CONDITIONS, **d) for d in (data, scaled))
    assert [f.members for f in one.families] == [f.members for f in two.families]
    assert one.inputs != two.inputs


def test_middle_and_spread_say_what_the_members_share():
    data = country(40, 10)
    result = form_families(conditions=CONDITIONS, **data)
    z = dict(zip(data["codes"], standardised(data["values"]), strict=True))
    for family in result.families:
        rows = np.array([z[member] for member in family.members])
        assert list(family.middle.values()) == pytest.approx(rows.mean(axis=0).tolist())
        assert list(family.spread.values()) == pytest.approx(rows.std(axis=0).tolist())


def test_a_weight_moves_what_is_alike():
    data = country(200, 40)
    heavy = form_families(conditions=CONDITIONS, weights={"pupils": 9, "poverty": 1}, **data)
    light = form_families(conditions=CONDITIONS, weights={"pupils": 1, "poverty": 9}, **data)

    def mean_spread(result, name):
        return np.mean([family.spread[name] for family in result.families])

    assert mean_spread(heavy, "pupils") < mean_spread(light, "pupils")
    assert mean_spread(heavy, "poverty") > mean_spread(light, "poverty")


def test_a_school_that_lacks_a_condition_is_not_placed():
    data = country(30, 10)
    data["values"][3, 0] = np.nan
    result = form_families(conditions=CONDITIONS, **data)
    assert result.unplaced == ("000003",)
    assert result.of("000003") is None
    assert "000004" in result.of("000004").members


def test_schools_of_one_municipality_alone_are_said_to_be_so():
    data = country(20, 1)
    data["values"][:, 1] = np.arange(20)
    result = form_families(conditions=CONDITIONS, **data)
    assert result.over_owner == (0, 1)


def test_improving_starts_from_any_deal_and_never_makes_it_worse():
    rng = np.random.default_rng(2)
    x, owners = rng.normal(size=(50, 3)), rng.integers(0, 20, 50)
    groups = np.arange(50) % 5
    better = improve(Dealt(x, owners, groups, 5), fewest=8, most=12, per_owner=12)
    assert within_families(x, better) < within_families(x, groups)
    assert (groups == np.arange(50) % 5).all()


# Bad input.


@pytest.mark.parametrize("kind", ["result", "process", "forecast"])
def test_anything_but_a_condition_is_refused(kind):
    with pytest.raises(KindRefusedError):
        form_families(conditions=[SIZE, Condition("grades", kind)], **country(20, 5))


@pytest.mark.parametrize(
    ("change", "more", "error"),
    [
        ({"codes": ["a"] * 20}, {}, ShapeError),
        ({"owners": ["a"]}, {}, ShapeError),
        ({"values": [[1.0, 2.0]]}, {}, ShapeError),
        ({}, {"conditions": []}, ShapeError),
        ({}, {"weights": {"pupils": 1}}, ShapeError),
        ({}, {"weights": {"pupils": -1, "poverty": 2}}, MethodError),
        ({}, {"weights": {"pupils": 0, "poverty": 0}}, MethodError),
        ({}, {"sizes": Sizes(5, 4, 1)}, MethodError),
        ({}, {"sizes": Sizes(1, 4, 1)}, MethodError),
        ({}, {"sizes": Sizes(8, 12, 0)}, MethodError),
        ({}, {"sizes": Sizes(21, 30, 1)}, TooFewPlacesError),
        ({}, {"sizes": Sizes(9, 9, 9)}, TooFewPlacesError),
    ],
)
def test_bad_input_is_refused(change, more, error):
    data = country(20, 5) | change
    if "conditions" in more:
        data["values"] = np.empty((20, 0))
    with pytest.raises(error):
        form_families(**({"conditions": CONDITIONS} | data | more))
