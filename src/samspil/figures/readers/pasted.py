"""A block pasted from a spreadsheet: tabs or semicolons, with headings or in the usual order.

Pure: text in, lines with named cells or complaints out. What the cells mean is not asked here.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, written

INDICATOR, PERIOD, PART, INSTITUTION = "indicator", "period", "breakdown", "institution"
VALUE, NUMERATOR, DENOMINATOR = "value", "numerator", "denominator"
STATE, SOURCE, NOTE, NOTHING = "state", "source", "note", ""
USUAL_ORDER = (INDICATOR, PERIOD, PART, VALUE, SOURCE, NOTE)
MOST_LINES, MOST_LETTERS = 500, 100_000

HEADINGS: Mapping[str, frozenset[str]] = {
    INDICATOR: frozenset({"indikator", "indicator", "nøgletal", "hvad", "id"}),
    PERIOD: frozenset(
        {"periode", "period", "år", "year", "skoleår", "school year", "måned", "month"}
    ),
    PART: frozenset({"del", "part", "opdeling", "breakdown", "trin", "klassetrin"}),
    INSTITUTION: frozenset({"skole", "school", "institution", "institutionsnummer"}),
    VALUE: frozenset({"værdi", "value", "procent", "pct", "%", "andel", "beløb", "kr"}),
    NUMERATOR: frozenset({"tæller", "numerator", "antal", "count"}),
    DENOMINATOR: frozenset({"nævner", "denominator", "af", "ud af", "of", "i alt", "total"}),
    STATE: frozenset({"tilstand", "state"}),
    SOURCE: frozenset({"kilde", "source"}),
    NOTE: frozenset({"note", "bemærkning", "bemærkninger", "kommentar", "remark", "comment"}),
    # Columns of our own files that say nothing new.
    NOTHING: frozenset({"", "navn", "name", "enhed", "unit", "kvalitet", "quality", "skrevet",
                        "entered"}),
}  # fmt: skip
_NAMES = {name: column for column, names in HEADINGS.items() for name in names}
_FEW = frozenset({"<5", "< 5", "få", "few", "få børn", "færre end 5", "fewer than 5", "under 5"})
_NONE_HERE = frozenset(
    {"findes ikke", "findes ikke her", "ikke relevant", "not applicable", "n/a", "ingen tilbud"}
)


@dataclass(frozen=True)
class PastedLine:
    """One line: its number as a person counts, and its cells by column.

    ``has_surplus`` is whether something stands beyond the last heading.
    """

    number: int
    cells: Mapping[str, str]
    has_surplus: bool = False

    def text(self, column: str) -> str:
        """Return what stands in a column, empty where there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Pasted:
    """A block as it was understood. ``columns`` in order; ``has_headings`` says who named them."""

    columns: tuple[str, ...] = ()
    has_headings: bool = False
    lines: tuple[PastedLine, ...] = ()
    complaints: tuple[Complaint, ...] = ()


def read(text: str) -> Pasted:
    """Read a block. Complaints are about the block as a whole: its headings, size or shape."""
    if len(text) > MOST_LETTERS:
        return Pasted(complaints=(Complaint(1, "", "", _("højst 100.000 tegn ad gangen")),))
    found = split(text)
    if len(found) > MOST_LINES + 1:
        expected = _("højst %(most)d rækker ad gangen") % {"most": MOST_LINES}
        return Pasted(complaints=(Complaint(found[MOST_LINES][0], "", "", expected),))
    if not found:
        return Pasted(complaints=(Complaint(1, "", "", _("mindst én række")),))
    if headed(found[0][1]):
        return _with_headings(found)
    lines = tuple(_unheaded(number, cells) for number, cells in found)
    return Pasted(USUAL_ORDER, False, lines)


def split(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines that are not empty, numbered from 1, as cells without outer blanks.

    Quotation marks hold cells with tabs or line breaks, as spreadsheets copy them; where they do
    not match, they are letters like others.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = "\t" if "\t" in text else ";"
    try:
        found = list(_cells(text, delimiter))
    except csv.Error:
        lines = enumerate(text.split("\n"), 1)
        found = [(number, line.split(delimiter)) for number, line in lines]
    trimmed = ((number, [" ".join(cell.split()) for cell in cells]) for number, cells in found)
    return [(number, cells) for number, cells in trimmed if any(cells)]


def _cells(text: str, delimiter: str) -> Iterable[tuple[int, list[str]]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    for cells in lines:
        yield start, cells
        start = lines.line_num + 1


def headed(cells: Sequence[str]) -> bool:
    """Whether a line names columns: that of indicators, and one more."""
    known = [column for cell in cells if (column := _NAMES.get(_plain(cell)))]
    return INDICATOR in known and len(set(known)) > 1


def _plain(cell: str) -> str:
    return re.sub(r"\s*\(.*\)$", "", cell).strip(" .:*").casefold()


def _with_headings(found: Sequence[tuple[int, list[str]]]) -> Pasted:
    number, cells = found[0]
    complaints = [
        Complaint(number, cell, cell, _("en overskrift, Samspil kender, eller ingen"))
        for cell in cells
        if _plain(cell) not in _NAMES
    ]
    columns = tuple(_NAMES.get(_plain(cell), NOTHING) for cell in cells)
    named = [column for column in columns if column]
    complaints += [
        Complaint(number, column, "", _("hver overskrift én gang"))
        for column in dict.fromkeys(named)
        if named.count(column) > 1
    ]
    if PERIOD not in named:
        complaints.append(Complaint(number, PERIOD, "", _("en kolonne med perioden")))
    if VALUE not in named and not {NUMERATOR, DENOMINATOR} <= set(named):
        expected = _("en kolonne med værdien, eller to med tæller og nævner")
        complaints.append(Complaint(number, VALUE, "", expected))
    return Pasted(columns, True, tuple(_lines(found[1:], columns)), tuple(complaints))


def _unheaded(number: int, cells: Sequence[str]) -> PastedLine:
    columns = usual(cells)
    named = {column: cell for column, cell in zip(columns, cells, strict=False) if cell}
    return PastedLine(number, named, has_surplus=any(cells[len(columns) :]))


def usual(cells: Sequence[str]) -> tuple[str, ...]:
    """Name the cells of a line without headings; each line is named by what stands in it.

    Indicator and period come first, then perhaps the part, then one number (the value) or two
    (numerator and denominator), then the source and perhaps a note.
    """
    columns, rest = [INDICATOR, PERIOD], list(cells[2:])
    if len(rest) > 1 and not _is_number(rest[0]) and (not rest[0] or _is_number(rest[1])):
        columns.append(PART)
        rest = rest[1:]
    two = len(rest) > 1 and _is_number(rest[0]) and _is_number(rest[1])
    return (*columns, *([NUMERATOR, DENOMINATOR] if two else [VALUE]), SOURCE, NOTE)


def _is_number(cell: str) -> bool:
    return written.number(cell) is not None or bool(state_of(cell))


def state_of(cell: str) -> str:
    """Return ``suppressed`` or ``not_applicable`` for words that stand instead of a number."""
    words = " ".join(cell.split()).casefold()
    if words in _FEW or words == "suppressed":
        return "suppressed"
    return "not_applicable" if words in _NONE_HERE or words == "not_applicable" else ""


def _lines(found: Iterable[tuple[int, list[str]]], columns: Sequence[str]) -> Iterable[PastedLine]:
    for number, cells in found:
        named = {
            column: cell for column, cell in zip(columns, cells, strict=False) if column and cell
        }
        yield PastedLine(number, named, has_surplus=any(cells[len(columns) :]))
