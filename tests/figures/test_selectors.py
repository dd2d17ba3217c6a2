"""Peers, expected values, potential and the challenge picture on the real figures."""

import csv
import functools
import math
from collections.abc import Iterable
from pathlib import Path

import pytest

import samspil
from samspil.figures import selectors, snapshot
from samspil.figures.comparisons import load_comparisons, load_selections
from samspil.figures.indicators import Kind, load_indicators
from samspil.figures.models import Observation, Source, Vintage
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.figures.sentences import answer, joined, listed
from samspil.methods.states import NotAvailable
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY, Grant, Viewer
from samspil.places import selectors as places

pytestmark = pytest.mark.django_db

STARTER = Path(samspil.__file__).parent / "figures" / "starter" / "observations.csv"
OWNER = Viewer(user_id=1, grants=(Grant(Role.PROGRAMME_OWNER),))


@functools.cache
def column(indicator: str, part: str = "") -> dict[str, float]:
    """Newest values by code, read from the file by another hand than the product's."""
    with STARTER.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if (row["indicator"], row["breakdown"]) == (indicator, part)
        ]
    newest = max(row["period"] for row in rows)
    return {r["municipality_code"]: float(r["value"]) for r in rows if r["period"] == newest}


def spread(values: Iterable[float]) -> float:
    values = list(values)
    middle = sum(values) / len(values)
    return math.sqrt(sum((v - middle) ** 2 for v in values) / len(values))


def slow_distance(one: str, other: str, sector: str) -> float:
    """The distance in conditions, a loop at a time."""
    total = 0.0
    choices = load_comparisons()[sector].content.conditions
    for choice in choices:
        if choice.indicator == "population_total":
            values = {m.code: float(m.population) for m in places.real_municipalities()}
        else:
            values = column(choice.indicator, choice.breakdown)
        if choice.transform == "log":
            values = {code: math.log(value) for code, value in values.items()}
        total += ((values[one] - values[other]) / spread(values.values())) ** 2 / len(choices)
    return math.sqrt(total)


@pytest.mark.parametrize("sector", ["school", "daycare"])
def test_ten_peers_nearest_first_by_a_distance_anybody_can_check(sector):
    found = selectors.peers_of(code="615", sector=sector)
    assert (found.own, found.k, len(found.peers)) == ("615", 10, 10)
    distances = [peer.distance for peer in found.peers]
    assert distances == sorted(distances)
    ratio = {slow_distance("615", p.code, sector) / p.distance for p in found.peers}
    # The reference spread may be of a sample or of all 98: one factor for every peer alike.
    assert max(ratio) - min(ratio) < 1e-6
    assert max(ratio) == pytest.approx(1, abs=0.01)
    farther = min(
        slow_distance("615", m.code, sector)
        for m in places.real_municipalities()
        if m.code not in {"615", *(p.code for p in found.peers)}
    )
    assert farther >= max(slow_distance("615", p.code, sector) for p in found.peers)


def test_every_municipality_has_peers_in_both_sectors_and_is_never_its_own():
    for place in places.real_municipalities():
        for sector in ("school", "daycare"):
            codes = [p.code for p in selectors.peers_of(code=place.code, sector=sector).peers]
            assert len(set(codes)) == 10
            assert place.code not in codes


def test_examples_are_never_among_peers_and_change_nothing_for_others(examples):
    known = {code for code in places.names() if code.startswith("E")}
    assert len(known) == 12
    for code in ("E01", "E12", "615", "101"):
        codes = {peer.code for peer in selectors.peers_of(code=code, k=97).peers}
        assert not codes & known
        assert codes <= {m.code for m in places.real_municipalities()}


def test_the_real_answers_are_the_same_with_and_without_examples():
    from samspil.web import example

    before = selectors.peers_of(code="615"), selectors.expected_values(indicator="exam_mean_grade9")
    example.places.prepare()
    example.figures.prepare()
    after = selectors.peers_of(code="615"), selectors.expected_values(indicator="exam_mean_grade9")
    assert before[0].peers == after[0].peers
    assert before[1].rows == after[1].rows
    assert before[1].explained == after[1].explained
    assert {row.code for row in after[1].outside} == {f"E{n:02}" for n in range(1, 13)}


