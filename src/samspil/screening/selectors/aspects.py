"""Are the possibilities in leadership, organisation and steering used to the full?"""

from dataclasses import dataclass

from samspil.screening import sentences
from samspil.screening.instrument import Aspect, Verdict
from samspil.screening.selectors.rows import QuestionView, ScreeningView


@dataclass(frozen=True)
class AspectView:
    """One aspect: how many of its questions have a level, and how many a well-equipped one.

    ``left`` are the questions whose answer counts as challenged: possibilities not used.
    """

    aspect: str
    placed: int
    well: int
    left: tuple[QuestionView, ...]

    @property
    def name(self) -> str:
        """Leadership, organisation or steering, in words."""
        return str(sentences.ASPECTS[self.aspect])


def aspects(view: ScreeningView) -> tuple[AspectView, ...]:
    """Return each aspect over all seven levers."""
    return tuple(_aspect(view, aspect) for aspect in Aspect)


def _aspect(view: ScreeningView, aspect: Aspect) -> AspectView:
    placed = [
        question
        for lever in view.levers
        for question in lever.questions
        if question.question.aspect is aspect and question.level is not None
    ]
    verdicts = {one.id: view.instrument.verdict_of(one.level) for one in placed}
    left = tuple(one for one in placed if verdicts[one.id] is Verdict.CHALLENGED)
    return AspectView(aspect.value, len(placed), len(placed) - len(left), left)
