"""What the page of the day holds, for those signed in and for guests."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.meetings import rules, selectors, sentences
from samspil.meetings.forms.day import NoteForm
from samspil.meetings.selectors import MeetingRow
from samspil.meetings.visitor import Visitor
from samspil.methods.states import Value
from samspil.programmes.selectors import EditionView
from samspil.surveys.selectors import QuestionResult, Results


def day(
    visitor: Visitor,
    view: EditionView,
    row: MeetingRow,
    now: dt.datetime,
    *,
    token: str = "",
    form: NoteForm | None = None,
    joined: bool = False,
) -> dict[str, Any]:
    """Return the page; a form given was refused, or `joined` of two texts to look through."""
    note = selectors.note(visitor, row)
    agenda = selectors.agenda_of(row)
    current, after = agenda.now_and_next(now) if agenda else (None, None)
    last_minute = selectors.last_minute(visitor, row)
    asked = form or NoteForm(initial={"text": note.text, "base": note.revision})
    return {
        "edition": view,
        "meeting": row,
        "visitor": visitor,
        "token": token,
        "items": [
            (one, one.times, one == current, one == after)
            for one in (agenda.items if agenda else ())
        ],
        "is_today": row.day == timezone.localdate(now),
        "past": row.is_past(now),
        "saved": sentences.clock(note.saved_at) if note.saved_at else "",
        "form": asked,
        "refused": form if form is not None and not joined else None,
        "joined": joined,
        "last_minute": last_minute,
        "answers": answers(last_minute.results),
        "brought": selectors.brought_items(visitor.viewer, row.id),
        "is_organiser": rules.may_plan(visitor.viewer, view.id),
        "addresses": _addresses(row, token),
        "section": "partnerskaber",
    }


def answers(results: Results | None) -> list[tuple[str, str]]:
    """Return each question with what was said; none while nothing may be shown."""
    if results is None or not isinstance(results.everyone.answers, Value):
        return []
    return [(one.text, _said(one)) for one in results.everyone.questions]


def _said(one: QuestionResult) -> str:
    """Return the answers to a question in words: the mean of a scale, or how many chose what."""
    if isinstance(one.mean, Value):
        mean = numbers.number(one.mean.number, 1)
        return _("%(mean)s i gennemsnit, på en skala fra 1 til 5") % {"mean": mean}
    chosen = [
        f"{label}: {int(count.number)}"
        for label, count in one.counts
        if isinstance(count, Value) and count.number
    ]
    return " · ".join(chosen)


def _addresses(row: MeetingRow, token: str) -> dict[str, str]:
    """Return where the page's forms send to: a guest's go by the guest's own link."""
    if token:
        return {
            name: reverse(f"meetings:guest_{name}", args=[token])
            for name in ("day", "note", "answer")
        }
    return {
        name: reverse(f"meetings:{name}", args=[row.edition, row.id])
        for name in ("day", "note", "answer")
    }
