"""Charts of one indicator over all municipalities."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import Dot, DotStrip, Group, LineChart, Point, Series
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, table
from samspil.figures import sentences
from samspil.figures.charts.cells import cell
from samspil.figures.selectors.indicators import Distribution, IndicatorPage
from samspil.places.services import sort_key


def distribution(page: IndicatorPage, part: Distribution, names: Mapping[str, str]) -> DotStrip:
    """All municipalities on an indicator, nobody in particular."""
    content = page.definition.content
    name = content.name.in_language(sentences.language())
    title = f"{name}: {part.label}" if part.label else name
    ordered = sorted(part.values.items(), key=lambda item: sort_key(names[item[0]]))
    low, high = min(part.values.values()), max(part.values.values())
    spread = _("%(count)s kommuner, fra %(low)s til %(high)s") % {
        "count": len(ordered),
        "low": numbers.number(low, content.decimals),
        "high": numbers.number(high, content.decimals),
    }
    subtitle = f"{spread} ({sentences.unit(content)}), {numbers.period(part.period)}."
    source = sentences.source(part.source)
    rows = [[Cell(names[code]), cell(value, content)] for code, value in ordered]
    return DotStrip(
        words=Words(title, subtitle, f"{title}. {subtitle}", source),
        table=table(f"{title}. {subtitle} {source}", (_("Kommune"), sentences.unit(content)), rows),
        dots=tuple(Dot(names[code], value) for code, value in ordered),
        decimals=content.decimals,
    )


def medians(page: IndicatorPage) -> LineChart | None:
    """The middle municipality over time; None where there is but one period."""
    content = page.definition.content
    parts = list(dict.fromkeys(row.breakdown for row in page.medians))
    if len({row.period for row in page.medians}) < 2:
        return None
    labels = {part.breakdown: part.label for part in page.distributions}
    title = _("Den midterste kommune over tid")
    subtitle = f"{sentences.short(content)}, {sentences.unit(content)}."
    after = tuple(found.after for found in content.breaks)
    rows: list[list[Cell | str]] = [
        [numbers.period(row.period), labels[row.breakdown], cell(row.median, content)]
        for row in page.medians
    ]
    return LineChart(
        words=Words(title, subtitle, f"{title}. {subtitle}", _("Median af kommunerne.")),
        table=table(title, (_("Periode"), _("Del"), sentences.unit(content)), rows),
        series=tuple(
            Series(
                name=labels[part] or _("Median"),
                points=tuple(
                    Point(row.period, row.median) for row in page.medians if row.breakdown == part
                ),
                group=Group.OWN if place == 0 else Group.PEER,
                breaks=after,
            )
            for place, part in enumerate(parts)
        ),
        decimals=content.decimals,
    )
