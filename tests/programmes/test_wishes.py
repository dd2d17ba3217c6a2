"""What a wish is, what it lacks, and what it costs."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspil.programmes import words
from samspil.programmes.checks import Problem, flaws, problems
from samspil.programmes.edition_parts import Level
from samspil.programmes.editions import as_example, load_editions
from samspil.programmes.wishes import (
    Bundle,
    Contact,
    Person,
    TeamWish,
    Wish,
    partnership_bundle,
    pre_analysis_bundle,
    quote,
    seen,
)

E2018, E2021, E2022 = (load_editions()[name].content for name in ("2018", "2021", "2022-23"))
OPEN = as_example(E2022, dt.date(2026, 11, 23))
CHIEF = Person("Ada", "ada@example.org", "Chef", is_chief=True)
BO = Person("Bo", "bo@example.org")


def school(*people, participants=5):
    return Wish((TeamWish("school", participants, people),))


def codes(found):
    return [problem.code for problem in found]


def test_a_chief_and_a_number_are_enough():
    assert problems(OPEN, school(CHIEF)) == ()


def test_an_empty_wish_lacks_a_partnership_but_is_no_flawed_draft():
    assert codes(problems(OPEN, Wish())) == ["no_partnership"]
    assert flaws(OPEN, Wish()) == ()


def test_each_team_needs_its_chief_where_the_edition_says_so():
    both = Wish((TeamWish("daycare", 5, (BO,)), TeamWish("school", 5, (CHIEF,))))
    assert problems(OPEN, both) == (Problem("chief_missing", "daycare"),)
    assert problems(E2021, Wish((TeamWish("daycare", 4),))) == ()


def test_one_chief_may_serve_both_sectors():
    both = Wish((TeamWish("daycare", 5, (CHIEF,)), TeamWish("school", 5, (CHIEF,))))
    assert problems(OPEN, both) == ()


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish((TeamWish("youth", 5),)), Problem("unknown_sector", "youth", "1")),
        (
            Wish((TeamWish("school", 5), TeamWish("school", 4))),
            Problem("duplicate_sector", "school", "1"),
        ),
        (school(participants=0), Problem("too_few_participants", "school", "1")),
        (school(participants=-3), Problem("negative_participants", "school", "1")),
        (school(participants=5000), Problem("too_many_participants", "school", "1000")),
        (
            replace(school(), pre_analyses=("youth",)),
            Problem("unknown_sector_pre_analysis", "youth"),
        ),
        (
            replace(school(), pre_analyses=("school", "school")),
            Problem("duplicate_sector_pre_analysis", "school"),
        ),
        (school(CHIEF, BO, participants=1), Problem("more_people_than_places", "school", "2")),
        (school(Person("", "x@example.org")), Problem("name_missing", "school", "x@example.org")),
        (school(Person("", "", "Leder")), Problem("person_missing", "school", "Leder")),
        (school(Person("Bo", "")), Problem("address_missing", "school", "Bo")),
        (school(Person("Bo", "bo")), Problem("address_wrong", "school", "bo")),
        (
            school(Person("Bo", "b" * 250 + "@x.dk")),
            Problem("address_wrong", "school", "b" * 250 + "@x.dk"),
        ),
        (
            school(BO, Person("Bo", "BO@example.org")),
            Problem("same_address_twice", "school", "bo@example.org"),
        ),
        (school(Person("B" * 121, "b@x.dk")), Problem("too_long", "school", "120")),
        (school(Person("Bo 010203-1234", "b@x.dk")), Problem("cpr", "school")),
        (school(Person("Bo", "b@x.dk", "0102031234")), Problem("cpr", "school")),
        (replace(school(), remarks="x" * 1001), Problem("too_long", "remarks", "1000")),
        (replace(school(), remarks="barnet 010203-1234"), Problem("cpr", "remarks")),
    ],
)
def test_flaws_are_found_and_put_in_words(wish, expected):
    assert expected in flaws(OPEN, wish)
    for language in ("da", "en"):
        with translation.override(language):
            assert words.problem(expected).endswith(".")


def test_one_address_stands_for_one_person_in_all_teams():
    other = replace(CHIEF, name="En anden")
    both = Wish((TeamWish("daycare", 5, (CHIEF,)), TeamWish("school", 5, (other,))))
    assert flaws(OPEN, both) == (Problem("one_address_two_names", "school", "ada@example.org"),)


def test_2021_takes_three_to_five():
    assert codes(flaws(E2021, Wish((TeamWish("daycare", 2),)))) == ["too_few_participants"]
    assert codes(flaws(E2021, Wish((TeamWish("daycare", 6),)))) == ["too_many_participants"]


def test_without_prices_nobody_can_be_registered():
    assert "no_price" in codes(problems(E2018, school(CHIEF)))
    assert quote(E2018, school(CHIEF)) is None


def test_the_price_of_an_unfinished_wish():
    assert quote(OPEN, Wish()) is None
    assert quote(OPEN, school(participants=7)).total == Decimal(79_990)


def test_what_buying_all_together_saves():
    assert partnership_bundle(OPEN) == Bundle(Decimal(110_000), Decimal(10_000))
    assert pre_analysis_bundle(OPEN) == Bundle(Decimal(170_000), Decimal(30_000))
    for edition in (E2018, E2021):
        assert partnership_bundle(edition) is None
        assert pre_analysis_bundle(edition) is None


teams = st.lists(
    st.builds(
        TeamWish,
        st.sampled_from(["school", "daycare", "youth"]),
        st.integers(-2, 1200),
        st.lists(
            st.builds(Person, st.text(max_size=8), st.text(max_size=8), st.text(max_size=4)),
            max_size=3,
        ).map(tuple),
    ),
    max_size=3,
).map(tuple)


@given(teams, st.lists(st.sampled_from(["school", "daycare", "x"]), max_size=3).map(tuple))
def test_any_wish_is_either_refused_or_has_a_price(teams, analyses):
    wish = Wish(teams, analyses)
    found = problems(OPEN, wish)
    assert found or quote(OPEN, wish) is not None
    assert all(words.problem(problem) for problem in found)


@given(st.permutations([TeamWish("school", 5), TeamWish("daycare", 6)]))
def test_the_sequence_of_entry_means_nothing(teams):
    wish = Wish(tuple(teams), ("school", "daycare"))
    tidy = wish.in_sequence(OPEN.sector_ids)
    assert [team.sector for team in tidy.teams] == ["daycare", "school"]
    assert quote(OPEN, wish).total == quote(OPEN, tidy).total


def test_what_was_seen_changes_with_the_wish_and_with_the_terms():
    marks = {
        seen(school(CHIEF), "v1"),
        seen(school(CHIEF), "v2"),
        seen(school(CHIEF, BO), "v1"),
        seen(replace(school(CHIEF), remarks="x"), "v1"),
    }
    assert len(marks) == 4
    assert seen(school(CHIEF), "v1") == seen(school(CHIEF), "v1")


def test_a_team_is_replaced_not_doubled():
    wish = school(CHIEF).with_team(TeamWish("school", 6)).with_team(TeamWish("daycare", 5))
    assert [(team.sector, team.participants) for team in wish.teams] == [
        ("school", 6),
        ("daycare", 5),
    ]
    assert wish.team("youth") is None
    assert school(BO, CHIEF).teams[0].chief == CHIEF
    assert school(BO, CHIEF).teams[0].others == (BO,)


def test_each_level_must_be_there_where_the_edition_asks():
    asked = {"team": OPEN.team.model_dump(mode="json") | {"levels": [*Level]}}
    stated = OPEN.model_dump(mode="json", exclude_unset=True) | asked
    asking = type(OPEN).model_validate_json(json.dumps(stated))
    chief = replace(CHIEF, level="administration")
    alone = Wish((TeamWish("school", 5, (chief,)),))
    assert [(p.code, p.about) for p in problems(asking, alone)] == [
        ("level_missing", "institution")
    ]
    assert flaws(asking, alone) == ()
    leader = Person("Lis", "lis@example.org", "Skoleleder", level="institution")
    assert problems(asking, Wish((TeamWish("school", 5, (chief, leader)),))) == ()


def test_what_is_not_offered_is_refused():
    asked = Wish((TeamWish("school", 5, (CHIEF,)),), areas=("magic",), process_support=True)
    assert codes(flaws(OPEN, asked)) == ["no_process_support", "unknown_area"]
    half = Wish((TeamWish("school", 5, (CHIEF,)),), contacts=(Contact("boss", "", "a@b.dk"),))
    assert codes(flaws(OPEN, half)) == ["unknown_contact", "name_missing"]
