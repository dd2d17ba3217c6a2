"""Calendars that people follow: secret, revocable, and true at every moment."""

import datetime as dt
import re

import pytest
import vobject
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from samspil.meetings import selectors, services
from samspil.meetings.models import CalendarLink, Meeting
from samspil.networks.selectors import GroupView, MemberView
from samspil.people.models import PersonalLink
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import LinkRefusedError
from samspil.programmes import selectors as programmes

pytestmark = pytest.mark.django_db
PAGE = "/kalender/"


def follow(viewer, key, language="da"):
    return services.follow_calendar(actor=viewer, key=key, language=language)


def events(token):
    """What a calendar reads behind an address, by title."""
    content = Client().get(f"/kalender/{token}.ics").content.decode()
    calendar = vobject.readOne(content)
    return {one.summary.value: one for one in calendar.contents.get("vevent", [])}


@pytest.fixture
def chief(viewer):
    return viewer(Role.CHIEF, "E01")


def test_ones_own_meetings_without_those_of_the_representatives(meetings, chief, viewer):
    found = events(follow(chief, "mine:::")[1])
    assert len(found) == 4
    day = found["Netværksdag 1 · " + _title()]
    assert day.status.value == "TENTATIVE"
    assert day.sequence.value == "0"
    assert day.dtstart.value.hour == 9
    assert "Datoen er foreløbig" in day.description.value
    representative = viewer(Role.STEERING_REPRESENTATIVE, "E01", sector="school")
    assert len(events(follow(representative, "mine:::")[1])) == 8


def _title():
    return programmes.edition("example").content.title.da


