"""Comparable places, chosen on conditions alone (weighted Euclidean distance, k nearest).

Formula, decisions and tests: docs/methods/peers.md.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspil.methods.conditions import Condition, condition_table, indicators_of, reference_scale
from samspil.methods.results import Floats, MethodError, ShapeError, TooFewPlacesError, input_hash

FAR_PERCENTILE = 90.0
"""A peer is far when more than this percentage of all peer distances are shorter."""

JITTER = 0.2
"""Stability: every weight is moved by up to this share, up or down."""

MIN_SHARED_WEIGHT = 0.5
"""Two places that share less than this weight of known conditions are not compared."""

_DECIMALS = 12
"""Distances are ordered after rounding, so that equal ones tie whatever the order of adding."""


class WeightError(MethodError):
    """Weights that do not fit the conditions: missing, unknown, negative, or all zero."""


@dataclass(frozen=True)
class WeightedCondition:
    """A condition's share of the distance; the shares of all conditions add up to 1."""

    indicator: str
    weight: float


@dataclass(frozen=True)
class Difference:
    """How far the peer lies above (+) or below (-) the own place, in reference sd."""

    indicator: str
    sd: float


@dataclass(frozen=True)
class Peer:
    """One comparable place.

    `far`: further away than 90 % of all peer distances. `mutual`: the own place is among the
    peer's own k nearest. `not_shared`: conditions missing for one of the two, so that the
    distance rests on the others, reweighted.
    """

    code: str
    distance: float
    differs_most: tuple[Difference, ...]
    far: bool
    mutual: bool
    not_shared: tuple[str, ...]


@dataclass(frozen=True)
class PeersResult:
    """The peers of one place, nearest first, ties by code.

    `k` is what was asked for; there are fewer peers when fewer places can be compared. `far`: at
    least half of the peers are far, so the place resembles nobody much. `stability`: mean share
    of the peers kept when weights move by up to 20 %, None where the peers were given and not
    found. `not_compared`: places that share too few known conditions with the own one.
    """

    own: str
    k: int
    conditions: tuple[WeightedCondition, ...]
    peers: tuple[Peer, ...]
    far: bool
    far_limit: float
    stability: float | None
    not_compared: tuple[str, ...]
    inputs: str


@dataclass(frozen=True)
class _Space:
    """Rows in code order, as given and standardised; the own row; who counts as reference."""

    codes: tuple[str, ...]
    table: Floats
    z: Floats
    own: int
    reference: npt.NDArray[np.bool_]


def find_peers(
    *,
    own: str,
    conditions: Sequence[Condition],
    codes: Sequence[str],
    values: npt.ArrayLike,
    own_values: Sequence[float] | None = None,
    weights: Mapping[str, float] | None = None,
    chosen: Sequence[str] | None = None,
    k: int = 10,
    differs: int = 5,
    draws: int = 200,
    seed: int = 1,
) -> PeersResult:
    """Return the k places of the reference whose conditions are most like the own place's.

    `values` is (places, conditions) in the indicators' own units, NaN for missing. `own` is a
    code of the reference, or, with `own_values`, a place outside it (it is then measured on the
    reference's scale and never shifts it). `weights` by indicator, equal if not given; only their
    proportions matter. `chosen`: codes of the reference that are the peers whatever their
    distance, because somebody knows why; they are only measured (`k` then says how many nearest
    are the yardstick for far and mutual). `differs` is how many differing conditions are named
    per peer.

    Raises KindRefusedError if anything but a condition is offered, and other MethodErrors for
    input that does not fit together.
    """
    _require_counts(k, differs, draws)
    weight = _normalised(conditions, weights)
    space = _space(own, conditions, codes, values, own_values)
    all_distances = weighted_distances(space.z, weight)
    distance = all_distances[space.own].copy()
    distance[space.own] = np.nan
    distance[~space.reference] = np.nan
    candidates = distance if chosen is None else _only(distance, chosen, space)
    nearest = _k_nearest(candidates, k if chosen is None else len(chosen))
    if not nearest.size:
        msg = f"no place shares enough known conditions with {own}"
        raise TooFewPlacesError(msg)
    away = space.z - space.z[space.own]
    limit = _far_limit(all_distances[np.ix_(space.reference, space.reference)], k)
    peers = tuple(
        Peer(
            code=space.codes[j],
            distance=float(distance[j]),
            differs_most=_differences(conditions, away[j], differs),
            far=bool(distance[j] > limit),
            mutual=_is_near(all_distances[j], j, space, k),
            not_shared=_missing(conditions, away[j]),
        )
        for j in nearest
    )
    return PeersResult(
        own=own,
        k=k if chosen is None else len(chosen),
        conditions=tuple(
            WeightedCondition(condition.indicator, float(share))
            for condition, share in zip(conditions, weight, strict=True)
        ),
        peers=peers,
        far=2 * sum(peer.far for peer in peers) >= len(peers),
        far_limit=limit,
        stability=None
        if chosen is not None
        else _stability(away**2, distance, nearest, _jittered(weight, draws, seed)),
        not_compared=_not_compared(space, distance),
        inputs=input_hash(
            "peers", own, space.codes, space.table, space.reference, list(conditions), weight, k,
            None if chosen is None else sorted(chosen), differs, draws, seed,
        ),
    )  # fmt: skip


