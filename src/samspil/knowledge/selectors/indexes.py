"""Asking the database's own index: FTS5 or PostgreSQL, within a condition on texts.

Both are asked the same and answer in the same order, the newest text first, so a cut-off list
holds the same texts on both. How well a text answers is ``ranking``'s to say, not theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from samspil.knowledge.models import Case
from samspil.methods import danish_asking
from samspil.methods.danish import QueryTerm
from samspil.methods.danish_asking import All, Asked, Has

# Whether a text is readable is asked of each that the index finds, in their order: that ends as
# soon as there are enough, where a list of everything readable would be made to the end each time.
_SQLITE = """
SELECT knowledge_search.rowid AS found FROM knowledge_search
WHERE knowledge_search MATCH %s AND EXISTS ({readable}) {in_order} LIMIT %s
"""
_POSTGRESQL = """
SELECT e.case_id AS found FROM (
    SELECT case_id, {place} AS place FROM knowledge_searchentry WHERE {holds} {in_order}
) AS e WHERE EXISTS ({readable}) {in_order} LIMIT %s
"""
# Of the newest texts alone, one by one: what is asked of them is held against each.
_NEWEST = """
SELECT e.case_id AS found FROM (
    SELECT case_id, title_vector, head_vector, terms FROM knowledge_searchentry
    ORDER BY case_id DESC LIMIT %s
) AS e WHERE {holds} AND EXISTS ({readable}) ORDER BY e.case_id DESC LIMIT %s
"""
NEWEST, NEWEST_READ = 1536, 256
"""Texts looked at one by one before the index is asked; fewer where each must be read whole."""

_IN_ORDER = {
    "sqlite": "ORDER BY knowledge_search.rowid DESC",
    "postgresql": "ORDER BY place, case_id DESC",
}
_COUNT = "(SELECT count(*) FROM ({found}) AS counted)"
_ALL_SQLITE = "SELECT rowid FROM knowledge_search WHERE knowledge_search MATCH %s"
_ALL_POSTGRESQL = "SELECT case_id FROM knowledge_searchentry WHERE {holds}"
_HOLDS = "{vector} @@ to_tsquery('simple', %s)"
_VECTORS = {"title": "title_vector", "head": "head_vector", "text": "terms"}

# What PostgreSQL's planner would rather do than ask the words' index.
_TEMPTING = ("enable_indexscan", "enable_hashjoin", "enable_mergejoin")


@contextmanager
def by_the_index(*, counting: bool = False) -> Iterator[None]:
    """Have PostgreSQL use its index also for words that most texts have.

    To it, reading texts through, all or one by one in the order of their numbers, looks cheap; it
    knows nothing of how long they are. Left to it are bitmaps, which the words' index gives, and
    asking of one text after the other whether it is readable, until there are enough: no list is
    made of all that are. For ``counting``, which is of all, it may do as it likes. No other
    processes are started for a search: that takes longer than it saves.
    """
    if connection.vendor != "postgresql":
        yield
        return
    usual = {"enable_seqscan": "on", "max_parallel_workers_per_gather": "DEFAULT"}
    ours = {"enable_seqscan": "off", "max_parallel_workers_per_gather": "0"}
    if not counting:
        usual |= dict.fromkeys(_TEMPTING, "on")
        ours |= dict.fromkeys(_TEMPTING, "off")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_settings(ours))
        yield
        cursor.execute(_settings(usual))


def _settings(values: Mapping[str, str]) -> str:
    return ";".join(f"SET LOCAL {name} = {value}" for name, value in values.items())


@contextmanager
def _one_by_one() -> Iterator[None]:
    """Let PostgreSQL walk through texts by their numbers, for one question."""
    with connection.cursor() as cursor:
        cursor.execute(_settings({"enable_indexscan": "on"}))
        yield
        cursor.execute(_settings({"enable_indexscan": "off"}))


@dataclass(frozen=True)
class Readable:
    """A condition on texts as the database is asked it, made once for many questions."""

    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def of(cls, condition: Q) -> Self:
        """Return a condition as the index's questions need it."""
        text = "knowledge_search.rowid" if connection.vendor == "sqlite" else "e.case_id"
        found = Case.objects.filter(condition, pk=RawSQL(text, ())).order_by().values("pk")  # noqa: S611 - one of the two above
        sql, parameters = found.query.sql_with_params()
        return cls(sql, tuple(parameters))


