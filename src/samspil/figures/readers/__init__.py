"""One module per file format. Pure: bytes in, typed rows or a list of complaints out."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One figure as a file has it. An empty ``municipality`` means the whole country."""

    line: int
    indicator: str
    municipality: str
    period: str
    breakdown: str
    value: float
    unit: str
    source: str


@dataclass(frozen=True)
class Complaint:
    """What is wrong in a file, where, and what would be right."""

    line: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True)
class Reading:
    """What a reader got out of a file."""

    rows: tuple[Row, ...] = ()
    complaints: tuple[Complaint, ...] = field(default=())


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
    """A publisher's table as a file has it, before anybody has said what it means here."""

    form: str
    title: str
    variables: tuple[str, ...]
    measures: tuple[str, ...]
    records: tuple[Record, ...]
