"""The calendar file, read back by a library that did not write it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from samspil.meetings.calendar_file import ZONE, Entry, calendar_file

COPENHAGEN = ZoneInfo(ZONE)
CHANGED = dt.datetime(2026, 11, 28, 10, 15, tzinfo=dt.UTC)


def entry(**changes):
    day = dt.date(2026, 12, 8)
    standing = {
        "uid": "a@samspil",
        "sequence": 2,
        "changed_at": CHANGED,
        "title": "Netværksdag 1",
        "day": day,
        "starts": dt.datetime(2026, 12, 8, 9, 30, tzinfo=COPENHAGEN),
        "ends": dt.datetime(2026, 12, 8, 15, 30, tzinfo=COPENHAGEN),
        "place": "Rådhuset, sal 2; indgang B",
        "text": "Ledelse: fra ambition til praksis",
        "address": "https://samspil.example/x/",
    }
    return Entry(**standing | changes)


def read(*entries, language="da"):
    return vobject.readOne(calendar_file("Møder", entries, language=language).decode())


def test_all_that_was_said_is_read():
    calendar = read(entry())
    assert calendar.version.value == "2.0"
    assert calendar.x_wr_calname.value == "Møder"
    event = calendar.vevent
    assert event.uid.value == "a@samspil"
    assert event.sequence.value == "2"
    assert event.summary.value == "Netværksdag 1"
    assert event.location.value == "Rådhuset, sal 2; indgang B"
    assert event.last_modified.value == CHANGED
    assert event.dtstart.value == dt.datetime(2026, 12, 8, 9, 30, tzinfo=COPENHAGEN)
    assert event.dtend.value.astimezone(dt.UTC).hour == 14
    assert event.status.value == "CONFIRMED"
    assert event.transp.value == "OPAQUE"
    assert event.url.value == "https://samspil.example/x/"


def test_the_zone_is_named_and_described():
    raw = calendar_file("Møder", [entry()], language="da").decode()
    assert "DTSTART;TZID=Europe/Copenhagen:20261208T093000\r\n" in raw
    assert raw.count("BEGIN:VTIMEZONE") == 1
    assert "SUMMARY;LANGUAGE=da:Netværksdag 1\r\n" in raw
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))


@pytest.mark.parametrize("year", [2019, 2026, 2041])
def test_the_zone_changes_when_denmark_does(year):
    """The zone as the file describes it gives every Danish hour the moment that zoneinfo gives."""
    zone = read(entry()).vtimezone.tzinfo
    for day in range(0, 365, 4):
        local = dt.datetime(year, 1, 1, 12, tzinfo=COPENHAGEN) + dt.timedelta(days=day)
        assert local.replace(tzinfo=zone).utcoffset() == local.utcoffset(), local


def test_a_day_without_hours_fills_the_day_and_keeps_nobody_busy():
    calendar = read(entry(starts=None, ends=None))
    event = calendar.vevent
    assert (event.dtstart.value, event.dtend.value) == (
        dt.date(2026, 12, 8),
        dt.date(2026, 12, 9),
    )
    assert event.transp.value == "TRANSPARENT"
    assert "vtimezone" not in calendar.contents


def test_a_start_without_an_end_invents_none():
    assert "dtend" not in read(entry(ends=None)).vevent.contents


def test_a_meeting_called_off_keeps_its_place_and_nobody_busy():
    event = read(entry(status="CANCELLED")).vevent
    assert (event.status.value, event.transp.value) == ("CANCELLED", "TRANSPARENT")
    assert event.dtstart.value.hour == 9


def test_a_calendar_without_meetings_is_still_one():
    assert "vevent" not in read().contents


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=90))
def test_any_words_come_back_as_they_were(words):
    event = read(entry(title=words, text=words + "\n" + words)).vevent
    assert event.summary.value == words
    if words:
        assert event.description.value == words + "\n" + words
