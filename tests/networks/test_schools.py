"""Networks across schools: consent, families of schools alike, and what ends when a yes is taken
back. The municipalities are real ones with public schools; what they say here is a test's."""

import re

import pytest
from django.db import IntegrityError, transaction

from samspil.networks import selectors, services
from samspil.networks.models import SchoolConsent, SchoolNetwork
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import ParticipatingMunicipality

PAGE = "/partnerskaber/example/netvaerk/skoler/"
THREE = {"461": "Odense", "751": "Aarhus", "851": "Aalborg"}


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def three(edition, monkeypatch):
    """Three large municipalities, as if they took part in school."""
    places = [ParticipatingMunicipality(code, name) for code, name in THREE.items()]
    monkeypatch.setattr(
        programmes, "participants", lambda _edition, sector: places if sector == "school" else []
    )
    monkeypatch.setattr(
        programmes, "taking_part", lambda _edition, sectors: THREE if "school" in sectors else {}
    )
    return edition


@pytest.fixture
def agreed(three, viewer):
    for code in ("461", "751"):
        services.agree(actor=viewer(Role.CHIEF, code), edition="example", municipality=code)


def test_only_schools_of_those_who_agree_and_alike(agreed, facilitator):
    found = selectors.school_networks(facilitator, "example")
    assert found
    owners = selectors.owners()
    for one in found:
        assert {row.municipality for row in one.schools} == {"461", "751"}
        assert all(owners[row.number] == row.municipality for row in one.schools)
        names = [row.name for row in one.schools]
        assert len(names) == len(one.schools)


def test_together_and_out_again_when_a_yes_is_taken_back(agreed, facilitator, viewer):
    one = selectors.school_networks(facilitator, "example")[0]
    numbers = [row.number for row in one.schools]
    put = {"actor": facilitator, "edition": "example", "family": one.family, "reason": "Ens vilkår"}
    services.accept_school_network(schools=numbers, **put)
    services.accept_school_network(schools=numbers, **put)
    assert SchoolNetwork.objects.filter(ended_at=None).count() == 1
    same = [one for one in selectors.school_networks(facilitator, "example") if one.is_accepted]
    assert [row.is_in for row in same[0].schools] == [True] * len(numbers)
    services.agree_no_more(actor=viewer(Role.CHIEF, "751"), edition="example", municipality="751")
    assert not SchoolNetwork.objects.filter(ended_at=None).exists()
    assert selectors.school_networks(facilitator, "example") == []


def test_who_may_say_what(agreed, facilitator, viewer):
    for who in (facilitator, viewer(Role.PROJECT_LEAD, "851"), viewer(Role.CHIEF, "461")):
        with pytest.raises(NotAllowedError):
            services.agree(actor=who, edition="example", municipality="851")
    with pytest.raises(services.InvalidChangeError):
        services.agree(actor=viewer(Role.CHIEF, "101"), edition="example", municipality="101")
    one = selectors.school_networks(facilitator, "example")[0]
    put = {"edition": "example", "family": one.family, "reason": "x"}
    lone = [row.number for row in one.schools if row.municipality == "461"]
    for schools in (lone, ["999999"], []):
        with pytest.raises(services.InvalidChangeError):
            services.accept_school_network(actor=facilitator, schools=schools, **put)
    with pytest.raises(NotAllowedError):
        services.accept_school_network(actor=viewer(Role.CHIEF, "461"), schools=lone, **put)
    assert selectors.school_networks(viewer(Role.CHIEF, "101"), "example") == []


def test_the_page(three, person, client, facilitator):
    for code in ("461", "751"):
        client.force_login(person(Role.CHIEF, code))
        answer = client.post(PAGE, {"go": "agree", "code": code}, follow=True)
        assert "Skolerne kan være med." in text(answer)
    assert client.post(PAGE, {"go": "agree", "code": "851"}).status_code == 403
    one = selectors.school_networks(facilitator, "example")[0]
    numbers = [row.number for row in one.schools]
    chosen = {"family": one.family, "schools": numbers, "reason": "De ligner hinanden"}
    assert client.post(PAGE, chosen).status_code == 403
    client.force_login(person(Role.FACILITATOR))
    assert client.post(PAGE, chosen | {"schools": numbers[:1]}).status_code == 422
    assert client.post(PAGE, chosen | {"reason": "Pia 010190-1234"}).status_code == 422
    assert client.post(PAGE, chosen | {"family": "0"}).status_code == 404
    done = client.post(PAGE, chosen, follow=True)
    assert "De ligner hinanden" in text(done)
    client.force_login(person(Role.CHIEF, "101"))
    assert client.get(PAGE).status_code == 403
    client.logout()
    assert client.get(PAGE).status_code == 302