def test_peers_rest_on_conditions_alone():
    for definition in load_comparisons().values():
        kinds = {load_indicators()[c.indicator].content.kind for c in definition.content.conditions}
        assert kinds == {Kind.CONDITION}
    weights = [c.weight for c in selectors.peers_of(code="615").conditions]
    assert sum(weights) == pytest.approx(1)


def test_fewer_or_more_peers_are_the_same_order_cut_elsewhere():
    few, many = (selectors.peers_of(code="615", k=k).peers for k in (3, 97))
    assert [p.code for p in many[:3]] == [p.code for p in few]
    assert len(many) == 97


@pytest.mark.parametrize("code", ["999", "", "E01", "615 "])
def test_an_unknown_municipality_is_refused(code):
    with pytest.raises(NoSuchMunicipalityError):
        selectors.peers_of(code=code)
    with pytest.raises(NoSuchMunicipalityError):
        selectors.challenge_picture(code=code)


@pytest.mark.parametrize(
    ("indicator", "explained"),
    [("exam_mean_grade9", 0.77), ("wellbeing_mean_of_five", 0.25), ("absence_over_10pct", 0.10)],
)
def test_conditions_explain_as_much_as_was_measured(indicator, explained):
    found = selectors.expected_values(indicator=indicator)
    assert found.explained == pytest.approx(explained, abs=0.05)
    assert len(found.rows) >= 90
    actual = column(indicator)
    for row in found.rows:
        assert row.actual == actual.get(row.code)
        assert row.low <= row.expected <= row.high
        if row.actual is None:
            assert row.standing is None
        elif row.low <= row.actual <= row.high:
            assert row.standing == "as_expected"
        else:
            better = (row.actual > row.high) == (indicator != "absence_over_10pct")
            assert row.standing == ("better" if better else "worse")


def test_about_eight_in_ten_lie_within_the_interval():
    rows = selectors.expected_values(indicator="exam_mean_grade9").rows
    inside = [row.standing == "as_expected" for row in rows if row.standing]
    assert 0.7 < sum(inside) / len(inside) < 0.9


def test_a_picture_has_results_conditions_and_what_is_not_known():
    picture = selectors.challenge_picture(code="615")
    comparison = load_comparisons()["school"].content
    assert tuple(r.row.id for r in picture.results) == comparison.results
    assert [c.id for c in picture.conditions] == [c.indicator for c in comparison.conditions]
    assert "segregation_rate_municipal" in picture.missing
    assert answer(picture).endswith(".")
    for row in (*(r.row for r in picture.results), *picture.conditions, *picture.others):
        assert row.everybody
        assert row.source is not None


def test_a_forecast_is_never_a_result():
    forecasts = {
        name
        for name, definition in load_indicators().items()
        if definition.content.kind is Kind.FORECAST
    }
    assert forecasts
    for sector, definition in load_comparisons().items():
        assert not forecasts & set(definition.content.results)
        picture = selectors.challenge_picture(code="615", sector=sector)
        assert not forecasts & {r.row.id for r in picture.results}
        assert not forecasts & {row.id for row in (*picture.conditions, *picture.others)}
        assert {row.id for row in picture.forecasts} <= forecasts
    for definition in load_selections().values():
        chosen = definition.content
        assert not forecasts & {*(r.indicator for r in chosen.results), chosen.spread}
    assert selectors.challenge_picture(code="615").forecasts


def test_a_missing_figure_stays_missing():
    assert snapshot.current().one("999", "class_size") == NotAvailable()
    assert snapshot.current().one("615", "segregation_rate_municipal") == NotAvailable()
    assert snapshot.current().latest("segregation_rate_municipal") == ""


def test_a_picture_without_any_figures_still_stands():
    Observation.objects.all().delete()
    Vintage.objects.all().delete()
    Source.objects.all().delete()
    assert snapshot.current().figures == {}
    rows = selectors.indicator_list()
    assert {row.count for row in rows} == {0}


