"""Every act of this room."""

from samspil.evaluation.services.asking import (
    ASK,
    Moment,
    addresses,
    close_survey,
    invite,
    open_survey,
    remind,
)
from samspil.evaluation.services.errors import (
    ClosedError,
    EvaluationError,
    NoSuchEvaluationError,
    TextRefusedError,
)
from samspil.evaluation.services.judgements import close, judge, reopen

__all__ = [
    "ASK",
    "ClosedError",
    "EvaluationError",
    "Moment",
    "NoSuchEvaluationError",
    "TextRefusedError",
    "addresses",
    "close",
    "close_survey",
    "invite",
    "judge",
    "open_survey",
    "remind",
    "reopen",
]
