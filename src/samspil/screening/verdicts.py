"""From answers to verdicts: the median of a lever's questions, and how firmly it stands.

No Django here. The scale decides which levels count as godt rustet or udfordret; a median between
the two is said to be divided, and "ved ikke" alone gives no verdict.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor
from statistics import median

from samspil.screening.instrument import Instrument, Verdict

INTERVIEWS_TO_RELY_ON = 3
WIDE = 2
"""Levels between the lowest and the highest from which informants are said to disagree."""


class Standing(StrEnum):
    """Where a lever stands."""

    WELL_EQUIPPED = "well_equipped"
    CHALLENGED = "challenged"
    DIVIDED = "divided"
    UNKNOWN = "unknown"
    OPEN = "open"


class Confidence(StrEnum):
    """How firmly a verdict stands, by the number and kind of what it rests on."""

    NONE = "none"
    LITTLE = "little"
    SOME = "some"
    FIRM = "firm"


@dataclass(frozen=True)
class Position:
    """A lever's standing and the median level behind it (None without an answered question)."""

    standing: Standing
    level: float | None = None

    @property
    def is_judged(self) -> bool:
        """Whether there is a verdict."""
        return self.level is not None


@dataclass(frozen=True)
class Spread:
    """Where those who were asked place practice.

    ``lowest``, ``highest`` and ``middle`` (the median) are None where nobody placed it;
    ``management`` and
    ``front_line`` are medians, None where fewer than two on that side did: one person's answer
    is never told as a side's.
    """

    informants: int = 0
    lowest: int | None = None
    highest: int | None = None
    middle: float | None = None
    management: float | None = None
    front_line: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to agree about."""
        return self.informants > 1

    @property
    def is_wide(self) -> bool:
        """Whether two levels or more lie between the lowest and the highest."""
        return (
            self.lowest is not None
            and self.highest is not None
            and (self.highest - self.lowest >= WIDE)
        )

    @property
    def sides_differ(self) -> bool:
        """Whether management and front line lie a level or more apart."""
        if self.management is None or self.front_line is None:
            return False
        return abs(self.management - self.front_line) >= 1


def spread_of(placed: Sequence[tuple[str, int]]) -> Spread:
    """Return how far informants agree; ``placed`` holds a side (or empty) and a level for each."""
    levels = [level for _side, level in placed]
    if not levels:
        return Spread()
    by_side = {
        side: [level for where, level in placed if where == side]
        for side in ("management", "front_line")
    }
    middle = {side: median(found) if len(found) > 1 else None for side, found in by_side.items()}
    return Spread(len(levels), min(levels), max(levels), median(levels), **middle)


def position_of(instrument: Instrument, answers: Sequence[int | None]) -> Position:
    """Return where a lever stands; ``answers`` are levels, or None for "ved ikke".

    Raises ValueError for a level that the scale lacks.
    """
    levels = [level for level in answers if level is not None]
    if not levels:
        return Position(Standing.UNKNOWN if answers else Standing.OPEN)
    middle = median(levels)
    below, above = instrument.verdict_of(floor(middle)), instrument.verdict_of(ceil(middle))
    if below != above:
        return Position(Standing.DIVIDED, middle)
    well = above is Verdict.WELL_EQUIPPED
    return Position(Standing.WELL_EQUIPPED if well else Standing.CHALLENGED, middle)


def confidence_of(kinds: Sequence[str]) -> Confidence:
    """Return how firmly a verdict stands on evidence of these kinds.

    Firm is what the instrument itself asks for: a document and interviews with three roles.
    """
    if not kinds:
        return Confidence.NONE
    counted = Counter(kinds)
    if counted["document"] and counted["interview"] >= INTERVIEWS_TO_RELY_ON:
        return Confidence.FIRM
    return Confidence.SOME if len(kinds) > 1 else Confidence.LITTLE
