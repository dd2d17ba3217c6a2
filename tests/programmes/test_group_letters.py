"""A letter to a chosen set: who is in it, tried on oneself, sent once each."""

import pytest
from django.db import IntegrityError, transaction
from enrolled import register, someone, team
from stories import story

from samspil.jobs.models import Job
from samspil.letters.models import Letter
from samspil.people.models import User
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import NotAllowedError
from samspil.programmes import selectors, services
from samspil.programmes.models import GroupLetter, GroupLetterAddressee

pytestmark = pytest.mark.django_db
BASE = "/partnerskaber/example/tilmeldinger/skriv/"
SAID = {"audience": "chiefs", "subject": "Husk navne", "body": "Skriv de sidste navne på."}
BAD = [
    ({"audience": ""}, "audience"),
    ({"audience": "everybody"}, "audience"),
    ({"audience": "chosen"}, "municipalities"),
    ({"audience": "chosen", "municipalities": ["999"]}, "municipalities"),
    ({"subject": " "}, "subject"),
    ({"subject": "x" * 161}, "subject"),
    ({"body": "Om barnet 010203-1234"}, "body"),
]


@story()
def both(chief):
    """E01 with both sectors and one name missing; E02 with all its names."""
    register(chief, team("daycare", 5, named=4), team("school", 5, named=5))
    bea = viewer_for(someone("bea", Role.CHIEF, "E02"))
    register(bea, team("school", 5, named=5, chief="bea"), code="E02")


@pytest.fixture
def fy(client, person, both, clock):
    client.force_login(person("fy", Role.FACILITATOR))
    return client


@pytest.fixture
def organiser(viewer):
    return viewer("fy", Role.FACILITATOR)


def sent():
    return sorted(Letter.objects.filter(template="group_letter").values_list("to", flat=True))


class TestWhoIsInTheSet:
    @pytest.mark.parametrize(
        ("audience", "codes", "number"),
        [("names", (), 1), ("chiefs", (), 2), ("daycare", (), 4), ("chosen", ("E02",), 5)],
    )
    def test_each(self, both, organiser, audience, codes, number):
        found = selectors.addressees(organiser, "example", audience, codes)
        assert len(found) == number
        assert len({one.email for one in found}) == number

    def test_one_in_two_teams_is_written_to_once(self, both, organiser):
        found = selectors.addressees(organiser, "example", "chosen", ("E01",))
        assert [one.name for one in found].count("Ada") == 1

    def test_others_learn_of_nobody(self, both, viewer, person):
        assert selectors.addressees(viewer_for(person("ada")), "example", "chiefs") == []
        assert selectors.group_letters(viewer_for(person("ada")), "example") == []


class TestSending:
    def test_written_tried_and_sent_once_each(self, fy):
        page = fy.post(BASE, SAID)
        number = GroupLetter.objects.get().pk
        assert page.url == f"{BASE}{number}/"
        shown = fy.get(page.url).content.decode()
        assert "2 personer får hver sin mail" in shown
        assert "bea@example.org" in shown
        fy.post(page.url, {"go": "test"})
        assert sent() == ["fy@example.org"]
        fy.post(page.url, SAID | {"go": "save", "subject": "Husk\nnavne nu"})
        assert GroupLetter.objects.get().subject == "Husk navne nu"
        assert fy.post(page.url, {"go": "send"}).url.startswith("/arbejde/")
        fy.post(page.url, {"go": "send"})
        assert Job.objects.filter(kind="programmes.group_letter").count() == 1
        while services.write_next(letter=number):
            pass
        assert not services.write_next(letter=number)
        assert sent() == ["ada@example.org", "bea@example.org", "fy@example.org"]
        assert "2 af 2 er skrevet til" in fy.get(page.url).content.decode()
        fy.post(page.url, SAID | {"go": "save", "subject": "For sent"})
        assert GroupLetter.objects.get().subject == "Husk navne nu"

    def test_stopped_midway_it_goes_on_with_the_rest(self, both, organiser):
        row = services.write_group_letter(actor=organiser, edition="example", **SAID)
        services.send_group_letter(actor=organiser, edition="example", number=row.pk)
        assert services.write_next(letter=row.pk)
        # A worker that lost its note after the letter was written writes no second one.
        GroupLetterAddressee.objects.update(written_at=None)
        while services.write_next(letter=row.pk):
            pass
        assert sent() == ["ada@example.org", "bea@example.org"]

    def test_somebody_who_left_meanwhile_gets_nothing(self, both, organiser):
        row = services.write_group_letter(actor=organiser, edition="example", **SAID)
        services.send_group_letter(actor=organiser, edition="example", number=row.pk)
        User.objects.filter(email="bea@example.org").update(is_active=False)
        while services.write_next(letter=row.pk):
            pass
        assert sent() == ["ada@example.org"]


class TestRefused:
    def test_bad_input_names_its_field_and_keeps_nothing(self, fy, subtests):
        for changes, field in BAD:
            with subtests.test(changes=changes):
                answer = fy.post(BASE, SAID | changes)
                assert answer.status_code == 422
                assert f'id="id_{field}_error"' in answer.content.decode()
                assert not GroupLetter.objects.exists()

    def test_an_empty_set(self, client, person, edition, clock):
        client.force_login(person("fy", Role.FACILITATOR))
        answer = client.post(BASE, SAID)
        assert answer.status_code == 422
        assert "Ingen er i den gruppe nu" in answer.content.decode()

    def test_others(self, client, both, person, organiser):
        row = services.write_group_letter(actor=organiser, edition="example", **SAID)
        own = f"{BASE}{row.pk}/"
        assert client.get(own).url.startswith("/konto/login/")
        client.force_login(person("ada"))
        for address in (BASE, own):
            assert client.get(address).status_code == 403
            assert client.post(address, {"go": "send"}).status_code == 403
            assert client.delete(address).status_code == 405
        with pytest.raises(NotAllowedError):
            services.send_group_letter(
                actor=viewer_for(person("ada")), edition="example", number=row.pk
            )
        assert sent() == []

    def test_a_letter_that_is_not_there(self, fy):
        assert fy.get(f"{BASE}9/").status_code == 404

    def test_the_database_writes_to_nobody_twice(self, both, organiser, person):
        row = services.write_group_letter(actor=organiser, edition="example", **SAID)
        row.addressees.create(user=person("bo"))
        with pytest.raises(IntegrityError), transaction.atomic():
            row.addressees.create(user=person("bo"))
