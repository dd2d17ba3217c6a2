"""Which texts answer a query, within a reader's scope: the same on both databases.

If enough texts have every word, those are the answer; otherwise also texts with many of the
words. That is decided before anything is narrowed by filters, so a filter's count is what the
filter leaves.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from samspil.knowledge import ranking
from samspil.knowledge.models import Case
from samspil.knowledge.ranking import Candidate, Ranked
from samspil.knowledge.selectors import indexes
from samspil.knowledge.selectors.indexes import Readable
from samspil.methods import danish_asking as asking
from samspil.methods.danish import QueryTerm
from samspil.methods.danish_asking import Asked

CANDIDATES = 100
"""Texts that are taken from the index to be ranked."""

FEW = 10
"""With fewer texts that have every word, those with many of the words are an answer too."""

VERY_FEW = 5
"""With fewer still, the parts of compounds are looked for by themselves."""

ENOUGH = 0.5
"""The share of the words that such a text must have, if any has so many."""

COUNTED = 200
"""How far texts are counted to tell rare words from common ones."""

MANY_WORDS = 8
"""Words from which on leaving out one makes too long a question for the index."""

RARE = 6
"""How many of the rarest words decide which texts with some of the words are looked at."""


@dataclass(frozen=True)
class Step:
    """What is asked of the index, and what those texts have too that come first."""

    asked: Asked
    first: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What answers a query in a scope: by a condition, or, where it is few, by ranked texts.

    ``counted`` is how many texts have each word, as far as they are counted; empty where that was
    not asked.
    """

    terms: tuple[QueryTerm, ...]
    whole: bool
    ranked: tuple[Ranked, ...] = ()
    counted: tuple[int, ...] = ()

    def condition(self) -> Q:
        """The texts that answer, as a condition."""
        if self.whole:
            return indexes.having(asking.every(self.terms))
        return Q(pk__in=[one.case for one in self.ranked])


def answer(terms: Sequence[QueryTerm], scope: Readable, *, now: dt.datetime) -> Answer:
    """Return what answers the words within a scope; nothing for no words."""
    asked = tuple(terms)
    if not asked:
        return Answer(asked, whole=False)
    found = _collected(_with_every(asked), scope)
    if len(found) >= FEW:
        return Answer(asked, whole=True, ranked=_ranked(asked, found, now))
    loose = _apart(asked) if len(found) < VERY_FEW else asked
    counted: tuple[int, ...] = ()
    if len(loose) > 1:
        counted = tuple(indexes.count(loose, scope, COUNTED))
        found = _collected(_with_some(loose, counted), scope, found)
    ranked = _with_enough(asked, loose, found, now)
    return Answer(asked, whole=False, ranked=ranked, counted=counted if loose == asked else ())


def _with_enough(
    asked: Sequence[QueryTerm], loose: Sequence[QueryTerm], found: Sequence[int], now: dt.datetime
) -> tuple[Ranked, ...]:
    """Rank the texts with every word first, then those with enough of the words, parts apart."""
    ranked = _ranked(asked, found, now)
    if loose != asked:
        whole = [one for one in ranked if one.share == 1]
        shares = {one.case: one.share for one in ranked}
        rest = _ranked(loose, [case for case in found if shares.get(case) != 1], now)
        # A whole compound that is missing weighs no more for being made of several words.
        parts = [replace(one, share=max(one.share, shares.get(one.case, 0.0))) for one in rest]
        ranked = (*whole, *(one for one in parts if one.share < 1))
    enough = min(ENOUGH, max((one.share for one in ranked), default=0.0))
    return tuple(one for one in ranked if one.share >= enough)


def _apart(terms: Sequence[QueryTerm]) -> tuple[QueryTerm, ...]:
    """Return the words with compounds taken apart: their parts are words of their own."""
    found: dict[str, QueryTerm] = {}
    for term in terms:
        for one in [QueryTerm(term.word, part) for part in term.parts] or [term]:
            found.setdefault(one.whole, one)
    return tuple(found.values())


def narrowed(answer: Answer, scope: Q, filters: Q, *, now: dt.datetime) -> tuple[Ranked, ...]:
    """Return of an answer, ranked, what the filters leave; at most CANDIDATES."""
    if not filters:
        return answer.ranked
    if answer.whole:
        found = _collected(_with_every(answer.terms), Readable.of(scope & filters))
        return _ranked(answer.terms, found, now)
    left = Case.objects.filter(filters, answer.condition()).values_list("pk", flat=True)
    kept = set(left)
    return tuple(one for one in answer.ranked if one.case in kept)


def _collected(steps: Iterable[Step], scope: Readable, found: Sequence[int] = ()) -> list[int]:
    """Return the texts of each step in turn, each once, until there are enough to rank."""
    kept = dict.fromkeys(found)
    for step in steps:
        kept = _with_step(kept, step, scope)
        if len(kept) >= CANDIDATES:
            break
    return list(kept)[:CANDIDATES]


def _with_step(kept: dict[int, None], step: Step, scope: Readable) -> dict[int, None]:
    """Add a step's texts; if none of them can be cut off, nobody needs to know which come first."""
    if step.first:
        few = dict.fromkeys(indexes.any_of(step.asked, scope, CANDIDATES))
        if len(few) < CANDIDATES and len(kept | few) <= CANDIDATES:
            return kept | few
    return kept | dict.fromkeys(indexes.find(step.asked, scope, CANDIDATES, first=step.first))


def _with_every(terms: Sequence[QueryTerm]) -> Iterator[Step]:
    """Yield what to ask for texts with every word, the likeliest to be ranked high first."""
    every = asking.every(terms)
    yield Step(asking.every(terms, "title"))
    first = [asking.some(terms, "title")] if len(terms) > 1 else []
    yield Step(every, (*first, asking.some(terms, "head")))


def _with_some(terms: Sequence[QueryTerm], counted: Sequence[int]) -> Iterator[Step]:
    """Yield what to ask for texts with some of the words: nearly all, then the rarest ones."""
    rarest_first = sorted(range(len(terms)), key=lambda place: counted[place])
    live = [terms[place] for place in rarest_first if counted[place]]
    if 2 < len(live) <= MANY_WORDS:
        yield Step(asking.all_but_one(live), (asking.some(live, "title"),))
    rare = live[:RARE]
    if len(rare) > 1:
        yield Step(asking.two_of(rare))
    if rare:
        yield Step(asking.some(rare, "title"))
        yield Step(asking.some(rare))
        yield Step(asking.some(live))


def _ranked(
    terms: Sequence[QueryTerm], cases: Sequence[int], now: dt.datetime
) -> tuple[Ranked, ...]:
    return tuple(ranking.rank(terms, _candidates(cases, now)))


def _candidates(cases: Sequence[int], now: dt.datetime) -> list[Candidate]:
    rows = Case.objects.filter(pk__in=cases).values_list(
        "pk",
        "searchentry__title_terms",
        "searchentry__summary_terms",
        "searchentry__body_terms",
        "published_at",
    )
    return [
        # What is published has its day; a text that is found has an entry, so it is published.
        Candidate(pk, (title, summary, body), (now - published).days if published else 0)
        for pk, title, summary, body, published in rows.order_by("pk")
    ]
