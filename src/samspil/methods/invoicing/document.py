"""What an invoice or a credit note says, and what it comes to. Money is ``Decimal`` kroner."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from samspil.methods.invoicing.identifiers import is_cvr, is_gln

Kind = Literal["invoice", "credit_note"]
TaxCategory = Literal["S", "E", "O"]
"""S: VAT at the rate; E: exempt, the seller being registered for VAT; O: outside VAT."""

ORE = Decimal("0.01")
_REGISTRATION_DIGITS, _ACCOUNT_DIGITS, _CREDITOR_DIGITS, _FIK_DIGITS = 4, 10, 8, 15


class DocumentError(ValueError):
    """A document that may not be issued; the message says what is wrong (English, for scripts)."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or an office to write to."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Seller or buyer, in Denmark. ``gln`` is the electronic address; without one the CVR is."""

    name: str
    cvr: str
    gln: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    contact: Contact = Contact()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise DocumentError("a party must have a name")
        if not is_cvr(self.cvr):
            raise DocumentError(f"{self.name}: {self.cvr!r} is no CVR number")
        if self.gln and not is_gln(self.gln):
            raise DocumentError(f"{self.name}: {self.gln!r} is no GLN")


@dataclass(frozen=True, slots=True)
class Bank:
    """A Danish bank account: four digits of registration and up to ten of account."""

    registration: str
    account: str

    def __post_init__(self) -> None:
        if not _digits(self.registration, _REGISTRATION_DIGITS, _REGISTRATION_DIGITS):
            raise DocumentError("a bank's registration number has four digits")
        if not _digits(self.account, 1, _ACCOUNT_DIGITS):
            raise DocumentError("an account number has up to ten digits")


@dataclass(frozen=True, slots=True)
class Fik:
    """A payment slip of card type 71: the creditor's eight digits, the payment's fifteen."""

    creditor: str
    payment_id: str

    def __post_init__(self) -> None:
        if not _digits(self.creditor, _CREDITOR_DIGITS, _CREDITOR_DIGITS):
            raise DocumentError("a creditor number has eight digits")
        if not _digits(self.payment_id, _FIK_DIGITS, _FIK_DIGITS):
            raise DocumentError("a payment of card type 71 is named by fifteen digits")

    @property
    def slip(self) -> str:
        """The line as it stands on a payment slip."""
        return f"+71<{self.payment_id}+{self.creditor}<"


@dataclass(frozen=True, slots=True)
class Tax:
    """How VAT is reckoned: ``rate`` in percent for S; for E and O a ``reason`` in words."""

    category: TaxCategory
    rate: Decimal = Decimal(0)
    reason: str = ""

    def __post_init__(self) -> None:
        if self.category == "S" and (self.rate <= 0 or self.reason):
            raise DocumentError("VAT at the standard rate has a rate above 0 and no reason")
        if self.category != "S" and (self.rate or not self.reason.strip()):
            raise DocumentError("without VAT there is no rate, and the reason must be said")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without VAT; ``item`` is a stable id, ``text`` what the buyer reads.

    A negative ``quantity`` takes something off, such as a price agreed down.
    """

    item: str
    text: str
    quantity: int
    unit_price: Decimal

    def __post_init__(self) -> None:
        if not self.quantity or self.unit_price < 0:
            raise DocumentError("a line has a quantity and no negative price")
        if not self.text.strip() or not self.item.strip():
            raise DocumentError("a line must say what it is for")

    @property
    def amount(self) -> Decimal:
        """Quantity times unit price, rounded to the øre, half up."""
        return _rounded(self.quantity * self.unit_price)


@dataclass(frozen=True, slots=True)
class Preceding:
    """The invoice that a credit note takes back."""

    number: str
    issued: dt.date


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice, or a credit note that takes back the invoice it names as ``preceding``.

    ``due`` and ``payment`` belong to an invoice alone. ``buyer_reference`` is the person or unit
    that ordered; ``order_reference`` the buyer's own order number: one of them at least is
    needed, or the buyer's system cannot find who is to approve it. ``rounding`` is what makes the
    sum that is paid exact where the prices hold VAT and the øre do not divide.
    """

    kind: Kind
    number: str
    issued: dt.date
    seller: Party
    buyer: Party
    lines: tuple[Line, ...]
    tax: Tax
    buyer_reference: str = ""
    order_reference: str = ""
    due: dt.date | None = None
    payment: Bank | Fik | None = None
    preceding: Preceding | None = None
    note: str = ""
    terms: str = ""
    rounding: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        wrong = next(iter(_complaints(self)), None)
        if wrong:
            raise DocumentError(wrong)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a document comes to: ``payable`` is ``net``, ``vat`` and the rounding together."""

    net: Decimal
    vat: Decimal
    payable: Decimal


def totals(document: Document) -> Totals:
    """Return the sum of the lines, the VAT of that sum rounded half up, and what is paid."""
    net = sum((line.amount for line in document.lines), Decimal("0.00"))
    vat = _rounded(net * document.tax.rate / 100)
    return Totals(net, vat, net + vat + document.rounding)


def _complaints(document: Document) -> list[str]:
    """Return what keeps the document from being issued."""
    found = []
    if not document.number.strip():
        found.append("a document must have a number")
    if not document.lines:
        found.append("a document must have a line")
    if sum(line.amount for line in document.lines) < 0:
        found.append("a document does not come to less than nothing")
    if not document.buyer.gln:
        found.append("the buyer must have a GLN")
    if not (document.buyer_reference.strip() or document.order_reference.strip()):
        found.append("a reference of the buyer or an order number must be given")
    if abs(document.rounding) >= 1:
        found.append("a rounding is of øre")
    return found + _of_its_kind(document)


def _of_its_kind(document: Document) -> list[str]:
    """Return what an invoice lacks or a credit note must not have, and the other way round."""
    if document.kind == "credit_note":
        wrong = document.preceding is None or document.due or document.payment
        return ["a credit note names an invoice and asks for no payment"] if wrong else []
    found = []
    if document.preceding is not None or document.due is None or document.payment is None:
        found.append("an invoice says when and where to pay, and takes no other back")
    if document.due is not None and document.due < document.issued:
        found.append("an invoice cannot fall due before it is issued")
    return found


def _digits(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdigit() and least <= len(text) <= most


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(ORE, rounding=ROUND_HALF_UP)
