"""Fictional people, and teams they register, by the ordinary services: what stories are told with.

Imported where the settings stand.
"""

import datetime as dt

from samspil.people import services as people
from samspil.people.viewer import ANYBODY
from samspil.programmes import services
from samspil.programmes.wishes import Person, TeamWish, Wish

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
"""A moment on the first day of the example edition."""


def someone(name, role=None, municipality="", edition="", sector=""):
    """Return somebody of this name, with a role."""
    user = people.find_or_add_user(email=f"{name}@example.org", name=name.capitalize())
    if role:
        people.hold_role(
            actor=ANYBODY,
            user=user,
            role=role,
            municipality=municipality,
            edition=edition,
            sector=sector,
        )
    return user


def team(sector, participants=5, named=1, chief="ada"):
    """Make a team with its chief, and names for the others as far as asked."""
    first = Person(chief.capitalize(), f"{chief}@example.org", "Chef", is_chief=True)
    others = [
        Person(f"{sector} {number}", f"{sector}{number}@example.org", "Konsulent")
        for number in range(2, named + 1)
    ]
    return TeamWish(sector, participants, (first, *others))


def register(actor, *teams, pre_analyses=(), code="E01"):
    """Make a registration in the example edition that binds: school, five people."""
    wish = Wish(teams or (team("school"),), pre_analyses)
    return services.register_team(
        actor=actor, edition="example", municipality=code, wish=wish, now=NOW
    )
