"""Questions to Statistics Denmark: checked against what a table says of itself, split where large.

Pure: definitions and answers in, questions out.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from samspil.figures.fetching.errors import BrokenAnswerError, MisfitError
from samspil.figures.queries import Member, StatbankTable

LIMIT = 1_000_000
"""Cells a question may ask for: rows times columns, where the value is a column too."""


@dataclass(frozen=True)
class Variable:
    """A variable of a table. ``values`` is code to label; ``may_be_left_out`` sums it away."""

    id: str
    may_be_left_out: bool
    is_time: bool
    values: Mapping[str, str]


@dataclass(frozen=True)
class TableInfo:
    """What a table says of itself. ``updated`` is the edition the answers belong to."""

    id: str
    title: str
    updated: str
    variables: Mapping[str, Variable]


@dataclass(frozen=True)
class Question:
    """Members chosen of each variable of a table, in the table's order."""

    table: str
    choices: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def cells(self) -> int:
        """How many cells the publisher counts: a row's columns are its variables and the value."""
        rows = math.prod(len(members) for _variable, members in self.choices)
        return rows * (len(self.choices) + 1)

    def body(self) -> dict[str, Any]:
        """Return what is sent. Codes come back rather than labels, which may change."""
        return {
            "table": self.table,
            "format": "CSV",
            "lang": "da",
            "valuePresentation": "Code",
            "variables": [
                {"code": variable, "values": list(members)} for variable, members in self.choices
            ],
        }

    def halves(self) -> tuple["Question", "Question"] | None:
        """Return two questions that together ask the same; None for a single row."""
        longest = max(range(len(self.choices)), key=lambda place: len(self.choices[place][1]))
        variable, members = self.choices[longest]
        if len(members) < 2:
            return None
        middle = len(members) // 2
        return (
            self._with(longest, (variable, members[:middle])),
            self._with(longest, (variable, members[middle:])),
        )

    def _with(self, place: int, choice: tuple[str, tuple[str, ...]]) -> "Question":
        return replace(self, choices=(*self.choices[:place], choice, *self.choices[place + 1 :]))


def split(question: Question, limit: int = LIMIT) -> list[Question]:
    """Return questions under the limit that together ask the same, in order."""
    if question.cells <= limit:
        return [question]
    halves = question.halves()
    if halves is None:
        return [question]
    return [small for half in halves for small in split(half, limit)]


def table_info(content: bytes) -> TableInfo:
    """Read an answer of ``tableinfo``; raises BrokenAnswerError."""
    try:
        said = json.loads(content)
        variables = {
            str(one["id"]): Variable(
                id=str(one["id"]),
                may_be_left_out=bool(one["elimination"]),
                is_time=bool(one["time"]),
                values={str(v["id"]): str(v["text"]) for v in one["values"]},
            )
            for one in said["variables"]
        }
        return TableInfo(
            id=str(said["id"]).upper(),
            title=str(said.get("text", "")),
            updated=str(said.get("updated", "")),
            variables=variables,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenAnswerError(_("et svar, der ikke beskriver en tabel")) from error


def is_data(content: bytes) -> None:
    """Raise BrokenAnswerError for an answer that was cut, or is no table of codes and values."""
    head = content[:2000].decode("utf-8-sig", errors="replace").splitlines()[:1]
    if not head or ";" not in head[0] or "INDHOLD" not in head[0].upper():
        raise BrokenAnswerError(_("et svar, der ikke er en tabel"))
    if not content.endswith(b"\n"):
        raise BrokenAnswerError(_("et svar, der er klippet over"))


def question_for(table: StatbankTable, info: TableInfo, codes: Set[str]) -> Question:
    """Return the one question that gets a table's figures of the municipalities ``codes``.

    Raises MisfitError naming what the table lacks, so that a code that was wrongly believed in
    gives a message and not a wrong figure.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    area = _variable(table.area, table, info)
    wanted[area.id] = tuple(code for code in area.values if code in codes)
    if not wanted[area.id]:
        raise _misfit(table, _("%(variable)s har ingen kommuner"), variable=area.id)
    time = _variable(table.time, table, info)
    wanted[time.id] = _periods(table, time)
    for name, members in _choices(table).items():
        variable = _variable(name, table, info)
        wanted[variable.id] = _codes(table, variable, members)
    for variable in info.variables.values():
        if variable.id not in wanted and not variable.may_be_left_out:
            raise _misfit(
                table, _("der skal vælges en værdi af %(variable)s"), variable=variable.id
            )
    ordered = tuple((name, wanted[name]) for name in info.variables if name in wanted)
    return Question(table.table, ordered)


def _choices(table: StatbankTable) -> dict[str, Sequence[Member]]:
    found: dict[str, Sequence[Member]] = dict(table.fixed)
    if table.parts is not None:
        found[table.parts.variable] = table.parts.members
    return found


def _variable(name: str, table: StatbankTable, info: TableInfo) -> Variable:
    for variable in info.variables.values():
        if variable.id.casefold() == name.casefold():
            return variable
    known = ", ".join(info.variables)
    raise _misfit(
        table, _("der er ingen variabel %(name)s; tabellen har %(known)s"), name=name, known=known
    )


def _codes(table: StatbankTable, variable: Variable, members: Iterable[Member]) -> tuple[str, ...]:
    found = []
    for member in members:
        label = variable.values.get(member.code)
        if label is None:
            raise _misfit(
                table,
                _("%(variable)s har ingen kode %(code)s"),
                variable=variable.id,
                code=member.code,
            )
        if member.label is not None and not member.is_written(_tidy(label)):
            raise _misfit(
                table,
                _("%(variable)s %(code)s hedder “%(label)s” hos udgiveren, ikke “%(expected)s”"),
                variable=variable.id,
                code=member.code,
                label=label,
                expected=member.label,
            )
        found.append(member.code)
    return tuple(dict.fromkeys(found))


def _periods(table: StatbankTable, time: Variable) -> tuple[str, ...]:
    found = tuple(
        code for code in time.values if table.quarter is None or code.endswith(table.quarter)
    )
    if not found:
        raise _misfit(table, _("der er ingen perioder i %(variable)s"), variable=time.id)
    return found


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _misfit(table: StatbankTable, what: str, **words: str) -> MisfitError:
    words = {"table": table.table, "reason": what % words}
    return MisfitError(_("Tabellen %(table)s: %(reason)s.") % words)
