"""Guards: pure rules over definitions, so that no page, file or program can forget them."""

from itertools import product
from types import SimpleNamespace

import pytest

from samspil.figures import guards
from samspil.figures.indicators import Kind, load_indicators

ALL = load_indicators()
MUNICIPAL, OTHER = "segregation_rate_municipal", "segregation_rate_all_pupils"


@pytest.mark.parametrize("name", sorted(ALL))
def test_whatever_tells_of_segregation_has_companions(name):
    if guards.is_never_alone(name):
        assert guards.companions(name, ALL)
    assert set(guards.companions(name, ALL)) <= ALL.keys() - {name}


def test_segregation_is_never_alone_and_other_figures_may_be():
    alone = {name for name in ALL if not guards.is_never_alone(name)}
    assert {"inclusion_rate", MUNICIPAL, OTHER} & alone == set()
    assert {"absence_total", "exam_mean_grade9", "child_poverty"} <= alone


def test_two_definitions_of_segregation_never_share_a_chart():
    for one, other in ((MUNICIPAL, OTHER), ("inclusion_rate", OTHER)):
        assert other in guards.never_with(one, ALL)
        assert one in guards.never_with(other, ALL)
    # One is 100 minus the other, of the same pupils.
    assert "inclusion_rate" not in guards.never_with(MUNICIPAL, ALL)


def test_never_with_is_mutual_and_never_oneself():
    for one, other in product(ALL, repeat=2):
        assert (other in guards.never_with(one, ALL)) == (one in guards.never_with(other, ALL))
    assert all(name not in guards.never_with(name, ALL) for name in ALL)


def test_what_definitions_say_themselves_counts_from_either_side():
    def definition(*names):
        return SimpleNamespace(content=SimpleNamespace(never_with=names))

    said = {"a": definition("b"), "b": definition(), "c": definition("unknown")}
    assert guards.never_with("a", said) == {"b"}
    assert guards.never_with("b", said) == {"a"}
    assert guards.never_with("c", said) == frozenset()
    assert guards.conflicts(["c", "b", "a", "b"], said) == (("a", "b"),)


def test_conflicts_name_each_pair_once_and_ignore_what_is_unknown():
    assert guards.conflicts([OTHER, MUNICIPAL, OTHER, "nothing"], ALL) == ((OTHER, MUNICIPAL),)
    assert guards.conflicts(["absence_total", MUNICIPAL], ALL) == ()


def test_no_yearly_change_of_wellbeing_nor_of_a_forecast_is_pointed_out():
    told = {name for name, d in ALL.items() if guards.may_tell_yearly_change(name, d.content)}
    assert not any(name.startswith("wellbeing_") for name in told)
    assert "youth_education_expected" not in told
    assert "absence_total" in told


def test_forecasts_are_known_and_lines_need_three_points():
    forecasts = {name for name, d in ALL.items() if guards.is_forecast(d.content)}
    assert forecasts == {name for name, d in ALL.items() if d.content.kind is Kind.FORECAST}
    assert "youth_education_expected" in forecasts
    assert [guards.is_too_short(n) for n in (0, 1, 2, 3, 15)] == [True, True, True, False, False]


def test_a_companion_that_is_not_defined_is_left_out():
    definition = ALL[MUNICIPAL]
    few = {MUNICIPAL: definition, "wellbeing_general": ALL["wellbeing_general"]}
    assert guards.companions(MUNICIPAL, few) == ("wellbeing_general",)
