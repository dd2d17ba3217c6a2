"""JSON-stat 1.x as Statistics Denmark answers it, and 2.0.

In 1.x the table lies in ``dataset`` and ``id``, ``size`` and ``role`` in its ``dimension``; in 2.0
all of them lie at the top. Values stand in one list, the last dimension turning fastest.
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, RawTable, Record, Unreadable, jsonfile
from samspil.figures.readers.numbers import Style

FORM = "statbank-jsonstat"
_MOST_CELLS = 5_000_000
Members = list[tuple[str, str]]


def recognises(content: bytes) -> bool:
    """Whether the bytes begin as a JSON object that speaks of dimensions."""
    head = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and b'"dimension"' in content[:200_000]


def read(content: bytes) -> RawTable:
    """Read the table; raises Unreadable where its parts do not fit together.

    A member is written as code and label together ("101 København"). Lines count values.
    """
    table = _table(jsonfile.parsed(content))
    dimensions = table["dimension"]
    ids = _listed(table, dimensions, "id")
    sizes = _listed(table, dimensions, "size")
    members = [_members(dimensions.get(name)) for name in ids]
    if [len(found) for found in members] != sizes or math.prod(sizes) > _MOST_CELLS:
        raise _broken("size", str(sizes), _("lige så mange medlemmer som i hver dimension"))
    roles = table.get("role") or dimensions.get("role") or {}
    metric = set(roles.get("metric") or ()) if isinstance(roles, Mapping) else set()
    values = _values(table, math.prod(sizes))
    return RawTable(
        form=FORM,
        title=str(table.get("label") or ""),
        variables=tuple(name for name in ids if name not in metric),
        measures=_measures(ids, members, metric),
        records=tuple(_records(ids, members, metric, values)),
        style=Style.PLAIN,
    )


def _table(parsed: object) -> Mapping[str, Any]:
    """Return the data set itself, out of its wrapper."""
    table: object = parsed.get("dataset", parsed) if isinstance(parsed, Mapping) else None
    if not isinstance(table, Mapping) or not isinstance(table.get("dimension"), Mapping):
        raise _broken("dataset", "", _("et datasæt med dimensioner"))
    return table


def _listed(table: Mapping[str, Any], dimensions: Mapping[str, Any], name: str) -> list[Any]:
    found = dimensions.get(name) or table.get(name)
    wanted = str if name == "id" else int
    if not isinstance(found, list) or not all(isinstance(one, wanted) for one in found):
        raise _broken(name, "", _("en liste med ét for hver dimension"))
    return found


def _members(dimension: object) -> Members:
    """Return a dimension's members in order, as code and the words it is written with."""
    category = dimension.get("category") if isinstance(dimension, Mapping) else None
    if not isinstance(category, Mapping):
        raise _broken("category", "", _("en liste over dimensionens medlemmer"))
    labels = category.get("label") or {}
    index = category.get("index")
    if index is None and isinstance(labels, Mapping):
        index = list(labels)
    if isinstance(index, Mapping) and all(isinstance(place, int) for place in index.values()):
        index = [code for code, _place in sorted(index.items(), key=lambda item: item[1])]
    if not isinstance(index, list) or not isinstance(labels, Mapping):
        raise _broken("index", "", _("en liste over dimensionens medlemmer"))
    return [(str(code), _written(str(code), labels.get(code))) for code in index]


def _written(code: str, label: object) -> str:
    return code if label is None or str(label) == code else f"{code} {label}"


def _measures(ids: Sequence[str], members: Sequence[Members], metric: set[str]) -> tuple[str, ...]:
    """Return the measures' names; a table without a dimension of them has one, without a name."""
    for name, found in zip(ids, members, strict=True):
        if name in metric:
            return tuple(written for _code, written in found)
    return ("value",)


def _values(table: Mapping[str, Any], count: int) -> list[str]:
    """Return what stands in each cell; a cell without a value has its status, if there is one."""
    given = table.get("value")
    status = table.get("status") or {}
    if isinstance(status, list):
        status = dict(enumerate(status))
    if isinstance(given, Mapping):
        given = [given.get(str(place)) for place in range(count)]
    if not isinstance(given, list) or len(given) != count or not isinstance(status, Mapping):
        raise _broken("value", "", _("%(count)d værdier") % {"count": count})
    return [
        _cell(value, status.get(str(place), status.get(place))) for place, value in enumerate(given)
    ]


def _cell(value: object, status: object) -> str:
    if value is None:
        return status if isinstance(status, str) else ""
    return repr(value) if isinstance(value, int | float) else str(value)


def _records(
    ids: Sequence[str], members: Sequence[Members], metric: set[str], values: Sequence[str]
) -> Iterator[Record]:
    cells = itertools.product(*([written for _code, written in found] for found in members))
    for line, (cell, value) in enumerate(zip(cells, values, strict=True), 1):
        named = dict(zip(ids, cell, strict=True))
        measure = next((named[name] for name in ids if name in metric), "value")
        own = {name: member for name, member in named.items() if name not in metric}
        yield Record(line, own, {measure: value})


def _broken(column: str, found: str, expected: str) -> Unreadable:
    return Unreadable(Complaint(1, column, found[:80], expected))
