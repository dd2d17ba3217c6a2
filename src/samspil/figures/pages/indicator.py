"""The pages of indicators: the list of all, and what one means."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.tables import Cell, Table, table
from samspil.figures import charts, sentences
from samspil.figures.indicators import Kind, Sector, load_indicators
from samspil.figures.selectors.indicators import IndicatorPage, IndicatorRow, indicator_list
from samspil.places import selectors as places


def indicator_groups() -> list[dict[str, Any]]:
    """All indicators: by sector, then by name."""
    words = sector_names()
    order = list(words)
    rows = sorted(
        indicator_list(),
        key=lambda r: (order.index(r.content.sector), sentences.short(r.content).lower()),
    )
    return [
        {"name": words[sector], "rows": [_listed(found) for found in group]}
        for sector, group in groupby(rows, key=lambda r: r.content.sector)
    ]


def sector_names() -> dict[Sector, str]:
    """Return what the sectors are called, in the order they are shown."""
    return {
        Sector.SCHOOL: _("Skole"),
        Sector.DAYCARE: _("Dagtilbud"),
        Sector.BOTH: _("Vilkår og rammer for begge"),
    }


def _listed(found: IndicatorRow) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.content.name.in_language(sentences.language()),
        "unit": sentences.unit(found.content),
        "kind": kind_name(found.content.kind),
        "period": numbers.period(found.period),
        "count": found.count,
    }


def kind_name(kind: Kind) -> str:
    """Return an indicator's kind in words."""
    return {
        Kind.CONDITION: _("vilkår"),
        Kind.RESULT: _("resultat"),
        Kind.PROCESS: _("proces"),
        Kind.FORECAST: _("fremskrivning"),
    }[kind]


def indicator(page: IndicatorPage) -> dict[str, Any]:
    """An indicator as a page."""
    names = places.names()
    content = page.definition.content
    language = sentences.language()
    indicators = load_indicators()
    return {
        "page": page,
        "content": content,
        "name": content.name.in_language(language),
        "texts": {
            key: text.in_language(language)
            for key in ("why", "numerator", "denominator", "caution", "note", "obtain", "lag")
            if (text := getattr(content, key)) is not None
        },
        "unit": sentences.unit(content),
        "kind": kind_name(content.kind),
        "distributions": [charts.distribution(page, part, names) for part in page.distributions],
        "medians": charts.medians(page),
        "breaks": [found.explanation.in_language(language) for found in content.breaks],
        "beside": [
            (name, indicators[name].content.name.in_language(language)) for name in content.beside
        ],
        "national": [
            (label, numbers.period(period), numbers.number(value, content.decimals))
            for label, period, value in page.national
        ],
    }


def indicator_table(page: IndicatorPage) -> Table:
    """The newest figures of all municipalities, in order of code."""
    names = places.names()
    rows = [
        [
            Cell(code),
            Cell(names[code]),
            Cell(part.period),
            Cell(part.breakdown),
            Cell(str(value), exact=value),
            Cell(sentences.source(part.source)),
        ]
        for part in page.distributions
        for code, value in sorted(part.values.items())
    ]
    columns = ("municipality_code", "municipality", "period", "breakdown", "value", "source")
    return table(page.id, columns, rows)
