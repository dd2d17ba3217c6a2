"""Whether a municipality was represented at the steering meetings that were noted."""

import datetime as dt

import pytest
from django.utils import timezone

from samspil.meetings import selectors
from samspil.meetings.models import Attendance, Meeting
from samspil.meetings.selectors import Presence
from samspil.people.models import User
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def steering(meetings):
    """Two steering meetings, held; the others are to come."""
    held = [one for one in meetings if one.kind == "steering"][:2]
    for days, one in enumerate(held, start=1):
        day = timezone.localdate() - dt.timedelta(days=days)
        Meeting.objects.filter(pk=one.pk).update(day=day)
    return held


def note(meeting, code, status, **where):
    Attendance.objects.create(
        meeting=meeting,
        municipality_id=code,
        user=User.objects.get(email=f"chef-{code.lower()}@example.org"),
        status=status,
        **where,
    )


def test_a_meeting_counts_once_somebody_noted_it(steering, facilitator):
    assert selectors.steering_presence(facilitator, "example") == {}
    note(steering[0], "E01", "came")
    note(steering[0], "E02", "away")
    found = selectors.steering_presence(facilitator, "example")
    assert found == {("E01", ""): Presence(1, 1), ("E02", ""): Presence(1, 0)}
    note(steering[1], "E01", "instead")
    assert selectors.steering_presence(facilitator, "example")["E01", ""] == Presence(2, 2)
    assert selectors.steering_presence(facilitator, "example")["E02", ""] == Presence(2, 0)


def test_by_sector_each_seat_counts(steering, facilitator):
    Meeting.objects.filter(pk=steering[0].pk).update(by_sector=True)
    note(steering[0], "E01", "came", sector="school")
    found = selectors.steering_presence(facilitator, "example")
    assert found == {("E01", "school"): Presence(1, 1), ("E02", "daycare"): Presence(1, 0)}


def test_called_off_or_to_come_counts_for_nothing(steering, facilitator):
    note(steering[0], "E01", "came")
    before = timezone.now() - dt.timedelta(days=5)
    assert selectors.steering_presence(facilitator, "example", before) == {}
    Meeting.objects.filter(pk=steering[0].pk).update(
        cancelled_reason="Sne", cancelled_at=timezone.now()
    )
    assert selectors.steering_presence(facilitator, "example") == {}


def test_each_sees_its_own(steering, viewer):
    note(steering[0], "E01", "came")
    own = selectors.steering_presence(viewer(Role.PROJECT_LEAD, "E01"), "example")
    assert set(own) == {("E01", "")}
    for who in (viewer(Role.POLITICIAN, "E01"), viewer(Role.EDITOR), viewer(Role.CHIEF, "E03")):
        assert selectors.steering_presence(who, "example") == {}
