"""The local arena's acts, and what the database itself refuses."""

import dataclasses
import datetime as dt

import pytest
from development_story import AIM, OUTCOME, PLAN, WHERE
from django.db import DatabaseError, IntegrityError, transaction

from samspil.development import selectors, services
from samspil.development.models import Process, ProcessLever, TestOfChange
from samspil.meetings import selectors as meetings
from samspil.meetings import services as meeting_services
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY, Grant, Viewer
from samspil.screening import services as screening

pytestmark = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))


def broken(model, pk, **fields):
    """Whether the database refuses the change."""
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**fields)
    except IntegrityError:
        return True
    return False


def test_a_process_is_begun_with_its_aim_and_told_of(lead, process):
    view = selectors.process(viewer=lead, process=process.pk)
    assert view.aim == AIM
    assert view.lever_names == (
        "Inklusionspraksis i de almene børnefællesskaber",
        "Samarbejdet mellem fagligheder – professionel relationel kapacitet",
    )
    assert view.next_test is None
    assert AuditEvent.objects.filter(action="development.process_begun").count() == 1


def test_beginning_again_returns_what_stands(lead, process):
    again = services.begin_process(
        actor=lead, aim=dataclasses.replace(AIM, what="Noget andet"), **WHERE
    )
    assert again.pk == process.pk
    assert again.what == AIM.what
    assert AuditEvent.objects.filter(action="development.process_begun").count() == 1


def test_a_process_begins_with_a_finding_and_keeps_its_claim(lead):
    started = screening.start(actor=lead, **WHERE)
    finding = screening.add_finding(
        actor=lead,
        screening=started.pk,
        lever=2,
        claim="To voksne i klassen planlægger sjældent sammen.",
        kind="justering",
        bottom_line="all_children",
    )
    begun = services.begin_process(actor=lead, aim=AIM, finding=finding.pk, **WHERE)
    finding.delete()
    kept = Process.objects.get(pk=begun.pk)
    assert kept.claim == "To voksne i klassen planlægger sjældent sammen."
    assert kept.finding is not None


def test_somebody_elses_finding_is_refused(lead, viewer):
    other = viewer(Role.CHIEF, "E02")
    started = screening.start(actor=other, municipality="E02", sector="school", edition="example")
    finding = screening.add_finding(
        actor=other,
        screening=started.pk,
        lever=2,
        claim="Noget hos de andre.",
        kind="justering",
        bottom_line="child",
    )
    with pytest.raises(services.NoSuchFindingError):
        services.begin_process(actor=lead, aim=AIM, finding=finding.pk, **WHERE)
    # Somebody of both municipalities reads it, but it is still no finding about this one.
    both = Viewer(grants=(*lead.grants, *other.grants))
    with pytest.raises(services.NoSuchFindingError):
        services.begin_process(actor=both, aim=AIM, finding=finding.pk, **WHERE)


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ({"municipality": "E02"}, NotAllowedError),
        ({"edition": "2021"}, services.NotTakingPartError),
        ({"sector": "daycare"}, services.NotTakingPartError),
        ({"sector": "kitchen"}, services.NotTakingPartError),
    ],
)
def test_only_a_team_that_takes_part_begins(lead, where, error):
    with pytest.raises(error):
        services.begin_process(actor=lead, aim=AIM, **(WHERE | where))
    assert not Process.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"what": "  "}, "what", "missing"),
        ({"owner": ""}, "owner", "missing"),
        ({"for_whom": "drengen 010203-1234"}, "for_whom", "cpr"),
        ({"levers": (2, 8)}, "levers", "unknown"),
    ],
)
def test_an_aim_that_cannot_be_kept_is_refused(lead, change, field, reason):
    with pytest.raises(services.TextRefusedError) as refused:
        services.begin_process(actor=lead, aim=dataclasses.replace(AIM, **change), **WHERE)
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_the_aim_is_changed_and_its_levers_follow(lead, process):
    new = dataclasses.replace(AIM, what="Alle skoler", levers=(1, 2))
    services.change_aim(actor=lead, process=process.pk, aim=new)
    assert selectors.process(viewer=lead, process=process.pk).aim == new


