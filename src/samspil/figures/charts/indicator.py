"""Charts of one indicator over all municipalities."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components import numbers
from samspil.components.charts import Dot, DotStrip
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, table
from samspil.figures import sentences
from samspil.figures.charts.cells import cell
from samspil.figures.selectors.history import FigureChange
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
    source = " · ".join([sentences.source(part.source), *absences(part)])
    changes = {
        code: change
        for code in part.values
        if (change := page.changes.get((code, part.period, part.breakdown)))
    }
    heading = [_("Kommune"), sentences.unit(content)] + ([_("Ændret")] if changes else [])
    rows = [
        [Cell(names[code]), cell(value, content)]
        + ([Cell(changed(changes.get(code), content.decimals))] if changes else [])
        for code, value in ordered
    ]
    return DotStrip(
        words=Words(title, subtitle, f"{title}. {subtitle}", source),
        table=table(f"{title}. {subtitle} {source}", heading, rows),
        dots=tuple(Dot(names[code], value) for code, value in ordered),
        decimals=content.decimals,
    )


def absences(part: Distribution) -> list[str]:
    """Say how many municipalities have no figure, and why; nothing where all have."""
    found = []
    if part.suppressed:
        found.append(
            ngettext(
                "%(count)s kommune vises ikke, fordi der er få børn",
                "%(count)s kommuner vises ikke, fordi der er få børn",
                part.suppressed,
            )
            % {"count": part.suppressed}
        )
    if part.not_applicable:
        found.append(
            ngettext(
                "%(count)s kommune har ikke tilbuddet",
                "%(count)s kommuner har ikke tilbuddet",
                part.not_applicable,
            )
            % {"count": part.not_applicable}
        )
    if part.missing:
        found.append(
            ngettext(
                "tallet mangler for %(count)s kommune",
                "tallet mangler for %(count)s kommuner",
                part.missing,
            )
            % {"count": part.missing}
        )
    return found


def changed(change: FigureChange | None, decimals: int) -> str:
    """Say from what a figure changed, and when; nothing where it has not."""
    if change is None:
        return ""
    return _("fra %(before)s den %(day)s (udgivelse %(number)s)") % {
        "before": numbers.figure(change.before, decimals),
        "day": date_format(change.vintage.published_at, "SHORT_DATE_FORMAT"),
        "number": change.vintage.id,
    }
