"""Kinds of work, and who wants to hear when work is finished.

A room writes its work in a module ``work.py``, which is read at start-up:

    @job("decks")
    def make_decks(progress: Progress) -> Mapping[str, object]: ...

The function may be stopped at any point and run again from the start, so what it makes must be
keyed by what it is made from. What it returns is shown as the result: ``url`` becomes a link.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samspil.jobs.progress import Progress


@dataclass(frozen=True)
class FinishedJob:
    """What those who want to hear are told. ``followers`` are people's numbers and addresses."""

    id: int
    subject: str
    succeeded: bool
    path: str
    language: str
    followers: tuple[tuple[int, str], ...]


type Work = Callable[["Progress"], Mapping[str, object] | None]
type Listener = Callable[[FinishedJob], None]

_WORK: dict[str, Work] = {}
_LISTENERS: list[Listener] = []


class UnknownKindError(Exception):
    """No room does this kind of work."""


class KindTakenError(Exception):
    """Two rooms call their work the same."""


class JobRefusedError(Exception):
    """The work cannot be done, for a reason that the person who asked should read."""


def job(kind: str) -> Callable[[Work], Work]:
    """Register a function as the work of a kind; raises KindTakenError."""

    def register(work: Work) -> Work:
        if kind in _WORK and _WORK[kind] is not work:
            raise KindTakenError(kind)
        _WORK[kind] = work
        return work

    return register


def work_of(kind: str) -> Work:
    """Return the function for a kind; raises UnknownKindError."""
    if kind not in _WORK:
        raise UnknownKindError(kind)
    return _WORK[kind]


def when_finished(listener: Listener) -> None:
    """Call ``listener`` with each finished job whose people asked to be told."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def listeners() -> tuple[Listener, ...]:
    """Return those who want to hear, in the order they asked."""
    return tuple(_LISTENERS)
