"""Pages and files of evaluations: for each role, a stranger, the wrong place and method."""

import io
import re
from dataclasses import replace

import pytest
from pptx import Presentation
from pypdf import PdfReader

from samspil.development import services as development
from samspil.development.models import Process
from samspil.evaluation import decks, papers, selectors, services, tables
from samspil.evaluation.selectors.rows import Asked, DayVoices, Spread
from samspil.methods.states import Value
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import find_or_add_user

pytestmark = pytest.mark.django_db
EDITION = "/evaluering/example/"
TEAM = f"{EDITION}E01/school/"
OF_TEAM = [TEAM, f"{EDITION}E01/alle/", f"{TEAM}evaluering.csv", f"{TEAM}evaluering.pptx",
           f"{TEAM}udvalg.pdf"]  # fmt: skip
OF_EDITION = [EDITION, f"{EDITION}evaluering.csv", f"{EDITION}evaluering.pptx",
              f"{EDITION}spoergsmaal/"]  # fmt: skip
READERS = [
    (Role.CHIEF, "E01"),
    (Role.PROJECT_LEAD, "E01"),
    (Role.MEMBER, "E01"),
    (Role.STEERING_REPRESENTATIVE, "E01"),
    (Role.POLITICIAN, "E01"),
]
STRANGERS = [
    (None, ""),
    (Role.CHIEF, "E02"),
    (Role.CHIEF, "E03"),
    (Role.POLITICIAN, "E02"),
    (Role.CONSULTANT, "E01"),
    (Role.SECRETARY, "E01"),
    (Role.EDITOR, ""),
    (Role.EXPERT, ""),
    (Role.REGISTRATION_CONTACT, ""),
]


