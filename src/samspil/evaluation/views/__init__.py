"""Pages of this room: thin; look up with permission, call, render."""

from samspil.evaluation.views.asking import ask, close_questions, questions, remind
from samspil.evaluation.views.files import (
    edition_csv,
    edition_slides,
    municipality_csv,
    municipality_slides,
    paper,
)
from samspil.evaluation.views.judging import (
    close,
    close_edition,
    judge,
    judge_edition,
    reopen,
    reopen_edition,
)
from samspil.evaluation.views.whole import edition, index, municipality

__all__ = [
    "ask",
    "close",
    "close_edition",
    "close_questions",
    "edition",
    "edition_csv",
    "edition_slides",
    "index",
    "judge",
    "judge_edition",
    "municipality",
    "municipality_csv",
    "municipality_slides",
    "paper",
    "questions",
    "remind",
    "reopen",
    "reopen_edition",
]
