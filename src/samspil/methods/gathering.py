"""Where to meet: the place that costs all together least, and the one that spares the farthest.

The 1-median and the 1-centre of a network, restricted to its own members (Hakimi 1964).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspil.methods.results import ShapeError


@dataclass(frozen=True)
class MeetingPlace:
    """A host by its place in the matrix, and what it asks of the others, in the matrix's unit.

    `mean` is over the guests, the host not counted; `farthest` is the guest with the longest way.
    """

    host: int
    mean: float
    longest: float
    farthest: int


def meeting_places(
    distances: npt.ArrayLike, members: Sequence[int] | None = None
) -> tuple[MeetingPlace, MeetingPlace]:
    """Return the host with the least travel in all, and the one whose farthest guest is nearest.

    `distances` (n, n) in any unit, `members` those who meet (all by default), two or more. Of
    equals, the one that is better by the other measure, then the first. Raises ShapeError.
    """
    matrix = np.array(distances, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        msg = "distances must be a square matrix"
        raise ShapeError(msg)
    who = list(range(len(matrix)) if members is None else members)
    if len(set(who)) < 2:
        msg = "two or more must meet"
        raise ShapeError(msg)
    hosts = [_hosted(matrix, host, who) for host in who]
    least = min(hosts, key=lambda one: (round(one.mean, 9), round(one.longest, 9)))
    fairest = min(hosts, key=lambda one: (round(one.longest, 9), round(one.mean, 9)))
    return least, fairest


def _hosted(matrix: npt.NDArray[np.float64], host: int, who: Sequence[int]) -> MeetingPlace:
    guests = [guest for guest in who if guest != host]
    ways = matrix[host, guests]
    at = int(np.argmax(ways))
    return MeetingPlace(host, float(ways.mean()), float(ways[at]), guests[at])
