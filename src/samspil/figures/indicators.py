"""What each figure means: indicators as reviewed data, and the words that go with their units.

No Django here: a method, a command or a page may ask what an indicator is before anything else
is set up. The files lie in ``definitions/indicators``; the stem is the indicator's id.
"""

import datetime as dt
import functools
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samspil.definitions import Definition, Line, Piece, Reviewed, Text, load
from samspil.figures.companions import check_beside, check_never_with
from samspil.figures.queries import Query


class Unit(StrEnum):
    """What a value is counted in; the same words as the figures themselves carry."""

    PERCENT = "percent"
    PER_1000_CHILDREN = "per_1000_children"
    CHILDREN = "children"
    PUPILS = "pupils"
    PERSONS = "persons"
    CHILDREN_PER_ADULT = "children_per_adult"
    PUPILS_PER_CLASS = "pupils_per_class"
    SCORE_1_5 = "score_1_5"
    GRADE_7_STEP = "grade_7_step"
    GRADE_POINTS = "grade_points"
    INDEX_2_7 = "index_2_7"
    DAYS_PER_FTE = "days_per_fte"
    DKK_PER_PERSON = "dkk_per_person"
    DKK_PER_YEAR = "dkk_per_year"
    BELOW_AT_ABOVE = "below_at_above"
    DKK_PER_PUPIL = "dkk_per_pupil"
    DKK = "dkk"
    DAYS = "days"
    MONTHS = "months"
    POINTS = "points"
    PERCENTAGE_POINTS = "percentage_points"
    PERSONS_PER_KM2 = "persons_per_km2"


UNIT_LABELS: Mapping[Unit, Text] = {
    Unit.PERCENT: Text(da="procent", en="per cent"),
    Unit.PER_1000_CHILDREN: Text(da="pr. 1.000 børn", en="per 1,000 children"),
    Unit.CHILDREN: Text(da="børn", en="children"),
    Unit.PUPILS: Text(da="elever", en="pupils"),
    Unit.PERSONS: Text(da="personer", en="people"),
    Unit.CHILDREN_PER_ADULT: Text(da="børn pr. voksen", en="children per adult"),
    Unit.PUPILS_PER_CLASS: Text(da="elever pr. klasse", en="pupils per class"),
    Unit.SCORE_1_5: Text(da="point på en skala fra 1 til 5", en="points on a scale from 1 to 5"),
    Unit.GRADE_7_STEP: Text(da="karakter på 7-trinsskalaen", en="grade on the 7-point scale"),
    Unit.GRADE_POINTS: Text(da="karakterpoint", en="grade points"),
    Unit.INDEX_2_7: Text(da="niveau fra 2 til 7", en="level from 2 to 7"),
    Unit.DAYS_PER_FTE: Text(da="dage pr. fuldtidsansat", en="days per full-time employee"),
    Unit.DKK_PER_PERSON: Text(da="kr. pr. person", en="DKK per person"),
    Unit.DKK_PER_YEAR: Text(da="kr. om året", en="DKK per year"),
    Unit.BELOW_AT_ABOVE: Text(da="under, på eller over niveau", en="below, at or above level"),
    Unit.DKK_PER_PUPIL: Text(da="kr. pr. elev", en="DKK per pupil"),
    Unit.DKK: Text(da="kr.", en="DKK"),
    Unit.DAYS: Text(da="dage", en="days"),
    Unit.MONTHS: Text(da="måneder", en="months"),
    Unit.POINTS: Text(da="point", en="points"),
    Unit.PERCENTAGE_POINTS: Text(da="procentpoint", en="percentage points"),
    Unit.PERSONS_PER_KM2: Text(da="indbyggere pr. km²", en="inhabitants per km²"),
}

COUNTS = frozenset({Unit.CHILDREN, Unit.PUPILS, Unit.PERSONS, Unit.DKK_PER_YEAR, Unit.DKK})
"""Units of something counted or charged, which has no denominator."""


class Direction(StrEnum):
    """Which way is better for the children; neutral is never called better or worse."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Kind(StrEnum):
    """What sort of thing a figure tells; a forecast is a model's expectation, never a result."""

    CONDITION = "condition"
    RESULT = "result"
    PROCESS = "process"
    FORECAST = "forecast"


class BottomLine(StrEnum):
    """The three bottom lines: the child's interest, all children's learning, the economy."""

    CHILD = "child"
    ALL_CHILDREN = "all_children"
    ECONOMY = "economy"


class Level(StrEnum):
    """Where a figure exists."""

    NATION = "nation"
    MUNICIPALITY = "municipality"
    SCHOOL = "school"
    INSTITUTION = "institution"


class PeriodType(StrEnum):
    """What a period such as 2024 or 2024/2025 stands for."""

    CALENDAR_YEAR = "calendar_year"
    SCHOOL_YEAR = "school_year"
    JANUARY_FIRST = "january_first"
    SURVEY = "survey"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"


Role = Literal["location", "owner", "payer", "residence"]
"""In which of its roles a municipality is counted; the same words as observations carry."""


class Sector(StrEnum):
    """Which area of work a figure belongs to."""

    SCHOOL = "school"
    DAYCARE = "daycare"
    BOTH = "both"


class Availability(StrEnum):
    """What the starter figures hold: municipalities, schools, national points, or nothing yet."""

    MUNICIPALITIES = "municipalities"
    SCHOOLS = "schools"
    NATIONAL_POINTS = "national_points"
    NOT_FETCHED = "not_fetched"