def test_a_change_counts_up_under_the_same_identity(meetings, chief, facilitator):
    _link, token = follow(chief, "edition:example::")
    title = "Netværksdag 1 · " + _title()
    Meeting.objects.update(changed_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    before = events(token)[title]
    services.cancel(actor=facilitator, meeting=meetings[1].pk, reason="Snestorm")
    after = events(token)[title]
    assert after.uid.value == before.uid.value
    assert (after.sequence.value, after.status.value) == ("1", "CANCELLED")
    assert "Aflyst: Snestorm" in after.description.value
    assert after.last_modified.value > before.last_modified.value
    Meeting.objects.filter(pk=meetings[1].pk).update(day=None, starts=None, ends=None)
    assert title not in events(token)


def test_a_steering_meeting_has_a_day_and_no_hours(meetings, facilitator):
    found = events(follow(facilitator, "edition:example::")[1])
    assert len(found) == 8
    steering = found["Styregruppemøde før netværksdag 1 · " + _title()]
    assert isinstance(steering.dtstart.value, dt.date)
    assert not isinstance(steering.dtstart.value, dt.datetime)


def test_a_calendar_speaks_the_language_it_was_made_in(meetings, chief):
    found = events(follow(chief, "mine:::", "en")[1])
    assert any(title.startswith("Network day 1 · Example:") for title in found)


def test_a_sparring_group_has_its_members_in_the_text(meetings, chief, facilitator, monkeypatch):
    members = tuple(MemberView(code, name, {}, ()) for code, name in (("E01", "A"), ("E04", "B")))
    group = GroupView(1, members, (), {})
    monkeypatch.setattr(
        "samspil.networks.selectors.group_of",
        lambda edition, sector, code: group if (sector, code) == ("school", "E01") else None,
    )
    assert "group:example:school:E01" in {one.key for one in selectors.calendar_choices(chief)}
    found = events(follow(chief, "group:example:school:E01")[1])
    assert len(found) == 4
    assert all("Sparringsgruppe: A, B" in one.description.value for one in found.values())


def test_nobody_follows_what_they_may_not_see(meetings, viewer, chief):
    outsider = viewer(Role.CHIEF, "E03")
    assert selectors.calendar_choices(outsider) == []
    for who, key in ((outsider, "mine:::"), (chief, "group:example:school:E02"), (chief, "x")):
        with pytest.raises(services.NoSuchCalendarError):
            follow(who, key)


def test_who_has_lost_the_role_sees_no_more(meetings, person):
    user = person(Role.MEMBER, "E01")
    _link, token = follow(viewer_for(user), "mine:::")
    assert len(events(token)) == 4
    user.memberships.update(ended_at=timezone.now())
    assert events(token) == {}


def test_only_the_print_of_an_address_is_kept_and_it_opens_nothing_else(meetings, chief):
    _link, token = follow(chief, "mine:::")
    kept = PersonalLink.objects.get(purpose="calendar")
    assert token not in {kept.token_hash, kept.subject}
    assert kept.user_id == chief.user_id
    assert Client().get(f"/konto/link/{token}/").status_code != 302
    assert Client().get("/kalender/forkert.ics").status_code == 404


def test_a_closed_address_is_gone_and_only_its_owner_closes_it(meetings, chief, viewer):
    link, token = follow(chief, "mine:::")
    with pytest.raises(services.NoSuchCalendarError):
        services.stop_calendar(actor=viewer(Role.MEMBER, "E01"), calendar=link.pk)
    services.stop_calendar(actor=chief, calendar=link.pk)
    services.stop_calendar(actor=chief, calendar=link.pk)
    answer = Client().get(f"/kalender/{token}.ics")
    assert (answer.status_code, answer.content) == (410, b"")
    later = timezone.now() + services.calendars.LIFETIME + dt.timedelta(days=1)
    _link, other = follow(chief, "mine:::")
    with pytest.raises(LinkRefusedError):
        services.calendar_behind(token=other, now=later)


def test_nobody_follows_without_end(meetings, chief, monkeypatch):
    monkeypatch.setattr(services.calendars, "MOST", 1)
    follow(chief, "mine:::")
    with pytest.raises(services.TooManyCalendarsError):
        follow(chief, "mine:::")


def test_a_calendar_that_has_seen_it_is_not_sent_it_again(meetings, chief):
    link, token = follow(chief, "mine:::")
    answer = Client().get(f"/kalender/{token}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    again = Client().get(f"/kalender/{token}.ics", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert CalendarLink.objects.get(pk=link.pk).read_on == timezone.localdate()
    assert Client().post(f"/kalender/{token}.ics").status_code == 405


@pytest.mark.parametrize(
    "fields",
    [
        {"scope": "mine", "edition": "example"},
        {"scope": "edition"},
        {"scope": "group", "edition": "example", "sector": "school"},
        {"scope": "other", "edition": "example"},
        {"language": "fr"},
    ],
)
def test_a_calendar_says_whose_meetings(meetings, chief, fields):
    link, _token = follow(chief, "mine:::")
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarLink.objects.filter(pk=link.pk).update(**fields)


class TestPages:
    def test_the_address_is_shown_once_with_how_to_use_it(self, meetings, signed_in):
        client = signed_in(Role.CHIEF, "E01")
        page = client.get(PAGE).content.decode()
        assert page.count("<h1") == 1
        assert "Abonner" in page
        made = client.post(PAGE, {"calendar": "mine:::"})
        assert made.status_code == 201
        text = made.content.decode()
        token = re.search(r"/kalender/([\w-]{30,})\.ics", text)[1]
        assert "webcal://" in text
        assert len(events(token)) == 4
        again = client.get(PAGE).content.decode()
        assert token not in again
        assert "sidst hentet" in again
        number = CalendarLink.objects.get().pk
        answer = client.post(f"/kalender/{number}/luk/", follow=True)
        assert "Linket er lukket" in answer.content.decode()
        assert Client().get(f"/kalender/{token}.ics").status_code == 410

    def test_bad_choices_and_strangers(self, meetings, signed_in, client):
        assert Client().get(PAGE).status_code == 302
        assert Client().post(PAGE, {"calendar": "mine:::"}).status_code == 403
        client = signed_in(Role.CHIEF, "E01")
        refused = client.post(PAGE, {"calendar": "edition:2021::"})
        assert refused.status_code == 422
        assert "Vælg en af kalenderne." in refused.content.decode()
        assert client.post("/kalender/999999/luk/").status_code == 404
        outsider = signed_in(Role.CHIEF, "E03")
        assert "når I er med i et partnerskab" in outsider.get(PAGE).content.decode()

    def test_one_meeting_is_taken_home(self, meetings, signed_in):
        address = f"/partnerskaber/example/moeder/{meetings[1].pk}/"
        client = signed_in(Role.CHIEF, "E01")
        assert f"{address}kalender.ics" in client.get(address).content.decode()
        calendar = vobject.readOne(client.get(f"{address}kalender.ics").content.decode())
        assert calendar.vevent.summary.value.startswith("Netværksdag 1")
        Meeting.objects.filter(pk=meetings[1].pk).update(day=None, starts=None, ends=None)
        assert client.get(f"{address}kalender.ics").status_code == 404
        assert signed_in(Role.CHIEF, "E03").get(f"{address}kalender.ics").status_code == 403

    def test_calling_off_on_the_page(self, meetings, signed_in):
        address = f"/partnerskaber/example/moeder/{meetings[1].pk}/"
        assert signed_in(Role.CHIEF, "E01").get(f"{address}aflys/").status_code == 403
        assert signed_in(Role.CHIEF, "E01").post(f"{address}holdes/").status_code == 403
        client = signed_in(Role.FACILITATOR)
        assert f"{address}aflys/" in client.get(address).content.decode()
        refused = client.post(f"{address}aflys/", {"reason": "010203-1234 er syg"})
        assert refused.status_code == 422
        assert "CPR" in refused.content.decode()
        page = client.post(f"{address}aflys/", {"reason": "Snestorm"}, follow=True).content.decode()
        assert 'Mødet er aflyst: <span lang="da">Snestorm</span>' in page
        assert "Version 2" in page
        page = client.post(f"{address}holdes/", follow=True).content.decode()
        assert "Mødet holdes alligevel." in page
        assert 'Mødet er aflyst: <span lang="da">Snestorm</span>' in page
