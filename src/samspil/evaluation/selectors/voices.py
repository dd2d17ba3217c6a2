"""What participants answered themselves, all municipalities of an edition together.

Nothing shows until a survey is closed and five have answered: the room of surveys sees to it. Start
and end are two distributions side by side; no difference is computed between people who may not
be the same.
"""

from typing import Literal

from samspil.components import numbers
from samspil.evaluation import sentences
from samspil.evaluation.questionnaires import MOMENTS, subject_of
from samspil.evaluation.selectors.rows import Asked, DayVoices, Spread, Survey, Voices
from samspil.meetings.selectors.evaluated import AfterDay, after_days
from samspil.methods.states import NotAvailable, Suppressed, Value
from samspil.people.viewer import Viewer
from samspil.surveys import selectors as surveys
from samspil.surveys.models import Run
from samspil.surveys.selectors import QuestionResult, Results

Moment = Literal["start", "end"]


def run_of(edition: str, moment: Moment) -> Run | None:
    """Return the survey of an edition's start or end, or None while it has not been opened."""
    return surveys.run_about(MOMENTS[moment], subject_of(edition))


def voices_of(viewer: Viewer, edition: str) -> Voices:
    """Return the answers; the caller has asked whether the viewer may read the evaluation.

    What was said after each day is for those who run the edition, as at the meetings.
    """
    start, end = run_of(edition, "start"), run_of(edition, "end")
    at_start, at_end = _results(start), _results(end)
    return Voices(
        start=_survey("start", start, at_start),
        end=_survey("end", end, at_end),
        questions=_questions((start, at_start), (end, at_end)),
        days=tuple(_day(one) for one in after_days(viewer, edition)),
    )


def _results(run: Run | None) -> Results | None:
    return surveys.results_of(run) if run is not None else None


def _survey(moment: Moment, run: Run | None, results: Results | None) -> Survey:
    if run is None or results is None:
        return Survey(moment, "none")
    return Survey(
        moment=moment,
        state="closed" if run.is_closed else "open",
        asked=results.asked,
        answered=results.answered,
        few=isinstance(results.everyone.answers, Suppressed),
        closes_at=run.closes_at,
    )


type _Run = tuple[Run | None, Results | None]


def _questions(start: _Run, end: _Run) -> tuple[Asked, ...]:
    """Return the questions in order, those of the end last."""
    at_start, at_end = _by_id(start[1]), _by_id(end[1])
    return tuple(
        Asked(
            id=name,
            text=(at_end.get(name) or at_start[name]).text,
            criterion=(at_end.get(name) or at_start[name]).criterion,
            start=_spread(at_start.get(name), start),
            end=_spread(at_end.get(name), end),
        )
        for name in dict.fromkeys([*at_start, *at_end])
    )


def _by_id(results: Results | None) -> dict[str, QuestionResult]:
    return {one.id: one for one in results.everyone.questions} if results else {}


def _spread(one: QuestionResult | None, asked: _Run) -> Spread | None:
    """Return how the answers lie, with what the ends of a scale mean; None until they may show."""
    run, results = asked
    if one is None or run is None or results is None:
        return None
    if not isinstance(results.everyone.answers, Value):
        return None
    ends = _ends(run, one.id)
    counts = tuple((ends.get(label, label), count) for label, count in one.counts)
    return Spread(counts, results.everyone.answers)


def _ends(run: Run, name: str) -> dict[str, str]:
    question = run.questionnaire.question(name)
    if question is None or question.low is None or question.high is None:
        return {}
    ends = ((1, question.low), (question.steps, question.high))
    return {str(step): f"{step} – {sentences.say(words)}" for step, words in ends}


def _day(one: AfterDay) -> DayVoices:
    shown = isinstance(one.results.everyone.answers, Value)
    return DayVoices(
        meeting=one.meeting.name,
        when=one.meeting.when,
        answered=one.results.answered,
        waits=isinstance(one.results.everyone.answers, NotAvailable),
        said=tuple((q.text, _said(q)) for q in one.results.everyone.questions) if shown else (),
    )


def _said(one: QuestionResult) -> str:
    """Return how many chose what: ``1: 2 · 2: 5 · Ved ikke: 1``."""
    return " · ".join(
        f"{label}: {numbers.number(count.number)}"
        for label, count in one.counts
        if isinstance(count, Value) and count.number
    )
