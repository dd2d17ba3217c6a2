"""Which points tell about few, and are for the municipality's own people alone.

A small test counts few: four of five teachers, three meetings. Those who did it must see their own
numbers, or they stop measuring. So a point is not refused; it never leaves: others see that
something was measured, not what, and no file, slide or case holds it. Their lines are drawn
without it, so that nobody can reckon it back from a mean.
"""

from decimal import Decimal

from samspil.development.models import Measure
from samspil.methods.protection import (
    DEFAULT_THRESHOLD,
    protect_count,
    protect_mean,
    protect_share,
)
from samspil.methods.states import Figure, NotAvailable, Suppressed

SMALL_SIZE = 20
"""A mean without its number of people is always perhaps of few; this is only the method's floor."""


def is_few(
    measure: Measure, value: Decimal, numerator: Decimal | None, denominator: Decimal | None
) -> bool:
    """Whether a point tells about fewer than the house's limit, or perhaps does.

    A denominator under the limit is few, whatever is counted. Where people are counted, so is a
    share whose numerator or complement is under it, a count under it, and a share or a mean of
    nobody knows how many.
    """
    if denominator is not None and denominator < DEFAULT_THRESHOLD:
        return True
    if not measure.of_people:
        return False
    match measure.shape:
        case Measure.Shape.SHARE:
            return _kept_back(_share(numerator, denominator))
        case Measure.Shape.COUNT:
            return _kept_back(protect_count(int(value)))
    counted = None if denominator is None else int(denominator)
    return _kept_back(protect_mean(float(value), counted=counted, size=None, small_size=SMALL_SIZE))


def _share(numerator: Decimal | None, denominator: Decimal | None) -> Figure:
    if numerator is None or denominator is None:
        return NotAvailable()
    return protect_share(int(numerator), int(denominator))


def _kept_back(figure: Figure) -> bool:
    return isinstance(figure, Suppressed | NotAvailable)
