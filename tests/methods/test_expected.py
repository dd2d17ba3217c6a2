import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods.conditions import Condition, KindRefusedError
from samspil.methods.expected import (
    NoModelError,
    Outcome,
    OutsidePlace,
    expect,
    learned_weights,
    position_of,
    standing_of,
)
from samspil.methods.results import MethodError, ShapeError, TooFewPlacesError

EXAM = Outcome("exam_mean", "result", "higher")


def conditions(count):
    return tuple(Condition(f"c{i}", "condition") for i in range(count))


def places(seed=1, n=98, p=4, noise=0.5):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(n, p)) * rng.uniform(0.5, 40, p) + 100
    z = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    actual = 7 + z @ np.linspace(1, 0.2, p) + noise * rng.normal(size=n)
    return {
        "outcome": EXAM, "actual": actual, "conditions": conditions(p),
        "codes": [f"{101 + i}" for i in range(n)], "values": values,
    }  # fmt: skip


# --- what the result says -------------------------------------------------------------------


def test_predictions_are_left_out_least_squares():
    given_ = places(noise=0.05)
    result = expect(**given_)
    assert result.method == "ols"
    design = np.column_stack([np.ones(98), given_["values"]])
    for i in (0, 17, 97):
        keep = np.arange(98) != i
        solution = np.linalg.lstsq(design[keep], given_["actual"][keep], rcond=None)[0]
        assert result.rows[i].expected == pytest.approx(float(design[i] @ solution))
    residuals = np.array([row.difference for row in result.rows])
    means = (given_["actual"].sum() - given_["actual"]) / 97
    total = ((given_["actual"] - means) ** 2).sum()
    assert result.explained == pytest.approx(1 - (residuals**2).sum() / total)


def test_noise_explains_nothing_and_the_mean_of_the_others_takes_over():
    given_ = places()
    given_["actual"] = np.random.default_rng(5).normal(size=98)
    result = expect(**given_)
    assert result.method == "mean"
    assert result.explained <= 0
    assert result.coefficients == ()
    assert result.penalty == 0
    first = result.rows[0]
    assert first.expected == pytest.approx(given_["actual"][1:].mean())
    with pytest.raises(NoModelError, match="exam_mean"):
        learned_weights(result)


def test_ridge_helps_where_conditions_are_near_twins():
    rng = np.random.default_rng(0)
    factor = rng.normal(size=(30, 1))
    values = factor + 0.05 * rng.normal(size=(30, 10))
    given_ = places(n=30, p=10) | {"values": values}
    given_["actual"] = factor[:, 0] + rng.normal(size=30)
    result = expect(**given_)
    design = np.column_stack([np.ones(30), values])
    hat = design @ np.linalg.pinv(design)
    error = (given_["actual"] - hat @ given_["actual"]) / (1 - np.diag(hat))
    means = (given_["actual"].sum() - given_["actual"]) / 29
    plain = 1 - (error**2).sum() / ((given_["actual"] - means) ** 2).sum()
    assert result.method == "ridge"
    assert result.explained > plain


def test_coefficients_are_per_sd_and_teach_weights():
    given_ = places(noise=0.001)
    result = expect(**given_)
    assert [c.per_sd for c in result.coefficients] == pytest.approx(
        np.linspace(1, 0.2, 4), abs=1e-3
    )
    weights = learned_weights(result)
    assert sum(weights.values()) == pytest.approx(1)
    assert weights["c0"] == pytest.approx(1 / np.linspace(1, 0.2, 4).sum(), abs=1e-3)


def test_a_log_scale_follows_a_skewed_condition():
    rng = np.random.default_rng(3)
    size = np.exp(rng.normal(10, 1.5, size=98))
    given_ = places(p=1) | {"values": size[:, None], "actual": np.log(size) + rng.normal(size=98)}
    straight = expect(**given_)
    logged = expect(**(given_ | {"conditions": (Condition("c0", "condition", "log"),)}))
    assert logged.explained > straight.explained + 0.1


