"""Answering on a phone, by a link, without an account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samspil.people.models import PersonalLink
from samspil.people.roles import Role
from samspil.people.viewer import Grant, Viewer
from samspil.surveys import services, urns
from samspil.surveys.models import Answer, Run, Urn

pytestmark = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
DAY = {"research": "4", "inspiration": "3", "practice": "-", "economy": "1"}


def opened(survey):
    run = services.open_run(
        actor=OWNER, survey=survey, subject="x:1", closes_at=timezone.now() + timedelta(days=7)
    )
    invitation, token = services.invite(actor=OWNER, run=run, to="ada@example.org")
    return run, invitation, token


@pytest.fixture
def token():
    return opened("network-day")[2]


def test_the_questions_are_asked_in_one_column_with_what_is_promised(client, token):
    answer = client.get(f"/svar/{token}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<fieldset") == 4
    assert "anonymt" in page
    assert "omkring ét minut" in page
    assert "5 – I meget høj grad" in page


def test_looking_is_not_answering_whoever_looks(client, token):
    client.get(f"/svar/{token}/")
    client.head(f"/svar/{token}/")
    assert PersonalLink.objects.get().first_used_at is None
    assert not Answer.objects.exists()


def test_an_answer_is_kept_and_thanked_for(client, token):
    answer = client.post(f"/svar/{token}/", DAY, follow=True)
    assert answer.redirect_chain == [(f"/svar/{token}/tak/", 302)]
    assert "Tak for svaret" in answer.content.decode()
    (ballot,) = in_the_urn()
    assert ballot.values == {"research": 4, "inspiration": 3, "practice": None, "economy": 1}


def in_the_urn():
    """What lies in the urn, for tests alone: nobody sees it before the survey is closed."""
    return urns._opened(Urn.objects.get(), Run.objects.get())


def test_pressing_twice_thanks_twice_and_keeps_once(client, token):
    client.post(f"/svar/{token}/", DAY)
    again = client.post(f"/svar/{token}/", DAY, follow=True)
    assert "Tak for svaret" in again.content.decode()
    assert len(in_the_urn()) == 1
    assert "Tak for svaret" in client.get(f"/svar/{token}/").content.decode()


def test_nothing_typed_is_lost_on_an_error():
    _run, _invitation, token = opened("needs")
    given = {"most_pressing": "data", "share": "Vi har prøvet <to> lærere", "hope": " "}
    answer = Client().post(f"/svar/{token}/", given)
    page = answer.content.decode()
    assert "Skriv et svar her." in page
    assert 'href="#id_hope"' in page
    assert "Vi har prøvet &lt;to&gt; lærere</textarea>" in page
    assert 'value="data"' in page
    assert "checked" in page
    assert "<title>Ret:" in page
    assert not Answer.objects.exists()


def test_a_cpr_number_is_stopped_with_a_kind_word_and_not_kept():
    _run, invitation, token = opened("needs")
    given = {"most_pressing": "data", "hope": "Ro om 010203-1234"}
    page = Client().post(f"/svar/{token}/", given).content.decode()
    assert "ligner et CPR-nummer" in page
    assert not Answer.objects.exists()
    invitation.refresh_from_db()
    assert not invitation.answered


@pytest.mark.parametrize("value", ["6", "0", "-1", "4.5", "x", "9" * 5000, "\x00", "4, 5"])
def test_bad_input_is_a_message_never_an_error_of_ours(client, token, value):
    answer = client.post(f"/svar/{token}/", DAY | {"research": value})
    assert answer.status_code == 200
    assert "Vælg" in answer.content.decode()
    assert not Answer.objects.exists()


def test_words_have_a_length():
    _run, _invitation, token = opened("needs")
    given = {"most_pressing": "data", "hope": "x" * 2001}
    assert Client().post(f"/svar/{token}/", given).status_code == 200
    assert not Answer.objects.exists()


def test_numbers_in_words_stay_words():
    _run, _invitation, token = opened("needs")
    Client().post(f"/svar/{token}/", {"most_pressing": "-", "hope": "12", "share": "-"})
    assert Answer.objects.get().values == {
        "most_pressing": None,
        "hope": "12",
        "share": "-",
        "practical": None,
    }


def test_a_closed_survey_says_so(client, token):
    Run.objects.update(closes_at=timezone.now())
    answer = client.post(f"/svar/{token}/", DAY)
    assert answer.status_code == 410
    assert "lukket for svar" in answer.content.decode()


def test_an_expired_link_says_so(client, token):
    PersonalLink.objects.update(
        created_at=timezone.now() - timedelta(days=2),
        expires_at=timezone.now() - timedelta(days=1),
    )
    answer = client.get(f"/svar/{token}/")
    assert answer.status_code == 410
    assert "udløbet" in answer.content.decode()


def test_a_withdrawn_link_says_so(client):
    _run, invitation, token = opened("network-day")
    services.withdraw(actor=OWNER, invitation=invitation)
    answer = client.get(f"/svar/{token}/")
    assert answer.status_code == 410
    assert "trukket tilbage" in answer.content.decode()


@pytest.mark.parametrize("path", ["/svar/forkert/", "/svar/forkert/tak/"])
def test_an_unknown_link_says_what_to_try(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "kopiere hele linket" in answer.content.decode()


def test_thanks_before_answering_leads_to_the_questions(client, token):
    answer = client.get(f"/svar/{token}/tak/")
    assert answer.headers["Location"] == f"/svar/{token}/"


@pytest.mark.parametrize("ending", ["", "tak/"])
def test_the_secret_of_the_link_is_not_passed_on_or_kept(client, token, ending):
    answer = client.get(f"/svar/{token}/{ending}")
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_form_made_elsewhere_is_refused(token):
    answer = Client(enforce_csrf_checks=True).post(f"/svar/{token}/", DAY)
    assert answer.status_code == 403
    assert not Answer.objects.exists()


def test_wrong_method(client, token):
    assert client.put(f"/svar/{token}/").status_code == 405
    assert client.post(f"/svar/{token}/tak/").status_code == 405


def test_in_english(client, token):
    client.cookies["samspil_sprog"] = "en"
    page = client.get(f"/svar/{token}/").content.decode()
    assert "What did you take home from the day?" in page
    assert "To a very high degree" in page
