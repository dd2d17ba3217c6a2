"""What is known of pairs beside the figures: travel times somebody brought, and who learns what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.networks.facts import Said
from samspil.networks.models import Exchange, TravelTimes

LEVERS = range(1, 8)

type Matrix = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Grounds:
    """Pair by pair, in the sequence asked for; None where nobody has brought or said anything.

    `minutes` are travel times; `said` holds what each can share and wants to learn.
    """

    minutes: Matrix | None = None
    said: tuple[Said | None, ...] | None = None

    def unmatched(self) -> Matrix | None:
        """Return of how many levers neither of two can learn from the other; NaN where unknown."""
        if self.said is None:
            return None
        return tuple(tuple(_unmatched(one, other) for other in self.said) for one in self.said)


def grounds_of(edition: str, sector: str, codes: Sequence[str]) -> Grounds:
    """Return what is known about these municipalities in an edition ("": in none)."""
    said = exchange_of(edition, sector)
    known = tuple(said.get(code) for code in codes)
    return Grounds(_minutes(codes), known if any(known) else None)


def exchange_of(edition: str, sector: str) -> Mapping[str, Said]:
    """Return by code what municipalities can share and want to learn; without those silent."""
    rows = Exchange.objects.filter(edition=edition, sector=sector) if edition else ()
    said = {row.municipality_id: Said(frozenset(row.shares), frozenset(row.learns)) for row in rows}
    return {code: one for code, one in said.items() if one.shares or one.learns}


def _minutes(codes: Sequence[str]) -> Matrix | None:
    """Return the newest travel times that cover all of them."""
    for table in TravelTimes.objects.all():
        place = {code: at for at, code in enumerate(table.codes)}
        if set(codes) <= set(place):
            at = [place[code] for code in codes]
            return tuple(tuple(float(table.minutes[i][j]) for j in at) for i in at)
    return None


def _unmatched(one: Said | None, other: Said | None) -> float:
    if one is None or other is None:
        return float("nan")
    matched = (one.shares & other.learns) | (one.learns & other.shares)
    return float(len(LEVERS) - len(matched))
