"""Schools: what is shown and kept back, families, pages; never a ranking, never a small number."""

import csv
import json
import math
import re
from pathlib import Path

import lxml.html
import pytest
from django.urls import resolve

import samspil
from samspil.definitions import DefinitionError, load
from samspil.figures.indicators import Kind, load_indicators
from samspil.figures.models import Observation
from samspil.figures.school_rules import FamilyRules, SchoolFigures, family_rules, school_figures
from samspil.figures.selectors import families, schools
from samspil.methods.states import NotAvailable, Suppressed, Value
from samspil.people.roles import Role
from samspil.places.services import sort_key

pytestmark = pytest.mark.django_db

FILE = Path(samspil.__file__).parent / "places" / "starter" / "schools.csv"
ROWS = {
    row["institution_number"]: row
    for row in csv.DictReader(FILE.read_text("utf-8-sig").splitlines())
    if row["type"] == "f"
}
COLUMNS = {
    "exam_mean_grade9": "grade_avg",
    "wellbeing_general": "wellbeing_general",
    "absence_total": "absence_pct",
}
BIG = next(n for n, r in ROWS.items() if r["municipality_code"] == "615" and r["grade_avg"]
           and float(r["pupils"] or 0) > 300)  # fmt: skip
SMALL = next(n for n, r in ROWS.items() if r["pupils"] and float(r["pupils"]) < 50
             and r["absence_pct"])  # fmt: skip
UNSIZED = next(n for n, r in ROWS.items() if not r["pupils"] and r["grade_avg"])
PRIVATE = next(
    row["institution_number"]
    for row in csv.DictReader(FILE.read_text("utf-8-sig").splitlines())
    if row["type"] == "p"
)
PAGES = ["/kommuner/615/skoler/", "/kommuner/101/skoler/?tal=absence_total",
         "/kommuner/563/skoler/", f"/skoler/{BIG}/", f"/skoler/{SMALL}/",
         f"/skoler/{UNSIZED}/"]  # fmt: skip
FILES = ["/kommuner/615/skoler/tal.csv", "/kommuner/615/skoler/tal.json",
         "/kommuner/615/skoler/exam_mean_grade9.csv", "/kommuner/615/skoler/forskel.csv",
         "/kommuner/615/skoler/niveau.csv", "/kommuner/615/skoler/niveau.png",
         "/kommuner/615/skoler/wellbeing_general.png", f"/skoler/{BIG}/tal.csv",
         f"/skoler/{BIG}/tal.json", f"/skoler/{BIG}/absence_total.csv",
         f"/skoler/{BIG}/absence_total.png"]  # fmt: skip
NOT_THERE = ["/kommuner/999/skoler/", "/kommuner/999/skoler/tal.csv",
             "/kommuner/615/skoler/happiness.csv", "/kommuner/563/skoler/forskel.csv",
             "/kommuner/615/skoler/niveau.pdf", "/skoler/1/", f"/skoler/{PRIVATE}/",
             "/skoler/abc/tal.json", f"/skoler/{BIG}/happiness.csv",
             f"/skoler/{UNSIZED}/absence_total.csv"]  # fmt: skip


def tree_of(client, address, language="da"):
    client.cookies["samspil_sprog"] = language
    return lxml.html.fromstring(client.get(address).content.decode())


def rows_of(answer):
    return list(csv.reader(answer.content.decode().removeprefix("\ufeff").splitlines()))


def records(answer):
    heading, *rows = rows_of(answer)
    return [dict(zip(heading, row, strict=True)) for row in rows if row]


def main_text(tree):
    return " ".join(tree.xpath("//main")[0].text_content().split())


# Who may see, in which form.


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_everybody_sees_what_is_public(client, address):
    assert client.get(address).status_code == 200


# Whether a view answers HEAD is decided once for all its addresses.
@pytest.mark.parametrize(
    "address", {resolve(a.partition("?")[0]).func: a for a in (*FILES, *PAGES)}.values()
)
def test_every_view_answers_who_asks_for_the_head_only(client, address):
    answer = client.head(address)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("address", NOT_THERE)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [PAGES[0], f"/skoler/{BIG}/", *FILES[:2]])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_schools_are_only_read(client, address, method):
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("role", [Role.CHIEF, Role.POLITICIAN, Role.MEMBER])
def test_a_role_changes_nothing(client, signed_in, role):
    anybody = main_text(tree_of(client, "/kommuner/615/skoler/"))
    assert main_text(tree_of(signed_in(role, "630"), "/kommuner/615/skoler/")) == anybody


