"""The first sheet of a spreadsheet, or the lines of a CSV file, as rows of text."""

import csv
import io
from datetime import date, datetime

from samspil.documents.checks import RefusedError, examine

LARGEST = 2 * 1024 * 1024
"""Bytes: a list of teams is small."""


def rows_of(name: str, content: bytes) -> list[list[str]]:
    """Return the rows of the first sheet with anything in it; raises documents' RefusedError.

    Refused with the same words as any file: too large, damaged, locked, with macros, a bomb.
    """
    if len(content) > LARGEST:
        raise RefusedError("large")
    if content.startswith(b"PK"):
        examine(name, content, confirmed_no_cpr=True)
        return _sheet(content)
    return _lines(content)


def _sheet(content: bytes) -> list[list[str]]:
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            if any(any(cell != "" for cell in row) for row in rows):
                return [[_text(cell) for cell in row] for row in rows]
    # What a damaged workbook may raise is not listed anywhere.
    except Exception as error:
        raise RefusedError("damaged") from error
    return []


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).strip()


def as_text(rows: list[list[str]]) -> str:
    """Return rows as lines that ``rows_of`` reads again, for a form's hidden field."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)


def _lines(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    if "\x00" in text:
        raise RefusedError("kind")
    first = text.partition("\n")[0]
    mark = max(";\t,", key=first.count)
    try:
        rows = csv.reader(text.splitlines(), delimiter=mark)
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error as error:
        raise RefusedError("damaged") from error
