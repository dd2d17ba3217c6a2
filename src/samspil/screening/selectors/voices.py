"""What evidence that points to a circle's answers says: read from the circle, never copied."""

from collections.abc import Mapping
from dataclasses import dataclass

from samspil.methods.states import Value
from samspil.screening.circles import SURVEY, field_of
from samspil.screening.models import Evidence
from samspil.screening.tallies import PLACES
from samspil.surveys import selectors as surveys
from samspil.surveys.models import Run
from samspil.surveys.selectors import CircleResult

type Votes = Mapping[int, int]
CIRCLE = "circle:"


@dataclass(frozen=True)
class Voices:
    """How many chose each level (0 is "ved ikke"): all together, and on each side shown."""

    everyone: Votes
    sides: tuple[tuple[str, Votes], ...]


def voices_of(source: Evidence) -> Mapping[str, Voices]:
    """Return what a circle answered, by question; empty for evidence that points to none."""
    number = source.origin.removeprefix(CIRCLE)
    if not source.origin.startswith(CIRCLE) or not number.isdigit():
        return {}
    run = Run.objects.filter(pk=int(number), definition=SURVEY).first()
    if run is None:
        return {}
    results = surveys.results_of(run)
    if not isinstance(results.everyone.answers, Value):
        return {}
    sides = [(circle.groups[0], counts(circle)) for circle in results.sides]
    return {
        question: Voices(
            votes, tuple((side, found[question]) for side, found in sides if question in found)
        )
        for question, votes in counts(results.everyone).items()
    }


def counts(circle: CircleResult) -> dict[str, dict[int, int]]:
    """Return how many chose what, by the id of each question as the screening has it."""
    return {
        question.id.removeprefix(field_of("")): {
            place: int(figure.number) if isinstance(figure, Value) else 0
            for place, (_label, figure) in zip(PLACES, question.counts, strict=True)
        }
        for question in circle.questions
    }
