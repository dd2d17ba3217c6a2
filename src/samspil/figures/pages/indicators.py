"""The list of all indicators, whole or by sector, kind and lever."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.figures import sentences
from samspil.figures.indicators import Indicator, Kind, Sector
from samspil.figures.pages.indicator import Link, sector_names
from samspil.figures.selectors.listing import IndicatorRow, indicator_list
from samspil.figures.sentences import terms as words
from samspil.places.services import sort_key

_KINDS = (Kind.RESULT, Kind.PROCESS, Kind.CONDITION, Kind.FORECAST)
_LEVERS = tuple(str(number) for number in range(1, 8))


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty field lets all through."""

    sector: str = ""
    kind: str = ""
    lever: str = ""

    @property
    def asked(self) -> dict[str, str]:
        """The filters as parts of an address, in its words."""
        pairs = {"omraade": self.sector, "slags": self.kind, "greb": self.lever}
        return {key: value for key, value in pairs.items() if value}


def filters(sector: str, kind: str, lever: str) -> Filters:
    """Return what is meant; what is unknown lets all through."""
    return Filters(
        sector=sector if sector in set(Sector) else "",
        kind=kind if kind in set(Kind) else "",
        lever=lever if lever in _LEVERS else "",
    )


def indicators(chosen: Filters) -> dict[str, Any]:
    """All indicators that pass the filters: by sector, then by name."""
    everything = indicator_list()
    rows = [row for row in everything if _passes(row.content, chosen)]
    here = [row for row in rows if row.is_here]
    return {
        "groups": [group for sector in sector_names() if (group := _group(sector, rows))],
        "count": len(rows),
        "here": len(here),
        "defined": len(rows) - len(here),
        "total": len(everything),
        "is_filtered": bool(chosen.asked),
        "facets": _facets(everything, chosen),
    }


def _group(sector: Sector, rows: Iterable[IndicatorRow]) -> dict[str, Any] | None:
    mine = sorted(
        (row for row in rows if row.content.sector is sector),
        key=lambda row: sort_key(row.content.name.in_language(sentences.language())),
    )
    if not mine:
        return None
    return {
        "id": sector.value,
        "name": words.sector(sector),
        "rows": [_listed(row) for row in mine if row.is_here],
        "defined": [_listed(row) for row in mine if not row.is_here],
    }


def _listed(found: IndicatorRow) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.content.name.in_language(sentences.language()),
        "unit": sentences.unit(found.content),
        "kind": words.kind(found.content.kind),
        "period": numbers.period(found.period),
        "count": found.count,
        "has_schools": found.has_schools,
        "has_nation": found.has_nation,
    }


def _passes(content: Indicator, chosen: Filters) -> bool:
    return (
        chosen.sector in {"", content.sector}
        and chosen.kind in {"", content.kind}
        and (not chosen.lever or int(chosen.lever) in content.levers)
    )


def _facets(rows: list[IndicatorRow], chosen: Filters) -> list[dict[str, Any]]:
    """For each filter its choices, each with how many it leaves beside the other filters."""
    return [
        _facet(_("Område"), "omraade", sector_names(), rows, chosen),
        _facet(_("Slags"), "slags", {kind: words.kind(kind) for kind in _KINDS}, rows, chosen),
        _facet(
            _("De syv greb"),
            "greb",
            {number: f"{number}. {words.lever(int(number))}" for number in _LEVERS},
            rows,
            chosen,
        ),
    ]


_HELD: dict[str, Callable[[Indicator], Iterable[str]]] = {
    "omraade": lambda content: (content.sector,),
    "slags": lambda content: (content.kind,),
    "greb": lambda content: map(str, content.levers),
}


def _facet(
    name: str, key: str, choices: Mapping[Any, str], rows: list[IndicatorRow], chosen: Filters
) -> dict[str, Any]:
    others = {other: value for other, value in chosen.asked.items() if other != key}
    rest = filters(others.get("omraade", ""), others.get("slags", ""), others.get("greb", ""))
    counts = Counter(
        held for row in rows if _passes(row.content, rest) for held in _HELD[key](row.content)
    )
    current = chosen.asked.get(key, "")
    links = [Link(_("alle"), _address(others), not current)]
    links += [
        Link(f"{text} ({counts[code]})", _address(others | {key: code}), code == current)
        for code, text in choices.items()
        if counts[code] or code == current
    ]
    return {"name": name, "id": key, "links": links}


def _address(asked: dict[str, str]) -> str:
    return f"?{urlencode(asked)}"
