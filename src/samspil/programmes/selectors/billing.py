"""Reads of money: what each municipality owes, what has been billed, what has come in."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.db.models import Prefetch, QuerySet
from django.utils.translation import override

from samspil.methods.pricing import ChargedBasis, taxed
from samspil.people.viewer import Viewer
from samspil.programmes import rules, words
from samspil.programmes.models import (
    BillingDetails,
    BillingEntry,
    BillingRun,
    Payment,
    Registration,
    VatDecision,
)

NOTHING = Decimal(0)


@dataclass(frozen=True)
class EntryView:
    """One line of what is owed. ``vat`` is None until decided, ``run`` until billed."""

    id: int
    item: str
    quantity: int
    unit_price: Decimal
    amount: Decimal
    vat: Decimal | None
    cause: str
    reason: str
    made_at: dt.datetime
    made_by: str
    run: int | None


@dataclass(frozen=True)
class PaymentView:
    """Money that came in, or went back (negative)."""

    amount: Decimal
    paid_on: dt.date
    reference: str
    note: str
    made_by: str


@dataclass(frozen=True)
class RunLine:
    """One row of a billing basis, as a finance system takes it; amounts as written there."""

    code: str
    municipality: str
    cvr: str
    gln: str
    order_reference: str
    contact_name: str
    contact_email: str
    entry: int
    item: str
    text: str
    quantity: int
    unit_price: str
    net: str
    vat: str
    gross: str
    reason: str


@dataclass(frozen=True)
class BasisRow:
    """What one municipality owes and has paid, and where its bill goes."""

    code: str
    municipality: str
    is_example: bool
    is_withdrawn: bool
    vat_basis: ChargedBasis | None
    cvr: str
    gln: str
    order_reference: str
    contact_name: str
    contact_email: str
    entries: tuple[EntryView, ...]
    payments: tuple[PaymentView, ...]
    invoiced: Decimal | None = None
    """With VAT, what the invoices from Samspil itself ask for; None where there is none."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Which fields a finance system needs and this municipality has not given."""
        return tuple(
            name
            for name in ("cvr", "gln", "contact_name", "contact_email")
            if not getattr(self, name)
        )

    @property
    def new(self) -> tuple[EntryView, ...]:
        """The entries that stand in no billing basis yet; none for whom invoices come from here.

        So nobody gets the same bill from the finance system and from Samspil.
        """
        if self.invoiced is not None:
            return ()
        return tuple(one for one in self.entries if one.run is None)

    @property
    def is_ready(self) -> bool:
        """Whether there is something new, and all that is needed to bill it."""
        return bool(self.new) and not self.missing and self.vat_basis is not None

    @property
    def owed(self) -> Decimal:
        """Everything owed, as the edition's prices state it."""
        return sum((one.amount for one in self.entries), NOTHING)

    @property
    def owed_gross(self) -> Decimal | None:
        """Everything owed with VAT; None until somebody has said what the prices hold."""
        return None if self.vat_basis is None else taxed(self.owed, self.vat_basis).gross

    @property
    def billed_gross(self) -> Decimal | None:
        """What has been billed, with VAT."""
        if self.vat_basis is None:
            return None
        in_runs = sum((_gross(one, self.vat_basis) for one in self.entries if one.run), NOTHING)
        return in_runs + (self.invoiced or NOTHING)

    @property
    def paid(self) -> Decimal:
        """What has come in."""
        return sum((one.amount for one in self.payments), NOTHING)

    @property
    def open(self) -> Decimal | None:
        """What has been billed and has not come in; negative where too much was paid."""
        billed = self.billed_gross
        return None if billed is None else billed - self.paid

    def run_lines(self) -> Iterator[RunLine]:
        """Yield the new entries as rows of a billing basis, in Danish."""
        if self.vat_basis is None:
            return
        with override("da"):
            for one in self.new:
                vat = one.vat or NOTHING
                gross = _gross(one, self.vat_basis)
                yield RunLine(
                    code=self.code,
                    municipality=self.municipality,
                    cvr=self.cvr,
                    gln=self.gln,
                    order_reference=self.order_reference,
                    contact_name=self.contact_name,
                    contact_email=self.contact_email,
                    entry=one.id,
                    item=one.item,
                    text=words.item(one.item),
                    quantity=one.quantity,
                    unit_price=f"{one.unit_price:.2f}",
                    net=f"{gross - vat:.2f}",
                    vat=f"{vat:.2f}",
                    gross=f"{gross:.2f}",
                    reason=one.reason,
                )


@dataclass(frozen=True)
class RunView:
    """A billing basis that was made."""

    number: int
    made_at: dt.datetime
    made_by: str
    lines: tuple[RunLine, ...]

    @property
    def municipalities(self) -> int:
        """How many municipalities stand in it."""
        return len({line.code for line in self.lines})

    @property
    def gross(self) -> Decimal:
        """What it comes to with VAT."""
        return sum((Decimal(line.gross) for line in self.lines), NOTHING)


