"""What people state about a process and a test of change."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


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


@dataclass(frozen=True)
class MeasurePlan:
    """What is stated of a measure; see the model for what each means.

    ``indicator`` and ``part`` are of the figures room; then unit, direction and how often are its.
    """

    name: str
    counted: str
    kind: str
    of: str = ""
    shape: str = "share"
    unit: str = ""
    of_people: bool = True
    direction: str = "neutral"
    frequency: str = "weekly"
    target: Decimal | None = None
    definition: str = ""
    collects: str = ""
    source: str = "hand"
    indicator: str = ""
    part: str = ""

    @property
    def texts(self) -> Mapping[str, str]:
        """The free texts by field."""
        fields = ("name", "counted", "of", "unit", "definition", "collects")
        return {field: " ".join(getattr(self, field).split()) for field in fields}


@dataclass(frozen=True)
class Stated:
    """A measurement as it is stated: a day in what it stands for, and a value or two counts."""

    when: dt.date
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
