"""Charts of a municipality's own figures. One indicator a chart, so no two definitions mix."""

import itertools

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import Group, LineChart, Point, Series
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, Table, table
from samspil.figures import sentences
from samspil.figures.indicators import Indicator, PeriodType
from samspil.figures.selectors.own import OwnGroup, OwnRow
from samspil.figures.sentences import own as own_sentences
from samspil.methods.states import Value
from samspil.places.models import Municipality

FEWEST_POINTS = 3
"""With fewer there is no line to speak of."""


def own_lines(place: Municipality, group: OwnGroup, rows: Table) -> LineChart | None:
    """The whole municipality over time, one line a part; None where the points are too few."""
    by_part = {
        part: list(found)
        for part, found in itertools.groupby(
            (row for row in group.rows if not row.institution), key=lambda row: row.key.breakdown
        )
    }
    values = {part: _values(found) for part, found in by_part.items()}
    drawn = {part: found for part, found in values.items() if len(found) >= FEWEST_POINTS}
    if not drawn:
        return None
    periods = every_period({p for found in drawn.values() for p in found}, group.indicator)
    content = group.indicator
    breaks = tuple(one.after for one in content.breaks)
    series = tuple(
        Series(
            name=own_sentences.part(by_part[part][0]) or place.name,
            points=tuple(Point(period, found.get(period)) for period in periods),
            group=Group.OWN if number == 0 else Group.PEER,
            breaks=_first_after(breaks, periods),
        )
        for number, (part, found) in enumerate(drawn.items())
    )
    title = _("%(figure)s i %(name)s, %(first)s til %(last)s") % {
        "figure": sentences.short(content),
        "name": place.name,
        "first": numbers.period(periods[0]),
        "last": numbers.period(periods[-1]),
    }
    subtitle = f"{sentences.unit(content)}, {own_sentences.quality()}."
    extremes = _extremes(drawn, content)
    words = Words(title, subtitle, f"{title}. {subtitle} {extremes}", rows.source)
    return LineChart(words=words, table=rows, series=series, decimals=content.decimals)


def _values(rows: list[OwnRow]) -> dict[str, float]:
    return {row.key.period: row.figure.number for row in rows if isinstance(row.figure, Value)}


def every_period(periods: set[str], content: Indicator) -> list[str]:
    """Return the periods with those missing between them, so that a gap is seen as one.

    Years and parts of years follow each other; months do so at the step in which they were brought.
    """
    ordinals = sorted(_ordinal(period) for period in periods)
    step = 1
    if content.period is PeriodType.MONTH:
        steps = [later - earlier for earlier, later in itertools.pairwise(ordinals)]
        step = min(steps, default=1)
    wanted = set(range(ordinals[0], ordinals[-1] + 1, step)) | set(ordinals)
    return [_period(ordinal, next(iter(periods))) for ordinal in sorted(wanted)]


_PARTS_A_YEAR = {"M": 12, "K": 4, "H": 2}


def _ordinal(period: str) -> int:
    year, parts = int(period[:4]), _PARTS_A_YEAR.get(period[4:5], 0)
    return year * parts + int(period[5:]) - 1 if parts else year


def _period(ordinal: int, like: str) -> str:
    """Return the period in the form of another one of the same indicator."""
    mark = like[4:5]
    if parts := _PARTS_A_YEAR.get(mark, 0):
        width = 2 if mark == "M" else 1
        return f"{ordinal // parts}{mark}{ordinal % parts + 1:0{width}d}"
    return f"{ordinal}/{ordinal + 1}" if mark == "/" else str(ordinal)


def _first_after(breaks: tuple[str, ...], periods: list[str]) -> tuple[str, ...]:
    """Return the first period at or after each break: the line is cut there."""
    found = (next((p for p in periods if p >= after), "") for after in breaks)
    return tuple(period for period in found if period)


def _extremes(drawn: dict[str, dict[str, float]], content: Indicator) -> str:
    found = [value for values in drawn.values() for value in values.values()]
    return _("Lavest %(low)s, højest %(high)s.") % {
        "low": numbers.number(min(found), content.decimals),
        "high": numbers.number(max(found), content.decimals),
    }


def own_rows(group: OwnGroup, addresses: dict[int, str]) -> Table:
    """All figures of an indicator as a table; ``addresses`` leads to each figure's own page."""
    rows = [
        [
            Cell(numbers.period(row.key.period), href=addresses.get(row.id, "")),
            Cell(own_sentences.part(row)),
            _value(row),
            Cell(own_sentences.counts(row)),
            Cell(row.source + (f" ({row.note})" if row.note else "")),
        ]
        for row in group.rows
    ]
    unit = sentences.unit(group.indicator)
    columns = (_("Periode"), _("Del"), unit, _("Regnet af"), _("Kilde"))
    sources = "; ".join(dict.fromkeys(row.source for row in group.rows))
    source = _("Kilde: %(sources)s · %(quality)s") % {
        "sources": sources,
        "quality": own_sentences.quality(),
    }
    name = group.indicator.name.in_language(sentences.language())
    made = table(f"{name}, {own_sentences.quality()}", columns, rows)
    return Table(made.caption, made.columns, made.rows, source)


def _value(row: OwnRow) -> Cell:
    if isinstance(row.figure, Value):
        return Cell(own_sentences.value(row), exact=row.figure.number)
    return Cell(own_sentences.value(row))
