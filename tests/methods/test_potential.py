import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods.conditions import Condition, KindRefusedError
from samspil.methods.expected import Outcome, OutsidePlace, expect
from samspil.methods.potential import select
from samspil.methods.results import MethodError, ShapeError
from samspil.methods.selection import (
    GROUNDS,
    AreaResult,
    Demand,
    PupilCount,
    RulesError,
    SelectionInput,
    SelectionRules,
    SpreadColumn,
)

RULES = SelectionRules("test-1")
DEMANDS = (
    Demand(Condition("poverty", "condition"), "high"),
    Demand(Condition("education", "condition"), "low"),
    Demand(Condition("population", "condition", "log"), None),
)
RESULTS = (
    AreaResult(Outcome("exam", "result", "higher"), "learning"),
    AreaResult(Outcome("wellbeing", "result", "higher"), "wellbeing"),
    AreaResult(Outcome("absence", "result", "lower"), "other"),
)


def places(seed=1, n=40, missing=0.0, outside=0):
    rng = np.random.default_rng(seed)
    hard = rng.normal(size=n)
    conditions = np.column_stack(
        [
            5 + hard + 0.5 * rng.normal(size=n),
            5 - hard + 0.5 * rng.normal(size=n),
            np.exp(rng.normal(10, 1, size=n)),
        ]
    )
    results = np.column_stack(
        [
            7 - 0.5 * hard + 0.4 * rng.normal(size=n),
            3.6 - 0.1 * hard + 0.2 * rng.normal(size=n),
            20 + 5 * rng.normal(size=n),
        ]
    )
    spread = rng.uniform(0.2, 1, size=n)
    for table in (conditions, results, spread):
        table[rng.random(table.shape) < missing] = np.nan
    codes = tuple(f"{101 + i}" for i in range(n))
    return SelectionInput(
        codes=codes, demands=DEMANDS, condition_values=conditions, results=RESULTS,
        result_values=results, spread=SpreadColumn("exam_spread", "result", spread),
        pupils={codes[0]: PupilCount(4321, "2024/2025")}, outside=frozenset(codes[n - outside :]),
    )  # fmt: skip


def row_of(result, code):
    return next(row for row in result.rows if row.code == code)


# --- an independent, slow second implementation ---------------------------------------------


def mean_and_sd(values):
    known = [value for value in values if not math.isnan(value)]
    mean = sum(known) / len(known)
    return mean, math.sqrt(sum((value - mean) ** 2 for value in known) / (len(known) - 1))


def slow_quantile(values, share):
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return None
    at = (len(ordered) - 1) * share
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def slow_means(columns, signs, inside, weights, moves):
    """Weighted mean turned sd of each place, None where under half of the weight is known.

    What counts as known is decided before weights are moved.
    """
    turned = []
    for column, sign in zip(columns, signs, strict=True):
        mean, sd = mean_and_sd([column[i] for i in inside])
        turned.append([sign * (value - mean) / sd for value in column])
    scores = []
    for i in range(len(columns[0]) if columns else 0):
        known = [v for v, column in enumerate(turned) if not math.isnan(column[i])]
        enough = known and sum(weights[v] for v in known) >= sum(weights) / 2 - 1e-9
        moved = [weights[v] * moves[v] for v in known]
        total = sum(w * turned[v][i] for w, v in zip(moved, known, strict=True))
        scores.append(total / sum(moved) if enough else None)
    return scores


def slow_passes(scores, inside, share, n):
    if not scores:
        return [None] * n
    limit = slow_quantile([scores[i] for i in inside], share)
    if limit is None:
        return [None] * n
    return [None if score is None else score > limit + 1e-9 for score in scores]


