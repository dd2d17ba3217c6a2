"""The whole catalogue is defined, and carries the guards its sources ask for."""

import re
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from samspil.definitions import Definition, DefinitionError, load_file, version_of
from samspil.figures.companions import check_never_with
from samspil.figures.indicators import (
    Availability,
    Direction,
    Indicator,
    Kind,
    Unit,
    load_indicators,
)

INDICATORS = load_indicators()
FOLDER = files("samspil.figures") / "definitions" / "indicators"

CATALOGUE = {
    1: "segregation_rate_municipal", 2: "inclusion_rate", 3: "segregation_rate_all_pupils",
    4: "segregation_rate_band", 5: "segregation_growth_band", 6: "segregation_obs_minus_expected",
    7: "special_class_share", 8: "special_school_share", 9: "inflow_rate_grade_g",
    10: "outflow_rate_grade_g", 11: "special_start_grade0", 12: "ecec_to_special_transition",
    13: "support_9h_share", 14: "intermediate_provision_share", 15: "own_district_school_share",
    16: "special_duration_months", 17: "wellbeing_general", 18: "wellbeing_social",
    19: "wellbeing_academic", 20: "wellbeing_support", 21: "wellbeing_order",
    22: "wellbeing_gap_special", 23: "exam_mean_grade9", 24: "min_2_danish_math",
    25: "special_pupils_exam_pass", 26: "socref_difference", 27: "between_school_spread",
    28: "absence_total", 29: "absence_over_10pct", 30: "youth_education_by_setting",
    31: "class_size", 32: "teacher_qualification_coverage", 33: "private_school_share",
    34: "staff_ratio_0_2", 35: "staff_ratio_3_5", 36: "qualified_pedagogue_share",
    37: "special_ecec_share", 38: "ecec_support_share", 39: "topi_concern_share",
    40: "language_risk_share", 41: "ppv_wait_days", 42: "ppr_consultative_share",
    43: "visitation_lead_days visitation_approval_rate", 44: "reassessment_on_time",
    45: "complaints_changed_rate", 46: "special_spend_share",
    47: "unit_cost_general unit_cost_special_type", 48: "budget_variance_volume_price",
}  # fmt: skip
"""Number in the catalogue → ids."""

CONDITIONS = [
    "population_6_16",
    "parents_no_qualifying_education_share",
    "single_parent_share",
    "low_income_children_share",
    "non_western_share",
    "settlement_density",
    "notifications_per_1000",
    "support_measures_per_1000",
    "placements_per_1000",
    "segregation_pct_children_with_measure",
]

BASE_2018 = [
    "listed_area_children_share",
    "listed_area_pupils_share",
    "listed_area_daycare_share",
    "bilingual_pupils_share",
    "listed_area_outside_work_share",
    "listed_area_basic_education_share",
    "listed_area_conviction_share",
    "listed_area_income_ratio",
    "listed_area_non_western_share",
]


def indicator(name):
    """The content of one indicator."""
    return INDICATORS[name].content


def changed(name, **update):
    """One indicator, changed and checked anew."""
    stated = indicator(name).model_dump(exclude_unset=True) | update
    return Indicator.model_validate(stated, strict=False)


def test_all_48_of_the_catalogue_are_defined():
    assert sorted(CATALOGUE) == list(range(1, 49))
    ids = [name for names in CATALOGUE.values() for name in names.split()]
    assert len(ids) == len(set(ids)) == 50
    assert set(ids) <= set(INDICATORS)


@pytest.mark.parametrize("name", [*CONDITIONS, *BASE_2018])
def test_conditions_and_the_2018_base_are_conditions(name):
    assert indicator(name).kind is Kind.CONDITION


@pytest.mark.parametrize("name", BASE_2018)
def test_the_2018_base_says_it_is_our_reading_and_comes_by_import(name):
    one = indicator(name)
    assert "vores læsning" in one.note.da
    assert "our reading" in one.note.en
    assert one.availability is Availability.NOT_FETCHED
    assert "samspil load" in one.obtain.da
    assert one.direction is Direction.NEUTRAL


