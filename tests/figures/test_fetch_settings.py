"""Fetching for programme owners: the key is only ever written, a fetch is long work."""

import base64
import importlib.util
import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.utils import timezone

from samspil.figures import services
from samspil.figures.fetching.addresses import UDDANNELSESSTATISTIK
from samspil.figures.fetching.errors import KeyRefusedError
from samspil.figures.fetching.sealing import UnopenableError, seal, unseal
from samspil.figures.fetching.secret import Secret
from samspil.figures.models import FetchKey, FetchRun, Observation
from samspil.figures.services.keys import key_for
from samspil.jobs import services as jobs
from samspil.jobs.models import Job
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db
PAGE = "/tal/hentning/"
POSTS = [PAGE + "start/", PAGE + "noegle/", PAGE + "noegle/slet/"]
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))


def token(year: int = 2091) -> str:
    said = json.dumps({"sub": "x", "exp": datetime(year, 5, 4, 12, tzinfo=UTC).timestamp()})
    middle = base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")
    return f"eyJhbGciOiJIUzI1NiJ9.{middle}.c2lnbmF0dXItQUJDRA"


@pytest.fixture(autouse=True)
def _no_key_in_the_environment(monkeypatch):
    monkeypatch.delenv("SAMSPIL_UDDANNELSESSTATISTIK_KEY", raising=False)


@pytest.fixture
def owner(signed_in):
    return signed_in(Role.PROGRAMME_OWNER)


def page_of(answer):
    return lxml.html.fromstring(answer.content.decode())


def test_an_owner_sees_the_page(owner):
    answer = owner.get(PAGE)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    page = page_of(answer)
    assert len(page.xpath("//h1")) == 1
    assert "Der er ingen nøgle endnu" in page.text_content()
    values = page.xpath("//select/optgroup/option/@value")
    assert "uddannelsesstatistik:segregation_rate_municipal" in values
    assert "statbank:" in values


def test_nobody_else_does(client, signed_in):
    for address in (PAGE, *POSTS):
        method = client.get if address == PAGE else client.post
        assert method(address).status_code == 403
    for role, place in (
        (Role.FACILITATOR, ""), (Role.CHIEF, "615"), (Role.MEMBER, "615"), (Role.EDITOR, ""),
    ):  # fmt: skip
        other = signed_in(role, place)
        assert other.get(PAGE).status_code == 403
        for address in POSTS:
            assert other.post(address).status_code == 403
    assert FetchKey.objects.count() == Job.objects.count() == 0


def test_each_address_has_its_method(owner):
    assert owner.post(PAGE).status_code == 405
    for address in POSTS:
        assert owner.get(address).status_code == 405


