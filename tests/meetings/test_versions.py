"""Changed and cancelled meetings: what is written down, and who is told once."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from samspil.letters.models import Letter
from samspil.meetings import selectors, services
from samspil.meetings.models import BroughtItem, Meeting, MeetingChange
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.programmes import services as programmes

pytestmark = pytest.mark.django_db
MOVED = dt.date(2026, 1, 2)


def moved(facilitator, *meetings, **fields):
    """Let the meetings stand as if the edition had said otherwise when they were planned."""
    Meeting.objects.filter(pk__in=[one.pk for one in meetings]).update(**fields)
    services.plan_from_edition(actor=facilitator, edition="example")


def letters():
    return Letter.objects.filter(template="meetings_changed").order_by("to")


def history(meeting):
    return selectors.history(selectors.meeting("example", meeting.pk))


def test_the_first_plan_tells_nobody_and_is_version_one(meetings):
    assert not letters()
    assert [(one.number, one.lines) for one in history(meetings[0])] == [(1, ())]
    assert all(one.tentative for one in meetings)


def test_a_moved_day_says_what_it_was_and_each_person_is_told_once(meetings, facilitator):
    moved(facilitator, *meetings[1:4:2], day=MOVED, starts=dt.time(8), ends=None)
    newest = history(meetings[1])[0]
    assert newest.number == 2
    assert "(før fredag den 2. januar 2026)" in newest.lines[0]
    assert newest.lines[1] == "Begynder: 9.30 (før 8.00)"
    assert newest.lines[2] == "Slutter: 15.30"
    # Two days changed at once are one letter.
    assert [one.to for one in letters()] == ["chef-e01@example.org", "chef-e02@example.org"]
    body = letters()[0].body
    assert "2 møder er ændret" in body
    assert "Netværksdag 1" in body
    assert "Begynder: 9.30 (før 8.00)" in body
    services.plan_from_edition(actor=facilitator, edition="example")
    assert letters().count() == 2


def test_the_changes_are_read_in_ones_own_language(meetings, facilitator):
    moved(facilitator, meetings[1], starts=dt.time(8), place_en="Town hall", place_da="Rådhuset")
    with translation.override("en"):
        lines = history(meetings[1])[0].lines
    assert lines[0] == "Begins: 9:30 (was 8:00)"
    assert sum("Town hall" in line for line in lines) == 1
    assert not any("Rådhuset" in line for line in lines)


def test_dates_made_firm_are_a_version(meetings, facilitator):
    moved(facilitator, meetings[1], tentative=False)
    assert history(meetings[1])[0].lines == ("Datoen er foreløbig.",)


def test_a_steering_meeting_concerns_the_representatives(meetings, facilitator, person):
    representative = person(Role.STEERING_REPRESENTATIVE, "E01", sector="school")
    person(Role.STEERING_REPRESENTATIVE, "E03", sector="school")
    moved(facilitator, meetings[0], day=MOVED)
    assert [one.to for one in letters()] == [representative.email]


def test_who_has_left_is_not_told(meetings, facilitator, viewer):
    programmes.withdraw(
        actor=viewer(Role.PROGRAMME_OWNER),
        edition="example",
        municipality="E01",
        reason="Nej",
        keep_price=False,
    )
    moved(facilitator, meetings[1], day=MOVED)
    assert [one.to for one in letters()] == ["chef-e02@example.org"]


def test_called_off_and_held_after_all(meetings, facilitator):
    day = meetings[1]
    services.cancel(actor=facilitator, meeting=day.pk, reason=" Snestorm ")
    services.cancel(actor=facilitator, meeting=day.pk, reason="Igen")
    row = selectors.meeting("example", day.pk)
    assert (row.version, row.cancelled_reason) == (2, "Snestorm")
    assert "Mødet er aflyst: Snestorm" in letters()[0].body
    assert letters().count() == 2
    # A new date does not call it back.
    moved(facilitator, day, day=MOVED)
    assert selectors.meeting("example", day.pk).is_cancelled
    services.hold_after_all(actor=facilitator, meeting=day.pk)
    services.hold_after_all(actor=facilitator, meeting=day.pk)
    assert history(day)[0].lines == ("Mødet holdes alligevel.",)
    assert letters().count() == 6


def test_nobody_goes_to_a_cancelled_day(meetings, facilitator, edition):
    services.cancel(actor=facilitator, meeting=meetings[1].pk, reason="Snestorm")
    moment = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    assert selectors.next_day(edition, "school", moment).id == meetings[3].pk


def test_nothing_is_brought_to_a_cancelled_day(meetings, facilitator, signed_in):
    services.cancel(actor=facilitator, meeting=meetings[1].pk, reason="Snestorm")
    address = f"/partnerskaber/example/moeder/{meetings[1].pk}/"
    client = signed_in(Role.CHIEF, "E01")
    assert "Tag det med" not in client.get(address).content.decode()
    sent = {"municipality": "E01", "kind": "question", "words": "Hvem kører?"}
    page = client.post(f"{address}tag-med/", sent, follow=True).content.decode()
    assert "Netværksdagen er aflyst." in page
    assert not BroughtItem.objects.exists()


def test_who_may_call_off_and_what(meetings, facilitator, viewer):
    with pytest.raises(NotAllowedError):
        services.cancel(actor=viewer(Role.CHIEF, "E01"), meeting=meetings[1].pk, reason="Nej")
    with pytest.raises(services.WordsMissingError):
        services.cancel(actor=facilitator, meeting=meetings[1].pk, reason=" ")
    with pytest.raises(services.NoSuchMeetingError):
        services.cancel(actor=facilitator, meeting=10**9, reason="Nej")
    later = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
    with pytest.raises(services.MeetingIsOverError):
        services.cancel(actor=facilitator, meeting=meetings[1].pk, reason="Nej", now=later)


@pytest.mark.parametrize(
    "fields",
    [{"cancelled_reason": "Nej"}, {"cancelled_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}],
)
def test_a_cancelled_meeting_says_when_and_why(meetings, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meetings[0].pk).update(**fields)


@pytest.mark.parametrize(
    "fields", [{"version": 1}, {"version": 2}, {"version": 1, "changes": [{"field": "day"}]}]
)
def test_a_version_stands_once_and_says_what_changed(meetings, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingChange.objects.create(meeting=meetings[0], **fields)


def test_two_meetings_are_never_one_in_a_calendar(meetings):
    assert len({one.uid for one in meetings}) == 8
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(uid=meetings[0].uid)
