"""Tidy CSV: one figure a line, with the columns of the starter figures."""

import csv
import io
import math
import re
from collections.abc import Sequence
from enum import Enum

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, Reading, Row

COLUMNS = (
    "indicator", "municipality_code", "period", "breakdown", "value", "unit", "source",
)  # fmt: skip


_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DANISH = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+")


class _Form(Enum):
    """How a file writes its numbers. Where points could mean either, none of them is guessed."""

    PLAIN = "1234.5"
    DANISH = "1.234,5"
    EITHER = "1.234"


def recognises(content: bytes) -> bool:
    """Whether the first line has the columns of a tidy file."""
    head = content[:4096].decode("utf-8-sig", errors="replace").splitlines()[:1]
    if not head:
        return False
    names = {name.strip().lower() for name in next(csv.reader(head, delimiter=_delimiter(head[0])))}
    return {"indicator", "municipality_code", "period", "value"} <= names


def read(content: bytes) -> Reading:
    """Read a UTF-8 file with comma or semicolon between fields.

    Numbers may be written 1234.5 or 1.234,5 (the latter only where fields are split by semicolon),
    one way in the whole file. Each line that cannot be read gives one complaint; none is guessed.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Reading(complaints=(Complaint(line, "", "", _("tekst i tegnsættet UTF-8")),))
    delimiter = _delimiter(text.split("\n", 1)[0])
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="_surplus")
    try:
        lines.fieldnames = [str(name).strip().lower() for name in lines.fieldnames or ()]
    except csv.Error as error:
        return Reading(complaints=(Complaint(1, "", str(error), _("en hel linje")),))
    missing = [name for name in COLUMNS if name not in lines.fieldnames]
    if missing:
        expected = _("kolonnerne %(columns)s") % {"columns": ", ".join(COLUMNS)}
        return Reading(complaints=(Complaint(1, ", ".join(missing), "", expected),))
    return _read_lines(lines, may_be_danish=delimiter == ";")


def _delimiter(line: str) -> str:
    return ";" if line.count(";") > line.count(",") else ","


def _read_lines(lines: "csv.DictReader[str]", *, may_be_danish: bool) -> Reading:
    found: list[tuple[int, dict[str, str | None]]] = []
    complaints: list[Complaint] = []
    try:
        found.extend((lines.line_num, fields) for fields in lines)
    except csv.Error as error:
        complaints.append(Complaint(lines.reader.line_num, "", str(error), _("en hel linje")))
    form = _form([fields.get("value") or "" for _line, fields in found]) if may_be_danish else None
    rows: list[Row] = []
    for number, fields in found:
        row = _read_line(number, fields, form or _Form.PLAIN)
        (rows if isinstance(row, Row) else complaints).append(row)  # type: ignore[arg-type]
    return Reading(tuple(rows), tuple(complaints))


def _form(values: Sequence[str]) -> _Form:
    """Return how all numbers of a file are written, by those that leave no doubt."""
    if any("," in value for value in values):
        return _Form.DANISH
    points = [value.strip() for value in values if "." in value]
    if points and all(_GROUPED.fullmatch(value) for value in points):
        return _Form.EITHER
    return _Form.PLAIN


def _read_line(number: int, fields: dict[str, str | None], form: _Form) -> Row | Complaint:
    if fields.get("_surplus"):
        return Complaint(number, "", "", _("lige så mange felter som i overskriften"))
    text = {name: (fields.get(name) or "").strip() for name in COLUMNS}
    value = _number(text["value"], form)
    if value is None:
        doubtful = form is _Form.EITHER and _GROUPED.fullmatch(text["value"])
        expected = _("et tal uden tvivl: 1234 eller 1,234") if doubtful else _("et tal")
        return Complaint(number, "value", text["value"], expected)
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


def _number(text: str, form: _Form) -> float | None:
    if form is _Form.DANISH:
        if not _DANISH.fullmatch(text):
            return None
        text = text.replace(".", "").replace(",", ".")
    elif not _PLAIN.fullmatch(text) or (form is _Form.EITHER and _GROUPED.fullmatch(text)):
        return None
    value = float(text)
    return value if math.isfinite(value) else None
