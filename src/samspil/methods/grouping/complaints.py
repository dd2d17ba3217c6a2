"""What is wrong with a question, where, and what would be right."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from samspil.methods.results import MethodError


@dataclass(frozen=True)
class Complaint:
    """Where something is wrong, what, and what would be right.

    `code` with `params` is for translation and stays the same between versions; `what` and
    `remedy` are the same in English.
    """

    path: str
    code: str
    what: str
    remedy: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.path}: {self.what}; {self.remedy}"


class InvalidProblemError(MethodError):
    """The data is not a question that can be answered; `complaints` says all that is wrong."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        self.complaints = complaints
        super().__init__("\n".join(str(each) for each in complaints))
