"""Lines over times: a measure with its middle, limits and target, native in PowerPoint.

Signals have a shape as well as a colour. Each line is a column of the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from samspil.components.slides.inputs import Line, TimeChart
from samspil.components.slides.looks import NO_LINE, Look, cell, emu, number_format, quoted
from samspil.components.slides.marks import round_scale
from samspil.components.slides.references import (
    Drawn,
    chart_space,
    number_cells,
    series_head,
    text_cells,
)
from samspil.components.slides.workbook import column_name, workbook

_TIMES, _SCALE = "2071113912", "2071116984"
_COLOURS: Final[Mapping[str, str]] = {
    "measured": "accent1", "centre": "accent2", "limit": "accent2", "target": "tx1",
}  # fmt: skip
_DASHES: Final[Mapping[str, str]] = {
    "measured": "solid", "centre": "solid", "limit": "dash", "target": "sysDot",
}  # fmt: skip
_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "good": ("diamond", "accent4"),
    "worry": ("square", "accent5"),
    "change": ("triangle", "tx1"),
}
"""How a point that stands out is shown, and its colour of the theme."""


def draw_times(chart: TimeChart, look: Look) -> Drawn:
    """Draw lines over times."""
    numbers = number_format(chart.number_format, look.language)
    times = [cell(time) for time in chart.times]
    series = "".join(
        _series(line, place, times, numbers, look) for place, line in enumerate(chart.lines)
    )
    plot = (
        f'<c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/><c:axId val="{_TIMES}"/><c:axId val="{_SCALE}"/></c:lineChart>'
        f"{_axes(chart, numbers, look)}"
    )
    columns = [("", times), *((cell(line.name), line.values) for line in chart.lines)]
    return Drawn(
        chart_space(plot, look, 13, legend=_legend(chart, look)), workbook(columns, numbers)
    )


def _series(line: Line, place: int, times: list[str], numbers: str, look: Look) -> str:
    column = column_name(place + 1)
    width = 1.75 if line.style == "measured" else 1.5
    stroke = (
        f'<c:spPr><a:ln w="{emu(width)}">{look.fill(_COLOURS[line.style])}'
        f'<a:prstDash val="{_DASHES[line.style]}"/></a:ln></c:spPr>'
    )
    marker = '<c:marker><c:symbol val="none"/></c:marker>'
    if line.style == "measured":
        marker = _marker("circle", 6, "accent1", look)
    signs = "".join(
        f'<c:dPt><c:idx val="{at}"/>{_marker(_SHAPES[sign][0], 11, _SHAPES[sign][1], look)}'
        f'<c:bubble3D val="0"/>{stroke}</c:dPt>'
        for at, sign in sorted(line.signs)
    )
    return (
        f"<c:ser>{series_head(place, column, cell(line.name))}{stroke}{marker}{signs}"
        f"<c:cat>{text_cells('A', times)}</c:cat>"
        f'<c:val>{number_cells(column, line.values, numbers)}</c:val><c:smooth val="0"/></c:ser>'
    )


def _marker(symbol: str, size: int, colour: str, look: Look) -> str:
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{look.fill(colour)}{NO_LINE}</c:spPr></c:marker>"
    )


def _legend(chart: TimeChart, look: Look) -> str:
    """Return the legend above the chart, without the lines that are named by another."""
    gone = "".join(
        f'<c:legendEntry><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
        for place, line in enumerate(chart.lines)
        if not line.in_legend
    )
    return f'<c:legend><c:legendPos val="t"/>{gone}<c:overlay val="0"/>{look.type(12)}</c:legend>'


def _axes(chart: TimeChart, numbers: str, look: Look) -> str:
    """Return a scale around all that is shown, and as many times named as there is room for."""
    known = [value for line in chart.lines for value in line.values if value is not None]
    start, end, step = round_scale(min(known), max(known))
    every = max(1, -(-len(chart.times) // 10))
    still = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    return (
        f'<c:catAx><c:axId val="{_TIMES}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/>{still}<c:tickLblPos val="low"/>'
        f"<c:spPr>{look.line('accent2')}</c:spPr>"
        f'<c:crossAx val="{_SCALE}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="{every}"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_SCALE}"/><c:scaling><c:max val="{end!r}"/>'
        f'<c:min val="{start!r}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{look.line('accent6')}</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode={quoted(numbers)} sourceLinked="0"/>{still}'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{NO_LINE}</c:spPr>'
        f'<c:crossAx val="{_TIMES}"/><c:crosses val="autoZero"/>'
        f'<c:majorUnit val="{step!r}"/></c:valAx>'
    )
