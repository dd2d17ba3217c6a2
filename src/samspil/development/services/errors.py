"""Why an act on a development process is refused."""

from collections.abc import Mapping

from samspil.documents.cpr import find_cpr


class DevelopmentError(Exception):
    """An act of this room cannot be done."""


class NotTakingPartError(DevelopmentError):
    """The municipality has no confirmed team in this edition and sector."""


class NoSuchFindingError(DevelopmentError):
    """There is no such finding that this person may read."""


class NoSuchFigureError(DevelopmentError):
    """There is no such public figure of this municipality, or it is not known."""


class NoSuchMeasureError(DevelopmentError):
    """There is no such measure of this process, or it was put aside."""


class NoSuchUnitError(DevelopmentError):
    """There is no such school or institution in this municipality."""


class TooManyError(DevelopmentError):
    """More is stated than anybody can keep in mind."""


class OtherProcessError(DevelopmentError):
    """The other sector of the municipality has a process of its own."""


class JointProcessError(DevelopmentError):
    """The municipality has one process for both sectors; ``process`` is its id."""

    def __init__(self, process: int) -> None:
        self.process = process
        super().__init__(str(process))


class ProcessClosedError(DevelopmentError):
    """The process is closed and can no longer be changed."""


class NoPredictionError(DevelopmentError):
    """A test cannot begin before somebody has said what is expected."""


class WrongStepError(DevelopmentError):
    """The test is not where this step begins: planned, being tried, concluded."""


class NoMeetingError(DevelopmentError):
    """There is no coming network day to bring anything to."""


class NobodyToAskError(DevelopmentError):
    """Nobody fits whom the question is for: no group is formed, or none has adopted the like."""


class NotOpenError(DevelopmentError):
    """The question is closed or taken back."""


class HasAnswersError(DevelopmentError):
    """A question that somebody has answered is closed with a word, not taken back."""


class DayPassedError(DevelopmentError, ValueError):
    """The day by which an answer is wanted lies behind."""


class NudgedAlreadyError(DevelopmentError):
    """The municipality has been reminded once, or needs no reminder."""


class NobodyToWriteToError(DevelopmentError):
    """Nobody in the municipality wants letters about sparring."""


class MeasureRefusedError(DevelopmentError, ValueError):
    """What was stated of a measure, a point or a phase cannot stand; ``code`` says why."""

    def __init__(self, field: str, code: str, place: int = 0) -> None:
        self.field, self.code, self.place = field, code, place
        super().__init__(f"{field}: {code}")


class AlreadyMeasuredError(DevelopmentError):
    """Something else stands for that time; it is corrected, and not written over."""

    def __init__(self, point: int) -> None:
        self.point = point
        super().__init__(f"point {point} stands")


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
