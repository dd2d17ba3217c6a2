"""Pages of the local arena: happy path, signed out, wrong role or place, method, bad input."""

import pytest
from development_story import AIM, OUTCOME, PLAN, WHERE

from samspil.development import services
from samspil.development.models import Process, TestOfChange
from samspil.development.values import Conflict, SharedVision
from samspil.meetings import services as meetings
from samspil.meetings.models import BroughtItem
from samspil.people.roles import Role
from samspil.people.viewer import Grant, Viewer
from samspil.screening import services as screening

pytestmark = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
TEAM = "example/E01/school"
AIM_TYPED = {
    "team": TEAM,
    "what": AIM.what,
    "for_whom": AIM.for_whom,
    "how_much": AIM.how_much,
    "by_when": "2027-12-01",
    "owner": AIM.owner,
    "levers": ["2", "7"],
}
PLAN_TYPED = {
    "question": PLAN.question,
    "prediction": PLAN.prediction,
    "measure": PLAN.measure,
    "who": PLAN.who,
    "planned_for": "2027-01-11",
}


def words(answer):
    return answer.content.decode()


def test_a_process_is_begun_tried_and_concluded_by_hand(visit):
    client = visit(Role.MEMBER, "E01", edition="example", sector="school")
    assert "Begynd en proces" in words(client.get("/udvikling/"))
    answer = client.post("/udvikling/ny/", AIM_TYPED, follow=True)
    process = Process.objects.get()
    assert answer.redirect_chain == [(f"/udvikling/{process.pk}/", 302)]
    assert AIM.what in words(answer)
    assert "Senest 1. december 2027" in words(answer)
    assert "Eksempel" in words(answer)

    answer = client.post(f"/udvikling/{process.pk}/proever/ny/", PLAN_TYPED, follow=True)
    test = TestOfChange.objects.get()
    assert "Gå i gang" in words(answer)
    answer = client.post(f"/udvikling/proever/{test.pk}/begynd/", follow=True)
    assert "Skriv, hvad der skete" in words(answer)
    answer = client.post(f"/udvikling/proever/{test.pk}/resultat/", OUTCOME, follow=True)
    # What is to be adjusted is planned at once, from what was tried.
    next_plan = f"/udvikling/{process.pk}/proever/ny/?efter={test.pk}"
    assert answer.redirect_chain == [(next_plan, 302)]
    assert PLAN.measure in words(answer)
    assert PLAN.prediction not in words(answer)
    page = words(client.get(f"/udvikling/{process.pk}/"))
    assert "Vi justerer og prøver igen" in page
    assert page.index("Det ventede vi") < page.index("Det skete")
    assert f"?efter={test.pk}" in page
    answer = client.get(f"/udvikling/{process.pk}/proever/ny/", {"efter": test.pk})
    assert OUTCOME["what_happened"] in words(answer)


def test_a_process_begins_from_a_finding(visit, lead):
    started = screening.start(actor=lead, **WHERE)
    finding = screening.add_finding(
        actor=lead,
        screening=started.pk,
        lever=7,
        claim="PPR kommer sent.",
        kind="justering",
        bottom_line="child",
    )
    client = visit(Role.PROJECT_LEAD, "E01")
    page = words(client.get("/udvikling/ny/", {"fund": finding.pk}))
    assert "PPR kommer sent." in page
    assert page.count("checked") == 1
    client.post(f"/udvikling/ny/?fund={finding.pk}", AIM_TYPED)
    assert Process.objects.get().claim == "PPR kommer sent."
    assert visit(Role.CHIEF, "E02").get(f"/udvikling/ny/?fund={finding.pk}").status_code == 404
    for wrong in ("0", "x", "9" * 30, "-1", "²"):
        assert client.get("/udvikling/ny/", {"fund": wrong}).status_code == 404


def test_pressing_twice_begins_once(visit):
    client = visit(Role.CHIEF, "E01")
    client.post("/udvikling/ny/", AIM_TYPED)
    answer = client.post("/udvikling/ny/", AIM_TYPED)
    assert answer.status_code == 200
    assert "Der er ikke noget at begynde" in words(answer)
    assert Process.objects.count() == 1


def test_signed_out_one_is_asked_to_sign_in(client, process, planned):
    for path in ("/udvikling/", "/udvikling/ny/", *addresses(process, planned)):
        answer = client.get(path)
        if answer.status_code != 405:
            assert answer.url == f"/konto/login/?next={path}"
    for path in addresses(process, planned):
        assert client.post(path).status_code in (403, 405), path


def addresses(process, test):
    own, trial = f"/udvikling/{process.pk}/", f"/udvikling/proever/{test.pk}/"
    return [
        own,
        own + "maal/",
        own + "afslut/",
        own + "proever/ny/",
        trial + "plan/",
        trial + "begynd/",
        trial + "resultat/",
        trial + "tag-med/",
    ]


