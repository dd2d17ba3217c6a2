"""The public API: the pages' own figures, versioned, limited, and clear about what is wrong."""

import json
from datetime import date

import lxml.html
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.figures import selectors, snapshot
from samspil.figures.api import limits, views
from samspil.figures.api.endpoints import ENDPOINTS
from samspil.figures.indicators import load_indicators
from samspil.figures.models import Observation, Source, Vintage
from samspil.methods.states import Value
from samspil.places import selectors as places

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def fresh_minute():
    """No test spends another's requests."""
    cache.clear()


def get(client, address, **headers):
    return client.get(f"/api/v1/{address}", headers=headers)


def told(client, address):
    answer = get(client, address)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    return answer.json()


@pytest.fixture
def vintage(db):
    """Publish a correction and a hidden figure; returns the number of the vintage before."""
    before = snapshot.current().vintage
    source = Source.objects.create(
        pk="rettet", publisher="P", table="T", quality="published", collected=date(2026, 11, 1)
    )
    newer = Vintage.objects.create(
        origin="p", content_hash="x", rows_read=2, rows_new=1, rows_changed=1
    )
    place = {"indicator": "exam_mean_grade9", "municipality_id": "615", "period": "2024/2025",
             "role": "residence"}  # fmt: skip
    Observation.objects.filter(**place, superseded_by=None).update(superseded_by=newer)
    Observation.objects.create(**place, value=9.9, source=source, vintage=newer)
    for code, state in (("101", "suppressed"), ("147", "not_applicable"), ("151", "value")):
        Observation.objects.create(
            indicator="inclusion_rate", municipality_id=code, period="2024/2025", state=state,
            value=95.0 if state == "value" else None, source=source, vintage=newer,
        )  # fmt: skip
    return before


# Figures.


def test_figures_are_those_of_the_pages(client):
    rows = told(client, "figures?indicator=exam_mean_grade9&size=1000")["figures"]
    own = snapshot.current().real("exam_mean_grade9")
    assert {row["municipality"]: row["value"] for row in rows} == own
    page = client.get("/kommuner/615/tal.json").json()["figures"]
    (shown,) = [f for f in page if f["indicator"] == "exam_mean_grade9"]
    (mine,) = [r for r in rows if r["municipality"] == "615"]
    assert {k: mine[k] for k in ("value", "period", "source", "quality", "state")} == {
        k: shown[k] for k in ("value", "period", "source", "quality", "state")
    }


def test_what_is_missing_is_said_and_is_never_zero(client):
    found = told(client, "figures?indicator=wellbeing_mean_of_five&size=1000")["figures"]
    assert len(found) == 98
    missing = [row for row in found if row["state"] == "not_available"]
    known = snapshot.current().real("wellbeing_mean_of_five")
    assert {row["municipality"] for row in missing} == {
        p.code for p in places.real_municipalities()
    } - known.keys()
    assert all(row["value"] is None and row["source"] is None for row in missing)


def test_the_four_states(client, vintage):
    found = told(client, "figures?indicator=inclusion_rate&period=2024/2025&size=1000")["figures"]
    states = {row["municipality"]: row["state"] for row in found}
    assert (states["101"], states["147"], states["151"]) == (
        "suppressed", "not_applicable", "value",
    )  # fmt: skip
    assert states["615"] == "not_available"
    assert [row["value"] for row in found if row["state"] != "value"] == [None] * 97


def test_filters_narrow_together(client):
    address = (
        "figures?indicator=absence_total&municipality=615&municipality=630"
        "&period=2023/2024&period=2024/2025&part=mellemtrin"
    )
    found = told(client, address)["figures"]
    assert [(row["period"], row["municipality"]) for row in found] == [
        ("2023/2024", "615"), ("2023/2024", "630"), ("2024/2025", "615"), ("2024/2025", "630"),
    ]  # fmt: skip
    assert {row["part"] for row in found} == {"mellemtrin"}


def test_pages_follow_each_other_and_hold_every_row_once(client):
    address, rows, pages = "figures?indicator=child_poverty&size=30", [], 0
    while address:
        page = told(client, address)
        rows += [row["municipality"] for row in page["figures"]]
        pages += 1
        assert page["total"] == 98
        address = (page["next"] or "").removeprefix("/api/v1/")
    assert pages == 4
    assert rows == sorted(p.code for p in places.real_municipalities())
    beyond = told(client, "figures?indicator=child_poverty&page=999")
    assert (beyond["figures"], beyond["next"], beyond["total"]) == ([], None, 98)