@pytest.mark.parametrize("chosen", ["happiness", "<script>", "pupils", "", "segregation_rate"])
def test_an_unknown_figure_shows_the_first(client, chosen):
    answer = client.get("/kommuner/615/skoler/", {"tal": chosen})
    assert answer.context["page"].indicator == "exam_mean_grade9"
    assert b"<script>" not in answer.content


def test_the_municipality_leads_to_its_schools_and_they_to_their_pages(client):
    assert tree_of(client, "/kommuner/615/").xpath("//a[@href='/kommuner/615/skoler/']")
    found = tree_of(client, "/kommuner/615/skoler/").xpath("//table//th/a/@href")
    assert f"/skoler/{BIG}/" in found
    assert not tree_of(client, "/kommuner/615/?omraade=daycare").xpath(
        "//a[@href='/kommuner/615/skoler/']"
    )


def test_an_example_has_no_schools_and_says_so(client, examples):
    assert not tree_of(client, "/kommuner/E01/").xpath("//a[@href='/kommuner/E01/skoler/']")
    tree = tree_of(client, "/kommuner/E01/skoler/")
    assert "ingen folkeskoler" in main_text(tree)
    assert not tree.xpath("//figure")
    assert client.get("/kommuner/E01/skoler/niveau.csv").status_code == 404


# Small numbers.


def may_be_shown(row):
    return bool(row["pupils"]) and float(row["pupils"]) >= 50


def test_every_figure_is_the_files_or_kept_back():
    register = schools.school_register()
    for number, row in register.schools.items():
        raw = ROWS[number]
        for indicator, column in COLUMNS.items():
            figure = row.figures[indicator]
            if not raw[column]:
                assert figure == NotAvailable()
            elif may_be_shown(raw):
                assert figure == Value(float(raw[column]))
            else:
                assert isinstance(figure, Suppressed), number
            assert (indicator in row.means) == isinstance(figure, Value)
        words = {-1.0: "Under niveau", 0.0: "På niveau", 1.0: "Over niveau"}
        if isinstance(row.verdict, Value):
            assert raw["socref_verdict"] == words[row.verdict.number]
            assert may_be_shown(raw)


def test_a_figure_kept_back_is_in_no_form_of_any_page(client):
    hidden = {
        number: row for number, row in ROWS.items() if row["grade_avg"] and not may_be_shown(row)
    }
    assert hidden
    for number, row in list(hidden.items())[:8]:
        code = row["municipality_code"]
        for address in (f"/kommuner/{code}/skoler/tal.csv", f"/skoler/{number}/tal.csv"):
            (found,) = [
                r
                for r in records(client.get(address))
                if r["school_number"] == number and r["indicator"] == "exam_mean_grade9"
            ]
            assert (found["value"], found["state"]) == ("", "suppressed")
            assert found["shrunken"] == found["low_95"] == found["high_95"] == ""
        told = client.get(f"/skoler/{number}/tal.json").json()["figures"]
        assert [f["value"] for f in told if f["indicator"] == "exam_mean_grade9"
                and f["school_number"] == number] == [None]  # fmt: skip


def test_the_spread_rests_on_shown_means_alone():
    register = schools.school_register()
    for indicator, spreads in register.spreads.items():
        for code, spread in list(spreads.items())[:20]:
            counted = [
                (float(r[COLUMNS[indicator]]), float(r["pupils"]))
                for n, r in ROWS.items()
                if r["municipality_code"] == code and r[COLUMNS[indicator]] and may_be_shown(r)
                and n in register.schools
            ]  # fmt: skip
            assert len(counted) >= 5
            total = sum(n for _, n in counted)
            mean = sum(y * n for y, n in counted) / total
            plain = math.sqrt(sum(n * (y - mean) ** 2 for y, n in counted) / total)
            assert spread == pytest.approx(plain)


def test_why_a_figure_is_not_shown_is_said_truly(client):
    assert "elevtal ukendt, vises ikke" in main_text(tree_of(client, f"/skoler/{UNSIZED}/"))
    code = ROWS[SMALL]["municipality_code"]
    text = main_text(tree_of(client, f"/kommuner/{code}/skoler/?tal=absence_total"))
    assert "få børn, vises ikke" in text


