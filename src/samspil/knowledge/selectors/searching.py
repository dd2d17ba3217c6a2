"""Search: what answers a query within the reader's scope, put right where it was misspelled."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from samspil.knowledge import marking, prose
from samspil.knowledge.marking import Piece, Wanted
from samspil.knowledge.models import Case
from samspil.knowledge.ranking import Ranked
from samspil.knowledge.selectors import answers, facets, indexes, scopes, spelling
from samspil.knowledge.selectors.answers import Answer
from samspil.knowledge.selectors.cases import CaseRow, Filters, row_of
from samspil.knowledge.selectors.facets import Counts
from samspil.knowledge.selectors.indexes import Readable
from samspil.knowledge.synonyms import with_synonyms
from samspil.methods import danish
from samspil.methods.danish import QueryTerm
from samspil.people.viewer import Viewer

LONGEST = 500
"""Letters of a query that are read; nobody types more, but somebody pastes more."""

MOST_WORDS = 32
_NOT_SHOWN = ("trials", "measures", "sources", "uncertain", "uncertain_en")
"""What is written of a text that its line among the hits does not read."""

FEW = 3
"""Hits below which another spelling is offered of a word that was found."""


@dataclass(frozen=True)
class Hit:
    """A text that answers, its score, and its title and a passage with the words marked."""

    row: CaseRow
    score: float
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """The answer to a query.

    ``total`` counts the texts that answer; ``hits`` are the best of them. Where a word as typed
    is in none of the reader's texts, ``searched`` is the query with the word that was meant, and
    that is what is answered; otherwise it is empty. ``meant`` is another spelling that may be
    tried. ``counts`` says how many texts each filter leaves.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    searched: str = ""
    meant: str = ""
    counts: Counts = field(default_factory=dict)


@indexes.by_the_index()
def search(
    viewer: Viewer,
    query: str,
    limit: int = 10,
    *,
    filters: Filters | None = None,
    now: dt.datetime | None = None,
) -> list[Hit]:
    """Return the published texts this viewer may read that answer a query, best first.

    Any text is taken as a query; one that says nothing finds nothing. A word that is in no text,
    but for a slip of spelling, is taken as the word that was meant.
    """
    if limit < 1:
        return []
    moment, scope = now or timezone.now(), scopes.published(viewer)
    answer, _searched = _answered(query, Readable.of(scope), moment)
    return _best(answer, scope, filters or Filters(), limit, moment)


def find(
    viewer: Viewer,
    query: str,
    limit: int = 10,
    *,
    filters: Filters | None = None,
    as_typed: bool = False,
    now: dt.datetime | None = None,
) -> Found:
    """Return :func:`search` with all that its page says beside: counts, and "mente du".

    ``as_typed`` puts no spelling right.
    """
    moment, scope, chosen = now or timezone.now(), scopes.published(viewer), filters or Filters()
    readable = Readable.of(scope)
    with indexes.by_the_index():
        answer, searched = _answered(query, readable, moment, as_typed=as_typed)
        hits = _best(answer, scope, chosen, limit, moment)
        few = not searched and len(answer.ranked) < FEW and bool(answer.terms)
        meant = _respelled(query, answer.terms, readable) if few else ""
    with indexes.by_the_index(counting=True):
        total, counts = facets.counted(scope & answer.condition(), chosen)
    return Found(
        hits=hits,
        total=total,
        searched=searched,
        meant=meant,
        counts=counts,
    )


@indexes.by_the_index(counting=True)
def counts(viewer: Viewer, *, filters: Filters | None = None) -> Counts:
    """Return how many of all texts this viewer may read each filter leaves."""
    _total, counts = facets.counted(scopes.published(viewer), filters or Filters())
    return counts


def _answered(
    query: str, readable: Readable, now: dt.datetime, *, as_typed: bool = False
) -> tuple[Answer, str]:
    """Return what answers the query, and the query as it was searched if that is another."""
    typed = _terms(query)
    answer = answers.answer(typed, readable, now=now)
    if as_typed or answer.whole or any(one.share == 1 for one in answer.ranked):
        return answer, ""
    counted = answer.counted or indexes.count(typed, readable, 1)
    unknown = [term for term, number in zip(typed, counted, strict=True) if not number]
    searched = _respelled(query, unknown, readable)
    if not searched:
        return answer, ""
    meant = answers.answer(_terms(searched), readable, now=now)
    return (meant, searched) if meant.ranked else (answer, "")


def _respelled(query: str, terms: Sequence[QueryTerm], readable: Readable) -> str:
    """Return the query with the words that may have been meant; empty if it stays as it is."""
    slips = spelling.slips(terms, readable)
    return spelling.corrected(query[:LONGEST], slips) if slips else ""


def _terms(query: str) -> tuple[QueryTerm, ...]:
    return with_synonyms(danish.query_terms(query[:LONGEST])[:MOST_WORDS])


def _best(answer: Answer, scope: Q, filters: Filters, limit: int, now: dt.datetime) -> list[Hit]:
    ranked = answers.narrowed(answer, scope, filters.condition(), now=now)
    return _hits(ranked[:limit], marking.wanted(answer.terms))


def _hits(best: Sequence[Ranked], wanted: Wanted) -> list[Hit]:
    found = Case.objects.filter(pk__in=[one.case for one in best]).defer(*_NOT_SHOWN)
    cases = {
        one.pk: one
        for one in found.select_related("municipality").prefetch_related("levers", "themes")
    }
    return [_hit(cases[one.case], one.score, wanted) for one in best if one.case in cases]


def _hit(case: Case, score: float, wanted: Wanted) -> Hit:
    row = row_of(case)
    body = case.body_en if row.language == "en" else case.body
    passage = marking.excerpt([row.summary, *prose.passages(body)], wanted)
    return Hit(row, score, marking.mark(row.title, wanted), marking.mark(passage, wanted))
