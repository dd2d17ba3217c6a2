"""One of a municipality's own figures as somebody states it: what is wrong, what is doubtful.

No database here: the form, the pasted block and the service ask the same functions.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from samspil.definitions import Definition
from samspil.documents.cpr import find_cpr
from samspil.figures.indicators import (
    Availability,
    Indicator,
    Level,
    PeriodType,
    Unit,
    load_indicators,
)
from samspil.figures.readers import written
from samspil.methods import protection
from samspil.methods.states import Figure, NotApplicable, Suppressed, Value

State = Literal["value", "suppressed", "not_applicable"]
Basis = Literal["", "share", "ratio", "vouched", "plain"]
LONGEST_SOURCE, LONGEST_NOTE, LONGEST_REASON = 300, 500, 300
LARGEST = 1e12
"""No figure of a municipality comes near this; what does is a slip of the hand."""
JUMP = 10.0
"""A figure this many times the one before it, or less than one such part, is asked about."""

_SHARES: Mapping[Unit, float] = {Unit.PERCENT: 100.0, Unit.PER_1000_CHILDREN: 1000.0}
_RATIOS = frozenset(
    {
        Unit.CHILDREN_PER_ADULT,
        Unit.PUPILS_PER_CLASS,
        Unit.DKK_PER_PERSON,
        Unit.DKK_PER_PUPIL,
        Unit.DAYS_PER_FTE,
    }
)
_HEADS = frozenset({Unit.CHILDREN, Unit.PUPILS, Unit.PERSONS})
_SCALES: Mapping[Unit, tuple[float, float]] = {
    Unit.PERCENT: (0.0, 100.0),
    Unit.SCORE_1_5: (1.0, 5.0),
    Unit.GRADE_7_STEP: (-3.0, 12.0),
    Unit.PERCENTAGE_POINTS: (-100.0, 100.0),
}


class Flaw(StrEnum):
    """What is wrong with an entry; words for each stand in ``own_sentences``."""

    UNKNOWN_INDICATOR = "unknown_indicator"
    PUBLIC_INDICATOR = "public_indicator"
    PERIOD = "period"
    PART = "part"
    INSTITUTION = "institution"
    MISSING = "missing"
    LARGE = "large"
    NO_COUNTS_HERE = "no_counts_here"
    HALF_COUNTED = "half_counted"
    WHOLE_NUMBERS = "whole_numbers"
    NEGATIVE = "negative"
    NOBODY = "nobody"
    MORE_THAN_ALL = "more_than_all"
    VALUE_AND_COUNTS = "value_and_counts"
    NUMBER_AND_STATE = "number_and_state"
    COUNTS_NEEDED = "counts_needed"
    NONE_OR_ALL = "none_or_all"
    UNVOUCHED = "unvouched"
    SOURCE = "source"
    LONG = "long"
    CPR = "cpr"
    TWICE = "twice"


class Doubt(StrEnum):
    """What may be right and looks wrong."""

    OUTSIDE_SCALE = "outside_scale"
    JUMP = "jump"


@dataclass(frozen=True)
class Problem:
    """A flaw, and the field of the entry at which it is found."""

    field: str
    flaw: Flaw


@dataclass(frozen=True)
class Key:
    """Which figure it is: of what, when, of which part, at which school ("" is all of them)."""

    indicator: str
    period: str
    breakdown: str = ""
    institution: str = ""


@dataclass(frozen=True)
class Entry:
    """A figure as it was stated; periods and parts in the form that observations carry."""

    key: Key
    state: State = "value"
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Settled:
    """What is kept of an entry. A small group leaves no number behind."""

    state: State
    basis: Basis = ""
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


def may_be_brought(content: Indicator) -> bool:
    """Whether public tables lack the figure and municipalities or schools have it themselves."""
    lacking = {Availability.NOT_FETCHED, Availability.NATIONAL_POINTS}
    local = {Level.MUNICIPALITY, Level.SCHOOL, Level.INSTITUTION}
    return content.availability in lacking and bool(local & set(content.levels))


def brought() -> dict[str, Definition[Indicator]]:
    """Return the indicators a municipality may bring, by id."""
    return {n: d for n, d in load_indicators().items() if may_be_brought(d.content)}


def is_share(content: Indicator) -> bool:
    """Whether the figure is part of a group, so that a numerator and a denominator make it."""
    return content.unit in _SHARES


def is_counted(content: Indicator) -> bool:
    """Whether a numerator and a denominator may be given."""
    return is_share(content) or content.unit in _RATIOS


def is_at_schools(content: Indicator) -> bool:
    """Whether the figure may be about one school."""
    return bool({Level.SCHOOL, Level.INSTITUTION} & set(content.levels))


def flaws(entry: Entry, *, institutions: Set[str], vouched: bool) -> list[Problem]:
    """Return all that is wrong, in the order of the form.

    ``institutions`` are the municipality's schools by number. ``vouched`` is somebody's word that
    a share without counts hides no small group.
    """
    definition = load_indicators().get(entry.key.indicator)
    if definition is None:
        return [Problem("indicator", Flaw.UNKNOWN_INDICATOR)]
    content = definition.content
    if not may_be_brought(content):
        return [Problem("indicator", Flaw.PUBLIC_INDICATOR)]
    return [
        *_about_key(entry.key, content, institutions),
        *_about_number(entry, content, vouched=vouched),
        *_about_words(entry),
    ]


def _about_key(key: Key, content: Indicator, institutions: Set[str]) -> list[Problem]:
    found = []
    if written.period(key.period, content.period) != key.period:
        found.append(Problem("period", Flaw.PERIOD))
    if key.breakdown and content.breakdown_label(key.breakdown) is None:
        found.append(Problem("breakdown", Flaw.PART))
    if key.institution and (key.institution not in institutions or not is_at_schools(content)):
        found.append(Problem("institution", Flaw.INSTITUTION))
    return found


def _about_number(entry: Entry, content: Indicator, *, vouched: bool) -> list[Problem]:
    numbers = {
        "value": entry.value,
        "numerator": entry.numerator,
        "denominator": entry.denominator,
    }
    given = {name: number for name, number in numbers.items() if number is not None}
    if entry.state != "value":
        return [Problem(name, Flaw.NUMBER_AND_STATE) for name in given][:1]
    if large := [Problem(n, Flaw.LARGE) for n, number in given.items() if abs(number) >= LARGEST]:
        return large
    counts = [name for name in ("numerator", "denominator") if name in given]
    if counts:
        return _about_counts(entry, content, counts)
    if entry.value is None:
        return [Problem("value", Flaw.MISSING)]
    return _about_value(entry, entry.value, content, vouched=vouched)


def _about_counts(entry: Entry, content: Indicator, counts: Sequence[str]) -> list[Problem]:
    if not is_counted(content):
        return [Problem(counts[0], Flaw.NO_COUNTS_HERE)]
    if entry.value is not None:
        return [Problem("value", Flaw.VALUE_AND_COUNTS)]
    if entry.numerator is None or entry.denominator is None:
        missing = "numerator" if entry.numerator is None else "denominator"
        return [Problem(missing, Flaw.HALF_COUNTED)]
    return _about_pair(entry.numerator, entry.denominator, whole=is_share(content))


def _about_pair(numerator: float, denominator: float, *, whole: bool) -> list[Problem]:
    numbers = {"numerator": numerator, "denominator": denominator}
    found = [Problem(name, Flaw.NEGATIVE) for name, one in numbers.items() if one < 0]
    if whole:
        uneven = [name for name, one in numbers.items() if one != int(one)]
        found += [Problem(name, Flaw.WHOLE_NUMBERS) for name in uneven]
    if not found and denominator == 0:
        return [Problem("denominator", Flaw.NOBODY)]
    if not found and whole and numerator > denominator:
        return [Problem("numerator", Flaw.MORE_THAN_ALL)]
    return found


def _about_value(entry: Entry, value: float, content: Indicator, *, vouched: bool) -> list[Problem]:
    if content.unit in _HEADS and (value < 0 or value != int(value)):
        return [Problem("value", Flaw.NEGATIVE if value < 0 else Flaw.WHOLE_NUMBERS)]
    if entry.key.institution and is_counted(content):
        return [Problem("value", Flaw.COUNTS_NEEDED)]
    if not is_share(content):
        return []
    if value in (0.0, _SHARES[content.unit]):
        return [Problem("value", Flaw.NONE_OR_ALL)]
    return [] if vouched else [Problem("vouched", Flaw.UNVOUCHED)]


def _about_words(entry: Entry) -> list[Problem]:
    # A source without a letter is a number that slipped into the wrong field.
    is_named = any(letter.isalpha() for letter in entry.source)
    found = [] if is_named else [Problem("source", Flaw.SOURCE)]
    texts = (("source", entry.source, LONGEST_SOURCE), ("note", entry.note, LONGEST_NOTE))
    for field, text, longest in texts:
        if len(text) > longest:
            found.append(Problem(field, Flaw.LONG))
        if find_cpr(text):
            found.append(Problem(field, Flaw.CPR))
    return found


def says_twice(entry: Entry) -> bool:
    """Whether the value given is the one that numerator and denominator make, but for rounding."""
    if entry.value is None or entry.numerator is None or not entry.denominator:
        return False
    content = load_indicators()[entry.key.indicator].content
    made = _SHARES.get(content.unit, 1.0) * entry.numerator / entry.denominator
    return is_counted(content) and abs(made - entry.value) <= max(0.06, abs(made) / 1000)


def settle(entry: Entry) -> Settled:
    """Return what is kept of an entry without flaws: the share computed, small groups gone."""
    content = load_indicators()[entry.key.indicator].content
    if entry.state != "value":
        return Settled(entry.state)
    if entry.numerator is None or entry.denominator is None:
        return _plain(entry.value, content)
    basis: Basis = "share" if is_share(content) else "ratio"
    figure = _computed(entry.numerator, entry.denominator, content)
    if not isinstance(figure, Value):
        return Settled("suppressed")
    return Settled("value", basis, figure.number, entry.numerator, entry.denominator)


def _computed(numerator: float, denominator: float, content: Indicator) -> Figure:
    """Return the share or the mean; kept back where few stand behind it."""
    if not is_share(content):
        mean, counted = numerator / denominator, int(denominator)
        return protection.protect_mean(mean, counted=counted, size=None, small_size=_SMALL)
    figure = protection.protect_share(int(numerator), int(denominator))
    if isinstance(figure, Value):
        return Value(figure.number * _SHARES[content.unit] / 100)
    return figure


_SMALL = 30
"""Children in a place from which a mean without a count would be shown; here all are counted."""


def _plain(value: float | None, content: Indicator) -> Settled:
    if value is None:
        raise ValueError("an entry without flaws has a number")
    if content.unit in _HEADS and not isinstance(protection.protect_count(int(value)), Value):
        return Settled("suppressed")
    return Settled("value", "vouched" if is_share(content) else "plain", value)


def doubts(settled: Settled, content: Indicator, before: float | None) -> list[Doubt]:
    """Return what is asked about. ``before`` is the figure of the nearest period, if any."""
    if settled.value is None:
        return []
    found = []
    low, high = _SCALES.get(content.unit, (float("-inf"), float("inf")))
    if not low <= settled.value <= high:
        found.append(Doubt.OUTSIDE_SCALE)
    if before and settled.value and not 1 / JUMP < abs(settled.value / before) < JUMP:
        found.append(Doubt.JUMP)
    return found


def figure_of(state: str, value: float | None) -> Figure:
    """Return the typed figure for what is kept."""
    if value is not None:
        return Value(value)
    return Suppressed("few") if state == "suppressed" else NotApplicable()


def period_example(content: Indicator) -> str:
    """Return a period as one may write it for this indicator."""
    return written.example(PeriodType(content.period))
