"""The pages of indicators: the definition whole, breaks drawn, few points said, filters by link."""

import csv
import re
from datetime import date
from itertools import pairwise

import lxml.html
import pytest

from samspil.figures import charts, selectors, services, timeline
from samspil.figures.charts.history import ENOUGH
from samspil.figures.indicators import PeriodType, load_indicators
from samspil.figures.models import Observation
from samspil.figures.selectors.indicators import Choice
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db

SVG = "*[local-name()='{}']"


def publish(indicator, periods, *, codes=("615", "791", "101"), source="dst_fra027", role=None):
    """Publish invented figures, in a test database alone: period to number."""
    role = role or load_indicators()[indicator].content.role
    rows = [
        Observation(
            indicator=indicator,
            municipality_id=code,
            period=period,
            role=role,
            value=value + place,
            source_id=source,
        )
        for period, value in periods.items()
        for place, code in enumerate(codes)
    ]
    services.publish(actor=ANYBODY, origin="opdigtet", digest="x", observations=rows)


def page_of(client, address):
    return lxml.html.fromstring(client.get(address).content.decode())


def words_of(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def rows_of(answer):
    return list(csv.DictReader(answer.content.decode().removeprefix("\ufeff").splitlines()))


# What it means.


@pytest.mark.parametrize(
    "name", ["staff_ratio_0_2", "exam_mean_grade9", "listed_area_income_ratio"]
)
def test_the_definition_stands_whole_on_its_page(client, name):
    content = load_indicators()[name].content
    text = words_of(page_of(client, f"/indikatorer/{name}/").xpath("//main")[0])
    for wanted in (
        content.why, content.numerator, content.denominator, content.interpretation,
        content.caution, content.table, content.lag, content.note,
    ):  # fmt: skip
        assert wanted.da in text
    for term in ("Tæller", "Nævner", "Kilde og tabel", "Retning", "De syv greb", "Bundlinjer"):
        assert term in text
    assert "Samspil, 28. november 2026" in text
    assert "endnu ikke læst igennem af en anden" in text
    assert "28. november 2027" in text
    assert load_indicators()[name].version in text


def test_the_formula_is_set_as_a_fraction(client):
    parts = page_of(client, "/indikatorer/absence_total/").xpath("//dl[@class='fraction']/div")
    assert [words_of(part.xpath("./dt")[0]) for part in parts] == ["Tæller", "Nævner"]
    formula = page_of(client, "/indikatorer/absence_total/").xpath("//div[@class='formula']")[0]
    assert words_of(formula).endswith("× 100")
    mean = page_of(client, "/indikatorer/exam_mean_grade9/").xpath("//div[@class='formula']")[0]
    assert "×" not in words_of(mean)
    counted = page_of(client, "/indikatorer/population_total/")
    assert not counted.xpath("//dl[@class='fraction']")
    growth = page_of(client, "/indikatorer/segregation_growth_band/")
    assert "− 1) × 100" in words_of(growth.xpath("//main")[0])


def test_companions_and_opposites_are_named_with_links(client):
    page = page_of(client, "/indikatorer/segregation_rate_municipal/")
    found = {
        words_of(p.xpath("./strong")[0]): p.xpath("./a/@href") for p in page.xpath("//p[strong][a]")
    }
    assert len(found["Læs det sammen med:"]) >= 6
    assert found["Aldrig i samme figur som:"] == ["/indikatorer/segregation_rate_all_pupils/"]


def test_segregation_with_figures_never_stands_without_its_companions(client):
    publish("segregation_rate_municipal", {"2024/2025": 5.0})
    page = page_of(client, "/indikatorer/segregation_rate_municipal/")
    assert page.xpath("//figure")
    beside = page.xpath("//section[@aria-labelledby='sammen']//tbody/tr")
    assert [row.xpath(".//a/@href")[0].split("/")[2] for row in beside] == list(
        load_indicators()["segregation_rate_municipal"].content.beside
    )
    told = {row.xpath(".//a/@href")[0].split("/")[2]: words_of(row) for row in beside}
    assert "ikke hentet endnu" in told["support_9h_share"]
    assert "2024/25" in told["wellbeing_mean_of_five"]


def test_changes_of_a_definition_stand_with_their_day(client):
    text = words_of(page_of(client, "/indikatorer/support_9h_share/").xpath("//main")[0])
    assert "28. november 2026, version 2:" in text
    other = words_of(page_of(client, "/indikatorer/child_poverty/").xpath("//main")[0])
    assert "Ingen ændring er noteret." in other


# Over time.


@pytest.mark.parametrize("name", ["staff_ratio_0_2", "staff_ratio_3_5", "staff_ratio_childminder"])
def test_the_break_in_staff_ratios_parts_two_series_and_is_drawn(client, name):
    page = selectors.indicator_page(indicator=name, language="da")
    over_time = charts.medians(page)
    svg = over_time.chart.svg(640)
    lines = re.findall(r'<polyline class="line own" points="([^"]+)"', svg)
    periods = [row.period for row in page.medians]
    assert [len(line.split()) for line in lines] == [len([p for p in periods if p < "2023"])]
    assert svg.count(">brud<") == 1
    assert "2023: for få punkter til at vise en udvikling." in over_time.too_short
    text = words_of(page_of(client, f"/indikatorer/{name}/").xpath("//main")[0])
    assert "Brud i serien:" in text


def test_after_the_break_a_second_line_begins_when_there_are_enough_points():
    publish("staff_ratio_0_2", {"2024": 3.0, "2025": 3.1}, source="stil_dag_normering")
    page = selectors.indicator_page(indicator="staff_ratio_0_2", language="da")
    over_time = charts.medians(page)
    lines = re.findall(r'<polyline class="line own" points="([^"]+)"', over_time.chart.svg(640))
    assert [len(line.split()) for line in lines] == [6, 3]
    assert over_time.too_short == ()


def test_two_points_are_too_few_for_a_line(client):
    name = "special_school_share"
    publish(name, {"2023/2024": 2.0, "2024/2025": 2.5})
    over_time = charts.medians(selectors.indicator_page(indicator=name, language="da"))
    assert over_time.chart is None
    page = page_of(client, f"/indikatorer/{name}/")
    section = page.xpath("//section[@aria-labelledby='tid']")[0]
    assert not section.xpath(".//" + SVG.format("polyline"))
    assert "2023/24 – 2024/25: for få punkter" in words_of(section)
    assert len(section.xpath(".//tbody/tr")) == 2


def test_one_period_is_no_development(client):
    page = page_of(client, "/indikatorer/ecec_parent_satisfaction/")
    assert not page.xpath("//section[@aria-labelledby='tid']")


def test_a_gap_of_years_is_a_gap_and_never_joined():
    name = "special_spend_share"
    publish(name, {"2010": 20.0, "2011": 20.5, "2012": 21.0, "2016": 24.0, "2017": 24.5})
    page = selectors.indicator_page(indicator=name, language="da")
    chart = charts.medians(page).chart
    lines = re.findall(r'<polyline class="line own" points="([^"]+)"', chart.svg(640))
    assert [len(line.split()) for line in lines] == [3, 2]
    assert [point.period for point in chart.series[0].points] == [str(y) for y in range(2010, 2018)]


def test_fifteen_years_and_several_editions_stay_comparable(client):
    """R11: a long series keeps one scale, and the beginnings of the editions are marked in it."""
    name = "special_spend_share"
    years = range(2009, 2027)
    publish(name, {str(year): 20.0 + 0.4 * (year - 2009) for year in years})
    page = selectors.indicator_page(indicator=name, language="da")
    assert len(page.medians) == len(page.periods) == 18
    chart = charts.medians(page).chart
    assert [mark.period for mark in chart.marks] == ["2018", "2021", "2023"]
    assert [mark.label for mark in chart.marks] == ["2018", "2021", "2022-23"]
    svg = chart.svg(640)
    (line,) = re.findall(r'<polyline class="line own" points="([^"]+)"', svg)
    xs = [float(point.split(",")[0]) for point in line.split()]
    steps = {round(b - a, 0) for a, b in pairwise(xs)}
    assert max(steps) - min(steps) <= 1, "every year is as wide as another"
    upright = [float(x) for x in re.findall(r'class="exp" x1="([\d.]+)"', svg)]
    assert upright == [xs[2018 - 2009], xs[2021 - 2009], xs[2023 - 2009]]
    text = words_of(page_of(client, f"/indikatorer/{name}/").xpath("//main")[0])
    assert "De siger ikke, at det flyttede tallet." in text
    first = page_of(client, f"/indikatorer/{name}/?periode=2009")
    assert "2009." in words_of(first.xpath("//figure//p[@class='sub']")[0])
    everything = rows_of(client.get(f"/indikatorer/{name}/tal.csv?alle=1"))
    assert len(everything) == 18 * 3


def test_a_day_lies_in_the_period_that_holds_it():
    assert timeline.period_of(date(2021, 7, 31), PeriodType.SCHOOL_YEAR) == "2020/2021"
    assert timeline.period_of(date(2021, 8, 1), PeriodType.SCHOOL_YEAR) == "2021/2022"
    assert timeline.period_of(date(2021, 8, 1), PeriodType.CALENDAR_YEAR) == "2021"
    assert timeline.period_of(date(2021, 8, 1), PeriodType.MONTH) == ""


def test_enough_is_three():
    assert ENOUGH == 3


# Which period, part and role.


def test_an_earlier_period_is_a_link_away(client):
    page = page_of(client, "/indikatorer/staff_ratio_0_2/")
    links = page.xpath("//nav[@class='pick'][1]//a")
    assert [words_of(link) for link in links][:2] == ["2023", "2022"]
    assert [words_of(link) for link in links if link.get("aria-current")] == ["2023"]
    then = page_of(client, "/indikatorer/staff_ratio_0_2/?periode=2019")
    assert ", 2019." in words_of(then.xpath("//figure//p[@class='sub']")[0])
    assert then.xpath("//a[.='Tallene som CSV']/@href")[0].endswith("tal.csv?periode=2019")
    values = {
        row["municipality_code"]: float(row["value"])
        for row in rows_of(client.get("/indikatorer/staff_ratio_0_2/tal.csv?periode=2019"))
    }
    shown = selectors.indicator_page(
        indicator="staff_ratio_0_2", language="da", choice=Choice(period="2019")
    )
    assert values == shown.distributions[0].values


@pytest.mark.parametrize("query", ["periode=1900", "del=girls", "rolle=owner", "del=<b>"])
def test_what_is_not_there_is_told_with_what_is(client, query):
    page = page_of(client, f"/indikatorer/absence_total/?{query}")
    notices = page.xpath("//p[@role='status']")
    assert len(notices) == 1
    assert notices[0].xpath("./a/@href") == ["/indikatorer/absence_total/"]
    assert len(page.xpath("//figure")) == 3
    refused = client.get(f"/indikatorer/absence_total/tal.csv?{query}")
    assert refused.status_code == 404
    assert refused["Content-Type"].startswith("text/plain")
    assert client.get(f"/indikatorer/absence_total/tal.json?{query}").json()["errors"]


def test_of_many_parts_one_is_chosen(client):
    whole = {"2024/2025": 95.0}
    publish("inclusion_rate", whole)
    for part in ("indskoling", "mellemtrin", "udskoling", "girls"):
        rows = [
            Observation(indicator="inclusion_rate", municipality_id="615", period="2024/2025",
                        breakdown=part, value=94.0, source_id="dst_fra027")
        ]  # fmt: skip
        services.publish(actor=ANYBODY, origin=part, digest=part, observations=rows)
    page = page_of(client, "/indikatorer/inclusion_rate/")
    assert len(page.xpath("//section[@aria-labelledby='fordeling']//figure")) == 3
    pick = page.xpath("//nav[@aria-label='Del']//a")
    assert [words_of(link) for link in pick][:2] == ["de første 3", "i alt"]
    girls = page_of(client, "/indikatorer/inclusion_rate/?del=girls")
    (figure,) = girls.xpath("//section[@aria-labelledby='fordeling']//figure")
    assert "piger" in words_of(figure.xpath(".//h3")[0])
    all_of_it = page_of(client, "/indikatorer/inclusion_rate/?del=")
    assert len(all_of_it.xpath("//section[@aria-labelledby='fordeling']//figure")) == 1


# Files.


def test_csv_and_json_say_the_same(client):
    for query in ("", "?periode=2021/2022", "?alle=1", "?del=udskoling&alle=1"):
        rows = rows_of(client.get(f"/indikatorer/absence_total/tal.csv{query}"))
        told = client.get(f"/indikatorer/absence_total/tal.json{query}").json()
        assert [
            (r["municipality_code"], r["period"], r["breakdown"], float(r["value"])) for r in rows
        ] == [(f["municipality"], f["period"], f["breakdown"], f["value"]) for f in told["figures"]]
    assert told["definition"]["version"] == load_indicators()["absence_total"].version
    assert {f["breakdown"] for f in told["figures"]} == {"udskoling"}


def test_json_tells_a_definition_without_figures_too(client):
    told = client.get("/indikatorer/support_9h_share/tal.json").json()
    assert told["figures"] == []
    assert told["kind"] == "process"
    national = client.get("/indikatorer/segregation_rate_all_pupils/tal.json").json()
    assert len(national["national"]) == 4
    assert national["definition"]["never_with"]
    assert client.get("/indikatorer/happiness/tal.json").status_code == 404
    assert client.post("/indikatorer/support_9h_share/tal.json").status_code == 405


# The list.


def test_the_list_says_once_what_is_not_fetched(client):
    page = page_of(client, "/indikatorer/")
    text = words_of(page.xpath("//main")[0])
    assert text.count("ikke hentet endnu") == 1
    links = page.xpath("//main//section//a/@href")
    assert {f"/indikatorer/{name}/" for name in load_indicators()} == {
        link for link in links if link.startswith("/indikatorer/")
    }


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("omraade=daycare", lambda c: c.sector == "daycare"),
        ("slags=process", lambda c: c.kind == "process"),
        ("greb=5", lambda c: 5 in c.levers),
        ("greb=4&slags=result", lambda c: 4 in c.levers and c.kind == "result"),
        ("greb=9", lambda _c: True),
        ("slags=<script>", lambda _c: True),
    ],
)
def test_the_list_is_narrowed_by_a_link(client, query, wanted):
    page = page_of(client, f"/indikatorer/?{query}")
    links = {link.split("/")[2] for link in page.xpath("//main//section//a/@href")
             if link.startswith("/indikatorer/") and link.count("/") == 3}  # fmt: skip
    expected = {name for name, d in load_indicators().items() if wanted(d.content)}
    assert links == expected


