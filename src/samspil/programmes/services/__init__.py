"""Every act of this room."""

from samspil.programmes.services.asking import ask_chief
from samspil.programmes.services.billing import agree
from samspil.programmes.services.billing_details import Details, note_billing_details
from samspil.programmes.services.billing_runs import decide_vat, make_billing_run
from samspil.programmes.services.confirming import Outcome, SaidYes, confirm, register_team
from samspil.programmes.services.drafts import change_draft
from samspil.programmes.services.errors import (
    AlreadyBilledError,
    AlreadyNotedError,
    AmountError,
    ChangedSinceSeenError,
    ClosedError,
    ExampleOnlyError,
    IncompleteError,
    ListRefusedError,
    NoDraftError,
    NoSuchEditionError,
    NoSuchMunicipalityError,
    NotAChiefError,
    NotConfirmedError,
    NothingToBillError,
    PaymentsRefusedError,
    ReferenceTakenError,
    RegistrationError,
    VatStatedError,
    VatUndecidedError,
)
from samspil.programmes.services.importing import Imported, ListRead, import_list, read_list
from samspil.programmes.services.payments import (
    Recorded,
    read_payments,
    record_payment,
    record_payments,
)
from samspil.programmes.services.publishing import publish_example

__all__ = [
    "AlreadyBilledError",
    "AlreadyNotedError",
    "AmountError",
    "ChangedSinceSeenError",
    "ClosedError",
    "Details",
    "ExampleOnlyError",
    "Imported",
    "IncompleteError",
    "ListRead",
    "ListRefusedError",
    "NoDraftError",
    "NoSuchEditionError",
    "NoSuchMunicipalityError",
    "NotAChiefError",
    "NotConfirmedError",
    "NothingToBillError",
    "Outcome",
    "PaymentsRefusedError",
    "Recorded",
    "ReferenceTakenError",
    "RegistrationError",
    "SaidYes",
    "VatStatedError",
    "VatUndecidedError",
    "agree",
    "ask_chief",
    "change_draft",
    "confirm",
    "decide_vat",
    "import_list",
    "make_billing_run",
    "note_billing_details",
    "publish_example",
    "read_list",
    "read_payments",
    "record_payment",
    "record_payments",
    "register_team",
]
