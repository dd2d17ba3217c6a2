"""In what order boxes stand in their columns, so that few links cross.

The first two columns keep their own order: people put what matters most first. Those further
right are ordered by barycentre, ties by their own order, and neighbours then change places where
that takes a crossing away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_OWN: Final = 2
_MOST_PASSES: Final = 12


def ordered(
    nodes: Iterable[tuple[str, int]], links: Sequence[tuple[str, str]], columns: int
) -> list[list[str]]:
    """Return the ids of each column from above; ``nodes`` are (id, column) in their own order."""
    order: list[list[str]] = [[] for _place in range(columns)]
    for one, column in nodes:
        order[column].append(one)
    to_left: dict[str, list[str]] = {}
    to_right: dict[str, list[str]] = {}
    for left, right in links:
        to_left.setdefault(right, []).append(left)
        to_right.setdefault(left, []).append(right)
    for place in range(_OWN, columns):
        order[place] = _by_barycentre(order[place], order[place - 1], to_left)
    for _pass in range(_MOST_PASSES):
        if not any(_swapped(order, place, to_left, to_right) for place in range(_OWN, columns)):
            break
    return order


def crossings(order: Sequence[Sequence[str]], links: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs of links cross, when columns stand in this order."""
    place = {one: number for column in order for number, one in enumerate(column)}
    column_of = {one: number for number, column in enumerate(order) for one in column}
    between: dict[int, list[tuple[int, int]]] = {}
    for left, right in links:
        between.setdefault(column_of[left], []).append((place[left], place[right]))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for pairs in between.values()
        for number, a in enumerate(pairs)
        for b in pairs[:number]
    )


def _by_barycentre(
    column: Sequence[str], before: Sequence[str], beside: Mapping[str, Sequence[str]]
) -> list[str]:
    """Sort by the mean place of those to the left; what hangs on nothing comes last."""
    place = {one: number for number, one in enumerate(before)}

    def mean(one: str) -> float:
        near = [place[other] for other in beside.get(one, ())]
        return sum(near) / len(near) if near else len(before)

    return sorted(column, key=mean)


def _swapped(
    order: list[list[str]],
    place: int,
    to_left: Mapping[str, Sequence[str]],
    to_right: Mapping[str, Sequence[str]],
) -> bool:
    """Let neighbours of a column change places where fewer links cross; whether any did."""
    column = order[place]
    left = {one: number for number, one in enumerate(order[place - 1])}
    right = {one: number for number, one in enumerate((order[place + 1 :] or [[]])[0])}
    changed = False
    for number in range(len(column) - 1):
        upper, lower = column[number], column[number + 1]
        now = _crossed(upper, lower, to_left, left) + _crossed(upper, lower, to_right, right)
        then = _crossed(lower, upper, to_left, left) + _crossed(lower, upper, to_right, right)
        if then < now:
            column[number], column[number + 1] = lower, upper
            changed = True
    return changed


def _crossed(
    upper: str, lower: str, beside: Mapping[str, Sequence[str]], place: Mapping[str, int]
) -> int:
    """Return how many links of two neighbours cross on one side."""
    return sum(
        place[one] > place[other]
        for one in beside.get(upper, ())
        for other in beside.get(lower, ())
    )
