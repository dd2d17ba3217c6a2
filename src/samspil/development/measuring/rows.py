"""A measure as pages, cases and slides show it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from samspil.components import numbers
from samspil.development.measuring import periods, words
from samspil.methods.variation import Chart, Rules, Signal


@dataclass(frozen=True)
class PointRow:
    """One measurement. ``value`` is None where it is kept back, or a public figure is missing.

    ``when`` is the first day of what it stands for and ``label`` that in words. ``exact`` is the
    value before any rounding. ``is_few`` says that only the municipality's own people see it.
    """

    id: int | None
    when: dt.date
    label: str
    value: Decimal | None
    exact: Fraction | None = None
    note: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_few: bool = False
    typed_at: dt.datetime | None = None


@dataclass(frozen=True)
class PhaseRow:
    """From where the lines are drawn anew: why, who decided it and when."""

    id: int
    begins: dt.date
    label: str
    reason: str
    by: str
    decided_on: dt.date
    taken_back_on: dt.date | None = None
    taken_back_by: str = ""
    taken_back_because: str = ""


@dataclass(frozen=True)
class WatchRow:
    """A test of change on a measure's time axis; a day is None where it has not come."""

    id: int
    number: int
    question: str
    status: str
    status_name: str
    begun_on: dt.date | None
    concluded_on: dt.date | None


@dataclass(frozen=True)
class MeasureView:
    """A measure with what stands: its points, its chart, and what may be said of it.

    ``kept_back`` counts the points that this reader may not see; the chart is drawn without them.
    ``remark`` is what must be known of a public figure, such as a break in how it is counted.
    """

    id: int
    process: int
    name: str
    counted: str
    of: str
    kind: str
    shape: str
    unit: str
    of_people: bool
    direction: str
    frequency: str
    target: Decimal | None
    definition: str
    collects: str
    source: str
    indicator: str
    points: tuple[PointRow, ...]
    phases: tuple[PhaseRow, ...]
    taken_back: tuple[PhaseRow, ...]
    tests: tuple[WatchRow, ...]
    rules: Rules
    chart: Chart
    kept_back: int = 0
    is_put_aside: bool = False
    remark: str = ""
    origin: str = ""
    decimals: int = 1
    place: str = ""
    is_example: bool = False

    @property
    def measured(self) -> tuple[PointRow, ...]:
        """The points that have a value for this reader."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def is_own(self) -> bool:
        """Whether its points are typed here, and not read from the figures room."""
        return self.source != "indicator"

    @property
    def last(self) -> PointRow | None:
        """The newest point that has a value."""
        return self.measured[-1] if self.measured else None

    @property
    def sentence(self) -> str:
        """What is seen, never stronger than the figures allow: the title of the chart."""
        return words.title(self)

    @property
    def assurance(self) -> str:
        """Whether the target is met as it goes now; empty where that cannot be said."""
        return words.assurance(self)

    @property
    def signals(self) -> tuple[str, ...]:
        """Each signal in words, with the rule's name."""
        return tuple(words.signal(self, one) for one in self.chart.signals)

    @property
    def kind_name(self) -> str:
        """Outcome, process or balancing, in words."""
        return str(words.KINDS[self.kind])

    @property
    def direction_name(self) -> str:
        """Which way is better, in words."""
        return str(words.DIRECTIONS[self.direction])

    @property
    def frequency_name(self) -> str:
        """How often it is measured, in words."""
        return str(words.FREQUENCIES[self.frequency])

    @property
    def source_name(self) -> str:
        """Where the points come from, in words."""
        return str(words.SOURCES[self.source])

    @property
    def level_shift(self) -> Signal | None:
        """A shift in the latest phase that reaches the newest point, if there is one."""
        last = self.chart.now.last
        return next((s for s in self.chart.signals if s.rule == "shift" and last in s.points), None)

    def label_of(self, when: object) -> str:
        """Return a point's time in words, by how the chart names it."""
        day = dt.date.fromisoformat(str(when))
        named = next((point.label for point in self.points if point.when == day), "")
        return named or periods.label(self.frequency, day)

    def shown(self, value: Decimal | Fraction | float | None) -> str:
        """Return a number with the measure's decimals and unit."""
        if value is None:
            return ""
        return words.with_unit(numbers.number(float(value), self.decimals), self.unit)
