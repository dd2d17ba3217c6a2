"""The example's voices: a wider circle that answered, and a workshop that voted."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from samspil.people.viewer import Viewer
from samspil.screening.asking import asked
from samspil.screening.circles import field_of, option_of
from samspil.screening.models import Screening
from samspil.screening.services import circle, workshop
from samspil.surveys import services as surveys

_CIRCLE = {"leaders": 6, "staff": 7}
"""How many were asked in each role; one of the staff has not answered."""

_LEVELS = {
    # Management sees most levers a step higher than practice does.
    "leaders": (3, 3, 2, 2, 3, 2, 3),
    "staff": (2, 2, 2, 1, 3, 1, 2),
}


def ask_circle(consultant: Viewer, begun: Screening) -> None:
    """Ask leaders and staff, let them answer, and close."""
    run = circle.open_circle(
        actor=consultant,
        screening=begun.pk,
        closes_on=timezone.localdate() + timedelta(days=14),
    )
    for role, number in _CIRCLE.items():
        for place in range(number):
            address = f"{role}-{place + 1}@fabelborg.example"
            _invitation, token = surveys.invite(actor=consultant, run=run, to=address, group=role)
            if (role, place) != ("staff", number - 1):
                surveys.answer(token=token, values=_answers(begun, role, place))
    circle.close(actor=consultant, screening=begun.pk)


def _answers(begun: Screening, role: str, place: int) -> dict[str, object]:
    """Return what one of them answers: near the others in the role, and not the same."""
    found: dict[str, object] = {}
    for number, one in enumerate(asked(begun)):
        level = _LEVELS[role][one.lever - 1] + (place + number) % 3 - 1
        found[field_of(one.id)] = option_of(min(max(level, 1), 4)) if (place + number) % 7 else None
    return found


def meet(
    consultant: Viewer,
    begun: Screening,
    votes: Mapping[str, Mapping[str, int]],
    sentences: Mapping[str, str],
) -> None:
    """Hold a workshop: ``votes`` by question and level ("0" is ved ikke), and what was agreed."""
    held = workshop.open_workshop(actor=consultant, screening=begun.pk)
    number = max(sum(cast.values()) for cast in votes.values())
    seats = [workshop.join(code=held.code) for _seat in range(number)]
    for question, cast in votes.items():
        workshop.put(actor=consultant, workshop=held.pk, question=question)
        levels = [int(level) for level, count in cast.items() for _one in range(count)]
        for seat, level in zip(seats, levels, strict=False):
            workshop.vote(code=held.code, secret=seat, question=question, level=level)
        workshop.show(actor=consultant, workshop=held.pk)
        workshop.agree(actor=consultant, workshop=held.pk, sentence=sentences[question])
    workshop.close(actor=consultant, workshop=held.pk)
