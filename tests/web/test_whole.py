"""What belongs to every answer: its id, its headers, its language, and its error pages."""

import io
import json
import logging
import re
import sys

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.test import Client
from django.urls import path

from samspil.people import selectors as people
from samspil.people import services
from samspil.people.viewer import ANYBODY
from samspil.web import urls as house
from samspil.web.logs import JsonFormatter

pytestmark = pytest.mark.django_db
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def directives(text):
    return {part.strip() for part in text.split(";")}


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed(client):
    answer = client.get("/")
    assert directives(answer["Content-Security-Policy"]) == directives(POLICY)
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in answer


@pytest.mark.parametrize("address", ["/", "/findes-ikke/", "/kommuner/615/tal.csv", "/sundhed/"])
def test_every_answer_has_the_policy_and_an_id(client, address):
    answer = client.get(address)
    assert directives(answer["Content-Security-Policy"]) == directives(POLICY)
    assert re.fullmatch("[0-9a-f]{12}", answer["X-Request-ID"])


def test_an_id_from_the_front_server_is_kept_when_it_can_be_one(client):
    assert client.get("/sundhed/", headers={"X-Request-ID": "abc-12345"})["X-Request-ID"] == (
        "abc-12345"
    )
    for strange in ("short", "x" * 65, "a b c d e f g", '"><script>x', "æøåæøåæøå"):
        given = client.get("/sundhed/", headers={"X-Request-ID": strange})["X-Request-ID"]
        assert re.fullmatch("[0-9a-f]{12}", given)


def test_two_answers_have_two_ids(client):
    assert client.get("/sundhed/")["X-Request-ID"] != client.get("/sundhed/")["X-Request-ID"]


def test_health_answers_a_watchdog(client, monkeypatch):
    assert client.get("/sundhed/").json() == {"status": "ok"}
    assert client.post("/sundhed/").status_code == 405


@pytest.mark.parametrize("address", ["/", "/tilgaengelighed/", "/privatliv/", "/konto/login/"])
def test_pages_of_the_house_are_only_read_by_get(client, address):
    assert client.get(address).status_code == 200
    if address != "/konto/login/":
        assert client.post(address).status_code == 405


def test_whom_to_tell_is_said_where_somebody_is_named(client, settings):
    assert "mailto:" not in client.get("/tilgaengelighed/").content.decode()
    settings.SAMSPIL_CONTACT = "hjaelp@example.org"
    for address in ("/tilgaengelighed/", "/privatliv/"):
        page = client.get(address).content.decode()
        assert 'href="mailto:hjaelp@example.org"' in page


# Language.


def test_danish_first_english_by_choice_and_the_choice_is_kept(client):
    page = client.get("/tilgaengelighed/")
    assert '<html lang="da">' in page.content.decode()
    assert page["Content-Language"] == "da"
    chosen = client.post("/sprog/", {"language": "en", "next": "/tilgaengelighed/?a=1"})
    assert (chosen.status_code, chosen["Location"]) == (302, "/tilgaengelighed/?a=1")
    cookie = chosen.cookies["samspil_sprog"]
    assert (cookie.value, cookie["max-age"]) == ("en", 60 * 60 * 24 * 365)
    for _visit in range(2):
        page = client.get("/tilgaengelighed/")
        assert '<html lang="en">' in page.content.decode()
        assert page["Content-Language"] == "en"
    client.post("/sprog/", {"language": "da", "next": "/"})
    assert '<html lang="da">' in client.get("/").content.decode()


def test_what_the_browser_prefers_does_not_decide(client):
    page = client.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="da">' in page.content.decode()


@pytest.mark.parametrize("language", ["de", "", "da-DK", "../../etc", "EN"])
def test_another_language_is_danish(client, language):
    client.cookies["samspil_sprog"] = language
    assert '<html lang="da">' in client.get("/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_choosing_a_language_sends_nobody_elsewhere(client, elsewhere):
    answer = client.post("/sprog/", {"language": "en", "next": elsewhere})
    assert "evil" not in answer["Location"]
    assert not answer["Location"].startswith("javascript")


def test_each_page_offers_the_other_language_and_the_way_back(client):
    page = client.get("/kommuner/615/?omraade=daycare").content.decode()
    assert 'name="next" value="/kommuner/615/?omraade=daycare"' in page
    assert 'value="en" lang="en">English<' in page
    client.cookies["samspil_sprog"] = "en"
    assert 'value="da" lang="da">Dansk<' in client.get("/kommuner/").content.decode()


# Error pages. They must work when little else does.


def _raises(error):
    def view(request):
        raise error

    return view


class Broken:
    """The addresses of the house, and some that go wrong."""

    handler400, handler403 = house.handler400, house.handler403
    handler404, handler500 = house.handler404, house.handler500
    urlpatterns = [
        *house.urlpatterns,
        path("fejl/400/", _raises(SuspiciousOperation("hemmeligt"))),
        path("fejl/403/", _raises(PermissionDenied("hemmeligt"))),
        path("fejl/404/", _raises(Http404("hemmeligt"))),
        path("fejl/500/", _raises(RuntimeError("hemmeligt"))),
        path("fejl/database/", _raises(OperationalError("hemmeligt"))),
    ]


@pytest.fixture
def broken(settings):
    settings.ROOT_URLCONF = Broken
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("status", "danish", "english"),
    [
        (400, "Det forstod vi ikke", "We did not understand that"),
        (403, "Her har I ikke adgang", "You do not have access here"),
        (404, "Siden findes ikke", "The page does not exist"),
        (500, "Noget gik galt hos os", "Something went wrong on our side"),
    ],
)
def test_an_error_page_says_what_happened_in_both_languages_with_a_code(
    broken, status, danish, english
):
    for language, words in (("da", danish), ("en", english)):
        broken.cookies["samspil_sprog"] = language
        answer = broken.get(f"/fejl/{status}/")
        page = answer.content.decode()
        assert answer.status_code == status
        assert f"<h1>{words}</h1>" in page
        assert f'<html lang="{language}">' in page
        assert f"<code>{answer['X-Request-ID']}</code>" in page
        assert "hemmeligt" not in page
        assert 'href="/"' in page