def test_a_key_is_kept_encrypted_and_shown_by_its_end(owner, caplog):
    caplog.set_level(logging.DEBUG)
    answer = owner.post(PAGE + "noegle/", {"key": f"  {token()}\n"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    kept = FetchKey.objects.get()
    assert (kept.last_four, kept.expires_at.year) == (token()[-4:], 2091)
    assert key_for(UDDANNELSESSTATISTIK).reveal() == token()
    text = page_of(owner.get(PAGE)).text_content()
    assert f"ender på {token()[-4:]}" in text
    assert "Den udløber 4. maj 2091." in " ".join(text.split())
    assert token() not in text
    assert token() not in _everything_in_the_database()
    assert token() not in caplog.text
    (event,) = AuditEvent.objects.filter(action="figures.key_saved")
    assert token()[-4:] in json.dumps(event.details)


def _everything_in_the_database() -> str:
    """Every column of every table as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == Observation._meta.db_table:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Dette felt er påkrævet"),
        ("kort", "ligner ikke en nøgle"),
        ("x" * 9000, "8000"),
        ("to ord der ikke er en nøgle", "ligner ikke en nøgle"),
        (token(2020), "Nøglen er udløbet"),
    ],
)
def test_what_is_no_key_is_refused_and_not_sent_back(owner, typed, words):
    answer = owner.post(PAGE + "noegle/", {"key": typed})
    assert answer.status_code == 422
    page = page_of(answer)
    assert words in page.xpath("//*[@role='alert']")[0].text_content()
    assert not page.xpath("//input[@name='key']/@value")
    assert len(typed) < 5 or typed not in answer.content.decode()
    assert FetchKey.objects.count() == 0


def test_a_key_is_replaced_and_deleted(owner):
    owner.post(PAGE + "noegle/", {"key": token()})
    other = token(2092)
    owner.post(PAGE + "noegle/", {"key": other})
    assert FetchKey.objects.get().expires_at.year == 2092
    assert owner.post(PAGE + "noegle/slet/").status_code == 302
    assert FetchKey.objects.count() == 0
    assert "Der er ingen nøgle endnu" in page_of(owner.get(PAGE)).text_content()
    # Deleting what is not there is fine.
    assert owner.post(PAGE + "noegle/slet/").status_code == 302
    assert AuditEvent.objects.filter(action="figures.key_forgotten").count() == 1


def test_a_key_that_has_expired_is_said_to_have(owner):
    FetchKey.objects.create(
        publisher="uddannelsesstatistik", sealed=seal(Secret(token(2020))), last_four="ABCD",
        expires_at=datetime(2020, 5, 4, 12, tzinfo=UTC),
    )  # fmt: skip
    assert "Den udløb 4. maj 2020." in " ".join(page_of(owner.get(PAGE)).text_content().split())
    with pytest.raises(KeyRefusedError, match=r"udløb den 04\.05\.2020"):
        key_for(UDDANNELSESSTATISTIK)


def test_the_environment_goes_before_a_saved_key(owner, monkeypatch):
    owner.post(PAGE + "noegle/", {"key": token()})
    monkeypatch.setenv("SAMSPIL_UDDANNELSESSTATISTIK_KEY", "fra-miljoeet-0123456789-ZYXW")
    assert key_for(UDDANNELSESSTATISTIK).last_four == "ZYXW"
    text = page_of(owner.get(PAGE)).text_content()
    assert "SAMSPIL_UDDANNELSESSTATISTIK_KEY" in text
    assert "ZYXW" in text
    assert "fra-miljoeet" not in text


def test_another_secret_cannot_open_it():
    sealed = seal(Secret(token()))
    assert unseal(sealed).reveal() == token()
    assert sealed != seal(Secret(token()))
    with override_settings(SECRET_KEY="x" * 50), pytest.raises(UnopenableError):
        unseal(sealed)
    with pytest.raises(UnopenableError):
        unseal(sealed[:-4] + "AAAA")
    FetchKey.objects.create(publisher="uddannelsesstatistik", sealed=sealed, last_four="ABCD")
    with override_settings(SECRET_KEY="y" * 50), pytest.raises(KeyRefusedError, match="åbnes"):
        key_for(UDDANNELSESSTATISTIK)


def test_services_ask_who_it_is():
    for nobody in (ANYBODY, Viewer(grants=(Grant(Role.FACILITATOR),))):
        with pytest.raises(NotAllowedError):
            services.save_key(
                actor=nobody, publisher="uddannelsesstatistik", secret=Secret(token())
            )
        with pytest.raises(NotAllowedError):
            services.forget_key(actor=nobody, publisher="uddannelsesstatistik")


def test_an_error_page_does_not_hold_the_key(owner, monkeypatch):
    """What a developer's error page would show of the form and of local variables is covered."""
    from django.views.debug import SafeExceptionReporterFilter

    seen = {}
    owner.raise_request_exception = False
    filtered = SafeExceptionReporterFilter()

    def fall(**_named):
        raise RuntimeError("gik galt")

    monkeypatch.setattr(services, "save_key", fall)

    def keep(sender, request, **_named):
        seen["post"] = dict(filtered.get_post_parameters(request))
        frame = sys.exc_info()[2]
        while frame is not None:
            name = frame.tb_frame.f_code.co_name
            if name == "save_key":
                seen["variables"] = repr(filtered.get_traceback_frame_variables(
                    request, frame.tb_frame))  # fmt: skip
            frame = frame.tb_next

    from django.core.signals import got_request_exception

    got_request_exception.connect(keep)
    try:
        with override_settings(DEBUG=False):
            answer = owner.post(PAGE + "noegle/", {"key": token()})
    finally:
        got_request_exception.disconnect(keep)
    assert answer.status_code == 500
    assert token() not in answer.content.decode()
    assert token() not in repr(seen)
    assert set(seen) == {"post", "variables"}


def test_a_fetch_is_long_work_that_is_given_names_and_no_key(owner):
    owner.post(PAGE + "noegle/", {"key": token()})
    answer = owner.post(PAGE + "start/", {"what": "uddannelsesstatistik:inclusion_rate"})
    job = Job.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, job.get_absolute_url())
    assert job.arguments == {
        "publisher": "uddannelsesstatistik",
        "indicators": ["inclusion_rate"],
    }
    assert token() not in _everything_in_the_database()
    text = page_of(owner.get(PAGE)).text_content()
    assert "Der hentes tal lige nu." in text
    assert "Hentning af tal fra Uddannelsesstatistik.dk" in text
    # The same publisher is not asked twice at a time.
    owner.post(PAGE + "start/", {"what": "uddannelsesstatistik:"})
    assert Job.objects.count() == 1
    owner.post(PAGE + "start/", {"what": "statbank:"})
    assert Job.objects.count() == 2


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("", "Dette felt er påkrævet"),
        ("statbank:inclusion_rate", "Marker en gyldig valgmulighed"),
        ("mars:", "Marker en gyldig valgmulighed"),
        ("uddannelsesstatistik:", "Der mangler en nøgle til uddannelsesstatistik"),
    ],
)
def test_what_cannot_be_fetched_is_said_at_once(owner, what, words):
    answer = owner.post(PAGE + "start/", {"what": what})
    assert answer.status_code == 422
    assert words in page_of(answer).xpath("//*[@role='alert']")[0].text_content()
    assert Job.objects.count() == 0


