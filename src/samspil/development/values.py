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


@dataclass(frozen=True)
class Tie:
    """What of the own work goes along with a question.

    ``parts`` are fields of the process's aim and of the test.
    """

    process: int
    test: int | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ask:
    """A question to others: what is tried, where it sticks, what would help, by when.

    ``wanted`` is view, example, visit or call; ``lever`` 1 to 7.
    """

    trying: str
    stuck: str
    wanted: str
    by_when: dt.date
    lever: int

    @property
    def texts(self) -> Mapping[str, str]:
        """The free texts by field."""
        return {"trying": self.trying.strip(), "stuck": self.stuck.strip()}


@dataclass(frozen=True)
class Given:
    """An answer: words, a web address, a time when one can be called or visited; not all empty."""

    text: str = ""
    link: str = ""
    offered_time: str = ""

    @property
    def texts(self) -> Mapping[str, str]:
        """The free texts by field."""
        return {
            "text": self.text.strip(),
            "link": self.link.strip(),
            "offered_time": self.offered_time.strip(),
        }


@dataclass(frozen=True)
class Attached:
    """A file that goes with an answer, as it was sent."""

    name: str
    content: bytes
    confirmed_no_cpr: bool = False
