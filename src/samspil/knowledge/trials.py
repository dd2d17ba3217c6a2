"""A concluded test of change as a case tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspil.development.selectors import (
    ProcessView,
    compared_name,
    decision_name,
    no_prediction,
)


@dataclass(frozen=True)
class Trial:
    """What was asked, predicted, seen and decided."""

    number: int
    question: str
    prediction: str
    happened: str
    compared: str
    decision: str

    @property
    def compared_name(self) -> str:
        """How it went beside the prediction, in words; without one there was nothing beside."""
        return compared_name(self.compared) or _("der var intet at sammenligne med")

    @property
    def decision_name(self) -> str:
        """What was decided, in words."""
        return decision_name(self.decision)


def trials_of(view: ProcessView) -> list[dict[str, Any]]:
    """Return the concluded tests of a process as a case keeps them."""
    return [
        {
            "number": test.number,
            "question": test.question,
            "prediction": test.prediction or no_prediction(),
            "happened": test.what_happened,
            "compared": test.compared,
            "decision": test.decision,
        }
        for test in view.tests
        if test.concluded_at
    ]


def trial(kept: Mapping[str, str | int]) -> Trial:
    """Return what a case keeps as a value."""
    return Trial(
        number=int(kept["number"]),
        question=str(kept["question"]),
        prediction=str(kept["prediction"]),
        happened=str(kept["happened"]),
        compared=str(kept["compared"]),
        decision=str(kept["decision"]),
    )