def test_too_few_schools_is_said(client):
    text = main_text(tree_of(client, "/kommuner/563/skoler/"))
    assert "for få skoler" in text
    assert "mindst 5" in text
    told = client.get("/kommuner/563/skoler/tal.json").json()
    assert set(told["spreads"].values()) == {None}


# No ranking, no arrow, nothing alone.


@pytest.mark.parametrize("address", ["/kommuner/101/skoler/", "/kommuner/615/skoler/"])
def test_schools_stand_in_danish_alphabetical_order_everywhere(client, address):
    tree = tree_of(client, address)
    for table in tree.xpath("//table[.//th[@scope='row']]"):
        names = [th.text_content() for th in table.xpath(".//th[@scope='row']")]
        if set(names) & {row["name"] for row in ROWS.values()}:
            assert names == sorted(names, key=sort_key)
    listed = [r["school"] for r in records(client.get(f"{address}tal.csv")) if r["indicator"]
              == "pupils"]  # fmt: skip
    assert listed == sorted(listed, key=sort_key)
    assert len(listed) > 10


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_ranking_no_arrow_no_colour_of_verdict(client, address, language):
    tree = tree_of(client, address, language)
    text = main_text(tree)
    text = text.replace("der er ingen rangorden", "").replace("there is no ranking", "")
    assert not re.search(r"rangord|placering|ranking|league|\bnr\. \d|\bbedst|\bværst", text)
    assert not re.search("[▲▼↑↓⬆⬇→←]", text)
    assert not tree.xpath("//main//*[@style]")
    for svg in tree.xpath("//main//*[local-name()='svg']"):
        assert not svg.xpath(".//*[@fill or @stroke]")
    assert "segreg" not in text.lower()


def test_the_year_is_said_to_be_unknown(client):
    for language, words in (("da", "ukendt"), ("en", "unknown")):
        for address in ("/kommuner/615/skoler/", f"/skoler/{BIG}/"):
            assert words in main_text(tree_of(client, address, language))
    assert {r["period"] for r in records(client.get(FILES[0]))} == {"ukendt"}


def test_a_funnel_names_the_own_municipality_alone(client):
    rows = rows_of(client.get("/kommuner/615/skoler/niveau.csv"))[1:]
    assert [row[0] for row in rows if row[0] != "en anden kommune"] == ["Horsens"]
    assert rows[0][0] == "Horsens"
    sizes = [int(row[2]) for row in rows[1:]]
    assert sizes == sorted(sizes)
    under = [r for r in ROWS.values() if r["municipality_code"] == "615" and may_be_shown(r)]
    assert int(rows[0][1]) == sum(r["socref_verdict"] == "Under niveau" for r in under)
    assert int(rows[0][2]) == sum(bool(r["socref_verdict"]) for r in under)


def test_titles_say_no_more_than_the_intervals(client):
    answer = client.get("/kommuner/615/skoler/")
    page = answer.context["page"]
    centre = page.register.centres["exam_mean_grade9"].centre
    means = [row.means["exam_mean_grade9"] for row in page.rows if "exam_mean_grade9" in row.means]
    same = sum(mean.low <= centre <= mean.high for mean in means)
    assert f"{same} af {len(means)} skoler kan ikke skelnes" in main_text(
        lxml.html.fromstring(answer.content.decode())
    )


def test_table_and_chart_have_the_same_rows(client):
    page = client.get("/kommuner/615/skoler/").context
    chart = page["intervals"]
    assert [row.name for row in chart.rows] == [row[0].text for row in chart.table.rows]
    for interval, row in zip(chart.rows, chart.table.rows, strict=True):
        if interval.middle is None:
            assert row[1].exact is None
            assert row[1].text == interval.note
        else:
            exact = [cell.exact for cell in row[1:5]]
            assert exact == [interval.published, interval.middle, interval.low, interval.high]


# Families.


def test_families_are_of_conditions_alone_and_look_outwards():
    register = schools.school_register()
    found = families.families_of(schools.snapshot.current())
    assert len(found.families) > 100
    members = [m for family in found.families for m in family.members]
    assert len(set(members)) == len(members)
    assert set(members) | set(found.unplaced) == set(register.schools)
    assert all(not ROWS[number]["pupils"] for number in found.unplaced)
    for family in found.families:
        assert 8 <= len(family.members) <= 12
        owners = [register.schools[m].municipality for m in family.members]
        assert max(owners.count(owner) for owner in owners) <= 2
    assert found.within < found.random / 5
    kinds = {load_indicators()[c.indicator].content.kind for c in family_rules().content.conditions}
    assert kinds == {Kind.CONDITION}