def test_potential_is_seen_by_those_it_concerns():
    everybody = selectors.potential_rows(viewer=OWNER)
    assert [row.code for row in everybody] == sorted(m.code for m in places.real_municipalities())
    assert selectors.potential_rows(viewer=ANYBODY) == []
    chief = Viewer(user_id=2, grants=(Grant(Role.CHIEF, "615"),))
    assert [row.code for row in selectors.potential_rows(viewer=chief)] == ["615"]
    for role in (Role.CONSULTANT, Role.POLITICIAN):
        other = Viewer(user_id=3, grants=(Grant(role, "615"),))
        assert selectors.potential_rows(viewer=other) == []
    for role in (Role.EDITOR, Role.EXPERT, Role.REGISTRATION_CONTACT):
        assert selectors.potential_rows(viewer=Viewer(user_id=4, grants=(Grant(role),))) == []


def test_potential_says_why_and_never_ranks():
    result = selectors.selection_result()
    assert {row.standing for row in result.rows} <= {
        "more_potential", "cannot_be_told_apart", "better_than_expected",
    }  # fmt: skip
    for row in result.rows:
        if row.standing == "more_potential":
            assert row.grounds
            assert row.drivers
        assert row.stability is None or 0 <= row.stability <= 1
        assert not hasattr(row, "score")
        assert not hasattr(row, "rank")


def test_indicator_pages_know_their_parts_and_periods():
    assert selectors.indicator_page(indicator="nothing", language="da") is None
    page = selectors.indicator_page(indicator="absence_total", language="en")
    assert [part.breakdown for part in page.distributions] == ["mellemtrin", "udskoling"]
    assert all(len(part.values) > 90 for part in page.distributions)
    for row in page.medians:
        values = sorted(
            snapshot.current().real("absence_total", row.period, row.breakdown).values()
        )
        below = sum(value < row.median for value in values)
        assert below <= len(values) / 2
        assert sum(value > row.median for value in values) <= len(values) / 2


def test_lists_of_words_keep_names_and_lower_the_rest():
    assert listed(["Trivsel", "Fravær", "Karakterer"]) == "Trivsel, fravær og karakterer"
    assert joined(["Viborg", "Varde", "Køge"]) == "Viborg, Varde og Køge"
    assert joined(["Viborg"]) == listed(["Viborg"]) == "Viborg"


def skewness(values: Iterable[float]) -> float:
    values = list(values)
    middle, width = sum(values) / len(values), spread(values)
    return sum(((value - middle) / width) ** 3 for value in values) / len(values)


def test_conditions_are_on_a_log_scale_where_they_are_skewed():
    definitions = [d.content.conditions for d in load_comparisons().values()]
    definitions += [d.content.demands for d in load_selections().values()]
    for choice in {choice for choices in definitions for choice in choices}:
        values = snapshot.current().real(choice.indicator, "", choice.breakdown).values()
        skewed = skewness(values) > 1
        assert (choice.transform == "log") == skewed, choice.indicator
        if skewed:
            assert abs(skewness(math.log(v) for v in values)) < skewness(values)


def test_small_municipalities_are_not_called_out_more_often_than_large_ones():
    for sector, definition in load_comparisons().items():
        for indicator in definition.content.results:
            found = selectors.expected_values(indicator=indicator, sector=sector)
            size = snapshot.current().real("population_total")
            ordered = sorted(found.rows, key=lambda row: size[row.code])
            third = len(ordered) // 3
            for rows in (ordered[:third], ordered[third:-third], ordered[-third:]):
                inside = sum(row.position == "within" for row in rows) / len(rows)
                assert 0.7 <= inside <= 0.95, indicator
    found = selectors.expected_values(indicator="ecec_parent_satisfaction", sector="daycare")
    assert found.size_matters > 0


def test_daycare_parents_satisfaction_has_an_expected_value_for_everybody():
    found = selectors.expected_values(indicator="ecec_parent_satisfaction", sector="daycare")
    assert len(found.rows) == 98
    assert 0 < found.explained < 0.2
