"""The waiting list: teams that came too late or found no place, in the sequence they asked."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import admission, rules, selectors
from samspil.programmes.models import Registration, WaitingPlace
from samspil.programmes.selectors.editions import Closed
from samspil.programmes.services import errors, notices
from samspil.programmes.services.acting import known


@transaction.atomic
def join_waiting_list(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    sectors: Sequence[str],
    note: str = "",
    now: dt.datetime | None = None,
) -> WaitingPlace:
    """Write the municipality on the waiting list for these sectors; asked again, its wish changes.

    Nothing binds, and its place in the sequence stays. Raises NotAllowedError, NoSuchEditionError
    (or no such sector), ExampleOnlyError, ClosedError for an edition that has been,
    AlreadyConfirmedError, and PlacesFreeError where it can register instead.
    """
    view = selectors.edition(edition)
    place = places.municipality(municipality)
    if view is None or place is None or not set(sectors) <= set(view.content.sector_ids):
        raise errors.NoSuchEditionError
    if not rules.may_write(actor, municipality, edition):
        raise people.NotAllowedError
    if view.content.is_example and not place.is_example:
        raise errors.ExampleOnlyError
    moment = now or timezone.now()
    reason = view.closed(moment)
    if reason not in (None, Closed.DEADLINE_PASSED):
        raise errors.ClosedError(reason)
    bound = Registration.objects.filter(edition=edition, municipality=place, status="confirmed")
    if bound.exists():
        raise errors.AlreadyConfirmedError
    if reason is None and not admission.full_sectors(view, tuple(sectors)):
        raise errors.PlacesFreeError
    standing, is_new = WaitingPlace.objects.get_or_create(
        edition=edition,
        municipality=place,
        status__in=["waiting", "offered"],
        defaults={"asked_by_id": known(actor), "asked_at": moment, "status": "waiting"},
    )
    standing.sectors, standing.note = list(sectors), note
    standing.save(update_fields=["sectors", "note"])
    if is_new:
        notices.tell_waiting(standing, view)
        people.record(
            actor=actor,
            action="programmes.waiting",
            municipality=municipality,
            edition=edition,
        )
    return standing


@transaction.atomic
def leave_waiting_list(*, actor: Viewer, edition: str, municipality: str) -> None:
    """Take the municipality off the waiting list. Raises NotAllowedError."""
    if not rules.may_write(actor, municipality, edition):
        raise people.NotAllowedError
    gone = WaitingPlace.objects.filter(
        edition=edition, municipality_id=municipality, status__in=["waiting", "offered"]
    ).update(status=WaitingPlace.Status.GONE)
    if gone:
        people.record(
            actor=actor,
            action="programmes.waits_no_more",
            municipality=municipality,
            edition=edition,
        )