def find(asked: Asked, readable: Readable, limit: int, *, first: Sequence[Asked] = ()) -> list[int]:
    """Return numbers of readable texts that have what is asked for, of one part of a text.

    First come those that have the first of ``first`` too, then those that have the second, then
    the others; among them the newest first.
    """
    if connection.vendor == "postgresql":
        return _by_postgresql(asked, readable, limit, first)
    found = dict[int, None]()
    for one in (*(All((asked, other)) for other in first), asked):
        found |= dict.fromkeys(_numbers(*_question(one, readable, limit, in_order=True)))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _by_postgresql(
    asked: Asked, readable: Readable, limit: int, first: Sequence[Asked]
) -> list[int]:
    """Return what :func:`find` does: of the newest texts if that is enough, or else of all.

    PostgreSQL reads an index's answer to the end. For common words that is nearly all texts, of
    which only the newest are wanted.
    """
    newest = _of_the_newest(All((asked, first[0])) if first else asked, readable, limit)
    if len(newest) == limit:
        return newest
    return _numbers(*_question(asked, readable, limit, in_order=True, first=first))


def _of_the_newest(asked: Asked, readable: Readable, limit: int) -> list[int]:
    wanted = danish_asking.postgres(asked)
    if not wanted:
        return []
    newest = NEWEST_READ if {where for where, _ in wanted} == {"text"} else NEWEST
    # The shortest part first: it stands in the row itself, and most texts fail there.
    shortest_first = sorted(wanted, key=lambda one: list(_VECTORS).index(one[0]))
    held = " AND ".join(_HOLDS.format(vector=f"e.{_VECTORS[where]}") for where, _ in shortest_first)
    sql = _NEWEST.format(holds=held, readable=readable.sql)
    queries = [query for _, query in shortest_first]
    with _one_by_one():
        return _numbers(sql, [newest, *queries, *readable.parameters, limit])


def any_of(asked: Asked, readable: Readable, limit: int) -> list[int]:
    """Return numbers of readable texts that have what is asked for, in no order: quick to tell."""
    return _numbers(*_question(asked, readable, limit))


def count(terms: Sequence[QueryTerm], readable: Readable, most: int) -> list[int]:
    """Return for each word how many readable texts have it, counted up to ``most``."""
    if not terms:
        return []
    questions = [_question(Has(term), readable, most) for term in terms]
    counted = [_COUNT.format(found=sql) for sql, _ in questions]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(counted)}",
            [one for _, parameters in questions for one in parameters],
        )
        row = cursor.fetchone()
    return list(row) if row else []


def having(asked: Asked) -> Q:
    """Return what is asked, of one part of a text, as a condition on texts, for counting them."""
    holds, written = _written(asked)
    template = _ALL_SQLITE if connection.vendor == "sqlite" else _ALL_POSTGRESQL
    return Q(pk__in=RawSQL(template.format(holds=holds), written))  # noqa: S611 - no typed word


def is_anywhere(term: str) -> bool:
    """Whether any entry has the term, whoever may read its text."""
    return Case.objects.filter(having(Has(QueryTerm(term, term)))).exists()


def _numbers(sql: str, parameters: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def _question(
    asked: Asked,
    readable: Readable,
    limit: int,
    *,
    in_order: bool = False,
    first: Sequence[Asked] = (),
) -> tuple[str, list[Any]]:
    """Return a question and its parameters; ``first`` is PostgreSQL's alone."""
    holds, written = _written(asked)
    place, places = _places(first)
    template = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    ordered = _IN_ORDER[connection.vendor] if in_order else ""
    sql = template.format(readable=readable.sql, holds=holds, place=place, in_order=ordered)
    return sql, [*places, *written, *readable.parameters, limit]


def _places(first: Sequence[Asked]) -> tuple[str, list[str]]:
    """Return which of these a text has, the first as 0: of short parts, read from its own row."""
    wanted = [one for other in first for one in danish_asking.postgres(other)]
    cases = "".join(
        f" WHEN {_HOLDS.format(vector=_VECTORS[where])} THEN {number}"
        for number, (where, _query) in enumerate(wanted)
    )
    place = f"CASE{cases} ELSE {len(wanted)} END" if wanted else "0"
    return place, [query for _where, query in wanted]


def _written(asked: Asked) -> tuple[str, list[str]]:
    """Return the condition for PostgreSQL (FTS5 has but one), and what stands in its places."""
    if connection.vendor == "sqlite":
        return "", [danish_asking.fts5(asked)]
    wanted = danish_asking.postgres(asked)
    if not wanted:
        return "FALSE", []
    ((where, query),) = wanted
    return _HOLDS.format(vector=_VECTORS[where]), [query]
