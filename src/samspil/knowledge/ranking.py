"""How well a text answers a query: one formula, so both databases give the same order.

The database finds candidates by its own index; this ranks them. Pure: terms in, number out.
See docs/methods/search.md.
"""

import math
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from samspil.methods.danish import QueryTerm

WEIGHTS = (8.0, 3.0, 1.0)
"""What a word counts in the title, the summary and the body."""

SOFTENING = 1.2
"""How soon a word stops counting more for being repeated, as in BM25."""

LONG = 400
"""Terms in a field beyond which repetition is only to be expected."""

PARTS = 0.7
"""What the parts of a compound count when they stand apart, beside the whole word."""

NEARBY = 0.3
"""What it adds that words which follow each other in the query stand near each other."""

NEAR = 4
"""Terms apart that are near; a compound takes a place for each of its parts."""

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
    wanted = {one for term in terms for answer in term.answers for one in answer}
    placed = {one.case: [_placed(field, wanted) for field in one.fields] for one in candidates}
    strengths = {
        case: [_strength(term, fields) for term in terms] for case, fields in placed.items()
    }
    rarity = [
        math.log(1 + len(strengths) / (1 + sum(found[place] > 0 for found in strengths.values())))
        for place in range(len(terms))
    ]
    ranked = []
    for one in candidates:
        raised = freshness(one.days) * (1 + NEARBY * _nearness(terms, placed[one.case]))
        ranked.append(_ranked(one.case, strengths[one.case], rarity, raised))
    return sorted((one for one in ranked if one.share > 0), key=lambda one: (-one.score, one.case))


def freshness(days: int) -> float:
    """Return what a text's strength is multiplied by: 1 when new, towards 1 - AGED with age."""
    return 1 - AGED * (1 - math.exp2(-max(days, 0) / HALF_AGED))


def _ranked(
    case: int, strengths: Sequence[float], rarity: Sequence[float], raised: float
) -> Ranked:
    share = sum(found > 0 for found in strengths) / len(strengths)
    total = sum(found * rare for found, rare in zip(strengths, rarity, strict=True))
    strength = total * share * raised / len(strengths)
    score = strength / (strength + MIDDLE) / 2 + (0.5 if share == 1 else 0.0)
    return Ranked(case, round(score, 6), share)


@dataclass(frozen=True)
class _Placed:
    """Where a field has the terms asked for, and how many terms it has in all."""

    places: Mapping[str, Sequence[int]]
    length: int

    def times(self, term: str) -> int:
        """How often the field has a term."""
        return len(self.places.get(term, ()))


def _placed(field: str, wanted: Set[str]) -> _Placed:
    found = field.split()
    places: dict[str, list[int]] = {}
    for place, one in enumerate(found):
        if one in wanted:
            places.setdefault(one, []).append(place)
    return _Placed(places, len(found))


def _strength(term: QueryTerm, fields: Sequence[_Placed]) -> float:
    """Return how strongly a text has a word of the query; 0 where it has not."""
    apart = 0.0
    for weight, field in zip(WEIGHTS, fields, strict=True):
        if field.places:
            apart += weight * _saturated(_occurs(term, field.times), field.length)
    if apart or all(len(one) == 1 for one in term.answers):
        return apart
    # A compound's parts may stand in different fields: that is an answer too, if a weak one.
    length = sum(field.length for field in fields)
    everywhere = _occurs(term, lambda one: sum(field.times(one) for field in fields))
    return PARTS * _saturated(everywhere, length)


def _occurs(term: QueryTerm, times: Callable[[str], int]) -> float:
    """Return how often a field has the word, or what stands for it and counts most."""
    most = float(times(term.whole))
    if term.parts:
        most = max(most, PARTS * min(map(times, term.parts)))
    for one in term.instead:
        most = max(most, one.weight * min(map(times, one.terms)))
    return most


def _nearness(terms: Sequence[QueryTerm], fields: Sequence[_Placed]) -> float:
    """Return the share of neighbours in the query that stand near each other in some field."""
    pairs = list(pairwise(terms))
    if not pairs:
        return 0.0
    near = sum(any(_are_near(one, other, field) for field in fields) for one, other in pairs)
    return near / len(pairs)


def _are_near(one: QueryTerm, other: QueryTerm, field: _Placed) -> bool:
    after = field.places.get(other.whole, ())
    return any(
        -NEAR <= later - place <= NEAR
        for place in field.places.get(one.whole, ())
        for later in after
    )


def _saturated(occurs: float, length: int) -> float:
    return occurs / (occurs + SOFTENING + length / LONG) if occurs else 0.0
