"""How many chose each level: what a circle's answers and a workshop's votes are shown as."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.screening.instrument import LEVELS

DONT_KNOW = 0
PLACES = (*range(1, LEVELS + 1), DONT_KNOW)


@dataclass(frozen=True)
class Bar:
    """A part of the bar: where it begins and how wide it is, in hundredths, as a drawing wants."""

    level: int
    count: int
    x: str
    width: str


@dataclass(frozen=True)
class Tally:
    """How many chose each level (1 to 4; 0 is "ved ikke") in a circle of people."""

    label: str
    counts: Mapping[int, int]

    @property
    def total(self) -> int:
        """How many chose at all."""
        return sum(self.counts.values())

    @property
    def columns(self) -> tuple[int, ...]:
        """The counts from level 1 to 4, then "ved ikke"."""
        return tuple(self.counts.get(place, 0) for place in PLACES)

    @property
    def words(self) -> str:
        """The tally in words, for those who hear it and those who print it."""
        parts = [
            _("ved ikke: %(count)s") % {"count": count}
            if place == DONT_KNOW
            else _("trin %(level)s: %(count)s") % {"level": place, "count": count}
            for place, count in zip(PLACES, self.columns, strict=True)
        ]
        return ", ".join(parts)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The parts of a bar that is 100 wide; none where nobody chose."""
        found, begins, total = [], 0.0, self.total
        for place, count in zip(PLACES, self.columns, strict=True):
            if not count:
                continue
            width = 100 * count / total
            found.append(Bar(place, count, f"{begins:.2f}", f"{width:.2f}"))
            begins += width
        return tuple(found)
