"""Cells that charts' tables share."""

from samspil.components import numbers
from samspil.components.tables import Cell
from samspil.figures.indicators import Indicator


def cell(value: float, indicator: Indicator) -> Cell:
    """Return a value as a table shows it, and exactly for a spreadsheet."""
    return Cell(numbers.number(value, indicator.decimals), exact=value)
