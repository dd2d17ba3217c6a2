"""An edition as a file and back, what is wrong with one, and what differs between two. Pure."""

import copy
import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.definitions import version_of
from samspil.programmes import complaints, copying, differences, edition_file, edition_words
from samspil.programmes.edition_parts import COPENHAGEN, Deadline
from samspil.programmes.editions import Edition, as_example, load_editions
from samspil.programmes.forms.edition_base import danish_moment

HISTORY = {name: one.content for name, one in load_editions().items()}
EXAMPLE = as_example(HISTORY["2022-23"], dt.date(2026, 11, 23))
ALL = {**HISTORY, "example": EXAMPLE}


def again(content):
    """A file read as an edition."""
    return Edition.model_validate_json(json.dumps(edition_file.read(content)))


@pytest.mark.parametrize("name", ALL)
def test_what_goes_out_comes_in_the_same_to_the_byte(name):
    content = edition_file.written(ALL[name])
    back = again(content)
    assert back == ALL[name]
    assert version_of(back) == version_of(ALL[name])
    assert edition_file.written(back) == content


def test_a_vote_for_each_sector_goes_out_and_comes_in():
    steering = EXAMPLE.steering.model_copy(update={"per_sector": True})
    edition = EXAMPLE.model_copy(update={"steering": steering})
    content = edition_file.written(edition)
    assert b"per_sector = true" in content
    assert again(content).steering.per_sector
    assert version_of(again(content)) != version_of(EXAMPLE)
    copy = copying.copied(again(content), "2027-28", "Samspil", dt.date(2026, 11, 23))
    assert copy["steering"]["per_sector"] is True


@pytest.mark.parametrize("name", ALL)
def test_a_database_that_shuffles_keys_changes_no_byte(name):
    stated = edition_file.stated(ALL[name])

    def shuffled(value):
        if isinstance(value, dict):
            return {key: shuffled(value[key]) for key in sorted(value, key=lambda k: (len(k), k))}
        return [shuffled(one) for one in value] if isinstance(value, list) else value

    back = Edition.model_validate_json(json.dumps(shuffled(stated)))
    assert edition_file.written(back) == edition_file.written(ALL[name])


# Clock times, which get their zone in the test.
EARLY, LATE = dt.datetime(2020, 1, 1), dt.datetime(2040, 1, 1)  # noqa: DTZ001
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\"\\'æøå"), min_size=1
).filter(str.strip)


@given(
    words=st.tuples(TEXT, TEXT),
    price=st.decimals(0, 999_999, places=2),
    at=st.datetimes(min_value=EARLY, max_value=LATE),
)
@settings(max_examples=25, deadline=None)
def test_any_words_price_and_deadline_survive_the_file(words, price, at):
    stated = edition_file.stated(HISTORY["2021"])
    stated["title"] = {"da": words[0], "en": words[1]}
    stated["prices"]["partnership"]["daycare"] = str(price)
    stated["deadline"]["at"] = at.replace(tzinfo=COPENHAGEN).isoformat()
    stated["network_days"] = []
    edition = Edition.model_validate_json(json.dumps(stated))
    content = edition_file.written(edition)
    assert again(content) == edition
    assert edition_file.written(again(content)) == content
    assert edition.prices.partnership["daycare"] == price


def test_one_amount_has_one_version_however_it_is_written():
    stated = edition_file.stated(HISTORY["2021"])
    versions = set()
    for amount in (55000, "55000", "55000.0", "55000.00"):
        stated["prices"]["partnership"]["daycare"] = amount
        versions.add(version_of(Edition.model_validate_json(json.dumps(stated))))
    assert versions == {version_of(HISTORY["2021"])}


def test_the_hour_that_comes_twice_keeps_which_it_was():
    for fold in (0, 1):
        at = dt.datetime(2027, 10, 31, 2, 30, tzinfo=COPENHAGEN, fold=fold)
        deadline = Deadline(at=at, time_assumed=False, source="invitation_2021")
        edition = HISTORY["2021"].model_copy(update={"deadline": deadline, "network_days": ()})
        back = again(edition_file.written(edition)).deadline.at
        assert back.utcoffset() == at.utcoffset()


