"""What a municipality owes: written here alone, as entries for what differs from what stands."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from samspil.methods import pricing
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import rules
from samspil.programmes.models import BillingEntry, Registration
from samspil.programmes.services import errors


def owe(
    *,
    actor: Viewer,
    registration: Registration,
    lines: Iterable[pricing.Line],
    cause: BillingEntry.Cause,
    reason: str = "",
    now: dt.datetime | None = None,
) -> list[BillingEntry]:
    """Make ``lines`` what the municipality owes, by adding entries for what differs.

    Asked twice for the same lines, the second time adds nothing. To be called inside the
    transaction that holds the registration; the caller has asked for permission.
    """
    standing = [
        pricing.Line(one.item, one.quantity, one.unit_price)
        # What was agreed besides the edition's prices stands whatever becomes of the order.
        for one in registration.billing_entries.exclude(cause=BillingEntry.Cause.AGREED)
    ]
    return BillingEntry.objects.bulk_create(
        BillingEntry(
            registration=registration,
            item=line.item,
            quantity=line.quantity,
            unit_price=line.unit_price,
            amount=line.amount,
            cause=cause,
            reason=reason,
            made_by_id=actor.user_id,
            made_at=now or timezone.now(),
        )
        for line in pricing.differences(standing, lines)
    )


PROCESS_SUPPORT = "process_support"
"""Item of the support that some editions offer without a price: it is agreed afterwards."""


@transaction.atomic
def agree(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    amount: Decimal,
    reason: str,
    item: str = PROCESS_SUPPORT,
    now: dt.datetime | None = None,
) -> BillingEntry:
    """Add an amount (kroner; negative takes back) that was agreed with the municipality.

    Raises NotAllowedError, NotConfirmedError where nothing binds, AmountError for none or too much.
    """
    if not rules.may_bill(actor, edition):
        raise people.NotAllowedError
    row = billed_registration(edition, municipality)
    if not amount or abs(amount) > MOST or amount != amount.quantize(pricing.ORE):
        raise errors.AmountError
    entry = BillingEntry.objects.create(
        registration=row,
        item=item,
        quantity=1 if amount > 0 else -1,
        unit_price=abs(amount),
        amount=amount,
        cause=BillingEntry.Cause.AGREED,
        reason=reason,
        made_by_id=actor.user_id,
        made_at=now or timezone.now(),
    )
    people.record(
        actor=actor,
        action="programmes.price_agreed",
        municipality=municipality,
        edition=edition,
        subject=f"registration:{row.pk}",
        details={"amount": f"{amount:.2f}"},
    )
    return entry


MOST = Decimal(10_000_000)
"""Kroner in one line: more is a slip of the finger."""


def billed_registration(edition: str, municipality: str) -> Registration:
    """Return the registration that something may be owed for, held; raises NotConfirmedError."""
    row = (
        Registration.objects.select_for_update(of=("self",))
        .filter(edition=edition, municipality_id=municipality, total__isnull=False)
        .first()
    )
    if row is None:
        raise errors.NotConfirmedError
    return row
