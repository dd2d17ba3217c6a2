"""The nouns of this room."""

from samspil.programmes.models.afterwards import DialogueNote, Exemption, TeamChange, WaitingPlace
from samspil.programmes.models.billing import (
    BilledEntry,
    BillingDetails,
    BillingEntry,
    BillingRun,
    Payment,
    VatDecision,
)
from samspil.programmes.models.board import (
    DayNeeds,
    EditionBudget,
    GroupLetter,
    GroupLetterAddressee,
)
from samspil.programmes.models.editions import OpenEdition
from samspil.programmes.models.invitations import (
    Campaign,
    Invitation,
    InvitationGuest,
    InvitationReminder,
)
from samspil.programmes.models.invoices import (
    Invoice,
    InvoiceFile,
    InvoiceLine,
    Issuer,
    NumberSeries,
)
from samspil.programmes.models.registrations import (
    SECTORS,
    OrderLine,
    Participant,
    PreAnalysis,
    Registration,
    RegistrationContact,
    Team,
)
from samspil.programmes.models.versions import EditionDraft, EditionVersion

__all__ = [
    "SECTORS",
    "BilledEntry",
    "BillingDetails",
    "BillingEntry",
    "BillingRun",
    "Campaign",
    "DayNeeds",
    "DialogueNote",
    "EditionBudget",
    "EditionDraft",
    "EditionVersion",
    "Exemption",
    "GroupLetter",
    "GroupLetterAddressee",
    "Invitation",
    "InvitationGuest",
    "InvitationReminder",
    "Invoice",
    "InvoiceFile",
    "InvoiceLine",
    "Issuer",
    "NumberSeries",
    "OpenEdition",
    "OrderLine",
    "Participant",
    "Payment",
    "PreAnalysis",
    "Registration",
    "RegistrationContact",
    "Team",
    "TeamChange",
    "VatDecision",
    "WaitingPlace",
]