@pytest.mark.parametrize(
    ("role", "municipality", "where"),
    [
        (Role.CHIEF, "E02", {}),
        (Role.MEMBER, "E01", {"edition": "2021"}),
        (Role.MEMBER, "E01", {"edition": "example", "sector": "daycare"}),
        (Role.CONSULTANT, "E02", {}),
        (Role.EDITOR, "", {}),
        (Role.EXPERT, "", {"edition": "example"}),
    ],
)
def test_others_are_told_that_there_is_nothing(visit, process, doing, role, municipality, where):
    client = visit(role, municipality, **where)
    for path in addresses(process, doing):
        assert client.get(path).status_code in (404, 405), path
        assert client.post(path, OUTCOME).status_code in (404, 405), path
    assert AIM.what not in words(client.get("/udvikling/"))
    doing.refresh_from_db()
    assert doing.status == "doing"


@pytest.mark.parametrize(
    "role", [Role.POLITICIAN, Role.CONSULTANT, Role.FACILITATOR, Role.PROGRAMME_OWNER]
)
def test_readers_read_and_change_nothing(visit, process, doing, role):
    client = visit(role, "E01" if role.is_municipal else "")
    page = words(client.get(f"/udvikling/{process.pk}/"))
    assert PLAN.prediction in page
    assert "<form" not in page.split("<main", 1)[1].split("</main>")[0]
    for path in addresses(process, doing)[1:]:
        assert client.post(path, OUTCOME).status_code == 403, path
    assert AIM.what in words(client.get("/udvikling/"))
    assert client.get("/udvikling/ny/").status_code == 403


@pytest.mark.parametrize(
    ("role", "municipality", "where", "said"),
    [
        (Role.MEMBER, "E02", {}, "Begynd med et mål"),
        (Role.POLITICIAN, "E02", {}, "Jeres kommune er tilmeldt."),
        (Role.CONSULTANT, "E02", {}, "Jeres kommune er tilmeldt."),
        (Role.MEMBER, "E01", {"edition": "example", "sector": "daycare"}, "er tilmeldt."),
        (Role.CHIEF, "E03", {}, "Processen begynder, når jeres kommune er tilmeldt"),
        (Role.EDITOR, "", {}, "I har ingen rolle i en kommune"),
    ],
)
def test_an_empty_list_says_why_it_is_empty(visit, process, role, municipality, where, said):
    page = words(visit(role, municipality, **where).get("/udvikling/"))
    assert said in page
    assert ("når jeres kommune er tilmeldt" in page) == (municipality == "E03")


def test_danish_words_of_people_are_marked_on_an_english_page(visit, process, concluded):
    client = visit(Role.CHIEF, "E01")
    client.cookies["samspil_sprog"] = "en"
    page = words(client.get(f"/udvikling/{process.pk}/"))
    assert f'<h1 class="aim" lang="da">{AIM.what}' in page
    assert f'<h3 lang="da">{PLAN.question}' in page
    assert f'<dd lang="da">{PLAN.measure}' in page
    assert (
        f'<span lang="da"><p>{PLAN.prediction}' in page
        or f'<span lang="da">{PLAN.prediction}' in page
    )


def test_organisers_see_an_overview_that_ranks_nobody(visit, process, concluded):
    page = words(visit(Role.FACILITATOR).get("/udvikling/"))
    assert "I alfabetisk orden" in page
    assert "1 prøve afsluttet" in page


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/udvikling/", "post"),
        ("/udvikling/{0}/", "post"),
        ("/udvikling/{0}/afslut/", "get"),
        ("/udvikling/proever/{1}/begynd/", "get"),
        ("/udvikling/proever/{1}/tag-med/", "get"),
        ("/udvikling/{0}/maal/", "delete"),
        ("/udvikling/ny/", "put"),
    ],
)
def test_wrong_methods(visit, process, planned, path, method):
    client = visit(Role.PROJECT_LEAD, "E01")
    address = path.format(process.pk, planned.pk)
    assert getattr(client, method)(address).status_code == 405


def test_nothing_typed_is_lost_on_an_error(visit):
    client = visit(Role.CHIEF, "E01")
    typed = AIM_TYPED | {"what": "Om 010203-1234 <b>", "by_when": "snart"}
    page = words(client.post("/udvikling/ny/", typed))
    assert "ligner et CPR-nummer" in page
    assert "Skriv en dato, fx 2027-01-31." in page
    assert "Om 010203-1234 &lt;b&gt;</textarea>" in page
    assert 'value="snart"' in page
    assert 'href="#id_what"' in page
    assert "<title>Ret:" in page
    assert not Process.objects.exists()


