"""How well a text answers a query: one formula, so both databases give the same order.

The database finds candidates by its own index; this ranks them. Pure: terms in, number out.
"""

import math
from collections import Counter
from collections.abc import Sequence, Set
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


@dataclass(frozen=True)
class Candidate:
    """A text that the database found, with the terms of its title, summary and body."""

    case: int
    fields: tuple[str, str, str]


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
    strengths = {one.case: _strengths(terms, one) for one in candidates}
    rarity = [
        math.log(1 + len(strengths) / (1 + sum(found[place] > 0 for found in strengths.values())))
        for place in range(len(terms))
    ]
    ranked = [_ranked(case, found, rarity) for case, found in strengths.items()]
    return sorted((one for one in ranked if one.share > 0), key=lambda one: (-one.score, one.case))


def _ranked(case: int, strengths: Sequence[float], rarity: Sequence[float]) -> Ranked:
    share = sum(found > 0 for found in strengths) / len(strengths)
    total = sum(found * rare for found, rare in zip(strengths, rarity, strict=True))
    strength = total * share / len(strengths)
    score = strength / (strength + MIDDLE) / 2 + (0.5 if share == 1 else 0.0)
    return Ranked(case, round(score, 6), share)


def _strengths(terms: Sequence[QueryTerm], candidate: Candidate) -> list[float]:
    """Return for each word of the query how strongly the candidate has it; 0 where it has not."""
    wanted = {one for term in terms for one in (term.whole, *term.parts)}
    counted = [_counted(field, wanted) for field in candidate.fields]
    together = _Counted(
        sum((field.times for field in counted), Counter[str]()),
        sum(field.length for field in counted),
    )
    return [
        sum(
            weight * _saturated(_occurs(term, field.times), field.length)
            for weight, field in zip(WEIGHTS, counted, strict=True)
        )
        # A compound's parts may stand in different fields: that is an answer too, if a weak one.
        or PARTS * _saturated(_occurs(term, together.times), together.length)
        for term in terms
    ]


@dataclass(frozen=True)
class _Counted:
    """How often a field has the terms asked for, and how many terms it has in all."""

    times: Counter[str]
    length: int


def _counted(field: str, wanted: Set[str]) -> _Counted:
    found = field.split()
    return _Counted(Counter(one for one in found if one in wanted), len(found))


def _occurs(term: QueryTerm, times: Counter[str]) -> float:
    whole = times[term.whole]
    if whole or not term.parts:
        return whole
    return PARTS * min(times[part] for part in term.parts)


def _saturated(occurs: float, length: int) -> float:
    return occurs / (occurs + SOFTENING + length / LONG) if occurs else 0.0
