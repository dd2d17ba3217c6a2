"""A closed link to the choice of letters says so in words about letters, not about a question."""

import datetime as dt
import html

import pytest
from django.utils import timezone

from samspil.development.models import SparringRhythm
from samspil.people import services as people
from samspil.people.models import User
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db
GONE = "hvor tit vi skriver om sparring"


@pytest.fixture
def link(other):
    """A link to the choice of E02's project lead, and its address."""
    user = User.objects.get(pk=other.user_id)
    made, token = people.make_link(
        actor=ANYBODY, purpose="sparring_rhythm", user=user, lifetime=dt.timedelta(days=9)
    )
    return made, f"/sparring/breve/{token}/"


def words(answer):
    return html.unescape(answer.content.decode())


def test_an_old_one_says_where_to_choose_instead(link, client):
    made, place = link
    made.created_at = timezone.now() - dt.timedelta(days=70)
    made.expires_at = timezone.now() - dt.timedelta(days=10)
    made.save()
    for answer in (client.get(place), client.post(place, {"rhythm": "never"})):
        page = words(answer)
        assert answer.status_code == 410
        assert GONE in page
        assert "er udløbet" in page
        assert "spørgsmål" not in page
        assert 'href="/sparring/breve/"' in page
    assert "Valget er ikke gemt." in page
    assert not SparringRhythm.objects.exists()


def test_one_that_was_closed(link, client):
    made, place = link
    people.revoke_link(actor=ANYBODY, link=made)
    page = words(client.get(place))
    assert "virker ikke længere" in page
    assert "spørgsmål" not in page


def test_one_that_never_was(client, db):
    answer = client.get("/sparring/breve/intet/")
    assert answer.status_code == 404
    assert "Adressen er ikke rigtig" in words(answer)


def test_an_open_one_chooses(link, client):
    _made, place = link
    assert client.post(place, {"rhythm": "never"}).status_code == 302
    assert SparringRhythm.objects.get().rhythm == "never"
