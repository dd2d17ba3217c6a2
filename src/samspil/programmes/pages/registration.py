"""Pages of a registration: its steps, the binding page, the receipt."""

from typing import Any

from samspil.people import selectors as people
from samspil.people.roles import Role
from samspil.programmes import checks, steps, words
from samspil.programmes.checks import Problem
from samspil.programmes.edition_parts import Strength
from samspil.programmes.pages.receipt import bound, vat
from samspil.programmes.selectors import EditionView
from samspil.programmes.visit import Visit
from samspil.programmes.wishes import Wish, quote


def price(view: EditionView, wish: Wish) -> dict[str, Any]:
    """Return the panel that shows the price, line by line."""
    return {
        "quote": quote(view.content, wish),
        "vat": view.vat and words.vat(view.vat),
    }


def step(visit: Visit, current: str, wish: Wish | None = None) -> dict[str, Any]:
    """Return what every step shows: where one is, and the price of the draft or of ``wish``."""
    all_steps = steps.of(visit, current)
    number = next(place for place, one in enumerate(all_steps, start=1) if one.is_current)
    return price(visit.edition, wish or visit.wish) | {
        "visit": visit,
        "edition": visit.edition,
        "steps": all_steps,
        "step": all_steps[number - 1],
        "number": number,
    }


def confirm(visit: Visit) -> dict[str, Any]:
    """Return what is binding, for whom, on which terms, and what is still missing."""
    content = visit.edition.content
    missing = [
        (words.problem(found), _where(visit, found))
        for found in checks.problems(content, visit.wish)
    ]
    return {
        "missing": missing,
        "chiefs": people.holders(Role.CHIEF, visit.code, visit.edition.id),
        "binding": [one for one in content.obligations if one.strength is Strength.BINDING],
        "hours": words.hours(content),
    }


def _where(visit: Visit, found: Problem) -> str:
    """Return the step at which a problem is put right."""
    if found.code == "unknown_sector":
        return visit.address("sectors")
    if found.code.endswith("_pre_analysis"):
        return visit.address("extras")
    if found.sector in {team.sector for team in visit.wish.teams}:
        return visit.address("team", found.sector)
    return visit.address("sectors")


def receipt(visit: Visit) -> dict[str, Any]:
    """Return a confirmed registration."""
    registration = visit.registration
    confirmation = registration.confirmation if registration else None
    content = visit.terms.content
    return {
        "visit": visit,
        "edition": visit.edition,
        "terms_number": visit.terms_number,
        "terms_changed": visit.terms.version != visit.edition.version,
        "registration": registration,
        "confirmation": confirmation,
        "bound": bound(registration) if registration else "",
        "quote": confirmation.price if confirmation else None,
        "vat": vat(visit, confirmation) if confirmation else "",
        "binding": [one for one in content.obligations if one.strength is Strength.BINDING],
        "hours": words.hours(content),
        "unnamed": sum(team.participants - len(team.people) for team in visit.wish.teams),
    }
