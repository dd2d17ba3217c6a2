"""How what is no longer needed goes: each room says so for what it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Sweeper:
    """``due`` counts what has been kept long enough at a moment; ``sweep`` removes it."""

    due: Callable[[datetime], int]
    sweep: Callable[[datetime], int]


type Files = Callable[[str], Iterator[tuple[str, bytes]]]

_SWEEPERS: dict[str, Sweeper] = {}
_FILES: list[Files] = []


def sweeper(kind: str, *, due: Callable[[datetime], int], sweep: Callable[[datetime], int]) -> None:
    """Say how a kind of data goes."""
    _SWEEPERS[kind] = Sweeper(due, sweep)


def sweepers() -> dict[str, Sweeper]:
    """Return how each kind goes, by its id."""
    return dict(sorted(_SWEEPERS.items()))


def files_of_municipalities(source: Files) -> None:
    """Say which files belong in a municipality's archive: code in, names and bytes out."""
    if source not in _FILES:
        _FILES.append(source)


def files(municipality: str) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a municipality."""
    for source in _FILES:
        yield from source(municipality)
