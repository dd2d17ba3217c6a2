"""The example's evaluation: answers at the start, and what two municipalities judge themselves."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from samspil.evaluation import services as evaluation
from samspil.people import selectors as people
from samspil.people.viewer import Viewer
from samspil.surveys import services as surveys
from samspil.web.example.people import EDITION

_ASKED = tuple(f"chef-e{number:02}@samspil.example" for number in range(1, 9))
_ANSWERS: Mapping[str, tuple[int | None, ...]] = {
    # One of the eight has not answered.
    "basis": (2, 3, 2, 3, 4, 2, 3),
    "research": (2, 1, 2, 3, 2, None, 3),
    "inspiration": (3, 2, 3, 2, 4, 3, 2),
    "others": (1, 2, 2, 1, 2, 3, 2),
    "economy": (2, 2, 1, 3, 2, 2, None),
    "vision": (3, 4, 3, 2, 3, 3, 4),
}
_JUDGED = (
    (
        "chef-e01", "E01", "C1", "partly",
        "Foranalysen er færdig og har givet os et fælles sprog. Målet er sat, men kun én skole er "
        "i gang med at prøve.",
    ),
    (
        "chef-e01", "E01", "C5", "not_yet",
        "Vi kan endnu ikke forklare, hvad én henvisning mere koster. Det er næste skridt.",
    ),
    (
        "chef-e02", "E02", "C1", "met",
        "Dialogmødet er prøvet af, beskrevet og delt. Det er det, vi bygger videre på.",
    ),
)  # fmt: skip


def tell(cast: Mapping[str, Viewer]) -> None:
    """Ask at the start, let most answer, close; and let two municipalities judge."""
    facilitator = cast["facilitator"]
    run = evaluation.open_survey(
        actor=facilitator,
        edition=EDITION,
        moment="start",
        closes_at=timezone.now() + timedelta(days=14),
    )
    for place, to in enumerate(_ASKED):
        _invitation, token = surveys.invite(actor=facilitator, run=run, to=to)
        if place < len(_ANSWERS["basis"]):
            values = {name: given[place] for name, given in _ANSWERS.items()}
            surveys.answer(token=token, values=values)
    evaluation.close_survey(actor=facilitator, edition=EDITION, moment="start")
    for key, code, criterion, verdict, reason in _JUDGED:
        evaluation.judge(
            actor=people.viewer_by_id(cast[key].user_id),
            edition=EDITION,
            municipality=code,
            sector="school",
            criterion=criterion,
            verdict=verdict,
            reason=reason,
        )
