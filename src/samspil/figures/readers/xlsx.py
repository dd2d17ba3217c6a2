"""Spreadsheets: the first sheet in which a heading is found. Text that is a number is Danish."""

import datetime as dt
import io
import re
import zipfile
import zlib
from typing import Any

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, RawTable, Unreadable, grid
from samspil.figures.readers.numbers import Style

FORM = "xlsx"
_LARGEST = 200 * 1024 * 1024
_MOST_CELLS = 5_000_000
# What a damaged zip may raise while its parts are listed and unpacked.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_STANDARD = re.compile(r"(ark|sheet)[ 0-9]*", re.IGNORECASE)
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"')


def recognises(content: bytes) -> bool:
    """Whether the bytes are a zip in which a workbook is named."""
    return content.startswith(b"PK") and b"xl/" in content


def read(content: bytes) -> RawTable:
    """Read the workbook; raises Unreadable where it is damaged, too large, or without a heading."""
    _check(content)
    unread: Unreadable | None = None
    for name, lines in _sheets(content):
        try:
            return grid.table(FORM, "" if _STANDARD.fullmatch(name) else name, lines, Style.DANISH)
        except Unreadable as error:
            unread = unread or error
    raise unread or _damaged()


def lines(content: bytes) -> list[grid.Line]:
    """Return the rows of the first sheet that holds any, as a Dane would write their cells.

    For tables that need no heading. Raises Unreadable where the workbook is damaged or too large.
    """
    _check(content)
    return next((found for _name, found in _sheets(content) if found), [])


def _check(content: bytes) -> None:
    """Refuse a file that would unpack to more than a machine holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST:
                raise _damaged()
            for part in parts.namelist():
                if part.startswith("xl/worksheets/") and _span(parts.read(part)) > _MOST_CELLS:
                    raise _damaged()
    except _BROKEN as error:
        raise _damaged() from error


def _span(sheet: bytes) -> int:
    """Return how many cells a sheet spans: two cells far apart claim all between them."""
    columns = rows = 0
    for column, row in _CELL.findall(sheet):
        number = 0
        for letter in column:
            number = number * 26 + letter - 64
        columns, rows = max(columns, number), max(rows, int(row))
    return columns * rows


def _sheets(content: bytes) -> list[tuple[str, list[grid.Line]]]:
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            (name, _lines(book.get_sheet_by_name(name).to_python(skip_empty_area=False)))
            for name in book.sheet_names
        ]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic in the reader's Rust is no Exception
        raise _damaged() from error


def _lines(rows: list[list[Any]]) -> list[grid.Line]:
    lines = [(number, [_written(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    return [(number, fields) for number, fields in lines if any(fields)]


def _written(cell: object) -> str:
    """Return a cell as a Danish would write it."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        number = float(cell)
        return f"{number:.0f}" if number.is_integer() else _decimal(number)
    if isinstance(cell, dt.date | dt.datetime):
        return cell.isoformat()[:10]
    return " ".join(str(cell).split())


def _decimal(number: float) -> str:
    # The shortest text that is this number, without an exponent.
    text = repr(number)
    if "e" in text or "n" in text:
        text = f"{number:.12f}".rstrip("0")
    return text.replace(".", ",")


def _damaged() -> Unreadable:
    return Unreadable(Complaint(1, "", "", _("et helt regneark i formatet XLSX")))