def test_a_closed_process_stays_as_it_is(lead, process, doing):
    services.close_process(actor=lead, process=process.pk)
    services.close_process(actor=lead, process=process.pk)
    assert AuditEvent.objects.filter(action="development.process_closed").count() == 1
    for act in (
        lambda: services.change_aim(actor=lead, process=process.pk, aim=AIM),
        lambda: services.plan_test(actor=lead, process=process.pk, plan=PLAN),
        lambda: services.conclude_test(actor=lead, test=doing.pk, **OUTCOME),
    ):
        with pytest.raises(services.ProcessClosedError):
            act()
    assert selectors.process(viewer=lead, process=process.pk).closed_at


def test_the_whole_circle(lead, process):
    first = services.plan_test(actor=lead, process=process.pk, plan=PLAN)
    services.begin_test(actor=lead, test=first.pk)
    services.conclude_test(actor=lead, test=first.pk, **OUTCOME)
    second = services.plan_test(
        actor=lead,
        process=process.pk,
        plan=dataclasses.replace(PLAN, question="Og uden tirsdage?"),
        follows=first.pk,
    )
    view = selectors.process(viewer=lead, process=process.pk)
    assert [test.number for test in view.tests] == [1, 2]
    assert view.tests[0].decision_name == "Vi justerer og prøver igen"
    assert view.tests[0].compared_name == "Delvist som vi ventede"
    assert view.next_test.id == second.pk
    assert view.next_test.follows == first.pk
    actions = AuditEvent.objects.filter(action__startswith="development.test").order_by("pk")
    assert [event.action.split("_")[1] for event in actions] == [
        "planned",
        "begun",
        "concluded",
        "planned",
    ]


def test_every_step_pressed_twice_is_taken_once(lead, process):
    first = services.plan_test(actor=lead, process=process.pk, plan=PLAN)
    assert services.plan_test(actor=lead, process=process.pk, plan=PLAN).pk == first.pk
    services.begin_test(actor=lead, test=first.pk)
    services.begin_test(actor=lead, test=first.pk)
    services.conclude_test(actor=lead, test=first.pk, **OUTCOME)
    again = services.conclude_test(
        actor=lead, test=first.pk, what_happened="Nej", compared="not", decision="abandon"
    )
    assert again.what_happened == OUTCOME["what_happened"]
    assert AuditEvent.objects.filter(action__startswith="development.test").count() == 3
    # Asked again after it was concluded, the question is a new test.
    assert services.plan_test(actor=lead, process=process.pk, plan=PLAN).pk != first.pk


def test_nothing_begins_without_a_prediction(lead, process):
    test = services.plan_test(
        actor=lead, process=process.pk, plan=dataclasses.replace(PLAN, prediction=" ")
    )
    with pytest.raises(services.NoPredictionError):
        services.begin_test(actor=lead, test=test.pk)
    assert broken(TestOfChange, test.pk, status="doing", begun_at=dt.datetime.now(dt.UTC))
    services.change_plan(actor=lead, test=test.pk, plan=PLAN)
    assert services.begin_test(actor=lead, test=test.pk).status == "doing"


def test_without_a_prediction_it_begins_only_when_that_is_confirmed(lead, process):
    test = services.plan_test(
        actor=lead, process=process.pk, plan=dataclasses.replace(PLAN, prediction="")
    )
    begun = services.begin_test(actor=lead, test=test.pk, without_prediction=True)
    assert begun.without_prediction
    # It cannot be added later, nor can it be said afterwards that there was one.
    for fields in (
        {"prediction": "Bagefter"},
        {"prediction": "Bagefter", "without_prediction": False},
        {"without_prediction": False},
    ):
        assert broken(TestOfChange, test.pk, **fields)
    with pytest.raises(services.TextRefusedError):
        services.conclude_test(actor=lead, test=test.pk, **OUTCOME)
    services.conclude_test(actor=lead, test=test.pk, **(OUTCOME | {"compared": ""}))
    assert broken(TestOfChange, test.pk, compared="partly")
    action = "development.test_begun_without_prediction"
    assert AuditEvent.objects.filter(action=action).count() == 1


