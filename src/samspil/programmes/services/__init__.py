"""Every act of this room."""

from samspil.programmes.services.asking import ask_chief
from samspil.programmes.services.billing import agree
from samspil.programmes.services.billing_details import Details, note_billing_details
from samspil.programmes.services.billing_runs import decide_vat, make_billing_run
from samspil.programmes.services.confirming import Outcome, SaidYes, confirm, register_team
from samspil.programmes.services.dialogue import ask_needs, needs_subject, note_dialogue
from samspil.programmes.services.drafts import change_draft
from samspil.programmes.services.errors import (
    AlreadyBilledError,
    AlreadyNotedError,
    AmountError,
    ChangedSinceSeenError,
    ClosedError,
    ExampleOnlyError,
    FullError,
    IncompleteError,
    ListRefusedError,
    NoDraftError,
    NoSuchEditionError,
    NoSuchMunicipalityError,
    NoSuchPersonError,
    NotAChiefError,
    NotConfirmedError,
    NothingToBillError,
    PaymentsRefusedError,
    ReferenceTakenError,
    RegistrationError,
    TooLateError,
    VatStatedError,
    VatUndecidedError,
    WithdrawnError,
)
from samspil.programmes.services.exceptions import change_order, let_in, withdraw
from samspil.programmes.services.importing import Imported, ListRead, import_list, read_list
from samspil.programmes.services.payments import (
    Recorded,
    read_payments,
    record_payment,
    record_payments,
)
from samspil.programmes.services.publishing import publish_example
from samspil.programmes.services.substituting import (
    is_past,
    may_change_names,
    name_participant,
    replace_participant,
)
from samspil.programmes.services.waiting import join_waiting_list, leave_waiting_list

__all__ = [
    "AlreadyBilledError",
    "AlreadyNotedError",
    "AmountError",
    "ChangedSinceSeenError",
    "ClosedError",
    "Details",
    "ExampleOnlyError",
    "FullError",
    "Imported",
    "IncompleteError",
    "ListRead",
    "ListRefusedError",
    "NoDraftError",
    "NoSuchEditionError",
    "NoSuchMunicipalityError",
    "NoSuchPersonError",
    "NotAChiefError",
    "NotConfirmedError",
    "NothingToBillError",
    "Outcome",
    "PaymentsRefusedError",
    "Recorded",
    "ReferenceTakenError",
    "RegistrationError",
    "SaidYes",
    "TooLateError",
    "VatStatedError",
    "VatUndecidedError",
    "WithdrawnError",
    "agree",
    "ask_chief",
    "ask_needs",
    "change_draft",
    "change_order",
    "confirm",
    "decide_vat",
    "import_list",
    "is_past",
    "join_waiting_list",
    "leave_waiting_list",
    "let_in",
    "make_billing_run",
    "may_change_names",
    "name_participant",
    "needs_subject",
    "note_billing_details",
    "note_dialogue",
    "publish_example",
    "read_list",
    "read_payments",
    "record_payment",
    "record_payments",
    "register_team",
    "replace_participant",
    "withdraw",
]