# --- judging --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "position", "higher", "lower"),
    [
        (0.9, "below", "worse", "better"),
        (1.0, "within", "as_expected", "as_expected"),
        (1.5, "within", "as_expected", "as_expected"),
        (2.0, "within", "as_expected", "as_expected"),
        (2.1, "above", "better", "worse"),
    ],
)
def test_standing_by_direction(actual, position, higher, lower):
    assert position_of(actual, 1.0, 2.0) == position
    assert standing_of(position, "higher") == higher
    assert standing_of(position, "lower") == lower
    assert standing_of(position, "neutral") == "as_expected"


def test_a_neutral_indicator_is_placed_but_never_judged():
    given_ = places() | {"outcome": Outcome("segregation", "result", "neutral")}
    result = expect(**given_)
    assert {row.standing for row in result.rows} == {"as_expected"}
    assert {row.position for row in result.rows} == {"below", "within", "above"}


def test_turning_the_scale_around_turns_nothing_else():
    given_ = places()
    up = expect(**given_)
    turned = given_ | {"actual": -given_["actual"], "outcome": Outcome("x", "result", "lower")}
    down = expect(**turned)
    assert [row.standing for row in up.rows] == [row.standing for row in down.rows]
    assert up.explained == pytest.approx(down.explained)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(12, 40), p=st.integers(0, 5),
       noise=st.sampled_from([0.0, 0.5, 20.0]))  # fmt: skip
def test_rows_hold_together(seed, n, p, noise):
    given_ = places(seed, n, p, noise)
    result = expect(**given_)
    assert [row.code for row in result.rows] == sorted(given_["codes"])
    assert result.explained <= 1
    assert (result.method == "mean") == (result.explained <= 0)
    for row in result.rows:
        assert row.low <= row.expected <= row.high
        assert row.difference == pytest.approx(row.actual - row.expected)
        assert row.standing == standing_of(position_of(row.actual, row.low, row.high), "higher")


def test_order_of_places_changes_nothing_to_the_last_digit():
    given_ = places()
    back = given_ | {name: given_[name][::-1] for name in ("actual", "codes", "values")}
    assert expect(**given_) == expect(**back)


def test_the_input_hash_sees_each_input():
    given_ = places()
    changed = given_["values"].copy()
    changed[3, 2] += 1e-9
    hashes = {
        expect(**given_).inputs,
        expect(**given_, coverage=0.9).inputs,
        expect(**(given_ | {"values": changed})).inputs,
        expect(**given_, outside=[OutsidePlace("999", (1.0, 2.0, 3.0, 4.0))]).inputs,
        expect(**(given_ | {"outcome": Outcome("exam_mean", "result", "lower")})).inputs,
    }
    assert len(hashes) == 5


# --- do the intervals hold? -----------------------------------------------------------------


def hits(noise_of, coverage, rounds=60, n=60):
    """Share of left-out places, and of new places, that fall within their interval."""
    inside, new_inside = [], []
    for seed in range(rounds):
        rng = np.random.default_rng(seed)
        values = rng.normal(size=(n + 10, 4))
        actual = values @ [0.5, -0.3, 0.2, 0.0] + noise_of(rng, n + 10)
        result = expect(
            outcome=EXAM, actual=actual[:n], conditions=conditions(4), coverage=coverage,
            codes=[f"{100 + i}" for i in range(n)], values=values[:n],
            outside=[
                OutsidePlace(f"x{i}", tuple(values[i]), float(actual[i])) for i in range(n, n + 10)
            ],
        )  # fmt: skip
        inside += [row.position == "within" for row in result.rows]
        new_inside += [row.position == "within" for row in result.outside]
    return float(np.mean(inside)), float(np.mean(new_inside))


