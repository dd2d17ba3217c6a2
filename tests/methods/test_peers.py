import itertools
import math
import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods.conditions import (
    Condition,
    ConstantConditionError,
    KindRefusedError,
    LogOfNonPositiveError,
)
from samspil.methods.peers import WeightError, find_peers, weighted_distances
from samspil.methods.results import MethodError, ShapeError, TooFewPlacesError

TWO = (Condition("poverty", "condition"), Condition("income", "condition"))


def conditions(count):
    return tuple(Condition(f"c{i}", "condition") for i in range(count))


def random_places(seed, n=40, p=4, missing=0.0):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(n, p)) * rng.uniform(0.1, 50, p) + rng.normal(size=p) * 10
    values[rng.random((n, p)) < missing] = np.nan
    return [f"{100 + i}" for i in rng.permutation(n)], values


def distances(result):
    return [peer.distance for peer in result.peers]


# --- golden numbers -------------------------------------------------------------------------


def test_the_four_municipalities_of_the_method_paper():
    z = np.array([[0, 0], [0.6, 0.8], [3, 4], [0, 1]])
    distances = weighted_distances(z, np.array([0.5, 0.5]))
    assert distances[0].tolist() == pytest.approx([0, 0.7071, 3.5355, 0.7071], abs=5e-5)
    assert distances == pytest.approx(distances.T)


def test_equal_distances_are_ordered_by_code():
    # A, B, C, D as above, whose own sd is undone by scaling: b and d tie as seen from a.
    z = np.array([[0, 0], [0.6, 0.8], [3, 4], [0, 1]])
    same_sd = z / z.std(axis=0, ddof=1)
    tied = np.array([[0, 0], [0.6, 0.8], [0.8, 0.6], [-0.6, -0.8], [-0.8, -0.6], [3, 3], [-3, -3]])
    result = find_peers(own="a", conditions=TWO, codes=list("aedcbfg"), values=tied, k=4)
    assert [peer.code for peer in result.peers] == ["b", "c", "d", "e"]
    assert len({round(peer.distance, 12) for peer in result.peers}) == 1
    swapped = find_peers(own="a", conditions=TWO, codes=list("abcdefg"), values=tied, k=4)
    assert [peer.code for peer in swapped.peers] == ["b", "c", "d", "e"]
    plain = find_peers(own="a", conditions=TWO, codes=list("abcd"), values=same_sd, k=3)
    assert plain.peers[-1].code == "c"


def test_log_scale_makes_ratios_equal_steps():
    size = (Condition("population", "condition", "log"),)
    values = np.array([[1_000.0], [10_000.0], [100_000.0], [19_000.0]])
    result = find_peers(own="b", conditions=size, codes=list("abcd"), values=values, k=3)
    by_code = {peer.code: peer for peer in result.peers}
    assert by_code["a"].distance == pytest.approx(by_code["c"].distance)
    assert by_code["a"].differs_most[0].sd == pytest.approx(-by_code["c"].differs_most[0].sd)
    assert result.peers[0].code == "d"


# --- an independent, slow second implementation ---------------------------------------------


def slow_distance(one, other, means, sds, weights):
    total = shared = 0.0
    for v, weight in enumerate(weights):
        if not (math.isnan(one[v]) or math.isnan(other[v])):
            apart = (one[v] - means[v]) / sds[v] - (other[v] - means[v]) / sds[v]
            total += weight * apart**2
            shared += weight
    return math.sqrt(total / shared) if shared >= 0.5 - 1e-9 else None


def slow_nearest(own, table, pool, k, means, sds, weights):
    found = []
    for code in pool:
        if code != own:
            distance = slow_distance(table[own], table[code], means, sds, weights)
            if distance is not None:
                found.append((round(distance, 12), code, distance))
    return [(code, distance) for _, code, distance in sorted(found)[:k]]


