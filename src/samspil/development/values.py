"""What people state about a process and a test of change."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Conflict:
    """A conflict of value: the one thing, the other, the level it shows at, who owns it, how."""

    one: str
    other: str
    level: str
    owner: str = ""
    handling: str = ""

    @property
    def texts(self) -> Mapping[str, str]:
        """The free texts by field."""
        names = ("one", "other", "owner", "handling")
        return {name: getattr(self, name).strip() for name in names}


@dataclass(frozen=True)
class FigureChoice:
    """A public figure: its indicator, part and the sector whose picture it stands in."""

    sector: str
    indicator: str
    breakdown: str = ""

    @property
    def key(self) -> str:
        """The choice as a form carries it."""
        return f"{self.sector}/{self.indicator}/{self.breakdown}"

    @classmethod
    def from_key(cls, key: str) -> "FigureChoice":
        """Read a choice as a form carried it; ValueError for anything else."""
        sector, indicator, breakdown = key.split("/", 2)
        return cls(sector, indicator, breakdown)


@dataclass(frozen=True)
class SharedVision:
    """A vision, its criteria (sentence, how one sees it), and who agreed to it when.

    ``unit`` is a school's number in the register; ``unit_name`` a name of one's own; both are
    empty for the whole process.
    """

    text: str
    unit: str = ""
    unit_name: str = ""
    criteria: tuple[tuple[str, str], ...] = ()
    agreed_by: str = ""
    agreed_on: dt.date | None = None

    @property
    def texts(self) -> Mapping[str, str]:
        """The free texts by field."""
        names = ("text", "unit_name", "agreed_by")
        return {name: getattr(self, name).strip() for name in names}

    @property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """The criteria that say something, without blanks around them."""
        cleaned = ((sentence.strip(), sign.strip()) for sentence, sign in self.criteria)
        return tuple(one for one in cleaned if any(one))


@dataclass(frozen=True)
class LocalOrganisation:
    """Project lead, group and meetings, in roles; the areas involved by how far."""

    lead: str = ""
    group: str = ""
    meets: str = ""
    others: str = ""
    areas: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> Mapping[str, str]:
        """The free texts by field."""
        names = ("lead", "group", "meets", "others")
        return {name: getattr(self, name).strip() for name in names}


@dataclass(frozen=True)
class Scope:
    """What a process is about: themes by id, the move to school, and whether both sectors share."""

    themes: tuple[str, ...] = ()
    transition: bool = False
    is_joint: bool = False