def test_results_do_not_move_a_family(db):
    before = families.families_of(schools.snapshot.current())
    Observation.objects.filter(indicator__in=[*COLUMNS, "socref_verdict"]).update(value=1.0)
    schools.snapshot._read.cache_clear()
    schools.register_of.cache_clear()
    families.families_of.cache_clear()
    after = families.families_of(schools.snapshot.current())
    assert after is before  # not even formed anew
    schools.snapshot._read.cache_clear()


def test_a_visit_is_suggested_where_the_public_verdict_says_above(client):
    suggested = 0
    for number in list(schools.school_register().schools)[:150]:
        page = families.school_page(number=number)
        wanted = {
            row.number
            for row in page.members
            if row.number != number and ROWS[row.number]["socref_verdict"] == "Over niveau"
            and may_be_shown(ROWS[row.number])
        }  # fmt: skip
        assert {row.number for row in page.visit} == wanted
        names = [sort_key(row.name) for row in page.visit]
        assert names == sorted(names)
        suggested += bool(wanted)
    assert suggested > 5


def test_the_own_school_is_held_against_the_others_alone():
    page = families.school_page(number=BIG)
    others = [
        float(ROWS[row.number]["absence_pct"])
        for row in page.members
        if row.number != BIG and ROWS[row.number]["absence_pct"]
    ]
    assert page.yardsticks["absence_total"] == pytest.approx(sum(others) / len(others))
    pupils = page.conditions[0]
    assert (pupils.own, pupils.choice.of) == (float(ROWS[BIG]["pupils"]), "school")
    assert pupils.low <= pupils.own <= pupils.high


def test_a_school_without_a_family_has_its_figures(client):
    tree = tree_of(client, f"/skoler/{UNSIZED}/")
    assert "ingen familie" in main_text(tree)
    assert not tree.xpath("//figure")
    assert records(client.get(f"/skoler/{UNSIZED}/tal.csv"))[0]["school_number"] == UNSIZED


def test_json_says_what_csv_says(client):
    for address in ("/kommuner/615/skoler/tal", f"/skoler/{BIG}/tal"):
        told = json.loads(client.get(f"{address}.json").content)["figures"]
        read = [r for r in records(client.get(f"{address}.csv")) if r["source"]]
        assert len(told) == len(read) > 20
        for one, other in zip(told, read, strict=True):
            assert one["state"] == other["state"]
            assert other["value"] == ("" if one["value"] is None else repr(one["value"]))


@pytest.mark.parametrize("address", ["/kommuner/615/skoler/", f"/skoler/{BIG}/"])
def test_queries_do_not_grow_with_schools(client, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address)


# Definitions.


def broken(tmp_path, name, old, new):
    source = Path(samspil.__file__).parent / "figures" / "definitions" / name
    text = source.read_text("utf-8")
    assert old in text
    (tmp_path / source.name).write_text(text.replace(old, new), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "model", "old", "new", "key"),
    [
        ("school_figures/default.toml", SchoolFigures, "threshold = 5", "threshold = 4",
         "threshold"),
        ("school_figures/default.toml", SchoolFigures, "small_school_pupils = 50",
         "small_school_pupils = 40", "small_school_pupils"),
        ("school_figures/default.toml", SchoolFigures, "counted = 0.1", "counted = 1.1", "counted"),
        ("families/school.toml", FamilyRules, 'of = "school"', 'of = "class"', "of"),
        ("families/school.toml", FamilyRules, "weight = 2.0", "weight = 0.0", "weight"),
        ("families/school.toml", FamilyRules, "fewest = 8", "fewest = 1", "fewest"),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_be_right_names_file_and_key(tmp_path, name, model, old, new, key):
    with pytest.raises(DefinitionError) as found:
        load(broken(tmp_path, name, old, new), model)
    assert key in str(found.value)
    assert name.split("/")[1] in str(found.value)


def test_the_limit_for_small_schools_follows_from_the_threshold():
    rules = school_figures().content
    for figure in rules.figures:
        assert rules.small_school_pupils * figure.counted >= rules.threshold
