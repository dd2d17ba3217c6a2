"""Home and the process's own page tell one and the same next step, however far the process is."""

import html
import re
from dataclasses import replace

import pytest
from development_story import ASK, OUTCOME, PLAN, WHERE

from samspil.development import services
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db
STEP = re.compile(
    r"Jeres næste skridt</span><br><strong>(.*?)</strong>.*?href=\"(.*?)\">(.*?)<", re.DOTALL
)


def told(client, place):
    """The next step of a page: its words, where it leads, and the button."""
    found = STEP.search(client.get(place).content.decode())
    return tuple(html.unescape(one) for one in found.groups()) if found else None


@pytest.fixture
def same(process, visit):
    """Ask home and the process for the next step, which is to be one and the same."""
    client = visit(Role.PROJECT_LEAD, "E01")

    def step():
        home, page = told(client, "/"), told(client, f"/udvikling/{process.pk}/")
        assert home == page
        return home[0]

    return step


def test_from_the_ambition_to_what_comes_after_the_first_test(lead, process, same):
    assert same().startswith("Skriv den politiske ambition")
    plan = replace(PLAN, prediction="")
    test = services.plan_test(actor=lead, process=process.pk, plan=plan)
    assert same().startswith("Skriv, hvad I venter, før I går i gang")
    services.change_plan(actor=lead, test=test.pk, plan=PLAN)
    assert same().startswith("Gå i gang med den prøve")
    services.begin_test(actor=lead, test=test.pk)
    assert same().startswith("Skriv, hvad der skete")
    services.conclude_test(actor=lead, test=test.pk, **OUTCOME)
    assert same().startswith("Skriv den politiske ambition")
    services.write_ambition(actor=lead, process=process.pk, passages={"ambition": "Alle med."})
    assert same().startswith("Vælg de fund og tal")


def test_a_question_of_others_waits_before_what_is_only_planned(
    lead, other, group, process, planned, same
):
    services.ask(actor=other, question=ASK, audience="group", **{**WHERE, "municipality": "E02"})
    assert "beder om sparring" in same()
    services.begin_test(actor=lead, test=planned.pk)
    assert same().startswith("Skriv, hvad der skete")


def test_a_closed_process_tells_none(lead, process, planned, visit):
    services.close_process(actor=lead, process=process.pk)
    client = visit(Role.PROJECT_LEAD, "E01")
    assert told(client, f"/udvikling/{process.pk}/") is None
    assert PLAN.question not in told(client, "/")[0]
