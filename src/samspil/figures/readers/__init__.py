"""One module per file format. Pure: bytes in, typed rows or a list of complaints out.

A tidy file names indicators itself and gives rows at once. Every other format gives a ``RawTable``
in the publisher's own words; ``meaning`` turns that into rows by an indicator's query, or by a
mapping a person has made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from samspil.figures.readers.numbers import Style


@dataclass(frozen=True)
class Row:
    """One figure as a file has it. An empty ``municipality`` means the whole country.

    A figure without a number says in ``state`` why: ``suppressed`` or ``not_applicable``. Where
    ``institution`` is given, the figure is about that school and ``municipality`` is empty. Where
    nobody says in which ``role`` the municipality is counted, it is the indicator's own.
    """

    line: int
    indicator: str
    municipality: str
    period: str
    breakdown: str
    value: float | None
    unit: str
    source: str
    role: str = ""
    state: str = "value"
    institution: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, str, str]:
        """What makes it one figure and not another."""
        return (
            self.indicator, self.municipality, self.institution, self.period, self.breakdown,
            self.role,
        )  # fmt: skip


@dataclass(frozen=True)
class Complaint:
    """What is wrong in a file, where, and what would be right: the file is refused."""

    line: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True)
class Remark:
    """Lines left out by a written rule: how many, the first of them, what they say and why."""

    line: int
    found: str
    count: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a reader got out of a file."""

    rows: tuple[Row, ...] = ()
    complaints: tuple[Complaint, ...] = field(default=())
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Record:
    """One line of a publisher's table, in its own words.

    ``members`` says for each variable which of its members the line is about, ``values`` what
    stands for each measure, as it is written. ``line`` counts as a person would in the file.
    """

    line: int
    members: Mapping[str, str]
    values: Mapping[str, str]


@dataclass(frozen=True)
class RawTable:
    """A publisher's table as a file has it, before anybody has said what it means here.

    ``form`` is the format's name, ``style`` how all its numbers are written.
    """

    form: str
    title: str
    variables: tuple[str, ...]
    measures: tuple[str, ...]
    records: tuple[Record, ...]
    style: Style = Style.DANISH


class Unreadable(Exception):  # noqa: N818 - what the bytes are, not what we did
    """Bytes that are not whole, or not what their beginning promises."""

    def __init__(self, complaint: Complaint) -> None:
        self.complaint = complaint
        super().__init__(complaint.expected)
