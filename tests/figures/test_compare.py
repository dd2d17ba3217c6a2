"""The compare page: its state in the link, what it answers, and what it never shows."""

import csv
import json
from datetime import date
from statistics import median, quantiles

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.figures import choices, snapshot
from samspil.figures.indicators import load_indicators
from samspil.figures.models import Observation, Source, Vintage
from samspil.figures.selectors import group_sources
from samspil.figures.selectors.series import every_period
from samspil.people.roles import Role
from samspil.places import selectors as places

pytestmark = pytest.mark.django_db
STATE = "indikator=absence_total&del=mellemtrin&kommune=615&kommune=630"
NEWEST = ("group", "absence_total", "2024/2025")
STAFF = "indikator=staff_ratio_0_2&kommune=615"


def page_of(client, query):
    answer = client.get(f"/sammenlign/?{query}")
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content.decode())


def text_of(page, path):
    return " ".join(" ".join(found.text_content().split()) for found in page.xpath(path))


def complaints(page):
    return text_of(page, "//div[@role='status'][contains(@class, 'notice')]")


def rows_of(answer):
    """The figures; the last line of a file names its sources."""
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[-1].startswith(("Kilde:", '"Kilde:'))
    return [row for row in csv.DictReader(lines) if row["unit"]]


@pytest.fixture
def published(db):
    """Publish made-up figures of an indicator that has not been fetched, for this test alone."""

    def publish(indicator, figures, part=""):
        source, _ = Source.objects.get_or_create(
            pk="prøve",
            defaults={"publisher": "Prøve", "table": "P", "quality": "published",
                      "collected": date(2026, 11, 1)},
        )  # fmt: skip
        vintage = Vintage.objects.create(
            origin="p", content_hash="x", rows_read=1, rows_new=1, rows_changed=0
        )
        for (code, period), value in figures.items():
            state = "value" if isinstance(value, float) else value
            Observation.objects.create(
                indicator=indicator, municipality_id=code, period=period, breakdown=part,
                state=state, value=value if isinstance(value, float) else None,
                source=source, vintage=vintage,
            )  # fmt: skip

    return publish


# What the page answers.


def test_the_first_sentence_tells_the_newest_figures_in_alphabetical_order(client):
    page = page_of(client, "indikator=absence_total&del=mellemtrin&kommune=630&kommune=615")
    answer = text_of(page, "//p[@class='answer']")
    figures = snapshot.current().real("absence_total", "", "mellemtrin")
    for code, name in (("615", "Horsens"), ("630", "Vejle")):
        assert f"{name} {figures[code]:.1f}".replace(".", ",") in answer
    assert answer.index("Horsens") < answer.index("Vejle")
    assert "2024/25" in answer


def test_a_value_in_the_table_is_the_published_one(client):
    rows = [
        row
        for row in rows_of(client.get(f"/sammenlign/tal.csv?{STATE}"))
        if row["indicator"] == "absence_total"
    ]
    found = snapshot.current()
    told = [row for row in rows if row["state"] == "value"]
    assert len(told) == len(rows) == 12
    for row in told:
        own = found.one(row["key"], "absence_total", row["period"], "mellemtrin")
        assert float(row["value"]) == own.number
        assert row["unit"] == "percent"


def test_table_csv_json_and_chart_come_from_the_same_rows(client):
    rows = rows_of(client.get(f"/sammenlign/tal.csv?{STATE}&gruppe=landet"))
    rows = [row for row in rows if row["indicator"] == "absence_total"]
    told = client.get(f"/sammenlign/tal.json?{STATE}&gruppe=landet").json()
    flat = [
        (series["key"], point["period"], point["value"])
        for series in told["series"]
        for point in series["points"]
    ]
    assert flat == [(row["key"], row["period"], float(row["value"])) for row in rows]
    page = page_of(client, f"{STATE}&gruppe=landet")
    assert len(page.xpath("(//figure)[1]//tbody/tr")) == 6
    assert client.get(f"/sammenlign/billede.png?{STATE}").content.startswith(b"\x89PNG")


