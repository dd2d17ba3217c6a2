"""The pages of municipalities: the list of all, and the challenge picture of one."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import Chart, DotStrip, Tile, TileMap
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, Table, table
from samspil.figures import charts, rules, sentences
from samspil.figures.indicators import load_indicators
from samspil.figures.pages.peers import choice_json, choose, other_area, remark
from samspil.figures.peer_choice import query
from samspil.figures.selectors.picture import ChallengePicture, FigureRow
from samspil.figures.selectors.schools import has_schools
from samspil.methods.peers import Difference
from samspil.methods.states import NotApplicable, NotAvailable, Suppressed, Value
from samspil.people.viewer import ANYBODY, Viewer
from samspil.places import selectors as places

# What is looked at over time first in each sector: figures of many years.
_OVER_TIME = {"school": "absence_total", "daycare": "staff_ratio_3_5"}


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


def municipality(picture: ChallengePicture, viewer: Viewer = ANYBODY) -> dict[str, Any]:
    """The challenge picture as a page, for somebody in particular."""
    return _content(picture, sentences.language()) | {
        "choose": choose(picture, viewer),
        "sees_potential_here": rules.may_see_potential(viewer, picture.municipality.code),
    }


# A picture is kept for as long as its vintage stands, and its page with it: charts and tables are
# drawn at the first visit. The language is part of the key, since words and numbers are made here.
@functools.lru_cache(maxsize=64)
def _content(picture: ChallengePicture, language: str) -> dict[str, Any]:
    """What is the same for everybody."""
    indicators = load_indicators()
    return {
        "picture": picture,
        "municipality": picture.municipality,
        "group": sentences.group(picture.municipality.group),
        "answer": sentences.answer(picture),
        "collected": max(
            (r.source.collected for r in _rows(picture) if r.source is not None), default=None
        ),
        "results": [
            {
                "id": result.row.id,
                "chart": charts.result_strip(picture, result),
                "explained": sentences.explained(result),
                **_chart_links(picture, result.row.id),
            }
            for result in picture.results
        ],
        "over_time": _over_time(picture),
        "peers_title": sentences.peers_title(picture),
        "peers_short": sentences.peers_short(picture),
        "peer_word": sentences.peer_word(picture),
        "peers_remark": remark(picture),
        "query": query(picture.choice, picture.sector),
        "other_area": other_area(picture),
        "peers": [
            {
                "code": peer.code,
                "name": picture.names[peer.code],
                "differs": _differences(peer.differs_most[:2]),
                "distance": numbers.number(peer.distance, 2),
                "far": peer.far,
                "one_sided": picture.choice.is_found and not peer.mutual,
            }
            for peer in picture.peers.peers
        ],
        "stability": None
        if picture.peers.stability is None
        else round(100 * picture.peers.stability),
        "map": charts.peers_map(picture, places.real_municipalities()),
        "conditions": [_line(picture, figure) for figure in picture.conditions],
        "others": [_line(picture, figure) for figure in picture.others],
        "forecasts": [_line(picture, figure) for figure in picture.forecasts],
        "has_schools": has_schools(picture.municipality.code),
        "missing": [
            (name, indicators[name].content.name.in_language(language)) for name in picture.missing
        ],
        "sources": sorted(
            {sentences.source(r.source) for r in _rows(picture) if r.source is not None}
        ),
    }


def _chart_links(picture: ChallengePicture, indicator: str) -> dict[str, str]:
    """Addresses of one chart: as a file, as a picture, and of its place on this page."""
    code = picture.municipality.code
    state = query(picture.choice, picture.sector)
    page = reverse("figures:municipality", args=[code])
    return {
        "csv": reverse("figures:chart_csv", args=[code, indicator]) + state,
        "png": reverse("figures:chart_png", args=[code, indicator]) + state,
        "link": f"{page}{state}#{indicator}",
    }


def _over_time(picture: ChallengePicture) -> str:
    """Address of the compare page: the municipality, those like it, and the country."""
    code = picture.municipality.code
    wanted = f"indikator={_OVER_TIME[picture.sector]}&kommune={code}"
    return f"{reverse('figures:compare')}?{wanted}&gruppe=ligner-{code}&gruppe=landet"


def _rows(picture: ChallengePicture) -> list[FigureRow]:
    results = [result.row for result in picture.results]
    return [*results, *picture.conditions, *picture.others, *picture.forecasts]


def _differences(found: Sequence[Difference]) -> str:
    """Say on what a peer differs most: "højere indkomst, flere indbyggere" without judging."""
    words = []
    for difference in found:
        name = sentences.short(load_indicators()[difference.indicator].content)
        side = _("højere") if difference.sd > 0 else _("lavere")
        words.append(f"{sentences.lower(name)} {side}")
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
        peers=numbers.number(median(peers), decimals) if peers else "",
        country=numbers.number(median(list(figure.everybody.values())), decimals),
        strip=charts.condition_strip(picture, figure),
    )


def chart_of(picture: ChallengePicture, indicator: str) -> Chart | None:
    """Return the chart of one result or condition; None where there is none."""
    for result in picture.results:
        if result.row.id == indicator:
            return charts.result_strip(picture, result)
    found = [r for r in _rows(picture) if r.id == indicator]
    return charts.condition_finding(picture, found[0]) if found else None


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
            Cell(figure.own_source.quality if figure.own_source else ""),
            Cell(sentences.source(figure.own_source)),
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
                "source": figure.own_source.id if figure.own_source else None,
                "quality": figure.own_source.quality if figure.own_source else None,
            }
            for figure in _rows(picture)
        ],
        "peers": [{"code": p.code, "distance": p.distance} for p in picture.peers.peers],
        "peer_choice": choice_json(picture),
        "inputs": picture.peers.inputs,
    }
