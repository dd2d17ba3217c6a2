"""What others than those who judge are asked: the short form's questions, in the sector's words."""

from dataclasses import dataclass
from typing import Literal, cast

from samspil.definitions import Text
from samspil.screening.models import Screening


@dataclass(frozen=True)
class Asked:
    """A question, the lever it is about, and its four described levels in order."""

    id: str
    lever: int
    heading: Text
    text: Text
    levels: tuple[Text, ...]


def asked(screening: Screening) -> tuple[Asked, ...]:
    """Return the questions of the short form, lever by lever, as the screening has them."""
    sector = cast("Literal['school', 'daycare']", screening.sector)
    return tuple(
        Asked(
            id=f"{lever.number}.1",
            lever=lever.number,
            heading=lever.label,
            text=lever.question.in_sector(sector),
            levels=tuple(level.text for level in lever.levels),
        )
        for lever in screening.frozen_instrument().levers
    )
