"""The local arena: one development process, the tests of change in it, and sparring."""

from samspil.development.models.aims import AimWording, ProcessTheme, SectorTaken
from samspil.development.models.ambition import (
    AMBITION,
    CHAIN,
    PASSAGES,
    Level,
    Passage,
    ValueConflict,
)
from samspil.development.models.drivers import DriverLink, DriverNode
from samspil.development.models.measures import Measure, MeasurePhase, MeasurePoint, WatchedMeasure
from samspil.development.models.organisation import Area, Involved, InvolvedArea, Organisation
from samspil.development.models.processes import LEVERS, SECTORS, Process, ProcessLever
from samspil.development.models.sparring import (
    AskedPlace,
    Audience,
    SparringAnswer,
    SparringOffer,
    SparringQuestion,
    Used,
    Wanted,
)
from samspil.development.models.sparring_letters import (
    Rhythm,
    SparringNudge,
    SparringPost,
    SparringRhythm,
)
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
    "AskedPlace",
    "Audience",
    "Compared",
    "Criterion",
    "Decision",
    "DriverLink",
    "DriverNode",
    "Involved",
    "InvolvedArea",
    "Level",
    "Measure",
    "MeasurePhase",
    "MeasurePoint",
    "Organisation",
    "Passage",
    "Process",
    "ProcessLever",
    "ProcessTheme",
    "Rhythm",
    "SectorTaken",
    "SparringAnswer",
    "SparringNudge",
    "SparringOffer",
    "SparringPost",
    "SparringQuestion",
    "SparringRhythm",
    "StartingFigure",
    "StartingFinding",
    "TestOfChange",
    "Used",
    "ValueConflict",
    "Vision",
    "Wanted",
    "WatchedMeasure",
]