@pytest.mark.parametrize("coverage", [0.8, 0.95])
@pytest.mark.parametrize(
    "noise_of",
    [
        lambda rng, n: rng.normal(size=n),
        lambda rng, n: rng.exponential(size=n) - 1.0,
        lambda rng, n: rng.standard_t(3, size=n),
        lambda rng, n: 6.0 * rng.normal(size=n),
    ],
    ids=["normal", "skewed", "heavy tails", "nearly all noise"],
)
def test_intervals_hold_what_they_promise_out_of_sample(noise_of, coverage):
    left_out, new = hits(noise_of, coverage)
    # 3,600 left-out and 600 new places: three standard errors are 0.02 and 0.05.
    assert left_out == pytest.approx(coverage, abs=0.025)
    assert new == pytest.approx(coverage, abs=0.05)


def shares_by_size(sized, rounds=60, n=98):
    """Share within an 80 % interval: of the smallest third, the middle, and the largest."""
    inside = []
    for seed in range(rounds):
        rng = np.random.default_rng(seed)
        sizes = np.sort(np.exp(rng.normal(10.5, 0.8, n)))
        values = rng.normal(size=(n, 4))
        noise = rng.normal(size=n) * np.sqrt(0.3 + np.median(sizes) / sizes)
        result = expect(
            outcome=EXAM, actual=values @ [0.5, -0.3, 0.2, 0.0] + noise, values=values,
            conditions=conditions(4), codes=[f"{100 + i}" for i in range(n)],
            sizes=sizes if sized else None,
        )  # fmt: skip
        inside.append([row.position == "within" for row in result.rows])
    table = np.array(inside)
    return [float(part.mean()) for part in np.array_split(table, 3, axis=1)]


def test_small_places_that_vary_more_are_not_called_out_more_often():
    # 1,960 places in each third: three standard errors are 0.027.
    small, middle, large = shares_by_size(sized=True)
    assert [small, middle, large] == pytest.approx([0.8] * 3, abs=0.035)
    small, _, large = shares_by_size(sized=False)
    assert small < 0.74
    assert large > 0.85


def test_size_that_does_not_matter_changes_nothing_much():
    rng = np.random.default_rng(8)
    amounts = []
    for seed in range(40):
        sizes = np.exp(rng.normal(10, 0.8, 98))
        amounts.append(expect(**places(seed), sizes=sizes).size_matters)
    assert np.median(amounts) <= 0.1


def test_places_of_one_size_need_no_size():
    given_ = places()
    plain, alike = expect(**given_), expect(**given_, sizes=np.full(98, 5000.0))
    assert plain.rows == alike.rows
    assert (plain.size_matters, alike.size_matters) == (0.0, 0.0)


def test_a_place_never_widens_its_own_interval():
    given_ = places(noise=1.0)
    sizes = np.exp(np.random.default_rng(3).normal(10, 1, 98))
    before = expect(**given_, sizes=sizes).rows[17]
    given_["actual"][17] += 2.0
    after = expect(**given_, sizes=sizes).rows[17]
    assert (after.low, after.high) == pytest.approx((before.low, before.high))


def test_explained_is_not_flattered_by_the_choice_of_penalty():
    rng = np.random.default_rng(2)
    shares = []
    for _ in range(60):
        given_ = places(n=40, p=4) | {"actual": rng.normal(size=40)}
        given_["values"] = rng.normal(size=(40, 4))
        shares.append(expect(**given_).explained)
    assert np.mean(shares) < 0.0


def test_half_explained_is_reported_as_half():
    rng = np.random.default_rng(3)
    shares = []
    for _ in range(40):
        values = rng.normal(size=(98, 4))
        actual = values.sum(axis=1) / 2 + rng.normal(size=98)
        given_ = places() | {"values": values, "actual": actual}
        shares.append(expect(**given_).explained)
    # The truth is 0.5; four estimated coefficients on 98 places cost about 0.03.
    assert np.mean(shares) == pytest.approx(0.47, abs=0.04)


# --- missing values and places outside ------------------------------------------------------


