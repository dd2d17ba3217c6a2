"""What a deck is made of: frozen values, checked when they are made.

Every text may be as long as it is: what does not fit on a slide is shortened there with "…" and
put whole into the speaker notes. Texts come in the deck's language already.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

from samspil.components.slides.fitting import clean

if TYPE_CHECKING:
    from samspil.components.diagrams import Diagram

MOST_BARS: Final = 30
MOST_EXPECTATIONS: Final = 12
MOST_POINTS: Final = 150
MOST_TIMES: Final = 400
MOST_LINES: Final = 60


class Role(StrEnum):
    """Whose figure it is; decides the colour, never alone the meaning."""

    OWN = "own"
    PEER = "peer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``label`` replaces the number ("2,5 · delt"), or says why ``value`` is None."""

    name: str
    value: float | None
    role: Role = Role.PEER
    label: str = ""

    def __post_init__(self) -> None:
        """Refuse what no bar can show, and a gap that nobody explains."""
        _finite(self.value)
        if self.value is None and not clean(self.label):
            msg = f"bar {self.name!r} has no value and no label that says why"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars, first on top. Give ``maximum`` and ``step`` for a scale (levels 1 to 4).

    ``scale_format`` can name its ends: ``[=1]"1 tilfældig";[=4]"4 lærende";0``.

    ``alt`` is the alt text; ``series`` the column heading in the chart's own workbook;
    ``number_format`` an Excel format, shown with the separators of the deck's language.
    """

    bars: tuple[Bar, ...]
    alt: str
    series: str
    number_format: str = "#,##0.0"
    minimum: float = 0
    maximum: float | None = None
    step: float | None = None
    scale_format: str = "General"

    def __post_init__(self) -> None:
        """Refuse an empty chart, one that cannot be read, bars outside the scale."""
        _described(self.alt)
        _count(self.bars, MOST_BARS, "bars")
        _finite(self.minimum, self.maximum, self.step)
        end = math.inf if self.maximum is None else self.maximum
        if not all(bar.value is None or self.minimum <= bar.value <= end for bar in self.bars):
            msg = f"a bar lies outside the scale from {self.minimum} to {end}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Expectation:
    """One column: what was expected, its interval, and what was found (None: not known)."""

    name: str
    actual: float | None
    expected: float
    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse an interval that does not hold the expected value."""
        _finite(self.actual, self.expected, self.low, self.high)
        if not self.low <= self.expected <= self.high:
            msg = f"{self.name!r}: expected value lies outside its interval"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class ExpectationChart:
    """Found against expected with interval, for years or for indicators of one unit."""

    rows: tuple[Expectation, ...]
    alt: str
    actual: str
    expected: str
    number_format: str = "#,##0.0"
    minimum: float | None = None
    maximum: float | None = None

    def __post_init__(self) -> None:
        """Refuse an empty chart, an unreadable one, and one without alt text."""
        _described(self.alt)
        _count(self.rows, MOST_EXPECTATIONS, "expectations")
        _finite(self.minimum, self.maximum)


@dataclass(frozen=True, slots=True)
class Point:
    """One point; it is labelled with ``name`` unless that is empty."""

    name: str
    x: float
    y: float
    role: Role = Role.PEER

    def __post_init__(self) -> None:
        """Refuse what no axis can show."""
        _finite(self.x, self.y)


@dataclass(frozen=True, slots=True)
class PointChart:
    """Points on two axes: a spread, or effect against effort. ``series`` is as in BarChart."""

    points: tuple[Point, ...]
    alt: str
    x_title: str
    y_title: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    series: str
    step: float = 1
    number_format: str = "#,##0"

    def __post_init__(self) -> None:
        """Refuse an empty chart, points outside its axes, and one without alt text."""
        _described(self.alt)
        _count(self.points, MOST_POINTS, "points")
        for low, high in (self.x_range, self.y_range):
            _finite(low, high, self.step)
            if low >= high or self.step <= 0 or not (low / self.step).is_integer():
                msg = f"axis from {low} to {high} cannot be divided by {self.step}"
                raise ValueError(msg)
        for point in self.points:
            inside_x = self.x_range[0] <= point.x <= self.x_range[1]
            if not (inside_x and self.y_range[0] <= point.y <= self.y_range[1]):
                msg = f"point {point.name!r} lies outside the axes"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Line:
    """One line over the times of a chart; None is a gap.

    ``style`` is what it is: the measurements, the middle they are held against, a limit, a target.
    ``signs`` are places (from 0) of points that stand out, each with the shape that says how.
    """

    name: str
    values: tuple[float | None, ...]
    style: Literal["measured", "centre", "limit", "target"] = "measured"
    signs: tuple[tuple[int, Literal["good", "worry", "change"]], ...] = ()
    in_legend: bool = True

    def __post_init__(self) -> None:
        """Refuse what no axis can show."""
        _finite(*self.values)


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Lines over times, such as a measure with its mean, limits and target."""

    times: tuple[str, ...]
    lines: tuple[Line, ...]
    alt: str
    number_format: str = "#,##0.0"

    def __post_init__(self) -> None:
        """Refuse an empty chart, lines of another length, and one without alt text."""
        _described(self.alt)
        _count(self.times, MOST_TIMES, "times")
        _count(self.lines, MOST_LINES, "lines")
        if any(len(line.values) != len(self.times) for line in self.lines):
            msg = "every line needs a value, or a gap, at each time"
            raise ValueError(msg)
        if all(value is None for line in self.lines for value in line.values):
            msg = "there is nothing to draw"
            raise ValueError(msg)


type Chart = BarChart | ExpectationChart | PointChart | TimeChart


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (or none) with its lines; ``bullets`` sets a dot before each line."""

    lines: tuple[str, ...]
    heading: str = ""
    bullets: bool = True


