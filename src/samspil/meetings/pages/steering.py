"""What a meeting's page holds of suggestions, votes and progress."""

from collections.abc import Mapping
from typing import Any

from samspil.meetings import rules, selectors
from samspil.meetings.forms.steering import ProgressForm, SuggestForm, VoteForm
from samspil.meetings.selectors import MeetingRow
from samspil.people.viewer import Viewer


def own(viewer: Viewer, row: MeetingRow) -> list[tuple[str, str]]:
    """Return the municipalities the viewer speaks for at a steering meeting: code and name."""
    found = selectors.steering(viewer, row)
    return [(code, name) for code, name, _vote in found.own] if found else []


def offered(viewer: Viewer, row: MeetingRow) -> list[tuple[int, str]]:
    """Return the suggestions that can be put first."""
    found = selectors.steering(viewer, row)
    return [(one.id, one.text) for one in found.suggestions] if found else []


def steering(
    viewer: Viewer, row: MeetingRow, refused: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a steering meeting; `refused` are forms just refused, by what they do."""
    found = selectors.steering(viewer, row)
    if found is None:
        return {}
    mine = [(code, name) for code, name, _vote in found.own]
    forms = dict(refused or {})
    may_write = bool(mine) and not row.is_cancelled
    is_open = may_write and not found.is_closed
    if is_open:
        forms.setdefault("suggest", SuggestForm(mine))
    if is_open and found.suggestions:
        choices = [(one.id, one.text) for one in found.suggestions]
        first = found.own[0][2]
        forms.setdefault("vote", VoteForm(mine, choices, initial={"suggestion": first}))
    if may_write:
        words = {one.code: one.text for one in found.progress}
        forms.setdefault("progress", ProgressForm(mine, initial={"words": words[mine[0][0]]}))
    return {
        "steering": found,
        "steering_forms": forms,
        "may_close": rules.may_plan(viewer, row.edition) and not found.is_closed,
    }
