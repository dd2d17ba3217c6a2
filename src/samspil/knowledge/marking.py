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


def wanted(terms: Iterable[QueryTerm]) -> frozenset[str]:
    """Return every index term that answers some word of the query."""
    return frozenset(one for term in terms for one in (term.whole, *term.parts))


def mark(text: str, terms: frozenset[str]) -> tuple[Piece, ...]:
    """Return the text in pieces, words that answer the query apart; together they are the text."""
    pieces: list[Piece] = []
    end = 0
    for word in _WORD.finditer(text):
        if terms.isdisjoint(_terms(word.group())):
            continue
        pieces += [Piece(text[end : word.start()], hit=False), Piece(word.group(), hit=True)]
        end = word.end()
    pieces.append(Piece(text[end:], hit=False))
    return tuple(piece for piece in pieces if piece.text)


def excerpt(texts: Sequence[str], terms: frozenset[str]) -> str:
    """Return the passage with most of the query's words; the first of the texts if none has any."""
    sentences = [one for text in texts for one in _SENTENCE_END.split(text) if one.strip()]
    if not sentences:
        return ""
    best = max(sentences, key=lambda one: len(_answered(one, terms)))
    return _cut(best, terms)


def _answered(sentence: str, terms: frozenset[str]) -> set[str]:
    """Return the terms that some word of the sentence answers."""
    return {one for word in _WORD.findall(sentence) for one in terms & _terms(word)}


@lru_cache(maxsize=65536)
def _terms(word: str) -> frozenset[str]:
    """Return the index terms of one word; the same words come again on every page."""
    return frozenset(danish.tokens(word))


def _cut(sentence: str, terms: frozenset[str]) -> str:
    """Return at most about LENGTH letters around the first word that answers."""
    if len(sentence) <= LENGTH:
        return sentence
    hits = (w.start() for w in _WORD.finditer(sentence) if terms & _terms(w.group()))
    start = max(0, next(hits, 0) - LENGTH // 3)
    if start:
        start = sentence.find(" ", start) + 1
    end = sentence.rfind(" ", start, start + LENGTH)
    end = len(sentence) if start + LENGTH >= len(sentence) else max(end, start + 1)
    return ("… " if start else "") + sentence[start:end] + (" …" if end < len(sentence) else "")
