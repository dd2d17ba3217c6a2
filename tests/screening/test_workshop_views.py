"""The pages of a workshop: the screen, and the phones."""

import re

import pytest
from django.test import Client

from samspil.screening.models.workshop import Round, Seat, Vote, Workshop
from samspil.screening.services import workshop as services

pytestmark = pytest.mark.django_db
OTHER = "E92"


@pytest.fixture
def signed_in(person):
    def act(role, municipality="E91"):
        client = Client()
        client.force_login(person(role, municipality))
        return client

    return act


@pytest.fixture
def wall(signed_in, screening):
    """The consultant's window, and the address of the screen."""
    client = signed_in("consultant")
    answer = client.post(f"/foranalyse/{screening.pk}/workshop/begynd/")
    return client, answer["Location"]


@pytest.fixture
def joined(wall):
    """A phone that has joined, and its address."""
    return join()


def join():
    client = Client()
    code = Workshop.objects.get().code
    answer = client.post("/stem/", {"code": f" {code[:3].lower()} {code[3:]} "})
    assert answer["Location"] == f"/stem/{code}/"
    return client, answer["Location"]


def test_a_question_from_screen_to_sentence(wall, joined, screening):
    (client, address), (phone, place) = wall, joined
    assert "Find telefonen frem" in client.get(address).content.decode()
    assert "I er med" in phone.get(place).content.decode()
    page = client.post(f"{address}gaa/", {"question": "1.1"}, follow=True).content.decode()
    assert "Spørgsmål 1 af" in page
    assert "<strong>0</strong> har stemt" in page
    page = phone.get(place).content.decode()
    assert "Tryk på det, der ligner jer mest." in page
    assert page.count('aria-pressed="false"') == 5
    page = phone.post(f"{place}stem/", {"question": "1.1", "level": "3"}, follow=True)
    assert re.search(r'value="3" id="trin-3" aria-pressed="true"', page.content.decode())
    page = client.get(address).content.decode()
    assert "<strong>1</strong> har stemt" in page
    assert "bars" not in page
    page = client.post(f"{address}vis/", follow=True).content.decode()
    assert 'class="bars"' in page
    assert "Færre end fem har stemt, så stemmerne kan genkendes." in page
    page = phone.get(place).content.decode()
    assert "kan ikke ændres" in page
    assert page.count("disabled") == 5
    said = {"sentence": "Vi ved, hvor vi vil hen."}
    assert (
        "Vi ved, hvor vi vil hen."
        in client.post(f"{address}enige/", said, follow=True).content.decode()
    )
    page = client.post(f"{address}luk/", follow=True).content.decode()
    assert "Vi ved, hvor vi vil hen." in page
    assert "Trin 1: 0, trin 2: 0, trin 3: 1, trin 4: 0, ved ikke: 0." in page
    assert "1 telefon var med." in page
    gone = phone.get(place)
    assert gone.status_code == 410
    assert "Workshoppen er slut" in gone.content.decode()


def test_the_screen_is_told_of_votes_and_of_what_another_did(wall, joined):
    (client, address), (phone, place) = wall, joined
    client.post(f"{address}gaa/", {"question": "1.1"})
    phone.post(f"{place}stem/", {"question": "1.1", "level": "0"})
    same = client.get(f"{address}nu/?v=2")
    assert "<strong>1</strong>" in same.content.decode()
    assert "HX-Refresh" not in same
    assert client.get(f"{address}nu/?v=1")["HX-Refresh"] == "true"


def test_a_phone_asks_and_gets_nothing_until_there_is_news(wall, joined):
    (client, address), (phone, place) = wall, joined
    assert phone.get(f"{place}nu/?v=1").status_code == 204
    client.post(f"{address}gaa/", {"question": "1.1"})
    news = phone.get(f"{place}nu/?v=1", headers={"HX-Request": "true"})
    assert "trin-4" in news.content.decode()
    assert "Nyt spørgsmål." in news.content.decode()
    assert phone.get(f"{place}nu/?v=2").status_code == 204
    assert "Vi kender ikke koden" in phone.get("/stem/XXXXXX/nu/").content.decode()


