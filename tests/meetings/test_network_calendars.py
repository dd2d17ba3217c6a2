"""The calendar of a municipality's network: its days, with whom, for as long as it takes part."""

import icalendar
import pytest
from django.db import IntegrityError, transaction

from samspil.meetings import selectors, services
from samspil.meetings.models import CalendarLink
from samspil.networks.models import NetworkSplit
from samspil.people.roles import Role
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import ParticipatingMunicipality

pytestmark = pytest.mark.django_db
KEY = "network:example:school:E01"
PLACES = {"E01": "Fabelborg", "E04": "Digterup", "E05": "Ordrup", "E06": "Sagnby"}


@pytest.fixture
def split(meetings, monkeypatch):
    """Four municipalities in school, divided into two networks."""
    places = [ParticipatingMunicipality(code, name) for code, name in PLACES.items()]
    monkeypatch.setattr(
        programmes, "participants", lambda _edition, sector: places if sector == "school" else []
    )
    monkeypatch.setattr(
        programmes, "taking_part", lambda _edition, sectors: PLACES if "school" in sectors else {}
    )
    return NetworkSplit.objects.create(
        edition="example", sector="school", networks=[["E01", "E05"], ["E04", "E06"]], reason="Vej"
    )


@pytest.fixture
def chief(viewer):
    return viewer(Role.CHIEF, "E01")


def events(client, token):
    content = client.get(f"/kalender/{token}.ics").content
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_a_network_is_offered_and_followed_on_the_page(split, chief, client, person):
    names = {one.key: one.name for one in selectors.calendar_choices(chief)}
    assert names[KEY].startswith("Vores netværk, skole: ")
    client.force_login(person(Role.CHIEF, "E01"))
    assert client.post("/kalender/", {"calendar": KEY}).status_code == 201
    link = CalendarLink.objects.get()
    assert (link.scope, link.sector, link.municipality_id) == ("network", "school", "E01")


def test_it_holds_the_networks_days_and_says_with_whom(split, chief, client):
    _link, token = services.follow_calendar(actor=chief, key=KEY, language="da")
    found = events(client, token)
    assert len(found) == 4
    assert all("Netværk: Fabelborg, Ordrup" in one["DESCRIPTION"] for one in found)
    assert not any("Styregruppemøde" in one["SUMMARY"] for one in found)
    same = services.follow_calendar(actor=chief, key="mine:::", language="en")[1]
    assert {one["UID"] for one in found} <= {one["UID"] for one in events(client, same)}


def test_made_one_again_the_days_stay_and_who_leaves_gets_none(split, chief, client, monkeypatch):
    _link, token = services.follow_calendar(actor=chief, key=KEY, language="da")
    NetworkSplit.objects.all().delete()
    found = events(client, token)
    assert len(found) == 4
    assert not any("Netværk:" in one["DESCRIPTION"] for one in found)
    monkeypatch.setattr(programmes, "taking_part", lambda _edition, _sectors: {})
    assert events(client, token) == []


def test_others_networks_and_none_at_all_are_not_offered(split, chief, viewer):
    offered = {one.key for one in selectors.calendar_choices(chief)}
    assert "network:example:school:E04" not in offered
    with pytest.raises(services.NoSuchCalendarError):
        services.follow_calendar(actor=viewer(Role.CHIEF, "E04"), key=KEY, language="da")
    NetworkSplit.objects.all().delete()
    assert KEY not in {one.key for one in selectors.calendar_choices(chief)}


def test_a_networks_calendar_says_whose(split, chief):
    link, _token = services.follow_calendar(actor=chief, key=KEY, language="da")
    for wrong in ({"sector": ""}, {"municipality": None}, {"edition": ""}, {"scope": "netto"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CalendarLink.objects.filter(pk=link.pk).update(**wrong)