@pytest.mark.parametrize("team", ["", "example/E02/school", "example/E01/daycare", "x", "///"])
def test_a_team_that_is_not_ones_own_is_refused(visit, team):
    answer = visit(Role.CHIEF, "E01").post("/udvikling/ny/", AIM_TYPED | {"team": team})
    assert answer.status_code == 200
    assert not Process.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"question": ""},
        {"question": "x" * 2001},
        {"prediction": "010203-1234"},
        {"planned_for": "31/31/31"},
    ],
)
def test_a_plan_that_cannot_be_kept(visit, process, change):
    client = visit(Role.PROJECT_LEAD, "E01")
    answer = client.post(f"/udvikling/{process.pk}/proever/ny/", PLAN_TYPED | change)
    assert 'class="errors"' in words(answer)
    assert not TestOfChange.objects.exists()


@pytest.mark.parametrize("change", [{"what_happened": ""}, {"compared": "x"}, {"decision": ""}])
def test_an_outcome_that_cannot_be_kept(visit, doing, change):
    client = visit(Role.PROJECT_LEAD, "E01")
    answer = client.post(f"/udvikling/proever/{doing.pk}/resultat/", OUTCOME | change)
    assert 'class="errors"' in words(answer)
    assert TestOfChange.objects.get().status == "doing"


def test_the_plan_is_changed_until_it_begins(visit, process, planned):
    client = visit(Role.PROJECT_LEAD, "E01")
    path = f"/udvikling/proever/{planned.pk}/plan/"
    assert PLAN.prediction in words(client.get(path))
    client.post(path, PLAN_TYPED | {"prediction": "Alle siger ja."})
    client.post(f"/udvikling/proever/{planned.pk}/begynd/")
    answer = client.post(path, PLAN_TYPED | {"prediction": "Ingen siger ja."}, follow=True)
    assert "allerede et andet sted" in words(answer)
    assert TestOfChange.objects.get().prediction == "Alle siger ja."


def test_without_a_prediction_one_is_asked_for_it(visit, process):
    client = visit(Role.PROJECT_LEAD, "E01")
    client.post(f"/udvikling/{process.pk}/proever/ny/", PLAN_TYPED | {"prediction": ""})
    test = TestOfChange.objects.get()
    page = words(client.get(f"/udvikling/{process.pk}/"))
    assert "Skriv, hvad I venter" in page
    assert "Gå i gang" not in page
    answer = client.post(f"/udvikling/proever/{test.pk}/begynd/", follow=True)
    assert "Skriv først, hvad I venter" in words(answer)
    assert TestOfChange.objects.get().status == "planned"


def test_begun_without_a_prediction_it_stays_missing(visit, process):
    client = visit(Role.PROJECT_LEAD, "E01")
    client.post(f"/udvikling/{process.pk}/proever/ny/", PLAN_TYPED | {"prediction": ""})
    test = TestOfChange.objects.get()
    answer = client.post(f"/udvikling/proever/{test.pk}/begynd/", {"uden": "1"}, follow=True)
    assert "Ingen forudsigelse blev skrevet, før I gik i gang." in words(answer)
    answer = client.post(
        f"/udvikling/proever/{test.pk}/plan/", PLAN_TYPED | {"prediction": "Bagefter"}, follow=True
    )
    assert "allerede et andet sted" in words(answer)
    page = words(client.get(f"/udvikling/proever/{test.pk}/resultat/"))
    assert "Ingen forudsigelse blev skrevet" in page
    assert "Gik det, som I ventede?" not in page
    typed = {"what_happened": "Ro om tirsdagen.", "decision": "adopt"}
    page = words(client.post(f"/udvikling/proever/{test.pk}/resultat/", typed, follow=True))
    assert "der var intet at sammenligne med" in page
    assert TestOfChange.objects.get().prediction == ""


def test_a_plan_names_its_idea_and_suggests_earlier_words(visit, process, lead, concluded):
    key = "noegle-1234"
    one = services.add_driver(actor=lead, process=process.pk, text="En", key=key + "a")
    two = services.add_driver(
        actor=lead, process=process.pk, text="To", key=key + "b", under=one.node
    )
    idea = services.add_driver(
        actor=lead, process=process.pk, text="Onsdag 13-14", key=key + "c", under=two.node
    )
    client = visit(Role.PROJECT_LEAD, "E01")
    path = f"/udvikling/{process.pk}/proever/ny/"
    page = words(client.get(path, {"ide": idea.node}))
    assert f'<option value="{idea.node}" selected>Onsdag 13-14' in page
    assert f'<option value="{PLAN.measure}" lang="da">' in page
    client.post(path, PLAN_TYPED | {"question": "Og onsdag?", "idea": str(idea.node)})
    assert TestOfChange.objects.get(question="Og onsdag?").idea_id == idea.node
    assert "Idéen, der prøves" in words(client.get(f"/udvikling/{process.pk}/"))
    answer = client.post(path, PLAN_TYPED | {"question": "Ny?", "idea": str(one.node)})
    assert "Idéen er fjernet imens" in words(answer)


