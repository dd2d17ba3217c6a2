"""What a person has said of a table's columns, and the rows that makes of it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from samspil.definitions import Definition, Line, Piece
from samspil.figures.indicators import Indicator
from samspil.figures.queries import Member
from samspil.figures.readers import RawTable, Reading, grid
from samspil.figures.readers.asking import Ask, members_of
from samspil.figures.readers.meaning import Known, Target, merged, read_mapped


class MappedFigure(Piece):
    """A column of numbers, and whose figures they are."""

    measure: Line
    indicator: Line
    breakdown: str = ""


class Columns(Piece):
    """What each column is. ``fixed`` keeps the lines of one member of a variable.

    An empty ``time`` means that the whole file is of ``period``, an empty ``role`` the indicator's.
    """

    area: Line
    time: str = ""
    period: str = ""
    fixed: Mapping[Line, Line] = {}
    figures: Annotated[tuple[MappedFigure, ...], Field(min_length=1)]
    source: Line
    role: Literal["", "location", "owner", "payer", "residence"] = ""


def fingerprint(raw: RawTable) -> str:
    """Return what a format and its columns are known by: 64 hexadecimal digits."""
    said = [raw.form, sorted(raw.variables), sorted(raw.measures)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def tells(columns: Columns, raw: RawTable) -> bool:
    """Whether a table's columns say what it is about, so that the same shape is the same table.

    Place, period and a number without a name could be anything.
    """
    besides = set(raw.variables) - set(raw.measures) - {columns.area, columns.time}
    return bool(besides) or not {name.casefold() for name in raw.measures} <= _NAMELESS


_NAMELESS = {grid.NAMELESS.casefold(), "indhold", "value", "værdi", "tal", "antal", "procent"}


def suits(columns: Columns, raw: RawTable) -> bool:
    """Whether a table has every column and member that was spoken of."""
    variables = {columns.area, *columns.fixed, *([columns.time] if columns.time else [])}
    measures = {figure.measure for figure in columns.figures}
    return (
        variables <= set(raw.variables)
        and measures <= set(raw.measures)
        and all(member in members_of(name, raw) for name, member in columns.fixed.items())
    )


def read(
    columns: Columns,
    raw: RawTable,
    indicators: Mapping[str, Definition[Indicator]],
    known: Known,
) -> Reading:
    """Return the rows of each mapped column; an indicator that is gone raises KeyError."""
    readings = []
    for figure in columns.figures:
        content = indicators[figure.indicator].content
        ask = Ask(
            area=columns.area,
            time=columns.time,
            period=columns.period,
            fixed={name: (Member(code=member),) for name, member in columns.fixed.items()},
            breakdown=figure.breakdown,
            measure=figure.measure,
            role=columns.role,
        )
        target = Target.of(figure.indicator, content, columns.source)
        readings.append(read_mapped(ask, target, raw, known))
    return merged(readings)
