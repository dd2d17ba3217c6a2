"""Reads of a workshop: the screen, the phones, and what each asks again and again."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samspil.people.viewer import Viewer
from samspil.screening import rules, sentences
from samspil.screening.asking import Asked, questions_of
from samspil.screening.models import Screening
from samspil.screening.models.workshop import Round, Seat, Vote, Workshop
from samspil.screening.selectors.access import may_read
from samspil.screening.services.workshop import key_of, tidy
from samspil.screening.tallies import DONT_KNOW, PLACES, Tally

FEWEST = 5
"""Under so many votes somebody may be recognised by theirs."""


@dataclass(frozen=True)
class Pulse:
    """What a screen asks each second: whether it must be drawn anew, and how many have voted."""

    version: int
    votes: int
    seats: int


@dataclass(frozen=True)
class Level:
    """A described answer, and how many chose it once the votes are shown."""

    number: int
    text: str
    count: int
    width: str


@dataclass(frozen=True)
class RoundRow:
    """A question of the workshop: put or not, shown or not, and what was agreed."""

    id: str
    lever: int
    heading: str
    text: str
    is_put: bool
    is_shown: bool
    sentence: str
    tally: Tally


@dataclass(frozen=True)
class Screen:
    """What the projector shows, for those who lead the workshop.

    ``question`` is the one put now; ``levels`` end with "ved ikke".
    """

    id: int
    screening: int
    code: str
    is_open: bool
    opened_at: datetime
    pulse: Pulse
    rows: tuple[RoundRow, ...]
    question: RoundRow | None
    levels: tuple[Level, ...]

    @property
    def spelled(self) -> str:
        """The code as it is read aloud: in two parts."""
        return f"{self.code[:3]} {self.code[3:]}"

    @property
    def place(self) -> int:
        """Which question it is, counted from 1; 0 before the first."""
        ids = [row.id for row in self.rows]
        return ids.index(self.question.id) + 1 if self.question else 0

    @property
    def previous(self) -> str:
        """The question before; empty at the first."""
        return self.rows[self.place - 2].id if self.place > 1 else ""

    @property
    def next(self) -> str:
        """The question after; empty at the last."""
        return self.rows[self.place].id if self.place < len(self.rows) else ""

    @property
    def is_few(self) -> bool:
        """Whether those who voted may be recognised."""
        return self.pulse.votes < FEWEST


@dataclass(frozen=True)
class Phone:
    """What a phone shows. ``state``: unknown, closed, outside, waiting, asked or shown."""

    state: str
    code: str = ""
    version: int = 0
    question: str = ""
    heading: str = ""
    text: str = ""
    levels: tuple[tuple[int, str], ...] = ()
    chosen: int | None = None
    place: int = 0
    number: int = 0


@dataclass(frozen=True)
class WorkshopRow:
    """A workshop in a list."""

    id: int
    opened_at: datetime
    is_open: bool
    seats: int
    rounds: tuple[RoundRow, ...]


def pulse(*, viewer: Viewer, workshop: int) -> Pulse | None:
    """Return what the screen asks each second, in one query; None for those who do not lead."""
    now = Round.objects.filter(workshop=OuterRef("pk"), question=OuterRef("current"))
    counted = now.annotate(number=Count("votes")).values("number")
    found = (
        Workshop.objects.filter(pk=workshop)
        .annotate(
            votes=Coalesce(Subquery(counted), 0),
            number=Count("seats"),
            code_of=F("screening__municipality"),
            sector=F("screening__sector"),
            edition=F("screening__edition"),
        )
        .values("version", "votes", "number", "code_of", "sector", "edition")
        .first()
    )
    if found is None or not rules.may_edit(
        viewer, municipality=found["code_of"], sector=found["sector"], edition=found["edition"]
    ):
        return None
    return Pulse(found["version"], found["votes"], found["number"])


def screen(*, viewer: Viewer, workshop: int) -> Screen | None:
    """Return the whole screen; None for those who do not lead the workshop."""
    beat = pulse(viewer=viewer, workshop=workshop)
    if beat is None:
        return None
    found = Workshop.objects.select_related("screening").get(pk=workshop)
    rows = _rows(found)
    question = next((row for row in rows if row.id == found.current), None)
    return Screen(
        id=found.pk,
        screening=found.screening_id,
        code=found.code,
        is_open=found.closed_at is None,
        opened_at=found.opened_at,
        pulse=beat,
        rows=rows,
        question=question,
        levels=_levels(found, question) if question else (),
    )


def _rows(workshop: Workshop) -> tuple[RoundRow, ...]:
    rounds = {one.question: one for one in workshop.rounds.all()}
    counted: dict[int, Counter[int]] = {}
    for number, level in Vote.objects.filter(round__workshop=workshop).values_list(
        "round", "level"
    ):
        counted.setdefault(number, Counter())[level] += 1
    return tuple(_row(one, rounds.get(one.id), counted) for one in questions_of(workshop.screening))


def _row(one: Asked, put: Round | None, counted: dict[int, Counter[int]]) -> RoundRow:
    is_shown = put is not None and put.shown_at is not None
    # Before they are shown nobody sees them, whichever page asks.
    votes = counted.get(put.pk, Counter()) if put and is_shown else Counter()
    return RoundRow(
        id=one.id,
        lever=one.lever,
        heading=sentences.say(one.heading),
        text=sentences.say(one.text),
        is_put=put is not None,
        is_shown=is_shown,
        sentence=put.sentence if put else "",
        tally=Tally(_("Stemmer"), dict(votes)),
    )


def _levels(workshop: Workshop, question: RoundRow) -> tuple[Level, ...]:
    one = next(one for one in questions_of(workshop.screening) if one.id == question.id)
    texts = {number: sentences.say(text) for number, text in enumerate(one.levels, 1)}
    texts[DONT_KNOW] = _("Ved ikke")
    counts, most = question.tally.counts, max(question.tally.counts.values(), default=0)
    return tuple(
        Level(
            number,
            texts[number],
            counts.get(number, 0),
            f"{100 * counts.get(number, 0) / most if most else 0:.2f}",
        )
        for number in PLACES
    )


def workshops(*, viewer: Viewer, screening: int) -> list[WorkshopRow] | None:
    """A screening's workshops, newest first; None for those who may not read the screening."""
    found = Screening.objects.filter(pk=screening).first()
    if found is None or not may_read(viewer, found):
        return None
    held = Workshop.objects.filter(screening=found).select_related("screening")
    return [
        WorkshopRow(
            one.pk,
            one.opened_at,
            one.closed_at is None,
            one.seats.count(),
            tuple(row for row in _rows(one) if row.is_shown),
        )
        for one in held
    ]


