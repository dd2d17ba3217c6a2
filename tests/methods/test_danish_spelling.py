"""Slips of spelling: the keys find every word that a slow comparison finds, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.methods import danish_spelling as spelling

SLIPS = [
    # typed, meant, edits
    ("visitaion", "visitation", 1),
    ("tildellingsmodel", "tildelingsmodel", 1),
    ("boernefaelleskab", "boernefaellesskab", 1),
    ("bornefallesskab", "boernefaellesskab", 0),
    ("melemfrom", "mellemform", 2),
    ("inklusoin", "inklusion", 1),
    ("klbu", "klub", 1),
    ("fraver", "fravaer", 1),
    ("segergering", "segregering", 1),
    ("tsøtte", "stoette", None),
    ("stotte", "stoette", 0),
    ("elev", "elev", 0),
    ("hest", "gaest", None),
    ("ppr", "spr", None),
    ("skole", "skilt", None),
    ("hverdag", "hverdage", 1),
    ("aftnfrm", "aftenform", 2),
]


@pytest.mark.parametrize(("typed", "meant", "edits"), SLIPS)
def test_golden_slips(typed: str, meant: str, edits: int | None) -> None:
    assert spelling.distance(typed, meant) == edits
    if edits is not None:
        assert not set(spelling.probes(typed)).isdisjoint(spelling.keys(meant))


def test_a_short_word_and_a_number_have_no_slips() -> None:
    assert spelling.keys("ppr") == spelling.keys("2022") == spelling.probes("2022") == ()
    assert len(spelling.keys("klub")) == 2
    assert len(spelling.keys("visitation")) == 3
    assert len(spelling.probes("x" * 64)) < 80


def _slow(one: str, other: str) -> int:
    """Edits by the book, without stopping early: the recursion written down."""
    if not one or not other:
        return len(one) + len(other)
    found = min(
        _slow(one[1:], other) + 1,
        _slow(one, other[1:]) + 1,
        _slow(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if one[:2] == other[1::-1] and len(one) > 1 and len(other) > 1:
        found = min(found, _slow(one[2:], other[2:]) + 1)
    return found


@given(st.text("bcd", min_size=3, max_size=6), st.text("bcd", min_size=4, max_size=6))
def test_distance_agrees_with_counting_every_way(typed: str, term: str) -> None:
    slow = _slow(typed, term)
    assert spelling.distance(typed, term) == (slow if slow <= spelling.edits(len(term)) else None)


def _slip(word: str, place: int, kind: int) -> str:
    place %= len(word)
    changed = {
        0: word[:place] + word[place + 1 :],
        1: word[:place] + "z" + word[place:],
        2: word[:place] + "z" + word[place + 1 :],
        3: word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
    }
    return changed[kind]


EDIT = st.tuples(st.integers(0, 30), st.integers(0, 3))


@given(st.text("bcdfghk", min_size=4, max_size=18), st.lists(EDIT, min_size=1, max_size=2))
def test_every_slip_within_the_edits_shares_a_key(word: str, slips: list[tuple[int, int]]) -> None:
    typed = word
    for place, kind in slips[: spelling.edits(len(word))]:
        typed = _slip(typed, place, kind)
    if spelling.distance(typed, word) is not None:
        assert not set(spelling.probes(typed)).isdisjoint(spelling.keys(word))


@given(st.text(max_size=80))
def test_any_text_can_be_asked_for(typed: str) -> None:
    assert len(spelling.probes(typed)) <= 80
    assert spelling.distance(typed, typed) in (0, None)