def test_the_2018_base_names_no_area():
    known = {"Danmarks", "Statistik", "Transport", "Boligministeriets"}
    for name in BASE_2018:
        one = indicator(name)
        for text in (one.name, one.why, one.numerator, one.denominator, one.caution):
            inner = re.findall(r"(?<![.:] )(?<!^)\b[A-ZÆØÅ][a-zæøå]{2,}", text.da)
            assert set(inner) <= known, (name, inner)


PROPOSED = [
    "intermediate_provision_share",
    "own_district_school_share",
    "special_duration_months",
    "wellbeing_gap_special",
    "special_ecec_share",
    "ecec_support_share",
    "ppr_consultative_share",
    "visitation_lead_days",
    "visitation_approval_rate",
]


@pytest.mark.parametrize("name", PROPOSED)
def test_what_the_catalogue_proposes_is_said_to_be_a_proposal(name):
    assert "vores forslag" in indicator(name).note.da
    assert "our proposal" in indicator(name).note.en


@pytest.mark.parametrize("name", INDICATORS)
def test_every_indicator_can_be_read_and_will_be_read_again(name):
    one = indicator(name)
    assert one.next_review > one.date
    assert (one.next_review - one.date).days <= 366
    for text in filter(None, (one.interpretation, one.formula)):
        for words in (text.da, text.en):
            assert words.endswith(".")
            assert "  " not in words
    assert one.table.da
    assert one.table.en
    assert one.interpretation.da != one.interpretation.en
    assert not re.search(r"\b(skyldes|fører til|caused by|leads to)\b", one.interpretation.da)


@pytest.mark.parametrize("name", ["segregation_rate_municipal", "segregation_rate_band"])
def test_segregation_never_stands_alone(name):
    # Catalogue numbers 2, 9, 10 and 17, and what C0 adds: mellemform and support in the class.
    wanted = {CATALOGUE[number] for number in (2, 9, 10, 17, 13, 14)}
    assert set(indicator(name).beside) >= wanted
    assert indicator(name).direction is Direction.NEUTRAL


def test_two_segregation_definitions_name_each_other_as_never_to_be_mixed():
    assert "segregation_rate_all_pupils" in indicator("segregation_rate_municipal").never_with
    assert "segregation_rate_municipal" in indicator("segregation_rate_all_pupils").never_with
    assert "inclusion_rate" in indicator("segregation_rate_all_pupils").never_with
    for definition in INDICATORS.values():
        assert not set(definition.content.never_with) & set(definition.content.beside)


def test_a_forecast_is_never_a_result_and_never_beside_one():
    forecasts = {name for name in INDICATORS if indicator(name).kind is Kind.FORECAST}
    assert forecasts == {"youth_education_expected"}
    assert "youth_education_by_setting" in indicator("youth_education_expected").never_with
    assert indicator("youth_education_by_setting").kind is Kind.RESULT


@pytest.mark.parametrize(
    ("name", "danish", "english"),
    [
        ("relative_poverty_60", "Studerende tæller med", "Students are counted"),
        ("youth_education_expected", "ikke et resultat", "not a result"),
        ("support_9h_share", "540 minutter", "540 minutes"),
        ("unit_cost_general", "bogføres sammen", "booked together"),
        ("special_spend_share", "bogføres sammen", "booked together"),
        ("topi_concern_share", "vurdering og ikke en måling", "judgement and not a measurement"),
        ("special_class_share", "ejer skolen", "owns the school"),
        ("inflow_rate_grade_g", "betaler", "pays"),
        ("wellbeing_general", "enkelt års ændring", "single year's change"),
    ],
)
def test_the_cautions_that_matter_most_are_there(name, danish, english):
    assert danish in indicator(name).caution.da
    assert english in indicator(name).caution.en


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("special_class_share", "owner"),
        ("inflow_rate_grade_g", "payer"),
        ("outflow_rate_grade_g", "payer"),
        ("exam_mean_grade9", "residence"),
        ("segregation_rate_municipal", "location"),
        ("placements_per_1000", "payer"),
    ],
)
def test_the_municipalitys_role_is_part_of_the_definition(name, role):
    assert indicator(name).role == role


