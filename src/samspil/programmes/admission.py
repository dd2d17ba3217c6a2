"""Who may still come in: the deadline, the places, and the exceptions from both."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count

from samspil.programmes.models import Exemption, OpenEdition, Registration, Team
from samspil.programmes.selectors.editions import Closed, EditionView
from samspil.programmes.services import errors


def is_exempt(edition: str, municipality: str, moment: dt.datetime) -> bool:
    """Whether an organiser lets this municipality in after the deadline or beyond the places."""
    return Exemption.objects.filter(
        edition=edition, municipality_id=municipality, until__gte=moment.replace(microsecond=0)
    ).exists()


def must_be_open(view: EditionView, municipality: str, moment: dt.datetime) -> None:
    """Raise ClosedError saying why nobody may come in, unless this municipality may."""
    reason = view.closed(moment)
    if reason is None:
        return
    if reason is Closed.DEADLINE_PASSED and is_exempt(view.id, municipality, moment):
        return
    raise errors.ClosedError(reason)


def must_have_places(
    view: EditionView, municipality: str, sectors: tuple[str, ...], moment: dt.datetime
) -> None:
    """Raise FullError where the last place of a sector is taken, unless this municipality may.

    Called inside the transaction that confirms: the edition's row is held until it ends, so that
    of many who press at once no more come in than there are places.
    """
    limits = {sector: most for sector, most in view.content.capacity.items() if sector in sectors}
    if not limits:
        return
    OpenEdition.objects.select_for_update().filter(pk=view.id).first()
    full = full_sectors(view, sectors)
    if full and not is_exempt(view.id, municipality, moment):
        raise errors.FullError(full)


def full_sectors(view: EditionView, sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the sectors in which the last place is taken."""
    taken = taken_places(view.id)
    most = {str(sector): places for sector, places in view.content.capacity.items()}
    return tuple(one for one in sectors if one in most and taken.get(one, 0) >= most[one])


def taken_places(edition: str) -> Mapping[str, int]:
    """Return how many municipalities take part in each sector."""
    rows = Team.objects.filter(
        registration__edition=edition, registration__status=Registration.Status.CONFIRMED
    )
    return dict(rows.values_list("sector").annotate(Count("pk")).order_by("sector"))
