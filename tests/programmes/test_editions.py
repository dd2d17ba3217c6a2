"""The three editions hold every number of their letters, and the example is laid out sensibly."""

import datetime as dt
import itertools
import json
from decimal import Decimal
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.definitions import DefinitionError, Text, load, version_of
from samspil.methods.pricing import Order, Partnership, quote
from samspil.programmes.edition_parts import COPENHAGEN, Deadline, Level, Mode, NetworkDay, Strength
from samspil.programmes.editions import Edition, Status, as_example, load_editions
from samspil.programmes.working_days import is_closed

EDITIONS = load_editions()
E2018, E2021, E2022 = (EDITIONS[name].content for name in ("2018", "2021", "2022-23"))


def ids(parts):
    """The ids of statements, in order."""
    return [part.id for part in parts]


def test_there_are_three_editions_and_all_are_history():
    assert list(EDITIONS) == ["2018", "2021", "2022-23"]
    assert {one.content.status for one in EDITIONS.values()} == {Status.HISTORICAL}
    assert not any(one.content.is_example for one in EDITIONS.values())
    assert len({one.version for one in EDITIONS.values()}) == 3


def test_2018_is_targeted_for_schools_in_two_arenas_and_states_no_price():
    assert (E2018.selection, E2018.sector_ids, E2018.invited_by) == (
        "targeted",
        ("school",),
        ("KL",),
    )
    assert "vilkår" in E2018.selection_basis.quote
    assert "resultater" in E2018.selection_basis.quote
    assert ids(E2018.principles)[:2] == ["two_arenas", "both_levels"]
    assert ids(E2018.principles)[2:] == [
        "data_first",
        "strong_networks",
        "shared_vision",
        "good_examples",
        "strong_leadership",
    ]
    assert "tilkøbe processuel bistand" in E2018.process_support.quote
    assert E2018.price_rules() is None
    assert (E2018.prices, E2018.deadline, E2018.window) == (None, None, None)
    assert (E2018.network_days, E2018.steering_meetings) == ((), ())
    assert E2018.success_criteria == ()
    assert "kommuner og skoler" in E2018.audience.da


def test_2018_wants_both_levels_present_and_inspiration_over_15_years():
    """R3 and R11. The size of a team is ours; the two levels are the source's."""
    assert E2018.team.levels == (Level.ADMINISTRATION, Level.INSTITUTION)
    assert (E2018.team.minimum, E2018.team.maximum) == (2, None)
    assert "15-årig" in E2018.background[1].quote


def test_2021_tells_its_background_and_what_kl_uses_again():
    """R19 with its caveat, and R8."""
    growth = E2021.background[0]
    for share in ("24 pct.", "8 pct.", "4 pct.", "2015/16"):
        assert share in growth.quote
        assert share in growth.text.da
    assert ids(E2021.reuse) == ["knowledge_portal", "advocacy"]
    assert "growth_reading" in ids(E2021.assumptions)


def test_2022_tells_its_background_and_has_the_seven_levers_as_themes():
    """R20, R21, R22 and R66."""
    assert ids(E2022.background) == ["every_fifth", "daycare_need", "later_life"]
    assert ids(E2022.themes) == [f"lever_{number}" for number in range(1, 8)]
    assert E2022.themes[5].text.da.startswith("Tildelingsmodellen som fordeler midler til økonomi")
    assert (E2022.reuse, E2022.terms) == ((), ())


def test_2021_invites_everyone_to_daycare_for_ages_0_to_6():
    assert (E2021.selection, E2021.sector_ids, E2021.invited_by) == ("open", ("daycare",), ("KL",))
    assert E2021.invited_on == dt.date(2021, 6, 14)
    ages = E2021.sectors[0].ages
    assert (ages.youngest, ages.oldest) == (0, 6)
    assert "0-18-års perspektiv" in E2021.principles[0].quote
    assert "dagtilbud og tilsyn" in E2021.audience.da
    assert E2021.registration_url == "https://tilmeld.kl.dk/staerkebornefaellesskaber"


def test_2021_price_team_and_deadline():
    assert E2021.prices.partnership == {"daycare": Decimal(55_000)}
    assert E2021.prices.vat_basis == "exclusive"
    assert E2021.prices.extra_participant is None
    assert E2021.prices.pre_analysis == {}
    assert (E2021.team.minimum, E2021.team.included, E2021.team.maximum) == (3, 5, 5)
    assert E2021.team.chief_required is False
    assert E2021.deadline.at == dt.datetime(2021, 8, 16, 12, 0, tzinfo=COPENHAGEN)
    assert E2021.deadline.at.utcoffset() == dt.timedelta(hours=2)
    assert E2021.deadline.time_assumed is False


