"""Questions, answers and offers as pages and other rooms show them."""

import datetime as dt
from dataclasses import dataclass

from samspil.development import sentences
from samspil.development.selectors.rows import ProcessRow


@dataclass(frozen=True)
class SparringPlace:
    """A municipality in a sector of an edition, for which somebody may ask and offer."""

    edition: str
    edition_title: str
    code: str
    municipality: str
    sector: str

    @property
    def value(self) -> str:
        """The place as a form carries it."""
        return f"{self.edition}/{self.code}/{self.sector}"

    @property
    def label(self) -> str:
        """The place in words."""
        sector = str(sentences.SECTORS[self.sector]).lower()
        return f"{self.municipality}: {sector} ({self.edition_title})"


@dataclass(frozen=True)
class QuestionRow:
    """A question in a list.

    ``asked_as`` is the viewer's own municipality that was asked and ``asked_in`` the sector it was
    asked in, empty where none was;
    ``answers`` and ``unread`` count what stands, ``answered`` says whether the viewer's own
    municipality is among those who did.
    """

    id: int
    edition: str
    edition_title: str
    code: str
    municipality: str
    is_example: bool
    sector: str
    lever: int
    lever_name: str
    trying: str
    stuck: str
    wanted: str
    by_when: dt.date
    audience: str
    excerpt: str
    by: str
    asked_at: dt.datetime
    changed_at: dt.datetime | None
    closed_at: dt.datetime | None
    last_word: str
    answers: int
    unread: int
    is_own: bool
    asked_as: str
    answered: bool
    asked_in: str = ""

    def is_for(self, row: ProcessRow) -> bool:
        """Whether it was put to the people of this process."""
        place = (self.edition, self.asked_as)
        return place == (row.edition, row.code) and self.asked_in in row.sectors

    @property
    def is_open(self) -> bool:
        """Whether it can be answered."""
        return self.closed_at is None

    @property
    def waits(self) -> bool:
        """Whether it is still the viewer's municipality's to answer."""
        return self.is_open and bool(self.asked_as) and not self.answered

    @property
    def sector_name(self) -> str:
        """The sector in words."""
        return str(sentences.SECTORS[self.sector])

    @property
    def wanted_name(self) -> str:
        """What the asker would like back, in words."""
        return str(sentences.WANTED[self.wanted])

    @property
    def audience_name(self) -> str:
        """Whom it went to, in the asker's words."""
        return str(sentences.AUDIENCES[self.audience])

    @property
    def why(self) -> str:
        """Why the viewer's municipality was asked."""
        return str(sentences.WHY_ASKED[self.audience])


@dataclass(frozen=True)
class AnswerRow:
    """An answer. What was used of it is empty for those whom that does not concern.

    ``file`` is the file's name, empty where there is none or it is gone (``file_is_gone``), as old
    files go; ``size`` in bytes.
    """

    id: int
    question: int
    code: str
    municipality: str
    is_example: bool
    by: str
    text: str
    link: str
    offered_time: str
    file: str
    size: int
    file_is_gone: bool
    written_at: dt.datetime
    changed_at: dt.datetime | None
    read_at: dt.datetime | None
    used: str
    used_what: str
    used_at: dt.datetime | None
    is_mine: bool

    @property
    def used_name(self) -> str:
        """What became of it, in words; empty while nothing is said."""
        return str(sentences.USED.get(self.used, ""))


@dataclass(frozen=True)
class QuestionView:
    """A whole question with its answers, in the order they came.

    ``asked`` names those who were asked; empty for an asker who is told by the answers alone.
    """

    row: QuestionRow
    answers: tuple[AnswerRow, ...]
    asked: tuple[str, ...]
    may_answer: bool

    @property
    def mine(self) -> AnswerRow | None:
        """The viewer's own answer."""
        return next((one for one in self.answers if one.is_mine), None)

    @property
    def may_withdraw(self) -> bool:
        """Whether the asker can take it back: nobody has answered."""
        return self.row.is_own and self.row.is_open and not self.answers


@dataclass(frozen=True)
class OfferRow:
    """A standing offer."""

    id: int
    edition: str
    edition_title: str
    code: str
    municipality: str
    is_example: bool
    sector: str
    lever: int
    lever_name: str
    what: str
    by: str
    offered_at: dt.datetime
    is_own: bool

    @property
    def sector_name(self) -> str:
        """The sector in words."""
        return str(sentences.SECTORS[self.sector])


@dataclass(frozen=True)
class CommitmentRow:
    """What a municipality has done of what it promised, in one sector: numbers, never a score.

    ``received`` counts answers from others, ``used`` those of them it has used at least in part;
    ``thanked`` those it ``given`` that others have used. ``steering_held`` are the steering
    meetings that it has a seat at and that were noted, ``steering_present`` those where somebody
    sat in it. Of ``people`` named, ``throughout`` came on each of the ``days`` noted; these three
    are the municipality's, over both its sectors.
    """

    edition: str
    code: str
    municipality: str
    is_example: bool
    sector: str
    process: int | None
    asked: int
    given: int
    received: int
    used: int
    thanked: int
    offers: int
    steering_held: int
    steering_present: int
    days: int
    people: int
    throughout: int
    nudged_at: dt.datetime | None

    @property
    def process_started(self) -> bool:
        """Whether the local development process has begun."""
        return self.process is not None

    @property
    def is_silent(self) -> bool:
        """Whether it has neither given nor received yet."""
        return not self.given and not self.received

    @property
    def sector_name(self) -> str:
        """The sector in words."""
        return str(sentences.SECTORS[self.sector])
