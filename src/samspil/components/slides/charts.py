"""Native charts, set into a layout's placeholder: drawn by PowerPoint, edited in PowerPoint.

Colours are the theme's: own figures in the accent, peers in grey, others light. Values stand in
the chart's workbook; a label that is no plain number is text.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from samspil.components.slides.fitting import clean, width
from samspil.components.slides.grid import Box
from samspil.components.slides.inputs import (
    Bar,
    BarChart,
    Chart,
    ExpectationChart,
    PointChart,
    Role,
)
from samspil.components.slides.looks import (
    LANGUAGES,
    THEME,
    Native,
    cell,
    describe,
    fill,
    label,
    line,
    number_format,
    plain,
    points_of,
)
from samspil.components.slides.marks import insert_expectations, insert_points

_LABEL_SHARE: Final = 0.40
"""The most of a bar chart's width that the names may take."""

_VALUE_SHARE: Final = 0.25
"""The most of it that the labels behind the bars may take."""

_LONG_NUMBER: Final = "0.000,0"


def insert_chart(placeholder: Native, chart: Chart, box: Box, language: str) -> Native:
    """Draw a chart into a chart placeholder and return its graphic frame, alt text set."""
    match chart:
        case BarChart():
            frame = _bars(placeholder, chart, box, number_format(chart.number_format, language))
        case ExpectationChart():
            frame = insert_expectations(placeholder, chart, language)
        case PointChart():
            frame = insert_points(placeholder, chart, language)
    describe(frame, chart.alt)
    _set_language(frame.chart, language)
    return frame


def _set_language(chart: Native, language: str) -> None:
    """Say in which language the chart's numbers are written."""
    from pptx.oxml.ns import qn

    space = chart._chartSpace  # noqa: SLF001 (no public name for it)
    lang = space.makeelement(qn("c:lang"), {"val": LANGUAGES[language]})
    first = space.find(qn("c:date1904"))
    if first is None:
        space.insert(0, lang)
    else:
        first.addnext(lang)


def _bars(placeholder: Native, chart: BarChart, box: Box, numbers: str) -> Native:
    """Draw horizontal bars, the first on top, each with its value or label at its end."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    size = _bar_type_size(len(chart.bars), box.height)
    data: Native = CategoryChartData(number_format=numbers)  # type: ignore[no-untyped-call]
    data.categories = [_bar_name(bar) for bar in chart.bars]
    data.add_series(cell(chart.series), [bar.value for bar in chart.bars])
    frame = placeholder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    drawn = frame.chart
    plain(drawn, size)
    plot = drawn.plots[0]
    plot.gap_width = 45
    plot.vary_by_categories = False
    _bar_axes(drawn, chart, size)
    _name_room(drawn, chart, box, size)
    _bar_colours(plot.series[0], chart, size, numbers)
    return frame


def _bar_type_size(bars: int, height: float) -> float:
    """Return the type size at which so many bars can be told apart."""
    return max(9.0, min(15.0, height / bars * 0.55))


def _bar_name(bar: Bar) -> str:
    """Return a bar's name; where there is no bar, with the reason."""
    return cell(bar.name if bar.value is not None else f"{bar.name} – {bar.label}")


def _bar_axes(drawn: Native, chart: BarChart, size: float) -> None:
    """Set both axes: names from the top, a scale only where it has steps."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    names, scale = drawn.category_axis, drawn.value_axis
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    _name_every_bar(names)
    line(names.format.line, "ACCENT_6")
    scale.minimum_scale = chart.minimum
    scale.maximum_scale = chart.maximum if chart.maximum is not None else _nice_end(chart)
    scale.major_tick_mark = XL_TICK_MARK.NONE
    scale.has_major_gridlines = chart.step is not None
    scale.visible = chart.step is not None
    if chart.step is not None:
        scale.major_unit = chart.step
        scale.tick_labels.number_format = chart.scale_format
        scale.tick_labels.number_format_is_linked = False
        scale.tick_labels.font.size = points_of(max(size - 2, 9))
        scale.format.line.fill.background()
        line(scale.major_gridlines.format.line, "ACCENT_6")


def _nice_end(chart: BarChart) -> float:
    """Return an end of the scale just past the longest bar."""
    values = [bar.value for bar in chart.bars if bar.value is not None]
    span = max([*values, chart.minimum]) - min([*values, chart.minimum])
    return chart.minimum + (span or 1) * 1.02


def _name_room(drawn: Native, chart: BarChart, box: Box, size: float) -> None:
    """Give the names and the labels the room they need, and the bars the rest."""
    widest = max(width(_bar_name(bar), size) for bar in chart.bars) + 14
    share = min(widest / box.width, _LABEL_SHARE)
    labels = [bar.label or _LONG_NUMBER for bar in chart.bars if bar.value is not None]
    longest = max((width(text, size, bold=True) for text in labels), default=0.0) + 14
    right = min(longest / box.width, _VALUE_SHARE)
    head = 0.09 if chart.step is not None else 0.01
    _inner_layout(drawn, share, head, 1 - share - right, 0.99 - head)


def _inner_layout(drawn: Native, left: float, top: float, wide: float, high: float) -> None:
    """Fix where the bars stand, as shares of the whole chart."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    values = {"x": left, "y": top, "w": wide, "h": high}
    inner = "".join(f'<c:{key} val="{value:.4f}"/>' for key, value in values.items())
    layout = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget val="
        f'"inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'
    )
    area = drawn._chartSpace.chart.plotArea  # noqa: SLF001 (no public name for it)
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def _name_every_bar(axis: Native) -> None:
    """Keep programs from leaving out every other name where they find the room narrow."""
    from pptx.oxml.ns import qn

    element = axis._element  # noqa: SLF001 (no public name for it)
    skip = element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    # The schema wants it after the offset of labels and before the last two.
    last = element.find(qn("c:noMultiLvlLbl"))
    if last is None:
        element.append(skip)
    else:
        last.addprevious(skip)


def _bar_colours(series: Native, chart: BarChart, size: float, numbers: str) -> None:
    """Colour the bars as most of them are, and the others one by one; own labels are bold."""
    from pptx.enum.chart import XL_LABEL_POSITION

    labels = series.data_labels
    labels.show_value = True
    labels.number_format = numbers
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = points_of(size)
    usual = Counter(bar.role for bar in chart.bars).most_common(1)[0][0]
    fill(series.format.fill, THEME[usual])
    for place, bar in enumerate(chart.bars):
        if bar.role is not usual:
            fill(series.points[place].format.fill, THEME[bar.role])
        if bar.value is not None and clean(bar.label):
            point = series.points[place]
            label(point, bar.label, size, bold=bar.role is Role.OWN)
            point.data_label.position = XL_LABEL_POSITION.OUTSIDE_END
