"""Who sees which registrations, and who takes part."""

import datetime as dt

import pytest

from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY
from samspil.programmes import selectors, services
from samspil.programmes.wishes import Wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered(edition, viewer, team, now):
    """Fabelborg in both sectors, Prøvestrand with a draft in school."""

    def act(service, name, code, **more):
        actor = viewer(name, Role.CHIEF, code)
        service(actor=actor, edition="example", municipality=code, now=now, **more)

    act(
        services.register_team,
        "ada",
        "E01",
        wish=Wish((team("daycare"), team("school", 6, named=2))),
    )
    act(services.change_draft, "otto", "E02", change=lambda _: Wish((team("school"),)))


def codes(sector, edition="example"):
    return [(one.code, one.name) for one in selectors.participants(edition, sector)]


def test_only_the_confirmed_take_part(registered, viewer, team, now):
    assert codes("school") == [("E01", "Fabelborg")]
    assert codes("daycare") == [("E01", "Fabelborg")]
    otto = viewer("otto", Role.CHIEF, "E02")
    services.register_team(
        actor=otto,
        edition="example",
        municipality="E02",
        wish=Wish((team("school", chief="otto"),)),
        now=now,
    )
    assert codes("school") == [("E01", "Fabelborg"), ("E02", "Prøvestrand")]
    assert codes("daycare") == [("E01", "Fabelborg")]
    assert codes("school", "2022-23") == []
    assert codes("youth") == []


@pytest.mark.parametrize(
    ("role", "place", "sees_confirmed", "sees_draft"),
    [
        (Role.CHIEF, "E01", True, False),
        (Role.MEMBER, "E01", True, False),
        (Role.CHIEF, "E02", False, True),
        (Role.PROJECT_LEAD, "E02", False, True),
        (Role.MEMBER, "E02", False, False),
        (Role.PROGRAMME_OWNER, "", True, True),
        (Role.FACILITATOR, "", True, True),
        (Role.REGISTRATION_CONTACT, "", True, True),
        (Role.CONSULTANT, "E01", False, False),
        (Role.POLITICIAN, "E01", False, False),
    ],
)
def test_who_sees_a_registration(registered, viewer, role, place, sees_confirmed, sees_draft):
    looking = viewer("somebody", role, place)
    assert bool(selectors.registration_for(looking, "example", "E01")) == sees_confirmed
    assert bool(selectors.registration_for(looking, "example", "E02")) == sees_draft
    assert selectors.registration_for(looking, "2022-23", "E01") is None


def test_nobody_in_particular_sees_none(registered):
    assert selectors.registration_for(ANYBODY, "example", "E01") is None
    assert selectors.registrations(ANYBODY, "example") == []
    assert selectors.own_choices(ANYBODY, "example") == []


def test_the_list_tells_of_a_draft_only_that_it_was_begun(registered, viewer, now):
    first, second = selectors.registrations(viewer("fy", Role.FACILITATOR), "example")
    assert (first.code, first.is_confirmed, first.total) == ("E01", True, 119_995)
    assert (first.named, first.participants, first.confirmed_by) == (3, 11, "Ada")
    assert (second.code, second.is_confirmed, second.total) == ("E02", False, None)
    assert (second.teams, second.begun_at) == ((), now)


def test_an_organiser_of_another_edition_sees_none(registered, viewer):
    elsewhere = viewer("fy", Role.FACILITATOR, "", "2022-23")
    assert selectors.registrations(elsewhere, "example") == []


def test_the_list_takes_few_queries(registered, viewer, django_assert_max_num_queries):
    looking = viewer("fy", Role.FACILITATOR)
    with django_assert_max_num_queries(6):
        selectors.registrations(looking, "example")


def test_own_registrations_stand_beside_their_edition(registered, viewer):
    rows = {row.edition.id: row.own for row in selectors.editions(viewer("ada", None))}
    assert [(one.code, one.is_confirmed) for one in rows["example"]] == [("E01", True)]
    assert rows["2021"] == ()
    draft = selectors.editions(viewer("otto", None))[0].own
    assert [(one.name, one.is_confirmed) for one in draft] == [("Prøvestrand", False)]


def test_choices_are_alphabetical(edition, viewer):
    viewer("both", Role.CHIEF, "E02")
    both = viewer("both", Role.PROJECT_LEAD, "E01")
    assert [one.code for one in selectors.own_choices(both, "example")] == ["E01", "E02"]
    viewer("past", Role.CHIEF, "E01", "2022-23")
    assert selectors.own_choices(viewer("past", None), "example") == []


def test_open_until_its_deadline(edition, now):
    view = selectors.edition("example")
    assert view.is_open(now)
    assert view.closed(now) is None
    later = now + dt.timedelta(days=90)
    assert view.closed(later) is selectors.Closed.DEADLINE_PASSED
    assert selectors.edition("2021").closed(now) is selectors.Closed.HISTORICAL
