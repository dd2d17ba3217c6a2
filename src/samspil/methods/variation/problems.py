"""What is wrong in a series, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from samspil.methods.results import MethodError


@dataclass(frozen=True)
class Problem:
    """Where something is wrong, or worth telling, and what: ``code`` with ``params`` for words."""

    path: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.path}: {self.code.replace('_', ' ')}"


class InvalidSeriesError(MethodError):
    """The data is not a series that can be drawn; ``problems`` says all that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(each) for each in problems))