def test_a_clock_time_that_summer_time_leaps_over_is_none():
    assert danish_moment(dt.date(2027, 3, 28), dt.time(2, 30)) is None
    later = danish_moment(dt.date(2027, 10, 31), dt.time(2, 30))
    assert later.utcoffset() == dt.timedelta(hours=1)
    noon = danish_moment(dt.date(2021, 8, 16), dt.time(12))
    assert noon.astimezone(dt.UTC) == dt.datetime(2021, 8, 16, 10, tzinfo=dt.UTC)


def stated_with(change):
    """The example as it is stated, with something changed."""
    stated = copy.deepcopy(edition_file.stated(EXAMPLE))
    change(stated)
    return stated


def found(change):
    """The complaints about the example with something changed."""
    return [(one.key, one.code) for one in complaints.examine(stated_with(change)).complaints]


def put(*path_and_value):
    """A change that puts the last value at the path before it."""
    *path, last, value = path_and_value

    def change(stated):
        place = stated
        for key in path:
            place = place[key]
        place[last] = value

    return change


def gone(*path):
    """A change that takes a key away."""

    def change(stated):
        place = stated
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]

    return change


def test_the_example_has_nothing_wrong():
    assert found(lambda _stated: None) == []


@pytest.mark.parametrize(
    ("change", "key", "code"),
    [
        (gone("title"), "title", "missing"),
        (put("titel", "x"), "titel", "unknown"),
        (put("title", "en", " "), "title.en", "empty"),
        (put("title", "da", 3), "title.da", "text"),
        (put("team", "minimum", 0), "team.minimum", "too_small"),
        (put("team", "minimum", "fem"), "team.minimum", "whole_number"),
        (put("team", "minimum", 6), "team.minimum", "limits"),
        (put("team", "chief_required", "ja"), "team.chief_required", "yes_or_no"),
        (put("team", "levels", ["himlen"]), "team.levels[0]", "choice"),
        (put("prices", "partnership", "school", -1), "prices.partnership.school", "too_small"),
        (put("prices", "partnership", "school", "x"), "prices.partnership.school", "amount"),
        (put("prices", "partnership", "school", 1.005), "prices.partnership.school", "amount"),
        (gone("prices", "partnership", "school"), "prices.partnership", "price_each_sector"),
        (put("prices", "partnership_bundle", 120_001), "prices.partnership_bundle",
         "bundle_dearer"),
        (put("prices", "vat_basis", "inklusive"), "prices.vat_basis", "choice"),
        (put("deadline", "at", "i morgen"), "deadline.at", "date"),
        (put("deadline", "at", "2027-04-01T12:00:00"), "deadline", "before_first_day"),
        (put("deadline", "at", "2027-01-04T12:00:00+05:00"), "deadline.at", "offset"),
        (put("network_days", 1, "number", 3), "network_days", "numbered"),
        (put("network_days", 1, "date", "2027-01-31"), "network_days", "in_time"),
        (put("network_days", 1, "steering_date", "2028-01-01"), "network_days", "steering_before"),
        (put("network_days", 0, "starts", "tidligt"), "network_days[0].starts", "clock"),
        (put("steering", "per_sector", "ja"), "steering.per_sector", "yes_or_no"),
        (put("window", "last", "2020-01-01"), "window.last", "window_backwards"),
        (put("purposes", 0, "source", "nobody"), "purposes[0].source", "source_lacking"),
        (put("sources", []), "prices.source", "source_lacking"),
        (put("status", "historical"), "status", "historical"),
        (put("id", "Min Udgave"), "id", "wrong_id"),
        (put("capacity", {"school": 0}), "capacity.school", "too_small"),
        (gone("team"), "team", "team_missing"),
        (put("sectors", "x"), "sectors", "list"),
        (put("prices", []), "prices", "table"),
    ],
)  # fmt: skip
def test_each_slip_is_named_where_it_is_and_told_in_words(change, key, code):
    named = found(change)
    assert (key, code) in named, named
    for one in complaints.examine(stated_with(change)).complaints:
        assert "%(" not in edition_words.complaint(one)
        assert edition_words.complaint(one) != "" != edition_words.place(one.key)


def test_a_misspelt_key_is_guessed():
    one = complaints.examine(stated_with(put("sucess_criteria", []))).complaints[0]
    assert "success_criteria" in edition_words.complaint(one)