class Break(Piece):
    """Two periods that must not be joined by a line, and why."""

    before: Line
    after: Line
    explanation: Text


class Change(Piece):
    """One change of a definition: when it was made, what the version is called, what changed."""

    date: dt.date
    version: Line
    text: Text


class Breakdown(Piece):
    """One part of a figure, such as the middle years; the code is the one observations carry."""

    code: Line
    label: Text


class Indicator(Reviewed):
    """One indicator: its meaning, how it may be read and where it comes from.

    ``source`` is the id of a source of figures, ``table`` names publisher and table in words.
    ``obtain`` says how a figure that the starter figures lack is got, ``queries`` in which public
    tables it stands. ``formula`` is given where a figure is more than a numerator over a
    denominator. ``role`` is the one in which a municipality is counted; figures of another role
    are another series. ``beside`` must be shown with the figure, ``never_with`` must not share a
    chart with it. ``note`` says where the wording is our own.
    """

    next_review: dt.date

    name: Text
    short: Text
    why: Text
    numerator: Text
    denominator: Text | None = None
    formula: Text | None = None
    unit: Unit
    decimals: Annotated[int, Field(ge=0, le=3)]
    direction: Direction
    kind: Kind
    levers: tuple[Annotated[int, Field(ge=1, le=7)], ...]
    bottom_lines: tuple[BottomLine, ...]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    sector: Sector
    period: PeriodType
    lag: Text
    availability: Availability
    source: Line
    table: Text
    role: Role = "location"
    obtain: Text | None = None
    interpretation: Text
    caution: Text
    note: Text
    references: tuple[Line, ...] = ()
    beside: tuple[Line, ...] = ()
    never_with: tuple[Line, ...] = ()
    changes: tuple[Change, ...] = ()
    breaks: tuple[Break, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    queries: tuple[Query, ...] = ()

    @property
    def unit_label(self) -> Text:
        """The unit in words."""
        return UNIT_LABELS[self.unit]

    @property
    def parts(self) -> tuple[str, ...]:
        """The codes a figure may carry: the whole ("") and each breakdown."""
        return ("", *(part.code for part in self.breakdowns))

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse a definition whose parts contradict each other."""
        if (self.denominator is None) != (self.unit in COUNTS):
            raise ValueError("denominator: a rate or mean needs one, a count or price has none")
        missing = self.availability in {Availability.NATIONAL_POINTS, Availability.NOT_FETCHED}
        if missing and self.obtain is None:
            raise ValueError("obtain: say how a figure that is not here is got")
        if len(set(self.levers)) != len(self.levers):
            raise ValueError("levers: one of them stands twice")
        if len({part.code for part in self.breakdowns}) != len(self.breakdowns):
            raise ValueError("breakdowns: one of the codes stands twice")
        if self.next_review <= self.date:
            raise ValueError("next_review: the next reading comes after this one")
        if set(self.beside) & set(self.never_with):
            raise ValueError("never_with: what must be shown beside it stands here too")
        return self

    @model_validator(mode="after")
    def _changes_in_order(self) -> Self:
        """Refuse a change log that jumps in time, repeats a version or reaches past the date."""
        if len({change.version for change in self.changes}) != len(self.changes):
            raise ValueError("changes: one of the versions stands twice")
        if any(later.date < earlier.date for earlier, later in pairwise(self.changes)):
            raise ValueError("changes: the oldest stands first")
        if self.changes and self.changes[-1].date > self.date:
            raise ValueError("changes: the newest is later than the definition's date")
        return self

    def breaks_between(self, earlier: str, later: str) -> tuple[Break, ...]:
        """Return the breaks that a line from ``earlier`` to ``later`` would cross.

        Periods of one indicator have one form, so their text sorts as time does.
        """
        return tuple(one for one in self.breaks if earlier <= one.before and one.after <= later)

    def breakdown_label(self, code: str) -> Text | None:
        """Return the words for a breakdown's code; None for the whole or an unknown code."""
        return next((part.label for part in self.breakdowns if part.code == code), None)


SCHOOL_COLUMNS: Mapping[str, str] = {
    "pupils": "pupils",
    "class_size": "class_size",
    "absence_pct": "absence_total",
    "grade_avg": "exam_mean_grade9",
    "teacher_competence_pct": "teacher_qualification_coverage",
    "socref_diff": "socref_difference",
    "socref_verdict": "socref_verdict",
    "wellbeing_general": "wellbeing_general",
    "wellbeing_social": "wellbeing_social",
    "wellbeing_academic": "wellbeing_academic",
    "wellbeing_order": "wellbeing_order",
}
"""Column of the starter figures per school → indicator id."""

NATIONAL_BREAKDOWNS: Mapping[str, tuple[str, str]] = {
    "inclusion_rate_girls": ("inclusion_rate", "girls"),
    "inclusion_rate_boys": ("inclusion_rate", "boys"),
    "inclusion_rate_grade1": ("inclusion_rate", "grade1"),
    "inclusion_rate_grade5": ("inclusion_rate", "grade5"),
    "inclusion_rate_grade9": ("inclusion_rate", "grade9"),
}
"""Name in the starter's national points → indicator id and breakdown."""


@functools.cache
def load_indicators() -> Mapping[str, Definition[Indicator]]:
    """Return every indicator by id.

    Raises DefinitionError when a file cannot be used, or names a companion or an opposite that
    does not exist, is itself, or does not agree.
    """
    indicators = load(files("samspil.figures") / "definitions" / "indicators", Indicator)
    check_beside(indicators)
    check_never_with(indicators)
    return indicators