def slow_percentile(values, share):
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    n=st.integers(12, 25),
    p=st.integers(1, 5),
    k=st.integers(1, 12),
    missing=st.sampled_from([0.0, 0.15]),
    weighted=st.booleans(),
    outside=st.booleans(),
)
def test_agrees_with_plain_loops(seed, n, p, k, missing, weighted, outside):
    codes, values = random_places(seed, n, p, missing)
    rng = np.random.default_rng(seed + 1)
    raw = {f"c{v}": (float(rng.uniform(0.1, 3)) if weighted else 1.0) for v in range(p)}
    weights = [raw[f"c{v}"] / sum(raw.values()) for v in range(p)]
    known = [[row[v] for row in values.tolist() if not math.isnan(row[v])] for v in range(p)]
    means, sds = (
        [statistics.mean(each) for each in known],
        [statistics.stdev(each) for each in known],
    )
    table = dict(zip(codes, values.tolist(), strict=True))
    own, own_values = codes[0], None
    if outside:
        own, own_values = "999", [means[v] + sds[v] * float(rng.normal()) for v in range(p)]
        table[own] = own_values
    expected = slow_nearest(own, table, codes, k, means, sds, weights)
    asked = {"own": own, "conditions": conditions(p), "codes": codes, "values": values, "k": k}
    asked |= {"own_values": own_values, "weights": raw if weighted else None, "draws": 3}
    if not expected:
        with pytest.raises(TooFewPlacesError):
            find_peers(**asked)
        return
    result = find_peers(**asked)
    assert [peer.code for peer in result.peers] == [code for code, _ in expected]
    assert [peer.distance for peer in result.peers] == pytest.approx([d for _, d in expected])
    pooled = [
        distance
        for code in codes
        for _, distance in slow_nearest(code, table, codes, k, means, sds, weights)
    ]
    assert result.far_limit == pytest.approx(slow_percentile(pooled, 0.9))
    for peer in result.peers:
        pool = [*codes, own] if outside else codes
        theirs = slow_nearest(peer.code, table, pool, k, means, sds, weights)
        assert peer.mutual == (own in [code for code, _ in theirs])
        assert peer.far == (peer.distance > result.far_limit)
    assert result.far == (sum(peer.far for peer in result.peers) >= len(result.peers) / 2)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_stability_is_the_mean_share_kept_over_the_same_draws(seed):
    codes, values = random_places(seed, 20, 3)
    result = find_peers(
        own=codes[3], conditions=conditions(3), codes=codes, values=values, k=5, draws=15, seed=seed
    )
    chosen = {peer.code for peer in result.peers}
    means, sds = values.mean(axis=0), values.std(axis=0, ddof=1)
    table = dict(zip(codes, values.tolist(), strict=True))
    shares = []
    for move in np.random.default_rng(seed).uniform(0.8, 1.2, (15, 3)):
        weights = (move / move.sum()).tolist()
        again = slow_nearest(codes[3], table, codes, 5, means, sds, weights)
        shares.append(len(chosen & {code for code, _ in again}) / 5)
    assert result.stability == pytest.approx(statistics.mean(shares))


# --- properties -----------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), scale=st.floats(0.01, 1000), shift=st.floats(-1000, 1000))
def test_units_do_not_matter_nor_does_the_order_of_places(seed, scale, shift):
    codes, values = random_places(seed)
    one = find_peers(own=codes[0], conditions=conditions(4), codes=codes, values=values)
    order = np.random.default_rng(seed).permutation(len(codes))
    other = find_peers(
        own=codes[0],
        conditions=conditions(4),
        codes=[codes[i] for i in order],
        values=(values * scale + shift)[order],
    )
    assert [p.code for p in one.peers] == [p.code for p in other.peers]
    assert [p.distance for p in one.peers] == pytest.approx(
        [p.distance for p in other.peers], rel=1e-6
    )


def test_the_same_places_in_another_order_are_the_same_answer_to_the_last_digit():
    codes, values = random_places(7)
    one = find_peers(own=codes[0], conditions=conditions(4), codes=codes, values=values)
    back = find_peers(
        own=codes[0], conditions=conditions(4), codes=codes[::-1], values=values[::-1]
    )
    assert one == back


def test_an_outside_place_never_shifts_the_scale():
    codes, values = random_places(3)
    asked = {"own": "999", "conditions": conditions(4), "codes": codes, "values": values}
    mild = find_peers(**asked, own_values=values[0].tolist())
    assert mild.peers[0].code == codes[0]
    assert mild.peers[0].distance == pytest.approx(0)
    wild = find_peers(**asked, own_values=[1e6] * 4)
    assert wild.far_limit == mild.far_limit
    assert wild.far
    assert all(peer.far and not peer.mutual for peer in wild.peers)


def test_a_place_is_far_when_half_of_its_peers_are():
    # Two heaps of three, far apart: each place has two peers within its heap, a third beyond.
    line = (Condition("x", "condition"),)
    xs = [0.0, 0.1, 0.2, 10.0, 10.1, 10.2]
    asked = {"conditions": line, "codes": list("abcdef"), "values": [[x] for x in xs], "k": 2}
    near = find_peers(own="z", own_values=[0.15], **asked)
    assert ([peer.far for peer in near.peers], near.far) == ([False, False], False)
    # From 0.35 the heap's edge is as near as its places are to each other, the next is not.
    half = find_peers(own="z", own_values=[0.35], **asked)
    assert ([peer.far for peer in half.peers], half.far) == ([False, True], True)


