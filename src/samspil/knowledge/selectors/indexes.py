"""Asking the database's own index: FTS5 or PostgreSQL, within a condition on texts.

Both are asked the same and answer in the same order, the newest text first, so a cut-off list
holds the same texts on both. How well a text answers is ``ranking``'s to say, not theirs.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection, transaction
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
    for ``counting`` the indexes that hold all that is counted.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        walking = "on" if counting else "off"
        cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = {walking}")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")


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
    sql, parameters = _question(asked, readable, limit, _NEWEST_FIRST[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


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