def words(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", READERS)
def test_a_municipalitys_own_people_read_theirs_and_no_others(visit, who):
    client = visit(*who)
    for address in OF_TEAM[:2]:
        page = words(client.get(address))
        assert "Evaluering: Fabelborg" in page
        assert "Prøvestrand" not in page
    assert client.get(f"{EDITION}E02/school/").status_code == 404
    assert client.get(EDITION).status_code == 403
    listed = words(client.get("/evaluering/"))
    assert f'href="{TEAM}"' in listed
    assert f'href="{EDITION}E02' not in listed


@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_see_nothing(visit, who):
    client = visit(*who)
    assert [client.get(address).status_code for address in OF_TEAM] == [404] * 5
    assert [client.get(address).status_code for address in OF_EDITION] == [403] * 4
    assert f'href="{TEAM}"' not in words(client.get("/evaluering/"))
    led_there = f'href="{EDITION}' in words(client.get("/partnerskaber/example/"))
    assert led_there == (who[1] == "E02")


@pytest.mark.parametrize("who", [(Role.FACILITATOR, ""), (Role.PROGRAMME_OWNER, "")])
def test_those_who_run_it_read_everything_in_alphabetical_order(visit, who):
    client = visit(*who)
    page = words(client.get(EDITION))
    assert page.index(f'href="{TEAM}"') < page.index(f'href="{EDITION}E02/school/"')
    assert "0 af 2 hold" in page
    assert "Skriv jeres vurdering" not in words(client.get(TEAM))
    assert f'href="{EDITION}"' in words(client.get("/partnerskaber/example/"))


def test_a_facilitator_of_another_edition_sees_nothing(visit):
    client = visit(Role.FACILITATOR, edition="forar-2027")
    assert client.get(EDITION).status_code == 403
    assert client.get(TEAM).status_code == 404


def test_signed_out_one_is_asked_in_and_history_is_for_everybody(visit):
    client = visit(signed_in=False)
    for address in (*OF_TEAM, *OF_EDITION, f"{TEAM}vurdering/C1/"):
        answer = client.get(address)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/konto/login/")
    page = words(client.get("/evaluering/2021/"))
    assert "At kommunerne kortlægger det kommunale udfordringsbillede" in page
    assert "Samspil har intet samlet om udgaven" in page
    assert 'href="/evaluering/2021/"' in words(client.get("/evaluering/"))
    assert 'href="/evaluering/2021/"' in words(client.get("/partnerskaber/2021/"))
    assert "ingen kriterier" in words(client.get("/evaluering/2018/"))


@pytest.mark.parametrize(
    "address",
    ["/evaluering/nogen/", f"{EDITION}E99/school/", f"{EDITION}E01/daycare/", f"{EDITION}E01/x/",
     "/evaluering/2021/E01/school/", "/evaluering/2021/spoergsmaal/",
     f"{EDITION}E01/alle/udvalg.pdf",
     "/evaluering/2021/evaluering.csv", f"{EDITION}vurdering/C9/"],
)  # fmt: skip
def test_what_there_is_not(visit, address):
    assert visit(Role.PROGRAMME_OWNER).get(address).status_code == 404


def test_wrong_methods(visit):
    client = visit(Role.PROGRAMME_OWNER)
    assert [client.post(a).status_code for a in (*OF_TEAM, *OF_EDITION)] == [405] * 9
    acts = [f"{TEAM}afslut/", f"{TEAM}aabn/", f"{EDITION}afslut/", f"{EDITION}aabn/",
            f"{EDITION}spoergsmaal/start/aabn/", f"{EDITION}spoergsmaal/start/mind/",
            f"{EDITION}spoergsmaal/start/luk/"]  # fmt: skip
    assert [client.get(address).status_code for address in acts] == [405] * 7


def test_the_three_kinds_stand_apart_and_say_what_cannot_be_concluded(visit):
    page = words(visit(Role.CHIEF, "E01").get(TEAM))
    criteria, practice, figures = (page.index(f"{n}. {w}") for n, w in (
        (1, "Kriterierne"), (2, "Praksis"), (3, "Tallene")))  # fmt: skip
    assert criteria < practice < figures
    assert page.index("To af fire sagde ja") > practice
    assert page.index("De kan ikke sige, om partnerskabet har betydet") > figures
    assert page.index("hverken godt eller dårligt i sig selv") > figures


def test_the_local_process_leads_there(visit):
    process = Process.objects.get()
    page = words(visit(Role.CHIEF, "E01").get(f"/udvikling/{process.pk}/"))
    assert f'href="{TEAM}"' in page
    page = words(visit(Role.POLITICIAN, "E01").get(f"/udvikling/{process.pk}/"))
    assert f'href="{TEAM}"' in page
    page = words(visit(Role.CONSULTANT, "E01").get(f"/udvikling/{process.pk}/"))
    assert f'href="{TEAM}"' not in page


# --- files ------------------------------------------------------------------------------------


def test_the_file_has_the_pages_rows(visit):
    client = visit(Role.CHIEF, "E01")
    services.judge(actor=viewer_for(find_or_add_user(email="chief-e01@example.org")),
                   edition="example", municipality="E01", sector="school", criterion="C2",
                   verdict="not_yet", reason="=1+1 er ikke en formel")  # fmt: skip
    text = client.get(f"{TEAM}evaluering.csv").content.decode()
    assert "Kriterier,Fabelborg,Skole,C1,Prøver," in text
    assert "Ikke opfyldt endnu. =1+1 er ikke en formel" in text
    assert "Praksis,Fabelborg,Skole,,Vi justerer og prøver igen,,1," in text
    assert "Tal,Fabelborg,Skole,," in text
    assert "Samspil siger aldrig" in text


def test_an_editions_file_is_alphabetical(visit):
    text = visit(Role.FACILITATOR).get(f"{EDITION}evaluering.csv").content.decode()
    assert text.index("Fabelborg") < text.index("Prøvestrand")


def slides(answer):
    assert answer.status_code == 200
    return list(Presentation(io.BytesIO(answer.content)).slides)


def test_slides_have_native_charts_and_the_limits(visit):
    deck = slides(visit(Role.CHIEF, "E01").get(f"{TEAM}evaluering.pptx"))
    titles = [slide.shapes.title.text_frame.text for slide in deck]
    assert titles[0] == "Evaluering: Fabelborg"
    assert titles[-1] == "Hvad evalueringen kan sige, og hvad den ikke kan"
    charts = [shape for slide in deck for shape in slide.shapes if shape.has_chart]
    assert charts[0].chart.plots[0].categories[1] == "Vi justerer og prøver igen"
    again = visit(Role.CHIEF, "E01").get(f"{TEAM}evaluering.pptx").content
    assert again == visit(Role.CHIEF, "E01").get(f"{TEAM}evaluering.pptx").content


def test_an_editions_slides_in_english(visit):
    client = visit(Role.FACILITATOR)
    client.cookies["samspil_sprog"] = "en"
    titles = [s.shapes.title.text_frame.text for s in slides(client.get(OF_EDITION[2]))]
    assert titles[0] == "Evaluation of the partnership"
    assert "What the teams have done, in alphabetical order" in titles


def paper(answer):
    assert answer.status_code == 200
    return PdfReader(io.BytesIO(answer.content))


def test_two_pages_for_the_committee(visit):
    found = paper(visit(Role.POLITICIAN, "E01").get(f"{TEAM}udvalg.pdf"))
    assert len(found.pages) == 2
    first, second = (page.extract_text() for page in found.pages)
    assert "Ambitionen" in first
    assert "Det, der blev lært" in first
    assert "Det, tallene ikke viser" in second
    assert "Det, vi beder udvalget drøfte" in second


def test_answers_after_each_day_stand_in_the_editions_file_and_slides(facilitator):
    said = (("Var dagen tiden værd?", "4: 2 · 5: 3"),)
    days = (
        DayVoices("Netværksdag 1", "4. februar 2027", 5, waits=False, said=said),
        DayVoices("Netværksdag 2", "8. april 2027", 3, waits=False, said=()),
    )
    found = selectors.edition(facilitator, "example")
    found = replace(found, voices=replace(found.voices, days=days))
    rows = [tuple(cell.text for cell in row[4:7]) for row in tables.edition_csv(found).rows]
    assert ("Var dagen tiden værd?", "Netværksdag 1, 4. februar 2027: 4: 2 · 5: 3", "5") in rows
    deck = Presentation(io.BytesIO(decks.for_edition(found)))
    cells = [
        cell.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert "4: 2 · 5: 3" in cells
    assert not any("Netværksdag 2" in cell for cell in cells)


def test_answers_that_cannot_be_shown_take_no_room_on_the_paper():
    spread = Spread((("1", Value(2)), ("2", Value(3))), Value(5))
    asked = [Asked("basis", "Hvor tydeligt?", "C1", spread, None)]
    listed = papers._answers(asked)
    assert listed.columns[1:] == ("Ved begyndelsen, svar: antal",)
    assert [cell.text for cell in listed.rows[0]] == ["Hvor tydeligt?", "1: 2 · 2: 3"]
    both = papers._answers([*asked, Asked("economy", "Hvor meget?", "C5", None, spread)])
    assert [cell.text for cell in both.rows[1]] == ["Hvor meget?", "–", "1: 2 · 2: 3"]


def test_the_parts_of_the_page_are_reached_from_its_top(visit):
    for who, address in (((Role.POLITICIAN, "E01"), TEAM), ((Role.FACILITATOR,), EDITION)):
        text = words(visit(*who).get(address))
        top = text.split('<nav class="contents')[1].split("</nav>")[0]
        parts = re.findall(r'href="#(\w+)"', top)
        assert parts[:4] == ["kriterier", "svar", "praksis", "tal"]
        assert all(f'id="{part}"' in text for part in parts)


def test_two_pages_whatever_was_written(visit, chief):
    process = Process.objects.get()
    long = "Ærlig talt blev det helt anderledes, end vi havde ventet. " * 34
    for number in range(4):
        test = development.plan_test(actor=chief, process=process.pk, plan=development_plan(number))
        development.begin_test(actor=chief, test=test.pk)
        development.conclude_test(
            actor=chief, test=test.pk, what_happened=long, compared="not", decision="abandon"
        )
    for criterion in ("C1", "C2", "C3", "C4", "C5"):
        services.judge(actor=chief, edition="example", municipality="E01", sector="school",
                       criterion=criterion, verdict="cannot_tell", reason=long[:1200])  # fmt: skip
    assert len(paper(visit(Role.CHIEF, "E01").get(f"{TEAM}udvalg.pdf")).pages) == 2


def development_plan(number):
    from samspil.development.values import Plan

    return Plan(question=f"{number}: " + "Hvad nu hvis vi gør noget andet? " * 50, prediction="Ro")
