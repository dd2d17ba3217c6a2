"""Meetings in words."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspil.components import numbers


def name(kind: str, number: int) -> str:
    """Return what a meeting is called."""
    if kind == "steering":
        return _("Styregruppemøde før netværksdag %(number)s") % {"number": number}
    return _("Netværksdag %(number)s") % {"number": number}


def when(day: dt.date | None, starts: dt.datetime | None, ends: dt.datetime | None) -> str:
    """Return day and time: ``tirsdag den 14. september 2021 kl. 9.30-15.30``."""
    if day is None:
        return _("Datoen er ikke oplyst endnu")
    if numbers.is_english():
        found = date_format(day, "l j F Y")
        clock, at = "%H:%M", ", "
    else:
        found = date_format(day, r"l \d\e\n j. F Y")
        clock, at = "%H.%M", " kl. "
    times = [_clock(time, clock) for time in (starts, ends) if time]
    return found + (at + "–".join(times) if times else "")


def _clock(time: dt.datetime, form: str) -> str:
    """Return a clock time without a leading zero."""
    return time.strftime(form).lstrip("0") if time.hour else time.strftime(form)


def where(mode: str, place: str) -> str:
    """Return how and where people meet."""
    how = {"physical": _("Fysisk"), "virtual": _("Virtuelt")}.get(mode, "")
    return " · ".join(part for part in (how, place) if part)


def kind(name: str) -> str:
    """Return what is brought."""
    known = {"question": _("Spørgsmål"), "test": _("Prøvehandling"), "result": _("Erfaring")}
    return known.get(name, name)
