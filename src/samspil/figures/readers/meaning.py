"""From a publisher's table to rows: what an indicator's query says of the table's columns.

Pure, like the readers. Nothing missing becomes nought: a sum over several members needs all of
them, unless the query says that the publisher leaves noughts out (``omitted``); a ratio needs both
its tables. What has no number says why: kept back, or nothing to count.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from samspil.figures.indicators import Indicator, PeriodType
from samspil.figures.queries import Query
from samspil.figures.readers import Complaint, RawTable, Reading, Remark, Row
from samspil.figures.readers.asking import Ask, ask_of
from samspil.figures.readers.cells import Cells, Term, cells_of
from samspil.methods.states import Figure, NotApplicable, NotAvailable, Suppressed, Value
from samspil.places.names import Names


@dataclass(frozen=True)
class Target:
    """Whose figures a table holds: an indicator, how it counts time, and the source to name."""

    indicator: str
    unit: str
    period: PeriodType
    source: str

    @classmethod
    def of(cls, name: str, content: Indicator, source: str = "") -> "Target":
        """Return the target for an indicator's definition."""
        return cls(name, content.unit.value, content.period, source or content.source)


@dataclass(frozen=True)
class Known:
    """What the installation knows: municipalities by name, and the numbers of schools."""

    names: Names
    schools: Set[str] = field(default_factory=frozenset)


def read(
    query: Query, target: Target, value: RawTable, over: RawTable | None, known: Known
) -> Reading:
    """Return the rows that a query makes of its table, or of its two.

    ``over`` is the table to divide by; it may be the same file. Raises ValueError where the query
    divides and no such table is given.
    """
    above = cells_of(ask_of(query.value), value, target.period, known.names, known.schools)
    if query.over is None:
        figures = {key: _total(terms) for key, terms in above.terms.items()}
        if query.complement:
            figures = {key: _complement(figure) for key, figure in figures.items()}
        return _reading(target, query.value.role, above, figures, ())
    if over is None:
        raise ValueError("a ratio needs the table to divide by")
    below = cells_of(ask_of(query.over), over, target.period, known.names, known.schools)
    figures = _ratios(above, below, query.times)
    # A file that serves as both tables says the same twice; it is enough to show it once.
    besides = () if over is value else below.remarks
    told = [one for one in below.complaints if one not in above.complaints]
    reading = _reading(target, query.value.role, above, figures, besides)
    return Reading(reading.rows, (*reading.complaints, *told), reading.remarks)


def read_mapped(ask: Ask, target: Target, raw: RawTable, known: Known) -> Reading:
    """Return the rows that a person's mapping makes of a table."""
    cells = cells_of(ask, raw, target.period, known.names, known.schools)
    figures = {key: _total(terms) for key, terms in cells.terms.items()}
    return _reading(target, ask.role, cells, figures, ())


def _total(terms: Mapping[str, Term]) -> Figure:
    """Return the sum of the members; without all of them there is none."""
    figures = [term.figure for term in terms.values()]
    for state in (NotAvailable, Suppressed):
        for figure in figures:
            if isinstance(figure, state):
                return figure
    numbers = [figure.number for figure in figures if isinstance(figure, Value)]
    if not numbers:
        return NotApplicable()
    return Value(numbers[0] if len(numbers) == 1 else math.fsum(numbers))


def _complement(figure: Figure) -> Figure:
    # Rounded to what a share can hold: 100 - 94.9 is 5.1, not 5.099999999999994.
    return Value(round(100 - figure.number, 9)) if isinstance(figure, Value) else figure


def _ratios(above: Cells, below: Cells, times: float) -> dict[tuple[str, ...], Figure]:
    """Return the ratio for each key; a whole without parts divides every part."""
    found: dict[tuple[str, ...], Figure] = {}
    for key, terms in above.terms.items():
        other = below.terms.get(key) or below.terms.get((*key[:3], ""))
        found[key] = _ratio(_total(terms), _total(other) if other else NotAvailable(), times)
    return found


def _ratio(above: Figure, below: Figure, times: float) -> Figure:
    if isinstance(above, Value) and isinstance(below, Value):
        ratio = times * above.number / below.number if below.number else math.inf
        return Value(ratio) if math.isfinite(ratio) else NotApplicable()
    for state in (NotAvailable, Suppressed):
        for figure in (above, below):
            if isinstance(figure, state):
                return figure
    return NotApplicable()


def _reading(
    target: Target,
    role: str,
    cells: Cells,
    figures: Mapping[tuple[str, ...], Figure],
    besides: tuple[Remark, ...],
) -> Reading:
    rows: list[Row] = []
    without: list[int] = []
    for key, figure in figures.items():
        line = min(term.line for term in cells.terms[key].values())
        if isinstance(figure, NotAvailable):
            without.append(line)
            continue
        rows.append(_row(target, role, key, figure, line))
    remarks = (*cells.remarks, *besides, *_without(without))
    return Reading(tuple(rows), cells.complaints, remarks)


def _row(target: Target, role: str, key: tuple[str, ...], figure: Figure, line: int) -> Row:
    code, school, period, breakdown = key
    return Row(
        line=line,
        indicator=target.indicator,
        municipality=code,
        period=period,
        breakdown=breakdown,
        value=figure.number if isinstance(figure, Value) else None,
        unit=target.unit,
        source=target.source,
        role=role,
        state=_STATES[type(figure)],
        institution=school,
    )


_STATES: Mapping[type[Figure], str] = {
    Value: "value",
    Suppressed: "suppressed",
    NotApplicable: "not_applicable",
}


def _without(lines: list[int]) -> Iterator[Remark]:
    if lines:
        reason = _("tallet mangler hos udgiveren, eller et led i summen eller forholdet gør")
        yield Remark(min(lines), "", len(lines), reason)


def merged(readings: list[Reading]) -> Reading:
    """Return several readings of one file as one, each complaint and remark said once."""
    remarks: dict[tuple[str, str], Remark] = {}
    for remark in (one for reading in readings for one in reading.remarks):
        key = (remark.found, remark.reason)
        if key not in remarks or remark.count > remarks[key].count:
            remarks[key] = remark
    complaints: dict[Complaint, None] = defaultdict()
    for reading in readings:
        complaints.update(dict.fromkeys(reading.complaints))
    rows = tuple(row for reading in readings for row in reading.rows)
    return Reading(rows, tuple(complaints), tuple(remarks.values()))
