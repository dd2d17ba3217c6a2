"""A deck as a web page: the same frozen slides, with charts drawn for the screen and their tables.

Nothing is said here that the slides do not say: this turns shapes, not words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from samspil.components import numbers
from samspil.components.charts import (
    BarRow,
    Bars,
    Interval,
    IntervalChart,
    LineChart,
    Placed,
    Places,
    Series,
)
from samspil.components.charts import Chart as Drawing
from samspil.components.charts import Point as Spot
from samspil.components.charts.base import Words
from samspil.components.charts.dots import Group
from samspil.components.slides.inputs import (
    BarChart,
    Block,
    Chart,
    ChartSlide,
    Deck,
    ExpectationChart,
    Panel,
    PointChart,
    Role,
    Slide,
    TableSlide,
    TextSlide,
    TimeChart,
    TitleSlide,
)
from samspil.components.tables import Cell, Table

_GROUPS: Final = {Role.OWN: Group.OWN, Role.PEER: Group.PEER, Role.OTHER: Group.OTHER}


@dataclass(frozen=True)
class Figure:
    """A chart under its heading; empty where the section's title is its heading."""

    heading: str
    drawing: Drawing


@dataclass(frozen=True)
class Section:
    """One slide as a part of a page."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    table: Table | None
    source: str
    notes: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """A name to link to, made of the title."""
        return re.sub(r"[^a-z0-9æøå]+", "-", self.title.lower()).strip("-")[:60]


@dataclass(frozen=True)
class WebDeck:
    """A deck as a page: its front, then its sections in order."""

    title: str
    subtitle: str
    details: tuple[str, ...]
    banner: str
    sections: tuple[Section, ...]


def web(deck: Deck) -> WebDeck:
    """Return a deck as a page. Its first slide is the front page."""
    front, rest = deck.slides[0], deck.slides[1:]
    assert isinstance(front, TitleSlide)
    return WebDeck(
        front.title, front.subtitle, front.details, deck.banner, tuple(map(section_of, rest))
    )


def section_of(slide: Slide) -> Section:
    """Return one slide as a section."""
    figures: tuple[Figure, ...] = ()
    blocks: tuple[Block, ...] = ()
    table = None
    match slide:
        case TextSlide():
            blocks = slide.blocks
        case ChartSlide():
            blocks = slide.blocks
            figures = tuple(_figure(slide, panel) for panel in slide.charts)
        case TableSlide():
            table = _table(slide)
        case TitleSlide():
            return Section(slide.title, slide.subtitle, (), (), None, "", ())
    notes = tuple(line for line in slide.notes.splitlines() if line.strip())
    return Section(slide.title, slide.subtitle, blocks, figures, table, slide.source, notes)


def _figure(slide: ChartSlide, panel: Panel) -> Figure:
    alone = len(slide.charts) == 1 or panel.heading == slide.title
    heading = "" if alone else panel.heading
    words = Words(heading or slide.title, slide.subtitle, panel.chart.alt, slide.source)
    return Figure(heading, drawing_of(panel.chart, words))


def drawing_of(chart: Chart, words: Words) -> Drawing:
    """Return a chart of a slide as a drawing for the screen, with a table of the same rows."""
    match chart:
        case BarChart():
            return _bars(chart, words)
        case ExpectationChart():
            return _expectations(chart, words)
        case PointChart():
            return _points(chart, words)
        case TimeChart():
            return _times(chart, words)


def _decimals(number_format: str) -> int:
    """Return how many decimals an Excel format shows."""
    fraction = re.search(r"\.([0#]+)", number_format)
    return len(fraction[1]) if fraction else 0


def _number(value: float, number_format: str) -> str:
    """Return a number as the format shows it, in the reader's form."""
    decimals = _decimals(number_format)
    if "#" in number_format.partition(".")[2] and value == int(value):
        decimals = 0
    return numbers.number(value, decimals)


