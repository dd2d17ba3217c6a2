"""How well a text answers a query: one formula, so both databases give the same order.

The database finds candidates by its own index; this ranks them. Pure: terms in, number out.
See docs/methods/search.md.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from samspil.methods.danish import QueryTerm

WEIGHTS = (8.0, 3.0, 1.0)
"""What a word counts in the title, the summary and the body."""

SOFTENING = 1.2
"""How soon a word stops counting more for being repeated, as in BM25."""

LONG = 400
"""Terms in a field beyond which repetition is only to be expected."""

PARTS = 0.7
"""What the parts of a compound count when they stand apart, beside the whole word."""

MIDDLE = 5.0
"""The strength that scores in the middle of its half of the scale."""

AGED = 0.1
"""What a text loses of its strength at most by being old: no age hides a text that answers."""

HALF_AGED = 3 * 365
"""Days after which it has lost half of that."""


@dataclass(frozen=True)
class Candidate:
    """A text that the database found, with the terms of its title, summary and body, and its age.

    ``days`` counts whole days since it was published, so that an order stands for a day.
    """

    case: int
    fields: tuple[str, str, str]
    days: int = 0


@dataclass(frozen=True)
class Ranked:
    """A candidate's score, from 0 to 1, and the share of the query's words that it has.

    Texts with every word score above a half, texts without some of them below.
    """

    case: int
    score: float
    share: float


def rank(terms: Sequence[QueryTerm], candidates: Sequence[Candidate]) -> list[Ranked]:
    """Return the candidates, best first; equal ones in the order of their numbers.

    A word counts for more the fewer of the candidates have it. Candidates that have none of the
    words are left out.
    """
    wanted = frozenset(one for term in terms for answer in term.answers for one in answer)
    strengths = {one.case: _strengths(terms, one, wanted) for one in candidates}
    rarity = [
        math.log(1 + len(strengths) / (1 + sum(found[place] > 0 for found in strengths.values())))
        for place in range(len(terms))
    ]
    ranked = [_ranked(one, strengths[one.case], rarity) for one in candidates]
    return sorted((one for one in ranked if one.share > 0), key=lambda one: (-one.score, one.case))


def freshness(days: int) -> float:
    """Return what a text's strength is multiplied by: 1 when new, towards 1 - AGED with age."""
    return 1 - AGED * (1 - math.exp2(-max(days, 0) / HALF_AGED))


def _ranked(candidate: Candidate, strengths: Sequence[float], rarity: Sequence[float]) -> Ranked:
    share = sum(found > 0 for found in strengths) / len(strengths)
    total = sum(found * rare for found, rare in zip(strengths, rarity, strict=True))
    strength = total * share * freshness(candidate.days) / len(strengths)
    score = strength / (strength + MIDDLE) / 2 + (0.5 if share == 1 else 0.0)
    return Ranked(candidate.case, round(score, 6), share)


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often a field has the terms asked for, and how many terms it has in all."""

    times: Counter[str]
    length: int


def _counted(field: str, wanted: Set[str]) -> _Counted:
    found = field.split()
    return _Counted(Counter(filter(wanted.__contains__, found)), len(found))


def _strengths(terms: Sequence[QueryTerm], candidate: Candidate, wanted: Set[str]) -> list[float]:
    """Return for each word of the query how strongly the candidate has it; 0 where it has not."""
    fields = [_counted(field, wanted) for field in candidate.fields]
    return [_strength(term, fields) for term in terms]


def _strength(term: QueryTerm, fields: Sequence[_Counted]) -> float:
    apart = 0.0
    for weight, field in zip(WEIGHTS, fields, strict=True):
        if field.times:
            apart += weight * _saturated(_occurs(term, field.times), field.length)
    if apart or all(len(one) == 1 for one in term.answers):
        return apart
    # A compound's parts may stand in different fields: that is an answer too, if a weak one.
    together = sum((field.times for field in fields), Counter[str]())
    length = sum(field.length for field in fields)
    return PARTS * _saturated(_occurs(term, together), length)


def _occurs(term: QueryTerm, times: Mapping[str, int]) -> float:
    """Return how often a field has the word, or what stands for it and counts most."""
    most = float(times.get(term.whole, 0))
    if term.parts:
        most = max(most, PARTS * _together(term.parts, times))
    for one in term.instead:
        most = max(most, one.weight * _together(one.terms, times))
    return most


def _together(terms: Sequence[str], times: Mapping[str, int]) -> int:
    """Return how often all of the terms are there."""
    if len(terms) == 1:
        return times.get(terms[0], 0)
    return min([times.get(one, 0) for one in terms])


def _saturated(occurs: float, length: int) -> float:
    return occurs / (occurs + SOFTENING + length / LONG) if occurs else 0.0