def test_what_was_predicted_is_never_without(lead, planned, doing):
    assert not doing.without_prediction
    assert broken(TestOfChange, doing.pk, without_prediction=True)
    again = services.plan_test(
        actor=lead, process=doing.process_id, plan=dataclasses.replace(PLAN, question="Mere?")
    )
    assert broken(TestOfChange, again.pk, without_prediction=True)
    begun = services.begin_test(actor=lead, test=again.pk, without_prediction=True)
    assert not begun.without_prediction


def test_a_prediction_stands_once_the_test_has_begun(lead, doing):
    with pytest.raises(services.WrongStepError):
        services.change_plan(
            actor=lead, test=doing.pk, plan=dataclasses.replace(PLAN, prediction="Alle siger ja")
        )
    assert broken(TestOfChange, doing.pk, prediction="Alle siger ja")
    assert broken(TestOfChange, doing.pk, status="planned", begun_at=None)
    assert not broken(TestOfChange, doing.pk, measure="Noget andet")
    services.conclude_test(actor=lead, test=doing.pk, **OUTCOME)
    assert broken(TestOfChange, doing.pk, prediction="To af fire")
    assert TestOfChange.objects.get(pk=doing.pk).prediction == PLAN.prediction


def test_the_prediction_stands_for_bulk_and_raw_writing_too(doing):
    from django.db import connection

    doing.prediction = "Alle siger ja"
    with pytest.raises(DatabaseError), transaction.atomic():
        TestOfChange.objects.bulk_update([doing], ["prediction"])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE development_testofchange SET prediction = 'x'")


def test_steps_come_in_order(lead, planned, process):
    with pytest.raises(services.WrongStepError):
        services.conclude_test(actor=lead, test=planned.pk, **OUTCOME)
    with pytest.raises(services.WrongStepError):
        services.plan_test(actor=lead, process=process.pk, plan=PLAN, follows=planned.pk)
    services.begin_test(actor=lead, test=planned.pk)
    services.conclude_test(actor=lead, test=planned.pk, **OUTCOME)
    with pytest.raises(services.WrongStepError):
        services.begin_test(actor=lead, test=planned.pk)


