"""What a municipality owes is written by this act alone, as differences from what stands."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from samspil.methods import pricing
from samspil.people.viewer import Viewer
from samspil.programmes.models import BillingEntry, Registration


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
        for one in registration.billing_entries.all()
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
