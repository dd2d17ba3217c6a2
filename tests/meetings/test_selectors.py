"""Which meeting is next for whom, and how dates read."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from samspil.meetings import selectors, sentences, services
from samspil.meetings.models import Meeting
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def test_the_next_meeting_is_the_network_day_for_most(meetings, viewer):
    for who in (viewer(Role.CHIEF, "E01"), viewer(Role.MEMBER, "E02")):
        row = selectors.next_meeting(who, "example", "school", SOON)
        assert row is not None
        assert (row.kind, row.number) == ("network_day", 1)


def test_representatives_and_organisers_meet_before(meetings, viewer, facilitator):
    representative = viewer(Role.STEERING_REPRESENTATIVE, "E01", sector="school")
    for who in (facilitator, representative):
        row = selectors.next_meeting(who, "example", "school", SOON)
        assert row is not None
        assert row.kind == "steering"
    other = selectors.next_meeting(representative, "example", "daycare", SOON)
    assert other is not None
    assert other.is_network_day


def test_outsiders_have_no_next_meeting(meetings, viewer):
    for who in (ANYBODY, viewer(Role.CHIEF, "615"), viewer(Role.CHIEF, "E03")):
        assert selectors.next_meeting(who, "example", "school", SOON) is None
    assert selectors.next_meeting(viewer(Role.CHIEF, "E01"), "2018", "school", SOON) is None


def test_a_meeting_is_next_until_it_ends(meetings, viewer):
    chief = viewer(Role.CHIEF, "E01")
    day = meetings[1].day
    during = dt.datetime.combine(day, dt.time(15, 29), COPENHAGEN)
    after = dt.datetime.combine(day, dt.time(15, 30), COPENHAGEN)
    numbers = [
        row.number
        for now in (during, after)
        if (row := selectors.next_meeting(chief, "example", "school", now))
    ]
    assert numbers == [1, 2]
    late = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    assert selectors.next_meeting(chief, "example", "school", late) is None


def test_a_meeting_without_a_clock_time_lasts_its_day(meetings):
    steering = selectors.row_of(meetings[0])
    assert steering.ends_at is None
    midnight = dt.datetime.combine(steering.day, dt.time(23, 59), COPENHAGEN)
    assert not steering.is_past(midnight)
    assert steering.is_past(midnight + dt.timedelta(minutes=1))


def test_meetings_stand_in_time_and_undated_ones_last(facilitator, edition):
    services.plan_from_edition(actor=facilitator, edition="2022-23")
    rows = selectors.meetings_of("2022-23")
    assert (rows[0].kind, rows[0].number) == ("network_day", 1)
    assert [(r.kind, r.number) for r in rows][-2:] == [("steering", 4), ("network_day", 4)]
    assert not rows[-1].is_past(dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
    assert selectors.meetings_of("2018") == []


def test_a_meeting_of_one_sector_is_not_the_others(edition, viewer):
    Meeting.objects.create(
        edition=edition,
        sector="daycare",
        kind="network_day",
        number=1,
        day=dt.date(2027, 1, 5),
        mode="virtual",
    )
    assert selectors.next_day(edition, "school", SOON) is None
    found = selectors.next_day(edition, "daycare", SOON)
    assert found is not None
    assert found.day == dt.date(2027, 1, 5)


def test_who_takes_part(edition):
    assert selectors.participating(edition) == {"E01", "E02"}
    assert selectors.participating(edition, "school") == {"E01"}
    assert selectors.participating("1999") == frozenset()


WINTER = dt.date(2021, 11, 25)


def moment(hour, minute=0):
    return dt.datetime.combine(WINTER, dt.time(hour, minute), COPENHAGEN)


@pytest.mark.parametrize(
    ("arguments", "danish", "english"),
    [
        ((None, None, None), "Datoen er ikke oplyst endnu", "The date has not been announced yet"),
        ((WINTER, None, None), "torsdag den 25. november 2021", "Thursday 25 November 2021"),
        (
            (WINTER, moment(9), None),
            "torsdag den 25. november 2021 kl. 9.00",
            "Thursday 25 November 2021, 9:00",
        ),
        (
            (WINTER, moment(9, 30), moment(15, 30)),
            "torsdag den 25. november 2021 kl. 9.30–15.30",
            "Thursday 25 November 2021, 9:30–15:30",
        ),
        (
            (WINTER, moment(0, 5), None),
            "torsdag den 25. november 2021 kl. 00.05",
            "Thursday 25 November 2021, 00:05",
        ),
    ],
)
def test_dates_in_both_languages(arguments, danish, english):
    assert sentences.when(*arguments) == danish
    with translation.override("en"):
        assert sentences.when(*arguments) == english


def test_names_and_places_in_both_languages(meetings):
    row = selectors.row_of(meetings[1])
    assert (row.name, row.where) == ("Netværksdag 1", "Fysisk · Sted meddeles")
    with translation.override("en"):
        row = selectors.row_of(meetings[1])
        assert row.theme.startswith("Leadership")
        assert row.where == "In person · Place to be announced"
        assert selectors.row_of(meetings[0]).name == "Steering meeting before network day 1"
    assert sentences.where("not_stated", "") == ""