@pytest.mark.parametrize(
    "change",
    [
        {"what_happened": ""},
        {"what_happened": "Om 010203-1234"},
        {"compared": "maybe"},
        {"decision": ""},
    ],
)
def test_an_outcome_that_cannot_be_kept_is_refused(lead, doing, change):
    with pytest.raises(services.TextRefusedError):
        services.conclude_test(actor=lead, test=doing.pk, **(OUTCOME | change))
    assert TestOfChange.objects.get(pk=doing.pk).status == "doing"


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": ""},
        {"compared": ""},
        {"what_happened": ""},
        {"concluded_at": None},
        {"decision": "keep"},
        {"compared": "yes"},
        {"question": ""},
        {"begun_at": None},
        {"status": "doing"},
    ],
)
def test_a_concluded_test_never_loses_its_outcome(concluded, fields):
    assert broken(TestOfChange, concluded.pk, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": "adopt"},
        {"compared": "not"},
        {"what_happened": "Noget"},
        {"status": "concluded"},
        {"status": "thinking"},
    ],
)
def test_no_outcome_before_it_is_concluded(doing, fields):
    assert broken(TestOfChange, doing.pk, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"sector": "kitchen"},
        {"edition": ""},
        {"what": ""},
        {"how_much": ""},
        {"for_whom": ""},
        {"owner": ""},
        {"status": "closed"},
        {"claim": "Uden fund"},
        {"finding": 7},
        {"closed_at": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_a_process_that_makes_no_sense_is_refused_by_the_database(process, fields):
    assert broken(Process, process.pk, **fields)


def test_one_process_a_sector_and_each_lever_once(process):
    with pytest.raises(IntegrityError), transaction.atomic():
        Process.objects.create(
            edition="example", municipality_id="E01", sector="school",
            what="x", how_much="x", for_whom="x", owner="x", by_when=dt.date(2027, 1, 1),
        )  # fmt: skip
    for lever in (2, 0, 8):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProcessLever.objects.create(process=process, lever=lever)


def test_a_test_number_and_a_planned_question_stand_once(process, planned):
    for number, key in ((1, "another"), (2, planned.key)):
        with pytest.raises(IntegrityError), transaction.atomic():
            TestOfChange.objects.create(process=process, number=number, question="x", key=key)


def test_two_planned_tests_cannot_become_the_same(lead, process, planned):
    other = services.plan_test(
        actor=lead, process=process.pk, plan=dataclasses.replace(PLAN, question="Noget andet?")
    )
    with pytest.raises(services.TextRefusedError):
        services.change_plan(actor=lead, test=other.pk, plan=PLAN)


WRITERS = [
    Grant(Role.CHIEF, "E01"),
    Grant(Role.PROJECT_LEAD, "E01", "example", "school"),
    Grant(Role.MEMBER, "E01", "example"),
    Grant(Role.STEERING_REPRESENTATIVE, "E01", "", "school"),
]
READERS = [
    Grant(Role.POLITICIAN, "E01"),
    Grant(Role.CONSULTANT, "E01"),
    Grant(Role.PROGRAMME_OWNER),
    Grant(Role.FACILITATOR, "", "example"),
]
OUTSIDERS = [
    None,
    Grant(Role.CHIEF, "E02"),
    Grant(Role.MEMBER, "E01", "2021"),
    Grant(Role.MEMBER, "E01", "example", "daycare"),
    Grant(Role.POLITICIAN, "E02"),
    Grant(Role.CONSULTANT, "E02"),
    Grant(Role.FACILITATOR, "", "2021"),
    Grant(Role.EDITOR),
    Grant(Role.EXPERT, "", "example"),
    Grant(Role.REGISTRATION_CONTACT),
]


@pytest.mark.parametrize("grant", [*WRITERS, *READERS, *OUTSIDERS])
def test_who_reads_and_who_writes(process, planned, grant):
    viewer = Viewer(grants=(grant,) if grant else ())
    reads = selectors.process(viewer=viewer, process=process.pk) is not None
    assert reads == (grant in [*WRITERS, *READERS])
    assert (selectors.test(viewer=viewer, test=planned.pk) is not None) == reads
    found = selectors.process_for(viewer=viewer, edition="example", code="E01", sector="school")
    assert (found is not None) == reads
    listed = {row.id for row in selectors.mine(viewer=viewer)}
    listed |= {row.id for row in selectors.overview(viewer=viewer)}
    assert (process.pk in listed) == reads
    acts = (
        lambda: services.change_aim(actor=viewer, process=process.pk, aim=AIM),
        lambda: services.plan_test(actor=viewer, process=process.pk, plan=PLAN),
        lambda: services.begin_test(actor=viewer, test=planned.pk),
    )
    for act in acts:
        if grant in WRITERS:
            act()
        else:
            with pytest.raises(NotAllowedError):
                act()


def test_what_could_be_begun_is_offered(lead, viewer, process):
    assert selectors.choices(viewer=lead) == []
    other = viewer(Role.MEMBER, "E02", edition="example", sector="school")
    [choice] = selectors.choices(viewer=other)
    assert choice.value == "example/E02/school"
    assert selectors.choices(viewer=viewer(Role.CHIEF, "E03")) == []
    assert selectors.choices(viewer=OWNER) == []


def test_the_overview_is_alphabetical_whatever_has_been_tried(lead, viewer, process, concluded):
    services.begin_process(
        actor=viewer(Role.CHIEF, "E02"), aim=AIM, **(WHERE | {"municipality": "E02"})
    )
    rows = selectors.overview(viewer=OWNER)
    assert [row.municipality for row in rows] == ["Fabelborg", "Prøvestrand"]
    assert [(row.planned, row.doing, row.concluded) for row in rows] == [(0, 0, 1), (0, 0, 0)]
    assert selectors.mine(viewer=OWNER) == []


def test_a_test_is_brought_to_the_next_network_day_and_its_outcome_after(lead, process, doing):
    with pytest.raises(services.NoMeetingError):
        services.bring_test(actor=lead, test=doing.pk)
    meeting_services.plan_from_edition(actor=OWNER, edition="example")
    now = dt.datetime.now(dt.UTC)
    view = selectors.process(viewer=lead, process=process.pk)
    day = meetings.next_day("example", "school", now)
    if day is None:
        pytest.skip("the example edition has no dates ahead")

    def bringable(view):
        standing = selectors.brought(viewer=lead, view=view, now=now)
        return selectors.may_bring(viewer=lead, view=view, standing=standing, now=now)

    assert bringable(view) == {doing.pk}
    services.bring_test(actor=lead, test=doing.pk)
    services.bring_test(actor=lead, test=doing.pk)
    [item] = meetings.brought_items(lead, day.id)
    assert (item.kind, item.subject) == ("test", f"test:{doing.pk}")
    assert "Vi venter: Tre af fire" in item.text
    assert bringable(view) == frozenset()
    services.conclude_test(actor=lead, test=doing.pk, **OUTCOME)
    view = selectors.process(viewer=lead, process=process.pk)
    assert bringable(view) == {doing.pk}
    services.bring_test(actor=lead, test=doing.pk)
    assert [one.kind for one in meetings.brought_items(lead, day.id)] == ["test", "result"]


def test_what_began_without_a_prediction_says_so_on_the_agenda(lead, process):
    meeting_services.plan_from_edition(actor=OWNER, edition="example")
    test = services.plan_test(
        actor=lead, process=process.pk, plan=dataclasses.replace(PLAN, prediction="")
    )
    services.begin_test(actor=lead, test=test.pk, without_prediction=True)
    services.bring_test(actor=lead, test=test.pk)
    services.conclude_test(actor=lead, test=test.pk, **(OUTCOME | {"compared": ""}))
    services.bring_test(actor=lead, test=test.pk)
    day = meetings.next_day("example", "school", dt.datetime.now(dt.UTC))
    texts = [item.text for item in meetings.brought_items(lead, day.id)]
    missing = "Ingen forudsigelse blev skrevet, før vi gik i gang."
    assert len(texts) == 2
    assert all(missing in text and "Vi vente" not in text for text in texts)


def test_a_long_test_is_brought_short(lead, process):
    meeting_services.plan_from_edition(actor=OWNER, edition="example")
    plan = dataclasses.replace(PLAN, question="Hvad? " * 200, prediction="Ja. " * 200)
    test = services.plan_test(actor=lead, process=process.pk, plan=plan)
    with pytest.raises(services.WrongStepError):
        services.bring_test(actor=lead, test=test.pk)
    services.begin_test(actor=lead, test=test.pk)
    services.bring_test(actor=lead, test=test.pk)
    day = meetings.next_day("example", "school", dt.datetime.now(dt.UTC))
    [item] = meetings.brought_items(lead, day.id)
    assert len(item.text) <= 500
    assert item.text.endswith(" …")


def test_the_trail_reads_as_sentences(lead, process, concluded):
    from samspil.people.selectors import audit_rows

    rows = audit_rows(viewer=OWNER, municipality="E01")
    sentences = [row.sentence for row in rows]
    assert any("skrev, hvad der skete i prøve 1 i Fabelborg" in one for one in sentences)
    assert not any("%" in one for one in sentences)
    assert ANYBODY.grants == ()
