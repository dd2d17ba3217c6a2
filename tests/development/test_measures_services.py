"""Measures of a process: who may, what stands, what is kept back, and what the database refuses."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from stories import story

from samspil.development import selectors, services
from samspil.development.models import Measure, MeasurePhase, MeasurePoint, WatchedMeasure
from samspil.development.values import MeasurePlan, Stated
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError

pytestmark = pytest.mark.django_db
D = Decimal
NOW = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)
FIRST = dt.date(2027, 1, 4)
CALM = MeasurePlan(
    name="Uforstyrrede timer", counted="dansktimer uden afbrydelse", of="dansktimer i 2. klasse",
    kind="outcome", of_people=False, direction="higher", target=D(80),
)  # fmt: skip


def weeks(values, *, first=FIRST):
    return [
        Stated(first + dt.timedelta(weeks=n), D(str(value)))
        for n, value in enumerate(values)
        if value is not None
    ]


@story()
def calm(lead, process):
    return services.begin_measure(actor=lead, process=process.pk, plan=CALM)


@story()
def filled(lead, calm):
    values = [60, 62, 58, 61, 59, 60, 63, 57, 70, 72, 69, 71, 70, 72, 71]
    services.paste_points(actor=lead, measure=calm.pk, points=weeks(values), now=NOW)
    return calm


def seen(viewer, measure, **how):
    return selectors.measure(viewer=viewer, process=measure.process_id, measure=measure.pk, **how)


def test_a_measure_is_begun_once_and_told_of(lead, process, calm):
    assert services.begin_measure(actor=lead, process=process.pk, plan=CALM) == calm
    view = seen(lead, calm)
    assert (view.kind_name, view.unit, view.sentence) == (
        "Resultatmåling", "procent", "Ingen målepunkter endnu",
    )  # fmt: skip
    assert AuditEvent.objects.filter(action="development.measure_begun").count() == 1
    other = MeasurePlan(name=CALM.name, counted="noget andet", kind="process")
    with pytest.raises(services.TextRefusedError, match="twice"):
        services.begin_measure(actor=lead, process=process.pk, plan=other)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "missing"),
        ({"counted": ""}, "missing"),
        ({"definition": "Se 010203-1234"}, "cpr"),
        ({"kind": "x"}, "unknown"),
        ({"source": "indicator", "indicator": "findes_ikke"}, "unknown"),
    ],
)
def test_a_plan_that_cannot_stand_is_refused(lead, process, wrong, code):
    stated = {**vars(CALM), **wrong}
    with pytest.raises(ValueError, match=code):
        services.begin_measure(actor=lead, process=process.pk, plan=MeasurePlan(**stated))
    assert not Measure.objects.exists()


def test_another_municipality_reads_and_writes_nothing(viewer, calm):
    stranger = viewer(Role.CHIEF, "E02")
    assert seen(stranger, calm) is None
    assert selectors.measures(viewer=stranger, process=calm.process_id) == []
    with pytest.raises(NotAllowedError):
        services.add_point(actor=stranger, measure=calm.pk, stated=Stated(FIRST, D(5)), now=NOW)


def test_a_level_that_moved_is_said_and_no_more(lead, filled):
    view = seen(lead, filled)
    assert view.sentence == "Syv målepunkter i træk ligger over midten: det er mere end tilfældigt"
    assert view.signals[0].endswith("den vej, I ønsker.")
    assert view.assurance.startswith("Går det videre som nu")
    assert "Regler: four-2026@" in selectors.chart(view).words.source
    drawing = selectors.chart(view).svg(600)
    assert drawing.count('<path class="s1"') == len(
        {time for one in view.chart.signals if one.meaning == "improving" for time in one.points}
    )
    assert "ikke den vej" not in drawing


def test_a_phase_needs_date_reason_and_person_and_can_be_taken_back(lead, filled):
    begins, decided = dt.date(2027, 3, 1), dt.date(2027, 5, 1)
    with pytest.raises(services.TextRefusedError):
        services.begin_phase(
            actor=lead, measure=filled.pk, begins=begins, reason=" ", decided_on=decided, now=NOW
        )
    for wrong in (FIRST, dt.date(2028, 1, 3)):
        with pytest.raises(services.MeasureRefusedError):
            services.begin_phase(
                actor=lead, measure=filled.pk, begins=wrong, reason="To voksne",
                decided_on=decided, now=NOW,
            )  # fmt: skip
    phase = services.begin_phase(
        actor=lead, measure=filled.pk, begins=begins, reason="To voksne", decided_on=decided,
        now=NOW,
    )  # fmt: skip
    view = seen(lead, filled)
    assert [each.count for each in view.chart.phases] == [8, 7]
    assert view.chart.now.began.by == "En project_lead"
    assert "Fase 2: To voksne" in selectors.chart(view).svg(640)
    services.take_phase_back(actor=lead, phase=phase.pk, because="For tidligt")
    view = seen(lead, filled)
    assert len(view.chart.phases) == 1
    assert view.taken_back[0].taken_back_because == "For tidligt"


def test_a_correction_keeps_what_stood(lead, filled):
    before = filled.points.get(when=FIRST)
    services.correct_point(actor=lead, point=before.pk, stated=Stated(FIRST, D("61.5")), now=NOW)
    assert seen(lead, filled).points[0].value == D("61.5")
    event = AuditEvent.objects.get(action="development.point_corrected")
    assert (event.details["before"], event.details["after"]) == ("60", "61,5")
    view = seen(lead, filled)
    assert [one.value for one in selectors.history(viewer=lead, view=view, when=FIRST)] == [D(60)]
    with pytest.raises(MeasurePoint.DoesNotExist):
        services.correct_point(actor=lead, point=before.pk, stated=Stated(FIRST, D(1)), now=NOW)


def test_pressing_twice_writes_once_and_another_value_is_no_overwriting(lead, calm):
    first = services.add_point(actor=lead, measure=calm.pk, stated=Stated(FIRST, D(5)), now=NOW)
    friday = FIRST + dt.timedelta(days=4)
    again = services.add_point(actor=lead, measure=calm.pk, stated=Stated(friday, D(5)), now=NOW)
    assert first == again
    with pytest.raises(services.AlreadyMeasuredError) as refused:
        services.add_point(actor=lead, measure=calm.pk, stated=Stated(friday, D(6)), now=NOW)
    assert refused.value.point == first.pk
    assert calm.points.count() == 1


def test_a_paste_is_all_or_nothing(lead, calm):
    wrong = [*weeks([60, 61]), Stated(FIRST, D(62))]
    with pytest.raises(services.MeasureRefusedError) as refused:
        services.paste_points(actor=lead, measure=calm.pk, points=wrong, now=NOW)
    assert (refused.value.code, refused.value.place) == ("same_time", 3)
    assert not calm.points.exists()
    kept = services.paste_points(actor=lead, measure=calm.pk, points=weeks([60, 61]), now=NOW)
    assert kept == services.Kept(2, 0, 0)
    kept = services.paste_points(actor=lead, measure=calm.pk, points=weeks([60, 65, 66]), now=NOW)
    assert kept == services.Kept(1, 1, 1)
    assert [one.value for one in seen(lead, calm).points] == [60, 65, 66]


def test_few_are_for_the_own_people_alone(lead, viewer, process):
    plan = MeasurePlan(name="Ja fra lærere", counted="lærere, der siger ja", of="lærere",
                       kind="process")  # fmt: skip
    measure = services.begin_measure(actor=lead, process=process.pk, plan=plan)
    for n, (yes, of) in enumerate([(8, 16), (3, 4), (16, 16), (9, 15)]):
        when = FIRST + dt.timedelta(weeks=n)
        stated = Stated(when, None, D(yes), D(of))
        services.add_point(actor=lead, measure=measure.pk, stated=stated, now=NOW)
    own = seen(lead, measure)
    assert [point.is_few for point in own.points] == [False, True, True, False]
    assert own.kept_back == 0
    for shown in (
        seen(lead, measure, for_others=True),
        seen(viewer(Role.POLITICIAN, "E01"), measure),
    ):
        assert [point.value for point in shown.points] == [50, None, None, 60]
        assert shown.kept_back == 2
        assert shown.chart.now.lines.mean == 55
        # Row numbers and moments of typing may hold any figure by chance.
        told = [dataclasses.replace(point, id=0, typed_at=None) for point in shown.points]
        assert "75" not in str([told, selectors.chart(shown).table.rows])
    services.correct_point(
        actor=lead, point=own.points[1].id, stated=Stated(own.points[1].when, None, D(2), D(4)),
        now=NOW,
    )  # fmt: skip
    assert AuditEvent.objects.get(action="development.point_corrected").details["before"] == "<5"


def test_how_often_stays_once_points_stand(lead, filled):
    with pytest.raises(services.MeasureRefusedError, match="has_points"):
        services.change_measure(
            actor=lead, measure=filled.pk, plan=MeasurePlan(**{**vars(CALM), "frequency": "daily"})
        )
    renamed = MeasurePlan(**{**vars(CALM), "name": "Rolige timer"})
    assert services.change_measure(actor=lead, measure=filled.pk, plan=renamed).name == renamed.name


def test_a_test_is_followed_on_one_measure(lead, process, calm, doing):
    other = services.begin_measure(
        actor=lead, process=process.pk,
        plan=MeasurePlan(name="Tid", counted="minutter", kind="balancing", shape="other"),
    )  # fmt: skip
    services.watch_tests(actor=lead, measure=calm.pk, tests=[doing.pk])
    services.watch_tests(actor=lead, measure=other.pk, tests=[doing.pk])
    followed = selectors.test(viewer=lead, test=doing.pk)
    assert (followed.watched, followed.watched_name) == (other.pk, "Tid")
    assert seen(lead, other).tests[0].number == 1
    assert ">Prøve 1<" in selectors.chart(seen(lead, other)).svg(640)
    assert ">Prøve 1<" not in selectors.chart(seen(lead, calm)).svg(640)


def test_what_is_put_aside_comes_back_with_its_points(lead, filled):
    services.put_measure_aside(actor=lead, measure=filled.pk)
    where = {"viewer": lead, "process": filled.process_id}
    assert selectors.measures(**where) == []
    assert [one.id for one in selectors.measures(**where, put_aside=True)] == [filled.pk]
    services.put_measure_aside(actor=lead, measure=filled.pk, aside=False)
    assert len(selectors.measures(**where)[0].points) == 15


def test_a_closed_process_measures_no_more(lead, filled):
    services.close_process(actor=lead, process=filled.process_id)
    with pytest.raises(services.ProcessClosedError):
        services.add_point(actor=lead, measure=filled.pk, stated=Stated(FIRST, D(5)), now=NOW)
    assert seen(lead, filled).points


def refused(model, pk, **fields):
    """Whether the database refuses the change."""
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**fields)
    except (IntegrityError, DatabaseError):
        return True
    return False


def test_the_database_refuses_what_must_not_be(lead, filled, doing):
    first, second = filled.points.order_by("when")[:2]
    assert refused(Measure, filled.pk, name="")
    assert refused(Measure, filled.pk, counted="")
    assert refused(Measure, filled.pk, kind="andet")
    assert refused(Measure, filled.pk, frequency="")
    assert refused(Measure, filled.pk, source="indicator")
    assert refused(Measure, filled.pk, indicator="noget")
    assert refused(MeasurePoint, first.pk, value=D(1))
    assert refused(MeasurePoint, first.pk, when=second.when)
    assert refused(MeasurePoint, first.pk, numerator=D(1))
    assert refused(MeasurePoint, first.pk, numerator=D(1), denominator=D(0))
    assert refused(MeasurePoint, first.pk, ended_at=first.typed_at - dt.timedelta(days=1))
    phase = services.begin_phase(
        actor=lead, measure=filled.pk, begins=second.when, reason="Grund",
        decided_on=second.when, now=NOW,
    )  # fmt: skip
    assert refused(MeasurePhase, phase.pk, reason="")
    assert refused(MeasurePhase, phase.pk, taken_back_because="Ord uden dag")
    assert refused(MeasurePhase, phase.pk, taken_back_at=NOW)
    services.take_point_away(actor=lead, point=first.pk)
    assert refused(MeasurePoint, first.pk, ended_at=None, ended_by=None)
    for again in (
        Measure(process=filled.process, name=filled.name, counted="x", kind="process",
                shape="share", direction="higher", frequency="daily", source="hand"),
        MeasurePoint(measure=filled, when=second.when, value=D(1)),
        MeasurePhase(measure=filled, begins=phase.begins, reason="To", decided_on=phase.begins),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()
    services.watch_tests(actor=lead, measure=filled.pk, tests=[doing.pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        WatchedMeasure.objects.create(test=doing, measure=filled)
