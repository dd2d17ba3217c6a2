"""The lists of all municipalities and all indicators as rows for a program."""

from typing import Any

from samspil.components.tables import Cell, Table, table
from samspil.figures import sentences
from samspil.figures.pages.indicator import kind_name
from samspil.figures.selectors.indicators import indicator_list
from samspil.places import selectors as places
from samspil.places.models import Municipality


def _all_municipalities() -> list[Municipality]:
    return [*places.real_municipalities(), *places.example_municipalities()]


def municipalities_table() -> Table:
    """Every municipality in alphabetical order, the examples last and marked."""
    columns = ("code", "name", "region", "group", "population", "population_date", "example")
    rows = [
        [
            Cell(place.code),
            Cell(place.name),
            Cell(place.region),
            Cell(place.group),
            Cell(str(place.population), exact=place.population),
            Cell(place.population_date.isoformat()),
            Cell("true" if place.is_example else "false"),
        ]
        for place in _all_municipalities()
    ]
    return table("municipalities", columns, rows)


def municipalities_json() -> dict[str, Any]:
    """The same for a program."""
    return {
        "municipalities": [
            {
                "code": place.code,
                "name": place.name,
                "region": place.region,
                "group": place.group,
                "population": place.population,
                "population_date": place.population_date.isoformat(),
                "example": place.is_example,
            }
            for place in _all_municipalities()
        ]
    }


def indicators_table() -> Table:
    """Every indicator with its kind, unit, newest period and number of municipalities."""
    columns = (
        "indicator", "name", "sector", "kind", "kind_in_words", "unit", "newest_period",
        "municipalities",
    )  # fmt: skip
    rows = [
        [
            Cell(row.id),
            Cell(row.content.name.in_language(sentences.language())),
            Cell(row.content.sector.value),
            Cell(row.content.kind.value),
            Cell(kind_name(row.content.kind)),
            Cell(row.content.unit.value),
            Cell(row.period),
            Cell(str(row.count), exact=row.count),
        ]
        for row in indicator_list()
    ]
    return table("indicators", columns, rows)


def indicators_json() -> dict[str, Any]:
    """The same for a program; whole definitions are at ``/api/v1/indicators``."""
    return {
        "indicators": [
            {
                "id": row.id,
                "name": row.content.name.in_language(sentences.language()),
                "sector": row.content.sector.value,
                "kind": row.content.kind.value,
                "unit": row.content.unit.value,
                "newest_period": row.period or None,
                "municipalities": row.count,
            }
            for row in indicator_list()
        ]
    }
