"""The page of one indicator: what it means, how municipalities lie, and what has changed."""

import functools
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import Chart
from samspil.figures import charts, sentences
from samspil.figures.indicators import Indicator, Kind, Sector, Unit, load_indicators
from samspil.figures.selectors.history import IndicatorEdition
from samspil.figures.selectors.indicators import Choice, Distribution, IndicatorPage
from samspil.figures.selectors.listing import Companion
from samspil.figures.sentences import terms as words

SHOWN_PARTS = 3
"""So many parts are drawn below each other; of more, one is chosen at a time."""
SHOWN_CHANGES = 20
_TEXTS = (
    "why", "numerator", "denominator", "formula", "lag", "table", "obtain", "interpretation",
    "caution", "note",
)  # fmt: skip
_TIMES = {Unit.PERCENT: "× 100", Unit.PER_1000_CHILDREN: "× 1.000"}


@dataclass(frozen=True)
class Link:
    """One of several ways to see a page."""

    text: str
    query: str
    is_current: bool


def kind_name(kind: Kind) -> str:
    """Return an indicator's kind in words."""
    return words.kind(kind)


def sector_names() -> dict[Sector, str]:
    """Return what the sectors are called, in the order they are shown."""
    return {sector: words.sector(sector) for sector in (Sector.SCHOOL, Sector.DAYCARE, Sector.BOTH)}


def indicator(page: IndicatorPage, choice: Choice) -> dict[str, Any]:
    """An indicator as a page."""
    return _content(page, choice, sentences.language())


# Charts and tables are drawn at the first visit and kept for as long as the vintage stands.
@functools.lru_cache(maxsize=64)
def _content(page: IndicatorPage, choice: Choice, language: str) -> dict[str, Any]:
    content = page.definition.content
    asked = _asked(page, choice)
    shown = page.distributions if page.part is not None else page.distributions[:SHOWN_PARTS]
    return {
        "page": page,
        "content": content,
        "name": content.name.in_language(language),
        "texts": {
            key: text.in_language(language)
            for key in _TEXTS
            if (text := getattr(content, key)) is not None
        },
        "times": _times(content),
        "unit": sentences.unit(content),
        "kind": words.kind(content.kind),
        "kind_at_length": words.kind_at_length(content.kind),
        "terms": _terms(content),
        "role": words.role(page.role),
        "distributions": [_drawn(page, part, asked) for part in shown],
        "left_out": len(page.distributions) - len(shown),
        "periods": _periods(page, asked),
        "parts": _parts(page, asked),
        "roles": _roles(page, asked),
        "query": _query(asked),
        "notices": [*unknown(page), *_as_of(page)],
        "over_time": charts.medians(page),
        "over_time_links": _links(page, "udvikling", _query(asked, periode=None)),
        "breaks": [found.explanation.in_language(language) for found in content.breaks],
        "beside": named(content.beside),
        "companions": [_companion(row) for row in page.companions],
        "never_with": named(content.never_with),
        "national": [
            (label, numbers.period(period), numbers.number(value, content.decimals))
            for label, period, value in page.national
        ],
        "editions": [_edition(page, edition) for edition in page.editions],
        "changes": [
            (change.date, change.version, change.text.in_language(language))
            for change in reversed(content.changes)
        ],
    }


def chart_of(page: IndicatorPage, name: str) -> Chart | None:
    """Return one of the page's charts, ``fordeling`` or ``udvikling``; None where it has none."""
    if name == "udvikling":
        found = charts.medians(page)
        return found.chart if found else None
    parts = page.distributions
    return charts.distribution(page, parts[0], page.names) if parts else None


def _drawn(page: IndicatorPage, part: Distribution, asked: dict[str, str]) -> dict[str, Any]:
    """A part's chart, with the addresses of itself alone."""
    alone = _query(asked, **{"del": part.breakdown}) if len(page.parts) > 1 else _query(asked)
    return {
        "chart": charts.distribution(page, part, page.names),
        "anchor": f"fordeling-{part.breakdown}" if part.breakdown else "fordeling-alle",
        **_links(page, "fordeling", alone),
    }


def _links(page: IndicatorPage, chart: str, query: str) -> dict[str, str]:
    """Addresses of a chart as a file, as a picture, and where it is seen."""
    forms = {
        form: reverse("figures:indicator_chart", args=[page.id, chart, form]) + query
        for form in ("csv", "png")
    }
    return forms | {"link": reverse("figures:indicator", args=[page.id]) + query}


