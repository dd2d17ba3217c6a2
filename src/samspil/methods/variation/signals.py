"""The four rules, each as the positions in one phase that it points at, and the side they lie on.

Values are those measured in one phase, in order of time; ``centre`` is its mean or median.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

type Found = tuple[tuple[int, ...], int]
"""Positions, and 1 for high (or rising) or -1 for low (or falling)."""

OUTER_THIRD = Fraction(2, 3)
"""How far from mean to limit the outer third begins."""


def outside(values: Sequence[Fraction], low: Fraction, high: Fraction) -> Iterator[Found]:
    """Yield each point beyond a limit; a point on it is inside."""
    for position, value in enumerate(values):
        if side := (value > high) - (value < low):
            yield (position,), side


def shift(values: Sequence[Fraction], centre: Fraction, length: int) -> Iterator[Found]:
    """Yield each whole run of ``length`` points or more on one side; one on the line ends it."""
    return _runs([_sign(value - centre) for value in values], length)


def trend(values: Sequence[Fraction], length: int) -> Iterator[Found]:
    """Yield each whole run of ``length`` points or more, each above (or below) the one before."""
    steps = [_sign(later - earlier) for earlier, later in pairwise(values)]
    for positions, side in _runs(steps, length - 1):
        yield (*positions, positions[-1] + 1), side


def near_limit(
    values: Sequence[Fraction], mean: Fraction, distance: Fraction, near: int, window: int
) -> Iterator[Found]:
    """Yield points in the outer third, or beyond it, ``near`` of ``window`` in a row on one side.

    ``distance`` is from mean to limit. The points of windows that share one are one signal.
    """
    border = OUTER_THIRD * distance
    sides = [_sign(v - mean) if abs(v - mean) > border else 0 for v in values]
    for side in (1, -1):
        found: list[int] = []
        for start in range(len(values) - window + 1):
            hits = [at for at in range(start, start + window) if sides[at] == side]
            if len(hits) < near:
                continue
            if found and hits[0] > found[-1]:
                yield tuple(found), side
                found = []
            found += [at for at in hits if not found or at > found[-1]]
        if found:
            yield tuple(found), side


def _runs(sides: Sequence[int], length: int) -> Iterator[Found]:
    """Yield each whole run of one side, other than 0, that is long enough."""
    start = 0
    for side, group in groupby(sides):
        count = len(list(group))
        if side and count >= length:
            yield tuple(range(start, start + count)), side
        start += count


def _sign(number: Fraction) -> int:
    """Return 1, 0 or -1."""
    return (number > 0) - (number < 0)
