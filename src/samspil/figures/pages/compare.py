"""The compare page: one indicator over time, for up to six municipalities or groups."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse

from samspil.components.charts import ComparedLines
from samspil.components.charts.compared import MOST_LINES
from samspil.components.tables import Table
from samspil.figures import charts, guards, sentences, snapshot, states
from samspil.figures.choices import Choice, parts_of
from samspil.figures.indicators import Sector, load_indicators
from samspil.figures.pages.indicator import sector_names
from samspil.figures.selectors.group_sources import (
    PEERS,
    NamedGroup,
    find_group,
    offered_groups,
)
from samspil.figures.selectors.series import Comparison, FigureSeries, SeriesPoint, compare
from samspil.figures.sentences import compared
from samspil.figures.snapshot import Snapshot
from samspil.methods.states import Value
from samspil.people.viewer import Viewer
from samspil.places import selectors as places


def comparison_of(choice: Choice, viewer: Viewer) -> Comparison:
    """Return the figures of a choice, the viewer's own municipalities marked."""
    return compare(
        indicator=choice.indicator,
        part=choice.part,
        municipalities=choice.municipalities,
        groups=choice.groups,
        own=frozenset(viewer.municipalities()),
    )


def companions_of(choice: Choice, viewer: Viewer) -> list[Comparison]:
    """Return what must be shown beside the choice, as far as it has been fetched."""
    wanted = guards.companions(choice.indicator, load_indicators())
    found = [comparison_of(choice.of(name), viewer) for name in wanted]
    return [each for each in found if any(series.known for series in each.series)]


def compare_page(choice: Choice, viewer: Viewer) -> dict[str, Any]:
    """The whole page: the answer, the chart with its companions, and the form to choose again."""
    comparison = comparison_of(choice, viewer)
    content = comparison.definition.content
    beside = companions_of(choice, viewer)
    shown = {each.id for each in beside}
    language = sentences.language()
    return {
        "choice": choice,
        "comparison": comparison,
        "heading": compared.heading(comparison),
        "answer": compared.answer(comparison),
        "chart": charts.lines(comparison) if comparison.periods else None,
        "obtain": content.obtain.in_language(language) if content.obtain else "",
        "remarks": compared.remarks(comparison),
        "breaks": compared.breaks(comparison),
        "never_alone": guards.is_never_alone(choice.indicator),
        "companions": [_companion(choice, each) for each in beside],
        "missing": [
            (name, sentences.short(load_indicators()[name].content))
            for name in guards.companions(choice.indicator, load_indicators())
            if name not in shown
        ],
        "never_with": _never_with(choice.indicator),
        "links": links(choice),
        "meaning": reverse("figures:indicator", args=[choice.indicator]),
        "form": form(choice, viewer),
    }


def _companion(choice: Choice, comparison: Comparison) -> dict[str, Any]:
    chart = charts.lines(comparison)
    return {"chart": chart, "id": comparison.id, "links": links(choice.of(comparison.id))}


def _never_with(indicator: str) -> str:
    found = sorted(guards.never_with(indicator, load_indicators()))
    names = [
        load_indicators()[name].content.name.in_language(sentences.language()) for name in found
    ]
    return compared.never_together(names) if names else ""


def links(choice: Choice) -> dict[str, str]:
    """Addresses of the same choice in each form."""
    forms = ("compare", "compare_csv", "compare_png", "compare_json")
    return {name: f"{reverse(f'figures:{name}')}?{choice.query}" for name in forms}


def form(choice: Choice, viewer: Viewer) -> dict[str, Any]:
    """What can be chosen, and what is: indicators, parts, municipalities, groups."""
    content = load_indicators()[choice.indicator].content
    figures = snapshot.current()
    parts = parts_of(choice.indicator, figures)
    labels = {
        part.code: part.label.in_language(sentences.language()) for part in content.breakdowns
    }
    chosen = {place.code for place in choice.municipalities}
    return {
        "indicators": _indicators(choice.indicator, figures),
        "parts": [(part, labels.get(part, ""), part == choice.part) for part in parts],
        "municipalities": [
            (m.code, m.name, m.code in chosen) for m in places.real_municipalities()
        ],
        "examples": [(m.code, m.name, m.code in chosen) for m in places.example_municipalities()],
        "groups": _groups(choice, viewer, content.sector.value),
        "count": len(choice.municipalities),
        "most": MOST_LINES,
    }


