"""What publishers call municipalities, and what is in their lists without being one.

Written rules, so that the same spelling always means the same place: a code of three digits may
have a leading nought, a name may carry "Kommune" and its genitive, å may be aa, and a few places
have names of their own. What no rule knows is answered with the nearest name, never taken for it.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a spelling stands for."""

    MUNICIPALITY = "municipality"
    NATION = "nation"
    REGION = "region"
    PROVINCE = "province"
    GROUP = "group"
    CHRISTIANSO = "christiansø"
    UNKNOWN_PLACE = "unknown_place"
    ERROR = "error"


@dataclass(frozen=True)
class Found:
    """A spelling resolved; ``code`` is empty for all but a municipality."""

    kind: Kind
    code: str = ""


_NATION = {"hele landet", "all denmark", "danmark", "denmark", "i alt", "hele danmark", "landstal"}
_UNKNOWN = {"<uoplyst>", "uoplyst", "uoplyst kommune", "ukendt kommune", "unknown municipality"}
_ERROR = {"<fejl>"}
_CHRISTIANSO = {"christiansø", "411"}
_GROUPS = {
    "hovedstadskommuner", "storbykommuner", "provinsbykommuner", "oplandskommuner", "landkommuner",
}  # fmt: skip
# Statistics Denmark's provinces. Bornholm's is left out: the bare name is the municipality's.
_PROVINCES = {
    "byen københavn", "københavns omegn", "nordsjælland", "østsjælland", "vest- og sydsjælland",
    "fyn", "sydjylland", "østjylland", "vestjylland", "nordjylland",
}  # fmt: skip
_OTHER_SPELLINGS = {
    "copenhagen": "101",
    "nordfyn": "480",
    "mors": "773",
    "brønderslev-dronninglund": "810",
    "vesthimmerland": "820",
}
_CODE = re.compile(r"0?([1-8][0-9]{2})")
_CODE_AND_NAME = re.compile(r"(?P<code>[0-9]{1,4})[ \t:–-]+(?P<name>\D.*)")
_SUFFIX = re.compile(r"[- ]*(region(s|al)?[ -]?kommune|kommune|municipality)$")
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "-": " ", "–": " "})


class Names:
    """The municipalities of one installation, found by what a file calls them."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take names by code. Examples are left out: no publisher has figures about them."""
        self._names = {code: name for code, name in names.items() if code.isdigit()}
        self._codes: dict[str, str] = {}
        for code, name in self._names.items():
            for spelling in (name, f"{name}s"):
                self._codes.setdefault(_folded(spelling), code)
        for code, name in self._names.items():
            # A name itself is never another place's genitive.
            self._codes[_folded(name)] = code
        self._codes |= {
            _folded(name): code for name, code in _OTHER_SPELLINGS.items() if code in self._names
        }

    def find(self, text: str) -> Found | None:
        """Return what a spelling stands for; None where no rule knows it."""
        words = " ".join(text.split()).casefold()
        both = _CODE_AND_NAME.fullmatch(words)
        if both is None:
            return self._bare(words)
        by_code, by_name = self._bare(both["code"]), self._bare(both["name"])
        # A code and a name that contradict each other are never settled by us; a code of a list of
        # its own (provinces, groups) counts only where the name is no municipality's.
        is_other = by_code is None and by_name is not None and by_name.kind is not Kind.MUNICIPALITY
        return by_name if by_code == by_name or is_other else None

    def _bare(self, words: str) -> Found | None:
        other = _not_a_municipality(words)
        if other is not None:
            return Found(other)
        code = _CODE.fullmatch(words)
        if code is not None:
            known = code[1] in self._names
            return Found(Kind.MUNICIPALITY, code[1]) if known else None
        name = self._codes.get(_folded(_SUFFIX.sub("", words)))
        return Found(Kind.MUNICIPALITY, name) if name else None

    def nearest(self, text: str) -> str:
        """Return the name and code that a spelling comes nearest to, or an empty text."""
        folded = _folded(_SUFFIX.sub("", " ".join(text.split()).casefold()))
        found = difflib.get_close_matches(folded, self._codes, n=1, cutoff=0.7)
        if not found:
            return ""
        code = self._codes[found[0]]
        return f"{self._names[code]} ({code})"


def spellings(names: Mapping[str, str]) -> dict[str, str]:
    """Return codes by every way people write a municipality in a list of theirs, in small letters.

    ``names`` are those that may stand there, by code; examples among them are known too.
    """
    known: dict[str, str] = {}
    for code, name in names.items():
        for written in (code, code.lstrip("0"), name, f"{name} Kommune", f"{name}s Kommune"):
            known[written.casefold()] = code
    return known


def _not_a_municipality(words: str) -> Kind | None:
    """Return what a list of areas holds besides municipalities."""
    for kind, known in (
        (Kind.NATION, {*_NATION, "000"}),
        (Kind.UNKNOWN_PLACE, _UNKNOWN),
        (Kind.ERROR, _ERROR),
        (Kind.CHRISTIANSO, {*_CHRISTIANSO, "0411"}),
        (Kind.GROUP, _GROUPS),
        (Kind.PROVINCE, _PROVINCES),
    ):
        if words.removesuffix(" kommune") in known:
            return kind
    if words.startswith(("landsdel ", "province ")):
        return Kind.PROVINCE
    is_region = words.startswith("region ") or re.fullmatch("0?08[1-5]", words)
    return Kind.REGION if is_region else None


def _folded(name: str) -> str:
    """Return a name in which spellings that differ in å, hyphens or genitive blanks are equal."""
    return name.casefold().translate(_FOLDED).strip()
