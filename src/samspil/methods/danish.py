"""Danish texts made comparable, for search: pure text in, index terms out.

The database engines know one thing about Danish, Snowball's stemmer, and it misses what matters
most: that "skoleudvikling" is about "udvikling". So words are prepared here, once, and the
engines only compare plain ASCII terms (FTS5, or PostgreSQL's ``simple`` configuration).

A word goes through five steps: spelling (case, accents, "å" or "aa"), lemma, compound split,
Snowball's stemmer, ASCII letters. See docs/methods/danish-search.md for reasons and measurements.
The first word costs about 1.4 s, because a dictionary is loaded; :func:`load` does that ahead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Protocol

from samspil.methods import danish_words
from samspil.methods.danish_words import LONGEST_WORD, analyse, is_known

_STOP_WORDS: Final = (
    "ad af alle at blev blive bliver da de dem den denne der deres det dette dig din disse dog du "
    "efter eller en end er et for fra få får ham han hans har have havde hende her hos hun hvad "
    "hvem hver hvilke hvilken hvis hvor hvordan hvorfor i ikke ind ingen jeg jer jeres kan kun "
    "kunne man med men mig min mod må når ned nogen noget nogle nu og også om op os over på sig "
    "sin skal skulle som så til ud under var ved vi vil ville vores være"
)
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())
"""Words that say nothing about what a text is about; neither indexed nor searched for."""

_FIGURES: Final = {
    "to": "2", "tre": "3", "fire": "4", "fem": "5", "seks": "6", "syv": "7", "otte": "8",
    "ni": "9", "ti": "10", "elleve": "11", "tolv": "12",
}  # fmt: skip
"""Numbers that are as often written in letters: "9 timer" asks for "ni timer"."""

_TYPED_OTHERWISE: Final = {"aa": "å", "ae": "æ", "oe": "ø"}
_LETTERS: Final = str.maketrans({"ä": "æ", "ö": "ø", "ß": "ss", "ð": "d", "þ": "th", "đ": "d"})
_ASCII: Final = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe"})
_CHUNK: Final = re.compile(r"[a-z0-9æøå]+(?:-[a-z0-9æøå]+)*")
_THOUSANDS: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")
_GENITIVE: Final = re.compile(r"(?<=[a-zæøå0-9])['\u2019](?:s|er|en|et|ere|erne|ens|ets)?\b")
_HYPHENS: Final = re.compile("[\u2010-\u2015\u2212]")
_LEMMA_ENDINGS: Final = ("en", "et", "el")


@dataclass(frozen=True, slots=True)
class Instead:
    """Terms that together stand for a word of a query, and what they count beside it (0 to 1)."""

    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word of a query: the term of the whole word, and the terms of its parts.

    A text answers the word when it has ``whole``, or has every one of ``parts`` (empty when the
    word is no compound), or has all terms of one of ``instead``: other words for the same.
    ``word`` is what was typed, lower-cased, for saying it back.
    """

    word: str
    whole: str
    parts: tuple[str, ...] = ()
    instead: tuple[Instead, ...] = ()

    @property
    def answers(self) -> tuple[tuple[str, ...], ...]:
        """Each set of terms that answers the word when a text has all of them."""
        parts = (self.parts,) if self.parts else ()
        return ((self.whole,), *parts, *(one.terms for one in self.instead))


