"""What a municipality asks for: teams, people, pre-analyses. Plain values, no Django.

A wish can be half finished. What it lacks is found by ``checks``; what it costs by
``methods.pricing``.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from samspil.methods import pricing
from samspil.programmes.editions import Edition


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who will take part. The e-mail address is how we tell them that they are named."""

    name: str
    email: str
    title: str = ""
    is_chief: bool = False
    level: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask at the municipality: about the ``content``, or about what is ``practical``."""

    role: str
    name: str
    email: str


CONTACT_ROLES = ("content", "practical")


@dataclass(frozen=True, slots=True)
class TeamWish:
    """One sector's team: how many take part, and those of them who are named by now."""

    sector: str
    participants: int
    people: tuple[Person, ...] = ()

    @property
    def chief(self) -> Person | None:
        """The first who is named as the chief of the area."""
        return next((person for person in self.people if person.is_chief), None)

    @property
    def others(self) -> tuple[Person, ...]:
        """Those named beside the chief."""
        return tuple(person for person in self.people if person != self.chief)


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything a registration asks for, finished or not."""

    teams: tuple[TeamWish, ...] = ()
    pre_analyses: tuple[str, ...] = ()
    remarks: str = ""
    contacts: tuple[Contact, ...] = ()
    areas: tuple[str, ...] = ()
    process_support: bool = False

    def contact(self, role: str) -> Contact | None:
        """Return whom to ask, if somebody is named."""
        return next((one for one in self.contacts if one.role == role), None)

    def team(self, sector: str) -> TeamWish | None:
        """Return the team of a sector, if it is wished for."""
        return next((team for team in self.teams if team.sector == sector), None)

    def with_team(self, team: TeamWish) -> "Wish":
        """Return the wish with this team in place of the sector's former one."""
        others = tuple(one for one in self.teams if one.sector != team.sector)
        return replace(self, teams=(*others, team))

    def in_sequence(self, sectors: tuple[str, ...]) -> "Wish":
        """Return the same wish in the edition's sequence, so that equal wishes are equal."""
        place = {sector: number for number, sector in enumerate(sectors)}
        return replace(
            self,
            teams=tuple(sorted(self.teams, key=lambda team: place.get(team.sector, len(place)))),
            pre_analyses=tuple(
                sorted(self.pre_analyses, key=lambda sector: place.get(sector, len(place)))
            ),
            contacts=tuple(sorted(self.contacts, key=lambda one: one.role)),
            areas=tuple(sorted(self.areas)),
        )

    @property
    def order(self) -> pricing.Order:
        """The part of the wish that has a price."""
        return pricing.Order(
            tuple(pricing.Partnership(team.sector, team.participants) for team in self.teams),
            self.pre_analyses,
        )


def seen(wish: Wish, version: str) -> str:
    """Return a mark of what somebody saw before confirming: the wish and the terms.

    When a colleague changes the draft in between, the mark differs and nothing is confirmed.
    """
    stated = json.dumps([version, asdict(wish)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(stated.encode()).hexdigest()[:16]


def quote(edition: Edition, wish: Wish) -> pricing.Quote | None:
    """Return the price of a wish; None while it cannot be priced, or where no price was stated."""
    rules = edition.price_rules()
    if rules is None:
        return None
    try:
        return pricing.quote(rules, wish.order)
    except pricing.OrderError:
        return None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The price of every sector together, and what it saves against buying each alone."""

    price: Decimal
    saving: Decimal


def partnership_bundle(edition: Edition) -> Bundle | None:
    """Return the price of joining every sector; None where the edition has no such price."""
    prices = edition.prices
    return None if prices is None else _bundle(prices.partnership, prices.partnership_bundle)


def pre_analysis_bundle(edition: Edition) -> Bundle | None:
    """Return the price of a pre-analysis in every sector; None where there is no such price."""
    prices = edition.prices
    return None if prices is None else _bundle(prices.pre_analysis, prices.pre_analysis_bundle)


def _bundle(singles: Mapping[str, Decimal], together: Decimal | None) -> Bundle | None:
    if together is None:
        return None
    return Bundle(together, sum(singles.values(), Decimal(0)) - together)
