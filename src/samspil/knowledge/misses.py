"""What may be kept of a search that found nothing: ordinary words, and nothing about anybody.

People type what they should not: a name, a number, a whole story. So a query is only kept if the
dictionary knows each of its words, or the words they are made of, if none of them is or looks
like a name, and if there is no address, no number of a person and no story in it. Pure.
"""

import re
from typing import Final

from samspil.methods.danish import STOP_WORDS
from samspil.methods.danish_words import analyse

MOST_WORDS: Final = 6
"""Words of a query beyond which it is a story and no search."""

LONGEST: Final = 120
"""Letters that are kept."""

_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ADDRESS: Final = re.compile(r"@|https?:|www\.|\w\.\w{2,}/")
_DIGITS: Final = re.compile(r"\d")
_LETTERS: Final = re.compile(r"[a-zæøå]+(?:-[a-zæøå]+)*")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NAMES: Final = _listed(
    "abel adam aja alma amir anders andrea anja ann anna anne anton arne asta august axel bent "
    "bente birgit birte bjarne bjørk bjørn bo britt cecilie christian clara dan daniel ditte dorte "
    "ebba ella ellen elin emil emma erik ester eva fie filip finn flemming frej freja frida "
    "gitte grethe gry hanne hans heidi helle henrik holger ib ida inge inger jakob jan jens jes "
    "jesper jonas jytte kaj karen karl kim kirsten kjeld klaus knud lars laura lea leif lena leo "
    "lilje lilli line lis lise liv lotte lykke mads maja malene maria marie martin mathilde max "
    "merete mette michael mia mie mikkel morten nanna niels nina ole oliver otto palle per "
    "pernille pia peter poul preben rene rikke rosa ruth sara sif signe sofie sol solveig søren "
    "stine storm sten susanne svend thea thomas tom tove trine ulf ulla una valdemar vera vibe "
    "victor villy viola viggo yrsa"
)
"""Given names, those that are words as well among them: one of them may be a child."""


_SURNAMES: Final = _listed(
    "bak bang bech berg brandt bro bruun buch dahl dal dam friis frost gade hald holm højer juhl "
    "kjær koch krogh kruse lang lange lau lund munk møller nissen ravn skov smed storm toft "
    "vinther winther winter"
)
"""Family names that are words as well; others the dictionary does not know."""

_OF_FARMS: Final = ("gård", "gaard")
_MAY_HAVE_CAPITAL: Final = 7
"""Letters from which a first word may have the capital that a telephone gives it."""


def kept(query: str) -> str:
    """Return the words of a query that may be kept, with blanks between; empty if none may.

    All or nothing: beside a word that may be a name, the others are about somebody.
    """
    if _ADDRESS.search(query) or len(_DIGITS.findall(query)) > len("2025"):
        return ""
    words = [word for word in _WORD.findall(query) if not word.isdecimal()]
    if len(words) > MOST_WORDS or not all(map(_is_ordinary, words, range(len(words)))):
        return ""
    found = " ".join(word.lower() for word in words)
    return found if len(found) <= LONGEST else ""


def _is_ordinary(word: str, place: int) -> bool:
    """Whether a word is a common one; a name has a capital, or the dictionary does not know it."""
    small = word.lower()
    capital = word[0].isupper() and not word.isupper()
    if capital and (place or len(word) < _MAY_HAVE_CAPITAL or not word[1:].islower()):
        return False
    if not _LETTERS.fullmatch(small) or small.endswith(_OF_FARMS):
        return False
    pieces = small.split("-")
    return not any(one in _NAMES | _SURNAMES or not _is_word(one) for one in pieces)


def _is_word(word: str) -> bool:
    return word in STOP_WORDS or (len(word) > 1 and analyse(word).settled)
