"""De Kommunale Nøgletal's CSV: latin-1, a heading of years, a name above each key figure's lines.

Each key figure becomes a measure of its own. Legends and the date at the end are not read.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspil.figures.readers import (
    Complaint,
    RawTable,
    Record,
    Unreadable,
    numbers,
    periods,
    text,
)

FORM = "noegletal-csv"
VARIABLES = ("Kommune", "Kom.nr", "År")
_HEAD = ["", "kom.nr"]


def recognises(content: bytes) -> bool:
    """Whether one of the first lines is ``;Kom.nr;`` and years."""
    lines = content[:4000].decode("latin-1").splitlines()[:12]
    return any(line.casefold().startswith(";kom.nr;") for line in lines)


def read(content: bytes) -> RawTable:
    """Read every key figure; raises Unreadable naming the line that fits nowhere."""
    lines = text.lines_of(text.guessed(content), ";")
    place = next(
        (i for i, (_n, fields) in enumerate(lines) if [f.casefold() for f in fields[:2]] == _HEAD),
        None,
    )
    if place is None:
        raise Unreadable(Complaint(1, "Kom.nr", "", _("en linje med Kom.nr og årstal")))
    number, head = lines[place]
    years = [year for year in head[2:] if year]
    if not years or not all(map(periods.looks_like_one, years)):
        raise Unreadable(Complaint(number, "Kom.nr", ";".join(head)[:80], _("årstal")))
    records, measures = _records(lines[place + 1 :], years)
    values = (value for record in records for value in record.values.values())
    style = numbers.style_of(values)
    return RawTable(FORM, lines[0][1][0], VARIABLES, tuple(measures), tuple(records), style)


def _records(
    lines: Sequence[tuple[int, list[str]]], years: Sequence[str]
) -> tuple[list[Record], list[str]]:
    measure = ""
    measures: list[str] = []
    records: list[Record] = []
    for number, fields in lines:
        if len([field for field in fields if field]) == 1:
            # A name, a legend or a date: only one that lines of figures follow becomes a measure.
            measure = fields[0]
            continue
        if not measure or len(fields) < 2 + len(years) or not fields[1].isdigit():
            expected = _("et nøgletals navn, eller kommune, nummer og et tal for hvert år")
            raise Unreadable(Complaint(number, "", ";".join(fields)[:80], expected))
        if measure not in measures:
            measures.append(measure)
        records += [
            Record(
                number,
                dict(zip(VARIABLES, (fields[0], fields[1], year), strict=True)),
                {measure: value},
            )
            for year, value in zip(years, fields[2 : 2 + len(years)], strict=True)
        ]
    if not records:
        raise Unreadable(Complaint(1, "", "", _("mindst ét nøgletal med tal under")))
    return records, measures