def test_an_outlier_is_far_and_its_peers_do_not_return_it():
    codes, values = random_places(5)
    values[4] = values.mean(axis=0) + 9 * values.std(axis=0)
    result = find_peers(own=codes[4], conditions=conditions(4), codes=codes, values=values)
    assert result.far
    assert not any(peer.mutual for peer in result.peers)
    centre = find_peers(own=codes[5], conditions=conditions(4), codes=codes, values=values)
    assert codes[4] not in [peer.code for peer in centre.peers]


def test_differences_are_signed_largest_first_and_as_many_as_asked():
    codes, values = random_places(11)
    result = find_peers(
        own=codes[0], conditions=conditions(4), codes=codes, values=values, k=3, differs=2
    )
    sd = values.std(axis=0, ddof=1)
    for peer in result.peers:
        away = (values[codes.index(peer.code)] - values[0]) / sd
        largest = sorted(range(4), key=lambda v: -abs(away[v]))[:2]
        assert [d.indicator for d in peer.differs_most] == [f"c{v}" for v in largest]
        assert [d.sd for d in peer.differs_most] == pytest.approx([away[v] for v in largest])


def test_a_weight_of_zero_takes_a_condition_out_of_the_distance():
    codes, values = random_places(13)
    weights = {"c0": 2.0, "c1": 1.0, "c2": 1.0, "c3": 0.0}
    with_zero = find_peers(
        own=codes[0], conditions=conditions(4), codes=codes, values=values, weights=weights
    )
    without = find_peers(
        own=codes[0], conditions=conditions(3), codes=codes, values=values[:, :3],
        weights={"c0": 2.0, "c1": 1.0, "c2": 1.0},
    )  # fmt: skip
    assert [p.distance for p in with_zero.peers] == pytest.approx(
        [p.distance for p in without.peers]
    )
    assert [c.weight for c in with_zero.conditions] == [0.5, 0.25, 0.25, 0.0]


def test_stability_is_whole_when_all_places_are_peers_and_repeats_with_its_seed():
    codes, values = random_places(17, n=8)
    asked = {"own": codes[0], "conditions": conditions(4), "codes": codes, "values": values}
    assert find_peers(**asked, k=20).stability == 1.0
    assert len(find_peers(**asked, k=20).peers) == 7
    assert find_peers(**asked, k=3, seed=1) == find_peers(**asked, k=3, seed=1)
    assert find_peers(**asked, k=3, seed=1).inputs != find_peers(**asked, k=3, seed=2).inputs


# --- missing values -------------------------------------------------------------------------


def test_a_missing_condition_is_left_out_reweighted_and_named():
    codes, values = random_places(19, n=20)
    values[1, 2] = np.nan
    result = find_peers(own=codes[0], conditions=conditions(4), codes=codes, values=values, k=19)
    peer = next(peer for peer in result.peers if peer.code == codes[1])
    sd = np.nanstd(values, axis=0, ddof=1)
    away = ((values[1] - values[0]) / sd)[[0, 1, 3]]
    assert peer.distance == pytest.approx(math.sqrt((away**2).mean()))
    assert peer.not_shared == ("c2",)
    assert "c2" not in [difference.indicator for difference in peer.differs_most]
    assert all(other.not_shared == () for other in result.peers if other is not peer)


def test_places_that_share_under_half_the_weight_are_not_compared():
    codes, values = random_places(23, n=20)
    values[1, :3] = np.nan
    values[2, :2] = np.nan
    result = find_peers(own=codes[0], conditions=conditions(4), codes=codes, values=values, k=19)
    assert result.not_compared == (codes[1],)
    assert codes[2] in [peer.code for peer in result.peers]


def test_an_own_place_without_figures_has_no_peers():
    codes, values = random_places(29, n=20)
    values[0] = np.nan
    with pytest.raises(TooFewPlacesError, match=codes[0]):
        find_peers(own=codes[0], conditions=conditions(4), codes=codes, values=values)