def test_places_with_missing_values_drop_out_with_the_reason():
    given_ = places()
    given_["actual"][5] = np.nan
    given_["values"][7, 2] = np.nan
    given_["actual"][9] = given_["values"][9, 1] = np.nan
    result = expect(**given_)
    assert [(d.code, d.reason, d.missing) for d in result.dropped] == [
        ("106", "missing_actual", ("exam_mean",)),
        ("108", "missing_condition", ("c2",)),
        ("110", "missing_actual", ("exam_mean", "c1")),
    ]
    assert len(result.rows) == 95
    rest = [i for i in range(98) if i not in {5, 7, 9}]
    without = expect(
        outcome=EXAM, actual=given_["actual"][rest], conditions=given_["conditions"],
        codes=[given_["codes"][i] for i in rest], values=given_["values"][rest],
    )  # fmt: skip
    assert without.rows == result.rows


def test_an_outside_place_is_predicted_and_shifts_nothing():
    given_ = places(noise=0.05)
    plain = expect(**given_)
    twin = OutsidePlace("999", tuple(given_["values"][0]), float(given_["actual"][0]) + 3)
    blank = OutsidePlace("998", tuple(given_["values"][1]))
    result = expect(**given_, outside=[twin, blank])
    assert result.rows == plain.rows
    assert [row.code for row in result.outside] == ["998", "999"]
    assert result.outside[1].standing == "better"
    assert result.outside[1].expected == pytest.approx(plain.rows[0].expected, abs=0.1)
    nothing = result.outside[0]
    assert (nothing.actual, nothing.difference, nothing.position, nothing.standing) == (None,) * 4
    assert nothing.low < nothing.expected < nothing.high


def test_an_outside_place_is_on_the_log_scale_too():
    rng = np.random.default_rng(4)
    size = np.exp(rng.normal(10, 1, size=60))
    given_ = places(n=60, p=1) | {"values": size[:, None], "actual": np.log(size)}
    given_["conditions"] = (Condition("c0", "condition", "log"),)
    result = expect(**given_, outside=[OutsidePlace("x", (float(np.exp(10)),))])
    assert result.outside[0].expected == pytest.approx(10)


# --- the guards and bad input ---------------------------------------------------------------


@pytest.mark.parametrize("kind", ["forecast", "process", "condition"])
def test_only_a_result_can_be_expected(kind):
    with pytest.raises(KindRefusedError, match="youth_education") as refused:
        expect(**(places() | {"outcome": Outcome("youth_education", kind, "higher")}))
    assert (refused.value.kind, refused.value.wanted) == (kind, "result")


def test_only_conditions_may_explain():
    mixed = (*conditions(3), Condition("wellbeing", "result"))
    with pytest.raises(KindRefusedError, match="wellbeing"):
        expect(**(places() | {"conditions": mixed}))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"outcome": Outcome("c1", "result", "higher")}, ShapeError),
        ({"outcome": Outcome("x", "result", "up")}, MethodError),
        ({"coverage": 0.4}, MethodError),
        ({"coverage": 1.0}, MethodError),
        ({"coverage": 0.995}, TooFewPlacesError),
        ({"codes": ["101"] * 98}, ShapeError),
        ({"actual": [1.0, 2.0]}, ShapeError),
        ({"actual": [math.inf] * 98}, ShapeError),
        ({"values": np.zeros((98, 3))}, ShapeError),
        ({"values": np.zeros(98)}, ShapeError),
        ({"values": np.ones((98, 4))}, MethodError),
        ({"actual": [math.nan] * 98}, TooFewPlacesError),
        ({"sizes": [1.0]}, ShapeError),
        ({"sizes": [0.0] * 98}, ShapeError),
        ({"sizes": [math.nan] * 98}, ShapeError),
        ({"sizes": [5.0] * 98, "outside": [OutsidePlace("999", (1.0,) * 4)]}, ShapeError),
        ({"outside": [OutsidePlace("101", (1.0, 1.0, 1.0, 1.0))]}, ShapeError),
        ({"outside": [OutsidePlace("999", (1.0, 1.0))]}, ShapeError),
        ({"outside": [OutsidePlace("999", (1.0, 1.0, 1.0, math.nan))]}, ShapeError),
    ],
)
def test_bad_input_is_refused(change, error):
    with pytest.raises(error):
        expect(**(places() | change))
