"""How many texts each filter leaves, within the reader's scope: none is offered that is empty."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, Q, QuerySet

from samspil.knowledge.models import Case, CaseLever, CaseTheme
from samspil.knowledge.selectors.cases import Filters
from samspil.knowledge.sizes import size_of

type Counts = Mapping[str, Mapping[object, int]]
"""For each facet by its name: how many texts each value leaves; no value that leaves none."""


@dataclass(frozen=True)
class Facet:
    """A field of ``Filters``, and where texts keep it: in a field, or in rows of their own.

    ``none_is_all``: a text without a value is about them all. ``reads`` makes what is kept, told
    as text, a value of the filter.
    """

    name: str
    field: str
    rows: type[Model] | None = None
    none_is_all: bool = False
    reads: Callable[[str], object] = str


def _size(population: str) -> str:
    """Return the size of a municipality; none for a text that no municipality stands behind."""
    return size_of(int(population)) if population else ""


def _truth(kept: str) -> bool:
    """Read what SQLite and PostgreSQL write of a boolean."""
    return kept in {"1", "true"}


FACETS = (
    Facet("lever", "lever", rows=CaseLever, reads=int),
    Facet("sector", "sector", none_is_all=True),
    Facet("kind", "kind"),
    Facet("transition", "transition", reads=_truth),
    Facet("theme", "theme", rows=CaseTheme),
    Facet("size", "municipality__population", reads=_size),
)

# The texts are found once, with the fields they are counted by, and then counted.
_FOUND = "WITH found ({columns}) AS MATERIALIZED ({texts})"
_TEXT = "coalesce(CAST({kept} AS text), '')"
_NOTHING = "''"
_BY_FIELDS = "SELECT 0, {values}, count(*) FROM found {grouped}"
_BY_ROWS = (
    "SELECT {place}, {values}, count(*) FROM found"
    " JOIN {table} AS other ON other.case_id = found.pk GROUP BY other.{field}"
)


def counted(condition: Q, filters: Filters) -> tuple[int, Counts]:
    """Return how many of the texts the filters leave, and how many each value of a facet would.

    A facet's own choice is taken out: one may change from one value to another.
    """
    chosen = [one for one in FACETS if getattr(filters, one.name) != getattr(Filters(), one.name)]
    free = [one for one in FACETS if one not in chosen]
    total, found = _counted(free, Case.objects.filter(condition & filters.condition()))
    for one in chosen:
        others = replace(filters, **{one.name: getattr(Filters(), one.name)})
        found |= _counted([one], Case.objects.filter(condition & others.condition()))[1]
    return total, {facet.name: _told(facet, found[facet.name]) for facet in FACETS}


def _counted(
    facets: Sequence[Facet], texts: QuerySet[Case]
) -> tuple[int, dict[str, Counter[object]]]:
    """Return how many texts there are, and how many have each value of each facet."""
    fields = [one for one in facets if not one.rows]
    rows = [one for one in facets if one.rows]
    found: dict[str, Counter[object]] = {one.name: Counter() for one in facets}
    total = 0
    for place, *values, number in _asked(fields, rows, texts):
        total += 0 if place else number
        for one, value in zip(rows[place - 1 : place] if place else fields, values, strict=False):
            found[one.name][one.reads(value)] += number
    return total, found


def _asked(
    fields: Sequence[Facet], rows: Sequence[Facet], texts: QuerySet[Case]
) -> list[tuple[Any, ...]]:
    """Count in one question; returns rows of a place, values as text, and how many texts.

    At place 0 stands a value of each field; from 1 on one value of the facets with rows.
    """
    try:
        asked = texts.order_by().values_list("pk", *(one.field for one in fields))
        found, parameters = asked.query.sql_with_params()
    except EmptyResultSet:
        return []
    columns = [f"field{number}" for number in range(len(fields))]
    questions = [_by_fields(columns), *(_by_rows(n, one, columns) for n, one in enumerate(rows, 1))]
    begin = _FOUND.format(columns=", ".join(["pk", *columns]), texts=found)
    with connection.cursor() as cursor:
        cursor.execute(f"{begin} {' UNION ALL '.join(questions)}", parameters)
        return list(cursor.fetchall())


def _by_fields(columns: Sequence[str]) -> str:
    values = [_TEXT.format(kept=column) for column in columns] or [_NOTHING]
    grouped = f"GROUP BY {', '.join(columns)}" if columns else ""
    return _BY_FIELDS.format(values=", ".join(values), grouped=grouped)


def _by_rows(place: int, facet: Facet, columns: Sequence[str]) -> str:
    values = [_TEXT.format(kept=f"other.{facet.field}"), *(_NOTHING for _ in columns[1:])]
    table = facet.rows._meta.db_table if facet.rows else ""
    return _BY_ROWS.format(place=place, values=", ".join(values), table=table, field=facet.field)


def _told(facet: Facet, counted: Counter[object]) -> dict[object, int]:
    for_all = counted[""] if facet.none_is_all else 0
    return {value: counted[value] + for_all for value in sorted(filter(None, counted), key=str)}
