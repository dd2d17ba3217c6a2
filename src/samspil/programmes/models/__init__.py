"""The nouns of this room."""

from samspil.programmes.models.billing import BillingEntry
from samspil.programmes.models.editions import OpenEdition
from samspil.programmes.models.invitations import (
    Campaign,
    Invitation,
    InvitationGuest,
    InvitationReminder,
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
    "BillingEntry",
    "Campaign",
    "Invitation",
    "InvitationGuest",
    "InvitationReminder",
    "OpenEdition",
    "OrderLine",
    "Participant",
    "PreAnalysis",
    "Registration",
    "Team",
]
