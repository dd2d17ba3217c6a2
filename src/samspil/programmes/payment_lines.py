"""Payments as a finance system exports them: lines of text in, typed rows or complaints out. Pure.

The first line names the columns; which of ``;``, tab and comma parts them is seen from it. Amounts
and dates are Danish or ISO. A municipality is named by its name or its three-digit code.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from samspil.documents.cpr import find_cpr
from samspil.places.names import spellings

COLUMNS: dict[str, tuple[str, ...]] = {
    "municipality": ("kommune", "kommunekode", "kommunenavn", "municipality", "debitor"),
    "amount": ("beløb", "belob", "amount", "indbetalt"),
    "paid_on": ("dato", "betalingsdato", "bogføringsdato", "date", "paid on"),
    "reference": ("reference", "bilag", "bilagsnummer", "ref", "fakturanummer"),
}
MOST_LINES = 2000
_DATES = (
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})",
)
_AMOUNT = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|-?\d+(?:[.,]\d{1,2})?")


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment as it was written; ``line`` counts from 1, the heading being the first."""

    line: int
    code: str
    amount: Decimal
    paid_on: dt.date
    reference: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong in a line: a code, and the words it is about. Line 0 is the whole."""

    line: int
    code: str
    about: str = ""


def read(text: str, places: Mapping[str, str]) -> tuple[list[PaymentLine], list[Complaint]]:
    """Return the payments and everything wrong with them; ``places`` maps code to name."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    if not any(line.strip() for line in lines):
        return [], [Complaint(0, "empty")]
    if len(lines) > MOST_LINES:
        return [], [Complaint(0, "too_many", str(MOST_LINES))]
    mark = max(";\t,", key=lines[0].count)
    try:
        table = list(csv.reader(lines, delimiter=mark))
    except csv.Error:  # one cell is longer than any list of payments has
        return [], [Complaint(0, "not_a_list")]
    where, complaints = _columns(table[0])
    if complaints:
        return [], complaints
    return _rows(table, where, spellings(places))


def _columns(heading: list[str]) -> tuple[dict[str, int], list[Complaint]]:
    """Return in which column each thing stands, or what is missing."""
    names = [name.strip().casefold() for name in heading]
    where = {
        key: next((names.index(one) for one in known if one in names), -1)
        for key, known in COLUMNS.items()
    }
    missing = [key for key, place in where.items() if place < 0]
    return where, [Complaint(1, f"no_{key}") for key in missing]


def _rows(
    table: list[list[str]], where: Mapping[str, int], known: Mapping[str, str]
) -> tuple[list[PaymentLine], list[Complaint]]:
    rows: list[PaymentLine] = []
    complaints: list[Complaint] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in enumerate(table[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        found = {
            key: cells[place].strip() if place < len(cells) else "" for key, place in where.items()
        }
        wrong = list(_wrong(number, found, known))
        complaints += wrong
        if wrong:
            continue
        row = PaymentLine(
            number,
            known[found["municipality"].casefold()],
            amount_of(found["amount"]) or Decimal(0),
            date_of(found["paid_on"]) or dt.date.min,
            found["reference"],
        )
        first = seen.setdefault((row.code, row.reference), number)
        if first != number:
            complaints.append(Complaint(number, "twice", str(first)))
        rows.append(row)
    return rows, complaints


def _wrong(number: int, found: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Complaint]:
    """Yield what is wrong in one line."""
    if found["municipality"].casefold() not in known:
        yield Complaint(number, "municipality", found["municipality"])
    amount = amount_of(found["amount"])
    if not amount or abs(amount) >= 10_000_000_000:
        yield Complaint(number, "amount", found["amount"])
    if date_of(found["paid_on"]) is None:
        yield Complaint(number, "paid_on", found["paid_on"])
    if not found["reference"] or len(found["reference"]) > 60:
        yield Complaint(number, "reference", found["reference"][:60])
    elif find_cpr(found["reference"]):
        yield Complaint(number, "cpr")


def amount_of(text: str) -> Decimal | None:
    """Return kroner written as ``55.000,00``, ``55000`` or ``55000.00``; None for anything else."""
    tidy = text.replace("kr.", "").replace("\u2212", "-").replace("\xa0", "").replace(" ", "")
    if not _AMOUNT.fullmatch(tidy):
        return None
    if "," in tidy:
        tidy = tidy.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", tidy):
        tidy = tidy.replace(".", "")
    try:
        return Decimal(tidy)
    except InvalidOperation:  # pragma: no cover - the pattern lets only numbers through
        return None


def date_of(text: str) -> dt.date | None:
    """Return a day written as ``2021-09-14`` or ``14-09-2021``; None for anything else."""
    for pattern in _DATES:
        if found := re.fullmatch(pattern, text):
            try:
                return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None
