"""The door: signed out one is asked in and comes back; signed in without the right is refused."""

import pytest

from samspil.people import services

pytestmark = pytest.mark.django_db
SHARED = [
    "/partnerskaber/scenarie/?kommune=101&kommune=147&omraade=school",
    "/partnerskaber/scenarie/grupper.csv?kommune=101",
    "/partnerskaber/2022-23/netvaerk/",
    "/partnerskaber/2022-23/tilmeldinger/",
    "/potentiale/",
    "/potentiale/615/",
    "/udvikling/",
    "/udvikling/1/",
    "/foranalyse/",
    "/foranalyse/1/",
]
REFUSED = [address for address in SHARED if not address.startswith(("/udvikling", "/foranalyse"))]


@pytest.mark.parametrize("address", SHARED)
def test_a_shared_link_asks_a_signed_out_visitor_in_and_comes_back(client, address):
    answer = client.get(address)
    assert answer.status_code == 302
    path, _, next_page = answer["Location"].partition("?next=")
    assert path == "/konto/login/"
    assert next_page.replace("%3F", "?").replace("%3D", "=").replace("%26", "&") == address


@pytest.mark.parametrize("address", REFUSED)
def test_signed_in_without_the_right_one_is_refused(client, address):
    client.force_login(services.find_or_add_user(email="gaest@example.org", name="En gæst"))
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_sent_signed_out_is_refused_with_a_way_to_save_it(client, language):
    client.cookies["samspil_sprog"] = language
    answer = client.post("/foranalyse/1/spoergsmaal/1.1/", {"svar1-1-note": "Tal"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert {"da": "Log ind i et nyt faneblad", "en": "Sign in in a new tab"}[language] in page
    assert 'href="/konto/login/"' in page


def test_what_is_sent_in_the_background_learns_that_nobody_is_signed_in(client):
    answer = client.post("/foranalyse/1/spoergsmaal/1.1/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
