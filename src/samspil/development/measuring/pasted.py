"""A block from a spreadsheet as measurements: every row is read, or says what is wrong with it.

How cells are parted and numbers read is the figures room's; here they become times and values.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.development.measuring import periods
from samspil.development.measuring.checks import Problem, Settled, Sort, settle
from samspil.development.measuring.complaints import words
from samspil.development.values import Stated
from samspil.documents.cpr import find_cpr
from samspil.figures.readers import written
from samspil.figures.readers.pasted import split, state_of

WHEN, VALUE, NUMERATOR, DENOMINATOR, NOTE = "when", "value", "numerator", "denominator", "note"
MOST_ROWS, MOST_LETTERS, LONGEST_NOTE = 2_000, 100_000, 300
_NAMES = {
    WHEN: "dato tid tidspunkt dag uge måned periode halvår år date time day week month period year",
    VALUE: "værdi tal procent pct andel antal resultat måling målepunkt value number percent "
    "share count",
    NUMERATOR: "tæller numerator",
    DENOMINATOR: "nævner denominator af of",
    NOTE: "note bemærkning bemærkninger kommentar remark comment",
}
_COLUMN = {name: column for column, names in _NAMES.items() for name in names.split()} | {
    "ud af": DENOMINATOR,
    "i alt": DENOMINATOR,
    "%": VALUE,
}


@dataclass(frozen=True)
class ReadRow:
    """A row as it was understood: a measurement, a gap, or what is wrong with it."""

    number: int
    time: str
    found: str
    note: str = ""
    settled: Settled | None = None
    is_gap: bool = False
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paste:
    """A block as it was understood. ``complaints`` are about all of it, ``unread`` are columns.

    ``doubt`` is a question that does not stop anybody.
    """

    rows: tuple[ReadRow, ...] = ()
    complaints: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def right(self) -> list[Stated]:
        """The measurements, as services take them."""
        return [_stated(row.settled) for row in self.rows if row.settled is not None]

    @property
    def gaps(self) -> int:
        """Rows without a number: no point, never 0."""
        return sum(row.is_gap for row in self.rows)

    @property
    def wrong(self) -> int:
        """Rows that must be put right."""
        return sum(bool(row.complaints) for row in self.rows)


def read(text: str, sort: Sort, today: dt.date) -> Paste:
    """Return the rows of a block, each with what it means or what is wrong with it."""
    if len(text) > MOST_LETTERS:
        return Paste(complaints=(_("Højst 100.000 tegn ad gangen. Del rækkerne i flere."),))
    found = split(text)
    if not found:
        return Paste(complaints=(_("Indsæt mindst én række."),))
    if len(found) > MOST_ROWS + 1:
        return Paste(complaints=(_("Højst 2.000 rækker ad gangen. Del dem i flere."),))
    if not _is_headed(found[0][1]):
        rows = [_row(number, *_unheaded(cells), sort, today) for number, cells in found]
        return _whole(rows, (), sort)
    columns, complaints = _columns(found[0][1])
    if complaints:
        return Paste(complaints=complaints)
    rows = [_row(number, _cells(cells, columns), "", sort, today) for number, cells in found[1:]]
    unread = [
        name for name, column in zip(found[0][1], columns, strict=True) if name and not column
    ]
    return _whole(rows, tuple(unread), sort)


def _whole(rows: Sequence[ReadRow], unread: tuple[str, ...], sort: Sort) -> Paste:
    """Return the block; a time that stands twice is wrong the second time."""
    seen: dict[dt.date, int] = {}
    told: list[ReadRow] = []
    for row in rows:
        when = None if row.settled is None else row.settled.when
        if when is not None and when in seen:
            same = _("Hver tid én gang; den står også i række %(row)d.") % {"row": seen[when]}
            told.append(replace(row, settled=None, complaints=(same,)))
            continue
        if when is not None:
            seen[when] = row.number
        told.append(row)
    return Paste(tuple(told), unread=unread, doubt=_doubt(told, sort))


def _doubt(rows: Sequence[ReadRow], sort: Sort) -> str:
    """Ask where all shares lie between 0 and 1: a spreadsheet keeps 12,5 % as 0,125."""
    values = [row.settled.value for row in rows if row.settled and row.settled.numerator is None]
    if sort.shape != "share" or not values or max(values) > 1 or all(v % 1 == 0 for v in values):
        return ""
    return _("Alle tal ligger fra 0 til 1. Er det procent? 12,5 % skrives 12,5 og ikke 0,125.")


def _is_headed(cells: Sequence[str]) -> bool:
    """Whether a row names columns: no time in it, and no number."""
    if any(_plain(cell) in _COLUMN for cell in cells):
        return True
    return not periods.is_one(cells[0]) and not any(_is_number(cell) for cell in cells if cell)


def _plain(cell: str) -> str:
    return cell.split("(", maxsplit=1)[0].strip(" .:*").casefold()


def _columns(cells: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return what each column holds ("" for one that is not read), or what is wrong with them."""
    columns = [_COLUMN.get(_plain(cell), "") for cell in cells]
    if len(columns) == 2:
        # Two columns are a time and a number, whatever they are called.
        columns = [WHEN, VALUE]
    if {NUMERATOR, DENOMINATOR} <= set(columns):
        columns = ["" if column == VALUE else column for column in columns]
    complaints = []
    if WHEN not in columns:
        complaints.append(_("Overskrifterne mangler en kolonne med tiden: kald den »dato«."))
    if VALUE not in columns and not {NUMERATOR, DENOMINATOR} <= set(columns):
        complaints.append(
            _("Overskrifterne mangler en kolonne med tallet: kald den »værdi«, eller brug »tæller« "
              "og »nævner«.")
        )  # fmt: skip
    twice = [column for column in dict.fromkeys(columns) if column and columns.count(column) > 1]
    if twice:
        names = [cell for cell, column in zip(cells, columns, strict=True) if column in twice]
        complaints.append(
            _("To overskrifter betyder det samme: %(names)s. Behold den ene.")
            % {"names": ", ".join(names)}
        )
    return columns, tuple(complaints)


