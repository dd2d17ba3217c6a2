"""The billing basis: what is new since the last, as one batch that is never changed."""

import datetime as dt
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import rules
from samspil.programmes.models import (
    BilledEntry,
    BillingRun,
    Invoice,
    OpenEdition,
    VatDecision,
)
from samspil.programmes.selectors import billing as selectors
from samspil.programmes.services import errors, notices
from samspil.programmes.services.acting import known


@transaction.atomic
def decide_vat(
    *,
    actor: Viewer,
    edition: str,
    basis: VatDecision.Basis,
    reason: str,
    now: dt.datetime | None = None,
) -> VatDecision:
    """Say what the prices of an edition hold of VAT, where it does not say so itself.

    Can be said anew until the first billing basis is made or the first invoice issued. No
    registration is changed: it was confirmed on prices as they stood. Raises NotAllowedError,
    NoSuchEditionError, AlreadyBilledError, VatStatedError.
    """
    if not rules.may_decide_vat(actor):
        raise people.NotAllowedError
    held = _held(edition)
    stated = (held.content.get("prices") or {}).get("vat_basis", "unspecified")
    if stated != "unspecified":
        raise errors.VatStatedError
    if held.billing_runs.exists() or Invoice.objects.filter(registration__edition=edition).exists():
        raise errors.AlreadyBilledError
    decision, _is_new = VatDecision.objects.update_or_create(
        edition=held,
        defaults={
            "basis": basis,
            "reason": reason,
            "decided_by_id": known(actor),
            "decided_at": now or timezone.now(),
        },
    )
    notices.tell_vat(edition, basis.value)
    people.record(
        actor=actor,
        action="programmes.vat_decided",
        edition=edition,
        details={"edition": edition, "basis": basis.value},
    )
    return decision


@transaction.atomic
def make_billing_run(*, actor: Viewer, edition: str, now: dt.datetime | None = None) -> BillingRun:
    """Gather every entry that stands in no billing basis yet into the next one, and return it.

    Municipalities that lack a number or a contact wait for the next. Two who press at once make
    one: the second finds nothing new. Raises NotAllowedError, NoSuchEditionError,
    VatUndecidedError, NothingToBillError.
    """
    if not rules.may_bill(actor, edition):
        raise people.NotAllowedError
    held = _held(edition)
    basis = selectors.billing_basis(actor, edition)
    if basis.vat_basis is None:
        raise errors.VatUndecidedError
    ready = [row for row in basis.rows if row.is_ready]
    if not ready:
        raise errors.NothingToBillError
    run = BillingRun.objects.create(
        edition=held,
        number=held.billing_runs.count() + 1,
        vat_basis=basis.vat_basis,
        rows=[asdict(line) for row in ready for line in row.run_lines()],
        made_by_id=known(actor),
        made_at=now or timezone.now(),
    )
    BilledEntry.objects.bulk_create(
        BilledEntry(run=run, entry_id=entry.id) for row in ready for entry in row.new
    )
    people.record(
        actor=actor,
        action="programmes.billing_basis_made",
        edition=edition,
        subject=f"billing_run:{run.pk}",
        details={"number": run.number},
    )
    return run


def _held(edition: str) -> OpenEdition:
    """Return the edition, held until the transaction ends."""
    row = OpenEdition.objects.select_for_update().filter(pk=edition).first()
    if row is None:
        raise errors.NoSuchEditionError
    return row
