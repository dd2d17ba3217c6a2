"""The selection: its definition, why one is in it, what it gives out, and what is frozen."""

import json
import re

import lxml.html
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from samspil.definitions import DefinitionError
from samspil.figures import selectors, services
from samspil.figures.comparisons import load_selections, require_kinds
from samspil.figures.models import Observation, Source, Vintage
from samspil.figures.models.peers import FrozenSelection
from samspil.methods.selection import GROUNDS, SelectionRules
from samspil.people.models import AppendOnlyError, AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError, find_or_add_user
from samspil.people.viewer import ANYBODY, Grant, Viewer
from samspil.places import selectors as places

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    user = find_or_add_user(email="ejer@example.org", name="Ejer Eksempel")
    return Viewer(user.pk, user.name, grants=(Grant(Role.PROGRAMME_OWNER),))


def page_of(answer):
    return lxml.html.fromstring(answer.content.decode())


# --- the definition ---------------------------------------------------------------------------


def test_the_definition_holds_every_threshold():
    content = load_selections()["2026"].content
    rules = content.rules("2026")
    # What stood in the code before stands in the definition now, to the last digit.
    assert rules == SelectionRules(selection="2026")
    assert all(choice.weight == 1 for choice in (*content.demands, *content.results))


def test_results_are_no_conditions_and_forecasts_no_results():
    with pytest.raises(DefinitionError, match=r"demands: exam_mean_grade9 is result, and must be"):
        require_kinds("x.toml", conditions=[("demands", "exam_mean_grade9")], results=[])
    with pytest.raises(DefinitionError, match="youth_education_expected is forecast"):
        require_kinds("x.toml", conditions=[], results=[("results", "youth_education_expected")])
    with pytest.raises(DefinitionError, match="happiness is unknown"):
        require_kinds("x.toml", conditions=[], results=[("results", "happiness")])


def test_the_same_figures_give_the_same_fingerprint():
    one, two = selectors.selection_result(), selectors.selection_result()
    assert one.inputs == two.inputs
    assert len(one.inputs) == 16


def test_both_ways_of_standing_are_told_apart():
    rows = selectors.selection_result().rows
    assert any(row.turned_by for row in rows)
    assert any(row.stability_weights < 1 for row in rows)
    for row in rows:
        assert len(row.turned_by) == round(8 * (1 - row.stability))


# --- why us, why not us -----------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PROGRAMME_OWNER, Role.FACILITATOR])
def test_organisers_see_why_for_everybody(signed_in, role):
    client = signed_in(role)
    for code in ("615", "101", "825"):
        page = page_of(client.get(f"/potentiale/{code}/"))
        headings = [h.get("id") for h in page.xpath("//main//section/h2")]
        assert headings == [*GROUNDS, "sikkert"]
    assert client.get("/potentiale/999/").status_code == 404


@pytest.mark.parametrize("role", [Role.CHIEF, Role.PROJECT_LEAD, Role.MEMBER])
def test_a_municipality_sees_why_for_itself_alone(signed_in, role):
    client = signed_in(role, "615")
    assert client.get("/potentiale/615/").status_code == 200
    for code in ("101", "999", "E01"):
        assert client.get(f"/potentiale/{code}/").status_code == 403
    assert "/potentiale/615/" in client.get("/kommuner/615/").content.decode()
    assert "/potentiale/101/" not in client.get("/kommuner/101/").content.decode()


@pytest.mark.parametrize(
    ("role", "municipality"),
    [(Role.EDITOR, ""), (Role.EXPERT, ""), (Role.CONSULTANT, "615"), (Role.POLITICIAN, "615")],
)
def test_others_do_not_see_why(signed_in, role, municipality):
    client = signed_in(role, municipality)
    for address in ("615/", "tal.csv", "tal.json", "fastholdt/1/"):
        assert client.get(f"/potentiale/{address}").status_code == 403
    assert "/potentiale/615/" not in client.get("/kommuner/615/").content.decode()


