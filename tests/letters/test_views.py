"""The pages about letters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.letters import services
from samspil.letters.models import Letter
from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.services import find_or_add_user

pytestmark = pytest.mark.django_db


def signed_in(client, role=None, email="eva@example.org"):
    user = find_or_add_user(email=email, name="Eva Eksempel")
    if role:
        Membership.objects.create(user=user, role=role)
    client.force_login(user)
    return client


@pytest.fixture
def letter(settings):
    return services.write(
        template="sign_in_link",
        to="ada@example.org",
        context={"name": "Ada <b>", "link": f"{settings.SAMSPIL_PUBLIC_URL}/konto/x"},
    )


@pytest.fixture
def stuck():
    return Letter.objects.create(
        to="ada@example.org",
        subject="Rapport",
        body="Hemmelige ord",
        template="job_done",
        language="da",
        status="failed",
        error="refused",
        claimed_at=timezone.now() - timedelta(hours=1),
    )


def test_the_example_shows_its_mails_newest_first(client, settings, letter):
    settings.SAMSPIL_DEMO = True
    newer = services.write(template="unknown_account", to="b@example.org", context={})
    page = client.get("/eksempel/post/").content.decode()
    assert "forlader ingen mails denne maskine" in page
    assert page.index(newer.subject) < page.index(letter.subject)
    assert f'href="/eksempel/post/{letter.pk}/"' in page


def test_an_empty_outbox_says_how_to_fill_it(client, settings):
    settings.SAMSPIL_DEMO = True
    assert "ingen mails endnu" in client.get("/eksempel/post/").content.decode()


def test_a_mail_is_read_with_links_that_open(client, settings, letter):
    settings.SAMSPIL_DEMO = True
    page = client.get(f"/eksempel/post/{letter.pk}/").content.decode()
    assert '<a href="/konto/x">' in page
    assert "Ada &lt;b&gt;" in page
    assert client.get("/eksempel/post/999999/").status_code == 404


def test_the_post_exists_in_the_example_only(client, settings, letter):
    settings.SAMSPIL_DEMO = False
    signed_in(client, Role.PROGRAMME_OWNER)
    assert client.get("/eksempel/post/").status_code == 404
    assert client.get(f"/eksempel/post/{letter.pk}/").status_code == 404


def test_the_post_is_only_read(client, settings):
    settings.SAMSPIL_DEMO = True
    assert client.post("/eksempel/post/").status_code == 405


def test_organisers_see_what_did_not_arrive_but_not_its_words(client, stuck):
    page = signed_in(client, Role.PROGRAMME_OWNER).get("/post/").content.decode()
    assert "ville ikke tage imod" in page
    assert "ada@example.org" in page
    assert "Hemmelige ord" not in page
    assert "Send igen" in page


def test_an_organiser_sends_again(client, stuck):
    signed_in(client, Role.FACILITATOR)
    answer = client.post(f"/post/{stuck.pk}/send-igen/", follow=True)
    assert "bliver sendt igen" in answer.content.decode()
    stuck.refresh_from_db()
    assert stuck.status == "queued"
    again = client.post(f"/post/{stuck.pk}/send-igen/", follow=True)
    assert "kan ikke sendes igen" in again.content.decode()


def test_uncertain_waiting_and_forgotten_letters_are_told_apart(client, stuck):
    base = {"to": "b@example.org", "subject": "S", "template": "t", "language": "da"}
    long_ago = timezone.now() - timedelta(hours=1)
    Letter.objects.create(**base, status="sending", claimed_at=long_ago, body="")
    Letter.objects.create(**base, status="queued", attempts=1, body="x")
    Letter.objects.create(**base, status="sending", claimed_at=timezone.now(), body="x")
    Letter.objects.create(**base, status="queued", body="x")
    page = signed_in(client, Role.PROGRAMME_OWNER).get("/post/").content.decode()
    assert "3 mails er ikke nået frem" in page
    assert "Den kan være kommet frem" in page
    assert "Vi prøver selv igen" in page
    assert "Bed om en ny" in page


def test_when_all_arrived_the_page_says_so(client):
    page = signed_in(client, Role.PROGRAMME_OWNER).get("/post/").content.decode()
    assert "Alle mails er nået frem" in page


@pytest.mark.parametrize("role", [None, Role.EDITOR])
def test_others_find_nothing_there(client, stuck, role):
    signed_in(client, role)
    assert client.get("/post/").status_code == 404
    assert client.post(f"/post/{stuck.pk}/send-igen/").status_code == 404
    stuck.refresh_from_db()
    assert stuck.status == "failed"


def test_signed_out_wrong_method_and_unknown_letter(client, stuck):
    assert client.get("/post/").status_code == 404
    signed_in(client, Role.PROGRAMME_OWNER)
    assert client.get(f"/post/{stuck.pk}/send-igen/").status_code == 405
    assert client.post("/post/999999/send-igen/").status_code == 404