def weighted_distances(z: Floats, weights: Floats) -> Floats:
    """Return the distances (n, n) between standardised rows (n, p): sqrt(sum w (z_i - z_j)^2).

    Weights (p) add up to 1. Where a value is missing the other weights are scaled up to 1; where
    less than half of the weight is shared the distance is NaN. The diagonal is 0.
    """
    total = np.zeros((len(z), len(z)))
    shared = np.zeros_like(total)
    for column, weight in zip(z.T, weights, strict=True):
        square = (column[:, None] - column[None, :]) ** 2
        known = ~np.isnan(square)
        total += weight * np.where(known, square, 0.0)
        shared += weight * known
    with np.errstate(invalid="ignore", divide="ignore"):
        distances = np.sqrt(total / shared)
    distances[shared < MIN_SHARED_WEIGHT - 1e-9] = np.nan
    np.fill_diagonal(distances, 0.0)
    return distances


def _require_counts(k: int, differs: int, draws: int) -> None:
    """Raise unless at least one peer and one draw are asked for."""
    if k < 1 or differs < 0 or draws < 1:
        msg = f"k and draws must be at least 1, differs at least 0 (got {k}, {draws}, {differs})"
        raise MethodError(msg)


def _normalised(conditions: Sequence[Condition], weights: Mapping[str, float] | None) -> Floats:
    """Return the weights (p) in the order of the conditions, adding up to 1."""
    if not conditions:
        msg = "places cannot be compared on no condition"
        raise ShapeError(msg)
    if weights is None:
        return np.full(len(conditions), 1.0 / len(conditions))
    indicators = indicators_of(conditions)
    if odd := set(indicators) ^ set(weights):
        msg = f"weights and conditions differ on {', '.join(sorted(odd))}"
        raise WeightError(msg)
    raw = np.array([weights[indicator] for indicator in indicators], dtype=np.float64)
    if not np.isfinite(raw).all() or (raw < 0.0).any() or raw.sum() <= 0.0:
        msg = "weights must be finite, not negative, and not all zero"
        raise WeightError(msg)
    normalised: Floats = raw / raw.sum()
    return normalised


def _space(
    own: str,
    conditions: Sequence[Condition],
    codes: Sequence[str],
    values: npt.ArrayLike,
    own_values: Sequence[float] | None,
) -> _Space:
    """Standardise on the reference rows; all rows in code order, so that ties fall by code."""
    table = condition_table(conditions, codes, values)
    order = sorted(range(len(codes)), key=codes.__getitem__)
    every, table = [codes[i] for i in order], table[order]
    scale = reference_scale(indicators_of(conditions), table)
    if own_values is not None:
        place = bisect_left(every, own)
        outside = condition_table(conditions, [own], [list(own_values)])
        table = np.insert(table, place, outside, axis=0)
        every.insert(place, own)
    if every.count(own) != 1:
        where = "already in the reference" if own_values is not None else "not in the reference"
        msg = f"{own} is {where}"
        raise ShapeError(msg)
    index = every.index(own)
    reference = np.ones(len(every), dtype=np.bool_)
    reference[index] = own_values is None
    return _Space(tuple(every), table, scale.standardise(table), index, reference)


