"""A figure is one of four things. Missing is never zero, and never a bare ``None``."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """A figure that is known."""

    number: float


@dataclass(frozen=True)
class Suppressed:
    """A figure that exists and is kept back, because few children stand behind it."""

    reason: str


@dataclass(frozen=True)
class NotApplicable:
    """There is nothing to count: the municipality has no such offer."""


@dataclass(frozen=True)
class NotAvailable:
    """We do not have the figure: not published, not fetched, or lost on the way."""


Figure = Value | Suppressed | NotApplicable | NotAvailable


def number_or_nan(figure: Figure) -> float:
    """Return the number for arithmetic; not-a-number for the three states without one."""
    return figure.number if isinstance(figure, Value) else float("nan")
