"""Asking the database's own index: FTS5 or PostgreSQL, within a condition on texts.

Both are asked the same and answer in the same order, the newest text first, so a cut-off list
holds the same texts on both. How well a text answers is ``ranking``'s to say, not theirs.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

from samspil.knowledge.models import Case
from samspil.methods import danish_asking
from samspil.methods.danish import QueryTerm
from samspil.methods.danish_asking import Asked, Has

# Whether a text is readable is asked of each that the index finds, newest first: that ends as soon
# as there are enough, where a list of everything readable would be made to the end each time.
_SQLITE = """
SELECT knowledge_search.rowid AS found FROM knowledge_search
WHERE knowledge_search MATCH %s AND EXISTS ({readable}) {newest_first} LIMIT %s
"""
_POSTGRESQL = """
SELECT e.case_id AS found FROM ({asked}) AS e
WHERE EXISTS ({readable}) {newest_first} LIMIT %s
"""
# Of the newest texts alone, one by one: what is asked of them is held against each.
_NEWEST = """
SELECT e.case_id AS found FROM (
    SELECT case_id, title_vector, head_vector, terms FROM knowledge_searchentry
    ORDER BY case_id DESC LIMIT %s
) AS e WHERE {asked} AND EXISTS ({readable}) ORDER BY e.case_id DESC LIMIT %s
"""
NEWEST, NEWEST_READ = 1536, 256
"""Texts looked at one by one before the index is asked; fewer where each must be read whole."""

_NEWEST_FIRST = {
    "sqlite": "ORDER BY knowledge_search.rowid DESC",
    # "+ 0" keeps it from walking through all texts by number in the hope of meeting the word.
    "postgresql": "ORDER BY e.case_id + 0 DESC",
}
_COUNT = "(SELECT count(*) FROM ({found}) AS counted)"
_ALL_SQLITE = "SELECT rowid FROM knowledge_search WHERE knowledge_search MATCH %s"
_ALL_POSTGRESQL = "SELECT e.case_id FROM ({asked}) AS e"
# What is asked of several parts of a text is looked up in each part's index and then intersected:
# asked together, PostgreSQL looks up one and reads the other out of every text found.
_HAVING = "SELECT case_id FROM knowledge_searchentry WHERE {vector} @@ to_tsquery('simple', %s)"
_NONE = "SELECT case_id FROM knowledge_searchentry WHERE FALSE"
_VECTORS = {"title": "title_vector", "head": "head_vector", "text": "terms"}


@contextmanager
def by_the_index(*, counting: bool = False) -> Iterator[None]:
    """Have PostgreSQL use its index also for words that most texts have.

    To it, reading texts through, all or one by one in the order of their numbers, looks cheap; it
    knows nothing of how long they are. Left to it are bitmaps, which the words' index gives, and
    for ``counting`` the indexes that hold all that is counted. No other processes are started for
    a search: that takes longer than it saves.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        walking = "on" if counting else "off"
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0;"
            f"SET LOCAL enable_indexscan = {walking}"
        )
        yield
        cursor.execute(
            "SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on;"
            "SET LOCAL max_parallel_workers_per_gather = DEFAULT"
        )


@contextmanager
def _set(cursor: CursorWrapper, setting: str, value: str, after: str) -> Iterator[None]:
    """Have PostgreSQL plan one question otherwise than the rest of the search."""
    if connection.vendor != "postgresql":
        yield
        return
    cursor.execute(f"SET LOCAL {setting} = {value}")
    yield
    cursor.execute(f"SET LOCAL {setting} = {after}")


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


def find(asked: Asked, readable: Readable, limit: int) -> list[int]:
    """Return numbers of the newest readable texts that have what is asked for."""
    newest = _of_the_newest(asked, readable, limit)
    if len(newest) == limit:
        return newest
    sql, parameters = _question(asked, readable, limit, _NEWEST_FIRST[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def _of_the_newest(asked: Asked, readable: Readable, limit: int) -> list[int]:
    """Return what :func:`find` does of the newest texts, where finding all is dear; or nothing.

    PostgreSQL reads an index's answer to the end, and two of them before they are intersected.
    For common words that is nearly all texts, of which only the newest are wanted.
    """
    if connection.vendor != "postgresql":
        return []
    wanted = danish_asking.postgres(asked)
    if not wanted or {where for where, _ in wanted} == {"title"}:
        return []
    newest = NEWEST if len(wanted) > 1 else NEWEST_READ
    # The shortest part first: it stands in the row itself, and most texts fail there.
    shortest_first = sorted(wanted, key=lambda one: list(_VECTORS).index(one[0]))
    held = " AND ".join(
        f"e.{_VECTORS[where]} @@ to_tsquery('simple', %s)" for where, _ in shortest_first
    )
    sql = _NEWEST.format(asked=held, readable=readable.sql)
    queries = [query for _, query in shortest_first]
    with connection.cursor() as cursor, _set(cursor, "enable_indexscan", "on", after="off"):
        cursor.execute(sql, [newest, *queries, *readable.parameters, limit])
        return [row[0] for row in cursor.fetchall()]


def any_of(asked: Asked, readable: Readable, limit: int) -> list[int]:
    """Return numbers of readable texts that have what is asked for, in no order: quick to tell."""
    sql, parameters = _question(asked, readable, limit)
    # No list of everything readable: whether a text is, is asked of each until there are enough.
    with connection.cursor() as cursor, _set(cursor, "enable_hashjoin", "off", after="on"):
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def count(terms: Sequence[QueryTerm], readable: Readable, most: int) -> list[int]:
    """Return for each word how many readable texts have it, counted up to ``most``."""
    if not terms:
        return []
    questions = [_question(Has(term), readable, most) for term in terms]
    counted = [_COUNT.format(found=sql) for sql, _ in questions]
    with connection.cursor() as cursor, _set(cursor, "enable_hashjoin", "off", after="on"):
        cursor.execute(
            f"SELECT {', '.join(counted)}",
            [one for _, parameters in questions for one in parameters],
        )
        row = cursor.fetchone()
    return list(row) if row else []


def having(asked: Asked) -> Q:
    """Return what is asked as a condition on texts, for counting them."""
    condition, written = _written(asked)
    template = _ALL_SQLITE if connection.vendor == "sqlite" else _ALL_POSTGRESQL
    return Q(pk__in=RawSQL(template.format(asked=condition), written))  # noqa: S611 - no typed word


def is_anywhere(term: str) -> bool:
    """Whether any entry has the term, whoever may read its text."""
    return Case.objects.filter(having(Has(QueryTerm(term, term)))).exists()


def _question(
    asked: Asked, readable: Readable, limit: int, newest_first: str = ""
) -> tuple[str, list[Any]]:
    condition, written = _written(asked)
    template = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    sql = template.format(readable=readable.sql, asked=condition, newest_first=newest_first)
    return sql, [*written, *readable.parameters, limit]


def _written(asked: Asked) -> tuple[str, list[str]]:
    """Return the question for PostgreSQL (FTS5 has but one), and what stands in its places."""
    if connection.vendor == "sqlite":
        return "", [danish_asking.fts5(asked)]
    wanted = danish_asking.postgres(asked)
    written = [_HAVING.format(vector=_VECTORS[where]) for where, _ in wanted]
    return " INTERSECT ".join(written) or _NONE, [query for _, query in wanted]
