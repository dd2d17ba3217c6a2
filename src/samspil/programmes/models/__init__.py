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
    "OpenEdition",
    "OrderLine",
    "Participant",
    "Payment",
    "PreAnalysis",
    "Registration",
    "Team",
    "VatDecision",
]
