"""The list of every figure: what is here, what is not, and how to get it."""

import csv
import json

import lxml.html
import pytest

from samspil.figures import services
from samspil.figures.indicators import load_indicators
from samspil.figures.models import Observation, Source, Vintage
from samspil.figures.selectors.inventory import inventory
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db


def page_of(client, address="/tal/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content.decode())


def row_of(page, indicator):
    (row,) = page.xpath(f"//tr[th/a[contains(@href, '/indikatorer/{indicator}/')]]")
    return " ".join(row.text_content().split())


@pytest.mark.parametrize("address", ["/tal/", "/tal/tal.csv", "/tal/tal.json", "/tal/?vis=mangler"])
def test_everybody_sees_the_list(client, address):
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("value", ["", "alt", "<script>", "MANGLER"])
def test_an_unknown_filter_shows_everything(client, value):
    page = page_of(client, f"/tal/?vis={value}")
    assert len(page.xpath("//tbody/tr")) == len(load_indicators())


def test_every_indicator_stands_there_once(client):
    page = page_of(client)
    links = page.xpath("//tbody/tr/th/a/@href")
    assert sorted(links) == sorted(f"/indikatorer/{name}/" for name in load_indicators())


def test_what_is_here_says_from_whom_when_and_how_many(client):
    row = row_of(page_of(client), "class_size")
    assert "2024" in row
    assert "98" in row
    assert "Danmarks Statistik, som udgivet" in row
    assert "hentet 22. november 2026" in row
    assert "samspil fetch" not in row


def test_what_is_not_here_says_how_to_get_it(client):
    page = page_of(client)
    row = row_of(page, "segregation_rate_municipal")
    assert "ikke hentet endnu" in row
    command = "samspil fetch uddannelsesstatistik --indicator segregation_rate_municipal"
    assert command in row
    assert "FLIS" in row_of(page, "inflow_rate_grade_g")
    assert "1.2" in row_of(page, "pupils")
    assert "kun skoler" in row_of(page, "pupils")
    assert "Uddannelsesstatistik.dk, beregnet ud fra udgivne tal" in row_of(page, "pupils")


def test_no_figure_is_never_written_as_nought(client):
    for row in page_of(client).xpath("//tbody/tr"):
        assert [cell.text_content().strip() for cell in row.xpath("td")].count("0") == 0


def test_only_what_is_missing(client):
    missing = {row.id for row in inventory() if not row.has_figures}
    page = page_of(client, "/tal/?vis=mangler")
    links = page.xpath("//tbody/tr/th/a/@href")
    assert sorted(links) == sorted(f"/indikatorer/{name}/" for name in missing)
    assert "segregation_rate_municipal" in missing
    assert "between_school_spread" not in missing
    answer = page.xpath("//*[@class='answer']")[0].text_content()
    assert f"{len(missing)} er ikke hentet endnu" in answer


def test_a_figure_that_comes_leaves_the_list_of_missing(client):
    Source.objects.create(
        id="prøve", publisher="STIL", table="ELEVEX", quality="published", collected="2094-01-02"
    )
    vintage = Vintage.objects.create(
        origin="prøve", content_hash="x", rows_read=1, rows_new=1, rows_changed=0
    )
    for part in ("", "indskoling"):
        Observation.objects.create(
            indicator="segregation_rate_municipal", municipality_id="615", period="2092/2093",
            breakdown=part, value=5.0, source_id="prøve", vintage=vintage,
        )  # fmt: skip
    row = row_of(page_of(client), "segregation_rate_municipal")
    assert "2092/93" in row
    assert "Uddannelsesstatistik.dk, som udgivet" in row
    assert "hentet 2. januar 2094" in row


def test_the_same_list_for_a_spreadsheet_and_a_program(client):
    text = client.get("/tal/tal.csv").content.decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(text.splitlines()))
    said = json.loads(client.get("/tal/tal.json").content)["indicators"]
    assert [row["indicator"] for row in rows] == [one["indicator"] for one in said]
    assert len(rows) == len(load_indicators())
    by_name = {one["indicator"]: one for one in said}
    assert by_name["class_size"]["municipalities"] == 98
    assert by_name["class_size"]["source"] == "dst_kvotien"
    assert by_name["segregation_rate_municipal"]["period"] == ""


def test_only_owners_are_shown_the_way_to_fetching(client, signed_in):
    assert not page_of(client).xpath("//a[contains(@href, '/tal/hentning/')]")
    page = page_of(signed_in(Role.PROGRAMME_OWNER))
    assert page.xpath("//a[@href='/tal/hentning/?tal=segregation_rate_municipal']")
    assert page.xpath("//a[@href='/tal/indlaes/']")


def test_pages_lead_here_instead_of_listing_what_is_missing(client):
    page = page_of(client, "/kommuner/615/")
    (section,) = page.xpath("//section[@aria-labelledby='mangler']")
    assert section.xpath(".//a/@href") == ["/tal/?vis=mangler"]
    assert page_of(client, "/indikatorer/").xpath("//main//a[@href='/tal/']")
    assert page_of(client, "/").xpath("//footer//a[@href='/tal/']")


def test_the_list_takes_few_queries(client, django_assert_max_num_queries):
    client.get("/tal/")
    with django_assert_max_num_queries(6):
        client.get("/tal/")


def test_in_english(client):
    client.cookies["samspil_sprog"] = "en"
    page = page_of(client)
    assert page.xpath("//h1")[0].text_content() == "Which figures are here?"
    assert "not fetched yet" in row_of(page, "inclusion_rate")


def test_loading_the_starter_figures_again_leaves_an_import_alone():
    before = Observation.objects.get(
        indicator="class_size", municipality="615", period="2024", superseded_by=None
    )
    Source.objects.create(
        id="prøve", publisher="P", table="T", quality="published", collected="2094-01-02"
    )
    own = Observation(
        indicator="class_size", municipality_id="615", period="2024", value=19.5, source_id="prøve"
    )
    services.publish(actor=ANYBODY, origin="prøve", digest="x", observations=[own])
    services.load_starter(actor=ANYBODY)
    now = Observation.objects.get(
        indicator="class_size", municipality="615", period="2024", superseded_by=None
    )
    assert (now.value, now.source_id) == (19.5, "prøve")
    before.refresh_from_db()
    assert before.superseded_by_id is not None
