"""Public figures of a municipality as something to start from: told as evidence tells them."""

from dataclasses import dataclass
from typing import Any

from samspil.figures.selectors import challenge_picture
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.screening import facts


@dataclass(frozen=True)
class FigureOffer:
    """A figure that is known: its indicator and part, told in the reader's language."""

    indicator: str
    breakdown: str
    sentence: str


def figures_known(*, code: str, sector: str) -> list[FigureOffer]:
    """The known public figures of a municipality, results first; none where it has none."""
    try:
        picture = challenge_picture(code=code, sector=sector)
    except NoSuchMunicipalityError:
        return []
    return [
        FigureOffer(row.id, row.breakdown, facts.sentence(picture, row))
        for row in facts.rows_of(picture)
        if facts.is_known(row)
    ]


def figure_told(
    *, code: str, sector: str, indicator: str, breakdown: str = ""
) -> dict[str, Any] | None:
    """One figure as it reads now, as ``facts.told`` gives it; None where it is not known."""
    try:
        return facts.told(code, sector, indicator, breakdown)
    except NoSuchMunicipalityError:
        return None
