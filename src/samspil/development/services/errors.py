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
