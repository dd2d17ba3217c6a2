"""What municipalities have done of what they promised with the registration: never ranked."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import Count, Q

from samspil.development import rules
from samspil.development.models import (
    Process,
    SparringAnswer,
    SparringNudge,
    SparringOffer,
    SparringQuestion,
    Used,
)
from samspil.development.selectors.sparring_rows import CommitmentRow
from samspil.meetings import selectors as meetings
from samspil.meetings.selectors import Presence
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.places.services import sort_key
from samspil.programmes import selectors as programmes

type _Counts = Mapping[tuple[str, str], int]
_USED = Q(used__in=[Used.YES, Used.PARTLY])


def commitments(
    *, viewer: Viewer, edition: str, now: dt.datetime | None = None
) -> list[CommitmentRow]:
    """Return a row for each municipality and sector taking part, in Danish alphabetical order.

    Organisers see all, a municipality's own people theirs, others none.
    """
    view = programmes.edition(edition)
    taking_part = [
        (place.code, place.name, sector)
        for sector in (view.content.sector_ids if view else ())
        for place in programmes.participants(edition, sector)
        if _may_see(viewer, edition, place.code, sector)
    ]
    if not taking_part:
        return []
    return _rows(viewer, edition, taking_part, now)


def _may_see(viewer: Viewer, edition: str, code: str, sector: str) -> bool:
    return rules.may_follow(viewer, edition=edition) or rules.may_ask(
        viewer, municipality=code, sector=sector, edition=edition
    )


def _rows(
    viewer: Viewer,
    edition: str,
    taking_part: Sequence[tuple[str, str, str]],
    now: dt.datetime | None,
) -> list[CommitmentRow]:
    processes = {
        (one.municipality_id, sector): one.pk
        for one in Process.objects.filter(edition=edition)
        for sector in one.sectors
    }
    asked = _asked(edition)
    given, thanked, received, used = _answers(edition)
    offers = _offers(edition)
    nudged = {
        (one.municipality_id, one.sector): one.sent_at
        for one in SparringNudge.objects.filter(edition=edition)
    }
    examples = {place.code for place in places.example_municipalities()}
    presence = meetings.steering_presence(viewer, edition, now)
    continuity = {
        one.found.code: one.found
        for one in meetings.edition_continuity(viewer, edition, now).places
    }
    rows = []
    for code, name, sector in taking_part:
        key = (code, sector)
        seat = _together(presence, code, sector)
        found = continuity.get(code)
        rows.append(
            CommitmentRow(
                edition=edition,
                code=code,
                municipality=name,
                is_example=code in examples,
                sector=sector,
                process=processes.get(key),
                asked=asked.get(key, 0),
                given=given.get(key, 0),
                received=received.get(key, 0),
                used=used.get(key, 0),
                thanked=thanked.get(key, 0),
                offers=offers.get(key, 0),
                steering_held=seat.held,
                steering_present=seat.present,
                days=len(found.days) if found else 0,
                people=found.people if found else 0,
                throughout=found.throughout if found else 0,
                nudged_at=nudged.get(key),
            )
        )
    return sorted(rows, key=lambda row: (sort_key(row.municipality), row.sector))


def _asked(edition: str) -> _Counts:
    found = SparringQuestion.objects.filter(edition=edition, withdrawn_at=None)
    counted = found.order_by().values_list("municipality_id", "sector").annotate(n=Count("pk"))
    return {(code, sector): n for code, sector, n in counted}


def _offers(edition: str) -> _Counts:
    found = SparringOffer.objects.filter(edition=edition, withdrawn_at=None)
    counted = found.order_by().values_list("municipality_id", "sector").annotate(n=Count("pk"))
    return {(code, sector): n for code, sector, n in counted}


def _answers(edition: str) -> tuple[_Counts, _Counts, _Counts, _Counts]:
    """Return given, used of these by others, received, and used of these."""
    standing = SparringAnswer.objects.filter(
        question__edition=edition, question__withdrawn_at=None, withdrawn_at=None
    ).order_by()
    counts = []
    for code, sector in (
        ("municipality_id", "sector"),
        ("question__municipality_id", "question__sector"),
    ):
        found = standing.values_list(code, sector).annotate(
            n=Count("pk"), used_of=Count("pk", filter=_USED)
        )
        listed = list(found)
        counts.append({(one[0], one[1]): one[2] for one in listed})
        counts.append({(one[0], one[1]): one[3] for one in listed})
    given, thanked, received, used = counts
    return given, thanked, received, used


def _together(presence: Mapping[tuple[str, str], Presence], code: str, sector: str) -> Presence:
    """Return the presence at common steering meetings and at those of the sector."""
    both = [presence.get((code, one), Presence()) for one in ("", sector)]
    return Presence(sum(one.held for one in both), sum(one.present for one in both))
