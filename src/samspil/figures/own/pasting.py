"""What the lines of a pasted block mean: each becomes an entry, or says what is wrong with it."""

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.own import entries as own_entries
from samspil.figures.own.entries import Entry, Flaw, Key, Problem
from samspil.figures.readers import Complaint, pasted, written
from samspil.figures.readers.pasted import PastedLine
from samspil.figures.sentences import own as own_sentences

_WHOLE = frozenset({"", "alle", "all", "hele", "whole", "i alt", "total"})


@dataclass(frozen=True)
class ReadLine:
    """A pasted line with its entry, or with what is wrong."""

    number: int
    cells: Mapping[str, str]
    entry: Entry | None
    complaints: tuple[Complaint, ...]


def read_lines(
    lines: Sequence[PastedLine], *, source: str, schools: Mapping[str, str]
) -> list[ReadLine]:
    """Return each line as it was understood; ``source`` stands where a line names none.

    ``schools`` are the municipality's, number to name. A line about the same figure as an earlier
    one that is right is wrong.
    """
    found: list[ReadLine] = []
    seen: dict[Key, int] = {}
    for line in lines:
        one = _read_line(line, source, schools)
        if one.entry is not None and one.entry.key in seen:
            words = _("Hvert tal én gang; det samme står i række %(line)d.") % {
                "line": seen[one.entry.key]
            }
            wrong = Complaint(line.number, pasted.INDICATOR, line.text(pasted.INDICATOR), words)
            one = ReadLine(line.number, line.cells, None, (wrong,))
        elif one.entry is not None:
            seen[one.entry.key] = line.number
        found.append(one)
    return found


def _read_line(line: PastedLine, source: str, schools: Mapping[str, str]) -> ReadLine:
    reader = _Line(line)
    if line.has_surplus:
        reader.complain("", _("Lige så mange felter som overskrifter."))
    name = reader.indicator()
    if name is None:
        return ReadLine(line.number, line.cells, None, tuple(reader.complaints))
    content = load_indicators()[name].content
    key = Key(
        indicator=name,
        period=reader.period(content),
        breakdown=reader.part(content),
        institution=reader.institution(schools),
    )
    entry = Entry(
        key=key,
        state=reader.state(),
        value=reader.number(pasted.VALUE),
        numerator=reader.number(pasted.NUMERATOR),
        denominator=reader.number(pasted.DENOMINATOR),
        source=line.text(pasted.SOURCE) or source,
        note=line.text(pasted.NOTE),
    )
    if own_entries.says_twice(entry):
        # As our own files have it: the share beside what it was computed from.
        entry = replace(entry, value=None)
    # A cell that could not be read has its complaint already.
    told = {complaint.column for complaint in reader.complaints}
    for problem in own_entries.flaws(entry, institutions=set(schools), vouched=True):
        if problem.field not in told and not (told & _NUMBERS and problem.field in _NUMBERS):
            reader.complain(problem.field, own_sentences.flaw(problem, content))
    complaints = tuple(reader.complaints)
    return ReadLine(line.number, line.cells, None if complaints else entry, complaints)


_NUMBERS = {pasted.VALUE, pasted.NUMERATOR, pasted.DENOMINATOR}


class _Line:
    """Reads the cells of one line and keeps what is wrong with them."""

    def __init__(self, line: PastedLine) -> None:
        self.line = line
        self.complaints: list[Complaint] = []

    def complain(self, column: str, words: str) -> None:
        self.complaints.append(Complaint(self.line.number, column, self.line.text(column), words))

    def indicator(self) -> str | None:
        """Return the id; None, with a complaint, for what is unknown or public."""
        words = self.line.text(pasted.INDICATOR)
        found = _named(words)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(found)
            self.complain(pasted.INDICATOR, _("Flere hedder det: skriv %(ids)s.") % {"ids": names})
            return None
        is_public = bool(_named(words, among=load_indicators().keys()))
        flaw = Flaw.PUBLIC_INDICATOR if is_public else Flaw.UNKNOWN_INDICATOR
        text = own_sentences.flaw(Problem(pasted.INDICATOR, flaw))
        near = "" if is_public else _nearest(words)
        hint = _("Mente I »%(name)s«?") % {"name": near} if near else ""
        self.complain(pasted.INDICATOR, f"{text} {hint}".strip())
        return None

    def period(self, content: Indicator) -> str:
        """Return the period in the form of observations; empty, with a complaint, otherwise."""
        found = written.period(self.line.text(pasted.PERIOD), content.period)
        if found is None:
            problem = Problem(pasted.PERIOD, Flaw.PERIOD)
            self.complain(pasted.PERIOD, own_sentences.flaw(problem, content))
        return found or ""

    def part(self, content: Indicator) -> str:
        """Return the code of the part; empty for the whole."""
        words = self.line.text(pasted.PART).casefold()
        if words in _WHOLE:
            return ""
        for one in content.breakdowns:
            labels = {one.code, one.label.da.casefold(), one.label.en.casefold()}
            if words in labels | {label.split(" (")[0] for label in labels}:
                return one.code
        self.complain(pasted.PART, own_sentences.flaw(Problem(pasted.PART, Flaw.PART), content))
        return ""

    def institution(self, schools: Mapping[str, str]) -> str:
        """Return a school's number, by number or name; empty where none is meant."""
        words = self.line.text(pasted.INSTITUTION).casefold()
        if not words:
            return ""
        found = [n for n, name in schools.items() if words in (n.casefold(), name.casefold())]
        if len(found) != 1:
            problem = Problem(pasted.INSTITUTION, Flaw.INSTITUTION)
            self.complain(pasted.INSTITUTION, own_sentences.flaw(problem))
            return ""
        return found[0]

    def state(self) -> own_entries.State:
        """Return the state by its own column, or by words in place of a number."""
        cells = [pasted.STATE, pasted.VALUE, pasted.NUMERATOR, pasted.DENOMINATOR]
        states = {pasted.state_of(self.line.text(column)) for column in cells} - {""}
        if "suppressed" in states:
            return "suppressed"
        return "not_applicable" if states else "value"

    def number(self, column: str) -> float | None:
        """Return a number; None where there is none, with a complaint where it cannot be read."""
        words = self.line.text(column)
        if not words or pasted.state_of(words) or self.state() == "suppressed":
            return None
        found = written.number(words)
        if found is None:
            self.complain(column, _("Skriv et tal, fx 1.234,5 eller 7,3 %."))
        return found


def _named(words: str, among: Collection[str] | None = None) -> list[str]:
    """Return ids of the indicators with this id, name or short name, in either language."""
    wanted = words.casefold()
    indicators = load_indicators()
    ids = own_entries.brought().keys() if among is None else among
    if words in ids:
        return [words]
    return [name for name in ids if wanted in _names(indicators[name].content)]


def _names(content: Indicator) -> set[str]:
    texts = (content.name.da, content.name.en, content.short.da, content.short.en)
    return {text.casefold() for text in texts}


def _nearest(words: str) -> str:
    """Return a name that looks like what was written, or nothing."""
    known = {
        name: found.content.name.da
        for found in own_entries.brought().values()
        for name in _names(found.content)
    }
    near = difflib.get_close_matches(words.casefold()[:100], known, n=1, cutoff=0.75)
    return known[near[0]] if near else ""