class _Stemmer(Protocol):
    """What we use of PyStemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802
        """Return the stem of a lower-case word."""
        ...


def load() -> None:
    """Load dictionary and stemmer now (about 1.4 s), so that no visitor waits for them."""
    danish_words.load()
    _stemmer()


def tokens(text: str) -> list[str]:
    """Return the index terms of a text, in its order, repeated as often as they occur.

    Each word gives its own term and, if it is a compound, those of its parts. Terms consist of
    ``a-z`` and ``0-9`` only. Any text is accepted; one without words gives an empty list.
    """
    return [term for chunk in _chunks(text) for term in _index_terms(chunk)]


def index_text(text: str) -> str:
    """Return the terms of :func:`tokens` in one string, for an indexed column."""
    return " ".join(tokens(text))


def spellings(text: str) -> dict[str, str]:
    """Return the words of a text in ASCII letters, each with the term it is found by.

    The terms of parts of compounds are among them, as words of their own.
    """
    return {word: term for chunk in _chunks(text) for word, term in _spelled(chunk)}


@lru_cache(maxsize=65536)
def _spelled(chunk: str) -> tuple[tuple[str, str], ...]:
    parts = [(term, term) for term in _index_terms(chunk)]
    return (*parts, *((ascii_letters(one.word), one.whole) for one in _query_terms(chunk)))


def ascii_letters(word: str) -> str:
    """Return a lower-case Danish word in ASCII letters, without hyphens."""
    return word.replace("-", "").translate(_ASCII)


def query_terms(text: str) -> tuple[QueryTerm, ...]:
    """Return the words of a query, each once and in order; empty if it says nothing.

    Two words that follow each other and are one word of the dictionary when joined ("mellem
    former", "under visning") are answered by that word too.
    """
    found: dict[str, QueryTerm] = {}
    before: str = ""
    last: tuple[QueryTerm, ...] = ()
    for chunk in _chunks(text):
        terms = _query_terms(chunk)
        for term in terms:
            found.setdefault(term.whole, term)
        joined = _joined(before, chunk)
        for term in (*last, *terms[:1]) if joined else ():
            found[term.whole] = with_instead(found[term.whole], Instead((joined,)))
        before, last = chunk, terms[-1:]
    return tuple(found.values())


def with_instead(term: QueryTerm, *instead: Instead) -> QueryTerm:
    """Return a word of a query with more that may answer it; what answers it already is left."""
    new = [one for one in instead if one.terms not in term.answers]
    return replace(term, instead=(*term.instead, *new)) if new else term


@lru_cache(maxsize=4096)
def _joined(first: str, second: str) -> str:
    """Return the term of two words written as one, if that is a word; otherwise empty."""
    for joined in (first + second, f"{first}s{second}"):
        if first and is_known(joined) and (terms := _index_terms(joined)):
            term, *parts = terms
            # Where the index holds both words beside the compound, it need not be asked for.
            held = {one for part in (first, second) for one in _index_terms(part)[:1]}
            return "" if len(held) > 1 and held <= set(parts) else term
    return ""


def matches(query: str, text: str) -> bool:
    """Say whether a text answers every word of a query: what the engines are asked, in Python.

    Slow beside an index; for tests, and for short texts. False for a query without words.
    """
    terms = frozenset(tokens(text))
    wanted = query_terms(query)
    return bool(wanted) and all(
        any(terms.issuperset(one) for one in term.answers) for term in wanted
    )


# --- from text to words ----------------------------------------------------------------------


def _chunks(text: str) -> Iterator[str]:
    """Yield the words of a text in Danish lower-case letters; hyphened words stay together."""
    for match in _CHUNK.finditer(_plain(text)):
        yield match.group()


def _plain(text: str) -> str:
    """Return text in lower case, with Danish letters only and no thousands separators."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    if not text.isascii():
        text = _HYPHENS.sub("-", text).translate(_LETTERS)
        text = "".join(_without_accent(letter) for letter in text)
    text = _GENITIVE.sub("", text)
    return _THOUSANDS.sub(lambda match: match.group().replace(".", ""), text)


@lru_cache(maxsize=4096)
def _without_accent(letter: str) -> str:
    """Return a letter without its accents, unless it is a Danish letter ("é" is "e")."""
    if letter in "åæø" or letter.isascii():
        return letter
    plain = (c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    return "".join(plain)


# --- from words to terms ---------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _index_terms(chunk: str) -> tuple[str, ...]:
    """Return the terms of one word, hyphens inside: the whole first, no term twice."""
    terms = [term.whole for term in _query_terms(chunk)]
    for piece in chunk.split("-"):
        terms.extend(_all_terms(piece))
    return tuple(dict.fromkeys(terms))


@lru_cache(maxsize=65536)
def _query_terms(chunk: str) -> tuple[QueryTerm, ...]:
    """Return what one word asks for; a hyphened word is one compound of its pieces.

    Pieces of figures only ("2022-23", "0-18") are words of their own.
    """
    pieces = [piece for piece in chunk.split("-") if not _is_stop_word(piece)]
    if len(pieces) < 2 or len(chunk) > LONGEST_WORD or any(map(str.isdigit, pieces)):
        return tuple(_query_term(piece) for piece in pieces)
    found = [analyse(piece) for piece in pieces]
    whole = analyse("".join(pieces))
    joined = "".join(pieces[:-1]) + found[-1].lemma
    term = _term(whole.lemma, settled=True) if whole.settled else _term(joined, settled=False)
    parts = (_term(word.lemma, settled=word.settled) for word in found)
    return (QueryTerm(chunk, term, tuple(dict.fromkeys(parts))),)


def _query_term(word: str) -> QueryTerm:
    """Return what one word without hyphens asks for.

    Its parts stand for it only where they say as much as the word does: "efter" and "uddannelse"
    do not add up to "efteruddannelse".
    """
    found = analyse(word)
    telling = len(found.parts) > 1 and not any(map(_is_stop_word, found.parts))
    parts = tuple(_term(part, settled=True) for part in found.parts if telling)
    return QueryTerm(word, _term(found.lemma, settled=found.settled), parts)


def _all_terms(word: str) -> Iterator[str]:
    """Yield the term of a word, and of its parts and their parts; none for a stop word."""
    if _is_stop_word(word):
        return
    found = analyse(word)
    yield _term(found.lemma, settled=found.settled)
    for part in found.parts:
        yield from _all_terms(part)


def _is_stop_word(word: str) -> bool:
    """Say whether a word is not worth a term, however its Danish letters are typed."""
    if len(word) > 8:
        return False
    for typed, letter in _TYPED_OTHERWISE.items():
        word = word.replace(typed, letter)
    return word in STOP_WORDS


@lru_cache(maxsize=65536)
def _term(lemma: str, *, settled: bool) -> str:
    """Return the term of a lemma: its Snowball stem in ASCII letters.

    The "en" of a settled lemma ("voksen", "viden") is no inflection and stays. The letters of
    an unsettled one become ASCII first, so that "å" and "aa" cannot end in different stems. The
    points of an abbreviation ("f.eks.") are no letters. A number in letters is its figure.
    """
    lemma = lemma.replace(".", "").casefold()
    if lemma in _FIGURES:
        return _FIGURES[lemma]
    if settled and lemma.endswith(_LEMMA_ENDINGS):
        return lemma.translate(_ASCII)
    word = lemma if settled else lemma.translate(_ASCII)
    return _stemmer().stemWord(word).translate(_ASCII)


@lru_cache(maxsize=1)
def _stemmer() -> _Stemmer:
    """Return Snowball's Danish stemmer; our caches stand before it, so it keeps none."""
    import Stemmer

    stemmer: _Stemmer = Stemmer.Stemmer("danish", 0)
    return stemmer
