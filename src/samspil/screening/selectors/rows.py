"""What a screening's pages and slides show: typed rows."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from samspil.screening import sentences
from samspil.screening.instrument import Instrument, Lever, Question, Sector
from samspil.screening.verdicts import Confidence, Position, Spread


@dataclass(frozen=True)
class ScreeningRow:
    """A screening in a list. ``answered`` of ``asked`` questions are."""

    id: int
    code: str
    municipality: str
    is_example: bool
    sector: str
    edition: str
    edition_title: str
    is_open: bool
    begun_at: datetime
    finished_at: datetime | None
    answered: int
    asked: int
    form: str
    led_by: str

    @property
    def sector_name(self) -> str:
        """``skole`` or ``dagtilbud``."""
        return str(sentences.SECTORS[self.sector]).lower()


@dataclass(frozen=True)
class Choice:
    """A screening that somebody can begin."""

    code: str
    municipality: str
    sector: str
    edition: str
    edition_title: str

    @property
    def value(self) -> str:
        """The choice as a form carries it."""
        return f"{self.code}/{self.sector}/{self.edition}"

    @property
    def label(self) -> str:
        """The choice in words."""
        words = f"{self.municipality}: {str(sentences.SECTORS[self.sector]).lower()}"
        return f"{words} ({self.edition_title})" if self.edition else words


@dataclass(frozen=True)
class FindingRow:
    """A finding. ``kind`` and ``bottom_line`` are codes; ``sentences`` has their words.

    ``sources`` are the titles of the evidence it rests on, by id.
    """

    id: int
    screening: int
    lever: int
    lever_label: str
    claim: str
    kind: str
    bottom_line: str
    evidence: str
    effect: int | None
    effort: int | None
    transition: str = ""
    priority: int | None = None
    sources: tuple[tuple[int, str], ...] = ()

    @property
    def kind_name(self) -> str:
        """The recommendation in words."""
        return str(sentences.FINDING_KINDS[self.kind])

    @property
    def bottom_line_name(self) -> str:
        """Whose gain it is, in words."""
        return str(sentences.BOTTOM_LINES[self.bottom_line])

    @property
    def transition_name(self) -> str:
        """The move between settings it is about, in words; empty where it is about none."""
        return str(sentences.TRANSITIONS[self.transition]) if self.transition else ""

    @property
    def effect_name(self) -> str:
        """The expected effect in words; empty where it was not estimated."""
        return str(sentences.SIZES[self.effect]) if self.effect else ""

    @property
    def effort_name(self) -> str:
        """The effort in words; empty where it was not estimated."""
        return str(sentences.SIZES[self.effort]) if self.effort else ""

    @property
    def rests_on(self) -> str:
        """What the finding rests on: the words given, then the sources."""
        parts = [self.evidence, ", ".join(title for _id, title in self.sources)]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class UseRow:
    """What one source says on one question.

    ``level`` and ``side`` are an informant's, ``votes`` a workshop's or a circle's by level (0 is
    ved ikke); ``voices`` are a circle's votes by side, where each side can be shown.
    """

    evidence: int
    question: str
    kind: str
    title: str
    text: str
    level: int | None
    side: str
    votes: tuple[tuple[int, int], ...]
    voices: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()

    @property
    def kind_name(self) -> str:
        """What kind of evidence it is, in words."""
        return str(sentences.EVIDENCE_KINDS[self.kind])

    @property
    def votes_words(self) -> str:
        """The votes in words: ``trin 1: 2, trin 3: 5, ved ikke: 1``; empty without votes."""
        return sentences.votes(self.votes)

    @property
    def line(self) -> str:
        """The source and what it says, in one line."""
        said = " · ".join(part for part in (self.text, self.votes_words) if part)
        return f"{self.title}: {said}" if said else self.title


@dataclass(frozen=True)
class EvidenceRow:
    """A source with all it is used for. ``note`` is empty for those who may not read it."""

    id: int
    kind: str
    title: str
    where: str
    note: str
    role: str
    side: str
    held_on: date | None
    file_name: str
    text: str
    source: str
    uses: tuple[UseRow, ...]
    origin: str = ""

    @property
    def kind_name(self) -> str:
        """What kind of evidence it is, in words."""
        return str(sentences.EVIDENCE_KINDS[self.kind])


@dataclass(frozen=True)
class QuestionView:
    """One question: its words in the sector, the standing answer, and what it rests on."""

    question: Question
    sector: Sector
    is_answered: bool
    level: int | None
    note: str
    judged_at: datetime | None
    uses: tuple[UseRow, ...]
    spread: Spread
    confidence: Confidence

    @property
    def id(self) -> str:
        """Such as ``3.2``."""
        return self.question.id

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        words = self.question.in_sector(self.sector)
        assert words is not None
        return sentences.say(words)

    @property
    def levels(self) -> tuple[str, ...]:
        """The four described answers."""
        return tuple(sentences.say(level) for level in self.question.levels)

    @property
    def anchor(self) -> str:
        """Where on its lever's page it stands."""
        return f"spoergsmaal-{self.id.replace('.', '-')}"

    @property
    def look_for(self) -> str:
        """What to look for and whom to ask; empty where the instrument does not say."""
        return sentences.say(self.question.look_for) if self.question.look_for else ""

    @property
    def aspect_name(self) -> str:
        """Leadership, organisation or steering, in words."""
        return str(sentences.ASPECTS[self.question.aspect]) if self.question.aspect else ""

    @property
    def level_text(self) -> str:
        """What the chosen level looks like; empty without one."""
        return self.levels[self.level - 1] if self.level else ""

    @property
    def confidence_words(self) -> str:
        """How much the answer rests on, in words."""
        return sentences.confidence(self.confidence, len(self.uses))

    @property
    def spread_words(self) -> str:
        """How far those who were asked agree; empty where fewer than two placed practice."""
        return sentences.spread(self.spread)


