"""Every read of this room."""

from samspil.evaluation.selectors.judgements import versions
from samspil.evaluation.selectors.rows import (
    BOTH,
    Asked,
    CriterionView,
    EditionEvaluation,
    EvidenceRow,
    FigureView,
    LineView,
    MunicipalityEvaluation,
    Practice,
    SectorPart,
    Spread,
    Survey,
    Team,
    Tried,
    Voices,
    Way,
)
from samspil.evaluation.selectors.voices import run_of
from samspil.evaluation.selectors.whole import edition, municipality, teams_of, ways

__all__ = [
    "BOTH",
    "Asked",
    "CriterionView",
    "EditionEvaluation",
    "EvidenceRow",
    "FigureView",
    "LineView",
    "MunicipalityEvaluation",
    "Practice",
    "SectorPart",
    "Spread",
    "Survey",
    "Team",
    "Tried",
    "Voices",
    "Way",
    "edition",
    "municipality",
    "run_of",
    "teams_of",
    "versions",
    "ways",
]
