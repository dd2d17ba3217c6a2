"""How long the work may go on, without letting the clock decide the answer."""

from collections.abc import Callable

type Clock = Callable[[], float]

# Work is counted in nominal seconds, from the sizes of the arrays handled, calibrated so that they
# pass faster on the clock than they are counted. The count, the same on every machine, is what
# normally ends the work; the clock is the safety net of a slow or busy machine.


class Budget:
    """An allowance of nominal work, and a clock that cuts it short when time itself runs out."""

    def __init__(self, seconds: float, clock: Clock, whole: "Budget | None" = None) -> None:
        """Start now with `seconds` of both; `clock` returns seconds and never goes back.

        A part of a `whole` budget spends from the whole, whose clock alone counts.
        """
        self._clock = clock
        self._whole = whole
        self._begun = clock()
        self.seconds = seconds
        self.work = 0.0
        self.cut_by_clock = False

    def spend(self, nominal: float) -> None:
        """Count nominal seconds of work done."""
        self.work += nominal
        if self._whole is not None:
            self._whole.spend(nominal)

    def part(self, nominal: float) -> "Budget":
        """Return a budget of so much work within this one."""
        return Budget(nominal, self._clock, whole=self)

    @property
    def elapsed(self) -> float:
        """Seconds on the clock since the start."""
        return self._clock() - self._begun

    @property
    def spent(self) -> bool:
        """Whether to stop; remembers when it was the clock that said so."""
        if self.work >= self.seconds:
            return True
        if self._whole is not None:
            return self._whole.spent
        if self.elapsed >= self.seconds:
            self.cut_by_clock = True
        return self.cut_by_clock

    @property
    def left(self) -> float:
        """Seconds left on the clock, never negative."""
        if self._whole is not None:
            return self._whole.left
        return max(0.0, self.seconds - self.elapsed)