# --- the guard and bad input ----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["result", "process", "forecast", "vilkår"])
def test_only_conditions_may_enter(kind):
    mixed = (Condition("poverty", "condition"), Condition("exam_mean", kind))
    with pytest.raises(KindRefusedError, match="exam_mean") as refused:
        find_peers(own="a", conditions=mixed, codes=["a", "b"], values=[[1, 2], [3, 4]])
    assert (refused.value.indicator, refused.value.kind) == ("exam_mean", kind)
    assert refused.value.wanted == "condition"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"own": "x"}, ShapeError),
        ({"own": "a", "own_values": [1.0, 2.0]}, ShapeError),
        ({"own": "x", "own_values": [1.0]}, ShapeError),
        ({"codes": ["a", "b", "b"]}, ShapeError),
        ({"codes": ["a", "b"]}, ShapeError),
        ({"values": [[1, 2], [3, math.inf], [5, 7]]}, ShapeError),
        ({"values": [[1, 2, 0], [3, 4, 0], [5, 7, 0]]}, ShapeError),
        ({"values": [[1, 2], [1, 4], [1, 7]]}, ConstantConditionError),
        ({"values": [[0.1, 2], [0.1, 4], [0.1, 7]]}, ConstantConditionError),
        ({"values": [[math.nan, 2], [1, 4], [math.nan, 7]]}, ConstantConditionError),
        ({"conditions": ()}, ShapeError),
        ({"conditions": (TWO[0], TWO[0])}, ShapeError),
        ({"conditions": (TWO[0], Condition("income", "condition", "sqrt"))}, MethodError),
        ({"conditions": (TWO[0], Condition("income", "condition", "log")),
          "values": [[1, 2], [3, 0], [5, 7]]}, LogOfNonPositiveError),
        ({"weights": {"poverty": 1.0}}, WeightError),
        ({"weights": {"poverty": 1.0, "income": 1.0, "size": 1.0}}, WeightError),
        ({"weights": {"poverty": 1.0, "income": -1.0}}, WeightError),
        ({"weights": {"poverty": 0.0, "income": 0.0}}, WeightError),
        ({"weights": {"poverty": 1.0, "income": math.nan}}, WeightError),
        ({"k": 0}, MethodError),
        ({"draws": 0}, MethodError),
        ({"differs": -1}, MethodError),
        ({"codes": ["a"], "values": [[1, 2]]}, ConstantConditionError),
    ],
)  # fmt: skip
def test_bad_input_is_refused_by_name(change, error):
    asked = {"own": "a", "conditions": TWO, "codes": ["a", "b", "c"],
             "values": [[1, 2], [3, 4], [5, 7]], **change}  # fmt: skip
    with pytest.raises(error):
        find_peers(**asked)


def test_the_values_given_are_not_changed():
    codes, values = random_places(31)
    before = values.copy()
    logged = tuple(itertools.chain(conditions(3), (Condition("c3", "condition", "log"),)))
    values[:, 3] = before[:, 3] = np.abs(values[:, 3]) + 1
    find_peers(own=codes[0], conditions=logged, codes=codes, values=values)
    assert np.array_equal(values, before)


# --- given peers ------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 12), missing=st.sampled_from([0.0, 0.1]))
def test_given_peers_are_measured_as_found_ones_are(seed, count, missing):
    codes, values = random_places(seed, missing=missing)
    own, *others = codes
    whole = find_peers(own=own, conditions=conditions(4), codes=codes, values=values, k=39)
    by_code = {peer.code: peer for peer in whole.peers}
    chosen = [code for code in others[:count] if code in by_code]
    if not chosen:
        return
    found = find_peers(
        own=own, conditions=conditions(4), codes=codes, values=values, chosen=others[:count]
    )
    assert {peer.code for peer in found.peers} == set(chosen)
    assert (found.k, found.stability) == (count, None)
    assert distances(found) == sorted(distances(found))
    for peer in found.peers:
        assert peer.distance == by_code[peer.code].distance
        assert peer.differs_most == by_code[peer.code].differs_most
    assert set(others[:count]) - set(chosen) <= set(found.not_compared)


def test_given_peers_keep_the_yardstick_of_found_ones():
    codes, values = random_places(3)
    found = find_peers(own=codes[0], conditions=conditions(4), codes=codes, values=values)
    given_ = find_peers(
        own=codes[0], conditions=conditions(4), codes=codes, values=values,
        chosen=[peer.code for peer in found.peers],
    )  # fmt: skip
    assert given_.peers == found.peers
    assert (given_.far_limit, given_.far) == (found.far_limit, found.far)
    assert given_.inputs != found.inputs


@pytest.mark.parametrize("chosen", [[], ["999"], ["own"], ["twice", "twice"]])
def test_given_peers_must_be_others_of_the_reference(chosen):
    codes, values = random_places(3)
    real = {"own": codes[0], "twice": codes[1]}
    with pytest.raises(ShapeError):
        find_peers(
            own=codes[0], conditions=conditions(4), codes=codes, values=values,
            chosen=[real.get(code, code) for code in chosen],
        )  # fmt: skip


def test_a_place_outside_has_given_peers_too():
    codes, values = random_places(3)
    found = find_peers(
        own="E01", conditions=conditions(4), codes=codes, values=values,
        own_values=values[5].tolist(), chosen=[codes[5]],
    )  # fmt: skip
    assert distances(found) == [0.0]
