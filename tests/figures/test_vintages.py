"""Figures as they stood, what each vintage brought, and what a figure was before it changed."""

import csv
from datetime import UTC, datetime

import lxml.html
import pytest

from samspil.figures import selectors, services
from samspil.figures.models import Observation, Vintage
from samspil.figures.selectors import history
from samspil.figures.selectors.indicators import Choice
from samspil.methods.states import Suppressed, Value
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db

ID = "ecec_staff_sickness_days"
PAGE = f"/indikatorer/{ID}/"
SOURCES = ("dst_fra027", "dst_res88")


def publish(values, *, period="2024", origin="ny.csv", source=SOURCES[0], role="location"):
    """Publish figures of one indicator: code to number, or None for one that is kept back."""
    rows = [
        Observation(
            indicator=ID,
            municipality_id=code,
            period=period,
            role=role,
            state="suppressed" if value is None else "value",
            value=value,
            source_id=source,
        )
        for code, value in values.items()
    ]
    return services.publish(actor=ANYBODY, origin=origin, digest=origin, observations=rows).vintage


def standing(code="615", period="2024"):
    """The figure of a municipality that stands."""
    return Observation.objects.get(
        indicator=ID, municipality_id=code, period=period, superseded_by=None
    ).value


def page_of(client, address):
    return lxml.html.fromstring(client.get(address).content.decode())


def rows_of(answer):
    return list(csv.DictReader(answer.content.decode().removeprefix("\ufeff").splitlines()))


def test_a_figure_that_changed_says_from_what_and_when(client):
    before = standing()
    number = publish({"615": 33.25})
    Vintage.objects.filter(pk=number).update(published_at=datetime(2026, 12, 3, tzinfo=UTC))
    table = page_of(client, PAGE).xpath("//figure//table")[0]
    assert [cell.text_content() for cell in table.xpath(".//thead//th")][-1] == "Ændret"
    told = {
        row.xpath("./th")[0].text_content(): row.xpath("./td") for row in table.xpath(".//tbody/tr")
    }
    assert told["Horsens"][0].text_content() == "33,3"
    was = f"{before:.1f}".replace(".", ",")
    assert was in told["Horsens"][1].text_content()
    assert f"udgivelse {number}" in told["Horsens"][1].text_content()
    assert told["Viborg"][1].text_content() == ""
    row = next(r for r in rows_of(client.get(f"{PAGE}tal.csv")) if r["municipality"] == "Horsens")
    assert float(row["value"]) == 33.25
    assert float(row["previous_value"]) == before
    assert (row["changed_on"], row["changed_in"]) == ("2026-12-03", str(number))


def test_figures_can_be_seen_as_they_stood(client):
    before = standing()
    old = Vintage.objects.latest("pk").pk
    publish({"615": 33.25})
    today = rows_of(client.get(f"{PAGE}tal.csv"))
    then = rows_of(client.get(f"{PAGE}tal.csv", {"udgivelse": old}))
    assert len(today) == len(then)
    differing = [
        (old_row["municipality"], new_row["value"], old_row["value"])
        for new_row, old_row in zip(today, then, strict=True)
        if new_row["value"] != old_row["value"]
    ]
    assert differing == [("Horsens", "33.25", repr(before))]
    page = page_of(client, f"{PAGE}?udgivelse={old}")
    notice = page.xpath("//p[@role='status']")[0].text_content()
    assert f"som de var efter udgivelse {old}" in notice
    assert page.xpath("//a[.='Tallene som CSV']/@href")[0].endswith(f"tal.csv?udgivelse={old}")
    told = client.get(f"{PAGE}tal.json", {"udgivelse": old}).json()
    assert told["vintage"] == old
    assert told["as_of"]
    assert client.get(f"{PAGE}tal.json").json()["as_of"] is None


def test_before_the_first_vintage_of_a_figure_there_is_none(client):
    first = Vintage.objects.order_by("pk").first().pk
    publish({"615": 1.0}, period="2031")
    then = selectors.indicator_page(indicator=ID, language="da", choice=Choice(vintage=str(first)))
    assert "2031" not in then.periods
    assert "2031" in selectors.indicator_page(indicator=ID, language="da").periods
    # The population of the municipality file is published after the observations.
    population = selectors.indicator_page(
        indicator="population_total", language="da", choice=Choice(vintage=str(first))
    )
    assert "2026" not in population.periods