def test_a_group_is_its_median_and_the_middle_half(client):
    (row,) = [
        row
        for row in rows_of(client.get(f"/sammenlign/tal.csv?{STATE}&gruppe=storbykommuner"))
        if (row["kind"], row["indicator"], row["period"]) == NEWEST
    ]
    codes = [p.code for p in places.real_municipalities() if p.group == "Storbykommuner"]
    figures = snapshot.current().real("absence_total", "2024/2025", "mellemtrin")
    values = [figures[code] for code in codes]
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    assert float(row["value"]) == median(values)
    assert (float(row["lower_quartile"]), float(row["upper_quartile"])) == (low, high)
    assert int(row["municipalities"]) == len(codes)


def test_peers_of_a_municipality_are_a_group(client):
    page = page_of(client, f"{STATE}&gruppe=ligner-615")
    assert "Kommuner, der ligner Horsens (median)" in text_of(page, "//p[@class='answer']")
    assert "medianen af sine kommuner" in text_of(page, "//main")


def test_groups_of_another_source_can_be_chosen(client, monkeypatch):
    class Saved:
        def find(self, *, viewer, key, sector):
            group = group_sources.NamedGroup("gemt-1", "Vores gruppe", ("615", "630", "751"))
            return group if key == group.key else None

        def offered(self, *, viewer, sector):
            return [self.find(viewer=viewer, key="gemt-1", sector=sector)]

    monkeypatch.setattr(group_sources, "_sources", list(group_sources._sources))
    saved = Saved()
    group_sources.register(saved)
    group_sources.register(saved)
    page = page_of(client, "indikator=absence_total&gruppe=gemt-1")
    assert "Vores gruppe (median)" in text_of(page, "//p[@class='answer']")
    assert text_of(page, "//form//label").count("Vores gruppe") == 1


def test_the_own_municipality_is_marked_and_comes_first_to_mind(signed_in):
    client = signed_in(Role.CHIEF, "615")
    page = page_of(client, STATE)
    assert page.xpath("//*[local-name()='text'][@class='ownlabel']")[0].text == "Horsens"
    empty = text_of(page_of(client, ""), "//p[@class='answer']")
    assert "Horsens" in empty
    assert "Hele landet" in empty


def test_without_a_choice_the_country_is_shown_and_the_form_offers_the_rest(client):
    page = page_of(client, "")
    assert "Hele landet (median)" in text_of(page, "//p[@class='answer']")
    offered = page.xpath("//input[@name='kommune']/@value")
    real = [place.code for place in places.real_municipalities()]
    assert offered[: len(real)] == real
    assert page.xpath("//form[@method='get']//button")
    assert not page.xpath("//input[@name='kommune'][@checked]")


# The link holds the state.


def test_every_link_on_the_page_holds_the_whole_state(client):
    page = page_of(client, f"{STATE}&gruppe=landet")
    links = page.xpath("//figure//p[@class='acts']/a/@href")
    alternates = page.xpath("//link[@rel='alternate']/@href")
    assert len(alternates) == 2
    for link in [*links[:4], *alternates]:
        assert link.endswith(f"?{STATE}&gruppe=landet")
        assert client.get(link).status_code == 200
    checked = page.xpath("//input[@name='kommune'][@checked]/@value")
    assert checked == ["615", "630"]
    assert page.xpath("//select[@name='del']/option[@selected]/@value") == ["mellemtrin"]


def test_codes_with_commas_and_twice_are_the_same_choice(client):
    one = client.get("/sammenlign/tal.json?indikator=absence_total&kommune=615,630,615")
    other = client.get("/sammenlign/tal.json?indikator=absence_total&kommune=630&kommune=615")
    assert one.json() == other.json()