def test_the_public_sees_nothing_of_it(client):
    for address in ("615/", "tal.csv", "tal.json", "fastholdt/1/"):
        answer = client.get(f"/potentiale/{address}")
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/konto/login/")
    assert client.post("/potentiale/fasthold/").status_code == 403
    assert "/potentiale/615/" not in client.get("/kommuner/615/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_why_is_only_read(signed_in, method):
    client = signed_in(Role.PROGRAMME_OWNER)
    for address in ("615/", "tal.csv", "tal.json", "fastholdt/1/"):
        assert getattr(client, method)(f"/potentiale/{address}").status_code == 405
    assert client.get("/potentiale/fasthold/").status_code == 405


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_municipality_has_its_grounds_in_words(signed_in, language):
    client = signed_in(Role.PROGRAMME_OWNER)
    client.cookies["samspil_sprog"] = language
    words = {
        "da": ("opfyldt", "ikke opfyldt", "kan ikke afgøres"),
        "en": ("met", "not met", "cannot be decided"),
    }[language]
    rows = {row.code: row for row in selectors.selection_result().rows}
    for place in places.real_municipalities()[::7]:
        row = rows[place.code]
        page = page_of(client.get(f"/potentiale/{place.code}/"))
        for ground in GROUNDS:
            (section,) = page.xpath(f"//section[h2/@id='{ground}']")
            state = section.xpath("h2")[0].text_content().rpartition(": ")[2]
            expected = words[2] if ground in row.unknown else words[ground not in row.grounds]
            assert state == expected
            assert len(section.xpath("p")) >= 2
        text = page.xpath("//main")[0].text_content()
        assert not re.search(r"\b(rang|placering|nummer \d|rank)\b", text, re.IGNORECASE)
        assert "nan" not in text.lower().split()


def test_an_example_is_told_why_and_named_as_one(signed_in, examples):
    page = page_of(signed_in(Role.CHIEF, "E01").get("/potentiale/E01/"))
    assert page.xpath("//h1/span")[0].text_content() == "Eksempel"


def test_a_place_without_figures_is_told_that_nothing_can_be_decided(signed_in, examples):
    Observation.objects.filter(municipality="615").delete()
    Vintage.objects.create(origin="x", content_hash="x", rows_read=0, rows_new=0, rows_changed=0)
    page = page_of(signed_in(Role.PROGRAMME_OWNER).get("/potentiale/615/"))
    text = page.xpath("//main")[0].text_content()
    assert text.count("kan ikke afgøres") >= 3
    assert "for få tal er kendt" in text


# --- exports ----------------------------------------------------------------------------------


def test_the_selection_is_given_out_as_far_as_it_may_be_seen(signed_in):
    client = signed_in(Role.PROGRAMME_OWNER)
    told = client.get("/potentiale/tal.json").json()
    assert len(told["rows"]) == 98
    assert told["inputs"] == selectors.selection_result().inputs
    assert {"grounds", "class", "stability", "stability_weights"} <= set(told["rows"][0])
    lines = client.get("/potentiale/tal.csv").content.decode().splitlines()
    assert len(lines) == 99
    own = signed_in(Role.CHIEF, "615")
    assert [row["code"] for row in own.get("/potentiale/tal.json").json()["rows"]] == ["615"]
    assert len(own.get("/potentiale/tal.csv").content.decode().splitlines()) == 2


def test_pupils_without_a_year_have_none_in_files(signed_in):
    told = signed_in(Role.PROGRAMME_OWNER).get("/potentiale/tal.json").json()
    assert {row["pupils"]["year"] for row in told["rows"] if row["pupils"]} == {None}


# --- frozen -----------------------------------------------------------------------------------


def test_a_selection_is_frozen_once_with_its_version_and_figures(owner):
    frozen = services.freeze_selection(actor=owner, selection="2026")
    assert frozen.version == load_selections()["2026"].version
    assert frozen.inputs == selectors.selection_result().inputs
    assert len(frozen.rows) == 98
    assert services.freeze_selection(actor=owner, selection="2026").pk == frozen.pk
    events = AuditEvent.objects.filter(action="figures.selection_frozen")
    assert [event.details["inputs"] for event in events] == [frozen.inputs]
    assert json.loads(json.dumps(frozen.rows)) == selectors.selection_rows(
        selectors.selection_result()
    )


def test_a_frozen_selection_stays_when_figures_change(owner):
    frozen = services.freeze_selection(actor=owner, selection="2026")
    Observation.objects.filter(indicator="exam_mean_grade9", municipality="615").update(value=2.0)
    Vintage.objects.create(origin="x", content_hash="x", rows_read=0, rows_new=0, rows_changed=0)
    again = services.freeze_selection(actor=owner, selection="2026")
    assert again.pk != frozen.pk
    assert again.inputs != frozen.inputs
    before = selectors.frozen_selection(viewer=owner, number=frozen.pk)
    assert before.rows == tuple(frozen.rows)


def test_nobody_changes_a_frozen_selection(owner):
    frozen = services.freeze_selection(actor=owner, selection="2026")
    with pytest.raises(AppendOnlyError):
        frozen.save()
    with pytest.raises(AppendOnlyError):
        frozen.delete()
    for statement in (
        "UPDATE figures_frozenselection SET version = 'x'",
        "DELETE FROM figures_frozenselection",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenSelection.objects.create(
            selection=frozen.selection, version=frozen.version, inputs=frozen.inputs,
            vintage=frozen.vintage, rows=[], frozen_by=frozen.frozen_by,
        )  # fmt: skip


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.EDITOR])
def test_only_owners_freeze(owner, role):
    with pytest.raises(NotAllowedError):
        services.freeze_selection(
            actor=Viewer(owner.user_id, grants=(Grant(role),)), selection="2026"
        )
    with pytest.raises(NotAllowedError):
        services.freeze_selection(actor=ANYBODY, selection="2026")


def test_nothing_is_frozen_of_nothing(owner):
    Observation.objects.all().delete()
    Vintage.objects.all().delete()
    Source.objects.all().delete()
    with pytest.raises(services.NothingToFreezeError):
        services.freeze_selection(actor=owner, selection="2026")


def test_a_frozen_selection_is_shown_to_those_it_concerns(signed_in):
    owner = signed_in(Role.PROGRAMME_OWNER)
    answer = owner.post("/potentiale/fasthold/", follow=True)
    assert len(page_of(answer).xpath("//table//tbody/tr")) == 98
    frozen = FrozenSelection.objects.get()
    assert f"/potentiale/fastholdt/{frozen.pk}/" in owner.get("/potentiale/").content.decode()
    assert owner.get("/potentiale/fastholdt/999/").status_code == 404
    chief = signed_in(Role.CHIEF, "615")
    page = page_of(chief.get(f"/potentiale/fastholdt/{frozen.pk}/"))
    assert [th.text_content() for th in page.xpath("//table//tbody/tr/th")] == ["Horsens"]
    assert chief.post("/potentiale/fasthold/").status_code == 403
