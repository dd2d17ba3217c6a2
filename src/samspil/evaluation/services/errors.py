"""Why an act of this room is refused."""


class EvaluationError(Exception):
    """An act of this room cannot be done."""


class NoSuchEvaluationError(EvaluationError):
    """There is no such edition, team or criterion to judge; historical editions have none."""


class ClosedError(EvaluationError):
    """The evaluation is closed; it must be opened again first."""


class TextRefusedError(EvaluationError):
    """A reason is missing, too long, or may hold a personal number; ``reason`` says which."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
