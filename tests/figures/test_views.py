"""The pages of figures: who may see what, in which form, and what they never show."""

import csv
import json
import re
from itertools import cycle

import lxml.html
import pytest

from samspil.figures.indicators import load_indicators
from samspil.people.roles import Role
from samspil.places import selectors as places

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/kommuner/",
    "/kommuner/615/",
    "/kommuner/615/?omraade=daycare",
    "/kommuner/615/tal.csv",
    "/kommuner/615/tal.json",
    "/kommuner/615/exam_mean_grade9.csv",
    "/kommuner/615/exam_mean_grade9.png",
    "/indikatorer/",
    "/indikatorer/exam_mean_grade9/",
    "/indikatorer/exam_mean_grade9/tal.csv",
]
NOT_THERE = [
    "/kommuner/999/",
    "/kommuner/E01/",
    "/kommuner/999/tal.csv",
    "/kommuner/999/tal.json",
    "/kommuner/615/happiness.csv",
    "/kommuner/615/happiness.png",
    "/kommuner/999/exam_mean_grade9.png",
    "/indikatorer/happiness/",
    "/indikatorer/happiness/tal.csv",
    "/indikatorer/segregation_rate_municipal/tal.csv",
]


def rows_of(answer):
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(text.removeprefix("\ufeff").splitlines()))


