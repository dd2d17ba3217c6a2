"""From points and phases to the chart of ``methods.variation``."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from samspil.development.measuring.rows import PhaseRow, PointRow
from samspil.methods.variation import Chart, Point, Question, Rebase, Rules, draw
from samspil.methods.variation.model import Direction


def exact(
    value: Decimal, numerator: Decimal | None, denominator: Decimal | None, *, is_share: bool
) -> Fraction:
    """Return a point as an exact fraction, from its counts where they are known."""
    if numerator is None or denominator is None:
        return Fraction(value)
    return Fraction(numerator) / Fraction(denominator) * (100 if is_share else 1)


def chart_of(
    points: Sequence[PointRow],
    phases: Sequence[PhaseRow],
    rules: Rules,
    *,
    direction: str,
    target: Decimal | None,
) -> Chart:
    """Return the chart of points in order of time; times are named by their first day."""
    return draw(
        Question(
            points=tuple(Point(point.when.isoformat(), point.exact) for point in points),
            direction=cast("Direction", direction),
            target=None if target is None else Fraction(target),
            rebases=tuple(rebases(points, phases)),
        ),
        rules,
    )


def rebases(points: Sequence[PointRow], phases: Sequence[PhaseRow]) -> list[Rebase]:
    """Return where phases begin: at the first point from the day decided.

    A phase without a measurement before it and one in it (they can have been taken away since)
    begins nowhere.
    """
    found: list[Rebase] = []
    taken: set[int] = set()
    for phase in phases:
        place = next((n for n, point in enumerate(points) if point.when >= phase.begins), None)
        if place is None or place in taken:
            continue
        before = any(point.exact is not None for point in points[:place])
        later = any(point.exact is not None for point in points[place:])
        if before and later:
            taken.add(place)
            t, decided = points[place].when.isoformat(), phase.decided_on.isoformat()
            found.append(Rebase(place, t, phase.reason, phase.by, decided))
    return found


def decimals_of(values: Sequence[Fraction]) -> int:
    """Return how many decimals tell the values apart: 0 for whole numbers, else 1 or 2."""
    if all(value.denominator == 1 for value in values):
        return 0
    spread = max(values) - min(values)
    return 2 if 0 < spread < 1 else 1
