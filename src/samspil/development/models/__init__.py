"""The local arena: one development process, and the tests of change in it."""

from samspil.development.models.measures import (
    Measure,
    MeasurePhase,
    MeasurePoint,
    WatchedMeasure,
)
from samspil.development.models.processes import LEVERS, SECTORS, Process, ProcessLever
from samspil.development.models.trials import Compared, Decision, TestOfChange

__all__ = [
    "LEVERS",
    "SECTORS",
    "Compared",
    "Decision",
    "Measure",
    "MeasurePhase",
    "MeasurePoint",
    "Process",
    "ProcessLever",
    "TestOfChange",
    "WatchedMeasure",
]