def test_counts_beside_filters_are_what_the_links_give(client):
    page = page_of(client, "/indikatorer/?omraade=school")
    checked = 0
    for link in page.xpath("//nav[@class='pick']//a"):
        found = re.search(r"\((\d+)\)$", words_of(link))
        if found and not link.get("aria-current"):
            answer = client.get(f"/indikatorer/{link.get('href')}")
            assert answer.context["count"] == int(found[1])
            checked += 1
    assert checked >= 8


def test_nothing_that_fits_is_said(client):
    text = words_of(page_of(client, "/indikatorer/?slags=forecast&greb=7").xpath("//main")[0])
    assert "Ingen indikator passer på det hele." in text


def test_names_come_in_danish_order_and_never_by_value(client):
    from samspil.places.services import sort_key

    for section in page_of(client, "/indikatorer/").xpath("//main//section"):
        names = [words_of(link) for link in section.xpath(".//tbody//th/a")]
        assert names == sorted(names, key=sort_key)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/indikatorer/absence_total/", 4),
        ("/indikatorer/support_9h_share/", 4),
        ("/indikatorer/", 3),
        ("/tal/udgivelser/", 5),
    ],
)
def test_pages_ask_the_database_little(client, django_assert_max_num_queries, address, most):
    client.get(address)
    with django_assert_max_num_queries(most):
        client.get(address)