def _k_nearest(distance: Floats, k: int) -> npt.NDArray[np.intp]:
    """Return indices of the k shortest distances; rows are in code order, so a tie goes by code."""
    order = np.argsort(np.round(distance, _DECIMALS), kind="stable")[:k]
    return order[~np.isnan(distance[order])]


def _only(distance: Floats, chosen: Sequence[str], space: _Space) -> Floats:
    """Return the distances of the chosen places, NaN for all others."""
    known = {code for code, inside in zip(space.codes, space.reference, strict=True) if inside}
    if not chosen or len(set(chosen)) != len(chosen) or not set(chosen) <= known:
        msg = "chosen peers must be places of the reference, each once, and at least one"
        raise ShapeError(msg)
    if space.codes[space.own] in chosen:
        msg = f"{space.codes[space.own]} cannot be a peer of itself"
        raise ShapeError(msg)
    kept = np.array([code in chosen for code in space.codes])
    return np.where(kept, distance, np.nan)


def _far_limit(distances: Floats, k: int) -> float:
    """Return the 90th percentile of the distances of every reference place to its k nearest."""
    others = distances.copy()
    np.fill_diagonal(others, np.nan)
    nearest = np.sort(others, axis=1)[:, :k]
    return float(np.percentile(nearest[~np.isnan(nearest)], FAR_PERCENTILE))


def _is_near(from_peer: Floats, peer: int, space: _Space, k: int) -> bool:
    """Tell whether the own place is among the peer's k nearest reference places.

    An own place outside the reference is added to it for this question.
    """
    candidates = from_peer.copy()
    candidates[peer] = np.nan
    candidates[~space.reference & (np.arange(len(candidates)) != space.own)] = np.nan
    return space.own in _k_nearest(candidates, k)


def _differences(
    conditions: Sequence[Condition], difference: Floats, count: int
) -> tuple[Difference, ...]:
    """Return the known conditions that differ most, largest first, ties in the given order."""
    known = [i for i in range(len(conditions)) if not np.isnan(difference[i])]
    largest = sorted(known, key=lambda i: -round(abs(float(difference[i])), _DECIMALS))[:count]
    return tuple(Difference(conditions[i].indicator, float(difference[i])) for i in largest)


def _missing(conditions: Sequence[Condition], difference: Floats) -> tuple[str, ...]:
    """Return the indicators on which the two places could not be compared."""
    return tuple(
        condition.indicator
        for condition, apart in zip(conditions, difference, strict=True)
        if np.isnan(apart)
    )


def _not_compared(space: _Space, distance: Floats) -> tuple[str, ...]:
    """Return the reference places, other than the own one, that have no distance to it."""
    without = np.isnan(distance) & space.reference
    return tuple(space.codes[i] for i in np.flatnonzero(without) if i != space.own)


def _jittered(weight: Floats, draws: int, seed: int) -> Floats:
    """Return weights (p, draws), each moved by up to 20 % and scaled back to add up to 1."""
    moves = np.random.default_rng(seed).uniform(1.0 - JITTER, 1.0 + JITTER, (draws, len(weight)))
    moved = (moves * weight).T
    scaled: Floats = moved / moved.sum(axis=0)
    return scaled


def _stability(
    squares: Floats, distance: Floats, nearest: npt.NDArray[np.intp], weights: Floats
) -> float:
    """Return the mean share of the nearest that stay so under other weights (p, draws).

    Only places that have a distance under the given weights take part, so that a place does not
    come and go with the half-of-the-weight rule.
    """
    comparable = np.flatnonzero(~np.isnan(distance))
    known = ~np.isnan(squares[comparable])
    totals = weights.T @ np.where(known, squares[comparable], 0.0).T
    moved = np.sqrt(totals / (weights.T @ known.astype(np.float64).T))
    order = np.argsort(np.round(moved, _DECIMALS), axis=1, kind="stable")[:, : len(nearest)]
    return float(np.isin(comparable[order], nearest).mean())
