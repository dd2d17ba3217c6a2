"""Acts on the organiser's board: the budget, and what a participant tells of food and access."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import rules, selectors
from samspil.programmes.models import DayNeeds, EditionBudget
from samspil.programmes.services import errors
from samspil.programmes.services.acting import known
from samspil.programmes.services.billing import MOST


@transaction.atomic
def set_budget(
    *, actor: Viewer, edition: str, amount: Decimal, now: dt.datetime | None = None
) -> EditionBudget:
    """Say what an edition is expected to bring in (kroner, as its prices are stated).

    Raises NotAllowedError, NoSuchEditionError, and AmountError for nothing, less or too much.
    """
    if not rules.may_set_budget(actor):
        raise people.NotAllowedError
    if selectors.edition(edition) is None:
        raise errors.NoSuchEditionError
    if not 0 < amount <= MOST:
        raise errors.AmountError
    given = {"amount": amount, "set_by_id": known(actor), "set_at": now or timezone.now()}
    row, _is_new = EditionBudget.objects.update_or_create(edition=edition, defaults=given)
    people.record(
        actor=actor,
        action="programmes.budget_set",
        edition=edition,
        details={"edition": edition, "amount": f"{amount:.2f}"},
    )
    return row


@transaction.atomic
def tell_day_needs(
    *, actor: Viewer, edition: str, diet: str, access: str, now: dt.datetime | None = None
) -> DayNeeds | None:
    """Keep what a participant tells of food and access; nothing told removes it, and gives None.

    Nobody tells it for another, and the audit trail says nothing of it: it is about health, and
    goes for good. Raises NotAllowedError for those who take no part.
    """
    if not selectors.takes_part(actor, edition):
        raise people.NotAllowedError
    own = DayNeeds.objects.filter(edition=edition, user_id=known(actor))
    if not (diet.strip() or access.strip()):
        own.delete()
        return None
    given = {"diet": diet.strip(), "access": access.strip(), "told_at": now or timezone.now()}
    row, _is_new = DayNeeds.objects.update_or_create(
        edition=edition, user_id=known(actor), defaults=given
    )
    return row
