"""The pages of groups."""

import csv
import io
import re
from pathlib import Path

import pytest

import samspil.web
from samspil.networks import selectors, services
from samspil.networks.models import GroupPlan
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db

PAGE = "/partnerskaber/example/netvaerk/"
SCENARIO = "/partnerskaber/scenarie/"
REAL = ("101", "147", "157", "159", "161", "163", "165", "167", "169")


def chosen(codes=REAL, **more):
    return {"kommune": codes, **more}


@pytest.fixture
def accepted(proposal, facilitator):
    return services.accept(actor=facilitator, plan=proposal.pk, reason="De kan <nå> hinanden")


@pytest.fixture
def three(small, facilitator):
    """The accepted plan of the three."""
    return services.accept(actor=facilitator, plan=small.pk, reason="De er tre")


def test_a_participant_sees_the_own_group_first_and_why(accepted, signed_in):
    page = signed_in(Role.CHIEF, "E01").get(PAGE).content.decode()
    group = selectors.group_of("example", "school", "E01")
    assert f"I er i gruppe {group.number} sammen med" in page
    assert page.count("<h1") == 1
    assert 'class="tile own"' in page
    assert "jeres kommune, gruppe" in page
    assert "Hvorfor her?" in page
    assert "Det er bevist" in page
    assert "De kan &lt;nå&gt; hinanden" in page
    assert "Eksempel" in page
    assert "Grupperne er ikke dannet endnu" in page  # daycare
    assert "Dan et forslag" not in page
    own_card, *_others = re.findall(r"Gruppe (\d+)</h3>|Gruppe (\d+) <span class=\"tag\">", page)
    assert own_card[1] == str(group.number)


def test_the_number_of_a_group_stays_where_names_do_not_fit(three, signed_in):
    """On a phone the names go; colour must not be left alone."""
    page = signed_in(Role.CHIEF, "E01").get(PAGE).content.decode()
    assert page.count('<text class="number"') >= 3
    style = (Path(samspil.web.__file__).parent / "static/samspil/samspil.css").read_text()
    assert ".tile text:not(.number) { display: none }" in style
    assert ".tile text { display: none }" not in style


def test_a_municipality_registered_later_is_told_so(few, three, registering, signed_in):
    registering("E09", "school")
    page = signed_in(Role.CHIEF, "E09").get(PAGE).content.decode()
    assert "Grupperne blev godkendt, før jeres kommune kom med." in page
    assert page.count("Grupperne er ikke dannet endnu") == 1  # daycare


def test_those_in_another_sector_are_told_that_the_groups_are_not_theirs(
    three, registering, signed_in
):
    registering("E10", "daycare")
    page = signed_in(Role.CHIEF, "E10").get(PAGE).content.decode()
    assert "Jeres kommune er ikke med i denne del." in page


def test_the_page_in_english(accepted, signed_in):
    client = signed_in(Role.CHIEF, "E01")
    client.cookies["samspil_sprog"] = "en"
    page = client.get(PAGE).content.decode()
    assert "You are in group" in page
    assert "Why here?" in page
    assert "inhabitants; the others have" in page


def test_a_facilitator_goes_from_nothing_to_accepted_groups(twelve, signed_in):
    client = signed_in(Role.FACILITATOR)
    page = client.get(PAGE).content.decode()
    assert "12 kommuner er tilmeldt" in page
    assert "4 kommuner er tilmeldt" in page
    answer = client.post(f"{PAGE}forslag/", {"sector": "school"})
    assert (answer.status_code, answer.url) == (302, f"{PAGE}#school")
    plan = GroupPlan.objects.get()
    page = client.get(PAGE).content.decode()
    assert "Forslag 1 er klar" in page
    assert "nedre grænse" in page
    answer = client.post(f"{PAGE}{plan.pk}/godkend/", {"reason": "De ligger godt"}, follow=True)
    page = answer.content.decode()
    assert "Grupperne er godkendt" in page
    assert "De ligger godt" in page
    plan.refresh_from_db()
    assert plan.status == "accepted"
    again = client.post(f"{PAGE}{plan.pk}/godkend/", {"reason": "Igen"}, follow=True)
    assert "allerede godkendt" in again.content.decode()


def test_pressing_twice_makes_one_proposal(few, signed_in):
    client = signed_in(Role.FACILITATOR)
    for _ in range(2):
        client.post(f"{PAGE}forslag/", {"sector": "school"})
    assert GroupPlan.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001, "Om barnet 010110-1234"])
