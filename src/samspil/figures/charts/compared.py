"""The chart of figures over time, side by side, and the rows it is made of."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import ComparedLine, ComparedLines, Point
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, Table, row, table
from samspil.figures import guards, states
from samspil.figures.selectors.series import Comparison, FigureSeries, SeriesPoint
from samspil.figures.sentences import compared
from samspil.methods.states import Value


def lines(comparison: Comparison) -> ComparedLines:
    """The chart; a break in the definition is marked and never crossed."""
    return ComparedLines(
        words=Words(
            compared.title(comparison),
            compared.subtitle(comparison),
            compared.alt(comparison),
            compared.source(comparison),
        ),
        table=wide(comparison),
        periods=comparison.periods,
        lines=tuple(_line(series) for series in comparison.series),
        breaks=tuple(found.after for found in comparison.definition.content.breaks),
        break_word=_("brud"),
        decimals=comparison.definition.content.decimals,
    )


def _line(series: FigureSeries) -> ComparedLine:
    return ComparedLine(
        name=compared.name(series),
        points=tuple(
            Point(p.period, p.figure.number if isinstance(p.figure, Value) else None)
            for p in series.points
        ),
        band=tuple(
            (p.period, p.low, p.high)
            for p in series.points
            if p.low is not None and p.high is not None
        ),
        is_own=series.is_own,
        joined=not guards.is_too_short(len(series.known)),
    )


def wide(comparison: Comparison) -> Table:
    """The same rows as a table: a period a row, newest first, a column for each."""
    content = comparison.definition.content
    names = (_("Periode"), *(compared.name(series) for series in comparison.series))
    decimals = content.decimals
    rows = [
        row(
            numbers.period(period),
            *(_cell(series, series.points[place], decimals) for series in comparison.series),
        )
        for place, period in reversed(list(enumerate(comparison.periods)))
    ]
    caption = f"{compared.subtitle(comparison)} {compared.source(comparison)}"
    return table(caption, names, rows)


def _cell(series: FigureSeries, point: SeriesPoint, decimals: int) -> Cell:
    text = numbers.figure(point.figure, decimals)
    if not isinstance(point.figure, Value):
        return Cell(text)
    if series.is_group and point.low is not None and point.high is not None:
        low, high = (numbers.number(bound, decimals) for bound in (point.low, point.high))
        text = _("%(middle)s (%(low)s–%(high)s, %(known)s af %(of)s)") % {
            "middle": text, "low": low, "high": high, "known": point.known, "of": series.of,
        }  # fmt: skip
    return Cell(text, exact=point.figure.number)


COLUMNS = (
    "indicator", "part", "period", "kind", "key", "name", "state", "value", "lower_quartile",
    "upper_quartile", "municipalities_known", "municipalities", "unit", "example", "forecast",
)  # fmt: skip


def tidy(comparisons: Iterable[Comparison]) -> Table:
    """The same rows for a program: one figure a row, with its state; the sources at the end."""
    found = list(comparisons)
    rows = [
        _tidy(comparison, series, point)
        for comparison in found
        for series in comparison.series
        for point in series.points
    ]
    sources = " · ".join(dict.fromkeys(compared.source(comparison) for comparison in found))
    made = table("samspil", COLUMNS, rows)
    return Table(made.caption, made.columns, made.rows, sources)


def _tidy(comparison: Comparison, series: FigureSeries, point: SeriesPoint) -> list[Cell | str]:
    content = comparison.definition.content
    known = isinstance(point.figure, Value)
    return [
        comparison.id,
        comparison.part,
        point.period,
        "group" if series.is_group else "municipality",
        series.key,
        series.name,
        states.word(point.figure),
        _exact(point.figure.number if isinstance(point.figure, Value) else None),
        _exact(point.low if known else None),
        _exact(point.high if known else None),
        Cell(str(point.known), exact=point.known),
        Cell(str(series.of), exact=series.of),
        content.unit.value,
        "true" if series.is_example else "false",
        "true" if guards.is_forecast(content) else "false",
    ]


def _exact(value: float | None) -> Cell:
    return Cell("") if value is None else Cell(str(value), exact=value)
