"""The nouns of this room."""

from samspil.programmes.models.billing import (
    BilledEntry,
    BillingDetails,
    BillingEntry,
    BillingRun,
    Payment,
    VatDecision,
)
from samspil.programmes.models.editions import OpenEdition
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
    Team,
)

__all__ = [
    "SECTORS",
    "BilledEntry",
    "BillingDetails",
    "BillingEntry",
    "BillingRun",
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
    "Team",
    "VatDecision",
]
