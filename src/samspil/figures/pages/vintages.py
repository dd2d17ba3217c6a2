"""The pages of vintages: what each import brought, and what it changed."""

from collections.abc import Iterable
from typing import Any

from samspil.components.tables import Cell, Table, table
from samspil.figures import charts, sentences
from samspil.figures.indicators import load_indicators
from samspil.figures.pages.files import state
from samspil.figures.selectors.history import FigureChange, IndicatorEdition, VintageRow
from samspil.methods.states import Figure, Value
from samspil.places import selectors as places
from samspil.places.services import sort_key

SHOWN = 200
"""So many changed figures of an indicator stand on the page; a file holds them all."""


def origins(rows: Iterable[VintageRow]) -> list[tuple[VintageRow, str]]:
    """Vintages with what each was made from."""
    return [(row, sentences.origin(row.origin)) for row in rows]


def vintage(found: VintageRow, editions: list[IndicatorEdition], indicator: str) -> dict[str, Any]:
    """One vintage: a row for each indicator it touched, and the figures changed of the chosen."""
    rows = sorted((_row(edition) for edition in editions), key=lambda row: sort_key(row["name"]))
    chosen = next((edition for edition in editions if edition.indicator == indicator), None)
    changed = [change for change in chosen.changes if change.is_of_figure] if chosen else []
    definition = load_indicators().get(indicator)
    return {
        "vintage": found,
        "origin": sentences.origin(found.origin),
        "rows": rows,
        "moved": sum(edition.moved for edition in editions),
        "changed": sum(edition.changed for edition in editions),
        "chosen": next((row for row in rows if row["id"] == indicator), None),
        "table": charts.changes_table(definition.content, changed[:SHOWN])
        if definition and changed
        else None,
        "more": max(len(changed) - SHOWN, 0),
    }


def _row(edition: IndicatorEdition) -> dict[str, Any]:
    definition = load_indicators().get(edition.indicator)
    return {
        "id": edition.indicator,
        "is_defined": definition is not None,
        "name": definition.content.name.in_language(sentences.language())
        if definition
        else edition.indicator,
        "new": edition.new,
        "changed": edition.changed,
        "moved": edition.moved,
    }


def changes_file(found: VintageRow, editions: list[IndicatorEdition]) -> Table:
    """Every figure a vintage replaced, by indicator."""
    names = places.names()
    columns = (
        "indicator", "municipality_code", "municipality", "institution", "period", "breakdown",
        "role", "state_before", "value_before", "state_after", "value_after", "changed_on",
    )  # fmt: skip
    rows = [
        [
            Cell(change.indicator),
            Cell(change.code),
            Cell(names.get(change.code, "")),
            Cell(change.institution),
            Cell(change.period),
            Cell(change.breakdown),
            Cell(change.role),
            Cell(state(change.before)),
            _number(change.before),
            Cell(state(change.after)),
            _number(change.after),
            Cell(found.published_at.date().isoformat()),
        ]
        for edition in editions
        for change in _of_figures(edition)
    ]
    return table(f"vintage {found.id}", columns, rows)


def _of_figures(edition: IndicatorEdition) -> list[FigureChange]:
    return [change for change in edition.changes if change.is_of_figure]


def _number(figure: Figure) -> Cell:
    return Cell(str(figure.number), exact=figure.number) if isinstance(figure, Value) else Cell("")