def test_the_list_leads_to_the_figure_wanted(owner):
    page = page_of(owner.get(PAGE, {"tal": "inclusion_rate"}))
    assert page.xpath("//option[@selected]/@value") == ["uddannelsesstatistik:inclusion_rate"]
    assert owner.get(PAGE, {"tal": "<script>"}).status_code == 200


def _stand_in():
    name = "publishers_server"
    if name not in sys.modules:
        file = Path(__file__).with_name("publishers") / "server.py"
        spec = importlib.util.spec_from_file_location(name, file)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture
def publishers(monkeypatch):
    server = _stand_in().Server().start()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SAMSPIL_FETCH_TRIES", "1")
    yield server
    server.shutdown()
    server.server_close()


def test_the_work_is_done_and_told_of(owner, publishers):
    publishers.settings.key = token()
    owner.post(PAGE + "noegle/", {"key": token()})
    owner.post(PAGE + "start/", {"what": "uddannelsesstatistik:absence_over_10pct"})
    job = Job.objects.get()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.status, job.done, job.total) == ("done", 1, 1)
    assert job.result["url"] == PAGE
    assert owner.get(job.get_absolute_url()).status_code == 200
    page = page_of(owner.get(PAGE))
    assert "Der blev sidst hentet tal" in page.text_content()
    (row,) = page.xpath("//section[@aria-labelledby='seneste']//tbody/tr")
    assert "nye og 0 ændrede tal til 1 indikatorer" in " ".join(row.text_content().split())
    assert token() not in _everything_in_the_database()


def test_work_that_fails_says_why_to_whoever_asked(owner, publishers):
    publishers.settings.key = "en anden"
    owner.post(PAGE + "noegle/", {"key": token()})
    owner.post(PAGE + "start/", {"what": "uddannelsesstatistik:absence_over_10pct"})
    job = Job.objects.get()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.status == "failed"
    assert token()[-4:] in job.message
    text = page_of(owner.get(PAGE)).text_content()
    assert "lykkedes ikke. Intet blev ændret." in text
    assert token() not in _everything_in_the_database() + text


def test_runs_cannot_be_kept_that_contradict_themselves():
    now = timezone.now()
    for wrong in (
        {"status": "halv"},
        {"status": "done", "message": "gik galt"},
        {"status": "done", "finished_at": now.replace(year=2000)},
    ):
        with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
            FetchRun.objects.create(publisher="statbank", started_at=now, **wrong)
