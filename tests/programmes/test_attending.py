"""Who comes from each municipality: by name, once, and told apart when it has left."""

import pytest

from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY
from samspil.programmes import selectors, services
from samspil.programmes.wishes import Person, TeamWish, Wish

pytestmark = pytest.mark.django_db
CHIEF = Person("Øjvind", "oe@example.org", "Chef", is_chief=True)
OTHER = Person("Åse", "aase@example.org", "Leder")
THIRD = Person("Zoe", "zoe@example.org")


@pytest.fixture
def registered(chief, edition, now):
    teams = (TeamWish("school", 4, (OTHER, CHIEF, THIRD)), TeamWish("daycare", 2, (CHIEF,)))
    services.register_team(
        actor=chief, wish=Wish(teams), now=now, edition="example", municipality="E01"
    )


def test_each_once_in_danish_order_with_what_has_no_name(registered, viewer):
    (found,) = selectors.attending(viewer("fy", Role.FACILITATOR), "example")
    assert (found.code, found.has_left, found.unnamed) == ("E01", False, 2)
    assert [one.name for one in found.people] == ["Zoe", "Øjvind", "Åse"]
    assert found.people[1].sectors == ("daycare", "school")


def test_who_sees_whom_and_a_municipality_that_left(registered, viewer):
    assert selectors.attending(ANYBODY, "example") == []
    assert selectors.attending(viewer("ida", Role.CHIEF, "E02"), "example") == []
    assert len(selectors.attending(viewer("bo", Role.MEMBER, "E01"), "example")) == 1
    services.withdraw(
        actor=viewer("eja", Role.PROGRAMME_OWNER),
        edition="example",
        municipality="E01",
        reason="Nej",
        keep_price=False,
    )
    (found,) = selectors.attending(viewer("fy", Role.FACILITATOR), "example")
    assert found.has_left
    assert len(found.people) == 3
