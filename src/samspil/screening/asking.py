"""What others than those who judge are asked: the screening's questions, in the sector's words."""

from dataclasses import dataclass
from typing import cast

from samspil.definitions import Text
from samspil.screening.instrument import Form, Question, Sector
from samspil.screening.models import Screening


@dataclass(frozen=True)
class Asked:
    """A question, the lever it is about, and its four described levels in order."""

    id: str
    lever: int
    heading: Text
    text: Text
    levels: tuple[Text, ...]


def asked(screening: Screening, form: Form = Form.SHORT) -> tuple[Asked, ...]:
    """Return the questions of the form, lever by lever, as the screening has them."""
    sector = cast("Sector", screening.sector)
    return tuple(
        _asked(lever.number, lever.label, question, sector)
        for lever in screening.frozen_instrument().levers
        for question in lever.asked(sector, form)
    )


def questions_of(screening: Screening) -> tuple[Asked, ...]:
    """Return all that is asked in the screening, short or full."""
    return asked(screening, Form(screening.form))


def _asked(lever: int, heading: Text, question: Question, sector: Sector) -> Asked:
    words = question.in_sector(sector)
    assert words is not None
    return Asked(question.id, lever, heading, words, question.levels)
