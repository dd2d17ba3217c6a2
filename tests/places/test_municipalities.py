"""The 98 municipalities: their order, their tiles, and what the database refuses."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.places import selectors, services
from samspil.places.models import Institution, Municipality
from samspil.places.services import sort_key
from samspil.web.example import places as example

pytestmark = pytest.mark.django_db

# The Danish alphabet, written out; aa is sorted as å.
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"


def slow_key(name):
    letters = name.lower().replace("aa", "å")
    return [ALPHABET.index(letter) if letter in ALPHABET else -1 for letter in letters]


def snapshot():
    return list(Municipality.objects.order_by("pk").values())


def test_there_are_98_in_the_order_of_the_danish_alphabet():
    names = [place.name for place in selectors.real_municipalities()]
    assert len(names) == len(set(names)) == 98
    assert names == sorted(names, key=slow_key)
    assert names[0] == "Albertslund"
    assert names[-4:] == ["Ærø", "Aabenraa", "Aalborg", "Aarhus"]


@given(st.lists(st.text(ALPHABET + ALPHABET.upper() + " -", min_size=1, max_size=6), max_size=8))
@settings(max_examples=50, deadline=None)
def test_the_sort_key_orders_as_the_alphabet_does(words):
    by_key = sorted(words, key=lambda word: (sort_key(word), word))
    assert [slow_key(word) for word in by_key] == sorted(slow_key(word) for word in words)


def test_names_and_numbers_are_those_of_the_file():
    rows = {row["code"]: row for row in services.starter("municipalities.csv")}
    for place in selectors.real_municipalities():
        row = rows.pop(place.code)
        assert (place.name, place.region, place.group) == (
            row["name"], row["region"], row["group_name"],
        )  # fmt: skip
        assert place.population == int(row["population"])
        assert place.area_km2 == float(row["area_km2"])
    assert rows == {}


def test_each_has_a_tile_of_its_own_not_far_from_its_neighbours():
    places = selectors.real_municipalities()
    assert len({(p.tile_column, p.tile_row) for p in places}) == 98
    by_name = {p.name: p for p in places}

    def tile(name):
        return by_name[name].tile_column, by_name[name].tile_row

    assert tile("Hjørring")[1] < tile("Sønderborg")[1]
    assert tile("Esbjerg")[0] < tile("København")[0] < tile("Bornholm")[0]
    width = max(p.tile_column for p in places) - min(p.tile_column for p in places)
    height = max(p.tile_row for p in places) - min(p.tile_row for p in places)
    assert width < 25
    assert height < 25


def test_loading_again_changes_nothing():
    before = snapshot()
    assert services.load_municipalities(places=services.starter_places()) == 0
    assert snapshot() == before
    count = Institution.objects.count()
    services.load_institutions()
    assert Institution.objects.count() == count > 2000


def test_a_changed_population_changes_one_row():
    places = services.starter_places()
    changed = [replace(places[0], population=1), *places[1:]]
    assert services.load_municipalities(places=changed) == 1
    assert Municipality.objects.get(pk=places[0].code).population == 1


def test_a_moved_municipality_gets_another_tile_and_nobody_shares_one():
    places = services.starter_places()
    away = replace(places[0], latitude=57.5, longitude=10.6)
    assert services.load_municipalities(places=[away, *places[1:]]) >= 1
    tiles = Municipality.objects.values_list("tile_column", "tile_row")
    assert len(set(tiles)) == 98


def test_examples_lie_around_the_real_ones_and_push_nobody():
    before = snapshot()
    example.prepare()
    assert [row for row in snapshot() if not row["is_example"]] == before
    examples = selectors.example_municipalities()
    assert len(examples) == 12
    tiles = Municipality.objects.values_list("tile_column", "tile_row")
    assert len(set(tiles)) == 110
    assert {place.code for place in selectors.real_municipalities()} & {
        place.code for place in examples
    } == set()
    example.prepare()
    assert len(snapshot()) == 110


def test_one_municipality_by_its_code():
    assert selectors.municipality("615").name == "Horsens"
    assert selectors.municipality("999") is None
    assert selectors.municipality("") is None
    assert selectors.names()["751"] == "Aarhus"


# What must never be false, asked of the database itself.


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Horsens"},
        {"code": "E01"},
        {"is_example": True},
        {"latitude": 0},
        {"latitude": 58.1},
        {"longitude": 20},
        {"longitude": 7},
        {"tile": "Horsens"},
    ],
)
def test_the_database_refuses_a_municipality_that_cannot_be(wrong):
    fields = {
        "code": "199", "name": "Nyborg Mark", "sort_key": "nyborg mark", "region": "x",
        "group": "x", "population": 1, "population_date": "2026-01-01", "area_km2": 1.0,
        "latitude": 55.0, "longitude": 10.0, "tile_column": 90, "tile_row": 90,
    }  # fmt: skip
    taken = Municipality.objects.get(name="Horsens")
    if wrong.pop("tile", None):
        wrong = {"tile_column": taken.tile_column, "tile_row": taken.tile_row}
    with pytest.raises(IntegrityError), transaction.atomic():
        Municipality.objects.create(**(fields | wrong))
    assert Municipality.objects.create(**fields).pk == "199"


def test_a_school_has_a_known_kind_and_a_municipality():
    with pytest.raises(IntegrityError), transaction.atomic():
        Institution.objects.create(number="1", name="x", kind="z", municipality_id="615")
    kinds = set(Institution.objects.values_list("kind", flat=True))
    assert kinds == {"f", "p", "e", "u"}


def test_a_municipality_with_schools_cannot_be_deleted():
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        Municipality.objects.get(pk="615").delete()
