"""Meetings in words."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspil.components import numbers


def name(kind: str, number: int) -> str:
    """Return what a meeting is called."""
    if kind == "steering":
        return _("Styregruppemøde før netværksdag %(number)s") % {"number": number}
    return _("Netværksdag %(number)s") % {"number": number}


def seat(municipality: str, sector: str) -> str:
    """Return who has a seat at a steering meeting: ``Fabelborg`` or ``Fabelborg, skole``."""
    area = {"daycare": _("dagtilbud"), "school": _("skole")}.get(sector, sector)
    return f"{municipality}, {area}" if area else municipality


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


def clock(moment: dt.datetime) -> str:
    """Return a moment's Danish clock time: ``9.30``, in English ``9:30``."""
    return _clock(timezone.localtime(moment), "%H:%M" if numbers.is_english() else "%H.%M")


def where(mode: str, place: str) -> str:
    """Return how and where people meet."""
    how = {"physical": _("Fysisk"), "virtual": _("Virtuelt")}.get(mode, "")
    return " · ".join(part for part in (how, place) if part)


def kind(name: str) -> str:
    """Return what is brought."""
    known = {"question": _("Spørgsmål"), "test": _("Prøvehandling"), "result": _("Erfaring")}
    return known.get(name, name)


_MODES = {"physical": gettext_lazy("fysisk"), "virtual": gettext_lazy("virtuelt")}


def new() -> str:
    """Return what is said of a meeting that was planned after the others."""
    return _("Mødet er nyt.")


def changes(stored: Sequence[Mapping[str, str]]) -> list[str]:
    """Return what changed in a version, a sentence for each change, in the reader's language."""
    lines = [_changed(one["field"], one["before"], one["after"]) for one in stored]
    said = [line for line in lines if line]
    # Only the words in the other language were put right.
    return said if said or not stored else [_("Teksten er rettet.")]


def _changed(field: str, before: str, after: str) -> str:
    if field == "cancelled":
        held = _("Mødet holdes alligevel.")
        return _("Mødet er aflyst: %(why)s") % {"why": after} if after else held
    if field in _TURNED:
        return str(_TURNED[field][0 if after else 1])
    name, words = _FIELDS.get(field, (None, None))
    if name is None or words is None:
        language = "en" if numbers.is_english() else "da"
        what, _underscore, spoken = field.partition("_")
        if spoken != language or what not in _TEXTS:
            return ""
        name, words = _TEXTS[what], str
    parts = {
        "what": name,
        "before": words(before) if before else "",
        "after": words(after) if after else "",
    }
    if not before:
        return _("%(what)s: %(after)s") % parts
    if not after:
        return _("%(what)s: før %(before)s, nu ikke oplyst") % parts
    return _("%(what)s: %(after)s (før %(before)s)") % parts


def _day(text: str) -> str:
    return when(dt.date.fromisoformat(text), None, None)


def _time(text: str) -> str:
    form = "%H:%M" if numbers.is_english() else "%H.%M"
    return _clock(dt.datetime.combine(dt.date.min, dt.time.fromisoformat(text)), form)


def _mode(text: str) -> str:
    return str(_MODES.get(text, _("ikke oplyst")))


_FIELDS: dict[str, tuple[Promise, Callable[[str], str]]] = {
    "day": (gettext_lazy("Dato"), _day),
    "starts": (gettext_lazy("Begynder"), _time),
    "ends": (gettext_lazy("Slutter"), _time),
    "mode": (gettext_lazy("Form"), _mode),
}
_TURNED: dict[str, tuple[Promise, Promise]] = {
    "tentative": (gettext_lazy("Datoen er foreløbig."), gettext_lazy("Datoen er fast.")),
    "by_sector": (
        gettext_lazy("Hver kommune har nu én stemme for hvert område."),
        gettext_lazy("Hver kommune har nu én stemme i alt."),
    ),
}
"""What is said when something is so from now on, and when it no longer is."""
_TEXTS: dict[str, Promise] = {"place": gettext_lazy("Sted"), "theme": gettext_lazy("Tema")}


def item_kind(kind: str) -> str:
    """Return what people do in an item of an agenda."""
    return {
        "welcome": _("Velkomst"),
        "input": _("Oplæg"),
        "reflection": _("Fælles refleksion"),
        "questions": _("De store spørgsmål"),
        "exchange": _("Sparring i grupperne"),
        "tests": _("Prøvehandlinger"),
        "decisions": _("Beslutninger"),
        "break": _("Pause"),
        "other": _("Andet"),
    }[kind]


def suggestion_kind(kind: str) -> str:
    """Return what a suggestion is about."""
    return _("Tone") if kind == "tone" else _("Indhold")


def fate(fate: str) -> str:
    """Return what became of a decision."""
    return {
        "open": _("ikke brugt endnu"),
        "carried": _("på dagsordenen"),
        "dropped": _("droppet"),
        "changed": _("ændret"),
        "closed": _("lukket"),
    }[fate]


def fits_the_day(left: int | None) -> str:
    """Return whether an agenda fills the day; empty where the day has no times or it does."""
    if left is None or left == 0:
        return ""
    if left < 0:
        text = ngettext(
            "Dagsordenen er %(count)s minut for lang til dagen.",
            "Dagsordenen er %(count)s minutter for lang til dagen.",
            -left,
        )
        return text % {"count": -left}
    text = ngettext(
        "Der er %(count)s minut tilbage af dagen.", "Der er %(count)s minutter tilbage af dagen.",
        left,
    )  # fmt: skip
    return text % {"count": left}
