"""What the pages of meetings hold."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.meetings import rules, selectors, sentences
from samspil.meetings.forms.meetings import BringForm, DecisionForm
from samspil.meetings.forms.steering import ReplyForm, SettleForm, TakeHomeForm
from samspil.meetings.pages.steering import steering as steering_page
from samspil.meetings.selectors import MeetingRow
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes.selectors import EditionView
from samspil.screening.selectors import lever_labels


def meetings(viewer: Viewer, view: EditionView, now: dt.datetime) -> dict[str, Any]:
    """Return the page of an edition's meetings: the next one, those to come, those held."""
    rows = selectors.meetings_of(view.id)
    may_plan = rules.may_plan(viewer, view.id)
    own_places = own_municipalities(viewer, view.id)
    over = {row.id for row in rows if selectors.is_over(row, rows, now)}
    coming = [row for row in rows if row.id not in over]
    held = [row for row in coming if not row.is_cancelled]
    own = next((row for row in held if selectors.attends(viewer, row)), None)
    return {
        "edition": edition_words(view),
        "next": own,
        "coming": [row for row in coming if row != own],
        "past": [row for row in reversed(rows) if row.id in over and row.day],
        "undated": [row for row in rows if row.id in over and not row.day],
        "not_mine": {row.id for row in coming if not selectors.attends(viewer, row)},
        "interplay": selectors.interplay(viewer, view.id),
        "home": [
            (one, ReplyForm(own_places, auto_id=f"id_{one.id}_%s") if own_places else None)
            for one in selectors.taken_home(viewer, view.id)
        ],
        "left_out": selectors.left_out(view, now) if may_plan else [],
        "left_out_reason": _left_out_reason(),
        "concerns": selectors.edition_continuity(viewer, view.id, now).warnings,
        "may_plan": may_plan,
        "section": "partnerskaber",
    }


def meeting(
    viewer: Viewer,
    view: EditionView,
    row: MeetingRow,
    now: dt.datetime,
    *,
    decision: DecisionForm | None = None,
    bring: BringForm | None = None,
    steering: Mapping[str, Any] | None = None,
    settle: tuple[int, SettleForm] | None = None,
    home: TakeHomeForm | None = None,
) -> dict[str, Any]:
    """Return the page of one meeting; forms given are those just refused."""
    own = own_municipalities(viewer, view.id)
    may_plan = rules.may_plan(viewer, view.id)
    agenda = selectors.agenda(viewer, row)
    brought = selectors.brought_items(viewer, row.id)
    latest, older = selectors.latest_tests(brought)
    is_ahead = not row.is_past(now) and not row.is_cancelled
    open_to_bring = row.is_network_day and is_ahead and own
    return {
        "edition": edition_words(view),
        "meeting": row,
        "past": row.is_past(now),
        "versions": selectors.history(row),
        "may_note": rules.may_plan(viewer, view.id),
        "may_cancel": rules.may_plan(viewer, view.id) and not row.is_past(now),
        "decisions": [
            (one, _settle_form(one.id, settle)) for one in selectors.settled(viewer, row)
        ],
        "ways_on": selectors.ways_on(row, now) if may_plan else [],
        "left_out": row in selectors.left_out(view, now),
        "left_out_reason": _left_out_reason(),
        "agenda": agenda,
        "fits": sentences.fits_the_day(agenda.left) if agenda else "",
        "levers": lever_labels(),
        "minutes": selectors.minutes_of(viewer, row),
        "taken_home": selectors.taken_home(viewer, view.id, meeting=row.id),
        "home_form": (home or TakeHomeForm()) if may_plan and row.is_network_day else None,
        "tests": latest,
        "older_tests": older,
        "brought": brought,
        "decision_form": (decision or DecisionForm()) if rules.may_plan(viewer, view.id) else None,
        "bring_form": (bring or BringForm(own)) if open_to_bring else None,
        "refused": decision
        or bring
        or home
        or (settle[1] if settle else None)
        or next(iter((steering or {}).values()), None),
        "section": "partnerskaber",
    } | steering_page(viewer, row, steering)


def own_municipalities(viewer: Viewer, edition: str) -> list[tuple[str, str]]:
    """Return those taking part for which the viewer can bring something: code and name."""
    names = places.names()
    return [
        (code, names[code])
        for code in sorted(selectors.participating(edition))
        if rules.may_bring(viewer, edition, code)
    ]


def _left_out_reason() -> str:
    """Return why a meeting that left the edition is called off; those who get it are Danish."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Det er taget ud af partnerskabets plan.")


def _settle_form(decision: int, refused: tuple[int, SettleForm] | None) -> SettleForm:
    if refused is not None and refused[0] == decision:
        return refused[1]
    return SettleForm(auto_id=f"s{decision}_%s")


def edition_words(view: EditionView) -> dict[str, Any]:
    """Return an edition as a heading needs it."""
    content = view.content
    return {
        "id": view.id,
        "title": content.title.in_language(get_language() or "da"),
        "is_example": content.is_example,
        "tentative": content.dates_tentative,
    }
