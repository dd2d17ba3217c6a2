"""Planning from the edition, deciding, bringing; and what the database refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspil.meetings import selectors, services
from samspil.meetings.models import BroughtItem, Decision, Meeting
from samspil.people import events
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY
from samspil.programmes import services as programmes
from samspil.programmes.models import OpenEdition
from samspil.programmes.services.editions import mark

pytestmark = pytest.mark.django_db
SOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
FAR = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)


def test_four_days_and_a_steering_meeting_before_each(meetings):
    assert [(m.kind, m.number) for m in meetings] == [
        (kind, number) for number in range(1, 5) for kind in ("steering", "network_day")
    ]
    days = [m.day for m in meetings]
    assert all(days)
    assert days == sorted(days)
    assert {m.mode for m in meetings if m.kind == "steering"} == {"virtual"}
    first = meetings[1]
    assert (first.starts, first.ends) == (dt.time(9, 30), dt.time(15, 30))
    assert (first.theme_da, first.theme_en) == (
        "Ledelse: fra politisk ambition til praksis",
        "Leadership: from political ambition to practice",
    )
    assert first.place_da == "Sted meddeles"


def test_planning_again_changes_nothing(meetings, facilitator, edition):
    again = services.plan_from_edition(actor=facilitator, edition=edition)
    assert [m.pk for m in again] == [m.pk for m in meetings]
    assert Meeting.objects.count() == 8
    assert {m.version for m in Meeting.objects.all()} == {1}
    event = AuditEvent.objects.get(action="meetings.planned")
    assert event.details["new"] == 8
    assert "8 nye" in events.sentence(
        event.action, actor="Ada", municipality="", details=event.details
    )


def test_a_moved_date_makes_a_new_version_of_that_meeting_only(meetings, facilitator, edition):
    row = OpenEdition.objects.get(pk=edition)
    moved = dt.date.fromisoformat(row.content["network_days"][1]["date"]) + dt.timedelta(days=7)
    row.content["network_days"][1]["date"] = moved.isoformat()
    row.save()
    services.plan_from_edition(actor=facilitator, edition=edition)
    changed = Meeting.objects.get(version=2)
    assert (changed.kind, changed.number, changed.day) == ("network_day", 2, moved)
    newest = AuditEvent.objects.filter(action="meetings.planned").first()
    assert newest is not None
    assert (newest.details["new"], newest.details["changed"]) == (0, 1)


def test_meetings_move_in_the_moment_their_edition_is_published(meetings, edition, viewer):
    owner = viewer(Role.PROGRAMME_OWNER)

    def moved(draft):
        days = [dict(day) for day in draft["network_days"]]
        days[3] |= {"date": "2028-01-12", "steering_date": "2028-01-05"}
        return draft | {"network_days": days}

    draft = programmes.change_edition(actor=owner, edition=edition, change=moved)
    programmes.publish_edition(
        actor=owner, edition=edition, seen=mark(draft.content), reason="Salen var optaget."
    )
    changed = Meeting.objects.filter(version=2)
    assert {(m.kind, m.number, m.day.isoformat()) for m in changed} == {
        ("network_day", 4, "2028-01-12"),
        ("steering", 4, "2028-01-05"),
    }


def test_history_with_days_nobody_has_dated(facilitator, edition):
    found = services.plan_from_edition(actor=facilitator, edition="2022-23")
    assert len(found) == 8
    days = [m for m in found if m.kind == "network_day"]
    assert [m.day for m in days] == [dt.date(2023, 1, 9), None, None, None]
    assert all(m.starts is None for m in days)
    assert {m.mode for m in days} == {"not_stated"}


def test_history_of_2021_has_its_modes_and_no_steering_where_none_was_stated(facilitator, edition):
    found = services.plan_from_edition(actor=facilitator, edition="2021")
    days = [m for m in found if m.kind == "network_day"]
    assert [(m.day, m.mode) for m in days] == [
        (dt.date(2021, 9, 14), "physical"),
        (dt.date(2021, 11, 25), "virtual"),
        (dt.date(2022, 1, 13), "virtual"),
        (dt.date(2022, 3, 15), "physical"),
    ]


def test_only_organisers_plan_and_decide(meetings, viewer, edition):
    for actor in (ANYBODY, viewer(Role.CHIEF, "E01"), viewer(Role.FACILITATOR, edition="2021")):
        with pytest.raises(NotAllowedError):
            services.plan_from_edition(actor=actor, edition=edition)
        with pytest.raises(NotAllowedError):
            services.decide(actor=actor, meeting=meetings[0].pk, text="Ja")


def test_unknown_edition_and_meeting(facilitator, edition):
    with pytest.raises(services.NoSuchEditionError):
        services.plan_from_edition(actor=facilitator, edition="1999")
    with pytest.raises(services.NoSuchMeetingError):
        services.decide(actor=facilitator, meeting=99, text="Ja")


def test_a_decision_stands_once_with_one_event(meetings, facilitator):
    one = services.decide(actor=facilitator, meeting=meetings[0].pk, text=" Vi begynder kl. 10. ")
    two = services.decide(actor=facilitator, meeting=meetings[0].pk, text="Vi begynder kl. 10.")
    assert one.pk == two.pk
    event = AuditEvent.objects.get(action="meetings.decided")
    assert event.subject == f"decision:{one.pk}"
    assert "kl. 10" not in str(event.details)


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
def test_words_are_needed_and_not_too_many(meetings, facilitator, viewer, text):
    with pytest.raises(services.WordsMissingError):
        services.decide(actor=facilitator, meeting=meetings[0].pk, text=text)
    with pytest.raises(services.WordsMissingError):
        services.bring(
            actor=viewer(Role.CHIEF, "E01"),
            edition="example",
            municipality="E01",
            kind="question",
            text=text,
            now=SOON,
        )


def bring(actor, **more):
    given = {
        "edition": "example",
        "municipality": "E01",
        "sector": "school",
        "kind": "test",
        "text": "To voksne i første lektion",
        "now": SOON,
    }
    return services.bring(actor=actor, **given | more)


def test_something_is_brought_to_the_next_day_once(meetings, viewer):
    chief = viewer(Role.CHIEF, "E01")
    item = bring(chief, subject="test:12")
    assert item.meeting_id == meetings[1].pk
    assert bring(chief, subject="test:12", text="Andre ord").pk == item.pk
    assert bring(chief, subject="test:12", kind="result").pk != item.pk
    assert bring(chief).pk == bring(chief).pk
    assert BroughtItem.objects.count() == 3
    first = AuditEvent.objects.filter(action="meetings.brought").last()
    assert first is not None
    assert (first.municipality_id, first.subject) == ("E01", f"brought:{item.pk}")
    assert "voksne" not in str(first.details)


def test_taken_back_it_is_off_the_days_to_come_and_stays_on_those_that_were(meetings, viewer):
    chief = viewer(Role.CHIEF, "E01")
    where = {"edition": "example", "municipality": "E01"}
    bring(chief, subject="sparring:1")
    kept = bring(chief)
    evening = dt.datetime.combine(meetings[1].day, dt.time(20), dt.UTC)
    late = services.take_back(actor=chief, subject="sparring:1", now=evening, **where)
    assert (late, BroughtItem.objects.count()) == (0, 2)
    with pytest.raises(NotAllowedError):
        services.take_back(actor=viewer(Role.CHIEF, "E02"), subject="sparring:1", **where)
    for subject, gone in (("sparring:1", 1), ("sparring:1", 0), ("", 0)):
        assert services.take_back(actor=chief, subject=subject, **where) == gone
    assert BroughtItem.objects.get().pk == kept.pk


def test_after_the_first_day_it_goes_to_the_second(meetings, viewer):
    day = meetings[1].day
    evening = dt.datetime.combine(day, dt.time(20), dt.UTC)
    assert bring(viewer(Role.MEMBER, "E01"), now=evening).meeting_id == meetings[3].pk


def test_when_all_days_are_held_nothing_can_be_brought(meetings, viewer):
    chief = viewer(Role.CHIEF, "E01")
    with pytest.raises(services.NoComingDayError):
        bring(chief, now=FAR)
    with pytest.raises(services.MeetingIsOverError):
        bring(chief, now=FAR, meeting=meetings[7].pk)


def test_a_meeting_of_another_edition_is_none_of_ours(meetings, facilitator, viewer):
    other = services.plan_from_edition(actor=facilitator, edition="2021")[0]
    with pytest.raises(services.NoSuchMeetingError):
        bring(viewer(Role.CHIEF, "E01"), meeting=other.pk)


def test_nobody_speaks_for_another_municipality(meetings, viewer, facilitator):
    for actor in (ANYBODY, facilitator, viewer(Role.CHIEF, "E02"), viewer(Role.POLITICIAN, "E01")):
        with pytest.raises(NotAllowedError):
            bring(actor)


def test_only_those_registered_bring_something(meetings, viewer):
    with pytest.raises(services.NotTakingPartError):
        bring(viewer(Role.CHIEF, "E03"), municipality="E03")
    with pytest.raises(services.NotTakingPartError):
        bring(viewer(Role.CHIEF, "E01"), sector="daycare")


def test_an_unknown_kind_is_a_mistake_in_the_code(meetings, viewer):
    with pytest.raises(ValueError, match="gossip"):
        bring(viewer(Role.CHIEF, "E01"), kind="gossip")


MEETING = {"edition": "x", "kind": "network_day", "number": 1, "mode": "virtual"}


def broken(model, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fields)


def test_the_database_refuses_meetings_that_cannot_be(db):
    day, nine, ten = dt.date(2027, 1, 5), dt.time(9), dt.time(10)
    broken(Meeting, **MEETING | {"edition": ""})
    broken(Meeting, **MEETING | {"kind": "party"})
    broken(Meeting, **MEETING | {"mode": "asleep"})
    broken(Meeting, **MEETING | {"sector": "both"})
    broken(Meeting, **MEETING | {"number": 0})
    broken(Meeting, **MEETING | {"version": 0})
    broken(Meeting, **MEETING | {"starts": nine})
    broken(Meeting, **MEETING | {"day": day, "ends": ten})
    broken(Meeting, **MEETING | {"day": day, "starts": ten, "ends": nine})
    broken(Meeting, **MEETING | {"day": day, "starts": ten, "ends": ten})
    Meeting.objects.create(**MEETING)
    broken(Meeting, **MEETING)
    Meeting.objects.create(**MEETING | {"sector": "school"})


def test_the_database_refuses_empty_and_double_words(edition):
    meeting = Meeting.objects.create(**MEETING)
    broken(Decision, meeting=meeting, text="")
    Decision.objects.create(meeting=meeting, text="Ja")
    broken(Decision, meeting=meeting, text="Ja")
    item = {"meeting": meeting, "municipality_id": "E01", "kind": "test", "text": "Ord"}
    broken(BroughtItem, **item | {"text": ""})
    broken(BroughtItem, **item | {"kind": "gossip"})
    broken(BroughtItem, **item | {"sector": "both"})
    BroughtItem.objects.create(**item)
    broken(BroughtItem, **item)
    BroughtItem.objects.create(**item | {"subject": "test:1"})
    broken(BroughtItem, **item | {"subject": "test:1", "text": "Andre ord"})


def test_what_is_brought_is_read_back(meetings, viewer):
    bring(viewer(Role.CHIEF, "E01"), subject="test:12")
    rows = selectors.brought_items(viewer(Role.CHIEF, "E02"), meetings[1].pk)
    assert [(r.code, r.kind, r.subject, r.sector) for r in rows] == [
        ("E01", "test", "test:12", "school")
    ]
    assert rows[0].is_example
    assert selectors.brought_items(viewer(Role.CHIEF, "E03"), meetings[1].pk) == []
    assert selectors.brought_items(ANYBODY, meetings[1].pk) == []
    assert selectors.brought_items(viewer(Role.CHIEF, "E01"), 999) == []
