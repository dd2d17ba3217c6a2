"""Tidy CSV: one figure a line, with the columns of the starter figures."""

import csv
import io

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, Reading, Row, numbers
from samspil.figures.readers.numbers import Style

FORM = "tidy"
COLUMNS = (
    "indicator", "municipality_code", "period", "breakdown", "value", "unit", "source",
)  # fmt: skip
EXTRA = ("role", "state")
"""Columns a tidy file may have besides: the municipality's role, and why there is no number."""
_STATES = {"", "value", "suppressed", "not_applicable"}


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
    values = [fields.get("value") or "" for _line, fields in found]
    style = numbers.style_of(values) if may_be_danish else Style.PLAIN
    rows: list[Row] = []
    for number, fields in found:
        row = _read_line(number, fields, style)
        (rows if isinstance(row, Row) else complaints).append(row)  # type: ignore[arg-type]
    return Reading(tuple(rows), tuple(complaints))


def _read_line(number: int, fields: dict[str, str | None], style: Style) -> Row | Complaint:
    if fields.get("_surplus"):
        return Complaint(number, "", "", _("lige så mange felter som i overskriften"))
    text = {name: (fields.get(name) or "").strip() for name in (*COLUMNS, *EXTRA)}
    state = text["state"] or "value"
    if state not in _STATES:
        return Complaint(number, "state", state, "value, suppressed, not_applicable")
    value = numbers.number(text["value"], style)
    if value is None and state == "value":
        return Complaint(number, "value", text["value"], _a_number(text["value"], style))
    if state != "value" and text["value"]:
        return Complaint(number, "value", text["value"], _("et tomt felt, når tallet ikke vises"))
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
        role=text["role"],
        state=state,
    )


def _a_number(found: str, style: Style) -> str:
    if numbers.is_doubtful(found, style):
        return _("et tal uden tvivl: 1234 eller 1,234")
    return _("et tal")