def test_2021_days_and_window_are_tentative():
    assert [(day.date, day.mode) for day in E2021.network_days] == [
        (dt.date(2021, 9, 14), Mode.PHYSICAL),
        (dt.date(2021, 11, 25), Mode.VIRTUAL),
        (dt.date(2022, 1, 13), Mode.VIRTUAL),
        (dt.date(2022, 3, 15), Mode.PHYSICAL),
    ]
    assert E2021.dates_tentative is True
    assert (E2021.window.first, E2021.window.last) == (dt.date(2021, 8, 1), dt.date(2022, 3, 31))
    assert E2021.steering_meetings == ()


def test_2021_criteria_themes_and_what_happens_after_registration():
    assert ids(E2021.success_criteria) == ["D1", "D2", "D3"]
    assert len(E2021.themes) == 8
    assert E2021.themes[0].quote == "Mellemløst i dagtilbud og kommunal tilbudsvifte"
    assert E2021.themes[0].text.da.startswith("Mellemformer i dagtilbud")
    assert "forventningsafstemning" in E2021.after_registration[0].quote
    assert ids(E2021.networks) == ["number", "composition", "sparring", "full_days"]
    assert ids(E2021.purposes)[1] == "advocacy"


def test_2022_is_open_to_both_sectors_from_two_organisers():
    assert E2022.invited_by == ("KL", "Komponent")
    assert (E2022.selection, E2022.sector_ids) == ("open", ("daycare", "school"))
    assert E2022.audience.da == "Direktører og chefer på dagtilbuds- og skoleområdet."
    assert "0-15-årsområdet" in " ".join(part.quote for part in E2022.principles)
    assert "tredobbelt bundlinje" in E2022.principles[0].quote


def test_2022_prices():
    prices = E2022.prices
    assert prices.partnership == {"daycare": 60_000, "school": 60_000}
    assert prices.partnership_bundle == 110_000
    assert prices.extra_participant == 9_995
    assert prices.pre_analysis == {"daycare": 100_000, "school": 100_000}
    assert prices.pre_analysis_bundle == 170_000
    assert prices.vat_basis == "unspecified"
    assert prices.source == "invitation_2022"


def test_2022_team_and_deadline():
    assert (E2022.team.minimum, E2022.team.included, E2022.team.maximum) == (1, 5, None)
    assert E2022.team.chief_required is True
    assert E2022.deadline.at.date() == dt.date(2022, 9, 19)
    assert E2022.deadline.at.timetz() == dt.time(23, 59, 59, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert E2022.deadline.time_assumed is True


def test_2022_has_four_days_and_a_steering_meeting_before_each():
    days = E2022.network_days
    assert [day.number for day in days] == [1, 2, 3, 4]
    assert [day.date for day in days] == [dt.date(2023, 1, 9), None, None, None]
    assert {day.mode for day in days} == {Mode.NOT_STATED}
    assert "politiske ambitioner" in days[0].theme.da
    assert days[0].source == "news_february_2023"
    assert [one.before_day for one in E2022.steering_meetings] == [1, 2, 3, 4]
    assert {one.mode for one in E2022.steering_meetings} == {Mode.VIRTUAL}
    assert E2022.steering.representatives == 1


def test_2022_criteria_obligations_and_contacts():
    assert ids(E2022.success_criteria) == ["C1", "C2", "C3", "C4", "C5"]
    strengths = {one.id: one.strength for one in E2022.obligations}
    assert strengths["binding"] is Strength.BINDING
    assert strengths["chief"] is Strength.BINDING
    assert strengths["sparring"] is Strength.BINDING
    assert strengths["same_people"] is Strength.STRESSED
    assert strengths["other_areas"] is Strength.ADVISED
    assert ids(E2022.contact_roles) == ["content_daycare", "content_school", "practical"]
    assert "september 2022" in E2022.after_registration[0].quote


@pytest.mark.parametrize("name", ["2021", "2022-23"])
def test_what_binds_is_quoted_and_same_people_is_not_absolute(name):
    edition = EDITIONS[name].content
    obligations = {one.id: one for one in edition.obligations}
    assert obligations["binding"].quote in {"Tilmelding er bindende.", "Tilmeldingen er bindende."}
    assert obligations["local_process"].strength is Strength.BINDING
    assert obligations["same_people"].strength is Strength.STRESSED
    assert all(criterion.quote for criterion in edition.success_criteria)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2018", {"not_stated", "team_size"}),
        (
            "2021",
            {
                "vat_rate",
                "team_maximum",
                "date_year",
                "theme_spelling",
                "no_steering",
                "growth_reading",
                "shared_chief",
                "reuse_limits",
                "withdrawal",
            },
        ),
        (
            "2022-23",
            {
                "date_deadline_time",
                "date_first_day",
                "date_window_end",
                "date_other_days",
                "extra_per_partnership",
                "team_minimum",
                "team_maximum",
                "vat_basis",
                "pre_analysis_addition",
                "lever_6_wording",
                "names",
                "withdrawal",
                "reuse",
            },
        ),
    ],
)
def test_what_we_decided_ourselves_is_told(name, expected):
    assert set(ids(EDITIONS[name].content.assumptions)) == expected


