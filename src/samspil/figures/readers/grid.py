"""Tables without a publisher's own form: a heading somewhere, one line a place below it.

Columns that are headed by a period are turned into lines, so that a wide sheet and a tidy one read
alike. What the columns mean is said by a person; see ``mapping``.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, RawTable, Record, Unreadable, numbers, periods, text
from samspil.figures.readers.numbers import Style

CSV = "csv"
_PERIOD, NAMELESS = "Periode", "Værdi"
_NUMBER = re.compile(r"[-+0-9.,% ]+")
Line = tuple[int, list[str]]


def recognises(content: bytes) -> bool:
    """Whether the bytes are text with a delimiter in it, and nothing that text never holds."""
    if b"\x00" in content[:100_000]:
        return False
    lines = text.guessed(content[:100_000]).splitlines()[:40]
    return sum(len(line.split(text.delimiter_of(line))) > 1 for line in lines) > 1


def read(content: bytes) -> RawTable:
    """Read a CSV of any shape; raises Unreadable where no heading is found."""
    words = text.guessed(content)
    widest = max(words.splitlines()[:40], key=lambda line: line.count(text.delimiter_of(line)))
    delimiter = text.delimiter_of(widest)
    lines = text.lines_of(words, delimiter)
    # Where a comma splits the fields it is in no number, and a point is a decimal one.
    return table(CSV, "", lines, Style.PLAIN if delimiter == "," else None)


def table(form: str, title: str, lines: Sequence[Line], style: Style | None = None) -> RawTable:
    """Return the table in a grid of cells; raises Unreadable where no heading is found."""
    place = _heading(lines)
    # A title above the heading tells one wide sheet from another, where the heading does not.
    above = next((fields for _number, fields in lines[:place]), [])
    title = next((field for field in above if field), title)
    names = _names(lines[place][1])
    data = [
        (number, fields)
        for number, fields in lines[place + 1 :]
        if sum(1 for field in fields if field) > 1
    ]
    for number, fields in data:
        if any(fields[len(names) :]):
            expected = _("lige så mange felter som i overskriften")
            raise Unreadable(Complaint(number, "", ";".join(fields)[:80], expected))
    style = style or numbers.style_of(
        field for _number, fields in data for field in fields if _NUMBER.fullmatch(field)
    )
    wide = [index for index, name in enumerate(names) if periods.looks_like_one(name)]
    if wide:
        return _melted(form, title, names, wide, data, style=style)
    return _tidy(form, title, names, data, style)


def _heading(lines: Sequence[Line]) -> int:
    """Return the first line that names at least half the columns, and holds no number but years."""
    most = max((sum(1 for field in fields if field) for _number, fields in lines), default=0)
    for place, (_number, fields) in enumerate(lines[:40]):
        named = [field for field in fields if field]
        is_names = not any(
            isinstance(numbers.number(name, Style.DANISH), float)
            and not periods.looks_like_one(name)
            for name in named
        )
        if len(named) > 1 and 2 * len(named) >= most and is_names:
            return place
    first = lines[0] if lines else (1, [""])
    expected = _("en linje med overskrifter over kolonnerne")
    raise Unreadable(Complaint(first[0], "", ";".join(first[1])[:80], expected))


def _names(fields: Sequence[str]) -> list[str]:
    """Return a name for each column: its own, told apart where two are alike."""
    names: list[str] = []
    for place, field in enumerate(fields, 1):
        name = " ".join(field.split()) or f"({place})"
        while name in names:
            name = f"{name} ({place})"
        names.append(name)
    return names


def _cells(names: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """Return a line's fields by column; a line that ends early has nothing in the rest."""
    return {name: fields[i] if i < len(fields) else "" for i, name in enumerate(names)}


def _tidy(
    form: str, title: str, names: Sequence[str], data: Sequence[Line], style: Style
) -> RawTable:
    cells = [(number, _cells(names, fields)) for number, fields in data]
    measures = tuple(
        name for name in names if _is_measured([own[name] for _number, own in cells], style)
    )
    records = tuple(
        Record(number, own, {name: own[name] for name in measures}) for number, own in cells
    )
    return RawTable(form, title, tuple(names), measures, records, style)


def _is_measured(values: Sequence[str], style: Style) -> bool:
    """Whether a column holds figures: numbers for the most part, and not only periods."""
    filled = [value for value in values if value and value.casefold() not in numbers.MARKS]
    read = sum(numbers.figure(value, style) is not None for value in filled)
    return 2 * read > len(filled) and not all(map(periods.looks_like_one, filled))


def _melted(
    form: str,
    title: str,
    names: Sequence[str],
    wide: Sequence[int],
    data: Sequence[Line],
    *,
    style: Style,
) -> RawTable:
    kept = [name for index, name in enumerate(names) if index not in wide]
    measure = title or NAMELESS
    records = []
    for number, fields in data:
        own = _cells(names, fields)
        members = {name: own[name] for name in kept}
        records += [
            Record(number, members | {_PERIOD: names[index]}, {measure: own[names[index]]})
            for index in wide
        ]
    return RawTable(form, title, (*kept, _PERIOD), (measure,), tuple(records), style)
