"""The worked prices of the three editions, and what must hold for any prices and any order."""

import itertools
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods.pricing import (
    Order,
    OrderError,
    Partnership,
    PriceRules,
    parse_order,
    quote,
)

RULES_2022 = PriceRules(
    partnership={"daycare": Decimal(60_000), "school": Decimal(60_000)},
    partnership_bundle=Decimal(110_000),
    extra_participant=Decimal(9_995),
    pre_analysis={"daycare": Decimal(100_000), "school": Decimal(100_000)},
    pre_analysis_bundle=Decimal(170_000),
    minimum=1,
    included=5,
    vat_basis="unspecified",
)
RULES_2021 = PriceRules(
    partnership={"daycare": Decimal(55_000)},
    minimum=3,
    included=5,
    maximum=5,
    vat_basis="exclusive",
)


def order(school=None, daycare=None, pre=()):
    """An order in few words: people per sector, and pre-analyses."""
    teams = [("school", school), ("daycare", daycare)]
    return Order(tuple(Partnership(s, n) for s, n in teams if n is not None), tuple(pre))


def is_everything(chosen, offered):
    """Whether the chosen sectors are all of several."""
    return len(offered) > 1 and sorted(chosen) == sorted(offered)


def obvious_total(rules, wanted):
    """The slow second opinion, straight from the wording of the letter.

    Independent of the lines: adds plain numbers, one person at a time.
    """
    total = Decimal(0)
    sectors = sorted({one.sector for one in wanted.partnerships})
    if rules.partnership_bundle is not None and is_everything(sectors, rules.partnership):
        total += rules.partnership_bundle
    else:
        for sector in sectors:
            total += rules.partnership[sector]
    for one in wanted.partnerships:
        for person in range(1, one.participants + 1):
            if person > rules.included:
                total += rules.extra_participant
    analyses = sorted(set(wanted.pre_analyses))
    if rules.pre_analysis_bundle is not None and is_everything(analyses, rules.pre_analysis or {}):
        total += rules.pre_analysis_bundle
    else:
        for sector in analyses:
            total += rules.pre_analysis[sector]
    return total


@pytest.mark.parametrize(
    ("wanted", "total", "items"),
    [
        (order(school=5), 60_000, ["partnership:school"]),
        (order(daycare=5), 60_000, ["partnership:daycare"]),
        (order(school=5, daycare=5), 110_000, ["partnership:both"]),
        (order(school=7), 79_990, ["partnership:school", "extra_participant:school"]),
        (
            order(school=5, daycare=5, pre=["school", "daycare"]),
            280_000,
            ["partnership:both", "pre_analysis:both"],
        ),
        (
            order(school=6, daycare=5, pre=["school"]),
            219_995,
            ["partnership:both", "extra_participant:school", "pre_analysis:school"],
        ),
        (
            order(school=7, pre=["school"]),
            179_990,
            ["partnership:school", "extra_participant:school", "pre_analysis:school"],
        ),
    ],
)
def test_the_worked_prices_of_2022(wanted, total, items):
    result = quote(RULES_2022, wanted)
    assert result.total == total
    assert [line.item for line in result.lines] == items
    assert result.vat is None
    assert result.total_with_vat is None


def test_the_worked_price_of_2021_with_vat_on_top():
    result = quote(RULES_2021, order(daycare=4))
    assert (result.total, result.vat, result.total_with_vat) == (55_000, 13_750, 68_750)
    assert result.vat_basis == "exclusive"


def test_the_shape_that_scripts_read():
    stated = json.loads(
        '{"edition":"2022-23","partnerships":[{"sector":"school","participants":7}],'
        '"pre_analyses":["school"]}'
    )
    assert quote(RULES_2022, parse_order(stated)).as_json() == {
        "lines": [
            {
                "item": "partnership:school",
                "quantity": 1,
                "unit_price": "60000.00",
                "amount": "60000.00",
            },
            {
                "item": "extra_participant:school",
                "quantity": 2,
                "unit_price": "9995.00",
                "amount": "19990.00",
            },
            {
                "item": "pre_analysis:school",
                "quantity": 1,
                "unit_price": "100000.00",
                "amount": "100000.00",
            },
        ],
        "total": "179990.00",
        "vat_basis": "unspecified",
    }


