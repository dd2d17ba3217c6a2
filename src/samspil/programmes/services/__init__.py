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
    PaymentsRefusedError,
    ReferenceTakenError,
    RegistrationError,
    VatUndecidedError,
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
    "NoDraftError",
    "NoSuchEditionError",
    "NoSuchMunicipalityError",
    "NotConfirmedError",
    "NothingToBillError",
    "Outcome",
    "PaymentsRefusedError",
    "Recorded",
    "ReferenceTakenError",
    "RegistrationError",
    "VatUndecidedError",
    "agree",
    "change_draft",
    "confirm",
    "decide_vat",
    "make_billing_run",
    "note_billing_details",
    "publish_example",
    "read_payments",
    "record_payment",
    "record_payments",
    "register_team",
]