@dataclass(frozen=True, slots=True)
class Panel:
    """One of two charts side by side, with a heading of its own."""

    heading: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class TitleSlide:
    """The front page. ``details`` are short lines: dates, who made it, from what data."""

    title: str
    subtitle: str
    details: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class TextSlide:
    """Text in blocks, one below the other."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    source: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ChartSlide:
    """One chart, with text beside it or not; or two charts, each under its heading."""

    title: str
    charts: tuple[Panel] | tuple[Panel, Panel]
    blocks: tuple[Block, ...] = ()
    subtitle: str = ""
    source: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        """Refuse what there is no layout for."""
        if len(self.charts) not in {1, 2} or (len(self.charts) == 2 and self.blocks):
            msg = "a slide holds one chart, one chart and text, or two charts"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures are set to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class TableSlide:
    """A table. ``own`` are the places of the rows in the accent colour, from 0."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    alt: str
    own: tuple[int, ...] = ()
    subtitle: str = ""
    source: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        """Refuse a table without columns, and rows that do not fit them."""
        _described(self.alt)
        _count(self.columns, 8, "columns")
        if any(len(row) != len(self.columns) for row in self.rows):
            msg = f"every row needs {len(self.columns)} cells"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class DiagramSlide:
    """A diagram of boxes in columns, as shapes that can be moved and connectors that follow."""

    title: str
    diagram: Diagram
    subtitle: str = ""
    source: str = ""
    notes: str = ""


type Slide = TitleSlide | TextSlide | ChartSlide | TableSlide | DiagramSlide


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself. ``created`` is given, so that same input is same bytes."""

    author: str
    created: datetime
    subject: str = ""
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that slides add of their own, in the deck's language."""

    whole_text: str
    more_rows: str
    all_rows: str


WORDS: Final = {
    "da": Words("Hele teksten:", "Flere rækker står i noterne.", "Alle rækker:"),
    "en": Words("The whole text:", "More rows are in the notes.", "All rows:"),
}


@dataclass(frozen=True, slots=True)
class Deck:
    """All of it. ``banner`` is set on every slide ("Eksempel"); empty for none."""

    title: str
    slides: tuple[Slide, ...]
    properties: Properties
    language: Literal["da", "en"] = "da"
    banner: str = ""
    words: Words | None = field(default=None)

    def __post_init__(self) -> None:
        """Refuse a deck that shows nothing or speaks a language we do not write."""
        if not self.slides or self.language not in WORDS:
            msg = "a deck needs slides, and Danish or English"
            raise ValueError(msg)
        if not all(clean(slide.title) for slide in self.slides):
            msg = "every slide needs a title that says what is seen"
            raise ValueError(msg)

    @property
    def own_words(self) -> Words:
        """The words given, or those of the language."""
        return self.words or WORDS[self.language]


def _finite(*values: float | None) -> None:
    """Raise ValueError for infinity and not-a-number."""
    for value in values:
        if value is not None and not math.isfinite(value):
            msg = f"{value} is no figure to draw"
            raise ValueError(msg)


def _described(alt: str) -> None:
    """Raise ValueError where alt text is missing."""
    if not clean(alt):
        msg = "every graphic needs an alt text"
        raise ValueError(msg)


def _count(items: tuple[object, ...], most: int, what: str) -> None:
    """Raise ValueError unless there is one item at least and no more than can be read."""
    if not 1 <= len(items) <= most:
        msg = f"1 to {most} {what}, not {len(items)}"
        raise ValueError(msg)