def test_examples_come_only_when_asked_for_and_are_marked(client, examples):
    assert len(told(client, "figures?indicator=exam_mean_grade9&size=1000")["figures"]) == 98
    every = told(client, "figures?indicator=exam_mean_grade9&size=1000&examples=true")["figures"]
    marked = {row["municipality"] for row in every if row["example"]}
    assert marked == {place.code for place in places.example_municipalities()}
    (one,) = told(client, "figures?indicator=exam_mean_grade9&municipality=E01")["figures"]
    assert (one["example"], one["quality"]) == (True, "example")


def test_an_older_vintage_can_be_read(client, vintage):
    address = "figures?indicator=exam_mean_grade9&municipality=615"
    now, then = told(client, address), told(client, f"{address}&vintage={vintage}")
    assert [row["value"] for row in now["figures"]] == [9.9]
    assert [row["value"] for row in then["figures"]] == [7.2]
    assert (now["vintage"] > vintage, then["vintage"]) == (True, vintage)
    assert told(client, f"figures?indicator=inclusion_rate&vintage={vintage}")["total"] == 0
    every = told(client, "figures?size=1&vintage=1")
    assert every["published"]


def test_segregation_comes_with_what_belongs_to_it(client, vintage):
    page = told(client, "figures?indicator=inclusion_rate&indicator=segregation_rate_all_pupils")
    minded = page["indicators"]["inclusion_rate"]
    assert minded["beside"] == list(load_indicators()["inclusion_rate"].content.beside)
    assert minded["never_with"] == ["segregation_rate_all_pupils"]
    codes = {(n["code"], tuple(n["indicators"])) for n in page["notices"]}
    assert ("never_alone", ("inclusion_rate",)) in codes
    assert ("never_in_one_chart", ("inclusion_rate", "segregation_rate_all_pupils")) in codes
    other = told(client, "figures?indicator=youth_education_expected&size=1")
    assert [notice["code"] for notice in other["notices"]] == ["forecast"]
    wellbeing = told(client, "figures?indicator=wellbeing_mean_of_five&size=1")["notices"]
    assert [notice["code"] for notice in wellbeing] == ["no_yearly_change"]


def test_breaks_are_told(client):
    page = told(client, "figures?indicator=staff_ratio_3_5&size=1")
    assert page["indicators"]["staff_ratio_3_5"]["breaks"] == [["2022", "2023"]]


# The others.


def test_indicators_are_whole_definitions(client):
    found = told(client, "indicators")["indicators"]
    assert [each["id"] for each in found] == sorted(load_indicators())
    one = told(client, "indicators/staff_ratio_3_5")
    content = load_indicators()["staff_ratio_3_5"]
    assert one in found
    assert one["version"] == content.version
    assert one["name"] == {"da": content.content.name.da, "en": content.content.name.en}
    assert one["breaks"][0]["explanation"]["da"].startswith("Målet er skiftet")
    assert one["periods"][0] == "2017"


def test_municipalities_are_in_danish_order_with_the_examples_last(client, examples):
    found = told(client, "municipalities")["municipalities"]
    real = [place.name for place in places.real_municipalities()]
    assert [each["name"] for each in found[:98]] == real
    assert all(each["example"] for each in found[98:])
    assert told(client, "municipalities/615") in found


@pytest.mark.parametrize("sector", ["school", "daycare"])
def test_peers_are_those_of_the_page(client, sector):
    answer = told(client, f"peers/615?sector={sector}&k=10")
    result = selectors.peers_of(code="615", sector=sector, k=10)
    assert [peer["code"] for peer in answer["peers"]] == [peer.code for peer in result.peers]
    assert answer["inputs"] == result.inputs
    assert sum(c["weight"] for c in answer["conditions"]) == pytest.approx(1)
    assert len(told(client, "peers/615?k=3")["peers"]) == 3


def test_expected_values_are_those_of_the_page(client, examples):
    answer = told(client, "expected/exam_mean_grade9")
    result = selectors.expected_values(indicator="exam_mean_grade9", sector="school")
    assert answer["explained"] == result.explained
    assert [row["code"] for row in answer["rows"] if not row["example"]] == [
        row.code for row in result.rows
    ]
    assert {row["standing"] for row in answer["rows"]} <= {"better", "as_expected", "worse", None}
    assert told(client, "expected/ecec_parent_satisfaction")["sector"] == "daycare"


