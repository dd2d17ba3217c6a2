"""Money that came in, noted by hand or from the finance system's list; never changed, only met."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from samspil.methods.pricing import ORE
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import payment_lines, rules
from samspil.programmes.models import Payment, Registration
from samspil.programmes.payment_lines import Complaint, PaymentLine
from samspil.programmes.services import errors
from samspil.programmes.services.acting import known
from samspil.programmes.services.billing import MOST, billed_registration


@dataclass(frozen=True)
class Recorded:
    """What came of a list: how many payments were new, and how many stood already."""

    new: int
    known: int


@transaction.atomic
def record_payment(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    amount: Decimal,
    paid_on: dt.date,
    reference: str = "",
    note: str = "",
    now: dt.datetime | None = None,
) -> Payment:
    """Note a payment (kroner; negative for money sent back). A reference already noted is returned.

    Raises NotAllowedError, NotConfirmedError, AmountError; ReferenceTakenError where the reference
    stands for another amount or day.
    """
    if not rules.may_bill(actor, edition):
        raise people.NotAllowedError
    row = billed_registration(edition, municipality)
    if not amount or abs(amount) > MOST or amount != amount.quantize(ORE):
        raise errors.AmountError
    standing = row.payments.filter(reference=reference).first() if reference else None
    if standing is not None:
        if (standing.amount, standing.paid_on) != (amount, paid_on):
            raise errors.ReferenceTakenError
        return standing
    payment = Payment.objects.create(
        registration=row,
        amount=amount,
        paid_on=paid_on,
        reference=reference,
        note=note,
        made_by_id=known(actor),
        made_at=now or timezone.now(),
    )
    people.record(
        actor=actor,
        action="programmes.payments_recorded",
        municipality=municipality,
        edition=edition,
        subject=f"registration:{row.pk}",
        details={"amount": f"{amount:.2f}"},
    )
    return payment


def read_payments(
    viewer: Viewer, edition: str, text: str
) -> tuple[list[PaymentLine], list[Complaint]]:
    """Return the payments of a pasted list and all that is wrong with them; stores nothing."""
    if not rules.may_bill(viewer, edition):
        raise people.NotAllowedError
    registered = Registration.objects.filter(edition=edition, total__isnull=False)
    places = dict(registered.values_list("municipality_id", "municipality__name"))
    return payment_lines.read(text, places)


@transaction.atomic
def record_payments(*, actor: Viewer, edition: str, text: str) -> Recorded:
    """Note all payments of a list, or none; lines noted before change nothing.

    Raises NotAllowedError, and PaymentsRefusedError with every complaint.
    """
    rows, complaints = read_payments(actor, edition, text)
    if complaints:
        raise errors.PaymentsRefusedError(tuple(complaints))
    before = Payment.objects.filter(registration__edition=edition).count()
    for row in rows:
        _record(actor, edition, row)
    new = Payment.objects.filter(registration__edition=edition).count() - before
    return Recorded(new, len(rows) - new)


def _record(actor: Viewer, edition: str, row: PaymentLine) -> None:
    try:
        record_payment(
            actor=actor,
            edition=edition,
            municipality=row.code,
            amount=row.amount,
            paid_on=row.paid_on,
            reference=row.reference,
        )
    except errors.ReferenceTakenError as error:
        complaint = Complaint(row.line, "taken", row.reference)
        raise errors.PaymentsRefusedError((complaint,)) from error
    except errors.AmountError as error:
        complaint = Complaint(row.line, "amount", str(row.amount))
        raise errors.PaymentsRefusedError((complaint,)) from error
