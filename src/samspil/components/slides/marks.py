"""Charts of marks: found against expected with its interval, and points on two axes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Final

from samspil.components.slides.fitting import clean
from samspil.components.slides.inputs import ExpectationChart, Point, PointChart, Role
from samspil.components.slides.looks import (
    NO_LINE,
    THEME,
    Look,
    cell,
    emu,
    number_format,
    quoted,
)
from samspil.components.slides.references import (
    Drawn,
    chart_space,
    number_cells,
    number_labels,
    own_label,
    series_head,
    shown,
    text_cells,
)
from samspil.components.slides.workbook import workbook

_ON_TOP: Final = {Role.OTHER: 0, Role.PEER: 1, Role.OWN: 2}
_SIZES: Final = {Role.OTHER: 9, Role.PEER: 10, Role.OWN: 13}
_NAMES, _SCALE = "2118791784", "2140495176"
_ACROSS, _UP = "-2128940872", "-2129643912"
_NO_TICKS: Final = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'

# --- found against expected ------------------------------------------------------------------


def draw_expectations(chart: ExpectationChart, look: Look) -> Drawn:
    """Draw found and expected values as marks, and the interval as a band behind the expected.

    The band is an error bar that reads its lengths from two more columns of the workbook, so
    that it moves when somebody edits the data. These columns are series without marks.
    """
    numbers = number_format(chart.number_format, look.language)
    rows, names = chart.rows, [cell(row.name) for row in chart.rows]
    expected, actual = cell(chart.expected), cell(chart.actual)
    columns: dict[str, tuple[str, list[float | None]]] = {
        "B": (expected, [row.expected for row in rows]),
        "C": (actual, [row.actual for row in rows]),
        "D": (f"{expected} ↓", [row.expected - row.low for row in rows]),
        "E": (f"{expected} ↑", [row.high - row.expected for row in rows]),
    }
    clear = f'"   "{chart.number_format};"   "-{chart.number_format}'
    labels = number_labels(
        number_format(clear, look.language), look.type(14, "accent1", bold=True), "r"
    )
    inside = {
        "B": _mark("dash", 20, "accent2", look)
        + _band(columns["D"][1], columns["E"][1], numbers, look),
        "C": f"{_mark('circle', 13, 'accent1', look)}<c:dLbls>{labels}</c:dLbls>",
    }
    unseen = _mark("none", 2, "accent3", look)
    series = "".join(
        f"<c:ser>{series_head(place, column, name)}{inside.get(column, unseen)}"
        f"<c:cat>{text_cells('A', names)}</c:cat>"
        f'<c:val>{number_cells(column, values, numbers)}</c:val><c:smooth val="0"/></c:ser>'
        for place, (column, (name, values)) in enumerate(columns.items())
    )
    plot = (
        f'<c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/><c:axId val="{_NAMES}"/><c:axId val="{_SCALE}"/></c:lineChart>'
        f"{_expectation_axes(chart, numbers, look)}"
    )
    xml = chart_space(plot, look, 14, legend=_legend(look, hidden=(2, 3)))
    return Drawn(xml, workbook((("", names), *columns.values()), numbers))


def _expectation_axes(chart: ExpectationChart, numbers: str, look: Look) -> str:
    """Return the axes: a scale around all that is shown, thin lines, no marks."""
    low = min(min(row.low, _or(row.actual, row.low)) for row in chart.rows)
    high = max(max(row.high, _or(row.actual, row.high)) for row in chart.rows)
    start, end, step = round_scale(_or(chart.minimum, low), _or(chart.maximum, high))
    if chart.minimum is not None and chart.maximum is not None:
        # A scale that is given, such as levels from 1 to 4, is shown as it is.
        start, end = chart.minimum, chart.maximum
    return (
        f'<c:catAx><c:axId val="{_NAMES}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/>{_NO_TICKS}<c:tickLblPos val="low"/>'
        f"<c:spPr>{look.line('accent2')}</c:spPr>"
        f'<c:crossAx val="{_SCALE}"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_SCALE}"/><c:scaling><c:max val="{end!r}"/>'
        f'<c:min val="{start!r}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{look.line('accent6')}</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode={quoted(numbers)} sourceLinked="0"/>{_NO_TICKS}'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{NO_LINE}</c:spPr>'
        f'<c:crossAx val="{_NAMES}"/><c:crosses val="autoZero"/>'
        f'<c:majorUnit val="{step!r}"/></c:valAx>'
    )


def round_scale(low: float, high: float) -> tuple[float, float, float]:
    """Return start, end and step of a scale around two values, in round figures."""
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / 4))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= span / 4.5)
    start, end = math.floor(low / step), math.ceil(high / step)
    start -= start * step > low - span * 0.04
    end += end * step < high + span * 0.04
    return round(start * step, 10), round(end * step, 10), round(step, 10)


def _or(value: float | None, otherwise: float) -> float:
    """Return the value, or the other one where there is none."""
    return otherwise if value is None else value


def _symbol(style: str, size: int, colour: str, look: Look) -> str:
    """Return a mark without a line around it."""
    return (
        f'<c:marker><c:symbol val="{style}"/><c:size val="{size}"/>'
        f"<c:spPr>{look.fill(colour)}{NO_LINE}</c:spPr></c:marker>"
    )


def _mark(style: str, size: int, colour: str, look: Look) -> str:
    """Return how a series is shown as marks, without a line between them."""
    return f"<c:spPr>{NO_LINE}</c:spPr>{_symbol(style, size, colour, look)}"


def _band(down: list[float | None], up: list[float | None], numbers: str, look: Look) -> str:
    """Return the interval: a broad error bar with its lengths in columns D and E."""
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/><c:plus>{number_cells("E", up, numbers)}</c:plus>'
        f"<c:minus>{number_cells('D', down, numbers)}</c:minus>"
        f'<c:spPr><a:ln w="{emu(5)}" cap="flat">{look.fill("accent3")}</a:ln></c:spPr></c:errBars>'
    )


def _legend(look: Look, hidden: tuple[int, ...]) -> str:
    """Return the legend above the chart, without the series that only hold lengths."""
    gone = "".join(
        f'<c:legendEntry><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
        for place in hidden
    )
    return f'<c:legend><c:legendPos val="t"/>{gone}<c:overlay val="0"/>{look.type(13)}</c:legend>'


# --- points ----------------------------------------------------------------------------------


def draw_points(chart: PointChart, look: Look) -> Drawn:
    """Draw points as one series, coloured one by one, own points last so that they lie on top.

    One series, because LibreOffice leaves out series of a single point.
    """
    points = sorted(chart.points, key=lambda point: _ON_TOP[point.role])
    numbers = number_format(chart.number_format, look.language)
    xs, ys = [point.x for point in points], [point.y for point in points]
    usual = Counter(point.role for point in points).most_common(1)[0][0]
    others = "".join(
        f'<c:dPt><c:idx val="{place}"/>'
        f"{_symbol('circle', _SIZES[point.role], THEME[point.role], look)}</c:dPt>"
        for place, point in enumerate(points)
        if point.role is not usual
    )
    labels = "".join(
        own_label(
            place,
            look.rich(text, 13, "tx1", bold=points[place].role is Role.OWN, wrap=False),
            _label_side(points[place], chart),
        )
        for place, text in _point_labels(points)
    )
    series = cell(chart.series)
    plot = (
        '<c:layout/><c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'<c:ser>{series_head(0, "B", series)}<c:spPr><a:ln w="47625"><a:noFill/></a:ln></c:spPr>'
        f"{_symbol('circle', _SIZES[usual], THEME[usual], look)}{others}"
        f"<c:dLbls>{labels}{shown(value=False)}</c:dLbls>"
        f"<c:xVal>{number_cells('A', xs, numbers)}</c:xVal>"
        f'<c:yVal>{number_cells("B", ys, numbers)}</c:yVal><c:smooth val="0"/></c:ser>'
        f'<c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/></c:scatterChart>'
        f"{_point_axis(chart, numbers, look, across=True)}"
        f"{_point_axis(chart, numbers, look, across=False)}"
    )
    return Drawn(chart_space(plot, look, 13), workbook((("", xs), (series, ys)), numbers))


def _point_labels(points: list[Point]) -> Iterator[tuple[int, str]]:
    """Yield (place, label) in order; points on one spot share the label of the topmost."""
    spots: dict[tuple[float, float], list[int]] = {}
    for place, point in enumerate(points):
        if clean(point.name):
            spots.setdefault((point.x, point.y), []).append(place)
    for places in sorted(spots.values(), key=lambda places: places[-1]):
        yield places[-1], ", ".join(clean(points[place].name) for place in places)


def _label_side(point: Point, chart: PointChart) -> str:
    """Return where a point's label finds room: to the right, at the right edge above or below."""
    across = (point.x - chart.x_range[0]) / (chart.x_range[1] - chart.x_range[0])
    up = (point.y - chart.y_range[0]) / (chart.y_range[1] - chart.y_range[0])
    if across < 0.65:
        return "r"
    return "t" if up < 0.9 else "b"


def _point_axis(chart: PointChart, numbers: str, look: Look, *, across: bool) -> str:
    """Return one axis: range, title, thin lines."""
    axis, other, side = (_ACROSS, _UP, "b") if across else (_UP, _ACROSS, "l")
    (low, high), title = (
        (chart.x_range, chart.x_title) if across else (chart.y_range, chart.y_title)
    )
    words = look.rich(title, 13, "tx2", bold=False, wrap=True)
    named = f'<c:title>{words}<c:layout/><c:overlay val="0"/></c:title>' if clean(title) else ""
    return (
        f'<c:valAx><c:axId val="{axis}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{float(high)!r}"/><c:min val="{float(low)!r}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>'
        f"<c:majorGridlines><c:spPr>{look.line('accent6')}</c:spPr></c:majorGridlines>{named}"
        f'<c:numFmt formatCode={quoted(numbers)} sourceLinked="0"/>{_NO_TICKS}'
        f'<c:tickLblPos val="low"/><c:spPr>{look.line("accent2")}</c:spPr>'
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{float(chart.step)!r}"/></c:valAx>'
    )
