"""KL's comparison groups as a CSV file: a municipality, one to compare it with, and the area."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint

COLUMNS = ("kommune", "sammenligningskommune", "område")
"""The heading of the file; the English words of ``_HEADINGS`` do as well."""

_HEADINGS = {
    "kommune": "own", "municipality": "own",
    "sammenligningskommune": "peer", "comparison": "peer", "peer": "peer",
    "område": "sector", "omraade": "sector", "sector": "sector",
}  # fmt: skip
_SECTORS = {
    "skole": "school", "school": "school", "dagtilbud": "daycare", "daycare": "daycare",
}  # fmt: skip
LARGEST = 1_000_000
"""Bytes; a whole list of all municipalities in both areas is some forty thousand."""


@dataclass(frozen=True)
class Pair:
    """A line of the file: codes and area."""

    line: int
    own: str
    peer: str
    sector: str


@dataclass(frozen=True)
class PairReading:
    """What a file holds, or what is wrong with it; with complaints nothing is to be used."""

    pairs: tuple[Pair, ...] = ()
    complaints: tuple[Complaint, ...] = field(default=())


def read(content: bytes, codes_by_name: Mapping[str, str]) -> PairReading:
    """Read a file (UTF-8 or Windows-1252; semicolon, comma or tab between fields).

    ``codes_by_name`` gives the code of each municipality by code and by name in small letters.
    """
    if len(content) > LARGEST:
        return _refused(1, _("en fil på %(size)d bytes") % {"size": len(content)}, _("højst 1 MB"))
    text = _decoded(content)
    first, _newline, _rest = text.partition("\n")
    delimiter = max(";\t,", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    named = [_HEADINGS.get(cell.strip().lower(), "") for cell in rows[0]] if rows else []
    if sorted(filter(None, named)) != ["own", "peer", "sector"]:
        expected = _("en overskrift med %(columns)s") % {"columns": "; ".join(COLUMNS)}
        return _refused(1, first.strip()[:80], expected)
    pairs: list[Pair] = []
    complaints: list[Complaint] = []
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        pair, wrong = _pair(line, dict(zip(named, row, strict=False)), codes_by_name)
        key = (pair.own, pair.peer, pair.sector)
        wrong = wrong or list(_twice(pair, seen.get(key)))
        seen.setdefault(key, line)
        complaints += wrong
        pairs.append(pair)
    if not pairs:
        return _refused(2, "", _("mindst én linje med to kommuner"))
    return PairReading((), tuple(complaints)) if complaints else PairReading(tuple(pairs))


def _decoded(content: bytes) -> str:
    """Return the text; every byte means something in Windows-1252 as we read it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _refused(line: int, found: str, expected: str) -> PairReading:
    return PairReading((), (Complaint(line, "", found, expected),))


def _pair(
    line: int, cells: Mapping[str, str], codes: Mapping[str, str]
) -> tuple[Pair, list[Complaint]]:
    """Return the line's pair as far as it can be read, and what is wrong with it."""
    texts = {name: cells.get(name, "").strip() for name in ("own", "peer", "sector")}
    own, peer = (_code(texts[name], codes) for name in ("own", "peer"))
    sector = _SECTORS.get(texts["sector"].lower(), "")
    wrong = [
        Complaint(line, column, texts[name], _("en kommune, for eksempel 615 eller Horsens"))
        for name, column, code in (("own", COLUMNS[0], own), ("peer", COLUMNS[1], peer))
        if not code
    ]
    if not sector:
        wrong.append(Complaint(line, COLUMNS[2], texts["sector"], _("skole eller dagtilbud")))
    if own and own == peer:
        wrong.append(Complaint(line, COLUMNS[1], texts["peer"], _("en anden kommune end den selv")))
    return Pair(line, own, peer, sector), wrong


def _code(text: str, codes: Mapping[str, str]) -> str:
    """Return a municipality's code: by its code (0101 is 101), its name, or "Horsens Kommune"."""
    plain = text.strip().lower()
    if plain.isascii() and plain.isdigit():
        return codes.get(plain.lstrip("0"), "")
    whole = plain.removesuffix(" kommune")
    tried = (whole, whole.removesuffix("s")) if whole != plain else (whole,)
    return next((codes[name] for name in tried if name in codes), "")


def _twice(pair: Pair, first: int | None) -> Iterator[Complaint]:
    if first is not None:
        expected = _("hvert par én gang; det samme står i linje %(line)d") % {"line": first}
        yield Complaint(pair.line, "", f"{pair.own} {pair.peer}", expected)