def test_lower_segregation_is_never_good_in_itself():
    for name in INDICATORS:
        one = indicator(name)
        if name.startswith("segregation") or name in {"special_class_share", "inclusion_rate"}:
            assert one.direction is Direction.NEUTRAL, name


def test_differences_and_amounts_carry_their_unit():
    assert indicator("segregation_obs_minus_expected").unit is Unit.PERCENTAGE_POINTS
    assert indicator("budget_variance_volume_price").unit is Unit.DKK
    assert indicator("ppv_wait_days").unit is Unit.DAYS
    for name in ("segregation_growth_band", "special_duration_months", "ppv_wait_days"):
        assert indicator(name).formula


# The rules of the loader.


def change(year, version):
    """A change of a definition as a file states it."""
    return {"date": date(year, 1, 2), "version": version, "text": {"da": "A", "en": "B"}}


@pytest.mark.parametrize(
    ("update", "complaint"),
    [
        ({"next_review": date(2026, 11, 28)}, "next_review"),
        ({"never_with": ("class_size",), "beside": ("class_size",)}, "never_with"),
        ({"changes": [change(2026, "2"), change(2026, "2")]}, "twice"),
        ({"changes": [change(2026, "2"), change(2025, "3")]}, "oldest stands first"),
        ({"changes": [change(2030, "2")]}, "later than"),
    ],
)
def test_a_review_that_contradicts_itself_is_refused(update, complaint):
    with pytest.raises(ValueError, match=complaint):
        changed("child_poverty", **update)


@pytest.mark.parametrize("key", ["next_review", "interpretation", "table"])
def test_what_the_page_needs_must_be_stated(tmp_path, key):
    text = (FOLDER / "child_poverty.toml").read_text("utf-8")
    pattern = rf"(?ms)^\[{key}\]\n.*?\n\n" if key != "next_review" else r"(?m)^next_review.*\n"
    file = tmp_path / "child_poverty.toml"
    file.write_text(re.sub(pattern, "", text), "utf-8")
    with pytest.raises(DefinitionError, match=key):
        load_file(file, Indicator)


@pytest.mark.parametrize("wanted", ["nowhere", "child_poverty", "class_size"])
def test_never_with_names_another_that_agrees(wanted):
    path = "indicators/child_poverty.toml"
    wrong = indicator("child_poverty").model_copy(update={"never_with": (wanted,)})
    definitions = dict(INDICATORS) | {
        "child_poverty": Definition("child_poverty", "0" * 12, wrong, path)
    }
    with pytest.raises(DefinitionError, match=rf"{path}: never_with: .*"):
        check_never_with(definitions)


def test_a_second_reading_leaves_the_version_as_it_was():
    one = indicator("support_9h_share")
    again = changed(
        "support_9h_share",
        checked_by="Nogen",
        date=date(2027, 11, 1),
        next_review=date(2028, 11, 1),
        changes=(),
    )
    assert version_of(again) == version_of(one)
    other = changed("support_9h_share", decimals=2)
    assert version_of(other) != version_of(one)


def test_a_newcomer_adds_an_indicator_by_one_file(tmp_path):
    folder = tmp_path / "indicators"
    shutil.copytree(Path(str(FOLDER)), folder)
    text = (folder / "child_poverty.toml").read_text("utf-8")
    (folder / "school_lunch_share.toml").write_text(text.replace("Børn i", "Mad til børn i"))
    definition = load_file(folder / "school_lunch_share.toml", Indicator)
    assert definition.id == "school_lunch_share"
    assert definition.content.changes == ()
