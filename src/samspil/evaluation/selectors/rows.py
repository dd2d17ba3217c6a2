"""What the reads of this room return. Every text is in the reader's language."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from samspil.definitions import Definition
from samspil.evaluation.criteria import Criterion, Evidence
from samspil.figures.indicators import BottomLine, Indicator
from samspil.figures.snapshot import SourceRow
from samspil.methods.before_after import BeforeAfter
from samspil.methods.states import Figure
from samspil.programmes.selectors import EditionView

BOTH = "alle"
"""How an address names both sectors together."""


@dataclass(frozen=True)
class Team:
    """A municipality that takes part in one sector of an edition."""

    edition: str
    code: str
    name: str
    sector: str
    is_example: bool

    @property
    def key(self) -> tuple[str, str]:
        """The municipality and the sector."""
        return self.code, self.sector


@dataclass(frozen=True)
class EvidenceRow:
    """Something the system knows, in a sentence, and ``short`` for a table.

    ``amount`` counts it; ``source`` says where it was written down; ``href`` leads there for those
    who may.
    """

    kind: Evidence
    name: str
    text: str
    short: str
    amount: int
    source: str
    href: str = ""


@dataclass(frozen=True)
class JudgementRow:
    """What people judged: the newest version of ``versions``."""

    verdict: str
    verdict_name: str
    reason: str
    by: str
    at: dt.datetime
    versions: int


@dataclass(frozen=True)
class EarlierJudgement:
    """A version that was written before the newest."""

    number: int
    verdict_name: str
    reason: str
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class Spread:
    """How many chose each answer to a question; the label comes first."""

    counts: tuple[tuple[str, Figure], ...]
    answers: Figure


@dataclass(frozen=True)
class Asked:
    """One question at the start and at the end; None where it was not asked or is not closed."""

    id: str
    text: str
    criterion: str
    start: Spread | None
    end: Spread | None


@dataclass(frozen=True)
class Survey:
    """A survey of an edition. ``state``: none, open or closed; ``few`` under five answers."""

    moment: Literal["start", "end"]
    state: Literal["none", "open", "closed"]
    asked: int = 0
    answered: int = 0
    few: bool = False
    closes_at: dt.datetime | None = None


@dataclass(frozen=True)
class DayVoices:
    """What was answered at the end of a day: question and words; none while it may not show."""

    meeting: str
    when: str
    answered: int
    waits: bool
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Voices:
    """What participants answered themselves, all municipalities of the edition together."""

    start: Survey
    end: Survey
    questions: tuple[Asked, ...]
    days: tuple[DayVoices, ...] = ()

    @property
    def surveys(self) -> tuple[Survey, Survey]:
        """Start, then end."""
        return self.start, self.end


@dataclass(frozen=True)
class CriterionView:
    """A criterion with what is laid beside it, and what people judge.

    ``teams`` counts the teams' own verdicts, in words, with those that have not judged; for an
    edition alone.
    """

    criterion: Criterion
    text: str
    evidence: tuple[EvidenceRow, ...]
    questions: tuple[Asked, ...]
    judgement: JudgementRow | None
    teams: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Tried:
    """A concluded test of change: what was asked and predicted, what happened, what was decided."""

    id: int
    process: int
    number: int
    municipality: str
    question: str
    prediction: str
    what_happened: str
    compared: str
    compared_name: str
    decision: str
    decision_name: str


@dataclass(frozen=True)
class Practice:
    """What was tried at home. ``decided`` and ``compared`` count concluded tests, words first."""

    planned: int
    doing: int
    concluded: int
    predicted: int
    decided: tuple[tuple[str, int], ...]
    compared: tuple[tuple[str, int], ...]
    tried: tuple[Tried, ...]
    ambition: str = ""
    aim: str = ""
    process: int | None = None


@dataclass(frozen=True)
class FigureView:
    """One figure before and after the edition, beside comparable municipalities.

    ``broken`` is set where it is counted another way in between, so that no change is told.
    """

    id: str
    definition: Definition[Indicator]
    found: BeforeAfter
    broken: bool
    peers: int
    sources: tuple[SourceRow, ...]

    @property
    def indicator(self) -> Indicator:
        """What the figure means."""
        return self.definition.content

    @property
    def is_known(self) -> bool:
        """Whether anybody has a figure before or after."""
        return bool(self.found.before or self.found.after)


@dataclass(frozen=True)
class LineView:
    """One of the three bottom lines with its figures."""

    id: BottomLine
    name: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True)
class Closed:
    """Who closed an evaluation, and when."""

    by: str
    at: dt.datetime


@dataclass(frozen=True)
class SectorPart:
    """A municipality's evaluation in one sector.

    ``shared_with`` names the sector before it that tells of the same, joint process: what was
    tried stands there, once.
    """

    team: Team
    sector_name: str
    criteria: tuple[CriterionView, ...]
    practice: Practice
    lines: tuple[LineView, ...]
    closed: Closed | None
    may_judge: bool
    may_close: bool
    shared_with: str = ""


@dataclass(frozen=True)
class MunicipalityEvaluation:
    """A municipality's evaluation: one sector, or both."""

    edition: EditionView
    title: str
    code: str
    name: str
    is_example: bool
    sector: str
    parts: tuple[SectorPart, ...]
    others: tuple[tuple[str, str], ...]
    voices: Voices
    may_read_all: bool

    @property
    def practices(self) -> tuple[Practice, ...]:
        """What was tried in each process; a joint one counts once."""
        return tuple(part.practice for part in self.parts if not part.shared_with)


@dataclass(frozen=True)
class TeamRow:
    """One line of the edition's table; alphabetical, never ranked. Counts, and words for them."""

    team: Team
    sector_name: str
    cells: tuple[EvidenceRow, ...]
    closed: bool


@dataclass(frozen=True)
class EditionEvaluation:
    """An edition's evaluation. A historical one has its criteria and nothing else."""

    edition: EditionView
    title: str
    criteria: tuple[CriterionView, ...]
    teams: tuple[TeamRow, ...] = ()
    practice: Practice | None = None
    voices: Voices | None = None
    closed: Closed | None = None
    may_judge: bool = False
    may_ask: bool = False

    @property
    def is_history(self) -> bool:
        """Whether it is kept to read, with no evidence gathered."""
        return self.edition.is_history


@dataclass(frozen=True)
class Way:
    """An evaluation somebody may read, on the list of them."""

    edition: str
    title: str
    is_example: bool
    name: str
    code: str = ""
    sector: str = ""
    closed: bool = False
