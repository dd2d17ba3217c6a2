"""Native charts, set into a layout's placeholder: drawn by PowerPoint, edited in PowerPoint.

Colours are the theme's: own figures in the accent, peers in grey, others light. Values stand in
the chart's workbook; a label that is no plain number is text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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
    TimeChart,
)
from samspil.components.slides.lines import draw_times
from samspil.components.slides.looks import (
    NO_LINE,
    THEME,
    Look,
    cell,
    number_format,
    quoted,
)
from samspil.components.slides.marks import draw_expectations, draw_points
from samspil.components.slides.references import (
    Drawn,
    chart_space,
    number_cells,
    number_labels,
    own_label,
    series_head,
    text_cells,
)
from samspil.components.slides.workbook import workbook

_LABEL_SHARE: Final = 0.40
"""The most of a bar chart's width that the names may take."""

_VALUE_SHARE: Final = 0.25
"""The most of it that the labels behind the bars may take."""

_LONG_NUMBER: Final = "0.000,0"
_NAMES, _SCALE = "-2068027336", "-2113994440"
"""The two axes, as the parts of a chart refer to them."""


def draw(chart: Chart, box: Box, look: Look) -> Drawn:
    """Return a chart as it goes into the file, made for a box of this size."""
    match chart:
        case BarChart():
            return _bars(chart, box, look)
        case ExpectationChart():
            return draw_expectations(chart, look)
        case PointChart():
            return draw_points(chart, look)
        case TimeChart():
            return draw_times(chart, look)


def _bars(chart: BarChart, box: Box, look: Look) -> Drawn:
    """Draw horizontal bars, the first on top, each with its value or label at its end."""
    size = _bar_type_size(len(chart.bars), box.height)
    numbers = number_format(chart.number_format, look.language)
    names, values = [_bar_name(bar) for bar in chart.bars], [bar.value for bar in chart.bars]
    series = cell(chart.series)
    plot = (
        f'{_room(chart, box, size)}<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/><c:ser>{series_head(0, "B", series)}'
        f"{_colours(chart, look)}<c:dLbls>{_own_labels(chart, size, look)}"
        f"{number_labels(numbers, look.type(size), 'outEnd')}</c:dLbls>"
        f"<c:cat>{text_cells('A', names)}</c:cat>"
        f"<c:val>{number_cells('B', values, numbers)}</c:val></c:ser>"
        f'<c:gapWidth val="45"/><c:axId val="{_NAMES}"/><c:axId val="{_SCALE}"/></c:barChart>'
        f"{_name_axis(look)}{_scale_axis(chart, size, look)}"
    )
    columns = (("", names), (series, values))
    return Drawn(chart_space(plot, look, size, only_visible=False), workbook(columns, numbers))


def _bar_type_size(bars: int, height: float) -> float:
    """Return the type size at which so many bars can be told apart."""
    return max(9.0, min(15.0, height / bars * 0.55))


def _bar_name(bar: Bar) -> str:
    """Return a bar's name; where there is no bar, with the reason."""
    return cell(bar.name if bar.value is not None else f"{bar.name} – {bar.label}")


def _name_axis(look: Look) -> str:
    """Return the axis of names, from the top; every bar is named, however narrow the room."""
    return (
        f'<c:catAx><c:axId val="{_NAMES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{look.line('accent6')}</c:spPr>"
        f'<c:crossAx val="{_SCALE}"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
    )


def _scale_axis(chart: BarChart, size: float, look: Look) -> str:
    """Return the axis of values; it is only seen where it has steps."""
    end = chart.maximum if chart.maximum is not None else _nice_end(chart)
    head = (
        f'<c:valAx><c:axId val="{_SCALE}"/><c:scaling><c:max val="{float(end)!r}"/>'
        f'<c:min val="{float(chart.minimum)!r}"/></c:scaling>'
    )
    if chart.step is None:
        return (
            f'{head}<c:delete val="1"/><c:axPos val="b"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="{_NAMES}"/>'
            '<c:crosses val="autoZero"/></c:valAx>'
        )
    return (
        f'{head}<c:delete val="0"/><c:axPos val="b"/>'
        f"<c:majorGridlines><c:spPr>{look.line('accent6')}</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode={quoted(chart.scale_format)} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>{look.type(max(size - 2, 9))}"
        f'<c:crossAx val="{_NAMES}"/><c:crosses val="autoZero"/>'
        f'<c:majorUnit val="{float(chart.step)!r}"/></c:valAx>'
    )


def _nice_end(chart: BarChart) -> float:
    """Return an end of the scale just past the longest bar."""
    values = [bar.value for bar in chart.bars if bar.value is not None]
    span = max([*values, chart.minimum]) - min([*values, chart.minimum])
    return chart.minimum + (span or 1) * 1.02


def _room(chart: BarChart, box: Box, size: float) -> str:
    """Give the names and the labels the room they need, and the bars the rest."""
    widest = max(width(_bar_name(bar), size) for bar in chart.bars) + 14
    share = min(widest / box.width, _LABEL_SHARE)
    labels = [bar.label or _LONG_NUMBER for bar in chart.bars if bar.value is not None]
    longest = max((width(text, size, bold=True) for text in labels), default=0.0) + 14
    right = min(longest / box.width, _VALUE_SHARE)
    head = 0.09 if chart.step is not None else 0.01
    values = {"x": share, "y": head, "w": 1 - share - right, "h": 0.99 - head}
    inner = "".join(f'<c:{key} val="{value:.4f}"/>' for key, value in values.items())
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'
    )


def _colours(chart: BarChart, look: Look) -> str:
    """Colour the bars as most of them are, and the others one by one."""
    usual = Counter(bar.role for bar in chart.bars).most_common(1)[0][0]
    others = "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:spPr>'
        f"{look.fill(THEME[bar.role])}</c:spPr></c:dPt>"
        for place, bar in enumerate(chart.bars)
        if bar.role is not usual
    )
    fill = f"<c:spPr>{look.fill(THEME[usual])}</c:spPr>"
    return f'{fill}<c:invertIfNegative val="0"/>{others}'


def _own_labels(chart: BarChart, size: float, look: Look) -> str:
    """Return labels in words; those of own figures are bold."""
    return "".join(_words_of(chart, size, look))


def _words_of(chart: BarChart, size: float, look: Look) -> Iterator[str]:
    for place, bar in enumerate(chart.bars):
        if bar.value is not None and clean(bar.label):
            bold = bar.role is Role.OWN
            rich = look.rich(bar.label, size, "tx1", bold=bold, wrap=False)
            yield own_label(place, rich, "outEnd")
