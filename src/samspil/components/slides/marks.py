"""Charts of marks: found against expected with its interval, and points on two axes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from samspil.components.slides.fitting import clean
from samspil.components.slides.grid import EMU
from samspil.components.slides.inputs import ExpectationChart, Point, PointChart, Role
from samspil.components.slides.looks import (
    THEME,
    Native,
    cell,
    fill,
    font_colour,
    label,
    line,
    number_format,
    plain,
    points_of,
)

_ON_TOP: Final = {Role.OTHER: 0, Role.PEER: 1, Role.OWN: 2}
_SIZES: Final = {Role.OTHER: 9, Role.PEER: 10, Role.OWN: 13}

# --- found against expected ------------------------------------------------------------------


def insert_expectations(placeholder: Native, chart: ExpectationChart, language: str) -> Native:
    """Draw found and expected values as marks, and the interval as a band behind the expected.

    The band is an error bar that reads its lengths from two more columns of the workbook, so
    that it moves when somebody edits the data. These columns are series without marks.
    """
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    numbers = number_format(chart.number_format, language)
    data: Native = CategoryChartData(number_format=numbers)  # type: ignore[no-untyped-call]
    data.categories = [cell(row.name) for row in chart.rows]
    data.add_series(cell(chart.expected), [row.expected for row in chart.rows])
    data.add_series(cell(chart.actual), [row.actual for row in chart.rows])
    data.add_series(f"{cell(chart.expected)} ↓", [row.expected - row.low for row in chart.rows])
    data.add_series(f"{cell(chart.expected)} ↑", [row.high - row.expected for row in chart.rows])
    frame = placeholder.insert_chart(XL_CHART_TYPE.LINE_MARKERS, data)
    drawn = frame.chart
    plain(drawn, 14)
    _expectation_axes(drawn, chart, numbers)
    expected, actual, down, up = drawn.plots[0].series
    _mark(expected, "DASH", 20, "ACCENT_2")
    _mark(actual, "CIRCLE", 13, "ACCENT_1")
    for hidden in (down, up):
        _mark(hidden, "NONE", 2, "ACCENT_3")
    _band(expected, len(chart.rows))
    clear = f'"   "{chart.number_format};"   "-{chart.number_format}'
    _found_labels(actual, number_format(clear, language))
    _legend(drawn, hidden=(2, 3))
    return frame


def _expectation_axes(drawn: Native, chart: ExpectationChart, numbers: str) -> None:
    """Set the axes: a scale around all that is shown, thin lines, no marks."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    low = min(min(row.low, _or(row.actual, row.low)) for row in chart.rows)
    high = max(max(row.high, _or(row.actual, row.high)) for row in chart.rows)
    scale, names = drawn.value_axis, drawn.category_axis
    start, end, step = _round_scale(_or(chart.minimum, low), _or(chart.maximum, high))
    scale.minimum_scale, scale.maximum_scale, scale.major_unit = start, end, step
    scale.tick_labels.number_format = numbers
    scale.tick_labels.number_format_is_linked = False
    scale.major_tick_mark = names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    scale.format.line.fill.background()
    line(scale.major_gridlines.format.line, "ACCENT_6")
    line(names.format.line, "ACCENT_2")


def _round_scale(low: float, high: float) -> tuple[float, float, float]:
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


def _mark(series: Native, style: str, size: int, colour: str) -> None:
    """Show a series as marks, without a line."""
    from pptx.enum.chart import XL_MARKER_STYLE

    series.smooth = False
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE[style]
    series.marker.size = size
    fill(series.marker.format.fill, colour)
    series.marker.format.line.fill.background()


def _band(series: Native, rows: int) -> None:
    """Add the interval: a broad error bar with its lengths in columns D and E."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    bar = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="both"/>'
        '<c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{_reference('E', rows)}</c:plus><c:minus>{_reference('D', rows)}</c:minus>"
        f'<c:spPr><a:ln w="{5 * EMU}" cap="flat"><a:solidFill><a:schemeClr val="accent3"/>'
        "</a:solidFill></a:ln></c:spPr></c:errBars>"
    )
    element = series._element  # noqa: SLF001 (no public name for it)
    chart_space = element.getroottree().getroot()
    for reference, place in ((bar.find(qn("c:plus")), 3), (bar.find(qn("c:minus")), 2)):
        values = chart_space.findall(f".//{qn('c:ser')}")[place].find(qn("c:val"))
        cache = values.find(f".//{qn('c:numCache')}")
        reference.find(qn("c:numRef")).append(deepcopy(cache))
    element.find(qn("c:cat")).addprevious(bar)


def _reference(column: str, rows: int) -> str:
    """Return a reference to a column of the chart's workbook."""
    cells = f"Sheet1!${column}$2:${column}${rows + 1}"
    return f"<c:numRef><c:f>{cells}</c:f></c:numRef>"


