"""Where a text answers a query: the words that do, and the passage with most of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from samspil.methods import danish
from samspil.methods.danish import QueryTerm

_WORD = re.compile(r"[\w'’-]+")
# Not after "9. januar" or "stk. 2".
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\d\.)\s+(?=[A-ZÆØÅ»“\"])")
LENGTH = 240
"""Letters in an excerpt, give or take a word."""


@dataclass(frozen=True)
class Piece:
    """Some of a text; ``hit`` where it answers the query."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Wanted:
    """Index terms that answer some word of the query; phrases do when they stand in a row."""

    terms: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """Every term, those of phrases too."""
        return self.terms.union(*self.phrases)


def wanted(terms: Iterable[QueryTerm]) -> Wanted:
    """Return what answers some word of the query."""
    found = tuple(terms)
    single = {one for term in found for one in (term.whole, *term.parts)}
    instead = {one.terms for term in found for one in term.instead}
    return Wanted(
        frozenset(single | {terms[0] for terms in instead if len(terms) == 1}),
        tuple(sorted(terms for terms in instead if len(terms) > 1)),
    )


def mark(text: str, wanted: Wanted) -> tuple[Piece, ...]:
    """Return the text in pieces, words that answer the query apart; together they are the text."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in _hits(text, wanted):
        pieces += [Piece(text[end:start], hit=False), Piece(text[start:stop], hit=True)]
        end = stop
    pieces.append(Piece(text[end:], hit=False))
    return tuple(piece for piece in pieces if piece.text)


def _hits(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Return begin and end of every word that answers, alone or in a phrase."""
    words = [(one.span(), _terms(one.group())) for one in _WORD.finditer(text)]
    hit = {n for n, (_span, terms) in enumerate(words) if not wanted.terms.isdisjoint(terms)}
    # Words that say nothing ("i", "og") may stand between those of a phrase.
    telling = [n for n, (_span, terms) in enumerate(words) if terms] if wanted.phrases else []
    there = frozenset().union(*(terms for _span, terms in words)) if wanted.phrases else frozenset()
    for phrase in filter(there.issuperset, wanted.phrases):
        for at in range(len(telling) - len(phrase) + 1):
            row = telling[at : at + len(phrase)]
            if all(term in words[n][1] for term, n in zip(phrase, row, strict=True)):
                hit.update(row)
    return [words[n][0] for n in sorted(hit)]


def _first(text: str, wanted: Wanted) -> int:
    """Return where the first word that answers begins; 0 if none does."""
    if wanted.phrases:
        return next((start for start, _stop in _hits(text, wanted)), 0)
    words = _WORD.finditer(text)
    return next((o.start() for o in words if not wanted.terms.isdisjoint(_terms(o.group()))), 0)


def excerpt(texts: Sequence[str], wanted: Wanted) -> str:
    """Return the passage with most of the query's words; the first of the texts if none has any."""
    sentences = [one for text in texts for one in _SENTENCE_END.split(text) if one.strip()]
    if not sentences:
        return ""
    best = max(sentences, key=lambda one: len(_answered(one, wanted.words)))
    return _cut(best, wanted)


def _answered(sentence: str, terms: frozenset[str]) -> set[str]:
    """Return the terms that some word of the sentence answers."""
    return {one for word in _WORD.findall(sentence) for one in terms & _terms(word)}


@lru_cache(maxsize=65536)
def _terms(word: str) -> frozenset[str]:
    """Return the index terms of one word; the same words come again on every page."""
    return frozenset(danish.tokens(word))


def _cut(sentence: str, wanted: Wanted) -> str:
    """Return at most about LENGTH letters around the first word that answers."""
    if len(sentence) <= LENGTH:
        return sentence
    start = max(0, _first(sentence, wanted) - LENGTH // 3)
    if start:
        start = sentence.find(" ", start) + 1
    end = sentence.rfind(" ", start, start + LENGTH)
    end = len(sentence) if start + LENGTH >= len(sentence) else max(end, start + 1)
    return ("… " if start else "") + sentence[start:end] + (" …" if end < len(sentence) else "")
