"""What we know of single Danish words: spelling, lemma, and the parts of a compound.

Built on simplemma's 788,000 Danish forms and a few short lists of our own, each of which says
what it is for. :mod:`samspil.methods.danish` makes search terms of it.

The forms take about 1.3 s and 80 MB to load. That happens at the first word that is looked up,
or when :func:`load` is called; importing this module loads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

LONGEST_WORD: Final = 64
"""Letters kept of one word; longer runs are no Danish words, and are cut without analysis."""


def _words(listed: str) -> frozenset[str]:
    """Return the words of a list written with spaces between them."""
    return frozenset(listed.split())


_LEMMAS: Final = {
    "børne": "barn",
    "deltager": "deltager",
    "elever": "elev",
    "forælder": "forælder",
    "forældre": "forælder",
    "greb": "greb",
    "grebet": "greb",
    "grebene": "greb",
    "leder": "leder",
    "ppr": "ppr",
    "pprs": "ppr",
    "sfo": "sfo",
    "sfoer": "sfo",
    "timers": "time",
    "voksen": "voksen",
    "voksne": "voksen",
    "voksnes": "voksen",
}
"""Our own lemmas, where the dictionary has none or takes the rarer of two words.

All of these forms may be a part of any compound ("forældre-samarbejde", "skole-leder")."""

_SPLITS: Final[Mapping[str, tuple[str, ...]]] = {
    "billede": (),
    "børnehave": ("barn",),
    "dagpleje": (),
    "dagplejer": (),
    "dagtilbud": ("tilbud",),
    "platform": (),
    "spørgsmål": (),
    "vejlede": (),
    "vejleder": (),
    "vejledning": (),
}
"""Compounds whose parts mislead: nobody who looks for "dag" is looking for "dagtilbud"."""

_SHORT_PARTS: Final = _words(
    "akt bil bog bus by dag dyr fag far fod hus job kø lov løn mad mor mål nat ppr rum råd sag "
    "sal sfo sko sø tal tid uge ung vej ven år øje øre"
)
"""The only words of two and three letters that may be a part; the rest make nonsense splits."""

_NUMBERS: Final = _words("to tre fem syv ni ti")
"""Short numbers, parts of words that the dictionary does not know: "nitimersgrænsen"."""

_NEVER_FIRST: Final = _words(
    "anti fore frem gennem hver ikke imod inde inden inter kontra lige mellem mere mest mini over "
    "para poly post pro sammen selv semi super tele tilbage trans ultra uden under"
)
"""Particles: "undervisning" is not "under" and "visning", "mellemform" no kind of "form"."""

_NEVER_LAST: Final = _words(
    "agere agtig arisk barhed ding dom else ende ener eren erne fuld haft hed hede heden heder "
    "heds lighed ling løs løse løst løshed mæssig mæssige mæssigt ning ningen ninger ping ring "
    "ringe ringen ringer rive skab skaber skaberne skabet skabets skabs some somme som vis vist"
)
"""Endings that happen to be words too: "fællesskab" is no "skab"."""

_LINKED_BY_S: Final = ("ing", "ion", "hed", "else", "tet", "skab", "dom")
"""Endings after which a compound goes on with an s: "undervisnings-timer", not "-stimer"."""

_KEEP_NOUN: Final = frozenset(
    {"forening", "holdning", "indskoling", "ordning", "regering", "retning", "stilling"}
)
"""Nouns in -ing that have left their verb behind."""

_DIGRAPHS: Final = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
_LETTERS_ONLY: Final = re.compile(r"[a-zæøå]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in Danish letters: its lemma, and its parts' lemmas where it is a compound.

    ``settled`` says that the lemma comes from the dictionary (at least its last part), so that
    its ending is no inflection any more.
    """

    lemma: str
    parts: tuple[str, ...] = ()
    settled: bool = False


def load() -> None:
    """Load the dictionary now (about 1.3 s), so that nobody waits for it later."""
    _forms()


def is_known(word: str) -> bool:
    """Say whether a lower-case word, in some spelling, is whole in the dictionary."""
    letters = len(word) <= LONGEST_WORD and _LETTERS_ONLY.fullmatch(word)
    return bool(letters) and any(_lemma(one) is not None for one in _spellings(word))


@lru_cache(maxsize=65536)
def analyse(word: str) -> Word:
    """Return lemma and parts of a lower-case word, reading "aa" as "å" where that is a word.

    The first spelling the dictionary knows wins, then the first that splits into known words.
    A word that does neither, or holds anything but Danish letters, is its own lemma.
    """
    if len(word) > LONGEST_WORD or not _LETTERS_ONLY.fullmatch(word):
        return Word(word[:LONGEST_WORD])
    spellings = tuple(_spellings(word))
    for spelling in spellings:
        lemma = _lemma(spelling)
        if lemma is not None:
            return Word(_verb_of(lemma), _parts_of_known(lemma), settled=True)
    for spelling in spellings:
        pieces = _split(spelling, strict=False)
        if pieces is not None:
            return _compound(spelling, pieces)
    return Word(word)


