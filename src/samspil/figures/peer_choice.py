"""With whom a municipality is compared: one value, read from an address in one place.

An address says ``spejl=`` and ``antal=``: ``laert:exam_mean_grade9`` weighs conditions as they go
with that result, ``kl`` takes KL's comparison group, ``gruppe:12`` a saved group. Without them it
is the definition's choice: conditions of equal weight, and as many peers as it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from django.utils.translation import gettext as _

FEWEST, MOST = 5, 15
WHO, HOW_MANY, SECTOR = "spejl", "antal", "omraade"
_WORDS = {"equal": "lige", "learned": "laert", "kl": "kl", "group": "gruppe"}

Kind = Literal["equal", "learned", "kl", "group"]


@dataclass(frozen=True)
class PeerChoice:
    """Peers found on conditions (equal or learned weights), or given (KL's, or a saved group's).

    ``indicator``: the result that weights are learned from. ``group``: the saved group's number.
    ``k`` 0 is as many as the definition says; it has no meaning where peers are given.
    """

    kind: Kind = "equal"
    indicator: str = ""
    group: int = 0
    k: int = 0

    @property
    def is_default(self) -> bool:
        """Whether this is what one gets without choosing."""
        return self == DEFAULT

    @property
    def is_found(self) -> bool:
        """Whether peers are found by likeness, and not given by somebody."""
        return self.kind in ("equal", "learned")

    @property
    def who(self) -> str:
        """Who is compared with, as it stands in an address."""
        extra = {"learned": self.indicator, "group": str(self.group)}.get(self.kind, "")
        return f"{_WORDS[self.kind]}:{extra}" if extra else _WORDS[self.kind]

    def parameters(self) -> dict[str, str]:
        """What an address must say to come back to this choice; nothing for the default."""
        found = {} if self.kind == "equal" else {WHO: self.who}
        return found | ({HOW_MANY: str(self.k)} if self.k and self.is_found else {})


DEFAULT = PeerChoice()


def query(choice: PeerChoice, sector: str) -> str:
    """Return what follows an address to keep choice and sector: empty, or ``?…``."""
    area = {} if sector == "school" else {SECTOR: sector}
    words = urlencode(area | choice.parameters(), safe=":")
    return f"?{words}" if words else ""


@dataclass(frozen=True)
class Parsed:
    """A choice, and what was wrong with what was asked for, in the reader's language."""

    choice: PeerChoice
    complaint: str = ""


def parse(asked: Mapping[str, str]) -> Parsed:
    """Read a choice from an address; what cannot be read is left out, and said."""
    choice = _who(asked.get(WHO, ""))
    complaint = "" if choice else _("Valget kunne ikke læses; her er de ti på vilkår.")
    k = _count(asked.get(HOW_MANY, ""))
    if k is None:
        complaint = _("Antallet skal være et tal fra %(fewest)d til %(most)d.") % {
            "fewest": FEWEST,
            "most": MOST,
        }
    found = choice or DEFAULT
    return Parsed(replace(found, k=k or 0) if found.is_found else found, complaint)


def from_text(text: str, k: int = 0) -> PeerChoice | None:
    """Read a choice as the command line writes it: equal, learned:INDICATOR, kl or group:NUMBER."""
    word, colon, extra = text.partition(":")
    danish = _WORDS.get(word, "")
    found = _who(f"{danish}{colon}{extra}") if danish else None
    return replace(found, k=k) if found and found.is_found else found


def _who(text: str) -> PeerChoice | None:
    """Return the choice that a word stands for, None for one that stands for none."""
    word, _colon, extra = text.partition(":")
    plain = {"": DEFAULT, "lige": DEFAULT, "kl": PeerChoice("kl")}
    if not extra:
        return plain.get(word)
    if word == "laert":
        return PeerChoice("learned", indicator=extra)
    if word == "gruppe" and extra.isascii() and extra.isdigit() and len(extra) < 10:
        return PeerChoice("group", group=int(extra))
    return None


def _count(text: str) -> int | None:
    """Return how many, 0 for nothing said, None for what is no number within the limits."""
    if not text:
        return 0
    short = text.isascii() and text.isdigit() and len(text) <= 2
    return int(text) if short and FEWEST <= int(text) <= MOST else None
