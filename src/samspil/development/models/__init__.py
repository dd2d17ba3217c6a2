"""The local arena: one development process, the tests of change in it, and sparring."""

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
from samspil.development.models.trials import Compared, Decision, TestOfChange

__all__ = [
    "LEVERS",
    "SECTORS",
    "AskedPlace",
    "Audience",
    "Compared",
    "Decision",
    "Process",
    "ProcessLever",
    "Rhythm",
    "SparringAnswer",
    "SparringNudge",
    "SparringOffer",
    "SparringPost",
    "SparringQuestion",
    "SparringRhythm",
    "TestOfChange",
    "Used",
    "Wanted",
]
