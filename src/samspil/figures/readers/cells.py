"""The cells of a table, put under the place, period and part they are about."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.figures.indicators import PeriodType
from samspil.figures.queries import Member
from samspil.figures.readers import Complaint, RawTable, Record, Remark, numbers, periods
from samspil.figures.readers.asking import Ask, measure_of, own_name
from samspil.figures.readers.numbers import Style
from samspil.methods.states import Figure, NotApplicable, NotAvailable, Value
from samspil.places.names import Kind, Names

Key = tuple[str, ...]
"""Municipality code ("" is the country), school number, period, breakdown."""


@dataclass(frozen=True)
class Term:
    """One cell: where it stands and what it says."""

    line: int
    figure: Figure


@dataclass(frozen=True)
class Cells:
    """The cells to be added up for each key, by member; what was wrong, and what was left out."""

    terms: Mapping[Key, Mapping[str, Term]]
    complaints: tuple[Complaint, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class _Left:
    """A line left out, and the rule it was left out by."""

    found: str
    reason: str


@dataclass(frozen=True)
class _Wrong:
    """A field no rule knows."""

    column: str
    found: str
    expected: str


class _Sieve:
    """Answers what each member of a variable means, once for each spelling."""

    def __init__(
        self, ask: Ask, raw: RawTable, kind: PeriodType, names: Names, schools: Set[str]
    ) -> None:
        self.ask, self.raw, self.kind, self.names, self.schools = ask, raw, kind, names, schools
        self._places: dict[str, str | _Left | _Wrong] = {}
        self._periods: dict[str, str | _Left | _Wrong] = {}
        self._place = own_name(ask.school or ask.area, raw)
        self._time = own_name(ask.time, raw) if ask.time else ""
        self._fixed = [
            (own_name(name, raw), _by_spelling(members)) for name, members in ask.fixed.items()
        ]
        self._parts = own_name(ask.parts.variable, raw) if ask.parts else ""
        self._breakdowns = _by_spelling(ask.parts.members) if ask.parts else {}
        self._of_code = (
            {part.code: part.breakdown for part in ask.parts.members} if ask.parts else {}
        )

    def key(self, record: Record) -> tuple[Key, str] | _Left | _Wrong:
        """Return the key and the member to add up under, or why there is none."""
        member = self._member(record)
        if isinstance(member, _Left):
            return member
        period = self._period(record)
        if not isinstance(period, str):
            return period
        place = self._placed(record)
        if not isinstance(place, str):
            return place
        breakdown = self.ask.breakdown
        if self._parts:
            part = self._breakdowns.get(record.members[self._parts].casefold())
            if part is None:
                return _Left(self._parts, _("andre medlemmer end dem, definitionen bruger"))
            breakdown = self._of_code[part]
        if self.ask.school:
            return ("", place, period, breakdown), member
        return (place, "", period, breakdown), member

    def _member(self, record: Record) -> str | _Left:
        found = []
        for name, members in self._fixed:
            code = members.get(record.members[name].casefold())
            if code is None:
                return _Left(name, _("andre medlemmer end dem, definitionen bruger"))
            found.append(code)
        return "\x1f".join(found)

    def _period(self, record: Record) -> str | _Left | _Wrong:
        text = record.members[self._time] if self._time else self.ask.period
        if text not in self._periods:
            self._periods[text] = self._read_period(text)
        return self._periods[text]

    def _read_period(self, text: str) -> str | _Left | _Wrong:
        if self.ask.quarter and periods.is_other_quarter(text, self.ask.quarter):
            return _Left(self._time, _("andre kvartaler end det, definitionen bruger"))
        found = periods.period_of(text, self.kind, quarter=self.ask.quarter)
        if found:
            return found
        if text.casefold() in ("<uoplyst>", "<fejl>"):
            return _Left(text, _("perioden er ikke oplyst"))
        expected = _("en periode som %(example)s") % {"example": periods.EXAMPLES[self.kind]}
        return _Wrong(self._time, text, expected)

    def _placed(self, record: Record) -> str | _Left | _Wrong:
        text = record.members[self._place]
        if text not in self._places:
            find = self._school if self.ask.school else self._municipality
            self._places[text] = find(text)
        return self._places[text]

    def _school(self, text: str) -> str | _Left:
        number = text.split(" ", 1)[0]
        if number in self.schools:
            return number
        return _Left(self._place, _("skoler og institutioner, Samspil ikke har i sit register"))

    def _municipality(self, text: str) -> str | _Left | _Wrong:
        found = self.names.find(text)
        if found is None:
            nearest = self.names.nearest(text)
            expected = _("en kommune eller hele landet")
            if nearest:
                expected = _("en kommune; mente I %(name)s?") % {"name": nearest}
            return _Wrong(self._place, text, expected)
        reason = _reason(found.kind)
        return _Left(text, reason) if reason else found.code


def _reason(kind: Kind) -> str:
    """Return why a place is left out; an empty text for municipalities and the country."""
    return {
        Kind.REGION: _("regioner er ikke kommuner"),
        Kind.PROVINCE: _("landsdele er ikke kommuner"),
        Kind.GROUP: _("kommunegrupper er ikke kommuner"),
        Kind.CHRISTIANSO: _("Christiansø er ikke en kommune"),
        Kind.UNKNOWN_PLACE: _("kommunen er ikke oplyst"),
        Kind.ERROR: _("udgiveren har mærket rækken som en fejl"),
    }.get(kind, "")


def _by_spelling(members: tuple[Member, ...]) -> dict[str, str]:
    """Return a member's code for each way of writing it, in small letters."""
    found: dict[str, str] = {}
    for member in members:
        for written in (member.code, member.label, f"{member.code} {member.label}"):
            if written:
                found.setdefault(written.casefold(), member.code)
    return found