# What is known already.


def test_what_is_unchanged_is_not_sent_again(client):
    first = get(client, "figures?indicator=exam_mean_grade9")
    assert first["ETag"].startswith('"')
    assert first["Cache-Control"] == "public, max-age=300"
    again = get(client, "figures?indicator=exam_mean_grade9", if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"


def test_a_new_vintage_a_definition_or_a_language_is_another_version(client, vintage, monkeypatch):
    def tag(**headers):
        return get(client, "indicators", **headers)["ETag"]

    first = tag()
    assert tag() == first
    assert tag(accept_language="en") != first
    Vintage.objects.create(origin="n", content_hash="y", rows_read=0, rows_new=0, rows_changed=0)
    second = tag()
    assert second != first
    fewer = dict(list(load_indicators().items())[1:])
    monkeypatch.setattr(views, "load_indicators", lambda: fewer)
    assert tag() not in {first, second}


def test_nothing_is_worked_out_for_those_who_know_it(client, monkeypatch):
    tag = get(client, "expected/exam_mean_grade9")["ETag"]
    monkeypatch.setattr("samspil.figures.api.answers.expected_values", None)
    assert get(client, "expected/exam_mean_grade9", if_none_match=tag).status_code == 304


# Limits and other hosts.


def test_too_many_requests_are_told_when_to_come_back(client, settings, monkeypatch):
    # Eleven seconds into a minute.
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_011.0)
    settings.SAMSPIL_API_REQUESTS_A_MINUTE = 3
    codes = [get(client, "municipalities/615").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    answer = get(client, "municipalities/615")
    assert answer["Content-Type"] == PROBLEM
    assert answer["Retry-After"] == "49"
    assert answer.json()["title"] == "For mange forespørgsler"
    other = client.get("/api/v1/municipalities/615", REMOTE_ADDR="10.1.2.3")
    assert other.status_code == 200


def test_requests_are_counted_in_the_shared_cache_without_the_address(rf, settings, monkeypatch):
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_001.0)
    settings.SAMSPIL_API_REQUESTS_A_MINUTE = 2
    request = rf.get("/api/v1/figures", REMOTE_ADDR="192.0.2.7")
    left = [limits.use_one(request).left for _ in range(3)]
    assert left == [1, 0, -1]
    assert limits.use_one(request).is_used_up
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM shared_cache")
        kept = str(cursor.fetchall())
    assert "api:" in kept
    assert "192.0.2.7" not in kept


def test_behind_proxies_the_outermost_trusted_one_says_who_asks(rf, settings, monkeypatch):
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_001.0)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def left(*seen):
        header = ", ".join(seen)
        return limits.use_one(rf.get("/", headers={"x-forwarded-for": header})).left

    assert left("6.6.6.6", "1.1.1.1") == left("7.7.7.7", "1.1.1.1") + 1
    assert left("6.6.6.6", "2.2.2.2") == left("1.1.1.1", "3.3.3.3")


def test_a_minute_later_all_is_forgotten(rf, settings, monkeypatch):
    settings.SAMSPIL_API_REQUESTS_A_MINUTE = 1
    now = 1_800_000_000.0
    monkeypatch.setattr(limits.time, "time", lambda: now)
    request = rf.get("/api/v1/figures")
    assert [limits.use_one(request).is_used_up for _ in range(2)] == [False, True]
    now += 61
    assert not limits.use_one(request).is_used_up


def test_other_hosts_may_read_and_nothing_else(client):
    answer = get(client, "indicators", origin="https://example.org")
    assert answer["Access-Control-Allow-Origin"] == "*"
    asked = client.options("/api/v1/indicators", headers={"origin": "https://example.org"})
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "Access-Control-Allow-Credentials" not in answer


def test_the_api_sets_no_cookie_and_looks_at_none(signed_in, client):
    answer = get(client, "figures?indicator=exam_mean_grade9&size=1")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


# What is wrong.


