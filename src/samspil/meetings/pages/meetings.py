"""What the pages of meetings hold."""

import datetime as dt
from typing import Any

from django.utils.translation import get_language

from samspil.meetings import rules, selectors
from samspil.meetings.forms.meetings import BringForm, DecisionForm
from samspil.meetings.selectors import MeetingRow
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes.selectors import EditionView


def meetings(viewer: Viewer, view: EditionView, now: dt.datetime) -> dict[str, Any]:
    """Return the page of an edition's meetings: the next one, those to come, those held."""
    rows = selectors.meetings_of(view.id)
    coming = [row for row in rows if not row.is_past(now)]
    held = [row for row in coming if not row.is_cancelled]
    own = next((row for row in held if selectors.attends(viewer, row)), None)
    return {
        "edition": _edition(view),
        "next": own,
        "coming": [row for row in coming if row != own],
        "past": [row for row in reversed(rows) if row.is_past(now)],
        "not_mine": {row.id for row in coming if not selectors.attends(viewer, row)},
        "concerns": selectors.edition_continuity(viewer, view.id, now).warnings,
        "may_plan": rules.may_plan(viewer, view.id),
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
) -> dict[str, Any]:
    """Return the page of one meeting; forms given are those just refused."""
    own = own_municipalities(viewer, view.id)
    is_ahead = not row.is_past(now) and not row.is_cancelled
    open_to_bring = row.is_network_day and is_ahead and own
    return {
        "edition": _edition(view),
        "meeting": row,
        "past": row.is_past(now),
        "versions": selectors.history(row),
        "may_note": rules.may_plan(viewer, view.id),
        "may_cancel": rules.may_plan(viewer, view.id) and not row.is_past(now),
        "decisions": selectors.decisions(viewer, row),
        "brought": selectors.brought_items(viewer, row.id),
        "decision_form": (decision or DecisionForm()) if rules.may_plan(viewer, view.id) else None,
        "bring_form": (bring or BringForm(own)) if open_to_bring else None,
        "refused": decision or bring,
        "section": "partnerskaber",
    }


def own_municipalities(viewer: Viewer, edition: str) -> list[tuple[str, str]]:
    """Return those taking part for which the viewer can bring something: code and name."""
    names = places.names()
    return [
        (code, names[code])
        for code in sorted(selectors.participating(edition))
        if rules.may_bring(viewer, edition, code)
    ]


def _edition(view: EditionView) -> dict[str, Any]:
    content = view.content
    return {
        "id": view.id,
        "title": content.title.in_language(get_language() or "da"),
        "is_example": content.is_example,
        "tentative": content.dates_tentative,
    }
