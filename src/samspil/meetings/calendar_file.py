"""A calendar as a file that calendars on phones and desks read (RFC 5545, names from RFC 7986).

Pure: entries in, bytes out, the same bytes for the same entries.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import icalendar

ZONE = "Europe/Copenhagen"
OFTEN = dt.timedelta(hours=1)
"""How often a calendar that follows this one is asked to look again."""


@dataclass(frozen=True)
class Entry:
    """One meeting. `starts` and `ends` are aware; without `starts` it fills the whole `day`.

    `status` is CONFIRMED, TENTATIVE or CANCELLED; `sequence` counts changes from 0.
    """

    uid: str
    sequence: int
    changed_at: dt.datetime
    title: str
    day: dt.date
    starts: dt.datetime | None = None
    ends: dt.datetime | None = None
    place: str = ""
    text: str = ""
    address: str = ""
    status: str = "CONFIRMED"


def calendar_file(name: str, entries: Sequence[Entry], *, language: str) -> bytes:
    """Return the file; `name` is what a calendar calls it, `language` that of its words."""
    import icalendar

    found = icalendar.Calendar()
    found.add("prodid", f"-//Samspil//Samspil//{language.upper()}")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("name", name, parameters={"LANGUAGE": language})
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", ZONE)
    found.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    if any(entry.starts for entry in entries):
        found.add_component(_danish_time())
    for entry in entries:
        found.add_component(_event(entry, language))
    content: bytes = found.to_ical()
    return content


def _event(entry: Entry, language: str) -> "icalendar.Event":
    import icalendar

    event = icalendar.Event()
    # Without a method of reply the stamp is when the meeting last changed (RFC 5545, 3.8.7.2).
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    event.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    event.add("sequence", entry.sequence)
    event.add("status", entry.status)
    _add_time(event, entry)
    words = {"LANGUAGE": language}
    event.add("summary", entry.title, parameters=words)
    for name, text in (("location", entry.place), ("description", entry.text)):
        if text:
            event.add(name, text, parameters=words)
    if entry.address:
        event.add("url", entry.address)
    return event


def _add_time(event: "icalendar.Event", entry: Entry) -> None:
    """Say when, in Danish time. A day without hours, or one called off, keeps nobody busy."""
    if entry.starts is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + dt.timedelta(days=1))
    else:
        event.add("dtstart", entry.starts.astimezone(ZoneInfo(ZONE)))
        if entry.ends is not None:
            event.add("dtend", entry.ends.astimezone(ZoneInfo(ZONE)))
    is_busy = entry.starts is not None and entry.status != "CANCELLED"
    event.add("transp", "OPAQUE" if is_busy else "TRANSPARENT")


def _danish_time() -> "icalendar.Timezone":
    """Return the zone with its two changes a year, the same in the European Union since 1996."""
    import icalendar

    zone = icalendar.Timezone()
    zone.add("tzid", ZONE)
    for kind, name, first, month, before, after in (
        (icalendar.TimezoneDaylight, "CEST", (1996, 3, 31, 2), 3, 1, 2),
        (icalendar.TimezoneStandard, "CET", (1996, 10, 27, 3), 10, 2, 1),
    ):
        part = kind()
        part.add("dtstart", dt.datetime(*first))  # noqa: DTZ001 - the clock before the change
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", dt.timedelta(hours=before))
        part.add("tzoffsetto", dt.timedelta(hours=after))
        zone.add_component(part)
    return zone
