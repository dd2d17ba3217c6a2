"""What people state about a process and a test of change."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Aim:
    """What is to change: what, how much, by when, for whom; who owns it; which levers (1 to 7)."""

    what: str
    how_much: str
    by_when: dt.date
    for_whom: str
    owner: str
    levers: tuple[int, ...] = ()

    @property
    def texts(self) -> Mapping[str, str]:
        """The free texts by field."""
        return {
            "what": self.what.strip(),
            "how_much": self.how_much.strip(),
            "for_whom": self.for_whom.strip(),
            "owner": self.owner.strip(),
        }


@dataclass(frozen=True)
class Plan:
    """What is to be tried: a question, the prediction, how it is measured, by whom, when."""

    question: str
    prediction: str = ""
    measure: str = ""
    who: str = ""
    planned_for: dt.date | None = None

    @property
    def texts(self) -> Mapping[str, str]:
        """The free texts by field."""
        return {
            "question": self.question.strip(),
            "prediction": self.prediction.strip(),
            "measure": self.measure.strip(),
            "who": self.who.strip(),
        }
