"""From what is owed to the paper that says so: an invoice or a credit note as a value.

Papers go to Danish municipalities' accounts, so their words are Danish whatever language the one
who presses reads.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import override
from pydantic import TypeAdapter

from samspil.methods import invoicing, pricing
from samspil.programmes import words
from samspil.programmes.models import Issuer

_VAT = Decimal(25)
_OUTSIDE = "Sælgeren er ikke registreret for moms"
_YEARS_KEPT = 5
_OFFICIAL = {"København": "Københavns Kommune", "Bornholm": "Bornholms Regionskommune"}
"""Municipalities that are called otherwise than by their name and "Kommune"."""

_DOCUMENT = TypeAdapter(invoicing.Document)


@dataclass(frozen=True, slots=True)
class Debtor:
    """Whom a paper is for: as the municipality has said, or somebody for it; empty: not yet.

    ``vat_basis`` is ``exclusive``, ``inclusive`` or ``exempt``; None where nobody has decided.
    """

    municipality: str
    is_example: bool
    vat_basis: str | None
    cvr: str = ""
    gln: str = ""
    order_reference: str = ""
    contact_name: str = ""
    contact_email: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number a paper got and the day it got it."""

    label: str
    series: int
    number: int
    issued: dt.date


def missing(issuer: Issuer | None, debtor: Debtor) -> tuple[str, ...]:
    """Return what keeps a paper from being issued, as codes for ``pages.invoices``."""
    found = []
    if issuer is None:
        found.append("no_issuer")
    elif issuer.series.is_used_up:
        found.append("used_up")
    if debtor.vat_basis is None:
        found.append("vat_undecided")
    elif issuer is not None:
        found += _contradictions(issuer, debtor.vat_basis)
    if not debtor.cvr:
        found.append("no_cvr")
    if not debtor.gln:
        found.append("no_gln")
    if not (debtor.order_reference or debtor.contact_name):
        found.append("no_reference")
    return tuple(found)


def invoice(
    *, issuer: Issuer, debtor: Debtor, lines: Iterable[pricing.Line], on: Numbered, about: str
) -> invoicing.Document:
    """Return the invoice of these lines; ``missing`` has been asked, ``about`` is its note."""
    charged = tuple(lines)
    inclusive = debtor.vat_basis == "inclusive"
    document = invoicing.Document(
        kind="invoice",
        number=on.label,
        issued=on.issued,
        seller=_seller(issuer),
        buyer=_buyer(debtor),
        lines=tuple(_line(line, inclusive=inclusive) for line in charged),
        tax=_tax(issuer, debtor),
        buyer_reference=debtor.contact_name,
        order_reference=debtor.order_reference,
        due=on.issued + dt.timedelta(days=issuer.payment_days),
        payment=_payment(issuer, on),
        note=_marked(about, is_example=debtor.is_example),
        terms=f"Betales senest {issuer.payment_days} dage efter fakturadatoen.",
    )
    if not inclusive:
        return document
    stated = sum((line.amount for line in charged), Decimal(0))
    off = stated - invoicing.totals(document).payable
    return replace(document, rounding=off)


def credit_note(
    *, taken_back: invoicing.Document, on: Numbered, reason: str, is_example: bool
) -> invoicing.Document:
    """Return the credit note that takes the whole of an invoice back, on that invoice's terms."""
    note = _marked(f"Krediterer faktura {taken_back.number}. {reason}", is_example=is_example)
    preceding = invoicing.Preceding(taken_back.number, taken_back.issued)
    return invoicing.Document(
        kind="credit_note",
        number=on.label,
        issued=on.issued,
        seller=taken_back.seller,
        buyer=taken_back.buyer,
        lines=taken_back.lines,
        tax=taken_back.tax,
        buyer_reference=taken_back.buyer_reference,
        order_reference=taken_back.order_reference,
        preceding=preceding,
        note=note,
        rounding=taken_back.rounding,
    )


def as_json(document: invoicing.Document) -> dict[str, Any]:
    """Return a paper as JSON values, from which ``from_json`` makes the same paper."""
    written: dict[str, Any] = _DOCUMENT.dump_python(document, mode="json")
    return written


def from_json(stated: dict[str, Any]) -> invoicing.Document:
    """Return the paper that ``as_json`` wrote."""
    return _DOCUMENT.validate_python(stated)


def keep_until(issued: dt.date) -> dt.date:
    """Return the last day of the five years after the year of issue, as bookkeeping asks."""
    return dt.date(issued.year + _YEARS_KEPT, 12, 31)


def _contradictions(issuer: Issuer, vat_basis: str) -> list[str]:
    """Return where the seller's VAT and the edition's do not fit each other."""
    if vat_basis != "exempt" and not issuer.is_vat_registered:
        return ["seller_outside_vat"]
    if vat_basis == "exempt" and issuer.is_vat_registered and not issuer.exemption:
        return ["no_exemption"]
    return []


def _tax(issuer: Issuer, debtor: Debtor) -> invoicing.Tax:
    if debtor.vat_basis != "exempt":
        return invoicing.Tax("S", _VAT)
    if issuer.is_vat_registered:
        return invoicing.Tax("E", reason=issuer.exemption)
    return invoicing.Tax("O", reason=_OUTSIDE)


def _line(line: pricing.Line, *, inclusive: bool) -> invoicing.Line:
    with override("da"):
        text = words.item(line.item)
    # Four fifths of a price with VAT is the price without, exact to three decimals.
    price = line.unit_price * 100 / (100 + _VAT) if inclusive else line.unit_price
    exact = price.quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
    return invoicing.Line(line.item, text, line.quantity, exact if inclusive else price)


def _seller(issuer: Issuer) -> invoicing.Party:
    return invoicing.Party(
        name=issuer.name,
        cvr=issuer.cvr,
        gln=issuer.gln,
        street=issuer.street,
        postal_code=issuer.postal_code,
        city=issuer.city,
        contact=invoicing.Contact(issuer.contact_name, issuer.contact_email, issuer.contact_phone),
    )


def _buyer(debtor: Debtor) -> invoicing.Party:
    return invoicing.Party(
        name=_OFFICIAL.get(debtor.municipality, f"{debtor.municipality} Kommune"),
        cvr=debtor.cvr,
        gln=debtor.gln,
        contact=invoicing.Contact(debtor.contact_name, debtor.contact_email),
    )


def _payment(issuer: Issuer, on: Numbered) -> invoicing.Bank | invoicing.Fik:
    if issuer.fik_creditor:
        return invoicing.Fik(issuer.fik_creditor, invoicing.fik_payment_id(on.series, on.number))
    return invoicing.Bank(issuer.bank_registration, issuer.bank_account)


def _marked(text: str, *, is_example: bool) -> str:
    return f"EKSEMPEL, skal ikke betales. {text}" if is_example else text