# Bad parameters are answered with what would be right.


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("indikator=nix", "»nix« findes ikke. Vælg en på listen"),
        ("indikator=absence_total&del=xx", "mellemtrin, udskoling"),
        ("kommune=999&kommune=615", "»999«. En kode har tre cifre, for eksempel 615"),
        ("kommune=%3Cscript%3E", "»<script>«"),
        ("gruppe=fantasi", "»fantasi« findes ikke. Det kan være landet eller ligner-615"),
        ("gruppe=ligner-999", "ligner-615"),
        ("&".join(f"kommune={c}" for c in ("101", "147", "151", "153", "155", "157", "159")),
         "Højst seks"),
        ("kommune=" + "x" * 5000, "tre cifre"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said_and_the_rest_is_shown(client, query, said):
    page = page_of(client, query)
    assert said in complaints(page)
    assert page.xpath("//*[local-name()='svg'][contains(@class, 'lines')]")
    for form in ("tal.csv", "tal.json", "billede.png"):
        refused = client.get(f"/sammenlign/{form}?{query}")
        assert refused.status_code == 400
        assert said in refused.content.decode()


def test_a_good_address_has_no_complaint(client):
    assert complaints(page_of(client, STATE)) == ""


@pytest.mark.parametrize("address", ["", "tal.csv", "tal.json", "billede.png"])
def test_nothing_can_be_changed_here(client, address):
    assert client.post(f"/sammenlign/{address}").status_code == 405


# What is never shown.


def test_a_break_cuts_the_line_and_is_explained(client):
    page = page_of(client, STAFF)
    assert "Målet er skiftet" in text_of(page, "//p[contains(@class, 'notice')]")
    wide = page.xpath("//div[@class='wide']/*[local-name()='svg']")[0]
    lines = wide.xpath("*[local-name()='polyline']/@points")
    assert [len(spots.split()) for spots in lines] == [6]
    assert "brud" in wide.text_content()


def test_missing_years_are_gaps_in_every_form(client, published):
    published("special_start_grade0", {("615", "2018/2019"): 3.0, ("615", "2021/2022"): 4.0,
                                       ("615", "2022/2023"): "suppressed"})  # fmt: skip
    query = "indikator=special_start_grade0&kommune=615"
    rows = rows_of(client.get(f"/sammenlign/tal.csv?{query}"))
    own = [row for row in rows if row["indicator"] == "special_start_grade0"]
    assert [(row["period"], row["state"], row["value"]) for row in own] == [
        ("2018/2019", "value", "3.0"),
        ("2019/2020", "not_available", ""),
        ("2020/2021", "not_available", ""),
        ("2021/2022", "value", "4.0"),
        ("2022/2023", "suppressed", ""),
    ]
    page = page_of(client, query)
    assert "få børn, vises ikke" in text_of(page, "//table")
    assert "For få punkter til at se en udvikling: Horsens" in text_of(page, "//main")
    assert not page.xpath("//figure[1]//*[local-name()='polyline']")


def test_segregation_never_stands_without_its_companions(client, published):
    years = [f"{y}/{y + 1}" for y in range(2019, 2023)]
    published("segregation_rate_municipal", {("615", y): 5.0 for y in years}, part="mellemtrin")
    query = "indikator=segregation_rate_municipal&del=mellemtrin&kommune=615"
    page = page_of(client, query)
    assert text_of(page, "//h2[@id='sammen']") == "Skal læses sammen med"
    beside = load_indicators()["segregation_rate_municipal"].content.beside
    shown = set(page.xpath("//section[@aria-labelledby='sammen']//a/@href"))
    for name in beside:
        assert f"/indikatorer/{name}/" in shown
    assert "nævnerne er forskellige" in text_of(page, "//p[contains(@class, 'notice')]")
    told = client.get(f"/sammenlign/tal.json?{query}").json()
    assert told["must_be_shown_beside"] == list(beside)
    assert [each["indicator"] for each in told["beside"]] == ["wellbeing_mean_of_five"]
    assert told["never_with"] == ["segregation_rate_all_pupils"]
    indicators = {row["indicator"] for row in rows_of(client.get(f"/sammenlign/tal.csv?{query}"))}
    assert indicators == {"segregation_rate_municipal", "wellbeing_mean_of_five"}
    alone = client.get("/sammenlign/billede.png?indikator=absence_total&kommune=615").content
    together = client.get(f"/sammenlign/billede.png?{query}").content
    assert int.from_bytes(together[20:24]) > 1.5 * int.from_bytes(alone[20:24])


def test_an_indicator_that_is_not_fetched_says_how_it_is_got(client):
    page = page_of(client, "indikator=segregation_rate_municipal&kommune=615")
    text = text_of(page, "//main")
    assert "er ikke hentet endnu" in text
    assert "samspil fetch" in text


def test_wellbeing_has_no_word_of_a_yearly_change(client):
    page = page_of(client, "indikator=wellbeing_mean_of_five&kommune=615&kommune=630")
    assert "sjældent skelnes fra tilfældighed" in text_of(page, "//main")


def test_a_forecast_says_so(client):
    query = "indikator=youth_education_expected&kommune=615"
    assert "Fremskrivning" in text_of(page_of(client, query), "//main")
    rows = rows_of(client.get(f"/sammenlign/tal.csv?{query}"))
    assert {row["forecast"] for row in rows} == {"true"}


@pytest.mark.parametrize("query", [STATE, STAFF, "indikator=wellbeing_mean_of_five&kommune=615"])
def test_no_arrow_no_rank_no_word_of_better_or_worse(client, query):
    text = text_of(page_of(client, query), "//main")
    for sign in "↑↓→←▲▼🔺🔻":
        assert sign not in text
    for word in ("bedst", "værst", "nr. 1", "placering", "stigning", "fald "):
        assert word not in text.lower()


def test_an_example_is_marked_wherever_it_stands(client, examples):
    query = "indikator=exam_mean_grade9&kommune=E01&kommune=615"
    page = page_of(client, query)
    assert "Fabelborg (eksempel)" in text_of(page, "//p[@class='answer']")
    rows = rows_of(client.get(f"/sammenlign/tal.csv?{query}"))
    assert {row["key"]: row["example"] for row in rows if row["kind"] == "municipality"} == {
        "615": "false", "E01": "true",
    }  # fmt: skip


def test_a_median_of_fewer_than_three_is_not_told(client, published):
    published("special_start_grade0", {("615", "2022/2023"): 3.0, ("630", "2022/2023"): 4.0})
    told = client.get("/sammenlign/tal.json?indikator=special_start_grade0&gruppe=landet").json()
    assert told["series"][0]["points"] == [
        {"period": "2022/2023", "state": "not_available", "value": None, "lower_quartile": None,
         "upper_quartile": None, "known": 2}
    ]  # fmt: skip


# Small things.


@pytest.mark.parametrize(
    ("known", "filled"),
    [
        ([], ()),
        (["2020"], ("2020",)),
        (["2018", "2021"], ("2018", "2019", "2020", "2021")),
        (["2018/2019", "2020/2021"], ("2018/2019", "2019/2020", "2020/2021")),
        (["2020-01", "2020-03"], ("2020-01", "2020-03")),
        (["2018/2019", "2020"], ("2018/2019", "2020")),
    ],
)
def test_periods_between_the_known_take_their_room(known, filled):
    assert every_period(known) == filled


def test_the_page_asks_the_database_little(client):
    client.get(f"/sammenlign/?{STATE}&gruppe=landet&gruppe=ligner-615")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/sammenlign/?{STATE}&gruppe=landet&gruppe=ligner-615")
    assert len(asked) <= 30, [query["sql"][:90] for query in asked]


def test_english_pages_have_english_words(client):
    client.cookies["samspil_sprog"] = "en"
    page = page_of(client, f"{STATE}&kommune=999")
    assert "No municipality has the code" in complaints(page)
    assert "over time" in text_of(page, "//h1")


def test_a_choice_writes_its_link_the_same_way_each_time(client, rf):
    from samspil.people.viewer import ANYBODY

    query = rf.get("/?kommune=630&gruppe=landet&kommune=615&indikator=absence_total").GET
    chosen = choices.choose(query, ANYBODY)
    assert chosen.query == (
        "indikator=absence_total&del=mellemtrin&kommune=615&kommune=630&gruppe=landet"
    )
    assert json.dumps(chosen.complaints) == "[]"
