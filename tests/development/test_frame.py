"""The process page: its parts and next step, earlier wordings, the timeline, all on paper."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from development_story import AIM, OUTCOME, PLAN
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from samspil.development import selectors, services
from samspil.development.models import AimWording
from samspil.development.pages.frame import frame
from samspil.development.pages.parts import Below, parts
from samspil.development.pages.timeline import LOCAL, SHARED, TODAY, timeline, undated
from samspil.development.values import LocalOrganisation, MeasurePlan, Scope, SharedVision, Stated
from samspil.meetings import services as meetings
from samspil.people.roles import Role
from samspil.people.viewer import Grant, Viewer

pytestmark = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
MEETINGS = MeasurePlan("Dialogmøder", "Møder holdt", "process", shape="count", frequency="monthly")
NOW = dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC)


def seen(viewer, process):
    view = selectors.process(viewer=viewer, process=process.pk)
    return view, frame(viewer, view)


def step(viewer, process):
    view = selectors.process(viewer=viewer, process=process.pk)
    return selectors.next_step(viewer=viewer, view=view)


def test_the_next_step_is_one_thing_at_a_time(lead, process):
    place = f"/udvikling/{process.pk}/"
    write = {"actor": lead, "process": process.pk}
    assert step(lead, process).href == f"{place}ambition/ambition/"
    services.write_ambition(**write, passages={"ambition": "Alle hører til."})
    assert step(lead, process).href == f"{place}udgangspunkt/vaelg/"
    process.finding, process.claim = 1, "Et fund."
    process.save()
    assert step(lead, process).href == f"{place}proever/ny/"
    test = services.plan_test(**write, plan=replace(PLAN, prediction=""))
    assert step(lead, process).href == f"/udvikling/proever/{test.pk}/plan/"
    services.change_plan(actor=lead, test=test.pk, plan=PLAN)
    assert step(lead, process).href == f"{place}#test-{test.pk}"
    services.begin_test(actor=lead, test=test.pk)
    assert step(lead, process).href == f"/udvikling/proever/{test.pk}/resultat/"
    services.conclude_test(actor=lead, test=test.pk, **OUTCOME)
    assert step(lead, process).href == f"{place}vision/ny/"
    services.write_vision(**write, vision=SharedVision(text="Ro."))
    assert step(lead, process).href == f"{place}organisering/skriv/"
    services.organise(**write, organisation=LocalOrganisation(lead="Konsulenten"))
    assert step(lead, process).href == f"{place}ambition/"
    services.write_ambition(**write, passages={"monday": "Spørg."})
    assert step(lead, process).href == f"{place}temaer/"
    services.set_scope(**write, scope=Scope(themes=("data",)))
    assert step(lead, process).href == f"{place}drivere/"
    services.add_driver(**write, text="Fælles planlægning", key="a" * 20)
    assert step(lead, process).href == f"{place}maalinger/"
    services.begin_measure(**write, plan=MEETINGS)
    assert step(lead, process).href == f"{place}proever/ny/"
    services.close_process(**write)
    assert step(lead, process) is None


def test_those_who_only_read_have_no_step(process, viewer):
    assert step(viewer(Role.POLITICIAN, "E01"), process) is None


def test_each_part_says_what_stands_there_or_what_it_is_for(lead, process):
    view, around = seen(lead, process)
    empty = parts(view, around, Below(selectors.drivers_of(view)))
    assert all(one.purpose for one in empty)
    assert not any(one.line for one in empty)
    services.write_ambition(actor=lead, process=process.pk, passages={"monday": "Spørg."})
    vision = SharedVision(text="Ro.", unit_name="Skolen ved åen")
    services.write_vision(actor=lead, process=process.pk, vision=vision)
    view, around = seen(lead, process)
    found = parts(view, around, Below(selectors.drivers_of(view)))
    told = {one.title: one.line for one in found}
    assert told["Ambition"] == "Spørg."
    assert told["Vision og succeskriterier"] == "Skolen ved åen: Ro."


def test_an_earlier_wording_stays_to_read_and_the_same_words_leave_none(lead, process, viewer):
    services.change_aim(actor=lead, process=process.pk, aim=AIM)
    assert not AimWording.objects.exists()
    services.change_aim(actor=lead, process=process.pk, aim=replace(AIM, what="Kortere vej"))
    row = selectors.process(viewer=lead, process=process.pk).row
    (before,) = selectors.wordings(viewer=lead, row=row)
    assert before.aim.what == AIM.what
    assert "3. klasse" in before.words
    assert selectors.wordings(viewer=viewer(Role.CHIEF, "E02"), row=row) == ()


def test_levers_alone_are_no_new_wording(lead, process):
    services.change_aim(actor=lead, process=process.pk, aim=replace(AIM, levers=(1,)))
    assert not AimWording.objects.exists()


def test_the_database_keeps_whole_wordings_only(process):
    with pytest.raises(IntegrityError), transaction.atomic():
        AimWording.objects.create(
            process=process, what="", how_much="x", for_whom="x", owner="x", by_when=AIM.by_when
        )


def test_home_and_shared_stand_on_one_line_of_time(lead, process, concluded):
    meetings.plan_from_edition(actor=OWNER, edition="example")
    services.change_aim(actor=lead, process=process.pk, aim=replace(AIM, what="Kortere vej"))
    view, around = seen(lead, process)
    entries = timeline(lead, view, around, NOW)
    assert [one.day for one in entries] == sorted(one.day for one in entries)
    assert {one.side for one in entries} == {SHARED, LOCAL, TODAY}
    titles = [one.title for one in entries]
    today = titles.index("I dag")
    assert titles.index("Processen begyndte") < titles.index("Prøve 1 begyndte")
    assert titles.index("Prøve 1 begyndte") < titles.index("Målet blev skrevet om") < today
    assert any(title.startswith("Prøve 1 blev afsluttet: Vi justerer") for title in titles)
    first = next(one for one in entries if one.title == "Processen begyndte")
    assert first.text == AIM.what
    assert all(one.state == "" for one in entries[today + 1 :])
    assert not undated(view)


def test_a_phase_stands_on_the_line_until_it_is_taken_back(lead, process):
    measure = services.begin_measure(actor=lead, process=process.pk, plan=MEETINGS)
    write = {"actor": lead, "measure": measure.pk}
    months = [dt.date(2026, month, 1) for month in (8, 9, 10, 11)]
    points = [Stated(month, value=Decimal(20)) for month in months]
    services.paste_points(**write, points=points, now=NOW)
    decided = dt.date(2026, 11, 9)
    phase = services.begin_phase(
        **write, begins=months[2], reason="To voksne", decided_on=decided, now=NOW
    )
    title = "En ny fase i målingen: Dialogmøder"
    view, around = seen(lead, process)
    [entry] = [one for one in timeline(lead, view, around, NOW) if one.title == title]
    assert (entry.day, entry.text) == (decided, "To voksne")
    services.take_phase_back(actor=lead, phase=phase.pk, because="Det holdt ikke")
    assert title not in [one.title for one in timeline(lead, view, around, NOW)]


def test_what_happened_today_stands_before_the_mark_of_today(lead, process):
    view, around = seen(lead, process)
    titles = [one.title for one in timeline(lead, view, around, timezone.now())]
    assert titles.index("Processen begyndte") < titles.index("I dag")


def test_the_page_begins_with_aim_step_and_parts(visit, process):
    page = visit(Role.PROJECT_LEAD, "E01").get(f"/udvikling/{process.pk}/").content.decode()
    order = [AIM.what, "Jeres næste skridt", "Processen kort", "Ambition", 'id="proever"']
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    reader = visit(Role.POLITICIAN, "E01").get(f"/udvikling/{process.pk}/").content.decode()
    assert "Jeres næste skridt" not in reader


def test_the_earlier_aim_can_be_read_on_the_page(visit, lead, process):
    services.change_aim(actor=lead, process=process.pk, aim=replace(AIM, what="Kortere vej"))
    page = visit(Role.POLITICIAN, "E01").get(f"/udvikling/{process.pk}/").content.decode()
    assert "Sådan lød målet før" in page
    assert AIM.what in page


def test_timeline_and_paper_show_what_is_written(visit, lead, process, concluded):
    services.write_ambition(actor=lead, process=process.pk, passages={"ambition": "Hør til."})
    client = visit(Role.POLITICIAN, "E01")
    for part in ("tidslinje", "udskriv"):
        page = client.get(f"/udvikling/{process.pk}/{part}/").content.decode()
        assert "Hør til." in page
        assert OUTCOME["what_happened"] in page


def test_paper_has_the_drawing_and_the_measures_without_what_is_about_few(visit, lead, process):
    write = {"actor": lead, "process": process.pk}
    services.add_driver(**write, text="Fælles planlægning", key="a" * 20)
    measure = services.begin_measure(**write, plan=MEETINGS)
    few = Stated(timezone.localdate(), value=Decimal(2))
    services.add_point(actor=lead, measure=measure.pk, stated=few)
    answer = visit(Role.PROJECT_LEAD, "E01").get(f"/udvikling/{process.pk}/udskriv/")
    page = answer.content.decode()
    assert page.index("Fælles planlægning") < page.index("Dialogmøder")
    [card] = answer.context["measures"]
    assert card.view.kept_back == 1


def test_sparring_is_asked_for_beside_the_test_it_is_about(visit, process, concluded):
    place, way = f"/udvikling/{process.pk}/", f"?om={process.pk}.{concluded.pk}"
    assert way in visit(Role.PROJECT_LEAD, "E01").get(place).content.decode()
    assert way not in visit(Role.POLITICIAN, "E01").get(place).content.decode()


def test_both_languages_without_a_word_missing(lead, process):
    with translation.override("en"):
        view, around = seen(lead, process)
        below = Below(selectors.drivers_of(view))
        told = [one.title for one in parts(view, around, below)]
        assert told[:2] == ["Ambition", "Starting point"]
        assert step(lead, process).action == "Write the ambition"


@pytest.mark.parametrize("part", ["tidslinje", "udskriv"])
def test_doors(visit, process, part):
    place = f"/udvikling/{process.pk}/{part}/"
    assert visit(signed_in=False).get(place).status_code == 302
    assert visit(Role.CHIEF, "E02").get(place).status_code == 404
    assert visit(Role.FACILITATOR).get(place).status_code == 200
    assert visit(Role.PROJECT_LEAD, "E01").post(place).status_code == 405
