"""The indicators: all that figures need, in both languages, and guarded as their sources ask."""

import re

import pytest

from samspil.definitions import Definition, DefinitionError, Text
from samspil.figures.companions import check_beside
from samspil.figures.indicators import (
    COUNTS,
    NATIONAL_BREAKDOWNS,
    SCHOOL_COLUMNS,
    UNIT_LABELS,
    Availability,
    Direction,
    Indicator,
    Kind,
    Level,
    PeriodType,
    Sector,
    Unit,
    load_indicators,
)

INDICATORS = load_indicators()

STARTER = {
    "absence_over_10pct": ("percent", "stil_gs_fravaar_2025", "2024/2025", ""),
    "absence_total": ("percent", "stil_gs_fravaar", "2024/2025", "mellemtrin udskoling"),
    "after_school_children": ("children", "dst_boern61", "2024", ""),
    "after_school_pedagogue_share": ("percent", "dst_boern5", "2024", ""),
    "child_poverty": ("percent", "dst_laby07", "2024", ""),
    "class_size": ("pupils_per_class", "dst_kvotien", "2024", ""),
    "disposable_income": ("dkk_per_person", "dst_indkp101", "2024", ""),
    "ecec_children_0_2": ("children", "stil_dag_brn", "2023", ""),
    "ecec_children_3_5": ("children", "stil_dag_brn", "2023", ""),
    "ecec_parent_satisfaction": ("score_1_5", "benchmark_btu_2022", "2022", ""),
    "ecec_pedagogue_share": ("percent", "stil_dag_pers", "2023", ""),
    "ecec_staff_sickness_days": ("days_per_fte", "dst_fra027", "2024", ""),
    "ecec_untrained_share": ("percent", "stil_dag_pers", "2023", ""),
    "exam_mean_grade9": ("grade_7_step", "stil_gs_karagns", "2024/2025", ""),
    "fee_after_school": ("dkk_per_year", "dst_res88", "2025", ""),
    "fee_kindergarten": ("dkk_per_year", "dst_res88", "2025", ""),
    "fee_nursery": ("dkk_per_year", "dst_res88", "2025", ""),
    "notifications_per_1000": ("per_1000_children", "dst_und2", "2025", ""),
    "parent_education_index": (
        "index_2_7",
        "stil_gs_trivsp",
        "2025/2026",
        "indskoling mellemtrin udskoling",
    ),
    "population_0_5": ("persons", "dst_folk1a_2014", "2014", ""),
    "population_6_16": ("persons", "dst_folk1a_2014", "2014", ""),
    "population_total": ("persons", "dst_folk1a_2014", "2014", ""),
    "relative_poverty_60": ("percent", "dst_ifor12p", "2024", ""),
    "staff_ratio_0_2": ("children_per_adult", "stil_dag_normering", "2023", ""),
    "staff_ratio_3_5": ("children_per_adult", "stil_dag_normering", "2023", ""),
    "staff_ratio_childminder": ("children_per_adult", "stil_dag_normering", "2023", ""),
    "wellbeing_mean_of_five": ("score_1_5", "stil_gs_trivind", "2024/2025", ""),
    "youth_education_expected": ("percent", "stil_gs_profmod", "2023", ""),
}
"""What the starter figures carry: unit, source, a period's form, breakdowns."""

NOT_FETCHED = {
    "segregation_rate_municipal",
    "support_9h_share",
    "intermediate_provision_share",
    "inflow_rate_grade_g",
    "outflow_rate_grade_g",
}
NATIONAL = {
    "inclusion_rate",
    "segregation_rate_all_pupils",
    "special_start_grade0",
    "ecec_to_special_transition",
}


def indicator(name):
    """The content of one indicator."""
    return INDICATORS[name].content


@pytest.mark.parametrize("name", STARTER)
def test_every_starter_figure_has_its_definition(name):
    unit, source, period, breakdowns = STARTER[name]
    one = indicator(name)
    assert (one.unit, one.source) == (unit, source)
    assert one.availability is Availability.MUNICIPALITIES
    assert Level.MUNICIPALITY in one.levels
    assert [part.code for part in one.breakdowns] == breakdowns.split()
    assert ("/" in period) == (one.period is PeriodType.SCHOOL_YEAR)


