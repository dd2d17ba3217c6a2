"""The page of a wider circle."""

import re

import pytest
from django.test import Client

from samspil.letters.models import Letter
from samspil.screening.asking import asked
from samspil.screening.circles import field_of, option_of
from samspil.surveys.models import Invitation

pytestmark = pytest.mark.django_db
OTHER = "E92"
ASKED = {"role": "staff", "addresses": "a@example.org\nb@example.org, c@example.org"}


@pytest.fixture
def address(screening):
    return f"/foranalyse/{screening.pk}/kreds/"


@pytest.fixture
def signed_in(person):
    def act(role, municipality="E91"):
        client = Client()
        client.force_login(person(role, municipality))
        return client

    return act


def closes_on(client, address):
    page = client.get(address).content.decode()
    return re.search(r'name="closes_on" value="([\d-]+)"', page)[1]


def test_from_asking_to_seeing(signed_in, address, screening):
    client = signed_in("consultant")
    page = client.get(address).content.decode()
    assert "I kan spørge ledere, medarbejdere og forældre" in page
    sent = ASKED | {"closes_on": closes_on(client, address)}
    sent["addresses"] += "\nd@example.org e@example.org"
    page = client.post(f"{address}spoerg/", sent, follow=True).content.decode()
    assert "5 får nu en mail med hver sit personlige link." in page
    assert "0 af 5 har svaret." in page
    for letter in Letter.objects.all():
        token = re.search(r"/svar/([\w-]+)/", letter.words)[1]
        values = {field_of(one.id): option_of(3) for one in asked(screening)}
        assert Client().post(f"/svar/{token}/", values).status_code == 302
    assert "Alle har svaret" in client.post(f"{address}mind/", follow=True).content.decode()
    page = client.post(f"{address}luk/", follow=True).content.decode()
    assert "5 af 5 har svaret." in page
    assert "I har ikke vurderet spørgsmålet endnu." in page
    assert '<td class="num">5</td>' in page
    page = client.post(f"{address}brug/", follow=True).content.decode()
    assert "Svarene står nu som grundlag på spørgsmålene." in page
    assert "Brug svarene som grundlag" not in page
    late = client.post(f"{address}spoerg/", ASKED, follow=True).content.decode()
    assert "Der er lukket for svar, så ingen kan spørges mere." in late


def test_one_pauses_and_goes_on_without_script(signed_in, address, screening):
    client = signed_in("chief")
    client.post(f"{address}spoerg/", ASKED | {"closes_on": closes_on(client, address)})
    door = "/svar/" + re.search(r"/svar/([\w-]+)/", Letter.objects.first().words)[1] + "/"
    first = field_of(asked(screening)[0].id)
    paused = Client().post(door, {first: option_of(2), "later": "1"}, follow=True).content.decode()
    assert f"I har svaret på 1 af {len(asked(screening))} spørgsmål. Det er gemt." in paused
    again = Client().get(door).content.decode()
    assert re.search(rf'name="{first}" value="level_2"[^>]*checked', again)
    missing = Client().post(door, {first: option_of(4)}).content.decode()
    assert "Vælg et svar her" in missing
    assert re.search(
        rf'name="{first}" value="level_4"[^>]*checked', Client().get(door).content.decode()
    )
    note = Client().post(f"{door}gem/", {first: option_of(1), "q9.9": "x"})
    assert "I har svaret på 1 af" in note.content.decode()
    assert Client().get(f"{door}gem/").status_code == 405


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"addresses": "a@example.org nobody"}, "Det her er ikke mailadresser: nobody."),
        ({"addresses": ""}, "Dette felt"),
        ({"closes_on": "2020-01-01"}, "Vælg en dag fra i morgen til om 90 dage."),
        ({"closes_on": "soon"}, "dato"),
        ({"role": "strangers"}, "gyldig"),
        ({"addresses": " ".join(f"p{n}@example.org" for n in range(201))}, "Højst 200 ad gangen"),
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(signed_in, address, sent, said):
    client = signed_in("consultant")
    usual = ASKED | {"closes_on": closes_on(client, address)}
    page = client.post(f"{address}spoerg/", usual | sent).content.decode()
    assert said in page
    if "addresses" not in sent:
        assert "b@example.org, c@example.org</textarea>" in page
    assert not Invitation.objects.exists()


def test_a_link_is_taken_back(signed_in, address):
    client = signed_in("lead")
    client.post(f"{address}spoerg/", ASKED | {"closes_on": closes_on(client, address)})
    one = Invitation.objects.first()
    page = client.post(f"{address}traek/", {"invitation": one.pk}, follow=True).content.decode()
    assert "Linket åbner ikke mere." in page
    for wrong in ("", "x", "9" * 30, 10**6):
        assert client.post(f"{address}traek/", {"invitation": wrong}).status_code == 404


def test_who_is_let_in(signed_in, address):
    chief = signed_in("chief")
    chief.post(f"{address}spoerg/", ASKED | {"closes_on": closes_on(chief, address)})
    assert Client().get(address).headers["Location"].startswith("/konto/login/")
    for stranger in (signed_in("consultant", OTHER), signed_in("chief", OTHER)):
        assert stranger.get(address).status_code == 404
        for act in ("spoerg", "mind", "luk", "traek", "brug"):
            assert stranger.post(f"{address}{act}/", {"invitation": "1"}).status_code == 404
    member = signed_in("member")
    page = member.get(address).content.decode()
    assert "0 af 3 har svaret." in page
    assert "a@example.org" not in page
    for act in ("spoerg", "mind", "luk", "brug"):
        assert member.post(f"{address}{act}/", ASKED).status_code == 403
    assert chief.get(f"{address}luk/").status_code == 405
    assert chief.post(address).status_code == 405


def test_in_english(signed_in, address):
    client = signed_in("consultant")
    client.cookies["samspil_sprog"] = "en"
    page = client.get(address).content.decode()
    assert "You can ask leaders, staff and parents" in page
    assert "School leaders" in page
