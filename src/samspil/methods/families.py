"""Families of schools with similar conditions, of like size, spread over municipalities.

Formula, decisions and tests: docs/methods/families.md.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspil.methods.conditions import Condition, condition_table, indicators_of, reference_scale
from samspil.methods.exchange import Dealt, improve
from samspil.methods.results import Floats, MethodError, ShapeError, TooFewPlacesError, input_hash

_SEED, _AGAIN, _CHEAP = 1, 60, 1000
_DECIMALS = 9
"""Distances are ordered after rounding, so that equal ones tie by code."""


@dataclass(frozen=True)
class Sizes:
    """Fewest and most members of a family, and most from one municipality."""

    fewest: int = 8
    most: int = 12
    per_owner: int = 2


@dataclass(frozen=True)
class Family:
    """Members in code order, and the family's middle and spread on each condition, in sd."""

    members: tuple[str, ...]
    middle: Mapping[str, float]
    spread: Mapping[str, float]


@dataclass(frozen=True)
class Families:
    """All families, in the order of their first member.

    `within` is the mean squared distance of a school to its family's middle over all conditions;
    the same over one family of all would be 1 a condition. `random` is what dealing by lot gives
    on average. `unplaced` lack a condition. `over_owner`: families with more members from one
    municipality than asked for, where that could not be avoided.
    """

    families: tuple[Family, ...]
    within: float
    random: float
    unplaced: tuple[str, ...]
    over_owner: tuple[int, ...]
    inputs: str

    def of(self, code: str) -> Family | None:
        """Return the family of a school; None for one that was not placed."""
        return next((family for family in self.families if code in family.members), None)


def form_families(
    *,
    codes: Sequence[str],
    owners: Sequence[str],
    conditions: Sequence[Condition],
    values: npt.ArrayLike,
    weights: Mapping[str, float] | None = None,
    sizes: Sizes = Sizes(),
) -> Families:
    """Return families of schools that are alike on conditions.

    `owners` are the schools' municipalities; `values` (schools, conditions) in the indicators' own
    units, NaN for missing. A school that lacks any condition is not placed: a family is
    what its members share, so nothing is filled in. `weights` by indicator, equal if not given.

    Raises KindRefusedError for anything but a condition, TooFewPlacesError for fewer schools than
    one family, and other MethodErrors for input that does not fit.
    """
    _require(sizes, codes, owners)
    table = condition_table(conditions, codes, values)
    order = sorted(range(len(codes)), key=codes.__getitem__)
    known = [i for i in order if not np.isnan(table[i]).any()]
    unplaced = tuple(codes[i] for i in order if np.isnan(table[i]).any())
    count = _family_count(len(known), sizes)
    scale = reference_scale(indicators_of(conditions), table[known])
    z = scale.standardise(table[known])
    weight = _weights(conditions, weights)
    owner = _numbered([owners[i] for i in known])
    x = z * np.sqrt(weight * len(weight))
    groups = _best(x, owner, count, sizes)
    names = [codes[i] for i in known]
    families = _in_order(names, z, groups, conditions, count)
    return Families(
        families=families,
        within=within_families(x, groups),
        random=_by_lot(x, count),
        unplaced=unplaced,
        over_owner=_over_owner(families, dict(zip(names, owner, strict=True)), sizes.per_owner),
        inputs=input_hash(
            "families", [codes[i] for i in order], [owners[i] for i in order], list(conditions),
            table[order], weight, sizes,
        ),
    )  # fmt: skip


def within_families(x: Floats, groups: npt.NDArray[np.intp]) -> float:
    """Return the mean squared distance of rows x (n, p) to the middle of their group (n,)."""
    count = np.bincount(groups)
    sums = np.zeros((len(count), x.shape[1]))
    np.add.at(sums, groups, x)
    middles = sums / np.maximum(count, 1)[:, None]
    return float(((x - middles[groups]) ** 2).sum() / len(x))


