"""Invoices and credit notes as Danish public bodies must accept them: Peppol BIS Billing 3.

    document = Document(kind="invoice", number="KL-0001", …)
    totals(document)    # net, VAT and what is to be paid, in kroner
    as_ubl(document)    # the same as UBL 2.1 under EN 16931, bytes

Pure: no clock, no files, no framework. The same document gives the same bytes.
"""

from samspil.methods.invoicing.document import (
    Bank,
    Contact,
    Document,
    DocumentError,
    Fik,
    Line,
    Party,
    Preceding,
    Tax,
    TaxCategory,
    Totals,
    totals,
)
from samspil.methods.invoicing.identifiers import (
    fik_payment_id,
    is_cvr,
    is_gln,
    plain_cvr,
    plain_gln,
)
from samspil.methods.invoicing.ubl import as_ubl

__all__ = [
    "Bank",
    "Contact",
    "Document",
    "DocumentError",
    "Fik",
    "Line",
    "Party",
    "Preceding",
    "Tax",
    "TaxCategory",
    "Totals",
    "as_ubl",
    "fik_payment_id",
    "is_cvr",
    "is_gln",
    "plain_cvr",
    "plain_gln",
    "totals",
]
