"""Whom a letter to a chosen set goes to, and the letters that were written."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from samspil.people.viewer import Viewer
from samspil.programmes import rules
from samspil.programmes.models import GroupLetter, Participant, Registration
from samspil.programmes.selectors.registrations import registrations


@dataclass(frozen=True)
class Addressee:
    """Somebody a letter goes to: once, whatever the number of teams."""

    user_id: int
    municipality: str
    name: str
    email: str


@dataclass(frozen=True)
class GroupLetterView:
    """A letter to a chosen set. ``written`` of ``total`` have been written to once it is sent."""

    id: int
    audience: str
    municipalities: tuple[str, ...]
    subject: str
    body: str
    by: str
    sent_at: dt.datetime | None
    total: int
    written: int


def addressees(
    viewer: Viewer, edition: str, audience: str, codes: Collection[str] = ()
) -> list[Addressee]:
    """Return who would get a letter now, by municipality in Danish order and name.

    Those who must see to missing names are the chiefs of the municipalities that lack some. Empty
    for others than organisers.
    """
    if not rules.may_see_all(viewer, edition):
        return []
    rows = Participant.objects.filter(
        team__registration__edition=edition,
        team__registration__status=Registration.Status.CONFIRMED,
        user__is_active=True,
    ).select_related("team__registration__municipality", "user")
    kind = GroupLetter.Audience
    if audience in {kind.DAYCARE, kind.SCHOOL}:
        rows = rows.filter(team__sector=audience)
    if audience in {kind.NAMES, kind.CHIEFS}:
        rows = rows.filter(is_chief=True)
    if audience == kind.NAMES:
        lacking = [
            row.code
            for row in registrations(viewer, edition)
            if row.is_confirmed and row.named < row.participants
        ]
        rows = rows.filter(team__registration__municipality__in=lacking)
    if audience == kind.CHOSEN:
        rows = rows.filter(team__registration__municipality__in=codes)
    found: dict[int, Addressee] = {}
    for row in rows.order_by("team__registration__municipality__sort_key", "name", "id"):
        if row.user is not None:
            place = row.team.registration.municipality.name
            found.setdefault(row.user.pk, Addressee(row.user.pk, place, row.name, row.user.email))
    return list(found.values())


def group_letters(viewer: Viewer, edition: str) -> list[GroupLetterView]:
    """Return the letters of an edition, the newest first; none for others than organisers."""
    if not rules.may_see_all(viewer, edition):
        return []
    rows = GroupLetter.objects.filter(edition=edition).select_related("written_by")
    return [_view(row) for row in rows.prefetch_related("addressees")]


def group_letter(viewer: Viewer, edition: str, number: int) -> GroupLetterView | None:
    """Return one letter of the edition, or None."""
    return next((one for one in group_letters(viewer, edition) if one.id == number), None)


def _view(row: GroupLetter) -> GroupLetterView:
    people = list(row.addressees.all())
    return GroupLetterView(
        id=row.pk,
        audience=row.audience,
        municipalities=tuple(row.municipalities),
        subject=row.subject,
        body=row.body,
        by=str(row.written_by),
        sent_at=row.sent_at,
        total=len(people),
        written=sum(one.written_at is not None for one in people),
    )