@pytest.mark.parametrize(
    ("address", "parameter", "expected"),
    [
        ("figures?indicator=NIX!", "indicator", "absence_total"),
        ("figures?municipality=Horsens", "municipality", "615"),
        ("figures?period=i%20fjor", "period", "2024/2025"),
        ("figures?part=MELLEMTRIN", "part", "mellemtrin"),
        ("figures?vintage=0", "vintage", "helt tal fra 1"),
        ("figures?page=-1", "page", "helt tal fra 1"),
        ("figures?page=1.0", "page", "helt tal fra 1"),
        ("figures?page=1&page=2", "page", "helt tal fra 1"),
        ("figures?size=1001", "size", "1 til 1000"),
        ("figures?examples=ja", "examples", "true"),
        ("figures?indicater=x", "indicater", "her kendes indicator, municipality"),
        ("indicators?page=2", "page", "tager ingen"),
        ("peers/615?k=21", "k", "1 til 20"),
        ("peers/615?sector=hospital", "sector", "school eller daycare"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named_with_what_would_be_right(
    client, address, parameter, expected
):
    answer = get(client, address)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    body = answer.json()
    assert body["status"] == 400
    assert body["instance"] == answer.request["PATH_INFO"]
    assert body["request"] == answer["X-Request-ID"]
    (error,) = body["errors"]
    assert error["parameter"] == parameter
    assert expected in error["expected"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("figures?indicator=nothing_here", "nothing_here"),
        ("figures?municipality=999", "999"),
        ("figures?vintage=999999", "999999"),
        ("indicators/nothing_here", "nothing_here"),
        ("municipalities/999", "999"),
        ("peers/999", "999"),
        ("expected/child_poverty", "exam_mean_grade9"),
        ("expected/exam_mean_grade9?sector=daycare", "exam_mean_grade9"),
        ("nothing", "openapi.json"),
        ("", "openapi.json"),
        ("figures/", "openapi.json"),
    ],
)
def test_what_does_not_exist_is_told_with_where_to_look(client, address, said):
    answer = get(client, address)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert said in answer.json()["detail"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_errors_speak_the_language_that_was_asked_for(client):
    danish = get(client, "peers/999", accept_language="da, en;q=0.5")
    english = get(client, "peers/999", accept_language="en-GB,en;q=0.9")
    other = get(client, "peers/999", accept_language="fr")
    assert danish.json()["title"] == other.json()["title"] == "Findes ikke"
    assert english.json()["title"] == "Does not exist"
    assert english["Content-Language"] == "en"
    assert "Accept-Language" in english["Vary"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client, method):
    answer = getattr(client, method)("/api/v1/figures")
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_null_character_is_a_problem_too(client):
    answer = get(client, "figures?indicator=%00")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    page = client.get("/kommuner/?x=%00")
    assert page["Content-Type"].startswith("text/html")


# The page about it.


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_example_on_the_page_works_and_begins_as_shown(client, language):
    client.cookies["samspil_sprog"] = language
    page = lxml.html.fromstring(client.get("/api/").content.decode())
    examples = page.xpath("//a[@data-example]/@href")
    shown = [found.text_content() for found in page.xpath("//pre")]
    assert len(examples) == len(shown) == len(ENDPOINTS)
    for address, beginning in zip(examples, shown, strict=True):
        answer = client.get(address)
        assert answer.status_code == 200
        body = json.dumps(answer.json(), ensure_ascii=False, indent=2)
        assert body.startswith(beginning.removesuffix("\n  …"))
    assert page.xpath("//h2/code")[0].text == "/api/v1/figures"


def test_the_page_names_every_parameter(client):
    text = client.get("/api/").content.decode()
    for endpoint in ENDPOINTS:
        for name in endpoint.query.model_fields:
            assert f"<code>{name}</code>" in text
    assert "300" in text


def test_the_api_asks_the_database_little(client):
    get(client, "figures?indicator=exam_mean_grade9")
    with CaptureQueriesContext(connection) as asked:
        get(client, "figures?indicator=exam_mean_grade9")
    assert len(asked) <= 20, [query["sql"][:90] for query in asked]


def test_a_value_is_a_value(client):
    figures = snapshot.current()
    for row in told(client, "figures?municipality=615&size=1000")["figures"]:
        own = figures.figures[row["indicator"], row["part"]][row["period"]].get("615")
        assert (row["state"] == "value") == isinstance(own, Value)
        assert row["value"] == (own.number if isinstance(own, Value) else None)