def test_the_aim_is_changed_and_a_closed_process_says_so(visit, process):
    client = visit(Role.PROJECT_LEAD, "E01")
    path = f"/udvikling/{process.pk}/maal/"
    assert AIM.owner in words(client.get(path))
    answer = client.post(path, AIM_TYPED | {"what": "Alle skoler er med"}, follow=True)
    assert "<h1" in words(answer)
    assert "Alle skoler er med" in words(answer)
    client.post(f"/udvikling/{process.pk}/afslut/")
    page = words(client.get(f"/udvikling/{process.pk}/"))
    assert "Planlæg en prøve" not in page
    assert '<span class="tag">afsluttet</span>' in page
    for part in ("maal/", "proever/ny/", "organisering/skriv/", "vision/ny/", "ambition/monday/"):
        form = words(client.get(f"/udvikling/{process.pk}/{part}"))
        assert form.index("Processen er afsluttet og kan ikke") < form.index("<form method")
    answer = client.post(path, AIM_TYPED, follow=True)
    assert "kan ikke ændres" in words(answer)


@pytest.mark.parametrize("day", ["0026-12-01", "9999-12-31"])
def test_a_year_that_nobody_means_is_asked_about(visit, process, day):
    client = visit(Role.PROJECT_LEAD, "E01")
    answer = client.post(f"/udvikling/{process.pk}/maal/", AIM_TYPED | {"by_when": day})
    assert "Se årstallet efter" in words(answer)
    process.refresh_from_db()
    assert process.by_when == AIM.by_when


def test_what_cannot_be_undone_takes_two_presses(visit, lead, process):
    write = {"actor": lead, "process": process.pk}
    services.write_vision(**write, vision=SharedVision(text="Ro."))
    services.name_conflict(**write, conflict=Conflict("ro", "fællesskab", "leader"))
    client = visit(Role.PROJECT_LEAD, "E01")
    for part, act in (("", "afslut/"), ("vision/", "fjern/"), ("ambition/", "fjern/")):
        page = words(client.get(f"/udvikling/{process.pk}/{part}"))
        before = page.partition(f'{act}"')[0]
        assert before.rfind('<details class="without">') > before.rfind("</details>")
        assert page.count(f'{act}"') == 1


def test_the_next_test_follows_only_a_concluded_one_of_the_same_process(visit, process, doing):
    client = visit(Role.PROJECT_LEAD, "E01")
    for wrong in (str(doing.pk), "0", "x"):
        answer = client.get(f"/udvikling/{process.pk}/proever/ny/", {"efter": wrong})
        assert answer.status_code == 404


def test_a_test_is_brought_along(visit, process, doing):
    meetings.plan_from_edition(actor=OWNER, edition="example")
    client = visit(Role.PROJECT_LEAD, "E01")
    assert "Tag med til næste netværksdag" in words(client.get(f"/udvikling/{process.pk}/"))
    for _time in range(2):
        answer = client.post(f"/udvikling/proever/{doing.pk}/tag-med/", follow=True)
        assert "taget med" in words(answer)
    assert BroughtItem.objects.count() == 1
    assert "Tag med til" not in words(client.get(f"/udvikling/{process.pk}/"))


def test_without_a_day_ahead_there_is_nowhere_to_bring_it(visit, process, doing):
    client = visit(Role.PROJECT_LEAD, "E01")
    assert "Tag med til" not in words(client.get(f"/udvikling/{process.pk}/"))
    answer = client.post(f"/udvikling/proever/{doing.pk}/tag-med/", follow=True)
    assert "ingen kommende netværksdag" in words(answer)


def test_in_english_every_word_is(visit, process, concluded):
    client = visit(Role.PROJECT_LEAD, "E01")
    client.cookies["samspil_sprog"] = "en"
    page = words(client.get(f"/udvikling/{process.pk}/"))
    assert "What we expected" in page
    assert "We adjust and try again" in page
    assert "Det ventede vi" not in page


def test_an_empty_house_says_how_to_begin(visit):
    assert "Begynd en proces" in words(visit(Role.CHIEF, "E01").get("/udvikling/"))
    assert "når jeres kommune er tilmeldt" in words(visit(Role.CHIEF, "E03").get("/udvikling/"))
    assert "når jeres kommune er tilmeldt" not in words(visit().get("/udvikling/"))
