"""The pages of screenings, for everybody who may and everybody who may not."""

import pytest
from django.urls import reverse

from samspil.screening import services
from samspil.screening.models import Finding, Judgement, Screening

CODE, OTHER = "E91", "E92"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
pytestmark = pytest.mark.django_db


@pytest.fixture
def as_role(client, person):
    """Sign somebody in: ``as_role("chief")``."""

    def sign_in(role, municipality=CODE, **where):
        client.force_login(person(role, municipality, **where))
        return client

    return sign_in


def text(response):
    return response.content.decode()


def answer(lever=3, **changed):
    """What the form of one lever sends."""
    fields = {"level": "2", "evidence": "Budgetopfølgningen", "evidence_kind": "document"}
    return {f"greb{lever}-{name}": value for name, value in (fields | changed).items()}


FINDING = {
    "lever": "5",
    "claim": "Børnene bliver ikke hørt",
    "evidence": "Ti afgørelser",
    "kind": "justering",
    "bottom_line": "child",
    "effect": "3",
    "effort": "1",
}


# --- the list --------------------------------------------------------------------------------


def test_the_list_offers_what_one_can_begin(as_role, screening):
    page = text(as_role("chief").get("/foranalyse/"))
    assert "Mølleådal: skole" in page
    assert "I gang: 0 af 7 greb er besvaret." in page
    assert "Mølleådal: dagtilbud</option>" in page
    assert "Mølleådal: skole</option>" not in page
    assert "Eksempel" in page


def test_a_facilitator_sees_which_there_are_and_not_what_they_say(as_role, viewer):
    client = as_role("facilitator")
    assert "Ingen foranalyser er begyndt" in text(client.get("/foranalyse/"))
    begun = services.start(
        actor=viewer("chief"), municipality=CODE, sector="school", edition="example"
    )
    page = text(client.get("/foranalyse/"))
    assert "Mølleådal: skole" in page
    assert "I gang" not in page.split("<main", 1)[1].split("foelges")[0]
    assert f"/foranalyse/{begun.pk}/" not in page
    services.finish(actor=viewer("chief"), screening=begun.pk)
    assert "afsluttet " in text(client.get("/foranalyse/"))
    assert client.get(f"/foranalyse/{begun.pk}/").status_code == 404


def test_the_list_of_others_is_empty_and_says_how_to_begin(as_role, screening):
    page = text(as_role("member", OTHER).get("/foranalyse/"))
    assert "Mølleådal" not in page
    assert "begyndes af kommunens chef" in page


def test_signed_out_people_are_asked_to_sign_in(client, screening):
    answered = client.get("/foranalyse/")
    assert answered.status_code == 302
    assert answered.url == f"{reverse('account_login')}?next=/foranalyse/"
    assert client.post("/foranalyse/begynd/", {"choice": f"{CODE}/school/"}).status_code == 403
    assert Screening.objects.count() == 1
    assert client.post("/foranalyse/").status_code == 405


def test_beginning_twice_leads_to_the_same_place(as_role):
    client = as_role("consultant")
    first = client.post("/foranalyse/begynd/", {"choice": f"{CODE}/school/"})
    again = client.post("/foranalyse/begynd/", {"choice": f"{CODE}/school/"})
    begun = Screening.objects.get()
    assert first.url == again.url == f"/foranalyse/{begun.pk}/"


@pytest.mark.parametrize("role", ["member", "politician", "facilitator"])
def test_the_wrong_role_begins_nothing(as_role, role):
    answered = as_role(role).post("/foranalyse/begynd/", {"choice": f"{CODE}/school/"})
    assert answered.status_code == 403
    assert not Screening.objects.exists()


def test_another_municipality_begins_nothing_here(as_role):
    client = as_role("chief", OTHER)
    assert client.post("/foranalyse/begynd/", {"choice": f"{CODE}/school/"}).status_code == 403
    assert client.get("/foranalyse/begynd/").status_code == 405


@pytest.mark.parametrize("choice", ["", "x", "999/school/", f"{CODE}/garden/"])
def test_a_choice_that_is_none_is_said(as_role, choice):
    page = as_role("chief").post("/foranalyse/begynd/", {"choice": choice})
    assert page.status_code == 200
    assert "Noget mangler eller skal rettes" in text(page)
    assert not Screening.objects.exists()


# --- the page --------------------------------------------------------------------------------


def test_the_page_asks_seven_questions_and_says_whose_they_are(as_role, screening):
    page = text(as_role("chief").get(f"/foranalyse/{screening.pk}/"))
    assert page.count('<form method="post" action="/foranalyse/') == 8, "seven levers and finish"
    assert "Det er ikke KL&#x27;s eller Komponents redskab." in page
    assert "Visitationsprocessen" in page
    assert "Er der dialog før en indstilling" in page
    assert "2 beskrevet: Der er en procedure og skemaer." in page
    assert "Ved ikke" in page
    assert "Procedure og skemaer" in page, "where to look for evidence"
    assert page.count("<h1") == 1
    assert "Eksempel" in page


