"""What a meeting's page holds of suggestions, votes and progress."""

from collections.abc import Mapping, Sequence
from typing import Any

from samspil.meetings import rules, selectors
from samspil.meetings.forms.steering import ProgressForm, SuggestForm, VoteForm
from samspil.meetings.selectors import MeetingRow, Seat
from samspil.people.viewer import Viewer


def own(viewer: Viewer, row: MeetingRow) -> list[Seat]:
    """Return the seats the viewer speaks for at a steering meeting."""
    found = selectors.steering(viewer, row)
    return [seat for seat, _vote in found.own] if found else []


def offers(own_seats: Sequence[Seat]) -> list[tuple[str, str]]:
    """Return seats as a form offers them: key and name."""
    return [(seat.key, seat.name) for seat in own_seats]


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
    mine = offers([seat for seat, _vote in found.own])
    forms = dict(refused or {})
    may_write = bool(mine) and not row.is_cancelled
    is_open = may_write and not found.is_closed
    if is_open:
        forms.setdefault("suggest", SuggestForm(mine))
    if is_open and found.suggestions:
        choices = [(one.id, one.text) for one in found.suggestions]
        first = found.own[0][1]
        forms.setdefault("vote", VoteForm(mine, choices, initial={"suggestion": first}))
    if may_write:
        words = {one.seat.key: one.text for one in found.progress}
        forms.setdefault("progress", ProgressForm(mine, initial={"words": words[mine[0][0]]}))
    return {
        "steering": found,
        "steering_forms": forms,
        "may_close": rules.may_plan(viewer, row.edition) and not found.is_closed,
    }
