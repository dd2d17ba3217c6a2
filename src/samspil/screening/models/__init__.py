"""Screenings: what was asked and judged, on what evidence, what was found, planned and shared."""

from samspil.screening.models.deck_templates import DeckTemplate
from samspil.screening.models.evidence import Evidence, EvidenceKind, EvidenceUse
from samspil.screening.models.findings import FEW, Finding
from samspil.screening.models.instruments import OwnInstrument
from samspil.screening.models.planning import PlanItem
from samspil.screening.models.screening import Judgement, Screening
from samspil.screening.models.sharing import Share
from samspil.screening.models.workshop import Round, Seat, Vote, Workshop

__all__ = [
    "FEW",
    "DeckTemplate",
    "Evidence",
    "EvidenceKind",
    "EvidenceUse",
    "Finding",
    "Judgement",
    "OwnInstrument",
    "PlanItem",
    "Round",
    "Screening",
    "Seat",
    "Share",
    "Vote",
    "Workshop",
]
