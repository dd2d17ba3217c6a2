"""The nouns of this room."""

from samspil.programmes.models.billing import BillingEntry
from samspil.programmes.models.editions import OpenEdition
from samspil.programmes.models.registrations import (
    SECTORS,
    OrderLine,
    Participant,
    PreAnalysis,
    Registration,
    Team,
)
from samspil.programmes.models.versions import EditionDraft, EditionVersion

__all__ = [
    "SECTORS",
    "BillingEntry",
    "EditionDraft",
    "EditionVersion",
    "OpenEdition",
    "OrderLine",
    "Participant",
    "PreAnalysis",
    "Registration",
    "Team",
]
