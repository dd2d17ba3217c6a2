"""One person's answers as bytes, equally many whatever was answered. No Django here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from samspil.surveys.questionnaires import Questionnaire

_AROUND = 64
"""Room for what stands around the names and answers."""


@dataclass(frozen=True)
class Ballot:
    """The group somebody answered for, and the answers by question."""

    group: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def size_of(questionnaire: Questionnaire) -> int:
    """Return how many bytes hold the longest answers there can be to a questionnaire."""
    group = max((len(group.id) for group in questionnaire.groups), default=0)
    rows = (
        len(question.id) + max((len(option.id) for option in question.options), default=5) + 8
        for question in questionnaire.questions
    )
    return _AROUND + group + sum(rows)


def packed(ballot: Ballot, size: int) -> bytes:
    """Return a ballot as ``size`` bytes; raises ValueError for one that is longer."""
    text = json.dumps([ballot.group, dict(ballot.values)], separators=(",", ":"))
    if len(text) > size:
        raise ValueError("the answers are longer than any there can be")
    return text.ljust(size).encode("ascii")


def unpacked(content: bytes) -> Ballot:
    """Return the ballot that was packed."""
    group, values = json.loads(content)
    return Ballot(group, values)


def unpacked_all(content: bytes, size: int) -> list[Ballot]:
    """Return ballots packed one after another, ``size`` bytes each."""
    return [unpacked(content[at : at + size]) for at in range(0, len(content), size)]
