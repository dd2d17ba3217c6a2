"""Invoices and credit notes: issued once, numbered without a gap, never changed."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samspil.methods import invoicing, pricing
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import owing, papers, rules
from samspil.programmes.models import (
    Invoice,
    InvoiceFile,
    InvoiceLine,
    Issuer,
    NumberSeries,
    OpenEdition,
    Registration,
)
from samspil.programmes.paper_pdf import paper_pdf
from samspil.programmes.selectors.editions import edition as edition_named
from samspil.programmes.services import errors
from samspil.programmes.services.acting import known
from samspil.programmes.services.billing import billed_registration


@dataclass(frozen=True)
class Issued:
    """The papers that came of an act, in the order of their numbers."""

    credit_notes: tuple[Invoice, ...] = ()
    invoice: Invoice | None = None


@transaction.atomic
def issue_invoice(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    seen_mark: str | None = None,
    now: dt.datetime | None = None,
) -> Invoice:
    """Invoice everything a municipality owes that no standing invoice holds.

    Two who press at once get one invoice: the second is told that nothing is left. ``seen_mark``
    is ``owing.mark`` of what the person saw; without one nothing is compared. Raises
    NotAllowedError, NotConfirmedError, ChangedSinceSeenError, NotInvoicedError.
    """
    row = _held(actor, edition, municipality)
    lines = owing.not_invoiced(row)
    if seen_mark is not None and seen_mark != owing.mark(lines):
        raise errors.ChangedSinceSeenError
    if any(line.quantity < 0 for line in lines) and owing.standing(row).exists():
        raise errors.NotInvoicedError("taken_back")
    return _invoiced(actor, row, lines, now or timezone.now())


@transaction.atomic
def credit_invoice(
    *, actor: Viewer, edition: str, label: str, reason: str, now: dt.datetime | None = None
) -> Invoice:
    """Take a whole invoice back by a credit note; what it held is owed and not invoiced again.

    Raises NotAllowedError, NotInvoicedError (there is no such invoice, or it is taken back).
    """
    found = Invoice.objects.filter(
        label=label, registration__edition=edition, kind=Invoice.Kind.INVOICE
    ).first()
    if not rules.may_bill(actor, edition):
        raise people.NotAllowedError
    if found is None:
        raise errors.NotInvoicedError("no_such_invoice")
    # Held like every other act on a municipality's papers, so that two cannot credit it at once.
    _held(actor, edition, found.registration.municipality_id)
    if Invoice.objects.filter(credits=found).exists():
        raise errors.NotInvoicedError("credited")
    return _credited(actor, found, reason, now or timezone.now())


@transaction.atomic
def correct_invoices(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    reason: str,
    now: dt.datetime | None = None,
) -> Issued:
    """Take back every standing invoice of a municipality and issue one for all it owes now.

    For what has been taken back from an order, a wrong number, a new order reference. All of it
    happens or none. Raises as ``issue_invoice``; NotInvoicedError where no invoice stands.
    """
    moment = now or timezone.now()
    row = _held(actor, edition, municipality)
    standing = list(owing.standing(row))
    if not standing:
        raise errors.NotInvoicedError("no_such_invoice")
    notes = tuple(_credited(actor, one, reason, moment) for one in standing)
    lines = owing.not_invoiced(row)
    if sum(line.amount for line in lines) <= 0:
        return Issued(notes)
    return Issued(notes, _invoiced(actor, row, lines, moment))


def issue_all(
    *, actor: Viewer, edition: str, now: dt.datetime | None = None
) -> tuple[Invoice, ...]:
    """Invoice every municipality for which nothing is missing; those invoiced stay as they are.

    Each invoice is whole on its own: stopped half way, the rest is issued when asked again.
    Raises NotAllowedError.
    """
    if not rules.may_bill(actor, edition):
        raise people.NotAllowedError
    issued = []
    rows = Registration.objects.filter(edition=edition, total__isnull=False)
    for code in rows.order_by("municipality__sort_key").values_list("municipality_id", flat=True):
        try:
            one = issue_invoice(actor=actor, edition=edition, municipality=code, now=now)
        except errors.NotInvoicedError:
            continue
        issued.append(one)
    return tuple(issued)


def _held(actor: Viewer, edition: str, municipality: str) -> Registration:
    """Return the registration, held until the transaction ends, if the actor may invoice it.

    The edition is held before it, so that nobody decides on its VAT meanwhile.
    """
    if not rules.may_bill(actor, edition):
        raise people.NotAllowedError
    OpenEdition.objects.select_for_update().filter(pk=edition).first()
    return billed_registration(edition, municipality)


def _invoiced(
    actor: Viewer, row: Registration, lines: tuple[pricing.Line, ...], moment: dt.datetime
) -> Invoice:
    """Issue the invoice of ``lines``; the registration is held."""
    if sum(line.amount for line in lines) <= 0:
        raise errors.NotInvoicedError("nothing_owed")
    if owing.is_in_basis(row):
        raise errors.NotInvoicedError("in_basis")
    issuer = Issuer.objects.select_related("series").filter(edition=row.edition).first()
    debtor = owing.debtor(row)
    obstacles = papers.missing(issuer, debtor)
    if issuer is None or obstacles:
        raise errors.NotInvoicedError(*obstacles)
    series, on = _next_number(issuer.series_id, moment)
    document = papers.invoice(
        issuer=issuer, debtor=debtor, lines=lines, on=on, about=_about(row.edition)
    )
    paper = _stored(actor=actor, row=row, series=series, on=on, document=document, moment=moment)
    InvoiceLine.objects.bulk_create(
        _line(paper, place, written, charged)
        for place, (written, charged) in enumerate(zip(document.lines, lines, strict=True), start=1)
    )
    return paper


def _credited(actor: Viewer, taken: Invoice, reason: str, moment: dt.datetime) -> Invoice:
    """Issue the credit note of an invoice; the registration is held."""
    series, on = _next_number(taken.series_id, moment)
    row = taken.registration
    document = papers.credit_note(
        taken_back=papers.from_json(taken.content),
        on=on,
        reason=reason,
        is_example=row.municipality.is_example,
    )
    paper = _stored(
        actor=actor,
        row=row,
        series=series,
        on=on,
        document=document,
        moment=moment,
        taken=taken,
        reason=reason,
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=paper,
            position=line.position,
            item=line.item,
            text=line.text,
            quantity=line.quantity,
            price=line.price,
            unit_price=line.unit_price,
            amount=line.amount,
        )
        for line in taken.lines.all()
    )
    return paper


def _next_number(series_id: int, moment: dt.datetime) -> tuple[NumberSeries, papers.Numbered]:
    """Take the next number, held until the transaction ends: given back if anything fails."""
    series = NumberSeries.objects.select_for_update().get(pk=series_id)
    if series.is_used_up:
        raise errors.NotInvoicedError("used_up")
    number = series.next_number
    series.next_number += 1
    series.save(update_fields=["next_number"])
    issued = timezone.localdate(moment)
    return series, papers.Numbered(series.label(number), series.pk, number, issued)


def _stored(
    *,
    actor: Viewer,
    row: Registration,
    series: NumberSeries,
    on: papers.Numbered,
    document: invoicing.Document,
    moment: dt.datetime,
    taken: Invoice | None = None,
    reason: str = "",
) -> Invoice:
    """Store a paper with its files, and write the audit trail."""
    sums = invoicing.totals(document)
    paper = Invoice.objects.create(
        series=series,
        number=on.number,
        label=on.label,
        kind=document.kind,
        registration=row,
        credits=taken,
        reason=reason,
        issued_on=on.issued,
        due_on=document.due,
        net=sums.net,
        vat=sums.vat,
        rounding=document.rounding,
        payable=sums.payable,
        content=papers.as_json(document),
        keep_until=papers.keep_until(on.issued),
        issued_by_id=known(actor),
        issued_at=moment,
    )
    is_example = row.municipality.is_example
    files = (
        (InvoiceFile.Form.XML, invoicing.as_ubl(document)),
        (InvoiceFile.Form.PDF, paper_pdf(document, is_example=is_example)),
    )
    InvoiceFile.objects.bulk_create(
        InvoiceFile(invoice=paper, form=form, content=content) for form, content in files
    )
    people.record(
        actor=actor,
        action="programmes.invoice_credited" if taken else "programmes.invoice_issued",
        municipality=row.municipality_id,
        edition=row.edition,
        subject=f"invoice:{paper.pk}",
        details={
            "label": on.label,
            "payable": f"{sums.payable:.2f}",
            "taken": taken.label if taken else "",
        },
    )
    return paper


def _line(
    paper: Invoice, place: int, written: invoicing.Line, charged: pricing.Line
) -> InvoiceLine:
    return InvoiceLine(
        invoice=paper,
        position=place,
        item=charged.item,
        text=written.text,
        quantity=charged.quantity,
        price=charged.unit_price,
        unit_price=written.unit_price,
        amount=written.amount,
    )


def _about(edition: str) -> str:
    """Return the edition's title in Danish, as the paper names what it is for."""
    view = edition_named(edition)
    return "" if view is None else view.content.title.in_language("da")