def test_a_reason_that_will_not_do_comes_back_with_what_was_written(few, signed_in, reason):
    client = signed_in(Role.FACILITATOR)
    client.post(f"{PAGE}forslag/", {"sector": "school"})
    plan = GroupPlan.objects.get()
    answer = client.post(f"{PAGE}{plan.pk}/godkend/", {"reason": reason})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="errors"' in page
    assert f'href="#id_{plan.pk}_reason"' in page
    assert reason.strip() in page
    plan.refresh_from_db()
    assert plan.status == "proposed"


def test_too_few_and_changed_registrations_are_explained(edition, signed_in, registering):
    client = signed_in(Role.FACILITATOR)
    registering("E01", "school")
    page = client.get(PAGE).content.decode()
    assert "1 kommune er tilmeldt" in page
    assert "Der skal mindst 3 til en gruppe" in page
    answer = client.post(f"{PAGE}forslag/", {"sector": "school"}, follow=True)
    assert "Der skal være mindst 3 tilmeldte kommuner; der er 1." in answer.content.decode()
    registering("E02", "school")
    registering("E03", "school")
    client.post(f"{PAGE}forslag/", {"sector": "school"})
    registering("E04", "school")
    plan = GroupPlan.objects.get()
    answer = client.post(f"{PAGE}{plan.pk}/godkend/", {"reason": "Fordi"}, follow=True)
    assert "Dan et nyt" in answer.content.decode()
    assert GroupPlan.objects.get().status == "proposed"


@pytest.mark.parametrize(
    ("role", "municipality"),
    [(None, ""), (Role.EDITOR, ""), (Role.REGISTRATION_CONTACT, ""), (Role.CHIEF, "615")],
)
def test_others_are_refused(three, signed_in, role, municipality):
    client = signed_in(role, municipality)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}forslag/", {"sector": "school"}).status_code == 403
    assert client.post(f"{PAGE}{three.pk}/godkend/", {"reason": "x"}).status_code == 403
    assert client.get(f"{PAGE}{three.pk}/grupper.csv").status_code == 404


def test_signed_out(three, client):
    for address in (PAGE, f"{PAGE}{three.pk}/grupper.csv"):
        assert client.get(address).url == f"/konto/login/?next={address}"
    assert client.post(f"{PAGE}forslag/", {"sector": "school"}).status_code == 403


def test_a_participant_may_look_but_not_form(three, signed_in):
    client = signed_in(Role.CHIEF, "E01")
    assert client.post(f"{PAGE}forslag/", {"sector": "school"}).status_code == 403
    assert client.post(f"{PAGE}{three.pk}/godkend/", {"reason": "x"}).status_code == 403


def test_wrong_methods_and_unknown_things(few, signed_in):
    client = signed_in(Role.FACILITATOR)
    assert client.post(PAGE).status_code == 405
    assert client.get(f"{PAGE}forslag/").status_code == 405
    assert client.get(f"{PAGE}1/godkend/").status_code == 405
    assert client.post(SCENARIO).status_code == 405
    assert client.get("/partnerskaber/1999/netvaerk/").status_code == 404
    assert client.post(f"{PAGE}forslag/", {"sector": "both"}).status_code == 404
    assert client.post(f"{PAGE}forslag/").status_code == 404
    assert client.post(f"{PAGE}99/godkend/", {"reason": "x"}).status_code == 404
    assert client.get(f"{PAGE}99/grupper.csv").status_code == 404


def test_history_has_no_groups(edition, signed_in):
    page = signed_in(Role.FACILITATOR).get("/partnerskaber/2018/netvaerk/").content.decode()
    assert "0 kommuner er tilmeldt" in page
    assert "Dan et forslag" not in page


def rows_of(answer):
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_file_has_the_same_rows_as_the_page(accepted, signed_in):
    rows = rows_of(signed_in(Role.CHIEF, "E01").get(f"{PAGE}{accepted.pk}/grupper.csv"))
    assert rows[0][:3] == ["Kommune", "Gruppe", "Indbyggere"]
    names = {row[0]: row[1] for row in rows[1:13]}
    group = selectors.group_of("example", "school", "E01")
    assert {name for name, number in names.items() if number == str(group.number)} == set(
        group.names
    )


# Scenarios


