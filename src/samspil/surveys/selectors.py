"""Reads of surveys: the door a link leads to, and the results, protected where promised."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.methods.states import Figure, NotAvailable, Suppressed, Value
from samspil.people.sealing import UnopenableError
from samspil.people.services import LinkRefusedError
from samspil.people.viewer import Viewer
from samspil.surveys import drafts, rules, services, urns
from samspil.surveys.ballots import Ballot
from samspil.surveys.models import Answer, Invitation, Run
from samspil.surveys.protection import FEWEST, shown_circles
from samspil.surveys.questionnaires import Kind, Question, Questionnaire


@dataclass(frozen=True)
class Door:
    """What a link leads to. ``state``: open, answered, closed, expired, revoked or unknown.

    ``draft`` is what was answered so far by this very link, as the form holds it.
    """

    state: str
    title: str = ""
    intro: str = ""
    thanks: str = ""
    minutes: int = 0
    anonymous: bool = False
    questionnaire: Questionnaire | None = None
    draft: Mapping[str, str] = field(default_factory=dict)

    @property
    def pauses(self) -> bool:
        """Whether one may pause and come back."""
        return self.questionnaire is not None and self.questionnaire.pauses


@dataclass(frozen=True)
class QuestionResult:
    """What a circle answered to a question: the mean of a scale, and how many chose what."""

    id: str
    text: str
    criterion: str
    mean: Figure
    counts: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True)
class CircleResult:
    """The answers of a group, of several merged, or of all (no groups)."""

    groups: tuple[str, ...]
    label: str
    answers: Figure
    questions: tuple[QuestionResult, ...]


@dataclass(frozen=True)
class Results:
    """A run's results. ``waits`` is set while an anonymous survey is open: then nothing shows.

    ``sides`` are the circles of each side together, where the questionnaire has sides and every
    side that answered can be shown.
    """

    title: str
    asked: int
    answered: int
    waits: bool
    everyone: CircleResult
    circles: tuple[CircleResult, ...]
    sides: tuple[CircleResult, ...] = ()


@dataclass(frozen=True)
class Turnout:
    """How many of a group were asked, and how many have answered."""

    group: str
    label: str
    side: str
    asked: int
    answered: int


@dataclass(frozen=True)
class NamedAnswer:
    """One person's answers to a survey without anonymity: question and words."""

    who: str
    day: date
    answers: tuple[tuple[str, str], ...]


def door(token: str) -> Door:
    """Return what a personal link leads to, without noting that it was looked at."""
    try:
        invitation = services.invitation_behind(token)
    except LinkRefusedError as refusal:
        return Door(refusal.reason)
    run = invitation.run
    asked = run.questionnaire
    language = get_language() or "da"
    return Door(
        state=_state(invitation, run),
        title=asked.title.in_language(language),
        intro=asked.intro.in_language(language),
        thanks=asked.thanks.in_language(language),
        minutes=asked.minutes,
        anonymous=run.anonymous,
        questionnaire=asked,
        draft=drafts.found(token) if run.anonymous else {},
    )


def run_about(survey: str, subject: str) -> Run | None:
    """Return the survey that was opened about a subject, such as ``meeting:3``."""
    return Run.objects.filter(definition=survey, subject=subject).first()


def has_answered(run: Run, to: str) -> bool:
    """Whether this address has answered; the caller asks only for the person who looks."""
    return run.invitations.filter(to__iexact=to.strip(), answered=True).exists()


def _state(invitation: Invitation, run: Run) -> str:
    if invitation.answered:
        return "answered"
    return "closed" if run.is_closed else "open"


def results(*, viewer: Viewer, run: Run) -> Results | None:
    """Return the results, or None for those who may not see them.

    Anonymous results wait until the survey is closed, or two looks with one answer between them
    would tell that answer; then only circles of five answers or more are shown.
    """
    return results_of(run) if rules.may_see_results(viewer, run) else None


def results_of(run: Run) -> Results:
    """Return the results for a room that asks its own rules who may read them."""
    asked = run.questionnaire
    waits = run.anonymous and not run.is_closed
    try:
        found = urns.ballots(run)
    except UnopenableError:
        # Only after a change of the secret key without naming the old one: shown as too few.
        found = []
    number = _answered(run, found)
    return Results(
        title=asked.title.in_language(get_language() or "da"),
        asked=run.invitations.filter(withdrawn=False).count(),
        answered=number,
        waits=waits,
        everyone=_circle(run, asked, (), found, kept_back=_kept_back(run, len(found), waits=waits)),
        circles=tuple(
            _circle(run, asked, groups, [one for one in found if one.group in groups])
            for groups in _circles(run, found)
        ),
        sides=tuple(
            _circle(run, asked, (side,), [one for one in found if _side(asked, one) == side])
            for side in _sides(asked, found)
        ),
    )