def _spellings(word: str) -> Iterator[str]:
    """Yield the word with each of "aa", "ae", "oe" read as one letter or, later, as two."""
    typed = [pair for pair in _DIGRAPHS if pair[0] in word]
    for choice in product((True, False), repeat=len(typed)):
        spelling = word
        for (two, one), fold in zip(typed, choice, strict=True):
            spelling = spelling.replace(two, one) if fold else spelling
        yield spelling


def _compound(word: str, pieces: tuple[str, ...]) -> Word:
    """Return what an unknown word made of known pieces is; only the last is inflected."""
    lemmas = tuple(_part_lemma(piece) for piece in pieces)
    stem = word[: len(word) - len(pieces[-1])]
    return Word(stem + lemmas[-1], lemmas, settled=True)


def _parts_of_known(lemma: str) -> tuple[str, ...]:
    """Return the lemmas of the parts of a compound the dictionary knows; none if it is none."""
    if lemma in _SPLITS:
        return _SPLITS[lemma]
    if not _LETTERS_ONLY.fullmatch(lemma):
        return ()
    pieces = _split(lemma, strict=True)
    return () if pieces is None else tuple(_part_lemma(piece) for piece in pieces)


# --- lemmas ----------------------------------------------------------------------------------


def _part_lemma(piece: str) -> str:
    """Return the lemma of a part, which is a known word."""
    return _verb_of(_lemma(piece) or piece)


def _lemma(word: str) -> str | None:
    """Return the lemma of a word, or None if the dictionary does not know it.

    Some forms belong to two words and the dictionary holds one lemma for each form: "leder" is
    "led" there, "analyser" is "analysere". The stemmer, which comes after, mostly brings the two
    together; the rest is in ``_LEMMAS``.
    """
    return _LEMMAS.get(word) or _forms().get(word)


def _verb_of(lemma: str) -> str:
    """Return the verb a noun in -ing is made from ("undervise"), so that both share a term."""
    if lemma in _KEEP_NOUN:
        return lemma
    for ending in ("ning", "ing"):
        verb = lemma.removesuffix(ending) + "e"
        if lemma.endswith(ending) and len(verb) > 4 and _forms().get(verb) == verb:
            return verb
    return lemma


# --- compounds -------------------------------------------------------------------------------

type _Reading = tuple[int, int, int, tuple[str, ...]]
"""Number of parts, cost, length left for the last parts, the parts: the smallest is the best."""


@lru_cache(maxsize=65536)
def _split(word: str, *, strict: bool) -> tuple[str, ...] | None:
    """Return the parts of a word, at least two, or None if it has no such reading.

    Of all ways to read it, that with the fewest parts; of these, the one that needs the fewest
    unexpected linking letters and inflected parts; of these, the one with the longest first part.
    ``strict``, for words that are whole in the dictionary, takes dictionary entries only.
    Works from the end: ``best[i]`` is the best reading of ``word[i:]``.
    """
    best: dict[int, _Reading] = {}
    for start in range(len(word) - 2, -1, -1):
        head = word[start:]
        if start and _may_be_part(head, strict=strict) and head not in _NEVER_LAST:
            best[start] = (1, 0 if _is_lemma(head) else 2, 0, (head,))
        elif readings := list(_continued(word, start, best, strict=strict)):
            best[start] = min(readings)
    return best[0][3] if 0 in best else None


def _continued(
    word: str, start: int, best: Mapping[int, _Reading], *, strict: bool
) -> Iterator[_Reading]:
    """Yield each reading of ``word[start:]`` that begins with a part and goes on as in best."""
    for part, after, cost in _first_parts(word, start):
        if after in best and _may_be_part(part, strict=strict) and part not in _NEVER_FIRST:
            count, rest_cost, _, rest = best[after]
            yield count + 1, rest_cost + cost, len(word) - after, (part, *rest)


def _first_parts(word: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield (piece, where the next part begins, cost) for all pieces a compound may go on with."""
    for end in range(start + 2, len(word) - 1):
        piece = word[start:end]
        base = 0 if _is_lemma(piece) else 3
        expects_s = piece.endswith(_LINKED_BY_S)
        yield piece, end, base + 2 * expects_s
        if word[end] in "se":
            yield piece, end + 1, base + (not (expects_s and word[end] == "s"))
        if word[end] == "s":
            yield piece + "e", end + 1, 2  # "arbejdsmiljø": the e of "arbejde" gives way


def _may_be_part(piece: str, *, strict: bool) -> bool:
    """Say whether a piece is a word long enough, or trusted enough, to be a part."""
    if len(piece) < 4:
        return piece in _SHORT_PARTS or (not strict and piece in _NUMBERS)
    return _is_lemma(piece) if strict else _lemma(piece) is not None


def _is_lemma(piece: str) -> bool:
    """Say whether a piece is an entry of the dictionary, or a form we vouch for."""
    return piece in _LEMMAS or _forms().get(piece) == piece


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, str]:
    """Return simplemma's Danish forms, each with its lemma; loaded at the first call."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    forms: Mapping[str, str] = DefaultDictionaryFactory().get_dictionary("da")
    return forms