def slow_standings(given_, rules, without=None, moves=None):
    """Class and grounds of each place, one indicator never looked at, or weights moved."""
    moves = moves or {}
    n = len(given_.codes)
    inside = [i for i in range(n) if given_.codes[i] not in given_.outside]
    columns = dict(zip([d.condition.indicator for d in given_.demands],
                       np.asarray(given_.condition_values).T.tolist(), strict=True))  # fmt: skip
    demands = [d for d in given_.demands if d.condition.indicator != without]
    sided = [d for d in demands if d.demanding]
    raw = [columns[d.condition.indicator] for d in sided]
    demanding = slow_passes(
        slow_means(
            raw, [1 if d.demanding == "high" else -1 for d in sided], inside,
            [d.weight for d in sided], [moves.get(d.condition.indicator, 1) for d in sided],
        ),
        inside, rules.demanding_quantile, n,
    )  # fmt: skip
    values = dict(zip([r.outcome.indicator for r in given_.results],
                      np.asarray(given_.result_values).T.tolist(), strict=True))  # fmt: skip
    results = [r for r in given_.results if r.outcome.indicator != without]
    areas = []
    for area in ("learning", "wellbeing"):
        own = [r for r in results if r.area == area]
        signs = [-1 if r.outcome.direction == "higher" else 1 for r in own]
        scores = slow_means(
            [values[r.outcome.indicator] for r in own], signs, inside,
            [r.weight for r in own], [moves.get(r.outcome.indicator, 1) for r in own],
        )  # fmt: skip
        areas.append(slow_passes(scores, inside, rules.weak_quantile, n))
    standings = [[] for _ in range(n)]
    table = np.array([columns[d.condition.indicator] for d in demands]).T.reshape(n, len(demands))
    for r in results:
        actual = values[r.outcome.indicator]
        known = sum(not (math.isnan(actual[i]) or np.isnan(table[i]).any()) for i in inside)
        if known < 6:
            continue
        fitted = expect(
            outcome=r.outcome, actual=[actual[i] for i in inside],
            conditions=[d.condition for d in demands], codes=[given_.codes[i] for i in inside],
            values=table[inside], coverage=rules.coverage,
            sizes=None if given_.sizes is None else [given_.sizes[i] for i in inside],
            outside=[
                OutsidePlace(given_.codes[i], tuple(table[i]), actual[i],
                             None if given_.sizes is None else given_.sizes[i]) for i in range(n)
                if i not in inside and not np.isnan(table[i]).any() and not math.isnan(actual[i])
            ],
        )  # fmt: skip
        for row in (*fitted.rows, *fitted.outside):
            standings[given_.codes.index(row.code)].append(row.standing)
    spread = [None] * n
    if given_.spread is not None and without != given_.spread.indicator:
        raw = [None if math.isnan(v) else v for v in np.asarray(given_.spread.values).tolist()]
        spread = slow_passes(raw, inside, rules.spread_quantile, n)
    return [
        slow_class(demanding[i], [area[i] for area in areas], standings[i], spread[i], rules)
        for i in range(n)
    ]


def slow_class(demanding, areas, standings, spread, rules):
    weak = False if False in areas else (None if None in areas else True)
    below = None
    if standings:
        below = standings.count("worse") >= rules.worse_at_least and "better" not in standings
    met = dict(zip(GROUNDS, (demanding, weak, below, spread), strict=True))
    grounds = tuple(ground for ground in GROUNDS if met[ground])
    unknown = tuple(ground for ground in GROUNDS if met[ground] is None)
    if any(all(ground in grounds for ground in enough) for enough in rules.sufficient):
        return grounds, unknown, "more_potential"
    if "better" in standings and "worse" not in standings:
        return grounds, unknown, "better_than_expected"
    return grounds, unknown, "cannot_be_told_apart"


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    n=st.integers(20, 45),
    missing=st.sampled_from([0.0, 0.1]),
    outside=st.sampled_from([0, 5]),
    worse_at_least=st.sampled_from([1, 2]),
    absence_area=st.sampled_from(["other", "wellbeing"]),
    weight=st.sampled_from([1.0, 0.4, 3.0]),
    sized=st.booleans(),
)
def test_agrees_with_plain_loops_variants_and_moved_weights_included(
    seed, n, missing, outside, worse_at_least, absence_area, weight, sized
):
    absence = dataclasses.replace(RESULTS[2], area=absence_area, weight=weight)
    given_ = places(seed, n, missing, outside)
    given_ = dataclasses.replace(
        given_, results=(*RESULTS[:2], absence),
        demands=(dataclasses.replace(DEMANDS[0], weight=weight), *DEMANDS[1:]),
        sizes=given_.condition_values[:, 2].copy() if sized and not missing else None,
    )  # fmt: skip
    rules = dataclasses.replace(RULES, worse_at_least=worse_at_least, draws=4, jitter=0.5)
    result = select(places=given_, rules=rules)
    whole = slow_standings(given_, rules)
    assert [(row.grounds, row.unknown, row.standing) for row in result.rows] == whole
    others = [slow_standings(given_, rules, without=name) for name in result.variants]
    for i, row in enumerate(result.rows):
        same = [other[i][2] == row.standing for other in others]
        assert row.stability == pytest.approx(sum(same) / len(others))
        turned = [name for name, kept in zip(result.variants, same, strict=True) if not kept]
        assert row.turned_by == tuple(turned)
    rng = np.random.default_rng(rules.seed)
    names = [*(d.condition.indicator for d in given_.demands),
             *(r.outcome.indicator for r in given_.results)]  # fmt: skip
    drawn = {name: rng.uniform(0.5, 1.5, 4) for name in names}
    moved = [
        slow_standings(given_, rules, moves={name: drawn[name][draw] for name in names})
        for draw in range(4)
    ]
    for i, row in enumerate(result.rows):
        kept = sum(other[i][2] == row.standing for other in moved)
        assert row.stability_weights == pytest.approx(kept / 4)


