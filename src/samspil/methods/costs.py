"""What it costs to put two places in one group: travel, size, conditions, what can be learned.

Formula, decisions and tests: docs/methods/costs.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from samspil.methods.results import Floats, MethodError, ShapeError

type PartName = Literal["travel", "size", "comparability", "complementarity"]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


@dataclass(frozen=True)
class Weights:
    """How much each part counts; only their proportions matter. Not negative, not all zero."""

    travel: float
    size: float
    comparability: float
    complementarity: float = 0.0

    def __post_init__(self) -> None:
        values = self._values()
        if not all(np.isfinite(values)) or min(values) < 0.0 or sum(values) <= 0.0:
            msg = "weights must be finite, not negative, and not all zero"
            raise MethodError(msg)

    def share(self, part: PartName) -> float:
        """Return one part's share of the whole; the shares add up to 1."""
        return self._values()[part_names().index(part)] / sum(self._values())

    def _values(self) -> tuple[float, ...]:
        return (self.travel, self.size, self.comparability, self.complementarity)


@dataclass(frozen=True)
class Part:
    """One part of the cost, pair by pair (n, n) with zeros on the diagonal.

    `raw` is in the part's own unit (km or minutes, difference of natural logarithms, standard
    deviations, areas in which neither can learn from the other), NaN where the pair cannot be
    measured. `typical` is what one of them amounts to between a typical pair, and `scaled` is raw
    divided by it: 1 is a typical pair. A pair that cannot be measured is taken as typical.
    """

    raw: Floats
    typical: float
    scaled: Floats


@dataclass(frozen=True)
class PairCosts:
    """The cost of every pair (n, n), symmetric, the parts it is made of, and kilometres always."""

    total: Floats
    parts: dict[PartName, Part]
    km: Part


def pair_costs(
    *,
    points: npt.ArrayLike,
    populations: npt.ArrayLike,
    distances: npt.ArrayLike,
    weights: Weights,
    travel: npt.ArrayLike | None = None,
    unmatched: npt.ArrayLike | None = None,
) -> PairCosts:
    """Return what it costs to put any two of n places in one group; a typical pair costs about 1.

    `points` (n, 2) holds latitude and longitude in degrees, `populations` (n) inhabitants above
    zero, `distances` (n, n) how unlike conditions are (see `peers.weighted_distances`), NaN where
    that is not known. `travel` (n, n), such as minutes by road and ferry, takes the place of the
    great circle. `unmatched` (n, n) counts the areas in which neither of two is strong where the
    other wants to learn, NaN where one of them has not said.

    Raises ShapeError for input that does not fit together and MethodError for values that mean
    nothing.
    """
    place, people, unlike = _checked(points, populations, distances)
    logs = np.log(people)
    unknown = np.full_like(unlike, np.nan)
    km = great_circle_km(place)
    raw: dict[PartName, Floats] = {
        "travel": km if travel is None else _pairs(travel, len(place)),
        "size": np.abs(logs[:, None] - logs[None, :]),
        "comparability": unlike,
        "complementarity": _pairs(unknown if unmatched is None else unmatched, len(place)),
    }
    parts = {name: _part(matrix) for name, matrix in raw.items()}
    total = np.zeros_like(unlike)
    for name, part in parts.items():
        total += weights.share(name) * part.scaled
    return PairCosts(total, parts, _part(km))


def great_circle_km(points: Floats) -> Floats:
    """Return the shortest way over the surface between points (n, 2) in degrees, as (n, n) km.

    The haversine formula, which stays exact for points close to each other.
    """
    latitude, longitude = np.radians(points).T
    half_up = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    half_along = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    chord = half_up + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * half_along
    angles: Floats = 2.0 * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return EARTH_RADIUS_KM * angles


def part_names() -> tuple[PartName, ...]:
    """Return the names of the parts, in order."""
    return get_args(PartName.__value__)


def mean_to_others(matrix: Floats, members: Sequence[int]) -> Floats:
    """Return for each member of a group its mean to the others, unknown pairs left out.

    NaN where a member has no other with a known value.
    """
    inside = matrix[np.ix_(members, members)].copy()
    np.fill_diagonal(inside, np.nan)
    known = ~np.isnan(inside)
    with np.errstate(invalid="ignore"):
        means: Floats = np.where(known, inside, 0.0).sum(axis=1) / known.sum(axis=1)
    return means


def _checked(
    points: npt.ArrayLike, populations: npt.ArrayLike, distances: npt.ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Return the three inputs as floats, or raise."""
    place = np.array(points, dtype=np.float64)
    people = np.array(populations, dtype=np.float64)
    unlike = np.array(distances, dtype=np.float64)
    n = len(people) if people.ndim == 1 else 0
    if n < 2 or place.shape != (n, 2) or unlike.shape != (n, n):
        msg = "two places or more are needed, each with a point, a population and its distances"
        raise ShapeError(msg)
    if not np.isfinite(place).all() or (np.abs(place) > (90.0, 180.0)).any():
        msg = "a point is not a latitude and a longitude in degrees"
        raise MethodError(msg)
    if not np.isfinite(people).all() or (people <= 0.0).any():
        msg = "every population must be above zero"
        raise MethodError(msg)
    return place, people, _pairs(unlike, n)


def _pairs(given: npt.ArrayLike, n: int) -> Floats:
    """Return a matrix of pairs with zeros on its diagonal, or raise."""
    matrix = np.array(given, dtype=np.float64)
    if matrix.shape != (n, n):
        msg = f"every pair of {n} places needs a value"
        raise ShapeError(msg)
    np.fill_diagonal(matrix, 0.0)
    even = np.allclose(matrix, matrix.T, rtol=1e-9, atol=1e-12, equal_nan=True)
    if np.isinf(matrix).any() or (matrix < 0.0).any() or not even:
        msg = "distances must be finite, symmetric and not negative"
        raise MethodError(msg)
    return matrix


def _part(raw: Floats) -> Part:
    """Return a part scaled to its typical pair."""
    pairs = raw[np.triu_indices(len(raw), k=1)]
    known = pairs[~np.isnan(pairs)]
    typical = _typical(known)
    scaled = np.where(np.isnan(raw), 1.0 if known.size else 0.0, raw / (typical or 1.0))
    return Part(raw, typical, scaled)


def _typical(known: Floats) -> float:
    """Return the median; where half of the pairs or more are equal, the mean of those that differ.

    0 when none differ or none is known: the part then says nothing about anybody.
    """
    if not known.size:
        return 0.0
    middle = float(np.median(known))
    if middle > 0.0:
        return middle
    differing = known[known > 0.0]
    return float(differing.mean()) if differing.size else 0.0
