"""What the meetings page of an edition that is history holds: what is known, and what is not."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspil.definitions import Text
from samspil.meetings import histories, selectors, sentences
from samspil.meetings.pages.meetings import edition_words
from samspil.people.viewer import Viewer
from samspil.programmes import words
from samspil.programmes.edition_parts import NetworkDay
from samspil.programmes.editions import Edition
from samspil.programmes.selectors import EditionView


@dataclass(frozen=True)
class HeldRow:
    """A network day as it is known; what is empty was not stated. `meeting` was planned here."""

    name: str
    when: str
    clock: str
    how: str
    where: str
    theme: str
    held: str
    items: tuple[str, ...]
    conclusions: tuple[str, ...]
    steering_name: str
    steering_when: str
    source: str
    meeting: int | None

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is known of the day."""
        said = (self.when, self.how, self.where, self.theme, self.held, self.steering_when)
        return not any((*said, self.items, self.conclusions))


def history(viewer: Viewer, view: EditionView) -> dict[str, Any]:
    """Return the page; the edition says it all, so that nobody need plan anything."""
    content = view.content
    planned = {}
    if selectors.may_see(viewer, view.id):
        rows = selectors.meetings_of(view.id)
        planned = {row.number: row.id for row in rows if row.is_network_day}
    return {
        "edition": edition_words(view),
        "answer": _answer(content),
        "rows": [_row(content, day, planned.get(day.number)) for day in content.network_days],
        "steering": content.steering,
        "purpose": words.localised(content.steering.purpose) if content.steering else "",
        "steering_mode": words.MODES[content.steering.mode] if content.steering else "",
        "themes": [words.localised(one.text) for one in content.themes],
        "section": "partnerskaber",
    }


def _answer(edition: Edition) -> str:
    """Return how many days there were and when, as far as it is known."""
    days = edition.network_days
    if not days:
        return _("Antal netværksmøder og datoer er ikke oplyst.")
    dates = [day.date for day in days if day.date]
    count = ngettext("%(count)s netværksdag", "%(count)s netværksdage", len(days)) % {
        "count": len(days)
    }
    if len(dates) < len(days):
        known = ngettext(
            "%(days)s. Datoen for %(known)s af dem er oplyst.",
            "%(days)s. Datoerne for %(known)s af dem er oplyst.",
            len(dates),
        )
        return known % {"days": count, "known": len(dates)}
    return _("%(days)s, fra %(first)s til %(last)s.") % {
        "days": count,
        "first": words.short_day(dates[0]),
        "last": words.short_day(dates[-1]),
    }


def _row(edition: Edition, day: NetworkDay, meeting: int | None) -> HeldRow:
    found = histories.held_days(edition.id).get(day.number)
    return HeldRow(
        name=sentences.name("network_day", day.number),
        when=_day(day.date),
        clock=words.times(day) if day.starts else "",
        how=sentences.where(day.mode.value, ""),
        where=_said(day.place),
        theme=_said(day.theme),
        held=_said(day.held),
        items=tuple(_said(one) for one in found.items) if found else (),
        conclusions=tuple(_said(one) for one in found.conclusions) if found else (),
        steering_name=sentences.name("steering", day.number) if edition.steering else "",
        steering_when=_day(day.steering_date),
        source=_said(edition.source_named(found.source if found else day.source).name),
        meeting=meeting,
    )


def _day(date: dt.date | None) -> str:
    return sentences.when(date, None, None) if date else ""


def _said(text: Text | None) -> str:
    return text.in_language(get_language() or "da") if text else ""