@pytest.mark.parametrize("name", EDITIONS)
def test_every_source_is_a_letter_with_a_name(name):
    edition = EDITIONS[name].content
    for source in edition.sources:
        assert edition.source_named(source.id).name.en
    with pytest.raises(KeyError):
        edition.source_named("nobody")


@pytest.mark.parametrize("name", EDITIONS)
def test_no_phone_number_or_address_of_a_person(name):
    stated = json.dumps(EDITIONS[name].content.model_dump(mode="json"), ensure_ascii=False)
    assert "@" not in stated
    assert "3370" not in stated
    assert "8779" not in stated


@pytest.mark.parametrize(
    ("name", "wanted", "total", "with_vat"),
    [
        ("2022-23", Order((Partnership("school", 5),)), "60000", None),
        ("2022-23", Order((Partnership("school", 7),)), "79990", None),
        (
            "2022-23",
            Order((Partnership("school", 5), Partnership("daycare", 5))),
            "110000",
            None,
        ),
        (
            "2022-23",
            Order((Partnership("school", 5), Partnership("daycare", 5)), ("school", "daycare")),
            "280000",
            None,
        ),
        (
            "2022-23",
            Order((Partnership("school", 6), Partnership("daycare", 5)), ("school",)),
            "219995",
            None,
        ),
        ("2022-23", Order((Partnership("school", 7),), ("school",)), "179990", None),
        ("2021", Order((Partnership("daycare", 4),)), "55000", "68750"),
    ],
)
def test_the_worked_prices_come_out_of_the_files(name, wanted, total, with_vat):
    result = quote(EDITIONS[name].content.price_rules(), wanted)
    assert result.total == Decimal(total)
    assert result.total_with_vat == (None if with_vat is None else Decimal(with_vat))


def test_history_refuses_registrations_whatever_the_time():
    before = dt.datetime(2022, 9, 1, tzinfo=COPENHAGEN)
    assert not E2022.accepts_registrations(before)


def test_an_open_edition_accepts_until_its_deadline():
    example = as_example(E2022, dt.date(2026, 11, 23))
    last = example.deadline.at
    assert example.accepts_registrations(last)
    assert not example.accepts_registrations(last + dt.timedelta(seconds=1))
    undated = example.model_copy(update={"deadline": None})
    assert undated.accepts_registrations(last + dt.timedelta(days=999))


def test_the_example_is_marked_and_keeps_the_rules():
    example = as_example(E2022, dt.date(2026, 11, 23))
    assert (example.id, example.status, example.is_example) == ("example", Status.OPEN, True)
    assert example.title.da.startswith("Eksempel: ")
    assert example.title.en.startswith("Example: ")
    assert (example.prices, example.team) == (E2022.prices, E2022.team)
    assert example.success_criteria == E2022.success_criteria
    assert example.obligations == E2022.obligations
    assert not {"KL", "Komponent"} & set(example.invited_by)
    assert not any(name.startswith("date_") for name in ids(example.assumptions))
    assert "2022" not in example.window.text.da
    assert version_of(example) != EDITIONS["2022-23"].version
    assert version_of(example) == version_of(as_example(E2022, dt.date(2026, 11, 23)))


def test_the_example_of_one_day():
    example = as_example(E2022, dt.date(2026, 11, 23))
    assert example.deadline.at == dt.datetime(2027, 1, 4, 12, 0, tzinfo=COPENHAGEN)
    assert [day.date for day in example.network_days] == [
        dt.date(2027, 3, 15),
        dt.date(2027, 5, 24),
        dt.date(2027, 8, 11),
        dt.date(2027, 10, 25),
    ]
    modes = [day.mode for day in example.network_days]
    assert modes == [Mode.PHYSICAL, Mode.VIRTUAL, Mode.VIRTUAL, Mode.PHYSICAL]
    assert example.network_days[0].place == Text(da="Sted meddeles", en="Place to be announced")
    assert example.network_days[1].place is None