def _indicators(chosen: str, figures: Snapshot) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Indicators with figures, and the chosen one, by sector and then by name."""
    names = sector_names()
    order: list[Sector] = list(names)
    found = sorted(
        (
            (order.index(definition.content.sector), sentences.short(definition.content), name)
            for name, definition in load_indicators().items()
            if name == chosen
            or any(figures.periods(name, part) for part in parts_of(name, figures))
        ),
        key=lambda item: (item[0], item[1].lower()),
    )
    return [
        (names[order[sector]], [(name, label, name == chosen) for _order, label, name in group])
        for sector, group in groupby(found, key=lambda item: item[0])
    ]


def _groups(choice: Choice, viewer: Viewer, sector: str) -> list[tuple[str, str, bool]]:
    """Groups to choose: those offered, the peers of each chosen municipality, those chosen."""
    keys = [PEERS + place.code for place in choice.municipalities]
    peers = [find_group(viewer=viewer, key=key, sector=sector) for key in keys]
    offered: Sequence[NamedGroup] = [
        *offered_groups(viewer=viewer, sector=sector),
        *(group for group in peers if group is not None),
        *choice.groups,
    ]
    chosen = {group.key for group in choice.groups}
    found = {group.key: group for group in offered}
    return [(key, group.name, key in chosen) for key, group in found.items()]


def compared_charts(choice: Choice, viewer: Viewer) -> tuple[ComparedLines, list[ComparedLines]]:
    """Return the chart, and those it must not be parted from."""
    beside = companions_of(choice, viewer) if guards.is_never_alone(choice.indicator) else []
    return charts.lines(comparison_of(choice, viewer)), [charts.lines(each) for each in beside]


def compare_table(choice: Choice, viewer: Viewer) -> Table:
    """Return every figure of the page as one table, companions after the indicator itself."""
    return charts.tidy([comparison_of(choice, viewer), *companions_of(choice, viewer)])


def compare_json(choice: Choice, viewer: Viewer) -> dict[str, Any]:
    """Return the same figures for a program."""
    indicators = load_indicators()
    comparison = comparison_of(choice, viewer)
    return {
        **_told(comparison),
        "beside": [_told(each) for each in companions_of(choice, viewer)],
        "must_be_shown_beside": list(guards.companions(choice.indicator, indicators)),
        "never_with": sorted(guards.never_with(choice.indicator, indicators)),
        "vintage": comparison.vintage,
    }


def _told(comparison: Comparison) -> dict[str, Any]:
    content = comparison.definition.content
    return {
        "indicator": comparison.id,
        "definition": comparison.definition.version,
        "part": comparison.part,
        "unit": content.unit.value,
        "kind": content.kind.value,
        "breaks": [{"before": b.before, "after": b.after} for b in content.breaks],
        "sources": [row.id for row in comparison.sources],
        "series": [
            {
                "key": series.key,
                "name": series.name,
                "kind": "group" if series.is_group else "municipality",
                "example": series.is_example,
                "municipalities": series.of,
                "points": [_point(series, point) for point in series.points],
            }
            for series in comparison.series
        ],
    }


def _point(series: FigureSeries, point: SeriesPoint) -> dict[str, Any]:
    value = point.figure.number if isinstance(point.figure, Value) else None
    told: dict[str, Any] = {
        "period": point.period,
        "state": states.word(point.figure),
        "value": value,
    }
    if series.is_group:
        told |= {"lower_quartile": point.low, "upper_quartile": point.high, "known": point.known}
    return told
