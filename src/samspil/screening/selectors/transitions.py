"""Transitions as a page of their own: daycare to school, ordinary to special and back."""

from dataclasses import dataclass

from samspil.screening.instrument import Transition
from samspil.screening.selectors.rows import FindingRow, QuestionView, ScreeningView


@dataclass(frozen=True)
class TransitionView:
    """One move between settings: what is asked about it, what was found, which figures belong."""

    transition: str
    questions: tuple[QuestionView, ...]
    findings: tuple[FindingRow, ...]
    indicators: tuple[str, ...]


FIGURES = {
    Transition.DAYCARE_SCHOOL: ("special_start_grade0", "ecec_to_special_transition"),
    Transition.ORDINARY_SPECIAL: (
        "segregation_rate_municipal",
        "inflow_rate_grade_g",
        "special_ecec_share",
    ),
    Transition.SPECIAL_ORDINARY: ("outflow_rate_grade_g", "special_duration_months"),
}
"""The figures that tell about each move, where they are known."""


def transitions(view: ScreeningView) -> tuple[TransitionView, ...]:
    """Return each move with what the screening says about it."""
    return tuple(
        TransitionView(
            transition=one.value,
            questions=tuple(
                question
                for lever in view.levers
                for question in lever.questions
                if question.question.transition is one
            ),
            findings=tuple(finding for finding in view.findings if finding.transition == one),
            indicators=FIGURES[one],
        )
        for one in Transition
    )
