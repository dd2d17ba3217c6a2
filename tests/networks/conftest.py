"""The open example edition with registered municipalities that do not exist, and its people."""

import datetime as dt

import pytest
from stories import story

from samspil.networks import services
from samspil.networks.models import Bench
from samspil.people import services as people
from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.programmes import services as programmes
from samspil.programmes.wishes import Person, TeamWish, Wish
from samspil.web.example import figures, places

FIRST_DAY = dt.date(2026, 11, 23)
REGISTERED_AT = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
WHERE = {"edition": "example", "sector": "school"}
TWELVE = tuple(f"E{number:02}" for number in range(1, 13))


def register(code, *sectors):
    """Let the chief of an example municipality register it, by the ordinary services."""
    email = f"chef-{code.lower()}@example.org"
    user = people.find_or_add_user(email=email, name=f"Chefen i {code}", is_example=True)
    people.hold_role(actor=ANYBODY, user=user, role=Role.CHIEF, municipality=code)
    chief = Person(user.name, email, "Chef", is_chief=True)
    programmes.register_team(
        actor=viewer_for(user),
        edition="example",
        municipality=code,
        wish=Wish(teams=tuple(TeamWish(sector, 5, (chief,)) for sector in sectors)),
        now=REGISTERED_AT,
    )


def someone(role=None, municipality="", **where):
    """Return the one person who has this role, and no other."""
    user = people.find_or_add_user(
        email="-".join([str(role), municipality, *where.values(), "@example.org"]).lower(),
        name=f"En {role or 'gæst'}",
    )
    if role:
        Membership.objects.get_or_create(
            user=user, role=role, municipality_id=municipality or None, ended_at=None, **where
        )
    return user


@story()
def edition():
    """The example edition, with nobody registered."""
    places.prepare()
    programmes.publish_example(actor=ANYBODY, first_day=FIRST_DAY)
    return "example"


@story("edition")
def twelve():
    """Twelve municipalities in school, the first four of them in daycare too."""
    for number, code in enumerate(TWELVE):
        register(code, *(("school", "daycare") if number < 4 else ("school",)))
    return "example"


@story("twelve")
def proposal():
    """The groups that are best for the twelve."""
    return services.propose(actor=viewer_for(someone(Role.FACILITATOR)), **WHERE)


@story("edition")
def eight():
    """Eight municipalities, so that every answer is proved at once."""
    for code in TWELVE[:8]:
        register(code, "school")
    return "example"


@story("eight")
def bench():
    """The best groups on the table."""
    facilitator = viewer_for(someone(Role.FACILITATOR))
    services.lay_out(actor=facilitator, **WHERE)
    services.find_best(actor=facilitator, version=1, **WHERE)
    return Bench.objects.get()


@story("edition")
def few():
    """Three municipalities, for what does not need many."""
    for code in TWELVE[:3]:
        register(code, "school")
    return "example"


@story("few")
def small():
    """A proposal for the three."""
    return services.propose(actor=viewer_for(someone(Role.FACILITATOR)), **WHERE)


@story("edition")
def six():
    """Six municipalities in school."""
    for code in TWELVE[:6]:
        register(code, "school")
    return "example"


@story("edition")
def with_figures():
    """The examples' invented figures."""
    figures.prepare()


@pytest.fixture
def registering():
    """Register one more: ``registering("E01", "school")``."""
    return register


@pytest.fixture
def person(edition):
    """Make somebody with a role: ``person(Role.FACILITATOR)``, ``person(Role.CHIEF, "E01")``."""
    return someone


@pytest.fixture
def facilitator(person):
    """The viewer who runs the programme."""
    return viewer_for(person(Role.FACILITATOR))


@pytest.fixture
def viewer(person):
    """Make a viewer with a role."""
    return lambda role=None, municipality="", **where: viewer_for(
        person(role, municipality, **where)
    )


@pytest.fixture
def signed_in(client, person):
    """Sign somebody with a role in; returns the client."""

    def enter(role=None, municipality="", **where):
        client.force_login(person(role, municipality, **where))
        return client

    return enter
