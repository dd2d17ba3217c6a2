"""The workbook in a chart: what is shown, in cells that PowerPoint's "Edit data" opens."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

_FIXED: Final = datetime(1980, 1, 1)  # noqa: DTZ001 (written as it stands: nothing of the clock)
# Text is text: what begins with "=" or looks like an address is neither formula nor link.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(columns: Sequence[tuple[str, Sequence[object]]], number_format: str) -> bytes:
    """Return a workbook with a sheet of columns, each a heading and its cells; None is empty.

    The same columns give the same bytes.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": _FIXED})
        numbers = book.add_format({"num_format": number_format})
        sheet = book.add_worksheet("Sheet1")
        for place, (heading, cells) in enumerate(columns):
            if heading:
                sheet.write_string(0, place, heading)
            for row, value in enumerate(cells, start=1):
                if isinstance(value, str):
                    sheet.write_string(row, place, value)
                elif isinstance(value, int | float):
                    sheet.write_number(row, place, value, numbers)
    return out.getvalue()


def column_name(place: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
