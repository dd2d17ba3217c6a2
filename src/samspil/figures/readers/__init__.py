"""One module per file format. Pure: bytes in, typed rows or a list of complaints out."""

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
