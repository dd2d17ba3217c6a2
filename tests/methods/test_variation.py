"""Run charts and XmR charts: golden numbers, published cases, and a slow second implementation."""

import json
from fractions import Fraction

import pytest
import slow_variation as slow
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.cli.spc import DANISH, ENGLISH
from samspil.figures.variation_rules import current_rules, load_variation_cases
from samspil.methods.variation import (
    InvalidSeriesError,
    Rules,
    draw,
    parse_question,
)
from samspil.methods.variation.numbers import NoNumberError, read_number

RULES = current_rules()
CASES = [
    pytest.param(case, id=case.name.en)
    for definition in load_variation_cases().values()
    for case in definition.content.cases
]
CALM = [10, 11, 10, 12, 11, 10, 12, 11, 10, 11, 12, 11]


def answered(values, **more):
    """The answer for values at times 1, 2, 3 and so on."""
    points = [{"t": t, "value": value} for t, value in enumerate(values, start=1)]
    question, _notes = parse_question({"points": points} | more, RULES)
    return draw(question, RULES).as_json()


def phase(t, **more):
    return {"t": t, "reason": "Ny visitation", "by": "En leder"} | more


# Golden numbers (methods.md E5) and published cases.


def test_golden_five_years_are_too_few():
    result = answered([5.3, 5.5, 5.8, 6.1, 6.6], direction="lower")
    assert result["chart"] == "too_few_points"
    assert (result["mean"], result["moving_range"]) == (5.86, 0.325)
    assert result["naive_limits"] == [4.9955, 6.7245]
    assert (result["limits"], result["signals"], result["variation"]) == (None, [], None)


def test_golden_rules():
    wanted = (12, Fraction("2.66"), 7, 7, 2, 3)
    rules = RULES
    assert wanted == (
        rules.xmr_from,
        rules.factor,
        rules.shift,
        rules.trend,
        rules.near,
        rules.window,
    )


@pytest.mark.parametrize("case", CASES)
def test_published_case(case):
    more = {"direction": case.direction}
    if case.target is not None:
        more["target"] = case.target
    if case.rebase_at:
        more["rebase"] = [phase(t) for t in case.rebase_at]
    result = answered(case.values, **more)
    for name in ("mean", "moving_range"):
        wanted = getattr(case, name)
        assert result[name] == (None if wanted is None else pytest.approx(wanted, abs=5e-5))
    for name in ("limits", "naive_limits"):
        wanted = getattr(case, name)
        assert result[name] == (pytest.approx(list(wanted), abs=5.1e-5) if wanted else None)
    for name in ("chart", "variation", "assurance"):
        assert result[name] == getattr(case, name)
    signals = [(s["rule"], tuple(s["points"]), s["side"]) for s in result["signals"]]
    assert signals == [(s.rule, s.points, s.side) for s in case.signals]


def test_every_rule_and_every_answer_is_shown_by_a_case():
    cases = [case for each in load_variation_cases().values() for case in each.content.cases]
    assert {s.rule for case in cases for s in case.signals} == set(slow.RULES)
    assert {case.chart for case in cases} == {"xmr", "run", "too_few_points"}
    assert {case.assurance for case in cases} == {None, "hit", "miss", "hit_and_miss"}


def test_nist_limits_by_the_unrounded_factor():
    """The e-Handbook's own limits (6.3.2.2), which take 3 / 1.128 where custom takes 2.66."""
    flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    rules = Rules("nist", 10, 7, 3 / Fraction("1.128"), 7, 7, 2, 3)
    points = [{"t": t, "value": value} for t, value in enumerate(flow)]
    chart = draw(parse_question({"points": points}, rules)[0], rules)
    assert chart.as_json()["limits"] == pytest.approx([45.8159, 55.8041], abs=5e-5)


# The second implementation.


def agree(series):
    question, _notes = parse_question(series.as_question(), RULES)
    found, wanted = draw(question, RULES).as_json(), slow.answer(series)
    assert found["signals"] == wanted["signals"]
    assert found["variation"] == wanted["variation"]
    assert found["assurance"] == wanted["assurance"]
    for one, other in zip(found["phases"], wanted["phases"], strict=True):
        n = other["n"]
        assert (one["chart"], one["count"]) == (other["chart"], other["count"])
        mean = other["total"] / n / slow.SCALE if n else None
        assert one["mean"] == (None if n == 0 else pytest.approx(mean, rel=1e-12))
        if n > 1:
            distance = 2.66 * other["moves"] / (n - 1) / slow.SCALE
            limits = one["limits"] or one["naive_limits"]
            near = {"rel": 1e-12, "abs": 1e-9 * (1 + abs(mean))}
            assert limits == pytest.approx([mean - distance, mean + distance], **near)
            assert one["median"] == pytest.approx(other["median2"] / 2 / slow.SCALE, rel=1e-12)
    return found


