"""The page of long work."""

import pytest

from samspil.jobs import registry, services
from samspil.jobs.models import Job
from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.services import find_or_add_user
from samspil.people.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(monkeypatch):
    monkeypatch.setattr(registry, "_WORK", {"nothing": lambda progress: None})
    user = find_or_add_user(email="ada@example.org", name="Ada Prøve")
    return services.start(
        actor=Viewer(user.pk), kind="nothing", key="k", subject="Rapport for <Æbelby>"
    )


def page(client, job, email="ada@example.org", **headers):
    client.force_login(find_or_add_user(email=email))
    return client.get(f"/arbejde/{job.pk}/", headers=headers)


def test_it_can_be_left_and_says_so(client, job):
    text = page(client, job).content.decode()
    assert "står i kø" in text
    assert "Vi sender en mail, når den er færdig" in text
    assert 'hx-trigger="every 2s"' in text
    assert '<noscript><meta http-equiv="refresh"' in text
    assert "Rapport for &lt;Æbelby&gt;" in text


def test_progress_is_shown_in_numbers_a_browser_understands(client, job):
    Job.objects.update(status="running", claim="x", done=1234, total=9999, message="Nr. 1.234")
    text = page(client, job).content.decode()
    assert 'max="9999" value="1234"' in text
    assert "1.234 af 9.999" in text


def test_asked_by_htmx_only_the_part_that_changes_is_sent(client, job):
    text = page(client, job, **{"HX-Request": "true"}).content.decode()
    assert "<h1>" not in text
    assert "hx-get" in text


def test_finished_work_shows_its_result_and_stops_asking(client, job):
    services.run(job.pk)
    Job.objects.update(result={"url": "/resultat/"})
    text = page(client, job).content.decode()
    assert 'href="/resultat/"' in text
    assert "hx-get" not in text
    assert "http-equiv" not in text


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "/\\evil.example", 7])
def test_a_result_never_leads_to_another_host(client, job, url):
    services.run(job.pk)
    Job.objects.update(result={"url": url})
    assert "evil" not in page(client, job).content.decode()


def test_failed_work_says_why(client, job, monkeypatch):
    def refuse(progress):
        raise registry.JobRefusedError("Filen er tom.")

    monkeypatch.setattr(registry, "_WORK", {"nothing": refuse})
    services.run(job.pk)
    text = page(client, job).content.decode()
    assert "blev ikke gennemført" in text
    assert "Filen er tom." in text


def test_in_english(client, job):
    client.cookies["samspil_sprog"] = "en"
    assert page(client, job).status_code == 200


def test_others_find_nothing(client, job):
    assert client.get(f"/arbejde/{job.pk}/").status_code == 404
    assert page(client, job, "bo@example.org").status_code == 404


def test_organisers_see_all(client, job):
    eva = find_or_add_user(email="eva@example.org")
    Membership.objects.create(user=eva, role=Role.FACILITATOR)
    assert page(client, job, "eva@example.org").status_code == 200


def test_unknown_work_and_wrong_method(client, job):
    assert page(client, job).status_code == 200
    assert client.get("/arbejde/999999/").status_code == 404
    assert client.post(f"/arbejde/{job.pk}/").status_code == 405