def _bars(chart: BarChart, words: Words) -> Bars:
    texts = [bar.label or _number(bar.value or 0, chart.number_format) for bar in chart.bars]
    rows = tuple(
        BarRow(bar.name, bar.value, text, _GROUPS[bar.role])
        for bar, text in zip(chart.bars, texts, strict=True)
    )
    table = Table(
        words.title,
        ("", chart.series),
        tuple(
            (Cell(bar.name), Cell(text, bar.value))
            for bar, text in zip(chart.bars, texts, strict=True)
        ),
        words.source,
    )
    known = [bar.value for bar in chart.bars if bar.value is not None]
    high = chart.maximum if chart.maximum is not None else max([*known, chart.minimum])
    marks: tuple[float, ...] = ()
    if chart.step is not None:
        count = int((high - chart.minimum) / chart.step)
        marks = tuple(chart.minimum + chart.step * place for place in range(1, count + 1))
    return Bars(words, table, rows, chart.minimum, high, marks)


def _expectations(chart: ExpectationChart, words: Words) -> IntervalChart:
    """Return the expected with its interval, and below it what was found, on one axis."""
    rows: list[Interval] = []
    cells = []
    for row in chart.rows:
        rows.append(Interval(chart.expected, row.low, row.expected, row.high))
        found = row.actual
        rows.append(Interval(f"{chart.actual} {row.name}", found, found, found, None, Group.OWN))
        shown = [
            Cell(_number(value, chart.number_format), value)
            for value in (row.expected, row.low, row.high)
        ]
        own = Cell("–") if found is None else Cell(_number(found, chart.number_format), found)
        cells.append((Cell(row.name), own, *shown))
    columns = ("", chart.actual, chart.expected, f"{chart.expected} ↓", f"{chart.expected} ↑")
    table = Table(words.title, columns, tuple(cells), words.source)
    return IntervalChart(words, table, tuple(rows), decimals=_decimals(chart.number_format))


def _times(chart: TimeChart, words: Words) -> LineChart:
    """Return lines over times; times keep their order by a number in front."""
    names = [f"{place:03} {time}" for place, time in enumerate(chart.times)]
    series = tuple(
        Series(
            line.name,
            tuple(Spot(name, value) for name, value in zip(names, line.values, strict=True)),
            Group.OWN if line.style == "measured" else Group.PEER,
        )
        for line in chart.lines
    )
    table = Table(
        words.title,
        ("", *(line.name for line in chart.lines)),
        tuple(
            (Cell(time), *(_spot(line.values[place], chart.number_format) for line in chart.lines))
            for place, time in enumerate(chart.times)
        ),
        words.source,
    )
    return LineChart(words, table, series, _decimals(chart.number_format))


def _spot(value: float | None, number_format: str) -> Cell:
    return Cell("") if value is None else Cell(_number(value, number_format), value)


def _points(chart: PointChart, words: Words) -> Places:
    table = Table(
        words.title,
        (chart.series, chart.x_title, chart.y_title),
        tuple(
            (Cell(point.name), Cell(f"{point.x:g}", point.x), Cell(f"{point.y:g}", point.y))
            for point in chart.points
        ),
        words.source,
    )
    return Places(
        words,
        table,
        tuple(Placed(one.name, one.x, one.y, _GROUPS[one.role]) for one in chart.points),
        chart.x_title,
        chart.y_title,
        chart.x_range,
        chart.y_range,
        _inner(chart.x_range, chart.step),
        _inner(chart.y_range, chart.step),
    )


def _inner(ends: tuple[float, float], step: float) -> tuple[float, ...]:
    """Return the marks between the ends of an axis, the ends themselves left out."""
    low, high = ends
    count = round((high - low) / step)
    return tuple(low + step * place for place in range(1, count))


def _table(slide: TableSlide) -> Table:
    """Return a table; figures are told by their columns, since the slide has them as words."""
    numeric = [column.numeric for column in slide.columns]
    rows = tuple(
        tuple(
            Cell(text, _plain(text) if is_number else None)
            for text, is_number in zip(row, numeric, strict=True)
        )
        for row in slide.rows
    )
    return Table(slide.title, tuple(column.title for column in slide.columns), rows, slide.source)


def _plain(text: str) -> float | None:
    """Return the first number of a text, by which it is set to the right; None for words."""
    found = re.match(r"[-−]?[0-9.]+(,[0-9]+)?", text)
    return float(found[0].replace(".", "").replace(",", ".").replace("−", "-")) if found else None
