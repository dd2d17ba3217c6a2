"""What a municipality owes and no standing invoice holds; and to whom its papers go."""

import hashlib
from collections.abc import Iterable

from django.db.models import QuerySet

from samspil.methods import pricing
from samspil.programmes.models import BillingDetails, Invoice, Registration, VatDecision
from samspil.programmes.papers import Debtor


def standing(row: Registration) -> QuerySet[Invoice]:
    """Return the invoices that no credit note has taken back, in the order of issue."""
    own = Invoice.objects.filter(registration=row, kind=Invoice.Kind.INVOICE)
    return own.filter(credited_by__isnull=True).order_by("id")


def not_invoiced(row: Registration) -> tuple[pricing.Line, ...]:
    """Return what is owed beyond the standing invoices; a negative quantity was taken back."""
    owed = (
        pricing.Line(one.item, one.quantity, one.unit_price) for one in row.billing_entries.all()
    )
    invoiced = (
        pricing.Line(line.item, line.quantity, line.price)
        for paper in standing(row).prefetch_related("lines")
        for line in paper.lines.all()
    )
    return pricing.differences(invoiced, owed)


def is_in_basis(row: Registration) -> bool:
    """Whether a billing basis for a finance system holds something of this registration."""
    return row.billing_entries.filter(billed__isnull=False).exists()


def mark(lines: Iterable[pricing.Line]) -> str:
    """Return a short text that changes when the lines do, whatever their order."""
    told = sorted(f"{line.item} {line.quantity} {line.unit_price:.2f}" for line in lines)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def debtor(row: Registration) -> Debtor:
    """Return to whom the papers of a registration go, and how VAT is charged."""
    details = BillingDetails.objects.filter(registration=row).first() or BillingDetails()
    decision = VatDecision.objects.filter(edition=row.edition).first()
    decided = decision.basis if decision else None
    return Debtor(
        municipality=row.municipality.name,
        is_example=row.municipality.is_example,
        vat_basis="exclusive" if row.vat_basis == "exclusive" else decided,
        cvr=details.cvr,
        gln=details.gln,
        order_reference=details.order_reference,
        contact_name=details.contact_name,
        contact_email=details.contact_email,
    )
