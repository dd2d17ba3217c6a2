"""A document as UBL 2.1 under Peppol BIS Billing 3 (EN 16931), as Danish public bodies take it.

Elements stand in the sequence of the schema; nothing empty is written. What is optional and of
no use to a Danish municipality is left out. docs/methods/invoices.md says which rules decide
which choice, and how all of them are checked.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, cast

from lxml import etree

from samspil.methods.invoicing.document import (
    Bank,
    Contact,
    Document,
    Fik,
    Line,
    Party,
    Tax,
    totals,
)

_UBL: Final = "urn:oasis:names:specification:ubl:schema:xsd:"
_CBC, _CAC = f"{_UBL}CommonBasicComponents-2", f"{_UBL}CommonAggregateComponents-2"
_CUSTOMIZATION: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_PROFILE: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_GLN, _CVR = "0088", "0184"
_CURRENCY, _COUNTRY = "DKK", "DK"
_PIECES = "EA"
# Codes of UNCL 4461 that Danish sellers may use: a domestic bank account, and a payment slip.
_TO_ACCOUNT, _BY_SLIP = "42", "93"
_ROOTS = {
    "invoice": ("Invoice", "InvoiceTypeCode", "380", "InvoiceLine", "InvoicedQuantity"),
    "credit_note": (
        "CreditNote",
        "CreditNoteTypeCode",
        "381",
        "CreditNoteLine",
        "CreditedQuantity",
    ),
}


def as_ubl(document: Document) -> bytes:
    """Return the document as an XML file in UTF-8."""
    name, type_name, type_code, _line, _quantity = _ROOTS[document.kind]
    own = f"{_UBL}{name}-2"
    spaces: dict[str | None, str] = {None: own, "cac": _CAC, "cbc": _CBC}
    root = etree.Element(f"{{{own}}}{name}", nsmap=cast("dict[str, str]", spaces))
    _text(root, "CustomizationID", _CUSTOMIZATION)
    _text(root, "ProfileID", _PROFILE)
    _text(root, "ID", document.number)
    _text(root, "IssueDate", document.issued.isoformat())
    if document.due is not None:
        _text(root, "DueDate", document.due.isoformat())
    _text(root, type_name, type_code)
    _text(root, "Note", document.note)
    _text(root, "DocumentCurrencyCode", _CURRENCY)
    _references(root, document)
    _party(_part(root, "AccountingSupplierParty"), document.seller, document.tax)
    _party(_part(root, "AccountingCustomerParty"), document.buyer)
    _payment(root, document)
    _amounts(root, document)
    _lines(root, document)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _references(root: etree._Element, document: Document) -> None:
    """Write who ordered, under which order, and which invoice is taken back."""
    _text(root, "BuyerReference", document.buyer_reference)
    if document.order_reference.strip():
        _text(_part(root, "OrderReference"), "ID", document.order_reference)
    if document.preceding is not None:
        taken_back = _part(_part(root, "BillingReference"), "InvoiceDocumentReference")
        _text(taken_back, "ID", document.preceding.number)
        _text(taken_back, "IssueDate", document.preceding.issued.isoformat())


def _party(role: etree._Element, party: Party, tax: Tax | None = None) -> None:
    """Write a party; ``tax`` is given for the seller, whose number with the tax office it shows."""
    inside = _part(role, "Party")
    if party.gln:
        _text(inside, "EndpointID", party.gln, schemeID=_GLN)
    else:
        _text(inside, "EndpointID", f"DK{party.cvr}", schemeID=_CVR)
    _text(_part(inside, "PartyName"), "Name", party.name)
    address = _part(inside, "PostalAddress")
    _text(address, "StreetName", party.street)
    _text(address, "CityName", party.city)
    _text(address, "PostalZone", party.postal_code)
    _text(_part(address, "Country"), "IdentificationCode", _COUNTRY)
    # Who sells outside VAT shows no VAT number (BR-O-02); all others must (BR-S-02, BR-E-02).
    if tax is not None and tax.category != "O":
        scheme = _part(inside, "PartyTaxScheme")
        _text(scheme, "CompanyID", f"DK{party.cvr}")
        _text(_part(scheme, "TaxScheme"), "ID", "VAT")
    legal = _part(inside, "PartyLegalEntity")
    _text(legal, "RegistrationName", party.name)
    _text(legal, "CompanyID", f"DK{party.cvr}", schemeID=_CVR)
    _contact(inside, party.contact)


def _contact(party: etree._Element, contact: Contact) -> None:
    if any(text.strip() for text in (contact.name, contact.phone, contact.email)):
        inside = _part(party, "Contact")
        _text(inside, "Name", contact.name)
        _text(inside, "Telephone", contact.phone)
        _text(inside, "ElectronicMail", contact.email)


def _payment(root: etree._Element, document: Document) -> None:
    """Write where to pay, and what is said of paying."""
    match document.payment:
        case Bank(registration, account):
            means = _part(root, "PaymentMeans")
            _text(means, "PaymentMeansCode", _TO_ACCOUNT)
            _text(means, "PaymentID", document.number)
            payee = _part(means, "PayeeFinancialAccount")
            _text(payee, "ID", account)
            _text(_part(payee, "FinancialInstitutionBranch"), "ID", registration)
        case Fik(creditor, payment_id):
            means = _part(root, "PaymentMeans")
            _text(means, "PaymentMeansCode", _BY_SLIP)
            _text(means, "PaymentID", f"71#{payment_id}")
            _text(_part(means, "PayeeFinancialAccount"), "ID", creditor)
    if document.terms.strip():
        _text(_part(root, "PaymentTerms"), "Note", document.terms)


def _amounts(root: etree._Element, document: Document) -> None:
    """Write the VAT and the sums."""
    sums = totals(document)
    tax = _part(root, "TaxTotal")
    _amount(tax, "TaxAmount", sums.vat)
    breakdown = _part(tax, "TaxSubtotal")
    _amount(breakdown, "TaxableAmount", sums.net)
    _amount(breakdown, "TaxAmount", sums.vat)
    _category(breakdown, "TaxCategory", document.tax, with_reason=True)
    whole = _part(root, "LegalMonetaryTotal")
    _amount(whole, "LineExtensionAmount", sums.net)
    _amount(whole, "TaxExclusiveAmount", sums.net)
    _amount(whole, "TaxInclusiveAmount", sums.net + sums.vat)
    if document.rounding:
        _amount(whole, "PayableRoundingAmount", document.rounding)
    _amount(whole, "PayableAmount", sums.payable)


def _lines(root: etree._Element, document: Document) -> None:
    _name, _type, _code, line_name, quantity_name = _ROOTS[document.kind]
    for place, line in _numbered(document.lines):
        inside = _part(root, line_name)
        _text(inside, "ID", str(place))
        _text(inside, quantity_name, str(line.quantity), unitCode=_PIECES)
        _amount(inside, "LineExtensionAmount", line.amount)
        item = _part(inside, "Item")
        _text(item, "Name", line.text)
        _text(_part(item, "SellersItemIdentification"), "ID", line.item)
        _category(item, "ClassifiedTaxCategory", document.tax)
        price = _part(inside, "Price")
        _text(price, "PriceAmount", _exact(line.unit_price), currencyID=_CURRENCY)


def _category(parent: etree._Element, name: str, tax: Tax, *, with_reason: bool = False) -> None:
    category = _part(parent, name)
    _text(category, "ID", tax.category)
    # Outside VAT there is no rate to state, not even 0 (BR-O-05).
    if tax.category != "O":
        _text(category, "Percent", f"{tax.rate.normalize():f}")
    if with_reason:
        _text(category, "TaxExemptionReason", tax.reason)
    _text(_part(category, "TaxScheme"), "ID", "VAT")


def _numbered(lines: Iterable[Line]) -> Iterable[tuple[int, Line]]:
    return enumerate(lines, start=1)


def _part(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_CAC}}}{name}")


def _text(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    """Write a value; nothing where there is none, since empty elements are forbidden."""
    written = _legible(text)
    if written:
        etree.SubElement(parent, f"{{{_CBC}}}{name}", attributes).text = written


def _amount(parent: etree._Element, name: str, amount: Decimal) -> None:
    _text(parent, name, f"{amount:.2f}", currencyID=_CURRENCY)


def _exact(price: Decimal) -> str:
    """Return a price with the decimals it has, and two at least."""
    decimals = -int(price.as_tuple().exponent)
    return f"{price:.{max(decimals, 2)}f}"


def _legible(text: str) -> str:
    """Return the text without what XML cannot hold, such as a bell; breaks of line are kept."""
    kept = (one for one in text if one in "\t\n\u00a0" or one.isprintable())
    return "".join(kept).strip()
