"""Filters that put this room's values in words."""

import datetime as dt

from django import template

from samspil.definitions import Text
from samspil.programmes import words
from samspil.programmes.checks import Problem
from samspil.programmes.edition_parts import Deadline, Mode, NetworkDay, Strength

register = template.Library()


@register.filter
def ord(text: Text | None) -> str:  # noqa: A001 - a Danish name, as the other filters have
    """Return a definition's words in the reader's language."""
    return words.localised(text)


@register.filter
def vare(item: str) -> str:
    """Return an item of an order in words."""
    return words.item(item)


@register.filter
def omraade(sector: str) -> str:
    """Return a sector in words."""
    return words.sector(sector)


@register.filter
def frist(deadline: Deadline) -> str:
    """Return a deadline in words."""
    return words.deadline(deadline)


@register.filter
def tidspunkt(moment: dt.datetime) -> str:
    """Return a moment on the Danish clock."""
    return words.moment(moment)


@register.filter
def dato(date: dt.date | None) -> str:
    """Return a day, or that it was not stated."""
    return words.short_day(date)


@register.filter
def tider(day: NetworkDay) -> str:
    """Return from when to when a network day lasts."""
    return words.times(day)


@register.filter
def form(mode: Mode) -> str:
    """Return how people meet."""
    return str(words.MODES[mode])


@register.filter
def styrke(strength: Strength) -> str:
    """Return how firmly something is put."""
    return str(words.STRENGTHS[strength])


@register.filter
def mangel(problem: Problem) -> str:
    """Return what must be put right."""
    return words.problem(problem)


@register.filter
def niveau(level: str) -> str:
    """Return where in the municipality somebody works."""
    return str(words.LEVELS[level])


@register.filter
def kontakt(role: str) -> str:
    """Return what a contact is to be asked about."""
    return str(words.CONTACTS[role])


@register.filter
def inddraget(area: str) -> str:
    """Return a part of the municipality."""
    return str(words.AREAS[area])
