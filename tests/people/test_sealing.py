"""What is sealed opens under its own key and purpose alone, and tells no hour."""

import pytest

from samspil.people import sealing
from samspil.people.sealing import UnopenableError

KEY = sealing.key_of("a long and random secret", "one.purpose")


def test_what_is_sealed_opens_again():
    assert sealing.unseal(KEY, sealing.seal(KEY, b"words", "about"), "about") == b"words"


def test_it_looks_different_each_time_and_is_no_longer_than_it_must():
    first, second = (sealing.seal(KEY, b"words") for _time in range(2))
    assert first != second
    assert len(first) == len(second) == len(b"words") + 12 + 16


@pytest.mark.parametrize(
    "key",
    [
        sealing.key_of("another secret", "one.purpose"),
        sealing.key_of("a long and random secret", "another.purpose"),
        sealing.key_of("a long and random secret", "one.purpose", salt="x"),
    ],
)
def test_no_other_key_opens_it(key):
    with pytest.raises(UnopenableError):
        sealing.unseal(key, sealing.seal(KEY, b"words"))


@pytest.mark.parametrize("box", [b"", b"x", b"x" * 12, b"x" * 100])
def test_what_was_never_sealed_is_refused(box):
    with pytest.raises(UnopenableError):
        sealing.unseal(KEY, box)


def test_it_opens_only_as_what_it_is_about():
    box = sealing.seal(KEY, b"words", "survey 1")
    with pytest.raises(UnopenableError):
        sealing.unseal(KEY, box, "survey 2")


def test_words_say_that_they_are_sealed_and_others_are_as_they_are(settings):
    sealed = sealing.seal_words("letters", "Kære Bo")
    assert sealed.startswith("sealed:")
    assert "Bo" not in sealed
    assert sealing.unseal_words("letters", sealed) == "Kære Bo"
    assert sealing.unseal_words("letters", "Kære Ida") == "Kære Ida"
    with pytest.raises(UnopenableError):
        sealing.unseal_words("letters", "sealed:not hexadecimal")


def test_a_changed_key_opens_what_was_sealed_before_when_it_is_named(settings):
    sealed = sealing.seal_words("letters", "Kære Bo")
    settings.SECRET_KEY, old = "another one", settings.SECRET_KEY
    with pytest.raises(UnopenableError):
        sealing.unseal_words("letters", sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert sealing.unseal_words("letters", sealed) == "Kære Bo"
