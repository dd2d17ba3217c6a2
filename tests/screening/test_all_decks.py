"""All municipalities' decks: made in the background, fetched as one file, by organisers only."""

import io
import zipfile
from types import SimpleNamespace

import pytest
import templates_of_others as others
from django.urls import reverse
from pptx import Presentation

from samspil.jobs import services as jobs
from samspil.jobs.models import Job
from samspil.places import selectors as places
from samspil.screening import work
from samspil.screening.decks import everybody
from samspil.screening.services import deck_templates as templates

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Three municipalities are enough to see that all are asked."""
    found = places.real_municipalities(["615", "851", "101"])
    monkeypatch.setattr(everybody, "places", SimpleNamespace(real_municipalities=lambda: found))


@pytest.fixture
def facilitator(client, person):
    client.force_login(person("facilitator"))
    return client


def start(client, sector="school", language="da"):
    return client.post("/foranalyse/oplaeg/lav/", {"sector": sector, "language": language})


def run(response):
    job = Job.objects.get()
    assert response["Location"] == reverse("jobs:job", args=[job.pk])
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def test_a_facilitator_asks_waits_and_fetches_one_file(facilitator):
    assert "/foranalyse/oplaeg/" in facilitator.get("/foranalyse/").content.decode()
    job = run(start(facilitator))
    assert (job.status, job.done, job.total) == ("done", 3, 3)
    assert job.result["url"] == "/foranalyse/oplaeg/"
    page = facilitator.get("/foranalyse/oplaeg/").content.decode()
    assert "Skole, Dansk (zip)" in page
    assert "Dagtilbud, Dansk (zip)" not in page
    answer = facilitator.get("/foranalyse/oplaeg/school-da-0.zip")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.namelist() == [
            "Horsens – skole.pptx", "København – skole.pptx", "Aalborg – skole.pptx",
        ]  # fmt: skip
        deck = Presentation(io.BytesIO(archive.read("Horsens – skole.pptx")))
    assert deck.slides[0].shapes.title.text_frame.text == "Tal til en foranalyse: Horsens, skole"


def test_the_page_says_what_is_under_way(facilitator):
    start(facilitator)
    page = facilitator.get("/foranalyse/oplaeg/").content.decode()
    assert "Oplæg til alle kommuner: Skole, Dansk" in page
    assert start(facilitator)["Location"] == reverse("jobs:job", args=[Job.objects.get().pk])


def test_what_has_been_made_is_not_made_again(facilitator):
    run(start(facilitator, language="en"))
    assert start(facilitator, language="en")["Location"] == "/foranalyse/oplaeg/"
    assert Job.objects.count() == 1


def test_on_a_template_in_use(facilitator, viewer):
    content = others.wide(accent1="123456")
    organiser = viewer("facilitator")
    template = templates.add(actor=organiser, name="Blå", file_name="a.pptx", content=content)
    chosen = {"sector": "school", "language": "da", "template": str(template.pk)}
    refused = facilitator.post("/foranalyse/oplaeg/lav/", chosen)
    assert "Noget mangler" in refused.content.decode()
    templates.accept(actor=organiser, template=template)
    run(facilitator.post("/foranalyse/oplaeg/lav/", chosen))
    assert "Skole, Dansk, Blå (zip)" in facilitator.get("/foranalyse/oplaeg/").content.decode()
    answer = facilitator.get(f"/foranalyse/oplaeg/school-da-{template.pk}.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        deck = others.entries(archive.read("Horsens – skole.pptx"))
    assert b"123456" in deck["ppt/theme/theme1.xml"]


def test_a_template_deleted_meanwhile_stops_the_work_with_words(facilitator, viewer):
    organiser = viewer("facilitator")
    template = templates.add(actor=organiser, name="Blå", file_name="a.pptx", content=others.wide())
    templates.accept(actor=organiser, template=template)
    chosen = {"sector": "school", "language": "da", "template": str(template.pk)}
    answer = facilitator.post("/foranalyse/oplaeg/lav/", chosen)
    templates.delete(actor=organiser, template=template)
    job = run(answer)
    assert (job.status, job.message) == (
        "failed", "Skabelonen er ikke længere i brug. Vælg en anden.",
    )  # fmt: skip


def test_a_file_is_made_again_with_the_same_bytes():
    wanted = everybody.Wanted("school", "da")
    first = everybody.pack(wanted=wanted, report=lambda *_: None).read_bytes()
    assert everybody.pack(wanted=wanted, report=lambda *_: None).read_bytes() == first
    assert everybody.Wanted("school", "en").name != wanted.name


def test_nothing_is_left_of_a_run_that_stops():
    def stop(done, _of, _name):
        if done == 2:
            raise KeyboardInterrupt

    wanted = everybody.Wanted("daycare", "da")
    with pytest.raises(KeyboardInterrupt):
        everybody.pack(wanted=wanted, report=stop)
    assert everybody.ready(wanted) is None
    assert list(everybody.folder().iterdir()) == []


def test_files_are_removed_after_a_week():
    wanted = everybody.Wanted("school", "da")
    made = everybody.pack(wanted=wanted, report=lambda *_: None)
    written = made.stat().st_mtime
    assert everybody.forget(now=written + everybody.KEPT - 1) == 0
    assert everybody.forget(now=written + everybody.KEPT + 1) == 1
    assert not made.exists()
    assert everybody.forget() == 0


def test_the_clock_asks_for_it():
    from samspil.jobs import clock

    assert clock._CHORES["screening.forget_decks"] is work.forget_decks


@pytest.mark.parametrize("role", ["chief", "consultant", "member", "politician"])
def test_others_may_not(client, person, role):
    client.force_login(person(role))
    assert client.get("/foranalyse/oplaeg/").status_code == 403
    assert start(client).status_code == 403
    assert client.get("/foranalyse/oplaeg/school-da-0.zip").status_code == 403
    assert "oplaeg" not in client.get("/foranalyse/").content.decode()


def test_signed_out_one_is_asked_to_sign_in(client):
    for address in ("/foranalyse/oplaeg/", "/foranalyse/oplaeg/school-da-0.zip"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/konto/login/" in answer["Location"]
    assert start(client).status_code == 403


def test_bad_input(facilitator):
    answer = start(facilitator, sector="prison")
    assert answer.status_code == 200
    assert "Noget mangler" in answer.content.decode()
    assert not Job.objects.exists()
    for address in ("school-sv-0.zip", "prison-da-0.zip", "school-da-0.zip"):
        assert facilitator.get(f"/foranalyse/oplaeg/{address}").status_code == 404
    assert facilitator.get("/foranalyse/oplaeg/lav/").status_code == 405
    assert facilitator.post("/foranalyse/oplaeg/").status_code == 405
