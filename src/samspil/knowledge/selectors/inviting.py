"""Municipalities whose results lie better than their conditions suggest, so that some can be asked.

Never a ranking: alphabetical, several results side by side, with what the interval cannot say.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from samspil.figures import selectors as figures
from samspil.figures.comparisons import load_comparisons
from samspil.figures.indicators import load_indicators
from samspil.figures.rules import may_see_potential
from samspil.knowledge import rules
from samspil.knowledge.models import WritingInvitation
from samspil.methods.expected import ExpectedResult, ExpectedRow, NoModelError
from samspil.methods.results import TooFewPlacesError
from samspil.people import selectors as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer
from samspil.places import selectors as places


@dataclass(frozen=True)
class Better:
    """A result that lies better than expected, beyond what the model's interval holds."""

    indicator: str
    name: str
    unit: str
    decimals: int
    actual: float
    expected: float
    low: float
    high: float
    sector: str


@dataclass(frozen=True)
class Invitable:
    """A municipality with such results; ``tried`` counts all results that could be compared.

    ``speaks`` says whether somebody who speaks for it can be written to.
    """

    code: str
    name: str
    is_example: bool
    better: tuple[Better, ...]
    tried: int
    speaks: bool
    invited_at: dt.datetime | None


def invitable(viewer: Viewer, *, edition: str) -> list[Invitable]:
    """The municipalities that could be asked to write, in alphabetical order.

    None for those who may not invite. Only results whose interval excludes no difference count.
    """
    if not rules.may_invite(viewer, edition):
        return []
    better, tried = _better()
    invited = dict(
        WritingInvitation.objects.filter(edition=edition).values_list(
            "municipality_id", "invited_at"
        )
    )
    everybody = (*places.real_municipalities(), *places.example_municipalities())
    rows = sorted(everybody, key=lambda one: one.sort_key)
    return [
        Invitable(
            code=one.code,
            name=one.name,
            is_example=one.is_example,
            better=tuple(better[one.code]),
            tried=tried[one.code],
            speaks=_speaks(one.code, edition),
            invited_at=invited.get(one.code),
        )
        for one in rows
        if one.code in better and may_see_potential(viewer, one.code)
    ]


def _better() -> tuple[Mapping[str, list[Better]], Mapping[str, int]]:
    """Return the better results by code, and how many results were compared for each code."""
    better: dict[str, list[Better]] = {}
    tried: dict[str, int] = {}
    for sector, indicator, result in _results():
        for row in (*result.rows, *result.outside):
            tried[row.code] = tried.get(row.code, 0) + (row.actual is not None)
            if row.standing == "better" and row.actual is not None:
                better.setdefault(row.code, []).append(_shown(sector, indicator, row, row.actual))
    return better, tried


def _results() -> Iterable[tuple[str, str, ExpectedResult]]:
    for sector, definition in load_comparisons().items():
        for indicator in definition.content.results:
            try:
                yield sector, indicator, figures.expected_values(indicator=indicator, sector=sector)
            except (NoModelError, TooFewPlacesError):
                # Too few municipalities have this result to say what could be expected of it.
                continue


def _shown(sector: str, indicator: str, row: ExpectedRow, actual: float) -> Better:
    content = load_indicators()[indicator].content
    language = get_language() or "da"
    return Better(
        indicator=indicator,
        name=content.name.in_language(language),
        unit=content.unit_label.in_language(language),
        decimals=content.decimals,
        actual=actual,
        expected=row.expected,
        low=row.low,
        high=row.high,
        sector=sector,
    )


def _speaks(code: str, edition: str) -> bool:
    return any(people.holders(role, code, edition) for role in (Role.CHIEF, Role.PROJECT_LEAD))
