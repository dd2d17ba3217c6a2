"""Tables: the same rows for the eye, the spreadsheet and the screen reader."""

import csv
import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from django.http import HttpResponse

# A spreadsheet runs a cell that begins like this as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Cell:
    """What stands in a table, and the exact value a spreadsheet gets instead.

    ``language`` is the text's own where it is not the page's, for those who hear it read aloud.
    """

    text: str
    exact: float | int | str | None = None
    href: str = ""
    language: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the cell is set to the right."""
        return isinstance(self.exact, int | float)


@dataclass(frozen=True)
class Table:
    """A caption, column headings and rows. The first cell of a row is its heading."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""

    @functools.cached_property
    def html(self) -> str:
        """The table as HTML, written at the first time of asking."""
        return as_html(self)

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column whether its cells are numbers."""
        return tuple(
            any(row[place].is_number for row in self.rows) for place in range(len(self.columns))
        )


def as_html(table: Table) -> str:
    """Return the table as HTML, every text escaped.

    Written here and not in a template: a page carries hundreds of rows, and a template takes ten
    times as long over them.
    """
    head = "".join(
        _head_html(name, is_number=is_number)
        for name, is_number in zip(table.columns, table.numeric, strict=True)
    )
    body = "".join(_row_html(cells) for cells in table.rows)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(table.caption)}">'
        f'<table class="data"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head_html(name: str, *, is_number: bool) -> str:
    """Return a column's heading; a corner that heads nothing is no heading."""
    if not name:
        return "<td></td>"
    kind = ' class="num"' if is_number else ""
    return f'<th scope="col"{kind}>{escape(name)}</th>'


def _row_html(cells: Sequence[Cell]) -> str:
    heading = f'<th scope="row">{_cell_html(cells[0])}</th>' if cells else ""
    rest = "".join(
        f'<td class="num">{_cell_html(cell)}</td>'
        if cell.is_number
        else f"<td>{_cell_html(cell)}</td>"
        for cell in cells[1:]
    )
    return f"<tr>{heading}{rest}</tr>\n"


def _cell_html(cell: Cell) -> str:
    text = escape(cell.text)
    if cell.language:
        text = f'<span lang="{escape(cell.language)}">{text}</span>'
    return f'<a href="{escape(cell.href)}">{text}</a>' if cell.href else text


def as_csv(table: Table) -> str:
    """Return the table as CSV (UTF-8 with a mark for Excel, comma between fields, exact values)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_harmless(name) for name in table.columns])
    for row in table.rows:
        writer.writerow([_plain(cell) for cell in row])
    if table.source:
        writer.writerow([])
        writer.writerow([_harmless(table.source)])
    return "\ufeff" + out.getvalue()


def _plain(cell: Cell) -> str | float | int:
    if cell.exact is None:
        return _harmless(cell.text)
    return _harmless(cell.exact) if isinstance(cell.exact, str) else cell.exact


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_response(table: Table, name: str) -> HttpResponse:
    """Return the table as a file to download."""
    return download(as_csv(table).encode(), f"{name}.csv", "text/csv; charset=utf-8")


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return bytes as a file with a name; nothing guesses another type."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def row(*cells: Cell | str) -> tuple[Cell, ...]:
    """Return a row from cells and plain texts."""
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)


def table(caption: str, names: Sequence[str], rows: Sequence[Sequence[Cell | str]]) -> Table:
    """Return a table from headings and rows."""
    return Table(caption, tuple(names), tuple(row(*cells) for cells in rows))