@pytest.mark.parametrize("address", PUBLIC)
def test_everybody_sees_figures(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", NOT_THERE)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [*PUBLIC, "/potentiale/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_figures_are_only_read(client, address, method):
    answer = getattr(client, method)(address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("sector", ["", "skole", "school", "<script>", "daycare ", "None"])
def test_an_unknown_area_shows_the_school(client, sector):
    page = client.get("/kommuner/615/", {"omraade": sector})
    assert page.status_code == 200
    assert page.context["picture"].sector == "school"
    assert b"<script>" not in page.content


def test_every_indicator_has_a_page_in_the_readers_language(client):
    # One template in two languages: each indicator is read in one of them, by turns.
    for language, (name, definition) in zip(cycle(("da", "en")), load_indicators().items()):
        client.cookies["samspil_sprog"] = language
        page = client.get(f"/indikatorer/{name}/")
        assert page.status_code == 200
        heading = lxml.html.fromstring(page.content.decode()).xpath("//h1")[0].text_content()
        assert heading == definition.content.name.in_language(language)


def test_the_list_names_all_municipalities_in_danish_order(client):
    page = lxml.html.fromstring(client.get("/kommuner/").content.decode())
    names = [item.get("data-name") for item in page.xpath("//ul[@id='kommuner']/li")]
    assert len(names) == 98
    assert names[0] == "Albertslund"
    assert names[-3:] == ["Aabenraa", "Aalborg", "Aarhus"]
    assert names.index("Ærø") == names.index("Aabenraa") - 1 or "Ø" in names[-4]


def test_each_tile_of_the_map_opens_its_municipality(client):
    page = lxml.html.fromstring(client.get("/kommuner/").content.decode())
    tiles = page.xpath("//a[contains(@class, 'tile')]")
    assert len(tiles) == 98
    assert {tile.get("href") for tile in tiles} == {
        f"/kommuner/{place.code}/" for place in places.real_municipalities()
    }


def test_a_csv_opens_in_a_spreadsheet(client):
    answer = client.get("/kommuner/615/exam_mean_grade9.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    rows = rows_of(answer)
    assert len(rows) > 90
    assert rows[1][0] == "Horsens"
    assert {len(row) for row in rows} == {3}


def test_rows_come_own_first_then_expected_then_peers_by_name_then_the_others(client):
    rows = rows_of(client.get("/kommuner/615/exam_mean_grade9.csv"))[1:]
    assert [row[2] for row in rows[:4]] == ["jeres", "Horsens", "Horsens", "Horsens"]
    assert [row[2] for row in rows[4:]] == ["ligner på vilkår"] * 10 + ["øvrige"] * 87
    others = [row[0] for row in rows[14:]]
    order = [place.name for place in places.real_municipalities()]
    assert others == sorted(others, key=order.index)


def test_a_result_that_is_missing_has_no_row_of_its_own(client):
    rows = rows_of(client.get("/kommuner/101/wellbeing_mean_of_five.csv"))[1:]
    assert {row[2] for row in rows} == {"ligner på vilkår", "øvrige"}
    assert "København" not in {row[0] for row in rows}


def test_a_picture_is_a_png_of_some_size(client):
    answer = client.get("/kommuner/615/exam_mean_grade9.png")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(answer.content[16:20])
    assert width > 1000


def test_a_condition_has_its_chart_too(client):
    assert client.get("/kommuner/615/child_poverty.png").content.startswith(b"\x89PNG")
    assert rows_of(client.get("/kommuner/615/child_poverty.csv"))[1][0] == "Horsens"


def test_json_is_json(client):
    answer = client.get("/kommuner/615/tal.json?omraade=daycare")
    assert answer["Content-Type"] == "application/json"
    told = json.loads(answer.content)
    assert told["sector"] == "daycare"
    assert len(told["peers"]) == 10
    assert len(told["inputs"]) >= 12


def test_a_page_says_what_is_seen_first(client):
    page = lxml.html.fromstring(client.get("/kommuner/615/").content.decode())
    assert page.xpath("//h1")[0].text_content() == "Horsens"
    answer = page.xpath("//p[@class='answer']")[0].text_content()
    assert "vilkårene lader forvente" in answer or "forventede" in answer
    for heading in page.xpath("//figure//h3"):
        assert "Horsens" in heading.text_content()


def test_names_of_peers_keep_their_capital_letters(client):
    page = lxml.html.fromstring(client.get("/kommuner/615/").content.decode())
    peers = page.xpath("//ol[@class='peers']/li")
    label = page.xpath("//*[local-name()='svg'][contains(@class, 'tiles')]")[0].get("aria-label")
    assert len(peers) == 10
    for peer in peers:
        assert peer.text_content().strip() in label


def test_an_example_says_so_on_its_page_and_in_its_files(client, examples):
    page = client.get("/kommuner/E01/").content.decode()
    assert "Kommunen findes ikke." in page
    assert page.count("Eksempel") >= 2
    assert "opdigtet eksempel" in page
    assert "Fabelborg" in client.get("/kommuner/").content.decode()
    heading, *rows = rows_of(client.get("/kommuner/E01/tal.csv"))
    known = [dict(zip(heading, row, strict=True)) for row in rows if "value" in row]
    assert {row["quality"] for row in known} == {"example"}
    assert all("opdigtet eksempel" in row["source"] for row in known)
    told = client.get("/kommuner/E01/tal.json").json()
    assert told["municipality"]["example"] is True
    assert {f["source"] for f in told["figures"] if f["state"] == "value"} == {"example"}
    own = rows_of(client.get("/kommuner/E01/exam_mean_grade9.csv"))[1]
    assert own[0] == "Fabelborg"
    assert "opdigtet eksempel" in own[2]
    assert client.get("/kommuner/E01/exam_mean_grade9.png").status_code == 200


def test_an_example_is_never_in_the_figures_of_others(client, examples):
    for address in ("/kommuner/615/", "/indikatorer/exam_mean_grade9/"):
        assert "Fabelborg" not in client.get(address).content.decode()
    codes = {row[0] for row in rows_of(client.get("/indikatorer/exam_mean_grade9/tal.csv"))}
    assert not {code for code in codes if code.startswith("E")}


# Potential: for the organisers, and a municipality for itself.


def names_on(page):
    """Who stands in each list of the page, list by list."""
    tree = lxml.html.fromstring(page.content.decode())
    lists = tree.xpath("//main//tbody | //main//ul[@class='columns']")
    return [[link.text_content() for link in one.xpath("./tr/th/a | ./li/a")] for one in lists]


def test_the_public_is_asked_to_sign_in_for_potential(client):
    assert client.get("/potentiale/").url == "/konto/login/?next=/potentiale/"


@pytest.mark.parametrize(
    ("role", "municipality"),
    [
        (Role.EDITOR, ""),
        (Role.EXPERT, ""),
        (Role.REGISTRATION_CONTACT, ""),
        (Role.CONSULTANT, "615"),
        (Role.POLITICIAN, "615"),
    ],
)
def test_others_have_no_potential_to_see(signed_in, role, municipality):
    assert signed_in(role, municipality).get("/potentiale/").status_code == 403


@pytest.mark.parametrize("role", [Role.CHIEF, Role.PROJECT_LEAD, Role.MEMBER])
def test_a_municipalitys_people_see_their_own_alone(signed_in, role):
    page = signed_in(role, "615").get("/potentiale/")
    assert page.status_code == 200
    assert names_on(page) == [["Horsens"]]
    assert "jeres egen kommune" in page.content.decode()


@pytest.mark.parametrize("role", [Role.PROGRAMME_OWNER, Role.FACILITATOR])
def test_organisers_see_all_98_in_danish_order_without_rank_or_score(signed_in, role, examples):
    page = signed_in(role).get("/potentiale/")
    lists = names_on(page)
    order = [place.name for place in places.real_municipalities()]
    assert len(lists) == 3
    for names in lists:
        assert names == sorted(names, key=order.index)
    assert sorted((name for names in lists for name in names), key=order.index) == order
    text = lxml.html.fromstring(page.content.decode()).xpath("//main")[0].text_content()
    assert "ingen rangorden" in text
    assert not re.search(r"\b(score|rang|placering|nr\.|nummer \d|plads)\b", text, re.IGNORECASE)
    assert "uden ét af tallene:" in text
    assert not re.search(r"\b0[.,]\d{3,}", text)


def test_a_chief_of_an_example_sees_the_example_alone(signed_in, examples):
    assert names_on(signed_in(Role.CHIEF, "E01").get("/potentiale/")) == [["Fabelborg"]]


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/kommuner/615/", 8),
        ("/kommuner/615/?omraade=daycare", 8),
        ("/kommuner/615/papir/", 6),
        ("/sammenlign/?indikator=absence_total&kommune=615&kommune=630&gruppe=ligner-615", 20),
        ("/potentiale/", 8),
        ("/potentiale/615/", 8),
    ],
)
def test_warm_pages_ask_the_database_little(
    signed_in, django_assert_max_num_queries, address, most
):
    client = signed_in(Role.PROGRAMME_OWNER)
    assert client.get(address).status_code == 200
    with django_assert_max_num_queries(most + 4):  # the session, the person and the roles
        assert client.get(address).status_code == 200