def _best(
    x: Floats, owners: npt.NDArray[np.intp], count: int, sizes: Sizes
) -> npt.NDArray[np.intp]:
    """Return the best of some starts, each improved: MDAV's and, where there is time, by lot.

    Many schools leave little to be gained by starting again, and few make it cheap.
    """
    draw = np.random.default_rng(_SEED)
    starts = [_first_families(x, owners, count, sizes.per_owner)]
    again = min(_AGAIN, _CHEAP // len(x))
    starts += [draw.permutation(np.arange(len(x)) % count) for _start in range(again)]
    improved = [
        improve(
            Dealt(x, owners, start, count),
            fewest=sizes.fewest, most=sizes.most, per_owner=sizes.per_owner,
        )
        for start in starts
    ]  # fmt: skip
    return min(
        improved,
        key=lambda groups: (
            _excess(groups, owners, sizes.per_owner),
            round(within_families(x, groups), _DECIMALS),
        ),
    )


def _excess(groups: npt.NDArray[np.intp], owners: npt.NDArray[np.intp], per_owner: int) -> int:
    """Return how many members stand beyond their municipality's limit in their family."""
    held = np.zeros((int(groups.max()) + 1, int(owners.max()) + 1), dtype=np.intp)
    np.add.at(held, (groups, owners), 1)
    return int(np.maximum(held - per_owner, 0).sum())


def _first_families(
    x: Floats, owners: npt.NDArray[np.intp], count: int, per_owner: int
) -> npt.NDArray[np.intp]:
    """Return a family number for each row: round the one farthest out, its nearest (MDAV).

    Of those not yet dealt, the one farthest from their middle starts a family with its nearest,
    no more of an owner than allowed as long as others are left. Sizes differ by one at most.
    """
    groups = np.zeros(len(x), dtype=np.intp)
    left = np.arange(len(x))
    for number in range(count):
        size = -(-len(left) // (count - number))
        away = ((x[left] - x[left].mean(axis=0)) ** 2).sum(axis=1)
        first = left[int(np.argmax(np.round(away, _DECIMALS)))]
        near = np.round(((x[left] - x[first]) ** 2).sum(axis=1), _DECIMALS)
        nearest = left[np.argsort(near, kind="stable")]
        turn = _turns(owners[nearest]) >= per_owner
        taken = nearest[np.argsort(turn, kind="stable")[:size]]
        groups[taken] = number
        left = np.setdiff1d(left, taken)
    return groups


def _turns(owners: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Return for each place in a list how often its owner stood there before."""
    order = np.argsort(owners, kind="stable")
    starts = np.searchsorted(owners[order], owners[order])
    turns = np.empty(len(owners), dtype=np.intp)
    turns[order] = np.arange(len(owners)) - starts
    return turns


def _family_count(schools: int, sizes: Sizes) -> int:
    """Return how many families: the middle size if it goes, else the nearest that does."""
    least, most = -(-schools // sizes.most), schools // sizes.fewest
    if most < 1 or least > most:
        msg = f"{schools} schools cannot be divided into families of {sizes.fewest}-{sizes.most}"
        raise TooFewPlacesError(msg)
    return min(max(round(schools / ((sizes.fewest + sizes.most) / 2)), least), most)


def _weights(conditions: Sequence[Condition], weights: Mapping[str, float] | None) -> Floats:
    """Return weights (p,) adding up to 1."""
    indicators = indicators_of(conditions)
    if not indicators:
        msg = "families cannot be formed on no condition"
        raise ShapeError(msg)
    given = dict.fromkeys(indicators, 1.0) if weights is None else weights
    if set(given) != set(indicators):
        odd = ", ".join(sorted(set(given) ^ set(indicators)))
        msg = f"weights and conditions differ on {odd}"
        raise ShapeError(msg)
    raw = np.array([given[indicator] for indicator in indicators], dtype=np.float64)
    if not np.isfinite(raw).all() or (raw < 0).any() or raw.sum() <= 0:
        msg = "weights must be finite, not negative, and not all zero"
        raise MethodError(msg)
    shares: Floats = raw / raw.sum()
    return shares


def _numbered(owners: Sequence[str]) -> npt.NDArray[np.intp]:
    """Return a number for each owner, by code."""
    numbers = {name: place for place, name in enumerate(sorted(set(owners)))}
    return np.array([numbers[name] for name in owners], dtype=np.intp)


def _in_order(
    names: Sequence[str],
    z: Floats,
    groups: npt.NDArray[np.intp],
    conditions: Sequence[Condition],
    count: int,
) -> tuple[Family, ...]:
    """Return the families by their first member, each described on every condition."""
    indicators = indicators_of(conditions)
    found = []
    for number in range(count):
        rows = np.flatnonzero(groups == number).tolist()
        middle, spread = z[rows].mean(axis=0).tolist(), z[rows].std(axis=0).tolist()
        found.append(
            Family(
                tuple(names[i] for i in rows),
                dict(zip(indicators, middle, strict=True)),
                dict(zip(indicators, spread, strict=True)),
            )
        )
    return tuple(sorted(found, key=lambda family: family.members))


def _by_lot(x: Floats, count: int) -> float:
    """Return the expected `within` of families dealt by lot: (1 - families / schools) variances.

    A sample of s without replacement has mean squared distance (s - 1) / s · n / (n - 1) of the
    whole's to its own middle; over all families that is (n - families) / (n - 1).
    """
    whole = ((x - x.mean(axis=0)) ** 2).sum() / len(x)
    return float(whole * (len(x) - count) / (len(x) - 1))


def _over_owner(
    families: tuple[Family, ...], owner_of: Mapping[str, int], most: int
) -> tuple[int, ...]:
    """Return the places of the families with more than `most` members of one owner."""
    over = []
    for place, family in enumerate(families):
        counts: dict[int, int] = defaultdict(int)
        for member in family.members:
            counts[owner_of[member]] += 1
        if max(counts.values()) > most:
            over.append(place)
    return tuple(over)


def _require(sizes: Sizes, codes: Sequence[str], owners: Sequence[str]) -> None:
    if not 2 <= sizes.fewest <= sizes.most or sizes.per_owner < 1:
        msg = "families have at least two members, no fewer than fewest, one an owner or more"
        raise MethodError(msg)
    if len(owners) != len(codes):
        msg = f"{len(owners)} owners for {len(codes)} schools"
        raise ShapeError(msg)
