"""Acts on screenings."""

from samspil.screening.instrument import SECTORS
from samspil.screening.services.evidence import (
    add_document,
    add_figure,
    add_interview,
    add_workshop,
    change,
    remove,
    unuse,
    use,
)
from samspil.screening.services.findings import (
    add_finding,
    change_finding,
    prioritise,
    remove_finding,
)
from samspil.screening.services.held import AnswerRefusedError, FinishedError
from samspil.screening.services.instruments import bring, retire
from samspil.screening.services.planning import ends_on, plan, replan, tick, unplan
from samspil.screening.services.screening import (
    CURRENT_INSTRUMENT,
    finish,
    judge,
    start,
    widen,
)
from samspil.screening.services.sharing import share

__all__ = [
    "CURRENT_INSTRUMENT",
    "SECTORS",
    "AnswerRefusedError",
    "FinishedError",
    "add_document",
    "add_figure",
    "add_finding",
    "add_interview",
    "add_workshop",
    "bring",
    "change",
    "change_finding",
    "ends_on",
    "finish",
    "judge",
    "plan",
    "prioritise",
    "remove",
    "remove_finding",
    "replan",
    "retire",
    "share",
    "start",
    "tick",
    "unplan",
    "unuse",
    "use",
    "widen",
]
