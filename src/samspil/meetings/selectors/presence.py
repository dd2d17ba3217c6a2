"""Whether municipalities were represented at the steering meetings."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from samspil.meetings import rules
from samspil.meetings.models import Attendance
from samspil.meetings.selectors.meetings import meetings_of
from samspil.meetings.selectors.seats import seats
from samspil.people import rules as people
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class Presence:
    """Of the `held` steering meetings with a seat for a municipality, `present` had somebody in it.

    A meeting counts once somebody noted who came.
    """

    held: int = 0
    present: int = 0


def steering_presence(
    viewer: Viewer, edition: str, now: dt.datetime | None = None
) -> Mapping[tuple[str, str], Presence]:
    """Return the presence of each municipality, by code and the seat's sector (often empty).

    Organisers see all, a municipality's own people theirs, others none.
    """
    today = timezone.localdate(now)
    rows = {
        row.id: row
        for row in meetings_of(edition)
        if not row.is_network_day and not row.is_cancelled and row.day and row.day <= today
    }
    noted = Attendance.objects.filter(meeting__in=rows)
    there: dict[int, set[tuple[str, str]]] = {}
    for one in noted:
        came = there.setdefault(one.meeting_id, set())
        if one.status != Attendance.Status.AWAY:
            came.add((one.municipality_id, one.sector))
    found: dict[tuple[str, str], Presence] = {}
    for number, came in there.items():
        for seat in seats(rows[number]):
            key = (seat.code, seat.sector)
            if _may_see(viewer, edition, *key):
                before = found.get(key, Presence())
                found[key] = Presence(before.held + 1, before.present + (key in came))
    return found


def _may_see(viewer: Viewer, edition: str, code: str, sector: str) -> bool:
    return rules.may_plan(viewer, edition) or people.belongs_to(
        viewer, code, edition=edition, sector=sector
    )
