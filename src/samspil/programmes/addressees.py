"""Lists of whom to invite, pasted or in a file, as typed rows or complaints. No database here.

A list has a heading and a line for each recipient: municipality (name or code), title, e-mail
address, and if one wishes a name and a language. Lines without an address are those of a template
that nobody has filled in yet; they are counted and left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.documents.cpr import find_cpr
from samspil.figures.readers import RawTable, Record, Unreadable, grid, xlsx
from samspil.places.names import spellings

LONGEST_TITLE = 160
LONGEST_NAME = 120
LONGEST_ADDRESS = 254
MOST_ROWS = 2000
LARGEST = 2 * 1024 * 1024
"""Bytes of one file: two thousand lines take a tenth of it."""

_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s.,;<>\"]{2,}")
_COLUMNS: Mapping[str, frozenset[str]] = {
    "municipality": frozenset({"kommune", "kommunekode", "municipality", "code"}),
    "title": frozenset({"titel", "rolle", "stilling", "funktion", "title", "role", "position"}),
    "email": frozenset({"e-mail", "email", "mail", "mailadresse", "e-mail address"}),
    "name": frozenset({"navn", "name"}),
    "language": frozenset({"sprog", "language"}),
}
_LANGUAGES = {"": "da", "da": "da", "dansk": "da", "danish": "da", "en": "en", "engelsk": "en",
              "english": "en"}  # fmt: skip
_DIRECTOR = re.compile(r"direktør|director", re.IGNORECASE)
_CHIEF = re.compile(r"chef|chief|\bhead\b|leder af", re.IGNORECASE)


@dataclass(frozen=True)
class Addressee:
    """Somebody to invite. ``office`` is ``director``, ``chief`` or ``other``."""

    municipality: str
    title: str
    email: str
    name: str = ""
    language: str = "da"
    office: str = "other"


@dataclass(frozen=True)
class Complaint:
    """What is wrong in a list, on which line and in which column, and what would be right."""

    line: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True)
class AddresseeList:
    """What a list holds. With one complaint or more, nothing of it may be used."""

    rows: tuple[Addressee, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    empty: int = 0


def office_of(title: str) -> str:
    """Return what a title makes of its holder: a director, a chief, or neither."""
    if _DIRECTOR.search(title):
        return "director"
    return "chief" if _CHIEF.search(title) else "other"


def is_address(text: str) -> bool:
    """Whether a text can be an e-mail address."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def domain_of(address: str) -> str:
    """Return what stands after the @, in small letters."""
    return address.rpartition("@")[2].casefold()


def read(content: bytes, places: Mapping[str, str]) -> AddresseeList:
    """Read a list; ``places`` are the municipalities that may be invited, names by code."""
    if len(content) > LARGEST:
        return _refused(_("en fil på højst 2 MB"))
    if not content.strip():
        return _refused(_("en liste med overskrift og mindst én modtager"))
    try:
        table = xlsx.read(content) if xlsx.recognises(content) else grid.read(content)
    except Unreadable as error:
        found = error.complaint
        return AddresseeList(
            complaints=(Complaint(found.line, found.column, found.found, found.expected),)
        )
    return _read(table, places)


def _refused(expected: str) -> AddresseeList:
    return AddresseeList(complaints=(Complaint(1, "", "", expected),))


def _read(table: RawTable, places: Mapping[str, str]) -> AddresseeList:
    columns = _columns(table.variables)
    missing = [name for name in ("municipality", "title", "email") if name not in columns]
    if missing:
        heading = "; ".join(table.variables)[:80]
        return AddresseeList(complaints=(Complaint(1, "", heading, _expected_heading()),))
    if len(table.records) > MOST_ROWS:
        return _refused(_("højst %(most)s linjer") % {"most": MOST_ROWS})
    filled = [one for one in table.records if one.members[columns["email"]].strip()]
    known = spellings(places)
    found = [_row(one, columns, known) for one in filled]
    complaints = [complaint for _row_, wrong in found for complaint in wrong]
    rows = [row for row, _wrong in found]
    complaints += _twice(rows, filled, columns)
    return AddresseeList(
        () if complaints else tuple(rows),
        tuple(sorted(complaints, key=lambda one: one.line)),
        len(table.records) - len(filled),
    )


def _expected_heading() -> str:
    return _("overskrifterne Kommune, Titel og E-mail, og hvis I vil Navn og Sprog")


def _columns(headings: Sequence[str]) -> dict[str, str]:
    """Return the heading of each column we know."""
    found: dict[str, str] = {}
    for heading in headings:
        for name, words in _COLUMNS.items():
            if heading.strip().casefold() in words:
                found.setdefault(name, heading)
    return found


def _row(
    record: Record, columns: Mapping[str, str], known: Mapping[str, str]
) -> tuple[Addressee, list[Complaint]]:
    def field(name: str) -> str:
        return " ".join(record.members[columns[name]].split()) if name in columns else ""

    one = Addressee(
        municipality=known.get(field("municipality").casefold(), ""),
        title=field("title"),
        email=field("email").casefold(),
        name=field("name"),
        language=_LANGUAGES.get(field("language").casefold(), ""),
        office=office_of(field("title")),
    )
    wrong = [
        Complaint(record.line, columns[name], field(name)[:80], expected)
        for name, expected in _wrong(one)
    ]
    return one, wrong


def _wrong(one: Addressee) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a row: the column, and what would be right."""
    if not one.municipality:
        yield "municipality", _("en kommune, der kan inviteres, skrevet med navn eller kode")
    if not is_address(one.email):
        yield "email", _("en mailadresse som navn@kommune.dk, én på hver linje")
    if not one.title:
        yield "title", _("en titel, for eksempel Skolechef")
    if len(one.title) > LONGEST_TITLE:
        yield "title", _("højst %(most)s tegn") % {"most": LONGEST_TITLE}
    if len(one.name) > LONGEST_NAME:
        yield "name", _("højst %(most)s tegn") % {"most": LONGEST_NAME}
    if not one.language:
        yield "language", _("dansk eller engelsk, eller ingenting")
    for name, text in (("title", one.title), ("name", one.name), ("email", one.email)):
        if find_cpr(text):
            yield name, _("ingen CPR-numre")


def _twice(
    rows: Sequence[Addressee], records: Sequence[Record], columns: Mapping[str, str]
) -> Iterator[Complaint]:
    """Yield a complaint for each address that stands twice for one municipality."""
    seen: dict[tuple[str, str], int] = {}
    for row, record in zip(rows, records, strict=True):
        first = seen.setdefault((row.municipality, row.email), record.line)
        if first != record.line:
            expected = _("hver adresse én gang (den står også i linje %(line)s)") % {"line": first}
            yield Complaint(record.line, columns["email"], row.email, expected)
