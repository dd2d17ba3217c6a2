"""A test of change is tied to a measure in its own form, changed, parted from it, and adapted."""

import html
from dataclasses import replace

import pytest
from development_story import AIM, OUTCOME, PLAN, WHERE

from samspil.development import selectors, services
from samspil.development.values import MeasurePlan
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError

pytestmark = pytest.mark.django_db
ROOM = MeasurePlan("Ro i timerne", "timer med ro", "outcome", of="timer i 2. klasse")
TALKS = MeasurePlan("Samtaler", "samtaler holdt", "process", shape="count")
GONE = "Målingen findes ikke længere eller er lagt til side."


@pytest.fixture
def room(lead, process):
    return services.begin_measure(actor=lead, process=process.pk, plan=ROOM)


@pytest.fixture
def talks(lead, process):
    return services.begin_measure(actor=lead, process=process.pk, plan=TALKS)


@pytest.fixture
def elsewhere(other):
    """A measure of another municipality's process."""
    theirs = services.begin_process(actor=other, aim=AIM, **{**WHERE, "municipality": "E02"})
    return services.begin_measure(actor=other, process=theirs.pk, plan=ROOM)


def on(viewer, test):
    return selectors.test(viewer=viewer, test=test.pk).watched


def sent(**more):
    return {"question": PLAN.question, "prediction": PLAN.prediction, **more}


def words(answer):
    return html.unescape(answer.content.decode())


def test_chosen_changed_and_removed_in_the_plan(lead, process, room, talks, visit):
    client = visit(Role.PROJECT_LEAD, "E01")
    place = f"/udvikling/{process.pk}/proever/ny/"
    assert "Hvilken måling følger I prøven på?" in words(client.get(place))
    client.post(place, sent(watched=room.pk))
    (test,) = process.tests.all()
    assert on(lead, test) == room.pk
    plan = f"/udvikling/proever/{test.pk}/plan/"
    assert f'value="{room.pk}" selected' in words(client.get(plan))
    client.post(plan, sent(watched=talks.pk))
    assert on(lead, test) == talks.pk
    client.post(plan, sent(watched=""))
    assert on(lead, test) is None


def test_where_nothing_is_measured_the_plan_does_not_ask(process, visit):
    page = visit(Role.PROJECT_LEAD, "E01").get(f"/udvikling/{process.pk}/proever/ny/")
    assert "Hvilken måling" not in words(page)


def test_only_measures_of_the_same_process_that_are_not_put_aside(
    lead, process, planned, room, elsewhere, visit
):
    services.put_measure_aside(actor=lead, measure=room.pk)
    client = visit(Role.PROJECT_LEAD, "E01")
    for number in (elsewhere.pk, room.pk, 999_999):
        page = words(client.post(f"/udvikling/{process.pk}/proever/ny/", sent(watched=number)))
        assert GONE in page
        assert PLAN.prediction in page
        for act in (
            lambda n=number: services.follow_test(actor=lead, test=planned.pk, measure=n),
            lambda n=number: services.change_plan(
                actor=lead, test=planned.pk, plan=PLAN, watched=n
            ),
        ):
            with pytest.raises(services.NoSuchMeasureError):
                act()
    assert on(lead, planned) is None


def test_a_measure_that_was_put_aside_stays_where_it_was_chosen(lead, planned, room):
    services.follow_test(actor=lead, test=planned.pk, measure=room.pk)
    services.put_measure_aside(actor=lead, measure=room.pk)
    services.change_plan(actor=lead, test=planned.pk, plan=PLAN, watched=room.pk)
    assert on(lead, planned) == room.pk


def test_once_it_has_begun_it_is_chosen_on_a_page_of_its_own(lead, process, doing, room, visit):
    client = visit(Role.PROJECT_LEAD, "E01")
    place = f"/udvikling/proever/{doing.pk}/maaling/"
    assert place in words(client.get(f"/udvikling/{process.pk}/"))
    assert "Ro i timerne" in words(client.get(place))
    answer = client.post(place, {"watched": room.pk})
    assert answer.headers["Location"] == f"/udvikling/{process.pk}/#test-{doing.pk}"
    assert on(lead, doing) == room.pk
    assert GONE in words(client.post(place, {"watched": "x"}))
    client.post(place, {"watched": ""})
    assert on(lead, doing) is None


def test_adapting_takes_the_measure_along(lead, process, doing, room, visit):
    services.follow_test(actor=lead, test=doing.pk, measure=room.pk)
    client = visit(Role.PROJECT_LEAD, "E01")
    answer = client.post(f"/udvikling/proever/{doing.pk}/resultat/", OUTCOME)
    assert f'value="{room.pk}" selected' in words(client.get(answer.headers["Location"]))


def test_nothing_is_tied_once_the_process_is_closed(lead, process, doing, room, visit):
    services.close_process(actor=lead, process=process.pk)
    with pytest.raises(services.ProcessClosedError):
        services.follow_test(actor=lead, test=doing.pk, measure=room.pk)
    client = visit(Role.PROJECT_LEAD, "E01")
    place = f"/udvikling/proever/{doing.pk}/maaling/"
    assert place not in words(client.get(f"/udvikling/{process.pk}/"))
    assert "Processen er afsluttet" in words(client.post(place, {"watched": room.pk}, follow=True))
    assert on(lead, doing) is None


def test_doors(lead, doing, room, viewer, visit):
    place = f"/udvikling/proever/{doing.pk}/maaling/"
    assert visit(signed_in=False).get(place).status_code == 302
    assert visit(Role.POLITICIAN, "E01").get(place).status_code == 403
    assert visit(Role.PROJECT_LEAD, "E02").get(place).status_code == 404
    assert visit(Role.PROJECT_LEAD, "E01").put(place).status_code == 405
    with pytest.raises(NotAllowedError):
        services.follow_test(actor=viewer(Role.POLITICIAN, "E01"), test=doing.pk, measure=room.pk)


def test_planning_the_same_twice_ties_once(lead, process, room):
    plan = replace(PLAN, question="En anden?")
    made = [
        services.plan_test(actor=lead, process=process.pk, plan=plan, watched=room.pk)
        for _again in range(2)
    ]
    assert made[0] == made[1]
    assert room.watched_by.count() == 1