@given(st.dates(dt.date(2024, 1, 1), dt.date(2060, 1, 1)))
@settings(max_examples=100, deadline=None)
def test_the_example_is_sensible_from_any_first_day(first_day):
    example = as_example(E2022, first_day)
    deadline = example.deadline.at
    assert abs((deadline.date() - first_day).days - 35) <= 25
    assert not is_closed(deadline.date())
    assert deadline.hour == 12
    days = example.network_days
    assert len(days) == 4
    assert deadline.date() < days[0].steering_date
    for day in days:
        assert not is_closed(day.date)
        assert not is_closed(day.steering_date)
        assert 14 <= (day.date - day.steering_date).days <= 14 + 49
        assert (day.starts, day.ends) == (dt.time(9, 30), dt.time(15, 30))
    gaps = [(later.date - day.date).days for day, later in itertools.pairwise(days)]
    assert min(gaps) >= 14
    assert (days[-1].date - first_day).days <= 48 * 7 + 49
    assert all(day.date < later.steering_date for day, later in itertools.pairwise(days))


def test_a_file_must_be_called_as_its_id_says(tmp_path, monkeypatch):
    folder = tmp_path / "definitions" / "editions"
    folder.mkdir(parents=True)
    original = files("samspil.programmes") / "definitions" / "editions" / "2018.toml"
    (folder / "2019.toml").write_text(original.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr("samspil.programmes.editions.files", lambda _: tmp_path)
    with pytest.raises(DefinitionError, match=r"editions/2019\.toml: id: must be 2019"):
        load_editions.__wrapped__()


def rebuilt(edition, **update):
    """An edition with something changed, checked anew."""
    stated = {name: getattr(edition, name) for name in edition.model_fields_set}
    return Edition(**(stated | update))


NIGHT = dt.datetime(2023, 1, 9, 0, 0, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("update", "complaint"),
    [
        ({"sources": E2022.sources[1:]}, "there is no source called invitation_2022"),
        ({"sources": E2022.sources * 2}, "stands twice"),
        ({"network_days": E2022.network_days[1:]}, "numbered"),
        (
            {"deadline": Deadline(at=NIGHT, time_assumed=False, source="news_2022")},
            "deadline: must lie before",
        ),
        ({"sectors": E2022.sectors[:1]}, "one price for each sector"),
        ({"sectors": E2022.sectors + E2022.sectors[:1]}, "sectors: one of them stands twice"),
    ],
)
def test_an_edition_that_contradicts_itself_is_refused(update, complaint):
    with pytest.raises(ValueError, match=complaint):
        rebuilt(E2022, **update)


def test_days_that_go_backwards_are_refused():
    example = as_example(E2022, dt.date(2026, 11, 23))
    first, second, *rest = example.network_days
    swapped = (
        first.model_copy(update={"date": second.date, "steering_date": None}),
        second.model_copy(update={"date": first.date, "steering_date": None}),
        *rest,
    )
    with pytest.raises(ValueError, match="each must lie after"):
        rebuilt(example, network_days=swapped)
    late = first.model_copy(update={"steering_date": first.date})
    with pytest.raises(ValueError, match="before day 1"):
        rebuilt(example, network_days=(late, second, *rest))


def test_a_deadline_is_danish_clock_time():
    winter = Deadline.model_validate_json(
        '{"at":"2026-01-05T12:00:00","time_assumed":false,"source":"x"}'
    )
    assert winter.at.utcoffset() == dt.timedelta(hours=1)
    with pytest.raises(ValueError, match="Danish clock time"):
        Deadline.model_validate_json(
            '{"at":"2026-01-05T12:00:00+05:00","time_assumed":false,"source":"x"}'
        )


def test_a_misspelt_mode_names_the_place(tmp_path):
    original = files("samspil.programmes") / "definitions" / "editions" / "2021.toml"
    wrong = original.read_text(encoding="utf-8").replace('mode = "virtual"', 'mode = "online"', 1)
    (tmp_path / "2021.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"2021\.toml: network_days\[1\]\.mode: "):
        load(tmp_path, Edition)


def test_a_network_day_keeps_what_is_unknown_unknown():
    day = NetworkDay(number=1, mode=Mode.NOT_STATED, source="x")
    assert (day.date, day.starts, day.place, day.steering_date) == (None, None, None, None)
