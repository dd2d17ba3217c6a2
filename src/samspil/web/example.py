"""The example edition: people and municipalities that do not exist."""

from datetime import date


def prepare(*, first_day: date) -> None:  # noqa: ARG001
    """Make the example where it is not yet there; making it again changes nothing."""