@dataclass(frozen=True)
class Decision:
    """Who said what the prices hold of VAT, and why."""

    basis: ChargedBasis
    reason: str
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class Basis:
    """The money of an edition. ``vat_basis`` is None until everything can be billed."""

    rows: tuple[BasisRow, ...]
    runs: tuple[RunView, ...]
    decision: Decision | None

    @property
    def vat_basis(self) -> ChargedBasis | None:
        """How VAT is charged; None where somebody must still decide."""
        if self.decision is not None:
            return self.decision.basis
        found = {row.vat_basis for row in self.rows}
        return next(iter(found)) if len(found) == 1 else None


def billing_basis(viewer: Viewer, edition: str) -> Basis:
    """Return the money of an edition, in Danish alphabetical order; empty for others than KL's."""
    if not rules.may_bill(viewer, edition):
        return Basis((), (), None)
    decision = _decision(edition)
    rows = _confirmed().filter(edition=edition).order_by("municipality__sort_key")
    runs = BillingRun.objects.filter(edition=edition).select_related("made_by")
    return Basis(
        tuple(_row(row, decision) for row in rows), tuple(_run(run) for run in runs), decision
    )


def billed(viewer: Viewer, edition: str, code: str) -> BasisRow | None:
    """Return one municipality's money: for those who bill, and for its own people."""
    if not (rules.may_bill(viewer, edition) or rules.may_note_billing(viewer, code, edition)):
        return None
    row = _confirmed().filter(edition=edition, municipality_id=code).first()
    return None if row is None else _row(row, _decision(edition))


def billing_details(viewer: Viewer, edition: str, code: str) -> dict[str, str]:
    """Return where the bill goes, as it stands now; all empty where nobody has said."""
    if not rules.may_note_billing(viewer, code, edition):
        return {}
    found = BillingDetails.objects.filter(
        registration__edition=edition, registration__municipality_id=code
    ).first()
    return _addressed(found)


def _confirmed() -> QuerySet[Registration]:
    entries = BillingEntry.objects.select_related("made_by", "billed__run")
    payments = Payment.objects.select_related("made_by")
    return (
        Registration.objects.filter(total__isnull=False)
        .select_related("municipality", "billing_details")
        .prefetch_related(
            Prefetch("billing_entries", entries), Prefetch("payments", payments), "invoices"
        )
    )


def _decision(edition: str) -> Decision | None:
    row = VatDecision.objects.filter(edition=edition).select_related("decided_by").first()
    if row is None:
        return None
    basis = cast("ChargedBasis", row.basis)
    return Decision(basis, row.reason, str(row.decided_by), row.decided_at)


def _row(row: Registration, decision: Decision | None) -> BasisRow:
    basis: ChargedBasis | None = decision.basis if decision else None
    if row.vat_basis == "exclusive":
        basis = "exclusive"
    return BasisRow(
        code=row.municipality_id,
        municipality=row.municipality.name,
        is_example=row.municipality.is_example,
        is_withdrawn=row.status == "withdrawn",
        vat_basis=basis,
        entries=tuple(_entries(row, basis)),
        payments=tuple(
            PaymentView(one.amount, one.paid_on, one.reference, one.note, str(one.made_by))
            for one in row.payments.all()
        ),
        invoiced=_invoiced(row),
        **_addressed(getattr(row, "billing_details", None)),
    )


def _invoiced(row: Registration) -> Decimal | None:
    papers = row.invoices.all()
    if not papers:
        return None
    return sum((-one.payable if one.is_credit_note else one.payable for one in papers), NOTHING)


def _entries(row: Registration, basis: ChargedBasis | None) -> Iterator[EntryView]:
    """Yield the entries; the VAT of each is what it adds to the VAT of all before it.

    So the lines come to the VAT of the whole, to the øre, however they are cut.
    """
    before = NOTHING
    for one in row.billing_entries.all():
        vat = None
        if basis is not None:
            vat = taxed(before + one.amount, basis).vat - taxed(before, basis).vat
        before += one.amount
        standing = getattr(one, "billed", None)
        yield EntryView(
            id=one.pk,
            item=one.item,
            quantity=one.quantity,
            unit_price=one.unit_price,
            amount=one.amount,
            vat=vat,
            cause=one.cause,
            reason=one.reason,
            made_at=one.made_at,
            made_by=str(one.made_by or ""),
            run=standing.run.number if standing else None,
        )


def _gross(entry: EntryView, basis: ChargedBasis) -> Decimal:
    """Return what is paid for an entry: under ``inclusive`` its amount holds the VAT."""
    return entry.amount if basis == "inclusive" else entry.amount + (entry.vat or NOTHING)


def _addressed(row: BillingDetails | None) -> dict[str, str]:
    names = ("cvr", "gln", "order_reference", "contact_name", "contact_email")
    return {name: getattr(row, name) if row else "" for name in names}


def _run(row: BillingRun) -> RunView:
    lines = tuple(RunLine(**line) for line in row.rows)
    return RunView(row.number, row.made_at, str(row.made_by), lines)