def cells_of(
    ask: Ask, raw: RawTable, kind: PeriodType, names: Names, schools: Set[str] = frozenset()
) -> Cells:
    """Return the table's cells by key. A member that is not there is not available, never nought.

    ``kind`` says how the indicator counts time. The table must hold what is asked for.
    """
    measure = measure_of(ask, raw)
    if measure is None:
        raise ValueError("the table has no such measure")
    sieve = _Sieve(ask, raw, kind, names, schools)
    terms: dict[Key, dict[str, Term]] = defaultdict(dict)
    left: Counter[_Left] = Counter()
    first: dict[_Left | _Wrong, int] = {}
    complaints: list[Complaint] = []
    for record in raw.records:
        if measure not in record.values:
            continue
        found = sieve.key(record)
        if isinstance(found, _Left):
            left[found] += 1
            first.setdefault(found, record.line)
        elif isinstance(found, _Wrong):
            if first.setdefault(found, record.line) == record.line:
                complaints.append(Complaint(record.line, found.column, found.found, found.expected))
        else:
            complaint = _put(terms, found, record, measure, ask=ask, style=raw.style)
            complaints += [complaint] if complaint else []
    remarks = tuple(Remark(first[one], one.found, count, one.reason) for one, count in left.items())
    return Cells(_completed(terms, ask), tuple(complaints), remarks)


def _put(
    terms: dict[Key, dict[str, Term]],
    place: tuple[Key, str],
    record: Record,
    measure: str,
    *,
    ask: Ask,
    style: Style,
) -> Complaint | None:
    key, member = place
    text = record.values[measure]
    figure = numbers.figure(text, style)
    if figure is None:
        doubtful = numbers.is_doubtful(text, style)
        expected = _("et tal uden tvivl: 1234 eller 1,234") if doubtful else _("et tal")
        return Complaint(record.line, measure, text, expected)
    if ask.zero == "not_applicable" and figure == Value(0.0):
        figure = NotApplicable()
    if member in terms[key]:
        expected = _("én linje for hvert tal; det samme står i linje %(line)d")
        return Complaint(record.line, "", "", expected % {"line": terms[key][member].line})
    terms[key][member] = Term(record.line, figure)
    return None


def _completed(
    terms: Mapping[Key, Mapping[str, Term]], ask: Ask
) -> Mapping[Key, Mapping[str, Term]]:
    """Return the terms with those that are not there, so that a sum without them is none."""
    wanted = [""]
    for members in ask.fixed.values():
        wanted = [f"{start}\x1f{member.code}" for start in wanted for member in members]
    absent: Figure = Value(0.0) if ask.omitted == "zero" else NotAvailable()
    return {
        key: dict(found)
        | {
            member: Term(next(iter(found.values())).line, absent)
            for member in (one.removeprefix("\x1f") for one in wanted)
            if member not in found
        }
        for key, found in terms.items()
        if found
    }