def test_nothing_claims_to_be_here_that_is_not():
    by_availability = {
        wanted: {name for name in INDICATORS if indicator(name).availability is wanted}
        for wanted in Availability
    }
    assert by_availability[Availability.MUNICIPALITIES] == set(STARTER)
    assert by_availability[Availability.NATIONAL_POINTS] == NATIONAL
    assert by_availability[Availability.NOT_FETCHED] >= NOT_FETCHED
    computed = {"between_school_spread"}
    assert by_availability[Availability.SCHOOLS] <= set(SCHOOL_COLUMNS.values()) | computed
    for name in NATIONAL | by_availability[Availability.NOT_FETCHED]:
        assert "samspil" in indicator(name).obtain.da


def test_every_school_column_has_an_indicator_at_school_level():
    for name in SCHOOL_COLUMNS.values():
        assert Level.SCHOOL in indicator(name).levels
        assert indicator(name).sector is Sector.SCHOOL


def test_every_national_part_has_words():
    for name, code in NATIONAL_BREAKDOWNS.values():
        assert indicator(name).breakdown_label(code)
    assert indicator("inclusion_rate").breakdown_label("girls").in_language("en") == "girls"
    assert indicator("inclusion_rate").breakdown_label("") is None


@pytest.mark.parametrize("name", INDICATORS)
def test_the_words_are_whole_in_both_languages(name):
    one = indicator(name)
    texts = [one.why, one.numerator, one.lag, one.caution, one.note, one.denominator, one.obtain]
    for text in filter(None, texts):
        for words in (text.da, text.en):
            assert words[0].isupper() or words[0].isdigit()
            assert words.endswith(".")
            assert "  " not in words
    for text in (one.name, one.short):
        assert not text.da.endswith(".")
        assert len(text.da) <= 60
    assert len(one.short.da) <= 30
    assert one.name.da != one.name.en
    assert one.author == "Samspil"
    assert one.checked_by == ""


@pytest.mark.parametrize("name", INDICATORS)
def test_no_words_rank_scold_or_explain_causes(name):
    one = indicator(name)
    words = " ".join(
        f"{text.da} {text.en}".lower()
        for text in (one.name, one.short, one.why, one.caution, one.numerator)
    )
    assert not re.search(
        r"\b(dårligst|bedst|worst|best|skyldes|caused|fører til|leads to)\b", words
    )
    assert not re.search(r"\b(rangliste|ranking|dumpe|problembørn)\b", words)


@pytest.mark.parametrize("name", INDICATORS)
def test_shares_keep_the_same_form(name):
    one = indicator(name)
    assert (one.denominator is None) == (one.unit in COUNTS)
    assert one.decimals == 0 or one.unit not in COUNTS
    assert one.kind is not Kind.FORECAST or name == "youth_education_expected"
    assert all(reference.startswith("http") for reference in one.references)


def test_every_unit_has_words():
    assert set(UNIT_LABELS) == set(Unit)
    assert indicator("class_size").unit_label == Text(da="elever pr. klasse", en="pupils per class")


def test_the_middle_years_have_their_english_name():
    label = indicator("absence_total").breakdown_label("mellemtrin")
    assert label.da.startswith("mellemtrin")
    assert label.en.startswith("middle years")


@pytest.mark.parametrize("name", ["staff_ratio_0_2", "staff_ratio_3_5", "staff_ratio_childminder"])
def test_staff_ratios_break_between_2022_and_2023(name):
    one = indicator(name)
    assert [(part.before, part.after) for part in one.breaks] == [("2022", "2023")]
    assert one.breaks_between("2017", "2023") == one.breaks
    assert one.breaks_between("2022", "2023") == one.breaks
    assert one.breaks_between("2017", "2022") == ()
    assert one.breaks_between("2023", "2024") == ()
    assert (one.kind, one.direction) == (Kind.CONDITION, Direction.LOWER)


def test_legal_limits_stand_in_the_caution():
    assert "3,0" in indicator("staff_ratio_0_2").caution.da
    assert "6.0" in indicator("staff_ratio_3_5").caution.en


def test_the_ministrys_forecast_is_never_a_result():
    one = indicator("youth_education_expected")
    assert one.kind is Kind.FORECAST
    assert "ikke et resultat" in one.caution.da
    assert "not a result" in one.caution.en


def test_students_are_mentioned_where_they_mislead():
    one = indicator("relative_poverty_60")
    assert "Studerende" in one.caution.da
    assert one.direction is Direction.NEUTRAL


