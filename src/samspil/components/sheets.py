"""Spreadsheets: the same rows as the table, numbers as numbers."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from samspil.components.tables import Cell, Table

# The same rows give the same bytes, so a file can be compared with yesterday's.
_MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_SHEET_NAME_LENGTH = 31


def as_xlsx(table: Table, sheet: str = "Samspil") -> bytes:
    """Return the table as a workbook of one sheet: caption, headings, rows, source.

    Text is written as text: nothing that begins like a formula is run. ``sheet`` is cut to the
    31 letters a spreadsheet allows.
    """
    return as_workbook({sheet: table}, title=table.caption)


def as_workbook(tables: Mapping[str, Table], *, title: str) -> bytes:
    """Return a workbook with one sheet for each table, by the name of its sheet."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _MADE, "title": title[:250]})
        bold = book.add_format({"bold": True})
        for name, table in tables.items():
            _sheet(book.add_worksheet(name[:_SHEET_NAME_LENGTH]), table, bold)
    return out.getvalue()


def _sheet(page: Any, table: Table, bold: object) -> None:  # noqa: ANN401 - a writer without types
    page.write_string(0, 0, table.caption)
    for column, name in enumerate(table.columns):
        page.write_string(2, column, name, bold)
    for line, row in enumerate(table.rows, start=3):
        for column, cell in enumerate(row):
            _write(page, line, column, cell)
    if table.source:
        page.write_string(len(table.rows) + 4, 0, table.source)
    page.freeze_panes(3, 1)
    page.autofit(320)


def _write(page: object, line: int, column: int, cell: Cell) -> None:
    if isinstance(cell.exact, int | float):
        page.write_number(line, column, cell.exact)  # type: ignore[attr-defined]
    else:
        page.write_string(line, column, cell.exact or cell.text)  # type: ignore[attr-defined]