def named(ids: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return ids with the names of the indicators."""
    indicators = load_indicators()
    language = sentences.language()
    return [(name, indicators[name].content.name.in_language(language)) for name in ids]


def _companion(row: Companion) -> dict[str, Any]:
    """What must be read with the figure: the middle municipality and the extremes."""
    language = sentences.language()
    decimals = row.content.decimals
    label = row.content.breakdown_label(row.part)
    part = label.in_language(language) if label else ""
    return {
        "id": row.id,
        "name": row.content.name.in_language(language),
        "unit": ", ".join(filter(None, [part, sentences.unit(row.content)])),
        "period": numbers.period(row.period),
        "middle": None if row.middle is None else numbers.number(row.middle, decimals),
        "low": None if row.low is None else numbers.number(row.low, decimals),
        "high": None if row.high is None else numbers.number(row.high, decimals),
    }


def _times(content: Indicator) -> str:
    """What the fraction is multiplied by, as it is written beside it."""
    times = _TIMES.get(content.unit, "")
    return times.replace(".", ",") if numbers.is_english() else times


def _terms(content: Indicator) -> list[tuple[str, list[str]]]:
    """The definition's terms in words, each with one or more answers."""
    levers = [f"{number}. {words.lever(number)}" for number in content.levers]
    found = [
        (_("Retning"), [words.direction(content.direction)]),
        (_("Findes for"), [words.level(level) for level in content.levels]),
        (_("Periode"), [words.period_type(content.period)]),
        (_("Kommunen tælles"), [words.role(content.role)]),
        (_("De syv greb"), levers),
        (_("Bundlinjer"), [words.bottom_line(line) for line in content.bottom_lines]),
    ]
    return [(term, answers) for term, answers in found if answers]


def _asked(page: IndicatorPage, choice: Choice) -> dict[str, str]:
    """What was asked for and is here, as the parts of an address."""
    asked = {
        "periode": page.period,
        "del": page.part,
        "rolle": page.role if choice.role and page.role != page.roles[0] else "",
        "udgivelse": str(page.as_of.id) if page.as_of else "",
    }
    return {key: value for key, value in asked.items() if value is not None and value != ""} | (
        {"del": ""} if page.part == "" else {}
    )


def _query(asked: dict[str, str], **changed: str | None) -> str:
    """An address's query with something changed; None leaves it out."""
    wanted = asked | changed
    query = urlencode({key: value for key, value in wanted.items() if value is not None})
    return f"?{query}" if query else ""


def _periods(page: IndicatorPage, asked: dict[str, str]) -> list[Link]:
    """The newest period first; nothing to choose where there is but one."""
    if len(page.periods) < 2:
        return []
    return [
        Link(
            text=numbers.period(period),
            query=_query(asked, periode=period) or "?",
            is_current=period == (page.period or page.periods[-1]),
        )
        for period in reversed(page.periods)
    ]


def _parts(page: IndicatorPage, asked: dict[str, str]) -> list[Link]:
    if len(page.parts) < 2:
        return []
    first = len(page.parts) <= SHOWN_PARTS
    everything = Link(
        _("alle") if first else _("de første %(count)s") % {"count": SHOWN_PARTS},
        _query(asked, **{"del": None}) or "?",
        page.part is None,
    )
    return [
        everything,
        *(
            Link(page.labels[part] or _("i alt"), _query(asked, **{"del": part}), part == page.part)
            for part in page.parts
        ),
    ]


def _roles(page: IndicatorPage, asked: dict[str, str]) -> list[Link]:
    if len(page.roles) < 2:
        return []
    return [
        Link(words.role(role), _query(asked, rolle=role), role == page.role) for role in page.roles
    ]


def unknown(page: IndicatorPage) -> list[str]:
    """Say what was asked for and is not here, and what is."""
    periods = ", ".join(numbers.period(period) for period in page.periods)
    parts = ", ".join(page.labels[part] or _("i alt") for part in page.parts)
    said = {
        "periode": _("Den periode, der er bedt om, findes ikke her. Det gør %(known)s.")
        % {"known": periods or _("ingen endnu")},
        "del": _("Den del, der er bedt om, findes ikke her. Det gør %(known)s.")
        % {"known": parts or _("ingen endnu")},
        "rolle": _("Tallet er ikke opgjort i den rolle, der er bedt om. Det er opgjort %(known)s.")
        % {"known": ", ".join(words.role(role) for role in page.roles)},
        "udgivelse": _("Den udgivelse, der er bedt om, findes ikke. Her er tallene, som de er nu."),
    }
    return [said[key] for key in page.unknown]


def _as_of(page: IndicatorPage) -> list[str]:
    """Say clearly that figures are not today's."""
    if page.as_of is None:
        return []
    return [
        _(
            "Tallene står her, som de var efter udgivelse %(number)s den %(day)s. "
            "De kan være ændret siden."
        )
        % {"number": page.as_of.id, "day": sentences.day(page.as_of.published_at)}
    ]


def _edition(page: IndicatorPage, edition: IndicatorEdition) -> dict[str, Any]:
    """What a vintage did to the indicator, with the first of the figures it changed."""
    changed = [change for change in edition.changes if change.is_of_figure]
    return {
        "vintage": edition.vintage,
        "origin": sentences.origin(edition.vintage.origin),
        "new": edition.new,
        "changed": len(changed),
        "moved": edition.moved,
        "examples": charts.changes_table(page.definition.content, changed[:SHOWN_CHANGES])
        if changed
        else None,
        "more": max(len(changed) - SHOWN_CHANGES, 0),
        "is_shown": page.as_of is not None and page.as_of.id == edition.vintage.id,
        "is_newest": edition is page.editions[0],
    }