# --- what a row says ------------------------------------------------------------------------


def test_every_indicator_is_left_out_once():
    result = select(places=places(), rules=RULES)
    assert result.variants == (
        "poverty", "education", "population", "exam", "wellbeing", "absence", "exam_spread",
    )  # fmt: skip


def test_rows_are_in_code_order_and_hold_no_rank():
    given_ = places()
    back = dataclasses.replace(
        given_, codes=given_.codes[::-1], condition_values=given_.condition_values[::-1],
        result_values=given_.result_values[::-1],
        spread=dataclasses.replace(given_.spread, values=given_.spread.values[::-1]),
    )  # fmt: skip
    result = select(places=given_, rules=RULES)
    assert select(places=back, rules=RULES) == result
    assert [row.code for row in result.rows] == sorted(given_.codes)
    names = {field.name for field in dataclasses.fields(result.rows[0])}
    assert not names & {"rank", "place", "total", "score"}


def test_drivers_passed_their_thresholds_in_their_own_unit():
    given_ = places(3)
    result = select(places=given_, rules=RULES)
    tables = {
        **dict(zip(("poverty", "education", "population"), given_.condition_values.T, strict=True)),
        **dict(zip(("exam", "wellbeing", "absence"), given_.result_values.T, strict=True)),
        "exam_spread": given_.spread.values,
    }
    high_is_worse = {"poverty", "absence", "exam_spread"}
    seen = set()
    for i, row in enumerate(result.rows):
        assert {driver.ground for driver in row.drivers} == set(row.grounds)
        for driver in row.drivers:
            assert driver.value == tables[driver.indicator][i]
            passed = driver.value - driver.threshold
            assert (passed > 0) == (driver.indicator in high_is_worse)
            seen.add((driver.ground, driver.indicator))
    assert ("demanding_conditions", "education") in seen
    assert ("below_expected", "absence") in seen
    assert not any(indicator == "population" for _, indicator in seen)


def test_a_threshold_on_a_log_scale_comes_back_in_its_own_unit():
    given_ = places(3)
    demands = (*DEMANDS[:2], Demand(Condition("population", "condition", "log"), "high"))
    result = select(places=dataclasses.replace(given_, demands=demands), rules=RULES)
    drivers = [driver for row in result.rows for driver in row.drivers]
    (limit,) = {each.threshold for each in drivers if each.indicator == "population"}
    logged = np.log(given_.condition_values[:, 2])
    threshold = result.rows[0].checks[0].threshold
    assert limit == pytest.approx(math.exp(logged.mean() + threshold * logged.std(ddof=1)))


def test_checks_say_why_not_as_well_as_why():
    result = select(places=places(), rules=RULES)
    for row in result.rows:
        assert [(check.ground, check.part) for check in row.checks] == [
            ("demanding_conditions", ""),
            ("weak_results", "learning"),
            ("weak_results", "wellbeing"),
            ("below_expected", "exam"),
            ("below_expected", "wellbeing"),
            ("below_expected", "absence"),
            ("between_school_spread", "exam_spread"),
        ]
        for check in row.checks:
            assert check.met is not None
            if check.ground != "below_expected":
                assert check.met == (check.score > check.threshold)


def test_about_a_third_is_demanding_and_a_tenth_is_spread():
    rows = select(places=places(n=99), rules=RULES).rows
    assert sum("demanding_conditions" in row.grounds for row in rows) == 33
    assert sum("between_school_spread" in row.grounds for row in rows) == 10