@dataclass(frozen=True)
class LeverView:
    """One lever: what is asked, what was answered, where it stands, what was found."""

    lever: Lever
    questions: tuple[QuestionView, ...]
    findings: tuple[FindingRow, ...]
    position: Position
    spread: Spread
    confidence: Confidence
    standing: str
    reason: str

    @property
    def number(self) -> int:
        """From 1 to 7."""
        return self.lever.number

    @property
    def label(self) -> str:
        """The lever's name."""
        return sentences.say(self.lever.label)

    @property
    def answered(self) -> int:
        """How many of the questions have an answer."""
        return sum(question.is_answered for question in self.questions)

    @property
    def uses(self) -> tuple[UseRow, ...]:
        """What the sources say, question by question."""
        return tuple(use for question in self.questions for use in question.uses)

    @property
    def evidence_kinds(self) -> tuple[str, ...]:
        """The kind of each source used on the lever; a source counts once."""
        return tuple({use.evidence: use.kind for use in self.uses}.values())

    @property
    def confidence_words(self) -> str:
        """How much the verdict rests on, in words."""
        return sentences.confidence(self.confidence, len(self.evidence_kinds))

    @property
    def spread_words(self) -> str:
        """How far those who were asked agree; empty where fewer than two placed practice."""
        return sentences.spread(self.spread)


@dataclass(frozen=True)
class ScreeningSummary:
    """A screening as a page says of it that only points to it; `findings` is how many."""

    id: int
    is_open: bool
    changed_at: datetime
    findings: int


@dataclass(frozen=True)
class ScreeningView:
    """A whole screening as its page and its deck show it."""

    row: ScreeningRow
    instrument: Instrument
    instrument_id: str
    instrument_version: str
    levers: tuple[LeverView, ...]
    changed_at: datetime

    @property
    def findings(self) -> tuple[FindingRow, ...]:
        """All findings, by lever."""
        return tuple(finding for lever in self.levers for finding in lever.findings)

    @property
    def first_findings(self) -> tuple[FindingRow, ...]:
        """The few that were put first, in that order."""
        ranked = [(one.priority, one) for one in self.findings if one.priority is not None]
        return tuple(one for _place, one in sorted(ranked, key=lambda pair: pair[0]))

    @property
    def evidence_kinds(self) -> tuple[str, ...]:
        """The kind of each source that is used, over all levers; a source counts once."""
        used = {use.evidence: use.kind for lever in self.levers for use in lever.uses}
        return tuple(used.values())

    @property
    def summary(self) -> str:
        """How the seven levers stand, in one sentence without a full stop."""
        places = [lever.position.standing.value for lever in self.levers]
        well, challenged = places.count("well_equipped"), places.count("challenged")
        return sentences.summary(well, challenged, len(places) - well - challenged)


def in_reader_language(words: dict[str, str]) -> str:
    """Return what was kept in both languages in the reader's."""
    language = "en" if (get_language() or "da").startswith("en") else "da"
    return words.get(language, "")