def _found_labels(series: Native, numbers: str) -> None:
    """Write the value beside each found mark, clear of the expected one."""
    from pptx.enum.chart import XL_LABEL_POSITION

    labels = series.data_labels
    labels.show_value = True
    labels.number_format = numbers
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.RIGHT
    labels.font.size = points_of(14)
    labels.font.bold = True
    font_colour(labels.font, "ACCENT_1")


def _legend(drawn: Native, hidden: tuple[int, ...]) -> None:
    """Show the legend above the chart, without the series that only hold lengths."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    drawn.has_legend = True
    drawn.legend.position = XL_LEGEND_POSITION.TOP
    drawn.legend.include_in_layout = False
    drawn.legend.font.size = points_of(13)
    element = drawn.legend._element  # noqa: SLF001 (no public name for it)
    for place in reversed(hidden):
        entry = parse_xml(
            f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/>'
            "</c:legendEntry>"
        )
        element.find(qn("c:legendPos")).addnext(entry)


# --- points ----------------------------------------------------------------------------------


def insert_points(placeholder: Native, chart: PointChart, language: str) -> Native:
    """Draw points as one series, coloured one by one, own points last so that they lie on top.

    One series, because LibreOffice leaves out series of a single point.
    """
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    points = sorted(chart.points, key=lambda point: _ON_TOP[point.role])
    numbers = number_format(chart.number_format, language)
    data: Native = XyChartData(number_format=numbers)  # type: ignore[no-untyped-call]
    series_data = data.add_series(cell(chart.series))
    for point in points:
        series_data.add_data_point(point.x, point.y)
    frame = placeholder.insert_chart(XL_CHART_TYPE.XY_SCATTER, data)
    drawn = frame.chart
    plain(drawn, 13)
    _point_axes(drawn, chart, numbers)
    series = drawn.plots[0].series[0]
    usual = Counter(point.role for point in points).most_common(1)[0][0]
    _mark(series, "CIRCLE", _SIZES[usual], THEME[usual])
    for place, point in enumerate(points):
        if point.role is not usual:
            _mark_point(series.points[place], point.role)
    for place, text in _point_labels(points):
        side = _label_side(points[place], chart)
        _point_label(series.points[place], text, points[place].role, side)
    return frame


def _mark_point(point: Native, role: Role) -> None:
    """Show one point by its role."""
    from pptx.enum.chart import XL_MARKER_STYLE

    point.marker.style = XL_MARKER_STYLE.CIRCLE
    point.marker.size = _SIZES[role]
    fill(point.marker.format.fill, THEME[role])
    point.marker.format.line.fill.background()


def _point_labels(points: list[Point]) -> Iterator[tuple[int, str]]:
    """Yield (place, label); points on the same spot share the label of the last, the topmost."""
    spots: dict[tuple[float, float], list[int]] = {}
    for place, point in enumerate(points):
        if clean(point.name):
            spots.setdefault((point.x, point.y), []).append(place)
    for places in spots.values():
        yield places[-1], ", ".join(clean(points[place].name) for place in places)


def _label_side(point: Point, chart: PointChart) -> str:
    """Return where a point's label finds room: to the right, at the right edge above or below."""
    across = (point.x - chart.x_range[0]) / (chart.x_range[1] - chart.x_range[0])
    up = (point.y - chart.y_range[0]) / (chart.y_range[1] - chart.y_range[0])
    if across < 0.65:
        return "RIGHT"
    return "ABOVE" if up < 0.9 else "BELOW"


def _point_label(point: Native, text: str, role: Role, side: str) -> None:
    """Write a label beside a point."""
    from pptx.enum.chart import XL_DATA_LABEL_POSITION

    label(point, text, 13, bold=role is Role.OWN)
    point.data_label.position = XL_DATA_LABEL_POSITION[side]


def _point_axes(drawn: Native, chart: PointChart, numbers: str) -> None:
    """Set both axes: range, title, thin lines."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    axes = (
        (drawn.category_axis, chart.x_range, chart.x_title),
        (drawn.value_axis, chart.y_range, chart.y_title),
    )
    for axis, (low, high), title in axes:
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, chart.step
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.tick_labels.number_format = numbers
        axis.tick_labels.number_format_is_linked = False
        axis.has_major_gridlines = True
        line(axis.major_gridlines.format.line, "ACCENT_6")
        line(axis.format.line, "ACCENT_2")
        axis.has_title = bool(clean(title))
        if not axis.has_title:
            continue
        frame = axis.axis_title.text_frame
        frame.text = clean(title)
        font = frame.paragraphs[0].runs[0].font
        font.size, font.bold = points_of(13), False
        font_colour(font, "TEXT_2")
