"""Reads of a wider circle: how many have answered, and what, by side and never by person."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from samspil.methods.states import Value
from samspil.people.viewer import Viewer
from samspil.screening import sentences
from samspil.screening.asking import Asked, asked
from samspil.screening.circles import CURRENT, load_circles
from samspil.screening.models import Evidence, Judgement, Screening
from samspil.screening.selectors.access import edits, may_read
from samspil.screening.selectors.voices import counts
from samspil.screening.services.circle import origin_of, run_of
from samspil.screening.tallies import Tally
from samspil.surveys import selectors as surveys
from samspil.surveys.models import Run
from samspil.surveys.selectors import CircleResult, Results, Turnout


@dataclass(frozen=True)
class Invited:
    """Somebody who was asked. Whether they have answered is not told of any one person."""

    id: int
    to: str
    role: str
    is_withdrawn: bool


@dataclass(frozen=True)
class QuestionAnswers:
    """What a circle answered to a question, beside the judgement.

    ``judged`` is the chosen level, 0 for "ved ikke", None while it is not judged; ``tallies`` are
    all together and each side, ``roles`` the roles that are large enough.
    """

    id: str
    text: str
    levels: tuple[str, ...]
    judged: int | None
    tallies: tuple[Tally, ...]
    roles: tuple[Tally, ...]


@dataclass(frozen=True)
class LeverAnswers:
    """A lever with what the circle answered to its questions."""

    number: int
    label: str
    questions: tuple[QuestionAnswers, ...]


@dataclass(frozen=True)
class CircleView:
    """A screening's circle: ``state`` is none, open, few (closed, too few to show) or shown."""

    state: str
    closes_at: dt.datetime | None = None
    asked: int = 0
    answered: int = 0
    turnout: tuple[Turnout, ...] = ()
    invited: tuple[Invited, ...] = ()
    levers: tuple[LeverAnswers, ...] = ()
    has_sides: bool = False
    is_used: bool = False


def roles(sector: str) -> list[tuple[str, str]]:
    """The roles that can be asked, by id, in the reader's language."""
    circle = load_circles()[CURRENT].content
    return [(role.id, sentences.say(role.in_sector(sector))) for role in circle.roles]


def circle(*, viewer: Viewer, screening: int) -> CircleView | None:
    """Return how a screening's circle stands; None for those who may not read the screening.

    Turnout and addresses are for those who may change the screening, results for all who may read
    it.
    """
    found = Screening.objects.select_related("municipality").filter(pk=screening).first()
    if found is None or not may_read(viewer, found):
        return None
    run = run_of(screening)
    if run is None:
        return CircleView("none")
    results = surveys.results_of(run)
    is_editor = edits(viewer, found)
    return CircleView(
        state=_state(run, results),
        closes_at=run.closes_at,
        asked=results.asked,
        answered=results.answered,
        turnout=tuple(surveys.turnout(viewer=viewer, run=run)) if is_editor else (),
        invited=_invited(run) if is_editor else (),
        levers=_levers(found, results) if _state(run, results) == "shown" else (),
        has_sides=bool(results.sides),
        is_used=Evidence.objects.filter(screening=found, origin=origin_of(run.pk)).exists(),
    )


def _state(run: Run, results: Results) -> str:
    if not run.is_closed:
        return "open"
    return "shown" if isinstance(results.everyone.answers, Value) else "few"


def _invited(run: Run) -> tuple[Invited, ...]:
    labels = {group.id: sentences.say(group.label) for group in run.questionnaire.groups}
    return tuple(
        Invited(one.pk, one.to, labels.get(one.group, ""), one.withdrawn)
        for one in run.invitations.order_by("to")
    )


def _levers(screening: Screening, results: Results) -> tuple[LeverAnswers, ...]:
    judged = {one.question: one.level or 0 for one in Judgement.objects.filter(screening=screening)}
    found: dict[int, list[Asked]] = {}
    for one in asked(screening):
        found.setdefault(one.lever, []).append(one)
    return tuple(
        LeverAnswers(
            number,
            sentences.say(questions[0].heading),
            tuple(_question(one, judged.get(one.id), results) for one in questions),
        )
        for number, questions in found.items()
    )


def _question(one: Asked, judged: int | None, results: Results) -> QuestionAnswers:
    alone = [circle for circle in results.circles if circle not in results.sides]
    return QuestionAnswers(
        id=one.id,
        text=sentences.say(one.text),
        levels=tuple(sentences.say(level) for level in one.levels),
        judged=judged,
        tallies=_tallies(one, [results.everyone, *results.sides]),
        roles=_tallies(one, alone if results.sides else []),
    )


def _tallies(one: Asked, circles: Sequence[CircleResult]) -> tuple[Tally, ...]:
    found = [(circle.label, counts(circle)) for circle in circles]
    return tuple(Tally(label, votes[one.id]) for label, votes in found if one.id in votes)
