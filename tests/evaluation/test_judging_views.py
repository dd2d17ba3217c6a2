"""Judging by hand, closing, and asking participants."""

import datetime as dt

import pytest
from django.utils import timezone

from samspil.evaluation import services
from samspil.evaluation.models import Closing, Judgement
from samspil.jobs.models import Job
from samspil.people.roles import Role
from samspil.surveys.models import Run

pytestmark = pytest.mark.django_db
EDITION = "/evaluering/example/"
TEAM = f"{EDITION}E01/school/"
JUDGE = f"{TEAM}vurdering/C1/"
TYPED = {"verdict": "partly", "reason": "Én skole prøver."}


def words(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_judgement_is_written_and_written_again(visit):
    client = visit(Role.PROJECT_LEAD, "E01")
    page = words(client.get(JUDGE))
    assert "Det ved systemet" in page
    answer = client.post(JUDGE, TYPED, follow=True)
    assert answer.redirect_chain == [(f"{TEAM}#C1", 302)]
    assert "Delvist opfyldt." in words(answer)
    page = words(client.get(JUDGE))
    assert "Én skole prøver." in page
    client.post(JUDGE, TYPED | {"verdict": "met"})
    page = words(client.get(JUDGE))
    assert "Hvad der har stået" in page
    assert "Opfyldt." in words(client.get(TEAM))
    assert "version 2" in words(client.get(TEAM))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"verdict": ""}, "Vælg et af de fire."),
        ({"verdict": "best"}, "Vælg et af de fire."),
        ({"reason": " "}, "Skriv et par ord om, hvad I bygger det på."),
        ({"reason": "Barnet 010190-1234"}, "CPR-nummer"),
        ({"reason": "x" * 1201}, "1200"),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(visit, typed, said):
    page = words(visit(Role.CHIEF, "E01").post(JUDGE, TYPED | typed))
    assert said in page
    assert (TYPED | typed)["reason"].strip() in page
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ((Role.MEMBER, "E01"), 403),
        ((Role.POLITICIAN, "E01"), 403),
        ((Role.FACILITATOR, ""), 403),
        ((Role.CHIEF, "E02"), 404),
        ((None, ""), 404),
    ],
)
def test_others_do_not_judge_nor_close(visit, who, code):
    client = visit(*who)
    for address in (JUDGE, f"{TEAM}afslut/", f"{TEAM}aabn/"):
        assert client.post(address, TYPED).status_code == code
    assert not Judgement.objects.exists()
    assert not Closing.objects.exists()


def test_an_unknown_criterion_or_both_areas_at_once(visit):
    client = visit(Role.CHIEF, "E01")
    assert client.get(f"{TEAM}vurdering/C9/").status_code == 404
    assert client.get(f"{EDITION}E01/alle/vurdering/C1/").status_code == 404


def test_closed_it_says_so_and_is_opened_again(visit):
    client = visit(Role.CHIEF, "E01")
    page = words(client.post(f"{TEAM}afslut/", follow=True))
    assert "Afsluttet af En chief" in page
    assert "Skriv jeres vurdering" not in page
    assert "Åbn den igen for at vurdere" in words(client.post(JUDGE, TYPED, follow=True))
    assert not Judgement.objects.exists()
    assert "Skriv jeres vurdering" in words(client.post(f"{TEAM}aabn/", follow=True))


def test_the_edition_is_judged_and_closed(visit):
    client = visit(Role.FACILITATOR)
    address = f"{EDITION}vurdering/C1/"
    assert "Delvist opfyldt." in words(client.post(address, TYPED, follow=True))
    assert "Afsluttet af En facilitator" in words(client.post(f"{EDITION}afslut/", follow=True))
    assert "Åbn den igen" in words(client.get(address, follow=True))
    words(client.post(f"{EDITION}aabn/", follow=True))
    other = visit(Role.CHIEF, "E01")
    for act in (address, f"{EDITION}afslut/", f"{EDITION}aabn/"):
        assert other.post(act, TYPED).status_code == 403


def day(ahead):
    return {"closes_on": (timezone.localdate() + dt.timedelta(days=ahead)).isoformat()}


def test_participants_are_asked_by_one_button(visit):
    client = visit(Role.FACILITATOR)
    asking = f"{EDITION}spoergsmaal/"
    page = words(client.get(asking))
    assert "2 navngivne deltagere" in page
    answer = client.post(f"{asking}start/aabn/", day(7))
    job = Job.objects.get(kind=services.ASK)
    assert answer.url == f"/arbejde/{job.pk}/" or str(job.pk) in answer.url
    run = Run.objects.get()
    assert timezone.localtime(run.closes_at).date() == timezone.localdate() + dt.timedelta(days=8)
    page = words(client.get(asking))
    assert "Skriv til dem, der er kommet til" in page
    assert "Ingen nye påmindelser i dag." in words(client.post(f"{asking}start/mind/", follow=True))
    assert "Svarene kan nu ses samlet." in words(client.post(f"{asking}start/luk/", follow=True))
    again = words(client.post(f"{asking}start/aabn/", day(7), follow=True))
    assert "ingen flere kan spørges" in again
    assert "ingen bliver mindet" in words(client.post(f"{asking}start/mind/", follow=True))


@pytest.mark.parametrize("typed", [{}, {"closes_on": "snart"}, day(0), day(-3), day(400)])
def test_a_day_that_will_not_do(visit, typed):
    page = words(visit(Role.FACILITATOR).post(f"{EDITION}spoergsmaal/start/aabn/", typed))
    assert "Noget mangler eller skal rettes" in page
    assert not Run.objects.exists()


def test_wrong_moments_and_wrong_people(visit):
    client = visit(Role.FACILITATOR)
    for act in ("mind", "luk"):
        assert client.post(f"{EDITION}spoergsmaal/end/{act}/").status_code == 404
    for act in ("aabn", "mind", "luk"):
        assert client.post(f"{EDITION}spoergsmaal/midt/{act}/", day(7)).status_code == 404
    other = visit(Role.CHIEF, "E01")
    for act in ("aabn", "mind", "luk"):
        assert other.post(f"{EDITION}spoergsmaal/start/{act}/", day(7)).status_code == 403
