"""A word that was meant ("mente du …?"), of the words in texts the reader may read.

The list of known terms is of all texts and says nothing of scopes. So a term is only offered when
the index finds it within the reader's scope, and the word that is shown is taken from such a text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspil.knowledge import indexed
from samspil.knowledge.models import Case, SearchSpelling
from samspil.knowledge.selectors import indexes
from samspil.knowledge.selectors.indexes import Readable
from samspil.methods import danish, danish_spelling
from samspil.methods.danish import QueryTerm
from samspil.methods.danish_asking import Has
from samspil.methods.danish_spelling import SHORTEST

_WORD = re.compile(r"[\w'’-]+")
COUNTED = 50
"""How far texts are counted to prefer a frequent word; beyond that all are frequent."""

TRIED = 12
"""Known terms, the nearest first, that are looked for in the reader's texts."""

LOOKED_THROUGH = 4
"""Texts in which the word to show is looked for."""

LONGER = 3
"""Letters that a word may have more than its term: "elever" of "elev"."""


@dataclass(frozen=True)
class Slip:
    """A word as typed, and the word that may have been meant."""

    typed: str
    meant: str


def slips(terms: Iterable[QueryTerm], scope: Readable) -> list[Slip]:
    """Return, for each of the words that looks like another one, which that may be."""
    found = ((term, meant(term, scope)) for term in terms)
    return [Slip(term.word, word) for term, word in found if word]


def meant(term: QueryTerm, scope: Readable) -> str:
    """Return the word, of texts within the scope, that may have been meant; empty if none.

    The nearest one; of equally near ones that in most texts.
    """
    near = _near(term)
    asked = [QueryTerm(one, one) for _edits, one in near]
    counted = indexes.count(asked, scope, COUNTED)
    held = [
        (edits, -number, one) for (edits, one), number in zip(near, counted, strict=True) if number
    ]
    for _edits, _number, one in sorted(held):
        word = _as_written(one, term, scope)
        if word:
            return word
    return ""


def _near(typed: QueryTerm) -> list[tuple[int, str]]:
    """Return (edits, term) of the known terms nearest to what was typed, at most TRIED.

    Words are compared as they are spelled, and without their endings: either may be nearer.
    """
    forms = {danish.ascii_letters(typed.word), typed.whole}
    probes = {probe for form in forms for probe in danish_spelling.probes(form)}
    if not probes:
        return []
    nearest: dict[str, int] = {}
    rows = SearchSpelling.objects.filter(key__in=sorted(probes)).values_list("word", "term")
    for word, term in set(rows):
        apart = [danish_spelling.distance(form, word) for form in forms]
        edits = min((one for one in apart if one is not None), default=None)
        if edits is not None and term != typed.whole:
            nearest[term] = min(edits, nearest.get(term, edits))
    return sorted((edits, term) for term, edits in nearest.items())[:TRIED]


def _as_written(term: str, typed: QueryTerm, scope: Readable) -> str:
    """Return the word for a term as a readable text has it, the one most like what was typed.

    Where such texts have it only inside longer words, it is cut out of one of those.
    """
    found = indexes.find(Has(QueryTerm(term, term)), scope, LOOKED_THROUGH)
    words = {
        word.casefold()
        for case in Case.objects.filter(pk__in=found).select_related("municipality")
        for text in indexed.texts(case)
        for word in _WORD.findall(text)
        if term in danish.tokens(word)
    }
    whole = {word for word in words if danish.tokens(word)[:1] == [term]}
    words = whole or {part for word in words for part in _inside(word, term)}
    return min(words, key=lambda word: (_unlike(typed.word, word), word), default="")


def _inside(word: str, term: str) -> list[str]:
    """Return the pieces of a word that are the term; "visitation" of "visitationsudvalg"."""
    pieces = (
        word[start:end]
        for start in range(len(word))
        for end in range(start + SHORTEST, min(len(word), start + len(term) + LONGER) + 1)
    )
    return [piece for piece in pieces if danish.tokens(piece)[:1] == [term]]


def _unlike(typed: str, word: str) -> int:
    """Return how unlike two forms of a word are: the length that their ends do not share."""
    same = 0
    for one, other in zip(reversed(typed), reversed(word), strict=False):
        if one != other:
            break
        same += 1
    return abs(len(typed) - len(word)) - same


def corrected(query: str, slips: Sequence[Slip]) -> str:
    """Return the query with the meant words in place of those typed."""
    meant = {slip.typed: slip.meant for slip in slips}

    def other(word: re.Match[str]) -> str:
        terms = danish.query_terms(word.group())
        return meant.get(terms[0].word, word.group()) if len(terms) == 1 else word.group()

    return _WORD.sub(other, query)
