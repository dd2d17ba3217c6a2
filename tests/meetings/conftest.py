"""The open example edition with two registered municipalities, its people and its meetings."""

import datetime as dt

import pytest
from stories import story

from samspil.meetings import services
from samspil.people import services as people
from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.programmes import services as programmes
from samspil.programmes.wishes import Person, TeamWish, Wish
from samspil.web.example import places

FIRST_DAY = dt.date(2026, 11, 23)
REGISTERED_AT = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@story()
def edition():
    """The example edition: E01 takes part in school, E02 in daycare, E03 not at all."""
    places.prepare()
    programmes.publish_example(actor=ANYBODY, first_day=FIRST_DAY)
    for code, sector in (("E01", "school"), ("E02", "daycare")):
        email = f"chef-{code.lower()}@example.org"
        user = people.find_or_add_user(email=email, name=f"Chefen i {code}", is_example=True)
        people.hold_role(actor=ANYBODY, user=user, role=Role.CHIEF, municipality=code)
        team = TeamWish(sector, 5, (Person(user.name, email, "Chef", is_chief=True),))
        programmes.register_team(
            actor=viewer_for(user),
            edition="example",
            municipality=code,
            wish=Wish(teams=(team,)),
            now=REGISTERED_AT,
        )
    return "example"


def somebody(role=None, municipality="", **where):
    """Return the one person who has this role there, and no other."""
    email = "-".join([str(role), municipality or "alle", *where.values()])
    user = people.find_or_add_user(
        email=f"{email}@example.org".lower(), name=f"En {role or 'gæst'}"
    )
    if role:
        Membership.objects.get_or_create(
            user=user, role=role, municipality_id=municipality or None, ended_at=None, **where
        )
    return user


@pytest.fixture
def person(edition):
    """Make somebody with a role: ``person(Role.FACILITATOR)``, ``person(Role.CHIEF, "E01")``."""
    return somebody


@pytest.fixture
def viewer(person):
    """Make a viewer with a role."""
    return lambda role=None, municipality="", **where: viewer_for(
        person(role, municipality, **where)
    )


@story("edition")
def facilitator():
    """The viewer who runs the programme."""
    return viewer_for(somebody(Role.FACILITATOR))


@story()
def meetings(edition, facilitator):
    """The eight meetings of the edition, in order of time."""
    return services.plan_from_edition(actor=facilitator, edition=edition)


@pytest.fixture
def signed_in(client, person):
    """Sign somebody with a role in; returns the client."""

    def enter(role=None, municipality="", **where):
        client.force_login(person(role, municipality, **where))
        return client

    return enter