def test_segregation_is_never_shown_alone():
    beside = set(indicator("segregation_rate_municipal").beside)
    assert beside >= {
        "inclusion_rate",
        "intermediate_provision_share",
        "support_9h_share",
        "inflow_rate_grade_g",
        "outflow_rate_grade_g",
        "wellbeing_general",
    }
    for name in ("segregation_rate_municipal", "inclusion_rate", "segregation_rate_all_pupils"):
        assert indicator(name).direction is Direction.NEUTRAL
        assert indicator(name).beside
    assert "segregation_rate_all_pupils" not in beside, "two denominators, never one chart"


def test_the_two_segregation_rates_tell_their_denominators_apart():
    municipal, everyone = (
        indicator(name) for name in ("segregation_rate_municipal", "segregation_rate_all_pupils")
    )
    assert "kommunale" in municipal.denominator.da
    assert "frie skoler" in everyone.denominator.da
    assert "5,1" in everyone.caution.da
    assert "6,6" in everyone.caution.da


def test_nine_hours_are_twelve_lessons():
    caution = indicator("support_9h_share").caution
    assert "9 klokketimer" in caution.da
    assert "12 lektioner" in caution.da
    assert "12 lessons" in caution.en


@pytest.mark.parametrize(
    ("name", "kind", "direction", "levers", "lines"),
    [
        ("inclusion_rate", "result", "neutral", (2, 3), "child all_children"),
        ("special_start_grade0", "result", "lower", (2, 4), "child"),
        ("ecec_to_special_transition", "result", "lower", (2, 4, 7), "child all_children"),
        ("support_9h_share", "process", "neutral", (4, 5), "child economy"),
        ("intermediate_provision_share", "process", "neutral", (4,), "child all_children"),
        ("inflow_rate_grade_g", "result", "lower", (2, 5), "child economy"),
        ("outflow_rate_grade_g", "result", "higher", (4, 5), "child economy"),
        ("wellbeing_social", "result", "higher", (2,), "all_children child"),
        ("exam_mean_grade9", "result", "higher", (2,), "all_children"),
        ("socref_difference", "result", "higher", (3,), "all_children"),
        ("absence_total", "result", "lower", (2,), "all_children child"),
        ("absence_over_10pct", "result", "lower", (2, 7), "child"),
        ("class_size", "condition", "neutral", (2,), "all_children economy"),
        ("teacher_qualification_coverage", "condition", "higher", (2,), "all_children"),
        ("ecec_pedagogue_share", "condition", "higher", (2,), "all_children"),
    ],
)
def test_type_direction_levers_and_bottom_lines_follow_the_catalogue(
    name, kind, direction, levers, lines
):
    one = indicator(name)
    assert (one.kind, one.direction, one.levers) == (kind, direction, levers)
    assert list(one.bottom_lines) == lines.split()


def changed(name, **update):
    """One indicator, changed and checked anew."""
    stated = indicator(name).model_dump(exclude_unset=True) | update
    return Indicator.model_validate(stated, strict=False)


@pytest.mark.parametrize(
    ("name", "update", "complaint"),
    [
        ("child_poverty", {"denominator": None}, "denominator"),
        ("pupils", {"denominator": {"da": "a", "en": "b"}}, "denominator"),
        ("inclusion_rate", {"obtain": None}, "obtain"),
        ("child_poverty", {"levers": (1, 1)}, "levers"),
        ("child_poverty", {"levers": (8,)}, "levers"),
        ("child_poverty", {"levels": ()}, "levels"),
        ("child_poverty", {"decimals": 9}, "decimals"),
        (
            "child_poverty",
            {"breakdowns": [{"code": "x", "label": {"da": "a", "en": "b"}}] * 2},
            "breakdowns",
        ),
    ],
)
def test_a_definition_that_contradicts_itself_is_refused(name, update, complaint):
    with pytest.raises(ValueError, match=complaint):
        changed(name, **update)


@pytest.mark.parametrize("wanted", ["nowhere", "child_poverty"])
def test_beside_must_name_another_indicator(wanted):
    wrong = indicator("child_poverty").model_copy(update={"beside": (wanted,)})
    path = "indicators/child_poverty.toml"
    definitions = {"child_poverty": Definition("child_poverty", "0" * 12, wrong, path)}
    with pytest.raises(DefinitionError, match=rf"{path}: beside: .*{wanted}"):
        check_beside(definitions)