def _answered(run: Run, found: Sequence[Ballot]) -> int:
    return run.invitations.filter(answered=True).count() if run.anonymous else len(found)


def _circles(run: Run, found: Sequence[Ballot]) -> tuple[tuple[str, ...], ...]:
    counts = Counter(one.group for one in found)
    return shown_circles(counts, FEWEST if run.anonymous else 1)


def _side(asked: Questionnaire, one: Ballot) -> str:
    """The side an answer is kept under: its group's, or its group where that is a side."""
    return asked.side_of.get(one.group, one.group)


def _sides(asked: Questionnaire, found: Sequence[Ballot]) -> list[str]:
    """The sides that answered, in the questionnaire's order; none where any is too small."""
    counts = Counter(_side(asked, one) for one in found)
    if any(counts[side] < FEWEST for side in counts) or "" in counts:
        return []
    return [side.id for side in asked.sides if counts[side.id]]


def turnout(*, viewer: Viewer, run: Run) -> list[Turnout]:
    """How many were asked and have answered by group; empty for those who may not ask.

    Groups nobody was asked in are left out; invitations taken back count where they answered.
    """
    if not rules.may_ask(viewer, run.municipality_id or "", run.edition):
        return []
    asked = run.questionnaire
    rows = run.invitations.filter(Q(withdrawn=False) | Q(answered=True))
    counted = {
        row["group"]: (row["asked"], row["answered"])
        for row in rows.order_by()
        .values("group")
        .annotate(asked=Count("pk"), answered=Count("pk", filter=Q(answered=True)))
    }
    known = [*(group.id for group in asked.groups), ""]
    return [
        Turnout(group, _label(asked, (group,)), asked.side_of.get(group, ""), *counted[group])
        for group in known
        if group in counted
    ]


def _circle(
    run: Run,
    asked: Questionnaire,
    groups: tuple[str, ...],
    answers: Sequence[Ballot],
    *,
    kept_back: Figure | None = None,
) -> CircleResult:
    kept_back = kept_back or _kept_back(run, len(answers), waits=False)
    return CircleResult(
        groups=groups,
        label=_label(asked, groups),
        answers=kept_back or Value(len(answers)),
        questions=tuple(
            _question(question, [one.values.get(question.id) for one in answers], kept_back)
            for question in asked.questions
            if question.kind is not Kind.TEXT
        ),
    )


def _kept_back(run: Run, number: int, *, waits: bool) -> Figure | None:
    if waits:
        return NotAvailable()
    if run.anonymous and number < FEWEST:
        return Suppressed(_("færre end fem svar"))
    return None


def _label(asked: Questionnaire, groups: tuple[str, ...]) -> str:
    if not groups:
        return _("Alle")
    language = get_language() or "da"
    known = (*asked.groups, *asked.sides)
    names = {group.id: group.label.in_language(language) for group in known}
    return ", ".join(names.get(group, _("Uden gruppe")) for group in groups)


def _question(
    question: Question, given: Sequence[object], kept_back: Figure | None
) -> QuestionResult:
    language = get_language() or "da"
    numbers = [value for value in given if isinstance(value, int)]
    mean: Figure = NotAvailable()
    if question.kind is Kind.SCALE and numbers:
        mean = Value(sum(numbers) / len(numbers))
    counted = Counter(given)
    return QuestionResult(
        id=question.id,
        text=question.text.in_language(language),
        criterion=question.criterion,
        mean=kept_back or mean,
        counts=tuple(
            (label, kept_back or Value(counted[value])) for value, label in _answers_to(question)
        ),
    )


def _answers_to(question: Question) -> list[tuple[object, str]]:
    """Every answer one can give, with its words; the last is not to know."""
    language = get_language() or "da"
    unknown: tuple[object, str] = (None, _("Ved ikke"))
    if question.kind is Kind.SCALE:
        return [*((step, str(step)) for step in range(1, question.steps + 1)), unknown]
    return [*((o.id, o.label.in_language(language)) for o in question.options), unknown]


def named_answers(*, viewer: Viewer, run: Run) -> list[NamedAnswer]:
    """Who answered what; empty under anonymity, and for those who may not see single answers."""
    if not rules.may_see_answers(viewer, run):
        return []
    asked = run.questionnaire
    found = run.answers.select_related("invitation").order_by("day", "pk")
    return [
        NamedAnswer(
            who=answer.invitation.to if answer.invitation else "",
            day=answer.day,
            answers=tuple(_said(question, answer) for question in asked.questions),
        )
        for answer in found
    ]


def _said(question: Question, answer: Answer) -> tuple[str, str]:
    given = answer.values.get(question.id)
    if question.kind is Kind.TEXT:
        words = str(given or "")
    else:
        words = dict(_answers_to(question)).get(given, "")
    return question.text.in_language(get_language() or "da"), words
