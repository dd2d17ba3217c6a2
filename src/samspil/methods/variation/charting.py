"""From a series to its chart: phases, lines, signals, and what they say of direction and target."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from itertools import pairwise
from statistics import median

from samspil.methods.results import input_hash
from samspil.methods.variation import signals
from samspil.methods.variation.model import (
    RULE_ORDER,
    Assurance,
    Baseline,
    Chart,
    Direction,
    Kind,
    Lines,
    Meaning,
    Phase,
    Point,
    Question,
    Rebase,
    RuleName,
    Rules,
    Signal,
    Variation,
)
from samspil.methods.variation.signals import Found


def draw(question: Question, rules: Rules) -> Chart:
    """Return the chart of a series under the stated rules.

    Phases begin where the question says, and nowhere else: however strong a signal is, limits
    are never moved by it. Gaps are left out, and their neighbours are next to each other.
    """
    phases: list[Phase] = []
    found: list[tuple[int, int, Signal]] = []
    for start, end, began in _stretches(question):
        measured = [at for at in range(start, end) if question.points[at].value is not None]
        baseline = _within(question.baseline, start, end)
        phase = _phase(question.points, measured, rules, began, baseline)
        phases.append(phase)
        found += _signals(question, measured, phase, rules)
    found.sort(key=lambda each: each[:2])
    everything = tuple(signal for _rule, _first, signal in found)
    last = phases[-1]
    return Chart(
        rules=rules.id,
        phases=tuple(phases),
        signals=everything,
        variation=None if last.chart == "too_few_points" else _variation(everything, last),
        assurance=_assurance(last, question.direction, question.target),
        gaps=tuple(point.t for point in question.points if point.value is None),
        inputs=_inputs(question, rules),
    )


def _stretches(question: Question) -> Iterator[tuple[int, int, Rebase | None]]:
    """Yield first position, position after the last, and who let the stretch begin."""
    begins: list[Rebase | None] = [None, *question.rebases]
    starts = [0, *(each.position for each in question.rebases), len(question.points)]
    for began, (start, end) in zip(begins, pairwise(starts), strict=True):
        yield start, end, began


def _within(baseline: Baseline | None, start: int, end: int) -> Baseline | None:
    """Return the baseline if it lies in this stretch."""
    return baseline if baseline is not None and start <= baseline.first < end else None


def _phase(
    points: Sequence[Point],
    measured: Sequence[int],
    rules: Rules,
    began: Rebase | None,
    baseline: Baseline | None,
) -> Phase:
    """Return one phase with the lines that its baseline, or all of it, gives."""
    base = [at for at in measured if baseline is None or baseline.first <= at <= baseline.last]
    lines = _lines([_value(points[at]) for at in base], rules)
    told = None
    if baseline is not None:
        first, last = points[baseline.first].t, points[baseline.last].t
        told = (first, last, baseline.reason, baseline.by)
    return Phase(
        chart=_kind(len(measured), len(base), rules),
        first=points[measured[0]].t if measured else None,
        last=points[measured[-1]].t if measured else None,
        count=len(measured),
        lines=lines,
        began=began,
        baseline=told,
    )


def _kind(count: int, base: int, rules: Rules) -> Kind:
    """Return which chart so many points allow, of which so many carry the lines."""
    if base >= rules.xmr_from:
        return "xmr"
    return "run" if count >= rules.run_from else "too_few_points"


def _lines(base: Sequence[Fraction], rules: Rules) -> Lines:
    """Return mean, median, mean moving range and natural limits of the points they rest on."""
    if not base:
        return Lines(0, None, None, None, None)
    mean = sum(base, Fraction(0)) / len(base)
    middle = Fraction(median(base))
    if len(base) < 2:
        return Lines(1, mean, middle, None, None)
    moves = sum((abs(later - earlier) for earlier, later in pairwise(base)), Fraction(0))
    moving = moves / (len(base) - 1)
    distance = rules.factor * moving
    return Lines(len(base), mean, middle, moving, (mean - distance, mean + distance))


def _signals(
    question: Question, measured: Sequence[int], phase: Phase, rules: Rules
) -> Iterator[tuple[int, int, Signal]]:
    """Yield each signal in a phase, after its rule's place and the position where it begins."""
    values = [_value(question.points[at]) for at in measured]
    for rule, (positions, side) in _found(values, phase, rules):
        times = tuple(question.points[measured[at]].t for at in positions)
        meaning = _meaning(side, question.direction)
        signal = Signal(rule, times, "high" if side > 0 else "low", meaning)
        yield RULE_ORDER.index(rule), measured[positions[0]], signal


def _found(
    values: Sequence[Fraction], phase: Phase, rules: Rules
) -> Iterator[tuple[RuleName, Found]]:
    """Yield what each rule finds: all four on an XmR chart, shift and trend on a run chart."""
    lines = phase.lines
    if phase.chart == "too_few_points" or lines.mean is None or lines.median is None:
        return
    limits = phase.limits
    if limits is not None:
        yield from (("outside", each) for each in signals.outside(values, *limits))
    centre = lines.median if limits is None else lines.mean
    yield from (("shift", each) for each in signals.shift(values, centre, rules.shift))
    yield from (("trend", each) for each in signals.trend(values, rules.trend))
    if limits is not None:
        distance = limits[1] - lines.mean
        near = signals.near_limit(values, lines.mean, distance, rules.near, rules.window)
        yield from (("two_of_three", each) for each in near)


def _meaning(side: int, direction: Direction) -> Meaning:
    """Return what a signal on this side means where we want the measure to go."""
    if direction == "neutral":
        return "neutral"
    return "improving" if (side > 0) == (direction == "higher") else "concerning"


def _variation(found: Sequence[Signal], last: Phase) -> Variation:
    """Return what the latest point is part of; the first rule goes first where two disagree."""
    return next((each.meaning for each in found if last.last in each.points), "common")


def _assurance(phase: Phase, direction: Direction, target: Fraction | None) -> Assurance | None:
    """Return whether a process that goes on within its limits meets the target."""
    if target is None or direction == "neutral" or phase.limits is None:
        return None
    low, high = phase.limits
    if direction == "higher":
        always, never = low >= target, high < target
    else:
        always, never = high <= target, low > target
    return "hit" if always else "miss" if never else "hit_and_miss"


def _value(point: Point) -> Fraction:
    """Return what was measured at a point that is no gap."""
    assert point.value is not None
    return point.value


def _inputs(question: Question, rules: Rules) -> str:
    """Return the hash of all that the chart is made from; a fraction has one form as text."""
    target = None if question.target is None else str(question.target)
    series = [(p.t, None if p.value is None else str(p.value)) for p in question.points]
    stated = asdict(rules) | {"factor": str(rules.factor)}
    return input_hash(
        "variation", stated, series, question.direction, target, question.baseline, question.rebases
    )