@pytest.mark.parametrize("asked", ["0", "-1", "999999", "x", "1e3", "²", "9" * 40, "1; drop"])
def test_an_unknown_vintage_shows_todays_figures_and_says_so(client, asked):
    page = page_of(client, f"{PAGE}?udgivelse={asked}")
    notices = [p.text_content() for p in page.xpath("//p[@role='status']")]
    assert any("findes ikke. Her er tallene, som de er nu" in text for text in notices)
    answer = client.get(f"{PAGE}tal.csv", {"udgivelse": asked})
    assert answer.status_code == 404
    assert "Den udgivelse" in answer.content.decode()
    assert client.get(f"{PAGE}tal.json", {"udgivelse": asked}).status_code == 404


def test_the_history_pairs_each_change_with_what_came_after():
    before = standing()
    first, second = publish({"615": 10.0, "791": 11.0}), publish({"615": 12.0})
    editions = selectors.history.indicator_editions(ID)
    assert [edition.vintage.id for edition in editions][:2] == [second, first]
    assert [(c.code, c.before, c.after) for c in editions[0].changes] == [
        ("615", Value(10.0), Value(12.0))
    ]
    assert ("615", Value(before), Value(10.0)) in [
        (c.code, c.before, c.after) for c in editions[1].changes
    ]
    assert (editions[0].new, editions[0].changed, editions[1].changed) == (0, 1, 2)
    latest = history.latest_changes(editions, "location")
    assert latest["615", "2024", ""].before == Value(10.0)
    earlier = history.latest_changes(editions, "location", newest=first)
    assert earlier["615", "2024", ""].before == Value(before)


def test_the_history_equals_a_slower_reading():
    publish({"615": 10.0, "791": 11.0, "101": 5.0})
    publish({"615": 12.0, "101": 5.0}, source=SOURCES[1])
    publish({"615": 12.5, "791": 11.0})
    slow = set()
    for old in Observation.objects.filter(superseded_by__isnull=False):
        new = Observation.objects.get(
            indicator=old.indicator, municipality=old.municipality, institution=old.institution,
            period=old.period, breakdown=old.breakdown, role=old.role, vintage=old.superseded_by,
        )  # fmt: skip
        slow.add((new.vintage_id, old.municipality_id, old.value, new.value))
    quick = {
        (change.vintage.id, change.code, change.before.number, change.after.number)
        for edition in history.indicator_editions(ID)
        for change in edition.changes
    }
    assert quick == slow
    assert len(slow) == 6


def test_the_same_figure_from_another_source_is_not_a_change_of_figure(client):
    value = standing()
    number = publish({"615": value}, source=SOURCES[1])
    edition = history.indicator_editions(ID)[0]
    assert (edition.vintage.id, edition.changed, edition.moved) == (number, 0, 1)
    assert "Ændret" not in [
        cell.text_content() for cell in page_of(client, PAGE).xpath("//figure//thead//th")
    ]


def test_what_is_kept_back_today_is_kept_back_in_its_history_too(client):
    old = Vintage.objects.latest("pk").pk
    publish({"615": 77.77})
    number = publish({"615": None})
    for edition in history.indicator_editions(ID):
        for change in edition.changes:
            assert change.code != "615" or isinstance(change.before, Suppressed)
    for address in (
        PAGE, f"{PAGE}?udgivelse={old}", f"/tal/udgivelser/{number}/?indikator={ID}",
        f"/tal/udgivelser/{number - 1}/aendringer.csv", f"{PAGE}tal.json?alle=1&udgivelse={old}",
    ):  # fmt: skip
        text = client.get(address).content.decode()
        assert "77,8" not in text
        assert "77.77" not in text
    then = rows_of(client.get(f"{PAGE}tal.csv", {"udgivelse": old}))
    assert [(r["state"], r["value"]) for r in then if r["municipality"] == "Horsens"] == [
        ("suppressed", "")
    ]
    assert "1 kommune vises ikke, fordi der er få børn" in client.get(PAGE).content.decode()


