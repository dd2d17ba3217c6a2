"""The nouns of variation: rules, a question, and the chart that answers it.

Numbers are exact fractions of what was written, so that a point *on* a line is never taken for one
beside it because of rounding; they become floats only in the answer.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Direction = Literal["higher", "lower", "neutral"]
Kind = Literal["xmr", "run", "too_few_points"]
RuleName = Literal["outside", "shift", "trend", "two_of_three"]
Side = Literal["high", "low"]
Meaning = Literal["improving", "concerning", "neutral"]
Variation = Literal["common", "improving", "concerning", "neutral"]
Assurance = Literal["hit", "miss", "hit_and_miss"]
Time = str | int

RULE_ORDER: tuple[RuleName, ...] = ("outside", "shift", "trend", "two_of_three")


@dataclass(frozen=True)
class Rules:
    """The stated rules; ``id`` names them with their version and goes with every answer.

    ``xmr_from`` and ``run_from`` are the fewest points of either chart; ``factor`` times the mean
    moving range is the distance from mean to limit; ``shift`` and ``trend`` are points in a row;
    ``near`` of ``window`` points in a row in the same outer third are a signal.
    Raises ValueError for rules that contradict themselves.
    """

    id: str
    xmr_from: int
    run_from: int
    factor: Fraction
    shift: int
    trend: int
    near: int
    window: int

    def __post_init__(self) -> None:
        if not 2 <= self.run_from <= self.xmr_from:
            raise ValueError("run_from must be at least 2 and at most xmr_from")
        if self.factor <= 0:
            raise ValueError("factor must be above 0")
        if min(self.shift, self.trend) < 3:
            raise ValueError("shift and trend must be at least 3")
        if not 2 <= self.near <= self.window:
            raise ValueError("near must be at least 2 and at most window")


@dataclass(frozen=True)
class Point:
    """One measurement; None where nothing was measured, which is never 0."""

    t: Time
    value: Fraction | None


@dataclass(frozen=True)
class Rebase:
    """Where somebody lets a new phase begin, why and who; ``decided`` is when, if told."""

    position: int
    t: Time
    reason: str
    by: str
    decided: Time | None = None


@dataclass(frozen=True)
class Baseline:
    """The points (positions, both included) that mean and limits of their phase rest on."""

    first: int
    last: int
    reason: str
    by: str


@dataclass(frozen=True)
class Question:
    """A series in order of time, with what is wanted of it. Rebases stand in order of position."""

    points: tuple[Point, ...]
    direction: Direction = "neutral"
    target: Fraction | None = None
    baseline: Baseline | None = None
    rebases: tuple[Rebase, ...] = ()


@dataclass(frozen=True)
class Signal:
    """One sign of more than chance: the rule, the points it is about, and which way they lie."""

    rule: RuleName
    points: tuple[Time, ...]
    side: Side
    meaning: Meaning

    def as_json(self) -> dict[str, object]:
        """Return the signal as JSON values."""
        return {
            "rule": self.rule,
            "points": list(self.points),
            "side": self.side,
            "meaning": self.meaning,
        }


@dataclass(frozen=True)
class Lines:
    """What a phase's points are held against.

    ``mean``, ``median`` and ``moving_range`` (the mean of them) are None where there are too few
    points for one. ``natural`` is mean ± factor times the moving range, whether or not there are
    enough points to believe it; only an XmR chart makes ``limits`` of it.
    """

    count: int
    mean: Fraction | None
    median: Fraction | None
    moving_range: Fraction | None
    natural: tuple[Fraction, Fraction] | None


@dataclass(frozen=True)
class Phase:
    """A stretch of points with lines of their own; ``began`` is who let it begin, and why."""

    chart: Kind
    first: Time | None
    last: Time | None
    count: int
    lines: Lines
    began: Rebase | None
    baseline: tuple[Time, Time, str, str] | None

    @property
    def limits(self) -> tuple[Fraction, Fraction] | None:
        """The limits that may be used: those of an XmR chart."""
        return self.lines.natural if self.chart == "xmr" else None

    def as_json(self) -> dict[str, object]:
        """Return the phase as JSON values."""
        written: dict[str, object] = {"first": self.first, "last": self.last, "count": self.count}
        written |= {"chart": self.chart} | self.lines_as_json()
        if self.began is not None:
            written |= {"reason": self.began.reason, "by": self.began.by}
            if self.began.decided is not None:
                written |= {"decided": self.began.decided}
        if self.baseline is not None:
            first, last, reason, by = self.baseline
            written["baseline"] = {"from": first, "to": last, "reason": reason, "by": by}
        return written

    def lines_as_json(self) -> dict[str, object]:
        """Return mean, limits, median and moving range as JSON values."""
        lines = self.lines
        return {
            "mean": _number(lines.mean),
            "limits": _pair(self.limits),
            "median": _number(lines.median),
            "moving_range": _number(lines.moving_range),
            "naive_limits": _pair(None if self.chart == "xmr" else lines.natural),
        }


@dataclass(frozen=True)
class Chart:
    """The answer: the phases in order of time (one at least), and what stands out.

    ``variation`` is what the latest point is part of; None where there are too few points.
    ``assurance`` is whether the process as it now runs will meet the target; None without target,
    direction or limits. ``gaps`` are times at which nothing was measured.
    """

    rules: str
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]
    variation: Variation | None
    assurance: Assurance | None
    gaps: tuple[Time, ...]
    inputs: str

    @property
    def now(self) -> Phase:
        """The latest phase, which the chart as a whole is named by."""
        return self.phases[-1]

    def as_json(self) -> dict[str, object]:
        """Return the chart as JSON values; mean and limits are those of the latest phase."""
        return {
            "rules": self.rules,
            "chart": self.now.chart,
            **self.now.lines_as_json(),
            "signals": [each.as_json() for each in self.signals],
            "variation": self.variation,
            "assurance": self.assurance,
            "phases": [each.as_json() for each in self.phases],
            "gaps": list(self.gaps),
            "inputs": self.inputs,
        }


def _number(value: Fraction | None) -> float | None:
    """Return the nearest float."""
    return None if value is None else float(value)


def _pair(pair: tuple[Fraction, Fraction] | None) -> list[float] | None:
    """Return the nearest floats of both."""
    return None if pair is None else [float(each) for each in pair]
