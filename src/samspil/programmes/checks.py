"""What keeps a wish from being registered. Pure: an edition and a wish in, problems out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from samspil.documents.cpr import find_cpr
from samspil.methods import pricing
from samspil.programmes.editions import Edition
from samspil.programmes.wishes import CONTACT_ROLES, Contact, Person, TeamWish, Wish

# The full check of an address stands in the form; this one keeps slips out of imported lists.
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")

AREAS = ("ppr", "family", "health", "leisure", "special", "youth", "economy", "other")
"""Other parts of a municipality that may have to be involved (R58)."""

LONGEST_NAME = 120
LONGEST_ADDRESS = 254
LONGEST_REMARKS = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that must be put right: what, in which team, about whom or how many."""

    code: str
    sector: str = ""
    about: str = ""


def problems(edition: Edition, wish: Wish) -> tuple[Problem, ...]:
    """Return everything that must be put right before the wish can be registered."""
    return (*flaws(edition, wish), *_missing(edition, wish))


def flaws(edition: Edition, wish: Wish) -> tuple[Problem, ...]:
    """Return what is wrong with a wish, apart from what is still missing; a draft may have none."""
    return (
        *_unpriceable(edition, wish),
        *(problem for team in wish.teams for problem in _people(team)),
        *_names_of_addresses(wish),
        *_too_long("remarks", wish.remarks, LONGEST_REMARKS),
        *(problem for contact in wish.contacts for problem in _contact(contact)),
        *_extras(edition, wish),
    )


def _missing(edition: Edition, wish: Wish) -> Iterator[Problem]:
    """Yield what a finished registration must have: a partnership, and each team its chief."""
    if not wish.teams:
        yield Problem("no_partnership")
    if edition.team is not None and edition.team.chief_required:
        for team in wish.teams:
            if team.chief is None:
                yield Problem("chief_missing", team.sector)
    for level in edition.team.levels if edition.team else ():
        for team in wish.teams:
            if all(person.level != level.value for person in team.people):
                yield Problem("level_missing", team.sector, level.value)


def _unpriceable(edition: Edition, wish: Wish) -> Iterator[Problem]:
    """Yield what the edition's prices and team limits refuse."""
    rules = edition.price_rules()
    if rules is None:
        yield Problem("no_price")
        return
    try:
        pricing.quote(rules, wish.order)
    except pricing.OrderError as error:
        for found in error.problems:
            if found.code != "no_partnership":
                yield _as_problem(found, rules, wish)


def _as_problem(found: pricing.Problem, rules: pricing.PriceRules, wish: Wish) -> Problem:
    """Return a complaint of the pricing method as one of ours; its path names what it is about."""
    name, _bracket, rest = found.path.partition("[")
    place = int(rest.partition("]")[0])
    if name == "pre_analyses":
        return Problem(f"{found.code}_pre_analysis", wish.pre_analyses[place])
    limit = {"too_many_participants": rules.ceiling}.get(found.code, rules.minimum)
    return Problem(found.code, wish.teams[place].sector, str(limit))


def _people(team: TeamWish) -> Iterator[Problem]:
    """Yield what is wrong with the people of one team."""
    if len(team.people) > team.participants:
        yield Problem("more_people_than_places", team.sector, str(len(team.people)))
    for person in team.people:
        yield from _person(team.sector, person)
    addresses = Counter(person.email.casefold() for person in team.people if person.email)
    for address, count in addresses.items():
        if count > 1:
            yield Problem("same_address_twice", team.sector, address)


def _person(sector: str, person: Person) -> Iterator[Problem]:
    """Yield what is wrong with one person."""
    if not person.name and not person.email:
        yield Problem("person_missing", sector, person.title)
        return
    if not person.name:
        yield Problem("name_missing", sector, person.email)
    if not person.email:
        yield Problem("address_missing", sector, person.name)
    elif not _ADDRESS.fullmatch(person.email) or len(person.email) > LONGEST_ADDRESS:
        yield Problem("address_wrong", sector, person.email)
    for text in (person.name, person.title):
        yield from _too_long(sector, text, LONGEST_NAME)


def _contact(contact: Contact) -> Iterator[Problem]:
    """Yield what is wrong with whom to ask."""
    if contact.role not in CONTACT_ROLES:
        yield Problem("unknown_contact", about=contact.role)
    if not contact.name:
        yield Problem("name_missing", about=contact.email)
    elif not contact.email:
        yield Problem("address_missing", about=contact.name)
    elif not _ADDRESS.fullmatch(contact.email) or len(contact.email) > LONGEST_ADDRESS:
        yield Problem("address_wrong", about=contact.email)
    yield from _too_long("", contact.name, LONGEST_NAME)


def _extras(edition: Edition, wish: Wish) -> Iterator[Problem]:
    """Yield what the edition does not offer, and areas that nobody knows."""
    if wish.process_support and edition.process_support is None:
        yield Problem("no_process_support")
    for area in wish.areas:
        if area not in AREAS:
            yield Problem("unknown_area", about=area)


def _too_long(sector: str, text: str, longest: int) -> Iterator[Problem]:
    """Yield a problem for a text too long to keep, or one that seems to hold a CPR number."""
    if len(text) > longest:
        yield Problem("too_long", sector, str(longest))
    if find_cpr(text):
        yield Problem("cpr", sector)


def _names_of_addresses(wish: Wish) -> Iterator[Problem]:
    """Yield the addresses that stand for two differently named people."""
    names: dict[str, str] = {}
    for team in wish.teams:
        for person in team.people:
            if names.setdefault(person.email.casefold(), person.name) != person.name:
                yield Problem("one_address_two_names", team.sector, person.email)