def test_voting_in_the_background_answers_with_the_phones_part_alone(wall, joined):
    (client, address), (phone, place) = wall, joined
    client.post(f"{address}gaa/", {"question": "1.1"})
    part = phone.post(
        f"{place}stem/", {"question": "1.1", "level": "2"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in part
    assert "Jeres stemme er talt med." in part


def test_a_phone_that_lost_its_page_comes_back_by_its_cookie(wall, joined):
    (client, address), (phone, place) = wall, joined
    client.post(f"{address}gaa/", {"question": "1.1"})
    phone.post(f"{place}stem/", {"question": "1.1", "level": "2"})
    cookie = next(c for name, c in phone.cookies.items() if name.startswith("samspil_stem"))
    assert cookie["httponly"]
    assert cookie["max-age"]
    back = Client()
    back.cookies[cookie.key] = cookie.value
    assert 'id="trin-2" aria-pressed="true"' in back.get(place).content.decode()
    back.post(place)
    assert Seat.objects.count() == 1


@pytest.mark.parametrize("code", ["", "XXXXXX", "x" * 300, "Ørred1", "\x00", "<b>"])
def test_a_wrong_code_says_where_to_look(wall, code):
    answer = Client().post("/stem/", {"code": code})
    assert answer.status_code in (400, 404)
    if answer.status_code == 404:
        assert "Se efter på skærmen" in answer.content.decode()
    assert not Seat.objects.exists()


def test_a_link_to_a_workshop_asks_before_it_takes_a_seat(wall):
    code = Workshop.objects.get().code
    client = Client()
    page = client.get(f"/stem/{code}/").content.decode()
    assert "Vær med" in page
    assert not Seat.objects.exists()
    client.post(f"/stem/{code}/")
    assert Seat.objects.count() == 1
    assert Client().get("/stem/XXXXXX/").status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, {"level": "5"}, {"level": "-1"}, {"level": "x"}, {"level": "9" * 40}]
)
def test_what_is_no_vote_is_said_and_not_kept(wall, joined, sent):
    (client, address), (phone, place) = wall, joined
    client.post(f"{address}gaa/", {"question": "1.1"})
    page = phone.post(f"{place}stem/", {"question": "1.1"} | sent, follow=True)
    assert page.status_code == 200
    assert "Vælg et af svarene." in page.content.decode()
    assert not Vote.objects.exists()


def test_a_vote_without_a_seat_or_too_late_shows_how_it_stands(wall, joined):
    (client, address), (phone, place) = wall, joined
    client.post(f"{address}gaa/", {"question": "1.1"})
    page = Client().post(f"{place}stem/", {"question": "1.1", "level": "1"}, follow=True)
    assert "Vær med" in page.content.decode()
    client.post(f"{address}vis/")
    page = phone.post(f"{place}stem/", {"question": "1.1", "level": "1"}, follow=True)
    assert "kan ikke ændres" in page.content.decode()
    assert not Vote.objects.exists()


def test_a_sentence_is_asked_for_and_holds_no_personal_number(wall):
    client, address = wall
    early = client.post(f"{address}enige/", {"sentence": "Ja"}, follow=True).content.decode()
    assert "Vælg et spørgsmål først." in early
    client.post(f"{address}gaa/", {"question": "1.1"})
    early = client.post(f"{address}enige/", {"sentence": "Ja"}, follow=True).content.decode()
    assert "Vis stemmerne først" in early
    client.post(f"{address}vis/")
    for sentence, said in (
        ("", "Skriv den sætning, I er enige om."),
        ("Barnet 010203-1234", "ligner et CPR-nummer"),
        ("x" * 501, "500"),
    ):
        page = client.post(f"{address}enige/", {"sentence": sentence}).content.decode()
        assert said in page
        assert sentence in page
    assert Round.objects.get().sentence == ""


def test_who_is_let_in(wall, signed_in, screening):
    _client, address = wall
    home = f"/foranalyse/{screening.pk}/workshop/"
    acts = [f"{address}{act}/" for act in ("gaa", "vis", "luk")]
    for page in (home, address, f"{address}nu/"):
        assert Client().get(page).headers["Location"].startswith("/konto/login/")
        for stranger in (signed_in("consultant", OTHER), signed_in("chief", OTHER)):
            assert stranger.get(page).status_code == 404
    for act in acts:
        assert signed_in("consultant", OTHER).post(act).status_code == 404
        assert Client().post(act).status_code == 403
        assert signed_in("member").post(act).status_code == 404
    said = {"sentence": "Ja"}
    assert signed_in("consultant", OTHER).post(f"{address}enige/", said).status_code == 404
    assert signed_in("member").get(home).status_code == 200
    assert signed_in("member").get(address).status_code == 404
    assert signed_in("member").post(f"{home}begynd/").status_code == 403
    assert signed_in("chief", OTHER).post(f"{home}begynd/").status_code == 404


def test_wrong_method(wall, joined):
    (client, address), (phone, place) = wall, joined
    assert client.get(f"{address}vis/").status_code == 405
    assert client.post(address).status_code == 405
    assert phone.get(f"{place}stem/").status_code == 405
    assert phone.post(f"{place}nu/").status_code == 405


def test_a_finished_screening_says_so(signed_in, screening, viewer):
    from samspil.screening import services as screenings

    screenings.finish(actor=viewer("chief"), screening=screening.pk)
    home = f"/foranalyse/{screening.pk}/workshop/"
    page = signed_in("chief").post(f"{home}begynd/", follow=True).content.decode()
    assert "afsluttet og kan ikke ændres" in page


def test_in_english(wall, joined):
    (client, address), (phone, place) = wall, joined
    client.post(f"{address}gaa/", {"question": "1.1"})
    for window, page in ((client, address), (phone, place)):
        window.cookies["samspil_sprog"] = "en"
        assert "Question 1 of" in window.get(page).content.decode()
    assert (
        "Take part" in Client(headers={"cookie": "samspil_sprog=en"}).get("/stem/").content.decode()
    )
    assert services.tidy("k7m 4qp") == "K7M4QP"
