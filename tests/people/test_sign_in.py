"""Signing in by a code from an e-mail, from end to end, and how little a stranger learns."""

import re

import pytest
from django.core.cache import cache

from samspil.letters.models import Letter
from samspil.people import services
from samspil.people.models import User

pytestmark = pytest.mark.django_db
LOGIN, CODE = "/konto/login/", "/konto/login/kode/"


@pytest.fixture(autouse=True)
def _post(settings):
    """Letters stay in the house with their words, and nobody has tried before."""
    settings.SAMSPIL_DEMO = True
    cache.clear()


@pytest.fixture
def eva():
    return services.find_or_add_user(email="eva@example.org", name="Eva Eksempel")


def code_in(letter):
    return re.search(r"Koden er: (\S+)", letter.body)[1]


def signed_in(client):
    return "_auth_user_id" in client.session


def test_from_address_to_home_by_a_code(client, eva):
    assert client.get(LOGIN).status_code == 200
    asked = client.post(LOGIN, {"login": "Eva@Example.org"})
    assert (asked.status_code, asked["Location"]) == (302, CODE)
    (letter,) = Letter.objects.all()
    assert (letter.to, letter.template) == ("eva@example.org", "sign_in_code")
    page = client.get(CODE).content.decode()
    assert code_in(letter) not in page
    done = client.post(CODE, {"code": code_in(letter)})
    assert (done.status_code, done["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(eva.pk)
    assert "Eva Eksempel" in client.get("/").content.decode()


def test_one_comes_back_to_the_page_one_wanted(client, eva):
    client.post(f"{LOGIN}?next=/konto/mig/", {"login": eva.email, "next": "/konto/mig/"})
    done = client.post(CODE, {"code": code_in(Letter.objects.get()), "next": "/konto/mig/"})
    assert done["Location"] == "/konto/mig/"


def test_nobody_is_sent_to_another_host(client, eva):
    client.post(f"{LOGIN}?next=https://evil.example/", {"login": eva.email})
    done = client.post(
        CODE, {"code": code_in(Letter.objects.get()), "next": "https://evil.example/"}
    )
    assert done["Location"] == "/"


def test_an_unknown_address_sees_the_same_and_is_told_by_mail_alone(client, eva):
    answers = []
    for address in (eva.email, "ukendt@example.org"):
        client.cookies.clear()
        asked = client.post(LOGIN, {"login": address})
        page = client.get(CODE).content.decode().replace(address, "")
        answers.append((asked.status_code, asked["Location"], without_secrets(page)))
    assert answers[0] == answers[1]
    known, unknown = Letter.objects.order_by("pk")
    assert (known.template, unknown.template) == ("sign_in_code", "unknown_account")
    assert not User.objects.filter(email="ukendt@example.org").exists()


def without_secrets(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_no_code_lets_a_stranger_in(client):
    client.post(LOGIN, {"login": "ukendt@example.org"})
    answer = client.post(CODE, {"code": "ABC-DEF"})
    assert not signed_in(client)
    assert answer.status_code in (200, 302)


def test_a_wrong_code_is_refused_beside_its_field_and_the_right_one_still_works(client, eva):
    client.post(LOGIN, {"login": eva.email})
    answer = client.post(CODE, {"code": "FORKERT"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in page
    assert 'id="id_code_error"' in page
    assert not signed_in(client)
    client.post(CODE, {"code": code_in(Letter.objects.get())})
    assert signed_in(client)


def test_guessing_ends_after_a_few_tries(client, eva):
    client.post(LOGIN, {"login": eva.email})
    right = code_in(Letter.objects.get())
    for number in range(6):
        client.post(CODE, {"code": f"GÆT{number}"})
    client.post(CODE, {"code": right})
    assert not signed_in(client)


def test_a_code_works_once(client, eva):
    client.post(LOGIN, {"login": eva.email})
    code = code_in(Letter.objects.get())
    client.post(CODE, {"code": code})
    client.post("/konto/logout/")
    assert not signed_in(client)
    client.post(LOGIN, {"login": eva.email})
    client.post(CODE, {"code": code})
    assert not signed_in(client)


def test_a_code_of_yesterday_is_too_old(client, eva, settings, monkeypatch):
    import time

    client.post(LOGIN, {"login": eva.email})
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 16 * 60)
    client.post(CODE, {"code": code_in(Letter.objects.get())})
    assert not signed_in(client)


@pytest.mark.parametrize("address", ["", "eva", "eva@", "@example.org", "a b@example.org"])
def test_what_is_no_address_is_told_beside_the_field(client, address):
    answer = client.post(LOGIN, {"login": address})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="id_login_error"' in page
    assert 'role="alert"' in page
    assert not Letter.objects.exists()


def test_nothing_typed_is_lost_on_an_error(client):
    page = client.post(LOGIN, {"login": 'eva"><b>'}).content.decode()
    assert 'value="eva&quot;&gt;&lt;b&gt;"' in page


def test_a_closed_account_is_not_opened(client, eva):
    eva.is_active = False
    eva.save()
    client.post(LOGIN, {"login": eva.email})
    for letter in Letter.objects.filter(template="sign_in_code"):
        client.post(CODE, {"code": code_in(letter)})
    assert not signed_in(client)


def test_signing_up_is_closed(client):
    assert "Her kan man ikke oprette sig" in client.get("/konto/opret/").content.decode()
    client.post("/konto/opret/", {"email": "ny@example.org"})
    assert not User.objects.filter(email="ny@example.org").exists()
    assert not signed_in(client)


def test_trying_too_often_is_stopped_with_a_page_and_a_code_for_support(client, settings):
    for number in range(31):
        answer = client.post(LOGIN, {"login": f"a{number}@example.org"})
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "For mange forsøg" in page
    assert f"<code>{answer['X-Request-ID']}</code>" in page
    client.cookies["samspil_sprog"] = "en"
    assert "Too many attempts" in client.post(LOGIN, {"login": "b@example.org"}).content.decode()


def test_signing_out_needs_a_press_of_a_button(client, eva):
    client.force_login(eva)
    page = client.get("/konto/logout/").content.decode()
    assert 'class="skip"' in page
    assert signed_in(client)
    assert client.post("/konto/logout/")["Location"] == "/"
    assert not signed_in(client)


def test_an_address_longer_than_any_gets_the_same_answer_and_no_letter(client):
    asked = client.post(LOGIN, {"login": "x" * 300 + "@a.dk"})
    assert (asked.status_code, asked["Location"]) == (302, CODE)
    assert not Letter.objects.exists()


def test_the_code_page_alone_leads_back_to_the_beginning(client):
    answer = client.get(CODE, follow=True)
    assert answer.redirect_chain[-1] == (LOGIN, 302)
    assert answer.status_code == 200


def test_the_pages_of_signing_in_are_whole_in_english(client, eva):
    client.cookies["samspil_sprog"] = "en"
    assert "Enter your e-mail" in client.get(LOGIN).content.decode()
    client.post(LOGIN, {"login": eva.email})
    page = client.get(CODE).content.decode()
    assert "We have sent a code to eva@example.org." in page
    wrong = client.post(CODE, {"code": "WRONG"}).content.decode()
    assert "Something is missing or needs correcting" in wrong
    assert not re.search("[æøåÆØÅ]", wrong)
    assert Letter.objects.get().language == "en"


def test_allauths_own_errors_come_in_danish(client, eva):
    client.post(LOGIN, {"login": eva.email})
    page = client.post(CODE, {"code": "FORKERT"}).content.decode()
    error = re.search(r'id="id_code_error">([^<]+)<', page)[1]
    assert "code" not in error.lower()


# The example's people.


def test_in_the_example_one_signs_in_as_somebody_who_does_not_exist(client):
    invented = services.find_or_add_user(
        email="chef@samspil.example", name="Chefen", is_example=True
    )
    answer = client.post("/eksempel/log-ind/", {"person": invented.pk})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(invented.pk)
    assert client.get("/eksempel/log-ind/").status_code == 405


@pytest.mark.parametrize("person", ["", "0", "x", "-1", "99999999999999999999"])
def test_a_person_who_is_no_example_cannot_be_chosen(client, eva, person):
    for chosen in (person, eva.pk):
        assert client.post("/eksempel/log-ind/", {"person": chosen}).status_code == 404
    assert not signed_in(client)


def test_outside_the_example_the_shortcut_does_not_exist(client, settings):
    invented = services.find_or_add_user(
        email="chef@samspil.example", name="Chefen", is_example=True
    )
    settings.SAMSPIL_DEMO = False
    assert client.post("/eksempel/log-ind/", {"person": invented.pk}).status_code == 404
    assert "eksemplets personer" not in client.get(LOGIN).content.decode()
    assert not signed_in(client)
