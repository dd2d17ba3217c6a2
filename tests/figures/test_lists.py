"""Pages of figures as files: the same rows, and every chart with all its forms."""

import csv

import lxml.html
import pytest

from samspil.figures.indicators import load_indicators
from samspil.figures.selectors import indicator_list
from samspil.places import selectors as places

pytestmark = pytest.mark.django_db


def rows_of(answer):
    return list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))


def test_municipalities_as_files_are_those_of_the_page(client, examples):
    page = lxml.html.fromstring(client.get("/kommuner/").content.decode())
    shown = [found.text_content() for found in page.xpath("//ul[@id='kommuner']/li")]
    rows = rows_of(client.get("/kommuner/tal.csv"))
    told = client.get("/kommuner/tal.json").json()["municipalities"]
    assert [row["name"] for row in rows if row["example"] == "false"] == shown
    assert [row["name"] for row in rows] == [row["name"] for row in told]
    assert {row["code"] for row in rows if row["example"] == "true"} == {
        place.code for place in places.example_municipalities()
    }


def test_indicators_as_files_are_those_of_the_page(client):
    page = lxml.html.fromstring(client.get("/indikatorer/").content.decode())
    lists = page.xpath("//main//table//a/@href | //main//ul[@class='columns']//a/@href")
    links = {link for link in lists if link.startswith("/indikatorer/")}
    rows = rows_of(client.get("/indikatorer/tal.csv"))
    told = client.get("/indikatorer/tal.json").json()["indicators"]
    assert {f"/indikatorer/{row['indicator']}/" for row in rows} == links
    assert {row["id"] for row in told} == set(load_indicators())
    counts = {row.id: row.count for row in indicator_list()}
    assert {row["indicator"]: int(row["municipalities"]) for row in rows} == counts


@pytest.mark.parametrize("language", ["da", "en"])
def test_files_speak_the_readers_language(client, language):
    client.cookies["samspil_sprog"] = language
    (row,) = [r for r in rows_of(client.get("/indikatorer/tal.csv"))
              if r["indicator"] == "absence_total"]  # fmt: skip
    assert row["name"] == load_indicators()["absence_total"].content.name.in_language(language)


@pytest.mark.parametrize("address", ["/kommuner/", "/indikatorer/", "/kommuner/615/",
                                     "/kommuner/615/?omraade=daycare", "/sammenlign/"])  # fmt: skip
def test_a_page_of_figures_names_its_other_forms(client, address):
    page = lxml.html.fromstring(client.get(address).content.decode())
    found = dict(
        zip(page.xpath("//link[@rel='alternate']/@type"),
            page.xpath("//link[@rel='alternate']/@href"), strict=True)
    )  # fmt: skip
    assert set(found) == {"text/csv", "application/json"}
    for kind, link in found.items():
        assert client.get(link)["Content-Type"].startswith(kind)


@pytest.mark.parametrize("address", ["/kommuner/615/", "/kommuner/615/?omraade=daycare",
                                     "/sammenlign/?kommune=615"])  # fmt: skip
def test_every_chart_has_a_table_a_file_a_picture_and_a_link(client, address):
    page = lxml.html.fromstring(client.get(address).content.decode())
    figures = page.xpath("//figure")
    assert figures
    for figure in figures:
        assert figure.xpath(".//details//table")
        words = {a.text.strip(): a.get("href") for a in figure.xpath(".//p[@class='acts']/a")}
        assert {"CSV", "PNG", "Link hertil"} <= set(words)
        assert client.get(words["CSV"])["Content-Type"].startswith("text/csv")
        assert client.get(words["PNG"])["Content-Type"] == "image/png"
        place, _hash, anchor = words["Link hertil"].partition("#")
        again = lxml.html.fromstring(client.get(place).content.decode())
        assert not anchor or again.xpath(f"//figure[@id='{anchor}']")


@pytest.mark.parametrize("address", ["/kommuner/tal.csv", "/kommuner/tal.json",
                                     "/indikatorer/tal.csv", "/indikatorer/tal.json"])  # fmt: skip
def test_nothing_can_be_sent_to_a_file(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("sector", "indicator"), [("school", "absence_total"), ("daycare", "staff_ratio_3_5")]
)
def test_a_municipalitys_page_leads_to_the_same_over_time(client, sector, indicator):
    page = lxml.html.fromstring(client.get(f"/kommuner/615/?omraade={sector}").content.decode())
    (link,) = [each for each in page.xpath("//main//a/@href") if each.startswith("/sammenlign/")]
    shown = lxml.html.fromstring(client.get(link).content.decode())
    assert shown.xpath("//select[@name='indikator']//option[@selected]/@value") == [indicator]
    assert shown.xpath("//input[@name='kommune'][@checked]/@value") == ["615"]
    assert shown.xpath("//input[@name='gruppe'][@checked]/@value") == ["landet", "ligner-615"]
