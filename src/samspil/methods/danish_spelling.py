"""Slips of spelling: which known words may somebody have meant? Pure; letters in, letters out.

Words are compared without what people leave out or type otherwise (``å``, ``aa`` and ``a`` are
alike here). A word of four to seven letters may differ by one edit, a longer one by two; an edit
is a letter more, less or other, or two neighbours changed about (Damerau and Levenshtein, no
place edited twice).

How an index finds them without trying every word: cut a word into one piece more than the edits
it may differ by, with a letter left out between pieces, so that no edit touches two of them. Then
at least one piece stands unchanged in what was typed, at most as many places away as there are
edits. A word has so many keys (:func:`keys`), a slip asks for some dozens (:func:`probes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

SHORTEST: Final = 4
"""Letters of a word below which any other word is a slip away."""

LONG: Final = 8
"""Letters of a word from which it may differ by two edits."""

_TYPED_OTHERWISE: Final = (("aa", "a"), ("ae", "a"), ("oe", "o"))


def skeleton(term: str) -> str:
    """Return an index term's letters with "aa" and "ae" as "a" and "oe" as "o"."""
    for two, one in _TYPED_OTHERWISE:
        term = term.replace(two, one)
    return term


def edits(length: int) -> int:
    """Return by how many edits a word of so many letters may differ."""
    return 0 if length < SHORTEST else 1 if length < LONG else 2


def keys(term: str) -> tuple[str, ...]:
    """Return what a known term is found by when it is spelled otherwise; none for a short one."""
    word = skeleton(term)
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    return tuple(
        _key(len(word), place, word[start : start + size])
        for place, (start, size) in enumerate(_pieces(len(word)))
    )


def probes(term: str) -> tuple[str, ...]:
    """Return every key by which a known term could be found that may have been meant."""
    word = skeleton(term)
    return tuple(dict.fromkeys(_probes(word))) if word.isalpha() else ()


def _probes(word: str) -> Iterator[str]:
    for length in range(max(SHORTEST, len(word) - 2), len(word) + 3):
        away = edits(length)
        if abs(length - len(word)) > away:
            continue
        for place, (start, size) in enumerate(_pieces(length)):
            for moved in range(max(0, start - away), min(len(word) - size, start + away) + 1):
                yield _key(length, place, word[moved : moved + size])


def _key(length: int, place: int, piece: str) -> str:
    return f"{length}.{place}.{piece}"


@lru_cache(maxsize=128)
def _pieces(length: int) -> tuple[tuple[int, int], ...]:
    """Return start and size of each piece of a word, a letter left out between them."""
    count = edits(length) + 1
    size, longer = divmod(length - count + 1, count)
    found, start = [], 0
    for place in range(count):
        own = size + (place < longer)
        found.append((start, own))
        start += own + 1
    return tuple(found)


def distance(typed: str, term: str) -> int | None:
    """Return by how many edits what was typed differs from a known term; None if by too many."""
    one, other = skeleton(typed), skeleton(term)
    most = edits(len(other))
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return None
    found = _edits_between(one, other, most)
    return found if found <= most else None


def _edits_between(one: str, other: str, most: int) -> int:
    """Count edits row by row; stops, with more than ``most``, when no row can come below it."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            least = min(row[-1] + 1, before[j] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, last[j - 2] + 1)
            row.append(least)
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]