def test_another_role_is_another_series(client):
    publish({"615": 1.5, "791": 2.5, "101": 3.5}, role="payer")
    page = selectors.indicator_page(indicator=ID, language="da")
    assert page.roles == ("location", "payer")
    assert page.distributions[0].values["615"] == standing_in("location")
    other = selectors.indicator_page(indicator=ID, language="da", choice=Choice(role="payer"))
    assert other.distributions[0].values == {"101": 3.5, "615": 1.5, "791": 2.5}
    shown = page_of(client, f"{PAGE}?rolle=payer")
    assert "efter hvem der betaler" in shown.xpath("//nav[@class='pick']")[-1].text_content()
    assert {r["role"] for r in rows_of(client.get(f"{PAGE}tal.csv?rolle=payer"))} == {"payer"}
    assert client.get(f"{PAGE}tal.csv?rolle=owner").status_code == 404


def standing_in(role):
    return Observation.objects.get(
        indicator=ID, municipality_id="615", period="2024", role=role, superseded_by=None
    ).value


# The pages of vintages.


def test_every_vintage_is_listed_with_what_it_brought(client):
    number = publish({"615": 33.25}, origin="rettelse.csv")
    page = page_of(client, "/tal/udgivelser/")
    rows = page.xpath("//tbody/tr")
    assert len(rows) == Vintage.objects.count()
    first = rows[0]
    assert first.xpath(".//a/@href") == [f"/tal/udgivelser/{number}/"]
    cells = [cell.text_content() for cell in first.xpath("./td")]
    assert cells == ["rettelse.csv", "1", "0", "1"]


def test_many_vintages_are_paged(client):
    for place in range(60):
        publish({"615": 100.0 + place})
    assert len(page_of(client, "/tal/udgivelser/").xpath("//tbody/tr")) == 50
    more = page_of(client, "/tal/udgivelser/?side=2").xpath("//tbody/tr")
    assert len(more) == Vintage.objects.count() - 50
    for odd in ("0", "x", "99"):
        assert client.get("/tal/udgivelser/", {"side": odd}).status_code == 200


def test_one_vintage_says_what_it_changed(client):
    before = standing()
    number = publish({"615": 33.25})
    page = page_of(client, f"/tal/udgivelser/{number}/?indikator={ID}")
    cells = [cell.text_content() for cell in page.xpath("//section[1]//tbody/tr[1]/*")]
    assert cells == ["Horsens", "2024", f"{before:.1f}".replace(".", ","), "33,3"]
    rows = rows_of(client.get(f"/tal/udgivelser/{number}/aendringer.csv"))
    assert [
        (r["indicator"], r["municipality"], r["value_before"], r["value_after"]) for r in rows
    ] == [(ID, "Horsens", repr(before), "33.25")]


def test_invented_figures_are_marked_where_a_vintage_holds_them(client, examples):
    page = page_of(client, "/tal/udgivelser/")
    assert page.xpath("//tbody/tr[1]//span[@class='tag']")[0].text_content() == "Eksempel"
    assert len(page.xpath("//span[@class='tag']")) == 1
    number = Vintage.objects.latest("pk").pk
    assert "opdigtede tal" in client.get(f"/tal/udgivelser/{number}/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/tal/udgivelser/999/", "/tal/udgivelser/0/", "/tal/udgivelser/999/aendringer.csv",
     f"/tal/udgivelser/{10**30}/", "/tal/udgivelser/x/"],
)  # fmt: skip
def test_a_vintage_that_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/tal/udgivelser/", "/tal/udgivelser/1/", "/tal/udgivelser/1/aendringer.csv", PAGE]
)
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_vintages_are_only_read(client, address, method):
    assert getattr(client, method)(address).status_code == 405


def test_an_unknown_indicator_of_a_vintage_shows_the_vintage(client):
    number = Vintage.objects.earliest("pk").pk
    plain = client.get(f"/tal/udgivelser/{number}/")
    assert plain.status_code == 200
    odd = client.get(f"/tal/udgivelser/{number}/", {"indikator": "<script>alert(1)</script>"})
    assert odd.status_code == 200
    assert b"<script>alert" not in odd.content


def test_without_any_vintage_the_list_says_how_to_begin(client):
    Observation.objects.all().delete()
    Vintage.objects.all().delete()
    assert "samspil load" in client.get("/tal/udgivelser/").content.decode()
