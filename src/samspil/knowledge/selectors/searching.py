"""Search: the database finds candidates within the reader's scope, one formula ranks them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from samspil.knowledge import marking, prose, ranking
from samspil.knowledge.marking import Piece
from samspil.knowledge.models import Case
from samspil.knowledge.ranking import Candidate, Ranked
from samspil.knowledge.selectors import scopes
from samspil.knowledge.selectors.cases import CaseRow, Filters, row_of
from samspil.methods import danish
from samspil.methods.danish import QueryTerm
from samspil.people.viewer import Viewer

LONGEST = 300
"""Letters of a query that are read; nobody types more, but somebody pastes more."""

MOST_WORDS = 16
CANDIDATES = 100
"""Texts that are taken from the index to be ranked."""

ENOUGH = 0.5
"""Where no text has all the words, those with at least this share of them are shown."""

_SQLITE = """
SELECT e.case_id, e.title_terms, e.summary_terms, e.body_terms
FROM knowledge_search JOIN knowledge_searchentry e ON e.case_id = knowledge_search.rowid
WHERE knowledge_search MATCH %s AND e.case_id IN ({readable})
ORDER BY bm25(knowledge_search, 8.0, 3.0, 1.0), e.case_id LIMIT %s
"""
_POSTGRESQL = """
SELECT e.case_id, e.title_terms, e.summary_terms, e.body_terms
FROM knowledge_searchentry e, to_tsquery('simple', %s) AS wanted
WHERE e.terms @@ wanted AND e.case_id IN ({readable})
ORDER BY ts_rank('{{0.125, 0.2, 0.375, 1}}', e.terms, wanted) DESC, e.case_id LIMIT %s
"""


@dataclass(frozen=True)
class Hit:
    """A text that answers, its score, and its title and a passage with the words marked."""

    row: CaseRow
    score: float
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]


def search(
    viewer: Viewer, query: str, limit: int = 10, *, filters: Filters | None = None
) -> list[Hit]:
    """Return the published texts this viewer may read that answer a query, best first.

    Any text is taken as a query; one that says nothing finds nothing.
    """
    terms = danish.query_terms(query[:LONGEST])[:MOST_WORDS]
    if not terms or limit < 1:
        return []
    condition = scopes.published(viewer) & (filters or Filters()).condition()
    best = _best(terms, condition, limit)
    return _hits(best, marking.wanted(terms))


def _best(terms: Sequence[QueryTerm], condition: Q, limit: int) -> list[Ranked]:
    """Return texts with every word, and if they are few, those with many of the words."""
    found = {one.case: one for one in _candidates(terms, condition, every=True)}
    if len(found) < limit and len(terms) > 1:
        for one in _candidates(terms, condition, every=False):
            found.setdefault(one.case, one)
    ranked = ranking.rank(terms, list(found.values()))
    enough = min(ENOUGH, max((one.share for one in ranked), default=0.0))
    return [one for one in ranked if one.share >= enough][:limit]


def _candidates(terms: Sequence[QueryTerm], condition: Q, *, every: bool) -> list[Candidate]:
    """Return what the database's index finds within the condition, its best first."""
    readable, parameters = (
        Case.objects.filter(condition).order_by().values("pk").query.sql_with_params()
    )
    if connection.vendor == "sqlite":
        template, match = _SQLITE, danish.fts5_query(terms, every=every)
    else:
        template, match = _POSTGRESQL, danish.postgres_query(terms, every=every)
    with connection.cursor() as cursor:
        cursor.execute(template.format(readable=readable), [match, *parameters, CANDIDATES])
        return [Candidate(row[0], (row[1], row[2], row[3])) for row in cursor.fetchall()]


def _hits(best: Sequence[Ranked], wanted: frozenset[str]) -> list[Hit]:
    found = Case.objects.filter(pk__in=[one.case for one in best])
    cases = {
        one.pk: one
        for one in found.select_related("municipality").prefetch_related("levers", "themes")
    }
    return [_hit(cases[one.case], one.score, wanted) for one in best if one.case in cases]


def _hit(case: Case, score: float, wanted: frozenset[str]) -> Hit:
    row = row_of(case)
    body = case.body_en if row.language == "en" else case.body
    passage = marking.excerpt([row.summary, *prose.passages(body)], wanted)
    return Hit(row, score, marking.mark(row.title, wanted), marking.mark(passage, wanted))