def test_the_page_shows_answers_verdicts_and_findings(as_role, filled):
    page = text(as_role("member").get(f"/foranalyse/{filled.pk}/"))
    assert "Godt rustet på 2 og udfordret på 3 af de syv greb; 2 står åbne." in page
    assert "Praksis ligner mest trin 3 (anvendt), og det regnes som godt rustet." in page
    assert "Støtten gives uden for klassen" in page
    assert "Undersøg i dybden" in page
    assert '<form method="post" action="/foranalyse/' not in page, "a member reads"


def test_the_page_speaks_english(as_role, filled):
    client = as_role("chief")
    client.cookies["samspil_sprog"] = "en"
    page = text(client.get(f"/foranalyse/{filled.pk}/"))
    assert "Referral" in page or "referral" in page
    assert "This is not KL&#x27;s or Komponent&#x27;s instrument" in page


STRANGERS = [("chief", OTHER), ("consultant", OTHER), ("facilitator", CODE), ("politician", CODE)]


@pytest.mark.parametrize(("role", "place"), STRANGERS)
def test_strangers_find_nothing(as_role, filled, role, place):
    client, base = as_role(role, place), f"/foranalyse/{filled.pk}/"
    for path in ("", "fund/", "slides.pptx"):
        assert client.get(base + path).status_code == 404
    assert client.post(f"{base}greb/7/", answer(7)).status_code == 404
    assert client.post(f"{base}fund/", FINDING).status_code == 404
    assert client.post(f"{base}afslut/").status_code == 404
    filled.refresh_from_db()
    assert filled.is_open
    assert not Judgement.objects.filter(lever=7).exists()


def test_signed_out_people_do_not_learn_what_there_is(client, filled):
    base = f"/foranalyse/{filled.pk}/"
    for path in (base, f"{base}fund/", f"{base}slides.pptx", "/foranalyse/999999/"):
        assert client.get(path).url == f"/konto/login/?next={path}"
    assert client.post(f"{base}greb/7/", answer(7)).status_code == 403


def test_wrong_methods(as_role, filled):
    client, base = as_role("chief"), f"/foranalyse/{filled.pk}/"
    assert client.post(base).status_code == 405
    assert client.get(f"{base}greb/3/").status_code == 405
    assert client.get(f"{base}afslut/").status_code == 405
    assert client.post(f"{base}slides.pptx").status_code == 405
    assert client.put(f"{base}fund/").status_code == 405


# --- judging ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["chief", "lead", "consultant"])
def test_an_answer_is_saved_by_itself(as_role, screening, role):
    base = f"/foranalyse/{screening.pk}/"
    answered = as_role(role).post(f"{base}greb/3/", answer())
    assert answered.url == f"{base}#greb-3"
    saved = Judgement.objects.get()
    assert (saved.lever, saved.level, saved.evidence) == (3, 2, "Budgetopfølgningen")


def test_dont_know_and_no_evidence_are_answers(as_role, screening):
    sent = answer(3, level="0", evidence="", evidence_kind="")
    as_role("chief").post(f"/foranalyse/{screening.pk}/greb/3/", sent)
    assert Judgement.objects.get().dont_know


def test_with_htmx_only_the_lever_and_the_summary_come_back(as_role, screening):
    client = as_role("chief")
    headers = {"HX-Request": "true"}
    path = f"/foranalyse/{screening.pk}/greb/3/"
    part = text(client.post(path, answer(level="3"), headers=headers))
    assert "<html" not in part
    assert "Greb 3 er gemt." in part
    assert 'id="greb-3"' in part
    assert 'id="greb-4"' not in part
    assert 'hx-swap-oob="true">Godt rustet på 1 af de syv greb; 6 står åbne.' in part
    wrong = text(client.post(path, answer(level="9"), headers=headers))
    assert "Noget mangler eller skal rettes" in wrong
    assert "er gemt" not in wrong


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"level": ""}, "Hvilket trin ligner jer mest?"),
        ({"level": "9"}, "Hvilket trin ligner jer mest?"),
        ({"evidence_kind": ""}, "Vælg, hvad slags grundlag det er."),
        ({"evidence": ""}, "Skriv, hvad grundlaget er."),
        ({"evidence": "x" * 3001}, "Hvad bygger I det på?"),
    ],
)
def test_a_wrong_answer_is_said_and_what_was_typed_stays(as_role, screening, changed, said):
    sent = answer(**({"evidence": "Et skrevet grundlag"} | changed))
    page = as_role("chief").post(f"/foranalyse/{screening.pk}/greb/3/", sent)
    assert page.status_code == 200
    assert "Noget mangler eller skal rettes" in text(page)
    assert said in text(page)
    if sent["greb3-evidence"]:
        assert sent["greb3-evidence"] in text(page)
    assert not Judgement.objects.exists()


