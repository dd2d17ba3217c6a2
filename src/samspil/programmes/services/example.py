"""Registering the fictional municipalities of the example edition."""

import datetime as dt

from django.db import transaction

from samspil.people import services as people
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import rules
from samspil.programmes.editions import EXAMPLE
from samspil.programmes.services import errors
from samspil.programmes.services.confirming import Outcome, register_team
from samspil.programmes.wishes import Person, Wish


@transaction.atomic
def register_for_example(
    *,
    actor: Viewer,
    municipality: str,
    chief: Person,
    wish: Wish,
    now: dt.datetime | None = None,
) -> Outcome:
    """Make ``chief`` the chief of an example municipality, who then registers its team.

    By the same services as everybody else; again changes nothing. Raises as ``register_team``,
    and ExampleOnlyError for a real municipality.
    """
    if not rules.may_publish(actor):
        raise people.NotAllowedError
    place = places.municipality(municipality)
    if place is None:
        raise errors.NoSuchMunicipalityError
    if not place.is_example:
        raise errors.ExampleOnlyError
    user = people.find_or_add_user(
        email=chief.email, name=chief.name, title=chief.title, is_example=True
    )
    people.hold_role(actor=actor, user=user, role=Role.CHIEF, municipality=municipality)
    return register_team(
        actor=viewer_for(user), edition=EXAMPLE, municipality=municipality, wish=wish, now=now
    )
