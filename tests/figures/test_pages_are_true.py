"""Every figure on every municipality's page stands in the starter files, to the last digit.

The files are read here by another, slower hand: no code of the product takes part in what is
expected.
"""

import csv
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import lxml.html
import pytest
from django.db import connection

import samspil

pytestmark = pytest.mark.django_db

ROOT = Path(samspil.__file__).parent
SECTORS = ("school", "daycare")
MISSING = "ikke hentet endnu"


def rows_of(room, name):
    with (ROOT / room / "starter" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def definitions(folder):
    found = (ROOT / "figures" / "definitions" / folder).glob("*.toml")
    return {file.stem: tomllib.loads(file.read_text("utf-8")) for file in found}


INDICATORS = definitions("indicators")
COMPARISONS = definitions("comparisons")
PLACES = {row["code"]: row for row in rows_of("places", "municipalities.csv")}


def everything():
    """Every figure of a municipality as text: (indicator, part), then period, then code."""
    found = {}
    for row in rows_of("figures", "observations.csv"):
        key = (row["indicator"], row["breakdown"])
        found.setdefault(key, {}).setdefault(row["period"], {})[row["municipality_code"]] = (
            row["value"],
            row["source"],
        )
    for code, row in PLACES.items():
        year = row["population_date"][:4]
        population = found.setdefault(("population_total", ""), {}).setdefault(year, {})
        population[code] = (row["population"], "dst_folk1a")
    return found


FIGURES = everything()


def newest(indicator, part):
    return max(FIGURES[indicator, part])


def danish(text, decimals):
    """A number as a Dane writes it, halves away from zero."""
    rounded = Decimal(text).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _point, rest = f"{abs(rounded):f}".partition(".")
    groups = []
    while whole:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    sign = "\u2212" if rounded < 0 else ""
    return sign + ".".join(groups) + (f",{rest}" if rest else "")


def shown(code, indicator, part):
    value = FIGURES[indicator, part][newest(indicator, part)].get(code)
    return danish(value[0], INDICATORS[indicator]["decimals"]) if value else MISSING


def part_of(indicator, line):
    """Which part a line is about, by the words in front of its unit."""
    for part in INDICATORS[indicator].get("breakdowns", []):
        if line.startswith(part["label"]["da"] + ", "):
            return part["code"]
    return ""


def test_the_starter_files_have_what_the_test_rests_on():
    assert len(PLACES) == 98
    assert len(FIGURES) > 30
    assert sum(len(codes) for periods in FIGURES.values() for codes in periods.values()) > 9000


@pytest.mark.parametrize("sector", SECTORS)
def test_json_of_all_municipalities_equals_the_files(client, sector):
    conditions = {choice["indicator"] for choice in COMPARISONS[sector]["conditions"]}
    for code in PLACES:
        answer = client.get(f"/kommuner/{code}/tal.json", {"omraade": sector}).json()
        assert answer["municipality"]["code"] == code
        assert answer["municipality"]["name"] == PLACES[code]["name"]
        assert answer["municipality"]["example"] is False
        seen = set()
        for figure in answer["figures"]:
            key = (figure["indicator"], figure["breakdown"])
            assert figure["period"] == newest(*key), (code, key)
            standing = FIGURES[key][figure["period"]].get(code)
            if standing is None:
                assert (figure["value"], figure["state"]) == (None, "not_available"), (code, key)
            else:
                assert figure["value"] == float(standing[0]), (code, key)
                assert figure["state"] == "value"
                assert figure["source"] == standing[1]
            assert figure["unit"] == INDICATORS[key[0]]["unit"]
            assert key[0] in conditions or INDICATORS[key[0]]["sector"] in {sector, "both"}
            seen.add(key)
        assert len(seen) == len(answer["figures"])
        assert set(COMPARISONS[sector]["results"]) <= {name for name, _part in seen}


@pytest.mark.parametrize("sector", SECTORS)
def test_csv_says_what_json_says(client, sector):
    for code in ("101", "615", "825"):
        answer = client.get(f"/kommuner/{code}/tal.json", {"omraade": sector}).json()
        text = client.get(f"/kommuner/{code}/tal.csv", {"omraade": sector}).content.decode()
        rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
        told = [(r["indicator"], r["breakdown"], r["period"], r["value"], r["state"]) for r in rows]
        assert told == [
            (f["indicator"], f["breakdown"], f["period"],
             "" if f["value"] is None else repr(f["value"]), f["state"])
            for f in answer["figures"]
        ]  # fmt: skip


def told(figure, name):
    """The value in a result's table, or the words of its heading where there is none."""
    rows = {
        row.xpath("./th")[0].text_content(): row.xpath("./td[1]")[0].text_content()
        for row in figure.xpath(".//tbody/tr")
    }
    heading = figure.xpath(".//h3")[0].text_content()
    return rows.get(name) or heading.partition(f"tallet for {name} er ")[2]


@pytest.mark.parametrize("sector", SECTORS)
def test_pages_show_the_figures_of_the_files(client, sector):
    # JSON, read above for all, and pages are made of the same rows: every ninth page is enough.
    codes = list(PLACES)[:: 9 if connection.vendor == "sqlite" else 33]
    for code in codes:
        page = lxml.html.fromstring(
            client.get(f"/kommuner/{code}/", {"omraade": sector}).content.decode()
        )
        cells = page.xpath("//td[@data-indicator]")
        assert len(cells) >= 12
        for cell in cells:
            indicator = cell.get("data-indicator")
            line = cell.getparent().xpath("./th/span")[0].text_content().strip()
            part = part_of(indicator, line)
            assert cell.text_content() == shown(code, indicator, part), (code, indicator)
            period = newest(indicator, part)
            assert line.endswith(period[:5] + period[7:]), (code, indicator)
        results = page.xpath("//section[@aria-labelledby='resultater']//figure")
        names = COMPARISONS[sector]["results"]
        assert [told(figure, PLACES[code]["name"]) for figure in results] == [
            shown(code, name, "") for name in names
        ]
        facts = page.xpath("//dl[@class='facts']//dd")
        assert facts[0].text_content() == danish(PLACES[code]["population"], 0)


def test_every_indicator_page_counts_what_the_files_count(client):
    for indicator, content in INDICATORS.items():
        parts = [p["code"] for p in content.get("breakdowns", [])] or [""]
        wanted = [
            (code, newest(indicator, part), part, float(value))
            for part in parts
            if (indicator, part) in FIGURES
            for code, (value, _source) in sorted(
                FIGURES[indicator, part][newest(indicator, part)].items()
            )
        ]
        answer = client.get(f"/indikatorer/{indicator}/tal.csv")
        if not wanted:
            assert answer.status_code == 404
            continue
        rows = list(csv.DictReader(answer.content.decode().removeprefix("\ufeff").splitlines()))
        told = [
            (r["municipality_code"], r["period"], r["breakdown"], float(r["value"])) for r in rows
        ]
        assert told == wanted, indicator


def test_national_points_stand_on_their_page_with_the_text_they_were_read_in(client):
    page = client.get("/indikatorer/segregation_rate_all_pupils/").content.decode()
    points = [
        row
        for row in rows_of("figures", "national.csv")
        if row["indicator"] == "segregation_rate_all_pupils"
    ]
    assert len(points) >= 4
    for row in points:
        assert f'<td class="num">{danish(row["value"], 1)}</td>' in page