def test_an_error_page_stands_though_the_database_does_not(broken, monkeypatch):
    broken.force_login(services.find_or_add_user(email="eva@example.org", name="Eva"))

    def down(*_args, **_words):
        raise OperationalError("the database is away")

    monkeypatch.setattr(people, "viewer_of", down)
    monkeypatch.setattr(people, "viewer_for", down)
    answer = broken.get("/fejl/database/")
    assert answer.status_code == 500
    assert "Noget gik galt hos os" in answer.content.decode()
    assert broken.get("/fejl/404/").status_code == 404


def test_a_form_from_another_page_is_told_what_to_do():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sprog/", {"language": "en"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Formularen var for gammel" in page
    assert f"<code>{answer['X-Request-ID']}</code>" in page


@pytest.mark.parametrize(
    "address", ["/kommuner/615%00/", "/kommuner/615/?omraade=%00", "/viden/?q=a%00b", "/%00"]
)
def test_a_null_character_is_refused_before_any_database_meets_it(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert "Det forstod vi ikke" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/kommuner/%ff/", "/kommuner/" + "9" * 3000 + "/", "/../../etc/passwd", "/%2e"],
)
def test_strange_addresses_are_not_found(client, address):
    assert client.get(address).status_code in (400, 404)


def test_an_address_for_another_host_is_refused(client):
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


# Logs: one JSON object a line, never an address, a code or a link.


@pytest.fixture
def log():
    """What the handler of production writes, from every logger."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.removeHandler(handler)


def test_each_request_is_one_line_with_its_id_route_and_time(client, log):
    answer = client.get("/kommuner/615/tal.json")
    (line,) = [found for found in log() if found["logger"] == "samspil.request"]
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["route"] == "figures:municipality_json"
    assert line["milliseconds"] >= 0
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])


def test_no_address_code_or_link_of_a_person_is_written(client, log, settings):
    settings.SAMSPIL_DEMO = True
    eva = services.find_or_add_user(email="eva@example.org", name="Eva Eksempel")
    _link, token = services.make_link(
        actor=ANYBODY, purpose=services.SIGN_IN, user=eva, lifetime=services.SIGN_IN_LIFETIME
    )
    client.get(f"/konto/link/{token}/")
    client.get(f"/konto/link/{token}x/")
    client.post("/konto/login/", {"login": "eva@example.org"})
    client.post("/konto/login/kode/", {"code": "FORKERT-KODE"})
    client.get("/findes-ikke/eva@example.org/?mail=eva@example.org")
    client.post(f"/konto/link/{token}/")
    written = json.dumps(log(), ensure_ascii=False)
    assert len(log()) >= 6
    for secret in (token, "eva@", "Eva", "FORKERT", "findes-ikke"):
        assert secret not in written, secret


def test_a_failure_is_written_with_its_traceback_and_the_code_on_the_page(broken, log):
    answer = broken.get("/fejl/500/?mail=eva@example.org")
    found = [line for line in log() if "traceback" in line]
    assert found
    assert {line["request_id"] for line in found} == {answer["X-Request-ID"]}
    assert "RuntimeError" in found[0]["traceback"]
    assert "eva@" not in json.dumps(found)
    assert found[0]["level"] == "ERROR"


def test_a_record_of_any_kind_is_one_line_of_json():
    try:
        raise ValueError("æ\nb")
    except ValueError:
        record = logging.LogRecord("x", 40, __file__, 1, "a %s\nb", ("ø",), sys.exc_info())
    record.thing = object()
    line = JsonFormatter().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert told["message"] == "a ø\nb"
    assert "æ" in told["traceback"]
