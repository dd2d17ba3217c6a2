"""Protection against subtraction: a whole and all but one of its parts tell the last part."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from samspil.methods.protection import DEFAULT_THRESHOLD


@dataclass(frozen=True)
class Counted:
    """How many were counted in a group, and of how many."""

    numerator: float
    denominator: float

    @property
    def rest(self) -> float:
        """Those of the group who were not counted."""
        return self.denominator - self.numerator


def hidden_parts[Key: Hashable](
    whole: Counted, parts: Mapping[Key, Counted], threshold: int = DEFAULT_THRESHOLD
) -> frozenset[Key]:
    """Return the parts that must not be shown beside the whole.

    What is left when the shown parts are taken from the whole must be nobody, or no small group,
    both among the counted and among the rest. The smallest part goes first, and of two alike the
    one given first. Parts that add up to more than the whole are no parts of it; none is hidden.
    """
    shown = dict(parts)
    hidden: set[Key] = set()
    while shown and _tells(whole, shown, threshold):
        smallest = min(shown, key=lambda key: min(shown[key].numerator, shown[key].rest))
        del shown[smallest]
        hidden.add(smallest)
    return frozenset(hidden)


def _tells[Key: Hashable](whole: Counted, shown: Mapping[Key, Counted], threshold: int) -> bool:
    counted = whole.numerator - sum(part.numerator for part in shown.values())
    rest = whole.rest - sum(part.rest for part in shown.values())
    if counted < 0 or rest < 0:
        return False
    return 0 < counted < threshold or 0 < rest < threshold
