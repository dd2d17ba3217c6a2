"""What the pages of figures hold: typed rows turned into words, charts and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import Chart, DotStrip, Tile, TileMap
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, Table, row, table
from samspil.figures import charts, sentences, snapshot
from samspil.figures.comparisons import load_comparisons, load_selections
from samspil.figures.indicators import Kind, Sector, load_indicators
from samspil.figures.selectors.indicators import IndicatorPage, IndicatorRow, indicator_list
from samspil.figures.selectors.picture import ChallengePicture, FigureRow
from samspil.figures.selectors.potential import CURRENT_SELECTION
from samspil.methods.peers import Difference
from samspil.methods.selection import Driver, Ground, SelectionRow
from samspil.methods.states import NotApplicable, NotAvailable, Suppressed, Value
from samspil.places import selectors as places


@dataclass(frozen=True)
class ConditionLine:
    """A line in the table of conditions."""

    id: str
    name: str
    unit: str
    part: str
    period: str
    own: str
    peers: str
    country: str
    strip: DotStrip


def municipalities() -> dict[str, Any]:
    """The list and the map of all municipalities."""
    found = places.real_municipalities()
    title = _("Danmarks 98 kommuner som lige store felter")
    tiles = tuple(
        Tile(m.name, m.tile_column, m.tile_row, href=f"/kommuner/{m.code}/") for m in found
    )
    names = table(title, (_("Kommune"), _("Region")), [[m.name, m.region] for m in found])
    return {
        "municipalities": found,
        "count": len(found),
        "examples": places.example_municipalities(),
        "map": TileMap(Words(title, "", title, ""), names, tiles),
    }


def municipality(picture: ChallengePicture) -> dict[str, Any]:
    """The challenge picture as a page."""
    indicators = load_indicators()
    return {
        "picture": picture,
        "municipality": picture.municipality,
        "answer": sentences.answer(picture),
        "collected": max(
            (r.source.collected for r in _rows(picture) if r.source is not None), default=None
        ),
        "results": [
            {
                "id": result.row.id,
                "chart": charts.result_strip(picture, result),
                "explained": sentences.explained(result),
            }
            for result in picture.results
        ],
        "peers_title": sentences.peers_title(picture),
        "peers": [
            {
                "code": peer.code,
                "name": picture.names[peer.code],
                "differs": _differences(peer.differs_most[:2]),
                "distance": numbers.number(peer.distance, 2),
                "far": peer.far,
            }
            for peer in picture.peers.peers
        ],
        "stability": round(100 * picture.peers.stability),
        "comparison": load_comparisons()[picture.sector].content.note.in_language(
            sentences.language()
        ),
        "map": charts.peers_map(picture, places.real_municipalities()),
        "conditions": [_line(picture, figure) for figure in picture.conditions],
        "others": [_line(picture, figure) for figure in picture.others],
        "forecasts": [_line(picture, figure) for figure in picture.forecasts],
        "missing": [
            (name, indicators[name].content.name.in_language(sentences.language()))
            for name in picture.missing
        ],
        "sources": sorted(
            {sentences.source(r.source) for r in _rows(picture) if r.source is not None}
        ),
    }


def _rows(picture: ChallengePicture) -> list[FigureRow]:
    results = [result.row for result in picture.results]
    return [*results, *picture.conditions, *picture.others, *picture.forecasts]


def _differences(found: Sequence[Difference]) -> str:
    """Say on what a peer differs most: "højere indkomst, flere indbyggere" without judging."""
    words = []
    for difference in found:
        name = sentences.short(load_indicators()[difference.indicator].content)
        side = _("højere") if difference.sd > 0 else _("lavere")
        words.append(f"{name[:1].lower()}{name[1:]} {side}")
    return ", ".join(words)


def _line(picture: ChallengePicture, figure: FigureRow) -> ConditionLine:
    decimals = figure.indicator.decimals
    peers = [figure.everybody[code] for code in figure.peers if code in figure.everybody]
    return ConditionLine(
        id=figure.id,
        name=sentences.short(figure.indicator),
        unit=sentences.unit(figure.indicator),
        part=sentences.part(figure),
        period=numbers.period(figure.period),
        own=numbers.figure(figure.figure, decimals),
        peers=numbers.number(_median(peers), decimals) if peers else "",
        country=numbers.number(_median(list(figure.everybody.values())), decimals),
        strip=charts.condition_strip(picture, figure),
    )


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def chart_of(picture: ChallengePicture, indicator: str) -> Chart | None:
    """Return the chart of one result or condition; None where there is none."""
    for result in picture.results:
        if result.row.id == indicator:
            return charts.result_strip(picture, result)
    found = [r for r in _rows(picture) if r.id == indicator]
    return charts.condition_strip(picture, found[0]) if found else None


def figures_table(picture: ChallengePicture) -> Table:
    """Every figure of the page with its state, period and source."""
    rows = [
        [
            Cell(figure.id),
            Cell(sentences.short(figure.indicator)),
            Cell(figure.breakdown),
            Cell(figure.period),
            _exact(figure),
            Cell(figure.indicator.unit.value),
            Cell(_state(figure)),
            Cell(figure.source.quality if figure.source else ""),
            Cell(sentences.source(figure.source)),
        ]
        for figure in _rows(picture)
    ]
    names = (
        "indicator", "name", "breakdown", "period", "value", "unit", "state", "quality", "source",
    )  # fmt: skip
    kind = _("Eksempel") + ": " if picture.municipality.is_example else ""
    return table(f"{kind}{picture.municipality.name}", names, rows)


def _exact(figure: FigureRow) -> Cell:
    if isinstance(figure.figure, Value):
        return Cell(str(figure.figure.number), exact=figure.figure.number)
    return Cell("")


def _state(figure: FigureRow) -> str:
    match figure.figure:
        case Value():
            return "value"
        case Suppressed():
            return "suppressed"
        case NotApplicable():
            return "not_applicable"
        case NotAvailable():
            return "not_available"


def figures_json(picture: ChallengePicture) -> dict[str, Any]:
    """The same figures for a program."""
    own = picture.municipality
    return {
        "municipality": {"code": own.code, "name": own.name, "example": own.is_example},
        "sector": picture.sector,
        "figures": [
            {
                "indicator": figure.id,
                "breakdown": figure.breakdown,
                "period": figure.period,
                "state": _state(figure),
                "value": figure.figure.number if isinstance(figure.figure, Value) else None,
                "unit": figure.indicator.unit.value,
                "source": figure.source.id if figure.source else None,
                "quality": figure.source.quality if figure.source else None,
            }
            for figure in _rows(picture)
        ],
        "peers": [{"code": p.code, "distance": p.distance} for p in picture.peers.peers],
        "inputs": picture.peers.inputs,
    }


def indicator_groups() -> list[dict[str, Any]]:
    """All indicators: by sector, then by name."""
    words = {
        Sector.SCHOOL: _("Skole"),
        Sector.DAYCARE: _("Dagtilbud"),
        Sector.BOTH: _("Vilkår og rammer for begge"),
    }
    order = list(words)
    rows = sorted(
        indicator_list(),
        key=lambda r: (order.index(r.content.sector), sentences.short(r.content).lower()),
    )
    return [
        {"name": words[sector], "rows": [_listed(found) for found in group]}
        for sector, group in groupby(rows, key=lambda r: r.content.sector)
    ]


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


def potential(rows: Sequence[SelectionRow], names: Mapping[str, str]) -> dict[str, Any]:
    """The selection as a page: municipalities by name, never by score."""
    selection = load_selections()[CURRENT_SELECTION]
    ordered = sorted(
        (r for r in rows if snapshot.is_real(r.code) or len(rows) <= 3),
        key=lambda r: places_key(names[r.code]),
    )
    return {
        "selection": selection,
        "note": selection.content.note.in_language(sentences.language()),
        "rows": [_potential_line(found, names) for found in ordered],
        "count": sum(1 for r in ordered if r.standing == "more_potential"),
        "table": _potential_table(ordered, names),
    }


def places_key(name: str) -> str:
    """Return the Danish sort key of a name."""
    from samspil.places.services import sort_key

    return sort_key(name)


def _potential_line(found: SelectionRow, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": names[found.code],
        "standing": standing(found),
        "grounds": [ground_name(ground) for ground in found.grounds],
        "unknown": [ground_name(ground) for ground in found.unknown],
        "drivers": [_driver(driver) for driver in found.drivers],
        "pupils": numbers.number(found.pupils.count) if found.pupils else _("ukendt"),
        "year": (found.pupils.year or _("ukendt")) if found.pupils else _("ukendt"),
        "stability": None if found.stability is None else round(100 * found.stability),
    }


def standing(found: SelectionRow) -> str:
    """Return the class in words that neither praise nor scold."""
    return {
        "more_potential": _("mulighed for, at flere børn kan få mere ud af det"),
        "cannot_be_told_apart": _("kan ikke skelnes fra de øvrige"),
        "better_than_expected": _("bedre end vilkårene lader forvente: spørg, hvad I gør"),
    }[found.standing]


def ground_name(ground: Ground) -> str:
    """Return a ground in words."""
    return {
        "demanding_conditions": _("krævende vilkår"),
        "weak_results": _("svage resultater i både læring og trivsel"),
        "below_expected": _("resultater under det forventede"),
        "between_school_spread": _("stor forskel mellem skoler"),
    }[ground]


def _driver(driver: Driver) -> str:
    content = load_indicators()[driver.indicator].content
    return _("%(indicator)s %(value)s (grænse %(threshold)s)") % {
        "indicator": sentences.short(content),
        "value": numbers.number(driver.value, content.decimals),
        "threshold": numbers.number(driver.threshold, content.decimals),
    }


def _potential_table(rows: Sequence[SelectionRow], names: Mapping[str, str]) -> Table:
    return Table(
        _("Udvælgelsen i alfabetisk orden"),
        (_("Kommune"), _("Vurdering"), _("Grunde"), _("Elever"), _("Optalt")),
        tuple(
            row(
                names[r.code],
                standing(r),
                ", ".join(ground_name(ground) for ground in r.grounds),
                Cell(str(r.pupils.count), exact=r.pupils.count) if r.pupils else _("ukendt"),
                (r.pupils.year or _("ukendt")) if r.pupils else _("ukendt"),
            )
            for r in rows
        ),
    )