def _cells(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}


def _unheaded(cells: Sequence[str]) -> tuple[dict[str, str], str]:
    """Return the cells of a row without headings: a time, one number or two, perhaps a note."""
    rest = list(cells[1:])
    while rest and not rest[-1]:
        rest.pop()
    named = {WHEN: cells[0]}
    counts = len(rest) > 1 and _is_number(rest[0]) and _is_number(rest[1])
    if counts:
        named |= {NUMERATOR: rest[0], DENOMINATOR: rest[1]}
    elif rest:
        named[VALUE] = rest[0]
    notes = rest[2 if counts else 1 :]
    if any(_is_number(cell) for cell in notes):
        return named, _("Der er flere tal, end vi kan læse. Sæt overskrifter over kolonnerne.")
    named[NOTE] = " ".join(note for note in notes if note)
    return named, ""


def _row(number: int, cells: dict[str, str], wrong: str, sort: Sort, today: dt.date) -> ReadRow:
    """Return what a row means."""
    time = cells.get(WHEN, "")
    given = [cells.get(column, "") for column in (VALUE, NUMERATOR, DENOMINATOR)]
    found = " / ".join(cell for cell in given if cell)
    complaints = [wrong] if wrong else []
    when = _time(time, sort, complaints)
    value, top, bottom = (_number(cell, complaints) for cell in given)
    note = cells.get(NOTE, "")
    if find_cpr(note):
        note = ""
        complaints.append(words("cpr"))
    row = ReadRow(number, time, found, note[:LONGEST_NOTE])
    if complaints or when is None:
        return replace(row, complaints=tuple(complaints))
    if not any(given):
        return replace(row, is_gap=True)
    settled = settle(Stated(when, value, top, bottom, row.note), sort, today)
    if isinstance(settled, Problem):
        return replace(row, complaints=(words(settled.code),))
    return replace(row, settled=settled)


def _time(text: str, sort: Sort, complaints: list[str]) -> dt.date | None:
    try:
        return periods.read(text, sort.frequency)
    except periods.NoPeriodError:
        said = {"given": text[:60], "right": periods.examples(sort.frequency)}
        missing, wrong = _("Tiden mangler. Skriv den som %(right)s."), _(
            "»%(given)s« kan ikke læses som en tid. Skriv den som %(right)s."
        )  # fmt: skip
        complaints.append((wrong if text else missing) % said)
        return None


def _number(text: str, complaints: list[str]) -> Decimal | None:
    if not text:
        return None
    if state_of(text):
        complaints.append(f"»{text[:60]}«: {words('few_words')}")
        return None
    number = written.number(text)
    if number is None:
        complaints.append(
            _(
                "»%(given)s« er ikke et tal. Skriv fx 1.234,5 eller 12,5 %%, eller lad feltet "
                "stå tomt."
            )
            % {"given": text[:60]}
        )
        return None
    return Decimal(repr(number))


def _is_number(text: str) -> bool:
    return bool(text) and written.number(text) is not None


def _stated(settled: Settled) -> Stated:
    """Return a row as a service takes it: counts where they were given, else the value."""
    value = settled.value if settled.denominator is None else None
    return Stated(settled.when, value, settled.numerator, settled.denominator, settled.note)


def shown(value: Decimal) -> str:
    """Return a number as the page shows what was read."""
    places = max(-int(value.normalize().as_tuple().exponent), 0)
    return numbers.number(value, min(places, 6))