def test_random_series_agree():
    seen = set()
    for seed in range(700):
        found = agree(slow.random_series(seed))
        seen |= {found["chart"], found["variation"], found["assurance"]}
        seen |= {signal["rule"] for signal in found["signals"]}
    assert seen >= {"xmr", "run", "too_few_points", *slow.RULES, "hit", "miss", "hit_and_miss"}


values = st.integers(-9, 9) | st.integers(-(10**9), 10**9) | st.none()


@given(
    st.lists(values, max_size=40),
    st.sampled_from(["higher", "lower", "neutral"]),
    st.none() | st.integers(-9, 9),
    st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_any_series_agrees(series, direction, target, rng):
    rebases = slow.some_rebases(rng, series)
    baseline = slow.some_baseline(rng, series, rebases)
    agree(slow.Series(tuple(series), direction, target, baseline, rebases))


# What must hold for any series.

numbers = st.lists(st.integers(-1000, 1000), min_size=12, max_size=40)


@given(numbers, st.integers(-500, 500), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_the_unit_does_not_matter(series, moved, times):
    one, other = answered(series), answered([moved + times * x for x in series])
    assert one["signals"] == other["signals"]
    assert other["limits"] == pytest.approx([moved + times * x for x in one["limits"]])


@given(numbers)
@settings(max_examples=60, deadline=None)
def test_upside_down_is_the_mirror(series):
    turn = {"high": "low", "low": "high"}
    one = answered(series, direction="higher")
    other = answered([-x for x in series], direction="lower")
    assert one["variation"] == other["variation"]
    mirrored = [s | {"side": turn[s["side"]]} for s in other["signals"]]

    def order(s):
        return s["rule"], s["points"]

    assert sorted(one["signals"], key=order) == sorted(mirrored, key=order)


@given(st.integers(1, 60), st.integers(-(10**15), 10**15).map(lambda x: x / 1000))
@settings(max_examples=60, deadline=None)
def test_a_constant_series_never_signals(count, value):
    result = answered([value] * count)
    assert result["signals"] == []
    assert result["mean"] == value


def test_decimals_do_not_drift():
    # As floats the mean of twelve times 0.1 is not 0.1, and all twelve would lie on one side of it.
    result = answered([0.1] * 11 + [0.1])
    assert (result["mean"], result["limits"], result["signals"]) == (0.1, [0.1, 0.1], [])


def test_a_point_on_the_limit_is_inside():
    # Mean 10 and limits 10 ± 2.66 from the baseline; the thirteenth and fourteenth lie on them.
    base = [10, 11, 10, 9, 10, 11, 10, 9, 10, 11, 10, 9, 10]
    frozen = {"baseline": {"to": 13, "reason": "Året før", "by": "En leder"}}
    on = answered([*base, 12.66, 10, 10, 7.34], **frozen)
    beyond = answered([*base, 12.6601, 10, 10, 7.34], **frozen)
    assert on["limits"] == [7.34, 12.66]
    assert on["signals"] == []
    assert [(s["rule"], s["points"]) for s in beyond["signals"]] == [("outside", [14])]


def test_the_outer_third_begins_beyond_its_border():
    # Mean 10 and limits 10 ± 7.98 from the baseline, so the upper outer third begins at 15.32.
    base = [10, 13, 10, 7, 10, 13, 10, 7, 10, 13, 10, 7, 10]
    frozen = {"baseline": {"to": 13, "reason": "Året før", "by": "En leder"}}
    assert answered([*base, 15.32, 10, 15.32], **frozen)["signals"] == []
    beyond = answered([*base, 15.33, 10, 15.33], **frozen)["signals"]
    assert [(s["rule"], s["points"]) for s in beyond] == [("two_of_three", [14, 16])]


@pytest.mark.parametrize(
    ("count", "chart"), [(0, 2), (1, 2), (6, 2), (7, 1), (11, 1), (12, 0), (13, 0)]
)
def test_how_many_points_make_which_chart(count, chart):
    result = answered(list(range(count)))
    assert result["chart"] == ("xmr", "run", "too_few_points")[chart]
    assert (result["limits"] is None) == (chart > 0)


# Phases.


def test_nothing_is_rebased_by_itself():
    result = answered([*CALM, *[x + 20 for x in CALM]])
    assert len(result["phases"]) == 1
    assert {s["rule"] for s in result["signals"]} >= {"shift"}


def test_a_phase_keeps_its_reason_and_person():
    result = answered([*CALM, *[x + 20 for x in CALM]], rebase=[phase(13, date="2026-03-01")])
    first, second = result["phases"]
    assert "reason" not in first
    assert (second["first"], second["reason"], second["by"]) == (13, "Ny visitation", "En leder")
    assert second["decided"] == "2026-03-01"
    assert result["mean"] == second["mean"] == pytest.approx(first["mean"] + 20)
    assert result["signals"] == []


def test_rows_do_not_run_on_into_the_next_phase():
    rising = [5, 7, 6, 7, 6, 5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 8, 9, 8, 9, 8, 9, 8]
    assert any(s["rule"] == "trend" for s in answered(rising)["signals"])
    parted = answered(rising, rebase=[phase(12)])
    assert not any(s["rule"] == "trend" for s in parted["signals"])


def test_a_late_phase_has_too_few_points_and_says_so():
    result = answered([*CALM, 30, 31], rebase=[phase(13)])
    assert [each["chart"] for each in result["phases"]] == ["xmr", "too_few_points"]
    assert (result["chart"], result["limits"], result["variation"]) == (
        "too_few_points",
        None,
        None,
    )


def test_a_baseline_holds_the_limits_while_the_measure_moves_on():
    frozen = {"from": 1, "to": 12, "reason": "Før indsatsen", "by": "En leder"}
    result = answered([*CALM, *[8] * 7], direction="lower", baseline=frozen)
    assert result["limits"] == answered(CALM)["limits"]
    assert result["phases"][0]["baseline"] == frozen
    assert result["variation"] == "improving"
    assert [s["points"] for s in result["signals"] if s["rule"] == "shift"] == [[*range(13, 20)]]


def test_the_same_answer_and_another_hash_for_another_question():
    one, again, other = answered(CALM), answered(CALM), answered(CALM, direction="lower")
    assert one == again
    assert one["inputs"] != other["inputs"]
    assert one["rules"].startswith("four-2026@")


def test_a_gap_is_left_out_and_named():
    holes = answered([*CALM[:5], None, *CALM[5:], ""])
    assert holes["gaps"] == [6, 14]
    assert holes["limits"] == answered(CALM)["limits"]
    assert holes["phases"][0]["count"] == 12


# Numbers and rules.


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("5,3", "5.3"), (" 1.234,50 ", "1234.5"), ("1 234,5", "1234.5"), ("−5", "-5"),
        ("1.234.567", "1234567"), ("5.3", "5.3"), ("1234.567", "1234.567"), (5.3, "5.3"),
        (7, "7"), (1e-7, "0.0000001"), (-0.0, "0"), (10**15, "1000000000000000"),
    ],
)  # fmt: skip
def test_a_number(given, number):
    assert read_number(given) == Fraction(number)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("1.234", "ambiguous_number"), ("fem", "not_a_number"), ("5,3 %", "not_a_number"),
        ("1,2,3", "not_a_number"), ("1.23,4", "not_a_number"), ("٣", "not_a_number"),
        ("9" * 31, "not_a_number"), (True, "not_a_number"), ([], "not_a_number"),
        (float("nan"), "not_finite"), (float("inf"), "not_finite"), (1e300, "too_large"),
        (10**400, "too_large"), ("9" * 20, "too_large"), ("nan", "not_a_number"),
    ],
)  # fmt: skip
def test_no_number(given, code):
    with pytest.raises(NoNumberError) as error:
        read_number(given)
    assert error.value.code == code


@pytest.mark.parametrize(
    "wrong",
    [{"run_from": 13}, {"run_from": 1}, {"factor": Fraction(0)}, {"shift": 2}, {"near": 4}],
)
def test_rules_that_contradict_themselves(wrong):
    right = {
        "id": "x", "xmr_from": 12, "run_from": 7, "factor": Fraction(2), "shift": 7, "trend": 7,
        "near": 2, "window": 3,
    }  # fmt: skip
    assert Rules(**right)
    with pytest.raises(ValueError):
        Rules(**right | wrong)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["2026-01", "2026-13", "5,3", "higher"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["t", "value", "date", "reason", "by", "from", "to"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["points", "direction", "target", "baseline", "rebase"]), json_values
    )
    | json_values,
)
def test_anything_is_answered_or_refused(stated):
    try:
        question, _notes = parse_question(stated, RULES)
    except InvalidSeriesError as error:
        refused = error.problems
    else:
        refused = ()
        json.dumps(draw(question, RULES).as_json(), allow_nan=False)
    assert all(problem.code in DANISH.keys() & ENGLISH.keys() for problem in refused)
