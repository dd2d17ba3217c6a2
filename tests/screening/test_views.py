"""The pages of screenings, for everybody who may and everybody who may not."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from tests.screening.conftest import asked

from samspil.screening import services
from samspil.screening.models import Finding, Judgement, Screening

CODE, OTHER = "E91", "E92"
BEGIN = {"form": "short", "instrument": "seven-levers-2026"}
HERE = BEGIN | {"choice": f"{CODE}/school/"}
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


def anchor(question):
    return f"spoergsmaal-{question.replace('.', '-')}"


def answer(question, **changed):
    """What the form of one question sends."""
    fields = {"level": "2", "note": "Budgetopfølgningen"} | changed
    return {f"svar{question.replace('.', '-')}-{name}": value for name, value in fields.items()}


@pytest.fixture
def question(screening):
    """The first question on lever 3."""
    return asked(screening, 3)[0]


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
    assert "I gang: 0 af 14 spørgsmål er besvaret." in page
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
    assert client.post("/foranalyse/begynd/", HERE).status_code == 403
    assert Screening.objects.count() == 1
    assert client.post("/foranalyse/").status_code == 405


def test_beginning_twice_leads_to_the_same_place(as_role):
    client = as_role("consultant")
    first = client.post("/foranalyse/begynd/", HERE)
    again = client.post("/foranalyse/begynd/", HERE)
    begun = Screening.objects.get()
    assert first.url == again.url == f"/foranalyse/{begun.pk}/"


@pytest.mark.parametrize("role", ["member", "politician", "facilitator"])
def test_the_wrong_role_begins_nothing(as_role, role):
    answered = as_role(role).post("/foranalyse/begynd/", HERE)
    assert answered.status_code == 403
    assert not Screening.objects.exists()


def test_another_municipality_begins_nothing_here(as_role):
    client = as_role("chief", OTHER)
    assert client.post("/foranalyse/begynd/", HERE).status_code == 403
    assert client.get("/foranalyse/begynd/").status_code == 405


@pytest.mark.parametrize("choice", ["", "x", "999/school/", f"{CODE}/garden/"])
def test_a_choice_that_is_none_is_said(as_role, choice):
    page = as_role("chief").post("/foranalyse/begynd/", BEGIN | {"choice": choice})
    assert page.status_code == 200
    assert "Noget mangler eller skal rettes" in text(page)
    assert not Screening.objects.exists()


# --- the page --------------------------------------------------------------------------------


def test_the_page_shows_where_all_levers_stand_and_what_is_next(as_role, screening):
    page = text(as_role("chief").get(f"/foranalyse/{screening.pk}/"))
    assert "De syv greb er ikke vurderet endnu." in page
    assert "Begynd med at lægge de første dokumenter ind." in page
    assert "Det er ikke KL&#x27;s eller Komponents redskab." in page
    assert "0 af 14 spørgsmål er besvaret" in page
    assert page.count("<h1") == 1
    assert "Eksempel" in page


def test_the_page_shows_answers_verdicts_and_findings(as_role, filled):
    page = text(as_role("member").get(f"/foranalyse/{filled.pk}/"))
    assert "Godt rustet på 2 og udfordret på 3 af de syv greb; 2 står åbne." in page
    assert "Det midterste svar er trin 3 (anvendt), og det regnes som godt rustet." in page
    assert "Støtten gives uden for klassen" in page
    assert "Undersøg i dybden" in page
    assert "Udnyttes mulighederne fuldt ud?" in page
    assert '<form method="post" action="/foranalyse/' not in page, "a member reads"


def test_the_page_of_a_lever_asks_its_questions(as_role, screening):
    page = text(as_role("chief").get(f"/foranalyse/{screening.pk}/greb/5/"))
    assert page.count('class="card question"') == 2, "the short form"
    instrument = screening.frozen_instrument()
    for question in instrument.lever(5).asked("school", "short"):
        assert escape(question.school.da) in page
        assert all(escape(level.da) in page for level in question.levels)
    assert "Ved ikke" in page
    assert "Procedure og skemaer" in page, "where to look for evidence"
    assert "Det anbefales ofte på dette greb" in page
    client = as_role("chief")
    client.post(f"/foranalyse/{screening.pk}/udvid/")
    page = text(client.get(f"/foranalyse/{screening.pk}/greb/5/"))
    assert page.count('class="card question"') == len(instrument.lever(5).asked("school"))


def test_a_reader_sees_the_lever_without_forms(as_role, filled):
    page = text(as_role("member").get(f"/foranalyse/{filled.pk}/greb/2/"))
    assert "<textarea" not in page
    assert "Støtten gives uden for klassen" in page
    assert "ser trin" not in page, "where one person placed practice is not told"
    assert "Kun for os" not in page


def test_the_page_speaks_english(as_role, filled):
    client = as_role("chief")
    client.cookies["samspil_sprog"] = "en"
    page = text(client.get(f"/foranalyse/{filled.pk}/"))
    assert "The referral process" in page
    assert "This is not KL&#x27;s or Komponent&#x27;s instrument" in page


STRANGERS = [("chief", OTHER), ("consultant", OTHER), ("facilitator", CODE), ("politician", CODE)]


PAGES = [
    "", "greb/3/", "grundlag/", "plan/", "fund/", "fund/nyt/", "overgange/", "deling/",
    "slides.pptx",
]  # fmt: skip
ACTS = ["udvid/", "afslut/", "grundlag/", "plan/", "fund/", "fund/nyt/", "deling/"]


@pytest.mark.parametrize(("role", "place"), STRANGERS)
def test_strangers_find_nothing(as_role, filled, question, role, place):
    client, base = as_role(role, place), f"/foranalyse/{filled.pk}/"
    for path in PAGES:
        assert client.get(base + path).status_code == 404, path
    for path in (*ACTS, f"spoergsmaal/{question}/", f"spoergsmaal/{question}/tal/"):
        assert client.post(base + path, FINDING).status_code == 404, path
    filled.refresh_from_db()
    assert filled.is_open
    assert Finding.objects.count() == 4


def test_signed_out_people_do_not_learn_what_there_is(client, filled, question):
    base = f"/foranalyse/{filled.pk}/"
    for path in (*(base + page for page in PAGES), "/foranalyse/999999/", "/foranalyse/delt/"):
        assert client.get(path).url == f"/konto/login/?next={path}"
    assert client.post(f"{base}spoergsmaal/{question}/", answer(question)).status_code == 403


def test_wrong_methods(as_role, filled, question):
    client, base = as_role("chief"), f"/foranalyse/{filled.pk}/"
    for path in ("", "greb/3/", "overgange/", "slides.pptx"):
        assert client.post(base + path).status_code == 405
    for path in (f"spoergsmaal/{question}/", "afslut/", "udvid/", f"spoergsmaal/{question}/tal/"):
        assert client.get(base + path).status_code == 405
    assert client.put(f"{base}fund/nyt/").status_code == 405
    assert client.get(f"{base}greb/8/").status_code == 404
    assert client.get(f"{base}foer-og-nu/").status_code == 404, "there is none before"


# --- judging ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["chief", "lead", "consultant"])
def test_an_answer_is_saved_by_itself(as_role, screening, question, role):
    base = f"/foranalyse/{screening.pk}/"
    answered = as_role(role).post(f"{base}spoergsmaal/{question}/", answer(question))
    assert answered.url == f"{base}greb/3/#{anchor(question)}"
    saved = Judgement.objects.get()
    assert (saved.lever, saved.level, saved.note) == (3, 2, "Budgetopfølgningen")


def test_dont_know_without_a_word_is_an_answer(as_role, screening, question):
    sent = answer(question, level="0", note="")
    as_role("chief").post(f"/foranalyse/{screening.pk}/spoergsmaal/{question}/", sent)
    assert Judgement.objects.get().dont_know


def test_with_htmx_only_the_question_and_the_standing_come_back(as_role, screening, question):
    client = as_role("chief")
    headers = {"HX-Request": "true"}
    path = f"/foranalyse/{screening.pk}/spoergsmaal/{question}/"
    part = text(client.post(path, answer(question, level="3"), headers=headers))
    assert "<html" not in part
    assert f"Spørgsmål {question} er gemt." in part
    assert f'id="{anchor(question)}"' in part
    assert part.count('class="card question"') == 1
    assert 'hx-swap-oob="true">Godt rustet.' in part
    wrong = text(client.post(path, answer(question, level="9"), headers=headers))
    assert "Noget mangler eller skal rettes" in wrong
    assert "er gemt" not in wrong


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"level": ""}, "Hvilket trin ligner jer mest?"),
        ({"level": "9"}, "Hvilket trin ligner jer mest?"),
        ({"note": "x" * 3001}, "Hvorfor?"),
        ({"note": "Barnet 010203-1236"}, "CPR-nummer"),
    ],
)
def test_a_wrong_answer_is_said_and_what_was_typed_stays(
    as_role, screening, question, changed, said
):
    sent = answer(question, **({"note": "Et skrevet grundlag"} | changed))
    path = f"/foranalyse/{screening.pk}/spoergsmaal/{question}/"
    page = as_role("chief").post(path, sent)
    assert page.status_code == 200
    assert "Noget mangler eller skal rettes" in text(page)
    assert said in text(page)
    assert next(value for name, value in sent.items() if name.endswith("note")) in text(page)
    assert not Judgement.objects.exists()


def test_a_question_that_is_not_asked_is_not_there(as_role, screening, question):
    client = as_role("chief")
    for name in ("8.1", "3.99", "x"):
        path = f"/foranalyse/{screening.pk}/spoergsmaal/{name}/"
        assert client.post(path, answer(question)).status_code == 404


def test_a_reader_changes_nothing(as_role, screening, question):
    client, base = as_role("member"), f"/foranalyse/{screening.pk}/"
    one = f"{base}spoergsmaal/{question}/"
    for path, sent in (
        (one, answer(question)),
        (one, answer(question, level="9")),
        (f"{one}grundlag/", {}),
        (f"{one}tal/", {"figure": "wellbeing_mean_of_five/"}),
        (f"{base}fund/nyt/", FINDING),
        (f"{base}fund/", {}),
        (f"{base}grundlag/", {"kind": "interview", "interview-role": "chief"}),
        (f"{base}plan/", {"ny-kind": "document", "ny-what": "x"}),
        (f"{base}deling/", {}),
        (f"{base}afslut/", {}),
        (f"{base}udvid/", {}),
    ):
        assert client.post(path, sent).status_code == 403, path
    assert client.get(f"{base}fund/nyt/").status_code == 403
    assert not Judgement.objects.exists()
    assert not Finding.objects.exists()


def test_evidence_is_tied_to_the_question_on_its_page(as_role, screening, question, viewer):
    talk = services.add_interview(actor=viewer("chief"), screening=screening.pk, role="staff")
    client, path = as_role("chief"), f"/foranalyse/{screening.pk}/spoergsmaal/{question}/grundlag/"
    prefix = f"grundlag{question.replace('.', '-')}"
    sent = {f"{prefix}-evidence": talk.pk, f"{prefix}-text": "Støtten gives udenfor"}
    page = text(client.post(path, sent | {f"{prefix}-level": "1"}, follow=True))
    assert "Støtten gives udenfor" in page
    assert "ser trin 1" in page
    wrong = text(client.post(path, {f"{prefix}-evidence": "999"}))
    assert "Noget mangler eller skal rettes" in wrong
    page = text(client.post(f"{path}{talk.pk}/fjern/", follow=True))
    assert "Støtten gives udenfor" not in page


def test_a_figure_is_put_in_with_one_click(as_role, screening, made_up):
    question = asked(screening, 2)[0]
    client, base = as_role("chief"), f"/foranalyse/{screening.pk}/"
    page = text(client.get(f"{base}greb/2/"))
    assert 'value="wellbeing_mean_of_five/"' in page
    path = f"{base}spoergsmaal/{question}/tal/"
    page = text(client.post(path, {"figure": "wellbeing_mean_of_five/"}, follow=True))
    assert "forventet ud fra vilkår" in page
    page = text(client.post(path, {"figure": "inclusion_rate/"}, follow=True))
    assert "Tallet kendes ikke for kommunen" in page


# --- findings and the end --------------------------------------------------------------------


def test_a_finding_is_written_once(as_role, screening):
    client, path = as_role("lead"), f"/foranalyse/{screening.pk}/fund/nyt/"
    form = text(client.get(f"{path}?greb=5"))
    assert '<option value="5" selected>5. Visitationsprocessen</option>' in form
    assert client.post(path, FINDING).url == f"/foranalyse/{screening.pk}/fund/"
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
        ({"transition": "hjem"}, "Handler det om en overgang?"),
        ({"claim": "Barnet 010203-1236"}, "CPR-nummer"),
    ],
)
def test_a_wrong_finding_is_said(as_role, screening, changed, said):
    page = as_role("chief").post(f"/foranalyse/{screening.pk}/fund/nyt/", FINDING | changed)
    assert page.status_code == 200
    assert "Noget mangler eller skal rettes" in text(page)
    assert said in text(page)
    assert not Finding.objects.exists()


def test_a_finding_without_weight_is_fine(as_role, screening):
    sent = FINDING | {"effect": "", "effort": "", "evidence": ""}
    as_role("chief").post(f"/foranalyse/{screening.pk}/fund/nyt/", sent)
    assert Finding.objects.get().effect is None


def test_finishing_closes_it_for_all(as_role, made_up, person, filled):
    client, base = as_role("chief"), f"/foranalyse/{filled.pk}/"
    page = text(client.post(f"{base}afslut/", follow=True))
    assert "Nu kan jeres politikere også læse den" in page
    assert "kan ikke ændres" in page
    question = asked(filled, 7)[0]
    path = f"{base}spoergsmaal/{question}/"
    assert client.post(path, answer(question), follow=True).status_code == 200
    assert not Judgement.objects.filter(lever=7).exists()
    assert client.get(f"{base}fund/nyt/").status_code == 403
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
