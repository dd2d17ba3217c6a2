"""Reads of invoices: an edition's, one municipality's, one paper and its files."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from samspil.methods import invoicing, pricing
from samspil.people.viewer import Viewer
from samspil.programmes import owing, papers, rules
from samspil.programmes.models import Invoice, InvoiceFile, Issuer, Registration

NOTHING = Decimal(0)


@dataclass(frozen=True)
class PaperRow:
    """An invoice or a credit note in a list. ``credits`` names the invoice it takes back."""

    label: str
    is_credit_note: bool
    code: str
    municipality: str
    is_example: bool
    issued_on: dt.date
    due_on: dt.date | None
    net: Decimal
    vat: Decimal
    payable: Decimal
    credits: str
    credited_by: str
    reason: str

    @property
    def signed(self) -> Decimal:
        """What the paper adds to what is to be paid."""
        return -self.payable if self.is_credit_note else self.payable


@dataclass(frozen=True)
class InvoicedRow:
    """What a municipality owes, what its standing invoices hold of it, and what is left.

    Amounts are as the edition's prices state them. ``obstacles`` are codes for
    ``pages.invoices``: what keeps the rest from being invoiced.
    """

    code: str
    municipality: str
    is_example: bool
    owed: Decimal
    left: tuple[pricing.Line, ...]
    papers: tuple[PaperRow, ...]
    obstacles: tuple[str, ...]

    @property
    def left_amount(self) -> Decimal:
        """What is owed and not invoiced; negative where more is invoiced than owed."""
        return sum((line.amount for line in self.left), NOTHING)

    @property
    def must_be_corrected(self) -> bool:
        """Whether a standing invoice holds something that is no longer owed."""
        has_invoice = any(not one.is_credit_note and not one.credited_by for one in self.papers)
        return has_invoice and any(line.quantity < 0 for line in self.left)

    @property
    def is_ready(self) -> bool:
        """Whether the rest can be invoiced now."""
        return self.left_amount > 0 and not self.must_be_corrected and not self.obstacles

    @property
    def mark(self) -> str:
        """What changes when the lines do."""
        return owing.mark(self.left)

    @property
    def payable(self) -> Decimal:
        """What the papers ask for together, with VAT."""
        return sum((one.signed for one in self.papers), NOTHING)


@dataclass(frozen=True)
class Paper:
    """One paper with everything it says."""

    row: PaperRow
    document: invoicing.Document
    issued_by: str
    issued_at: dt.datetime
    keep_until: dt.date


@dataclass(frozen=True)
class Invoicing:
    """The invoices of an edition; ``issuer`` is None until somebody has said who sends them."""

    issuer: Issuer | None
    rows: tuple[InvoicedRow, ...]

    @property
    def papers(self) -> tuple[PaperRow, ...]:
        """Every paper, the newest first."""
        every = (paper for row in self.rows for paper in row.papers)
        return tuple(sorted(every, key=lambda one: (one.issued_on, one.label), reverse=True))

    @property
    def ready(self) -> int:
        """How many municipalities can be invoiced now."""
        return sum(row.is_ready for row in self.rows)


def invoices(viewer: Viewer, edition: str) -> Invoicing:
    """Return an edition's invoices, municipalities in Danish alphabetical order.

    Empty for those who do not bill it.
    """
    if not rules.may_bill(viewer, edition):
        return Invoicing(None, ())
    issuer = issuer_of(viewer, edition)
    rows = _registrations().filter(edition=edition).order_by("municipality__sort_key")
    return Invoicing(issuer, tuple(_row(row, issuer) for row in rows))


def invoiced(viewer: Viewer, edition: str, code: str) -> InvoicedRow | None:
    """Return one municipality's invoices: for those who bill, and for its own people."""
    if not rules.may_note_billing(viewer, code, edition):
        return None
    row = _registrations().filter(edition=edition, municipality_id=code).first()
    issuer = Issuer.objects.filter(edition=edition).select_related("series").first()
    return None if row is None else _row(row, issuer)


def issuer_of(viewer: Viewer, edition: str) -> Issuer | None:
    """Return who sends the invoices; None where nobody has said, and for others than billers."""
    if not rules.may_bill(viewer, edition):
        return None
    return Issuer.objects.filter(edition=edition).select_related("series").first()


def latest_issuer(viewer: Viewer, edition: str) -> Issuer | None:
    """Return whom to begin with for an edition that has no issuer: the one written last."""
    if not rules.may_bill(viewer, edition):
        return None
    return Issuer.objects.order_by("-changed_at").select_related("series").first()


def paper(viewer: Viewer, edition: str, label: str) -> Paper | None:
    """Return one paper: for those who bill, and for the municipality's own people; else None."""
    found = _paper(viewer, edition, label)
    if found is None:
        return None
    return Paper(
        row=_paper_row(found),
        document=papers.from_json(found.content),
        issued_by=str(found.issued_by),
        issued_at=found.issued_at,
        keep_until=found.keep_until,
    )


def paper_file(viewer: Viewer, edition: str, label: str, form: str) -> bytes | None:
    """Return a paper's file as it was made when it was issued, for those who see the paper."""
    found = _paper(viewer, edition, label)
    file = None if found is None else InvoiceFile.objects.filter(invoice=found, form=form).first()
    return None if file is None else bytes(file.content)


def _paper(viewer: Viewer, edition: str, label: str) -> Invoice | None:
    found = _papers().filter(label=label, registration__edition=edition).first()
    if found is None:
        return None
    code = found.registration.municipality_id
    return found if rules.may_note_billing(viewer, code, edition) else None


def _papers() -> QuerySet[Invoice]:
    return Invoice.objects.select_related(
        "registration__municipality", "credits", "credited_by", "issued_by"
    )


def _registrations() -> QuerySet[Registration]:
    return Registration.objects.filter(total__isnull=False).select_related("municipality")


def _row(row: Registration, issuer: Issuer | None) -> InvoicedRow:
    own = _papers().filter(registration=row).order_by("id")
    obstacles = papers.missing(issuer, owing.debtor(row))
    if owing.is_in_basis(row):
        obstacles += ("in_basis",)
    return InvoicedRow(
        code=row.municipality_id,
        municipality=row.municipality.name,
        is_example=row.municipality.is_example,
        owed=sum((one.amount for one in row.billing_entries.all()), NOTHING),
        left=owing.not_invoiced(row),
        papers=tuple(_paper_row(one) for one in own),
        obstacles=obstacles,
    )


def _paper_row(found: Invoice) -> PaperRow:
    by = getattr(found, "credited_by", None)
    return PaperRow(
        label=found.label,
        is_credit_note=found.is_credit_note,
        code=found.registration.municipality_id,
        municipality=found.registration.municipality.name,
        is_example=found.registration.municipality.is_example,
        issued_on=found.issued_on,
        due_on=found.due_on,
        net=found.net,
        vat=found.vat,
        payable=found.payable,
        credits=found.credits.label if found.credits else "",
        credited_by=by.label if by else "",
        reason=found.reason,
    )
