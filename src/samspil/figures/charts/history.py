"""One indicator over time: the middle municipality, cut where the way of counting changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import Group, LineChart, Mark, Point, Series
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, Table, table
from samspil.figures import sentences, timeline
from samspil.figures.charts.cells import cell
from samspil.figures.indicators import Indicator, PeriodType
from samspil.figures.selectors.indicators import IndicatorPage, MedianRow

ENOUGH = 3
"""Fewer points than this are shown as points, never as a line."""


@dataclass(frozen=True)
class OverTime:
    """A chart where some stretch is long enough for one, the rows, and what must be said."""

    chart: LineChart | None
    table: Table
    too_short: tuple[str, ...]
    marks_editions: bool


def medians(page: IndicatorPage) -> OverTime | None:
    """The middle municipality over time; None where there is but one period, or none."""
    rows = page.medians
    if len({row.period for row in rows}) < 2:
        return None
    content = page.definition.content
    parts = list(dict.fromkeys(row.breakdown for row in rows))
    series = [_series(page, part, place == 0) for place, part in enumerate(parts)]
    marks = _editions(content, rows)
    title = _("Den midterste kommune over tid")
    subtitle = f"{sentences.short(content)}, {sentences.unit(content)}."
    cells: list[list[Cell | str]] = [
        [numbers.period(row.period), page.labels[row.breakdown], cell(row.median, content)]
        for row in rows
    ]
    rows_table = table(title, (_("Periode"), _("Del"), sentences.unit(content)), cells)
    chart = LineChart(
        words=Words(title, subtitle, f"{title}. {subtitle}", _("Median af kommunerne.")),
        table=rows_table,
        series=tuple(series),
        decimals=content.decimals,
        marks=(*_breaks(content, rows), *marks),
    )
    long_enough = any(len(run) >= ENOUGH for part in parts for run in _runs(page, part))
    return OverTime(
        chart=chart if long_enough else None,
        table=rows_table,
        too_short=tuple(_too_short(page, parts)),
        marks_editions=bool(marks) and long_enough,
    )


def _series(page: IndicatorPage, part: str, is_first: bool) -> Series:
    """One part as a line, cut at breaks; stretches that are too short stay single points."""
    runs = _runs(page, part)
    points = {row.period: row.median for row in page.medians if row.breakdown == part}
    cut = [run[0] for run in runs] + [p for run in runs if len(run) < ENOUGH for p in run]
    periods = _filled(sorted(points), page.definition.content.period)
    return Series(
        name=page.labels[part] or _("Median"),
        points=tuple(Point(period, points.get(period)) for period in periods),
        group=Group.OWN if is_first else Group.PEER,
        breaks=tuple(cut),
    )


def _runs(page: IndicatorPage, part: str) -> list[list[str]]:
    """The periods of a part, parted at the breaks."""
    periods = [row.period for row in page.medians if row.breakdown == part]
    starts = sorted({found.after for found in page.definition.content.breaks})
    runs: list[list[str]] = [[]]
    for earlier, period in zip(["", *periods], periods, strict=False):
        if any(earlier < start <= period for start in starts):
            runs.append([])
        runs[-1].append(period)
    return [run for run in runs if run]


def _too_short(page: IndicatorPage, parts: Sequence[str]) -> list[str]:
    """Say which stretches have too few points to show a development, each once."""
    found = []
    for part in parts:
        for run in _runs(page, part):
            if len(run) < ENOUGH:
                first, last = numbers.period(run[0]), numbers.period(run[-1])
                when = first if first == last else f"{first} – {last}"
                found.append(
                    _("%(when)s: for få punkter til at vise en udvikling.") % {"when": when}
                )
    return list(dict.fromkeys(found))


def _breaks(content: Indicator, rows: Sequence[MedianRow]) -> list[Mark]:
    """Where the line is cut: an upright line in front of the first period of the new way."""
    periods = sorted({row.period for row in rows})
    marks = []
    for found in content.breaks_between(periods[0], periods[-1]):
        after = next(period for period in periods if period >= found.after)
        marks.append(Mark(after, _("brud"), before=True))
    return marks


def _editions(content: Indicator, rows: Sequence[MedianRow]) -> list[Mark]:
    """Where partnerships began, one word for those in the same period."""
    found: dict[str, list[str]] = {}
    first, last = min(row.period for row in rows), max(row.period for row in rows)
    for moment in timeline.moments():
        period = timeline.period_of(moment.day, content.period)
        if first <= period <= last:
            found.setdefault(period, []).append(moment.label)
    return [Mark(period, ", ".join(labels)) for period, labels in sorted(found.items())]


def _filled(periods: Sequence[str], kind: PeriodType) -> list[str]:
    """The periods and the years between them that nobody has a figure for."""
    if kind is PeriodType.SCHOOL_YEAR:
        first, last = int(periods[0][:4]), int(periods[-1][:4])
        return [f"{year}/{year + 1}" for year in range(first, last + 1)]
    if kind in {PeriodType.CALENDAR_YEAR, PeriodType.JANUARY_FIRST}:
        return [str(year) for year in range(int(periods[0]), int(periods[-1]) + 1)]
    return list(periods)
