"""Tidy CSV: one figure a line, with the columns of the starter figures."""

import csv
import io
import math

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, Reading, Row

COLUMNS = (
    "indicator", "municipality_code", "period", "breakdown", "value", "unit", "source",
)  # fmt: skip


def recognises(content: bytes) -> bool:
    """Whether the first line has the columns of a tidy file."""
    head = content[:4096].decode("utf-8-sig", errors="replace").splitlines()[:1]
    if not head:
        return False
    names = {name.strip().lower() for name in next(csv.reader(head, delimiter=_delimiter(head[0])))}
    return {"indicator", "municipality_code", "period", "value"} <= names


def read(content: bytes) -> Reading:
    """Read a UTF-8 file with comma or semicolon between fields.

    Numbers may be written 1234.5 or 1.234,5 (the latter only where fields are split by semicolon).
    Each line that cannot be read gives one complaint; no line is guessed.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Reading(complaints=(Complaint(line, "", "", _("tekst i tegnsættet UTF-8")),))
    delimiter = _delimiter(text.split("\n", 1)[0])
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="_surplus")
    lines.fieldnames = [str(name).strip().lower() for name in lines.fieldnames or ()]
    missing = [name for name in COLUMNS if name not in lines.fieldnames]
    if missing:
        expected = _("kolonnerne %(columns)s") % {"columns": ", ".join(COLUMNS)}
        return Reading(complaints=(Complaint(1, ", ".join(missing), "", expected),))
    return _read_lines(lines, comma=delimiter == ";")


def _delimiter(line: str) -> str:
    return ";" if line.count(";") > line.count(",") else ","


def _read_lines(lines: "csv.DictReader[str]", *, comma: bool) -> Reading:
    rows: list[Row] = []
    complaints: list[Complaint] = []
    try:
        for fields in lines:
            row = _read_line(lines.line_num, fields, comma=comma)
            (rows if isinstance(row, Row) else complaints).append(row)  # type: ignore[arg-type]
    except csv.Error as error:
        complaints.append(Complaint(lines.line_num, "", str(error), _("en hel linje")))
    return Reading(tuple(rows), tuple(complaints))


def _read_line(number: int, fields: dict[str, str | None], *, comma: bool) -> Row | Complaint:
    if fields.get("_surplus"):
        return Complaint(number, "", "", _("lige så mange felter som i overskriften"))
    text = {name: (fields.get(name) or "").strip() for name in COLUMNS}
    value = _number(text["value"], comma=comma)
    if value is None:
        return Complaint(number, "value", text["value"], _("et tal"))
    for name in ("indicator", "period", "source"):
        if not text[name]:
            return Complaint(number, name, "", _("noget i feltet"))
    return Row(
        line=number,
        indicator=text["indicator"],
        municipality=text["municipality_code"],
        period=text["period"],
        breakdown=text["breakdown"],
        value=value,
        unit=text["unit"],
        source=text["source"],
    )


def _number(text: str, *, comma: bool) -> float | None:
    plain = text.replace(".", "").replace(",", ".") if comma and "," in text else text
    try:
        value = float(plain)
    except ValueError:
        return None
    # "1_000" and "nan" are numbers to Python, not to a spreadsheet.
    return value if math.isfinite(value) and "_" not in plain else None