def test_vat_stands_in_the_shape_only_where_the_edition_says_so():
    written = quote(RULES_2021, order(daycare=5)).as_json()
    assert (written["vat"], written["total_with_vat"]) == ("13750.00", "68750.00")
    assert "vat" not in quote(RULES_2022, order(school=5)).as_json()


def test_vat_is_rounded_half_up_to_the_ore():
    rules = PriceRules(
        partnership={"school": Decimal("0.02")}, minimum=1, included=5, vat_basis="exclusive"
    )
    assert quote(rules, order(school=1)).vat == Decimal("0.01")


@pytest.mark.parametrize(
    ("rules", "wanted", "code", "path"),
    [
        (RULES_2022, order(), "no_partnership", "partnerships"),
        (RULES_2022, order(pre=["school"]), "no_partnership", "partnerships"),
        (RULES_2022, order(school=0), "too_few_participants", "partnerships[0].participants"),
        (RULES_2022, order(school=-1), "negative_participants", "partnerships[0].participants"),
        (RULES_2022, order(school=1001), "too_many_participants", "partnerships[0].participants"),
        (RULES_2021, order(daycare=2), "too_few_participants", "partnerships[0].participants"),
        (RULES_2021, order(daycare=6), "too_many_participants", "partnerships[0].participants"),
        (RULES_2021, order(school=5), "unknown_sector", "partnerships[0].sector"),
        (RULES_2021, order(daycare=5, pre=["daycare"]), "unknown_sector", "pre_analyses[0]"),
        (RULES_2022, order(school=5, pre=["sfo"]), "unknown_sector", "pre_analyses[0]"),
        (
            RULES_2022,
            order(school=5, pre=["school", "school"]),
            "duplicate_sector",
            "pre_analyses[1]",
        ),
        (
            RULES_2022,
            Order((Partnership("school", 5), Partnership("school", 6))),
            "duplicate_sector",
            "partnerships[1].sector",
        ),
    ],
)
def test_refusals_say_what_where_and_what_would_be_right(rules, wanted, code, path):
    with pytest.raises(OrderError) as caught:
        quote(rules, wanted)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (code, path)
    assert problem.right
    assert path in str(caught.value)


def test_the_right_numbers_stand_in_the_refusal():
    with pytest.raises(OrderError, match="from 3 to 5"):
        quote(RULES_2021, order(daycare=6))
    with pytest.raises(OrderError, match="one of daycare, school"):
        quote(RULES_2022, order(school=5, pre=["sfo"]))


def test_all_problems_are_told_at_once():
    with pytest.raises(OrderError) as caught:
        quote(RULES_2022, order(school=-3, daycare=2000, pre=["x"]))
    assert [problem.code for problem in caught.value.problems] == [
        "unknown_sector",
        "negative_participants",
        "too_many_participants",
    ]


def test_no_extras_where_the_edition_offers_none():
    rules = PriceRules(
        partnership={"school": Decimal(10)}, minimum=1, included=5, vat_basis="unspecified"
    )
    with pytest.raises(OrderError, match="from 1 to 5"):
        quote(rules, order(school=6))


@pytest.mark.parametrize(
    ("stated", "code", "path"),
    [
        ([], "not_an_object", "$"),
        (None, "not_an_object", "$"),
        ({"partnerships": {"sector": "school"}}, "not_a_list", "partnerships"),
        ({"partnerships": [], "pre_analyses": "school"}, "not_a_list", "pre_analyses"),
        ({"partnerships": ["school"]}, "not_an_object", "partnerships[0]"),
        ({"partnerships": [{"participants": 5}]}, "not_a_sector", "partnerships[0].sector"),
        (
            {"partnerships": [{"sector": "school"}]},
            "not_a_number",
            "partnerships[0].participants",
        ),
        (
            {"partnerships": [{"sector": "school", "participants": True}]},
            "not_a_number",
            "partnerships[0].participants",
        ),
        (
            {"partnerships": [{"sector": "school", "participants": 5.0}]},
            "not_a_number",
            "partnerships[0].participants",
        ),
        (
            {"partnerships": [{"sector": "school", "participants": 5}], "pre_analyses": [1]},
            "not_a_sector",
            "pre_analyses[0]",
        ),
    ],
)
def test_a_misshapen_order_is_refused_with_its_place(stated, code, path):
    with pytest.raises(OrderError) as caught:
        parse_order(stated)
    assert [(one.code, one.path) for one in caught.value.problems] == [(code, path)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"partnership": {"school": Decimal(-1)}},
        {"partnership": {}},
        {"extra_participant": Decimal(-1)},
        {"minimum": 0},
        {"minimum": 6},
        {"maximum": 4},
    ],
)
def test_rules_that_contradict_themselves_cannot_exist(wrong):
    sound = {
        "partnership": {"school": Decimal(1)},
        "minimum": 1,
        "included": 5,
        "vat_basis": "unspecified",
    }
    with pytest.raises(ValueError):
        PriceRules(**(sound | wrong))