@pytest.mark.parametrize("name", ["absence_total", "staff_ratio_0_2", "exam_mean_grade9"])
def test_every_chart_can_be_taken_as_a_file_a_picture_and_a_link(client, name):
    page = lxml.html.fromstring(client.get(f"/indikatorer/{name}/").content.decode())
    figures = page.xpath("//figure")
    assert figures
    for figure in figures:
        told = {link.text: link.get("href") for link in figure.xpath(".//p[@class='acts']/a")}
        rows = list(csv.reader(client.get(told["CSV"]).content.decode("utf-8-sig").splitlines()))
        shown = figure.xpath(".//table//tbody/tr")
        assert len(rows) == len(shown) + 1
        assert client.get(told["PNG"]).content.startswith(b"\x89PNG")
        assert client.get(told["Link hertil"]).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/indikatorer/segregation_rate_band/fordeling.csv", 404),
        ("/indikatorer/absence_total/udvikling.csv?del=mellemtrin", 200),
        ("/indikatorer/absence_total/fordeling.csv?periode=1999/2000", 404),
        ("/indikatorer/absence_total/andet.csv", 404),
        ("/indikatorer/intet/fordeling.png", 404),
    ],
)
def test_a_chart_that_is_not_there_is_not_made_up(client, address, status):
    assert client.get(address).status_code == status
