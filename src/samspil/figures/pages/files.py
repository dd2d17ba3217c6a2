"""The figures of an indicator's page as files: the same rows as CSV and as JSON."""

from typing import Any

from samspil.components.tables import Cell, Table, table
from samspil.figures import sentences
from samspil.figures.selectors.history import FigureChange
from samspil.figures.selectors.indicators import IndicatorPage, PlaceFigure, place_figures
from samspil.methods.states import Figure, NotApplicable, Suppressed, Value

COLUMNS = (
    "municipality_code",
    "municipality",
    "period",
    "breakdown",
    "role",
    "state",
    "value",
    "unit",
    "previous_value",
    "changed_on",
    "changed_in",
    "quality",
    "source",
)


def state(figure: Figure) -> str:
    """Return which of the four things a figure is."""
    match figure:
        case Value():
            return "value"
        case Suppressed():
            return "suppressed"
        case NotApplicable():
            return "not_applicable"
        case _:
            return "not_available"


def indicator_table(page: IndicatorPage, *, every_period: bool = False) -> Table:
    """The figures of all municipalities, by part, period and code."""
    rows = [_cells(page, found) for found in place_figures(page, every_period=every_period)]
    return table(page.id, COLUMNS, rows)


def _cells(page: IndicatorPage, found: PlaceFigure) -> list[Cell]:
    change = found.change
    return [
        Cell(found.code),
        Cell(page.names[found.code]),
        Cell(found.period),
        Cell(found.breakdown),
        Cell(page.role),
        Cell(state(found.figure)),
        _number(found.figure),
        Cell(page.definition.content.unit.value),
        _number(change.before) if change else Cell(""),
        Cell(change.vintage.published_at.date().isoformat() if change else ""),
        Cell(str(change.vintage.id) if change else ""),
        Cell(found.source.quality if found.source else ""),
        Cell(sentences.source(found.source)),
    ]


def _number(figure: Figure) -> Cell:
    if isinstance(figure, Value):
        return Cell(str(figure.number), exact=figure.number)
    return Cell("")


def indicator_json(page: IndicatorPage, *, every_period: bool = False) -> dict[str, Any]:
    """The same for a program, with the definition the figures are read by."""
    content = page.definition.content
    return {
        "indicator": page.id,
        "name": content.name.model_dump(),
        "definition": {
            "version": page.definition.version,
            "date": content.date.isoformat(),
            "next_review": content.next_review.isoformat(),
            "author": content.author,
            "checked_by": content.checked_by or None,
            "beside": list(content.beside),
            "never_with": list(content.never_with),
            "breaks": [[found.before, found.after] for found in content.breaks],
        },
        "unit": content.unit.value,
        "kind": content.kind.value,
        "direction": content.direction.value,
        "role": page.role,
        "vintage": page.figures.vintage,
        "as_of": page.as_of.published_at.isoformat() if page.as_of else None,
        "figures": [
            _told(found) for found in place_figures(page, every_period=every_period)
        ],
        "national": [
            {"breakdown": label, "period": period, "value": value}
            for label, period, value in page.national
        ],
    }  # fmt: skip


def _told(found: PlaceFigure) -> dict[str, Any]:
    return {
        "municipality": found.code,
        "period": found.period,
        "breakdown": found.breakdown,
        "state": state(found.figure),
        "value": _value(found.figure),
        "source": found.source.id if found.source else None,
        "quality": found.source.quality if found.source else None,
        "changed": _change(found.change) if found.change else None,
    }


def _change(change: FigureChange) -> dict[str, Any]:
    return {
        "from": _value(change.before),
        "from_state": state(change.before),
        "at": change.vintage.published_at.isoformat(),
        "vintage": change.vintage.id,
    }


def _value(figure: Figure) -> float | None:
    return figure.number if isinstance(figure, Value) else None