def test_a_part_tells_where_it_alone_would_tip_the_mean():
    given_ = places(3, n=30)
    result = select(places=given_, rules=RULES)
    tipped = 0
    for i, row in enumerate(result.rows):
        check = row.checks[0]
        assert [part.indicator for part in check.parts] == ["poverty", "education"]
        for column, part in enumerate(check.parts):
            assert part.value == given_.condition_values[i, column]
            # A place judged from outside moves no threshold: there the tip can be tried out.
            for side in (-1e-6, 1e-6):
                tried = given_.condition_values[i].copy()
                tried[column] = part.tips_at + side
                again = dataclasses.replace(
                    given_, codes=(*given_.codes, "zz"), outside=frozenset({"zz"}), spread=None,
                    condition_values=np.vstack([given_.condition_values, tried]),
                    result_values=np.vstack([given_.result_values, given_.result_values[i]]),
                )  # fmt: skip
                high_is_demanding = column == 0
                if i < 3:
                    met = select(places=again, rules=RULES).rows[-1].checks[0].met
                    assert met == ((side > 0) == high_is_demanding)
                    tipped += 1
    assert tipped == 12


def test_a_check_of_a_result_holds_what_was_expected():
    for row in select(places=places(), rules=RULES).rows:
        for check in row.checks:
            if check.ground == "below_expected":
                assert check.expected.actual == check.score
                assert check.threshold in {check.expected.low, check.expected.high}


def test_weights_moved_by_nothing_change_nothing():
    still = dataclasses.replace(RULES, jitter=0.0)
    rows = select(places=places(), rules=still).rows
    assert {row.stability_weights for row in rows} == {1.0}


def test_the_same_seed_gives_the_same_share_and_another_may_not():
    far = dataclasses.replace(RULES, jitter=0.9, sufficient=(("demanding_conditions",),))
    one, same = (select(places=places(9, 60), rules=far) for _ in range(2))
    assert one == same
    other = select(places=places(9, 60), rules=dataclasses.replace(far, seed=2, draws=17))
    assert one.inputs != other.inputs
    assert min(row.stability_weights for row in one.rows) < 1.0


def test_a_condition_without_weight_takes_no_part_in_the_mean():
    given_ = places()
    silent = dataclasses.replace(DEMANDS[0], weight=0.0)
    rows = select(places=dataclasses.replace(given_, demands=(silent, *DEMANDS[1:])), rules=RULES)
    only = dataclasses.replace(DEMANDS[0], demanding=None)
    alone = select(places=dataclasses.replace(given_, demands=(only, *DEMANDS[1:])), rules=RULES)
    assert [r.grounds for r in rows.rows] == [r.grounds for r in alone.rows]


def test_weakness_in_one_area_alone_is_not_the_ground():
    given_ = places()
    given_.result_values[4, 0], given_.result_values[4, 1] = 0.0, 4.9
    row = select(places=given_, rules=RULES).rows[4]
    assert "weak_results" not in row.grounds
    assert row.checks[1].met
    assert not row.checks[2].met


def test_better_on_one_and_worse_on_another_cannot_be_told_apart():
    given_ = places()
    given_.condition_values[4, :2] = 5.0
    given_.result_values[4] = (12.0, 3.6, 60.0)
    given_.spread.values[4] = 0.3
    row = select(places=given_, rules=RULES).rows[4]
    assert (row.grounds, row.standing) == ((), "cannot_be_told_apart")
    given_.result_values[4, 2] = 20.0
    assert select(places=given_, rules=RULES).rows[4].standing == "better_than_expected"


def test_sufficient_sets_decide_the_class():
    given_ = places(5)
    strict = dataclasses.replace(RULES, sufficient=(GROUNDS,))
    standings = {row.standing for row in select(places=given_, rules=strict).rows}
    assert "more_potential" not in standings
    loose = dataclasses.replace(RULES, sufficient=(("demanding_conditions",),))
    for row in select(places=given_, rules=loose).rows:
        assert (row.standing == "more_potential") == ("demanding_conditions" in row.grounds)


def test_pupils_have_a_year_or_are_unknown():
    result = select(places=places(), rules=RULES)
    assert result.rows[0].pupils == PupilCount(4321, "2024/2025")
    assert result.rows[1].pupils is None


def test_outside_places_are_judged_without_moving_anybody():
    given_ = places(outside=3)
    before = select(places=given_, rules=RULES)
    given_.condition_values[-1] = (500.0, 0.1, 1e6)
    given_.result_values[-1] = (0.0, 1.0, 99.0)
    given_.spread.values[-1] = 44.0
    after = select(places=given_, rules=RULES)
    assert before.rows[:-1] == after.rows[:-1]
    assert after.rows[-1].grounds[:2] == ("demanding_conditions", "weak_results")
    assert after.rows[-1].standing == "more_potential"


