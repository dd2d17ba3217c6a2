"""Why an act on a development process is refused."""

from collections.abc import Mapping

from samspil.documents.cpr import find_cpr


class DevelopmentError(Exception):
    """An act of this room cannot be done."""


class NotTakingPartError(DevelopmentError):
    """The municipality has no confirmed team in this edition and sector."""


class NoSuchFindingError(DevelopmentError):
    """There is no such finding that this person may read."""


class ProcessClosedError(DevelopmentError):
    """The process is closed and can no longer be changed."""


class NoPredictionError(DevelopmentError):
    """A test cannot begin before somebody has said what is expected."""


class WrongStepError(DevelopmentError):
    """The test is not where this step begins: planned, being tried, concluded."""


class NoMeetingError(DevelopmentError):
    """There is no coming network day to bring anything to."""


class DriverGoneError(DevelopmentError):
    """Somebody has removed the driver meanwhile."""


class DriverChangedError(DevelopmentError):
    """Somebody has changed the driver since it was seen; ``text`` is how it reads now."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


class CircleError(DevelopmentError):
    """A driver cannot stand under itself, nor under what stands under it."""


class WrongLevelError(DevelopmentError):
    """A driver hangs on one of the level before it, and nothing hangs on an idea."""


class HoldsMoreError(DevelopmentError):
    """A driver changes level only when nothing stands under it and no test tries it."""


class LastParentError(DevelopmentError):
    """A driver must hang on something; it can be moved instead."""


class TakesMoreAlongError(DevelopmentError):
    """Removing this takes ``below`` others along and parts ``tests`` tests from their idea."""

    def __init__(self, below: int, tests: int) -> None:
        self.below, self.tests = below, tests
        super().__init__(f"{below} below, {tests} tests")


class TooManyDriversError(DevelopmentError):
    """A diagram that large can no longer be read."""


class TextRefusedError(DevelopmentError, ValueError):
    """A text is missing, or may hold a personal number; ``field`` says which."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


def check_texts(texts: Mapping[str, str], *, required: tuple[str, ...] = ()) -> None:
    """Raise TextRefusedError (``missing`` or ``cpr``) for the first text that cannot be kept."""
    for field, text in texts.items():
        if not text and field in required:
            raise TextRefusedError(field, "missing")
        if find_cpr(text):
            raise TextRefusedError(field, "cpr")