def test_twice_the_same_id_is_told():
    change = put("purposes", 1, "id", EXAMPLE.purposes[0].id)
    assert found(change) == [("purposes[1].id", "twice")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(key=st.sampled_from(sorted(Edition.model_fields)), value=JSON)
@settings(max_examples=200, deadline=None)
def test_whatever_stands_there_gives_an_edition_or_complaints(key, value):
    examined = complaints.examine(stated_with(put(key, value)))
    assert (examined.edition is None) == bool(examined.complaints)
    for one in examined.complaints:
        assert edition_words.complaint(one)
        edition_words.place(one.key)


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(content):
    try:
        stated = edition_file.read(content)
    except edition_file.NotTomlError:
        return
    assert complaints.examine(stated).complaints


def told(change):
    """The differences that a change makes, in words."""
    before = edition_file.stated(EXAMPLE)
    return [
        edition_words.difference(one) for one in differences.between(before, stated_with(change))
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (put("network_days", 1, "date", "2027-06-02"),
         "Netværksdag 2, dato: før “24. maj 2027”, nu “2. juni 2027”"),
        (put("prices", "partnership", "school", "70000"),
         "Pris, partnerskab, skole: før “60.000 kr.”, nu “70.000 kr.”"),
        (put("network_days", 0, "mode", "virtual"),
         "Netværksdag 1, form: før “fysisk”, nu “virtuelt”"),
        (put("network_days", 0, "starts", "10:00:00"),
         "Netværksdag 1, begynder: før “09.30”, nu “10.00”"),
        (put("dates_tentative", False), "Foreløbige datoer: før “ja”, nu “nej”"),
        (put("capacity", {"school": 12}), "Flest kommuner, skole: nu “12”"),
        (gone("team", "chief_required"), "Hold, chefen skal være med: ikke længere “ja”"),
        (put("selection", "targeted"),
         "Hvem der inviteres: før “alle kommuner”, nu “udvalgte kommuner”"),
        (put("terms", [{"id": "a", "text": {"da": "Afbud", "en": "x"}, "source": "example"}]),
         "Øvrige vilkår: nu “Afbud”"),
        (put("deadline", "at", "2027-01-05T12:00:00+01:00"),
         "Frist for tilmelding, tidspunkt: før “mandag den 4. januar 2027 kl. 12.00”, "
         "nu “tirsdag den 5. januar 2027 kl. 12.00”"),
    ],
)  # fmt: skip
def test_a_change_reads_as_a_sentence(change, sentence):
    assert told(change) == [sentence]


def test_what_is_put_in_between_changes_nothing_after_it():
    extra = {"id": "new", "text": {"da": "Nyt", "en": "New"}, "source": "example"}
    stated = edition_file.stated(EXAMPLE)
    assert told(put("purposes", [extra, *stated["purposes"]])) == ["Formål: nu “Nyt”"]
    assert told(put("purposes", stated["purposes"][1:]))[0].startswith("Formål: ikke længere “")


@given(name=st.sampled_from(list(ALL)), other=st.sampled_from(list(ALL)))
@settings(max_examples=16, deadline=None)
def test_every_difference_between_any_two_editions_has_words(name, other):
    one, two = (edition_file.stated(ALL[each]) for each in (name, other))
    found = differences.between(one, two)
    assert bool(found) == (name != other)
    for each in found:
        assert edition_words.difference(each)
        assert differences.from_json(json.loads(json.dumps(each.as_json()))) == each


def test_who_wrote_and_where_it_is_said_are_no_changes():
    assert told(put("checked_by", "Bo")) == told(put("purposes", 0, "source", "example")) == []


@pytest.mark.parametrize("name", ALL)
def test_a_copy_keeps_rules_and_words_and_nothing_of_the_old_letter(name):
    made = copying.copied(ALL[name], "2030", "Eja", dt.date(2030, 1, 2))
    assert (made["id"], made["status"], made["date"]) == ("2030", "open", "2030-01-02")
    written = json.dumps(made)
    assert '"quote"' not in written
    assert "null" not in written
    assert {one["id"] for one in made["sources"]} == {"invitation"}
    whole = made | {"invited_when": {"da": "2030", "en": "2030"}}
    edition = complaints.examine(whole).edition
    assert edition.deadline is edition.window is edition.invited_on is None
    assert edition.price_rules() == ALL[name].price_rules()
    assert [one.text for one in edition.obligations] == [o.text for o in ALL[name].obligations]
    if edition.prices:
        assert isinstance(next(iter(edition.prices.partnership.values())), Decimal)