def version_of(code: str) -> int | None:
    """Return what a phone asks every other second: one small query; None for no such workshop."""
    found = Workshop.objects.filter(code=tidy(code)).values_list("version", flat=True)
    return found.first()


def phone(*, code: str, secret: str) -> Phone:
    """Return what a phone shows."""
    found = Workshop.objects.select_related("screening").filter(code=tidy(code)).first()
    if found is None:
        return Phone("unknown")
    if found.closed_at is not None:
        return Phone("closed", found.code, found.version)
    seat = Seat.objects.filter(workshop=found, key=key_of(secret)).first() if secret else None
    if seat is None:
        return Phone("outside", found.code, found.version)
    if not found.current:
        return Phone("waiting", found.code, found.version)
    return _asked(found, seat)


def _asked(found: Workshop, seat: Seat) -> Phone:
    questions = questions_of(found.screening)
    place = [one.id for one in questions].index(found.current)
    one = questions[place]
    put = Round.objects.get(workshop=found, question=one.id)
    chosen = Vote.objects.filter(round=put, seat=seat).values_list("level", flat=True).first()
    texts = [sentences.say(text) for text in one.levels]
    return Phone(
        state="asked" if put.shown_at is None else "shown",
        code=found.code,
        version=found.version,
        question=one.id,
        heading=sentences.say(one.heading),
        text=sentences.say(one.text),
        levels=(*enumerate(texts, 1), (DONT_KNOW, _("Ved ikke"))),
        chosen=chosen,
        place=place + 1,
        number=len(questions),
    )