def test_an_empty_scenario_says_how_to_begin(signed_in):
    page = signed_in(Role.CHIEF, "615").get(SCENARIO).content.decode()
    assert "ingen af dem har tilmeldt sig" in page
    assert page.count('name="kommune"') == 98
    assert "checked" not in page.split('name="kommune"', 1)[1]
    assert 'class="errors"' not in page


def test_a_scenario_is_a_link_with_groups_and_reasons(signed_in):
    client = signed_in(Role.FACILITATOR)
    answer = client.get(SCENARIO, chosen())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "9 kommuner er delt i" in page
    assert "Det er bevist" in page
    assert "ingen af dem har tilmeldt sig" in page
    assert page.count("Hvorfor her?") >= 2
    assert len(re.findall(r'name="kommune" value="\d+" checked', page)) == 9
    assert "Eksempel</span>" not in page
    rows = rows_of(client.get(f"{SCENARIO}grupper.csv", chosen()))
    assert len([row for row in rows[1:] if len(row) == 7]) == 9


def test_a_scenario_in_english_for_daycare(signed_in):
    client = signed_in(Role.FACILITATOR)
    client.cookies["samspil_sprog"] = "en"
    page = client.get(SCENARIO, chosen(omraade="daycare", mindst=4, hoejst=5)).content.decode()
    assert "none of them has registered" in page
    assert "9 municipalities are divided into 2 groups" in page
    assert "Scenario, not registrations, daycare: 2 groups" in page


BAD = [
    ({"kommune": REAL[:5]}, "Vælg mellem 6 og 40 kommuner; der er valgt 5."),
    ({"omraade": "school"}, "Vælg nogle kommuner."),
    ({"kommune": [*REAL, "999"]}, "999"),
    ({"kommune": [*REAL, "E01"]}, "E01"),
    (chosen(omraade="both"), "both"),
    (chosen(mindst="x"), "heltal"),
    (chosen(mindst="1"), "2"),
    (chosen(hoejst="99"), "10"),
    (chosen(mindst=5, hoejst=4), "mindst lige så stort"),
    (
        chosen(REAL[:7], mindst=5, hoejst=6),
        "7 kommuner kan ikke deles i grupper af de størrelser. Prøv for eksempel",
    ),
]


@pytest.mark.parametrize(("asked", "words"), BAD)
def test_what_cannot_be_answered_is_explained_and_nothing_is_lost(signed_in, asked, words):
    client = signed_in(Role.FACILITATOR)
    answer = client.get(SCENARIO, asked)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="errors"' in page
    assert words in page
    known = [code for code in asked.get("kommune", ()) if code in REAL]
    assert len(re.findall(r'name="kommune" value="\d+" checked', page)) == len(known)
    assert client.get(f"{SCENARIO}grupper.csv", asked).status_code == 404


def test_too_many_are_refused_before_any_work(signed_in):
    from samspil.places.models import Municipality

    codes = Municipality.objects.filter(is_example=False).values_list("code", flat=True)[:41]
    answer = signed_in(Role.FACILITATOR).get(SCENARIO, chosen(list(codes)))
    assert "der er valgt 41" in answer.content.decode()


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.REGISTRATION_CONTACT, Role.EXPERT])
def test_scenarios_are_refused_to_others(signed_in, role):
    client = signed_in(role)
    assert client.get(SCENARIO, chosen()).status_code == 403
    assert client.get(f"{SCENARIO}grupper.csv", chosen()).status_code == 403


def test_the_public_is_asked_to_sign_in_and_comes_back_to_the_scenario(client, db):
    asked = f"{SCENARIO}?kommune=101"
    assert (
        client.get(asked).url
        == f"/konto/login/?next={asked.replace('?', '%3F').replace('=', '%3D')}"
    )


@pytest.mark.parametrize("role", [Role.CHIEF, Role.MEMBER, Role.CONSULTANT, Role.POLITICIAN])
def test_municipal_people_may_try(signed_in, role):
    assert signed_in(role, "615").get(SCENARIO).status_code == 200


def test_every_grouped_tile_has_its_number_and_can_be_reached(accepted, signed_in):
    page = signed_in(Role.CHIEF, "E01").get(PAGE).content.decode()
    drawing = page.split('role="group"', 1)[1].split("</svg>", 1)[0]
    links = re.findall(r'<a class="tile \w+" href="/kommuner/E\d\d/" aria-label="[^"]+">', drawing)
    assert len(links) == 12
    assert (
        len(
            re.findall(
                r'<text class="number" aria-hidden="true" x="\d+" y="\d+">\d+</text></a>', drawing
            )
        )
        == 12
    )