def test_the_example_has_no_schools_and_says_so(twelve, signed_in):
    page = text(signed_in(Role.CHIEF, "E01").get(PAGE))
    assert "Sig ja for jeres skoler" in page
    assert "opdigtede kommuner har ingen skoler" in page


def test_the_database_keeps_one_yes_and_one_network(edition, person):
    chief = person(Role.CHIEF, "E01")
    SchoolConsent.objects.create(edition="example", municipality_id="E01", given_by=chief)
    SchoolNetwork.objects.create(edition="example", family="1", schools=[], reason="x")
    for act in (
        lambda: SchoolConsent.objects.create(
            edition="example", municipality_id="E01", given_by=chief
        ),
        lambda: SchoolNetwork.objects.create(edition="example", family="1", schools=[], reason="x"),
        lambda: SchoolNetwork.objects.create(edition="e", family="1", schools=[], reason=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


class TestOwnPage:
    @pytest.fixture
    def network(self, agreed, facilitator):
        one = selectors.school_networks(facilitator, "example")[0]
        return services.accept_school_network(
            actor=facilitator, edition="example", family=one.family, reason="Ens vilkår",
            schools=[row.number for row in one.schools],
        )  # fmt: skip

    def page(self, network):
        return f"{PAGE}{network.pk}/"

    def test_a_school_leader_sees_schools_own_people_and_meetings(
        self, network, client, person, monkeypatch
    ):
        from samspil.meetings import services as meetings
        from samspil.people.selectors import viewer_for
        from samspil.programmes.selectors import AttendingMunicipality, TeamPerson

        meetings.plan_from_edition(actor=viewer_for(person(Role.FACILITATOR)), edition="example")
        leader = TeamPerson(1, "Lis Leder", "lis@example.org", "Skoleleder", ("school",))
        other = TeamPerson(2, "Dag Pleje", "dag@example.org", "", ("daycare",))
        own = AttendingMunicipality("461", "Odense", False, False, (leader, other), 0)
        monkeypatch.setattr(programmes, "attending", lambda _viewer, _edition: [own])
        client.force_login(person(Role.MEMBER, "461"))
        listed = client.get(PAGE)
        assert self.page(network) in listed.content.decode()
        answer = client.get(self.page(network))
        words = text(answer)
        assert f"{len(network.schools)} skoler fra 2 kommuner" in words
        # Aarhus sorts as Århus, last.
        assert [place.name for place in answer.context["places"]] == ["Odense", "Aarhus"]
        assert "Lis Leder" in words
        assert "lis@example.org" in words
        assert "Dag Pleje" not in words
        assert "arrangøren formidler kontakten" in words
        assert "Netværksdag 1" in words
        assert "Styregruppemøde" not in words

    def test_it_is_for_those_in_it(self, network, client, person, three):
        assert client.get(self.page(network)).status_code == 302
        client.force_login(person(Role.MEMBER, "851"))
        assert client.get(self.page(network)).status_code == 404
        assert self.page(network) not in client.get(PAGE).content.decode()
        client.force_login(person(Role.CHIEF, "101"))
        assert client.get(self.page(network)).status_code == 403
        client.force_login(person(Role.FACILITATOR))
        assert client.get(self.page(network)).status_code == 200
        assert client.post(self.page(network)).status_code == 405
        assert client.get(f"{PAGE}999999/").status_code == 404

    def test_who_no_longer_agrees_is_not_in_it(self, network, viewer, facilitator):
        SchoolConsent.objects.filter(municipality="751").delete()
        found = selectors.school_network(facilitator, "example", network.pk)
        assert found.codes == ("461",)
        assert selectors.school_network(viewer(Role.CHIEF, "751"), "example", network.pk) is None
        services.agree_no_more(
            actor=viewer(Role.CHIEF, "461"), edition="example", municipality="461"
        )
        assert selectors.school_network(facilitator, "example", network.pk) is None
