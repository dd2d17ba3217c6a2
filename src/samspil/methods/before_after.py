"""Figures before and after a stretch of time, beside comparable places. It tells of no cause.

Definitions and tests: docs/methods/before-after.md.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

FEWEST = 3
"""Comparable places with a known figure, below which nothing is told of them together."""

_PERIOD = re.compile(r"(\d{4})(?:/(\d{4})|M(\d{2})|[KQ]([1-4])|H([12]))?")
_SCHOOL_YEAR_BEGINS = 8


@dataclass(frozen=True)
class Together:
    """Comparable places together: the median, the middle half, the ends, how many are known."""

    median: float
    low: float
    high: float
    least: float
    most: float
    known: int


@dataclass(frozen=True)
class BeforeAfter:
    """A figure before and after. ``None`` is what is not known (yet), never nought.

    ``peers_before`` and ``peers_after`` are of the places known in both periods, where both are
    there; ``peers_change`` is of those places' own changes.
    """

    before: str
    after: str
    own_before: float | None
    own_after: float | None
    peers_before: Together | None
    peers_after: Together | None
    peers_change: Together | None

    @property
    def own_change(self) -> float | None:
        """The own figure after less the one before; None unless both are known."""
        if self.own_before is None or self.own_after is None:
            return None
        return self.own_after - self.own_before

    @property
    def is_among_peers(self) -> bool | None:
        """Whether the own change lies within those of the comparable places; None if unknown."""
        own, others = self.own_change, self.peers_change
        if own is None or others is None:
            return None
        return others.least <= own <= others.most


def span(period: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a period such as 2024, 2024/2025, 2024M03, 2024K2, 2024H1.

    A school year runs from 1 August to 31 July. None for what is no such period.
    """
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    year, school, month, quarter, half = found.groups()
    first = int(year)
    if not 1 <= first < dt.MAXYEAR or (school and int(school) != first + 1):
        return None
    if school:
        begins, months = (first, _SCHOOL_YEAR_BEGINS), 12
    elif month:
        begins, months = (first, int(month)), 1
    elif quarter:
        begins, months = (first, 3 * int(quarter) - 2), 3
    elif half:
        begins, months = (first, 6 * int(half) - 5), 6
    else:
        begins, months = (first, 1), 12
    return _months(begins, months)


def _months(begins: tuple[int, int], months: int) -> tuple[dt.date, dt.date] | None:
    year, month = begins
    if not 1 <= month <= 12:
        return None
    years, place = divmod(month - 1 + months, 12)
    return dt.date(year, month, 1), dt.date(year + years, place + 1, 1) - dt.timedelta(days=1)


def around(periods: Iterable[str], first: dt.date, last: dt.date) -> tuple[str, str]:
    """Return the newest period that ended before ``first``, and the newest begun after ``last``.

    Each is empty where there is none: a period that lies in part within is neither.
    """
    spans = [(known, period) for period in periods if (known := span(period)) is not None]
    before = [(ends, period) for (_begins, ends), period in spans if ends < first]
    after = [(begins, period) for (begins, _ends), period in spans if begins > last]
    return max(before, default=(first, ""))[1], max(after, default=(last, ""))[1]


def before_after(
    own: Mapping[str, float],
    peers: Sequence[Mapping[str, float]],
    *,
    first: dt.date,
    last: dt.date,
) -> BeforeAfter:
    """Return a figure before ``first`` and after ``last``, beside the peers'.

    ``own`` and each of ``peers`` give values by period. The periods are chosen among the own
    ones; where there is no own one, among the peers'.
    """
    everybody = {period for one in peers for period in one}
    before, after = around(own, first, last)
    others_before, others_after = around(everybody, first, last)
    before, after = before or others_before, after or others_after
    both = [one for one in peers if before in one and after in one]
    counted = both if after else peers
    return BeforeAfter(
        before=before,
        after=after,
        own_before=own.get(before),
        own_after=own.get(after),
        peers_before=together([one[before] for one in counted if before in one]),
        peers_after=together([one[after] for one in counted if after in one]),
        peers_change=together([one[after] - one[before] for one in both]),
    )


def together(values: Sequence[float]) -> Together | None:
    """Return values together; None for fewer than ``FEWEST``."""
    if len(values) < FEWEST:
        return None
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    return Together(median(values), low, high, min(values), max(values), len(values))
