"""The local arena: one development process, and the tests of change in it."""

from samspil.development.models.aims import AimWording, ProcessTheme, SectorTaken
from samspil.development.models.ambition import (
    AMBITION,
    CHAIN,
    PASSAGES,
    Level,
    Passage,
    ValueConflict,
)
from samspil.development.models.organisation import Area, Involved, InvolvedArea, Organisation
from samspil.development.models.processes import LEVERS, SECTORS, Process, ProcessLever
from samspil.development.models.starting import StartingFigure, StartingFinding
from samspil.development.models.trials import Compared, Decision, TestOfChange
from samspil.development.models.vision import Criterion, Vision

__all__ = [
    "AMBITION",
    "CHAIN",
    "LEVERS",
    "PASSAGES",
    "SECTORS",
    "AimWording",
    "Area",
    "Compared",
    "Criterion",
    "Decision",
    "Involved",
    "InvolvedArea",
    "Level",
    "Organisation",
    "Passage",
    "Process",
    "ProcessLever",
    "ProcessTheme",
    "SectorTaken",
    "StartingFigure",
    "StartingFinding",
    "TestOfChange",
    "ValueConflict",
    "Vision",
]