money = st.integers(0, 20_000_000).map(lambda ore: Decimal(ore) / 100)


@st.composite
def rules_and_order(draw):
    """Any prices for one to three sectors, and an order that they allow."""
    sectors = draw(st.sampled_from([("a",), ("a", "b"), ("b", "a", "c")]))
    included = draw(st.integers(1, 6))
    extra = draw(st.none() | money)
    rules = PriceRules(
        partnership={sector: draw(money) for sector in sectors},
        partnership_bundle=draw(st.none() | money),
        extra_participant=extra,
        pre_analysis={sector: draw(money) for sector in sectors},
        pre_analysis_bundle=draw(st.none() | money),
        minimum=draw(st.integers(1, included)),
        included=included,
        maximum=draw(st.none() | st.integers(included, included + 5)),
        vat_basis=draw(st.sampled_from(["exclusive", "unspecified"])),
    )
    chosen = draw(st.lists(st.sampled_from(sectors), min_size=1, unique=True))
    most = min(rules.ceiling, included + 8)
    people = {sector: draw(st.integers(rules.minimum, most)) for sector in chosen}
    pre = draw(st.lists(st.sampled_from(sectors), unique=True))
    return rules, Order(tuple(Partnership(s, n) for s, n in people.items()), tuple(pre))


@given(rules_and_order())
@settings(max_examples=150, deadline=None)
def test_lines_sum_to_the_total_and_agree_with_the_obvious_count(case):
    rules, wanted = case
    result = quote(rules, wanted)
    assert result.total == sum(line.amount for line in result.lines)
    assert result.total == obvious_total(rules, wanted)
    assert len({line.item for line in result.lines}) == len(result.lines)
    written = result.as_json()
    assert Decimal(written["total"]) == sum(Decimal(line["amount"]) for line in written["lines"])


@given(rules_and_order())
@settings(max_examples=80, deadline=None)
def test_the_order_of_entry_carries_no_meaning(case):
    rules, wanted = case
    first = quote(rules, wanted)
    for teams, pre in itertools.product(
        itertools.permutations(wanted.partnerships), itertools.permutations(wanted.pre_analyses)
    ):
        assert quote(rules, Order(teams, pre)) == first


@given(rules_and_order())
@settings(max_examples=80, deadline=None)
def test_one_person_more_never_costs_less(case):
    rules, wanted = case
    before = quote(rules, wanted).total
    for index, one in enumerate(wanted.partnerships):
        if one.participants < rules.ceiling:
            teams = list(wanted.partnerships)
            teams[index] = Partnership(one.sector, one.participants + 1)
            assert quote(rules, Order(tuple(teams), wanted.pre_analyses)).total >= before


@given(rules_and_order())
@settings(max_examples=80, deadline=None)
def test_adding_a_pre_analysis_costs_less_only_when_it_completes_a_bundle(case):
    rules, wanted = case
    before = quote(rules, wanted).total
    for sector in rules.pre_analysis.keys() - set(wanted.pre_analyses):
        after = quote(rules, Order(wanted.partnerships, (*wanted.pre_analyses, sector)))
        if not any(line.item == "pre_analysis:both" for line in after.lines):
            assert after.total >= before


@given(rules_and_order())
@settings(max_examples=80, deadline=None)
def test_vat_is_a_quarter_on_top_or_not_told(case):
    rules, wanted = case
    result = quote(rules, wanted)
    if rules.vat_basis == "unspecified":
        assert result.vat is None
        assert result.total_with_vat is None
    else:
        assert abs(result.vat - result.total / 4) <= Decimal("0.005")
        assert result.total_with_vat == result.total + result.vat
