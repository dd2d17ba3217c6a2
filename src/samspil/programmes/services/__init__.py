"""Every act of this room."""

from samspil.programmes.services.billing import agree
from samspil.programmes.services.billing_details import Details, note_billing_details
from samspil.programmes.services.billing_runs import decide_vat, make_billing_run
from samspil.programmes.services.confirming import Outcome, confirm, register_team
from samspil.programmes.services.drafts import change_draft
from samspil.programmes.services.errors import (
    AlreadyBilledError,
    AmountError,
    ChangedSinceSeenError,
    ClosedError,
    ExampleOnlyError,
    IncompleteError,
    NoDraftError,
    NoSuchEditionError,
    NoSuchMunicipalityError,
    NotConfirmedError,
    NothingToBillError,
    NotInvoicedError,
    PaymentsRefusedError,
    ReferenceTakenError,
    RegistrationError,
    SeriesTakenError,
    VatUndecidedError,
)
from samspil.programmes.services.issuers import Seller, Series, set_issuer
from samspil.programmes.services.issuing import (
    Issued,
    correct_invoices,
    credit_invoice,
    issue_all,
    issue_invoice,
)
from samspil.programmes.services.payments import (
    Recorded,
    read_payments,
    record_payment,
    record_payments,
)
from samspil.programmes.services.publishing import publish_example

__all__ = [
    "AlreadyBilledError",
    "AmountError",
    "ChangedSinceSeenError",
    "ClosedError",
    "Details",
    "ExampleOnlyError",
    "IncompleteError",
    "Issued",
    "NoDraftError",
    "NoSuchEditionError",
    "NoSuchMunicipalityError",
    "NotConfirmedError",
    "NotInvoicedError",
    "NothingToBillError",
    "Outcome",
    "PaymentsRefusedError",
    "Recorded",
    "ReferenceTakenError",
    "RegistrationError",
    "Seller",
    "Series",
    "SeriesTakenError",
    "VatUndecidedError",
    "agree",
    "change_draft",
    "confirm",
    "correct_invoices",
    "credit_invoice",
    "decide_vat",
    "issue_all",
    "issue_invoice",
    "make_billing_run",
    "note_billing_details",
    "publish_example",
    "read_payments",
    "record_payment",
    "record_payments",
    "register_team",
    "set_issuer",
]
