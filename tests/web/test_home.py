"""The home page: each person's one next step, and nothing said that is not so."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.development import selectors as development
from samspil.development import services as trying
from samspil.development.models import AskedPlace
from samspil.development.values import Plan
from samspil.people import selectors as people
from samspil.people import services
from samspil.people.models import User
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY, Grant, Viewer
from samspil.screening import selectors as screening
from samspil.web import example
from samspil.web.home import Home, home

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The example as its story leaves it, made once for the module and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        example.prepare(first_day=timezone.localdate(), told=False)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _example(told, db):
    """Every test here stands on the example."""


def viewer_of(who: str) -> Viewer:
    return people.viewer_for(User.objects.get(email=f"{who}@samspil.example"))


def home_of(who: str, days: int = 1) -> Home:
    """Somebody's home some days after the first start."""
    now = timezone.now() + dt.timedelta(days=days)
    return home(viewer=viewer_of(who), now=now, language="da")


@pytest.mark.parametrize(
    ("who", "step"),
    [
        ("chef-e01", "Skriv, hvad der skete i jeres prøve: Giver to voksne"),
        ("projektleder", "Skriv, hvad der skete i jeres prøve: Giver to voksne"),
        ("chef-e02", "Begynd den foranalyse, I har bestilt: skole"),
        ("chef-e11", "Tilmeld Opdigtkøbing senest den"),
        ("chef-e12", "Tilmeld Øvelsesborg senest den"),
        ("konsulent", "Gennemgå foranalysen i Fabelborg med kommunen"),
        ("facilitator", "Se, hvem der er tilmeldt"),
        ("programejer", "Se, hvem der er tilmeldt"),
        ("tilmelding", "Se, hvem der er tilmeldt"),
        ("redaktoer", "Ingen erfaringer venter på jer"),
        ("politiker", "Næste gang I mødes"),
    ],
)
def test_each_person_has_the_next_step_of_the_own_role(who, step):
    found = home_of(who).next_step
    assert found is not None
    assert found.text.startswith(step)


def test_a_planned_test_is_begun_and_a_closed_process_asks_for_nothing():
    lead = viewer_of("projektleder")
    AskedPlace.objects.all().delete()
    (row,) = development.mine(viewer=lead)
    under_way = development.process(viewer=lead, process=row.id).next_test
    trying.conclude_test(
        actor=lead, test=under_way.id, what_happened="Ro.", compared="partly", decision="adapt"
    )
    plan = Plan("Bliver der også ro om fredagen?")
    planned = trying.plan_test(actor=lead, process=row.id, plan=plan)
    found = home_of("projektleder").next_step
    assert found.text == f"Skriv, hvad I venter, før I går i gang: {plan.question}"
    assert found.href == f"/udvikling/proever/{planned.pk}/plan/"
    trying.change_plan(actor=lead, test=planned.pk, plan=replace(plan, prediction="Ja."))
    begin = f"Gå i gang med den prøve, I har planlagt: {plan.question}"
    assert home_of("projektleder").next_step.text == begin
    trying.begin_test(actor=lead, test=planned.pk)
    assert home_of("projektleder").next_step.text.startswith("Skriv, hvad der skete")
    trying.close_process(actor=lead, process=row.id)
    assert plan.question not in home_of("projektleder").next_step.text


def test_a_visitor_has_no_next_step():
    assert home(viewer=ANYBODY, now=timezone.now(), language="da").next_step is None


@pytest.mark.parametrize("who", ["chef-e01", "projektleder", "konsulent", "politiker"])
def test_a_process_that_runs_is_never_called_not_begun(who):
    (track,) = home_of(who).tracks
    assert [line.text for line in track.local if line.sector == "Skole"] == [
        "Mellemformer på tre skoler"
    ]


def test_a_role_that_holds_everywhere_opens_no_sector_of_a_municipality():
    """An editor who takes part in daycare is not told that the school's process is not begun."""
    user = services.find_or_add_user(email="to@example.org", name="To Roller")
    owner = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
    services.grant_role(actor=owner, user=user, role=Role.EDITOR)
    services.grant_role(
        actor=owner, user=user, role=Role.MEMBER, municipality="E01", sector="daycare"
    )
    found = home(viewer=people.viewer_for(user), now=timezone.now(), language="da")
    assert [line.sector for line in found.tracks[0].local] == ["Dagtilbud"]


def test_the_meeting_that_stands_out_is_the_one_the_reader_goes_to():
    for who in ("konsulent", "chef-e01"):
        (track,) = home_of(who).tracks
        out = [step.title for step in track.steps if step.arena == "shared" and step.state == "now"]
        assert len(out) == 1
        assert out[0].startswith("Netværksdag 1")
        steering = [step for step in track.steps if step.title.startswith("Styregruppemøde")]
        assert {step.text for step in steering} == {"for jeres repræsentant"}


def test_what_can_be_begun_is_called_by_the_name_of_the_edition():
    found = screening.can_start(viewer=viewer_of("chef-e02"))
    assert found
    assert not any("(example)" in one.label for one in found)


@pytest.mark.parametrize("who", ["facilitator", "programejer"])
def test_those_who_run_an_edition_see_both_arenas_of_it(client, who):
    (one,) = home_of(who).running
    assert [row.name for row in one.meetings][:1] == ["Styregruppemøde før netværksdag 1"]
    school = next(line for line in one.local if line.sector == "Skole")
    assert school.taking_part.startswith("10 kommuner: Drømmerup, Eksempelby, Fabelborg")
    assert school.processes == "Lokal udvikling er begyndt i Fabelborg, Prøvestrand."
    assert school.analyses == "Foranalyser: 0 i gang, 1 afsluttet."
    client.force_login(User.objects.get(email=f"{who}@samspil.example"))
    page = client.get("/").content.decode()
    assert "De lokale spor" in page
    assert "Det fælles spor" in page


@pytest.mark.parametrize("who", ["chef-e01", "konsulent", "redaktoer", "politiker", "tilmelding"])
def test_others_see_no_summary_of_an_edition(who):
    assert home_of(who).running == ()


@pytest.mark.parametrize("who", ["programejer", "projektleder", "politiker", "facilitator"])
def test_the_page_asks_the_database_little_and_hardly_anything_twice(who):
    viewer = viewer_of(who)
    with CaptureQueriesContext(connection) as asked:
        home(viewer=viewer, now=timezone.now(), language="da")
    said = Counter(one["sql"] for one in asked.captured_queries)
    assert said.total() <= 42
    assert said.total() - len(said) <= 10