def test_there_is_no_eighth_lever(as_role, screening):
    path = f"/foranalyse/{screening.pk}/greb/8/"
    assert as_role("chief").post(path, answer(8)).status_code == 404


def test_a_reader_changes_nothing(as_role, screening):
    client, base = as_role("member"), f"/foranalyse/{screening.pk}/"
    assert client.post(f"{base}greb/3/", answer()).status_code == 403
    assert client.post(f"{base}greb/3/", answer(level="9")).status_code == 403
    assert client.get(f"{base}fund/").status_code == 403
    assert client.post(f"{base}fund/", FINDING).status_code == 403
    assert client.post(f"{base}afslut/").status_code == 403
    assert not Judgement.objects.exists()
    assert not Finding.objects.exists()


# --- findings and the end --------------------------------------------------------------------


def test_a_finding_is_written_once(as_role, screening):
    client, path = as_role("lead"), f"/foranalyse/{screening.pk}/fund/"
    form = text(client.get(f"{path}?greb=5"))
    assert '<option value="5" selected>5. Visitationsprocessen</option>' in form
    assert client.post(path, FINDING).url == f"/foranalyse/{screening.pk}/#greb-5"
    client.post(path, FINDING)
    found = Finding.objects.get()
    assert (found.lever, found.kind, found.effect, found.effort) == (5, "justering", 3, 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"claim": "  "}, "Hvad har I fundet?"),
        ({"claim": "x" * 3001}, "Hvad har I fundet?"),
        ({"lever": "8"}, "Greb"),
        ({"kind": "klage"}, "Hvad anbefaler I?"),
        ({"bottom_line": ""}, "Hvem gavner det mest?"),
        ({"effort": ""}, "Skøn både virkning og indsats, eller ingen af dem."),
        ({"effect": "7"}, "Hvor stor virkning venter I?"),
    ],
)
def test_a_wrong_finding_is_said(as_role, screening, changed, said):
    page = as_role("chief").post(f"/foranalyse/{screening.pk}/fund/", FINDING | changed)
    assert page.status_code == 200
    assert "Noget mangler eller skal rettes" in text(page)
    assert said in text(page)
    assert not Finding.objects.exists()


def test_a_finding_without_weight_is_fine(as_role, screening):
    sent = FINDING | {"effect": "", "effort": "", "evidence": ""}
    as_role("chief").post(f"/foranalyse/{screening.pk}/fund/", sent)
    assert Finding.objects.get().effect is None


def test_finishing_closes_it_for_all(as_role, made_up, person, filled):
    client, base = as_role("chief"), f"/foranalyse/{filled.pk}/"
    page = text(client.post(f"{base}afslut/", follow=True))
    assert "Nu kan jeres politikere også læse den" in page
    assert "kan ikke ændres" in page
    assert client.post(f"{base}greb/7/", answer(7), follow=True).status_code == 200
    assert not Judgement.objects.filter(lever=7).exists()
    assert client.get(f"{base}fund/").status_code == 403
    client.force_login(person("politician"))
    assert client.get(base).status_code == 200
    assert client.get(f"{base}slides.pptx").status_code == 200


# --- the slides ------------------------------------------------------------------------------


def test_the_deck_is_downloaded_by_those_who_read(as_role, made_up, filled):
    answered = as_role("member").get(f"/foranalyse/{filled.pk}/slides.pptx")
    assert answered["Content-Type"] == PPTX
    assert "samspil-foranalyse-E91-school.pptx" in answered["Content-Disposition"]
    assert answered.content[:2] == b"PK"


@pytest.mark.parametrize("sector", services.SECTORS)
def test_anybody_gets_the_figures_of_a_real_municipality(client, sector):
    answered = client.get(f"/kommuner/615/slides/{sector}.pptx")
    assert answered.status_code == 200
    assert answered["Content-Type"] == PPTX
    assert answered.content[:2] == b"PK"


def test_there_are_no_slides_of_what_does_not_exist(client, made_up):
    assert client.get("/kommuner/999/slides/school.pptx").status_code == 404
    assert client.get("/kommuner/615/slides/garden.pptx").status_code == 404
    assert client.post("/kommuner/615/slides/school.pptx").status_code == 405
    assert client.get(f"/kommuner/{CODE}/slides/school.pptx").status_code == 200