def test_a_place_without_figures_is_unknown_not_judged():
    given_ = places()
    given_.condition_values[6] = given_.result_values[6] = np.nan
    given_.spread.values[6] = np.nan
    row = select(places=given_, rules=RULES).rows[6]
    assert row.unknown == GROUNDS
    assert (row.grounds, row.standing) == ((), "cannot_be_told_apart")
    assert {(check.score, check.threshold, check.met) for check in row.checks} == {(None,) * 3}


def test_a_result_hardly_known_leaves_its_expectation_unknown():
    given_ = places()
    given_.result_values[5:, 2] = np.nan
    rows = select(places=given_, rules=RULES).rows
    assert all(row.checks[5].met is None for row in rows)
    assert all(row.checks[4].met is not None for row in rows)


def test_without_spread_or_wellbeing_those_grounds_are_unknown():
    given_ = places()
    bare = dataclasses.replace(
        given_, spread=None, results=RESULTS[:1], result_values=given_.result_values[:, :1]
    )
    rows = select(places=bare, rules=RULES).rows
    assert all("between_school_spread" in row.unknown for row in rows)
    assert not any("weak_results" in row.grounds for row in rows)


def test_nothing_to_leave_out_has_no_stability():
    empty = SelectionInput(
        codes=("a", "b"), demands=(), condition_values=np.zeros((2, 0)), results=(),
        result_values=np.zeros((2, 0)),
    )  # fmt: skip
    rows = select(places=empty, rules=RULES).rows
    assert [(row.standing, row.stability) for row in rows] == [("cannot_be_told_apart", None)] * 2


def test_the_input_hash_sees_rules_and_figures():
    given_ = places()
    one = select(places=given_, rules=RULES).inputs
    assert one == select(places=places(), rules=SelectionRules("test-1")).inputs
    assert one != select(places=given_, rules=dataclasses.replace(RULES, coverage=0.9)).inputs
    given_.result_values[3, 1] += 1e-9
    assert one != select(places=given_, rules=RULES).inputs


# --- the guards and bad input ---------------------------------------------------------------


@pytest.mark.parametrize("kind", ["forecast", "process", "condition"])
def test_a_forecast_never_counts_as_a_result(kind):
    odd = AreaResult(Outcome("youth_education_expected", kind, "higher"), "learning")
    given_ = dataclasses.replace(places(), results=(odd, *RESULTS[1:]))
    with pytest.raises(KindRefusedError, match="youth_education_expected") as refused:
        select(places=given_, rules=RULES)
    assert refused.value.kind == kind


def test_a_forecast_has_no_spread_and_a_result_is_no_condition():
    given_ = places()
    spread = dataclasses.replace(given_.spread, kind="forecast")
    with pytest.raises(KindRefusedError, match="exam_spread"):
        select(places=dataclasses.replace(given_, spread=spread), rules=RULES)
    demands = (Demand(Condition("absence_last_year", "result"), "high"), *DEMANDS[1:])
    with pytest.raises(KindRefusedError, match="absence_last_year"):
        select(places=dataclasses.replace(given_, demands=demands), rules=RULES)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"codes": ("101",) * 40}, ShapeError),
        ({"condition_values": np.zeros((40, 2))}, ShapeError),
        ({"condition_values": np.ones((40, 3))}, MethodError),
        ({"result_values": np.zeros((39, 3))}, ShapeError),
        ({"spread": SpreadColumn("s", "result", [1.0])}, ShapeError),
        ({"spread": SpreadColumn("exam", "result", [1.0] * 40)}, ShapeError),
        ({"results": (RESULTS[0], RESULTS[0], RESULTS[2])}, ShapeError),
        ({"outside": frozenset({"999"})}, ShapeError),
        ({"sizes": [1.0]}, ShapeError),
        ({"sizes": [0.0] * 40}, ShapeError),
        ({"demands": (dataclasses.replace(DEMANDS[0], weight=-1), *DEMANDS[1:])}, MethodError),
        ({"pupils": {"999": PupilCount(1, "2025")}}, ShapeError),
    ],
)
def test_bad_input_is_refused(change, error):
    with pytest.raises(error):
        select(places=dataclasses.replace(places(), **change), rules=RULES)


@pytest.mark.parametrize(
    "change",
    [
        {"demanding_quantile": 0.0}, {"weak_quantile": 1.0}, {"spread_quantile": 1.5},
        {"worse_at_least": 0}, {"known_share": 0.0}, {"sufficient": ((),)},
        {"sufficient": (("poverty",),)},
    ],
)  # fmt: skip
def test_rules_that_contradict_themselves_are_refused(change):
    with pytest.raises(RulesError):
        dataclasses.replace(RULES, **change)
