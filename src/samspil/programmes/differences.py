"""What differs between two versions of an edition, piece by piece. Pure: plain values in and out.

A statement is known by its id, a network day by its number, a sector by its name, so that a
piece put in between does not make all later ones look changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samspil.definitions import REVIEW_STAMP

UNTOLD = frozenset({"id", "number", "sector", "source", "status", "is_example"})
"""Keys that tell a reader nothing new when they change."""

IDENTITIES = ("id", "number", "sector")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was said otherwise before; None means that nothing was said.

    ``before`` and ``after`` are text, a number, yes or no, a list of texts, or words in both
    languages as ``{"da", "en"}``.
    """

    path: tuple[str, ...]
    before: Any
    after: Any

    def as_json(self) -> dict[str, Any]:
        """Return it in the values of JSON."""
        return {"path": list(self.path), "before": self.before, "after": self.after}


def from_json(stated: Mapping[str, Any]) -> Difference:
    """Return what ``as_json`` gave."""
    return Difference(tuple(stated["path"]), stated["before"], stated["after"])


def between(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return what differs between two editions as they are stated, in the later one's sequence."""
    return tuple(_of_tables(before, after, ()))


def _of_tables(
    before: Mapping[str, Any], after: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[Difference]:
    hidden = UNTOLD | (REVIEW_STAMP if not path else frozenset())
    for key in _keys(before, after):
        if key not in hidden:
            yield from _of_values(before.get(key), after.get(key), (*path, key))


def _of_values(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Difference]:  # noqa: ANN401
    """Yield the differences of two values of any kind, either of which may be missing."""
    before, after = _by_identity(before), _by_identity(after)
    if before == after:
        return
    if _is_piece(before) or _is_piece(after):
        shown = tuple(_shown(one) for one in (before, after))
        # A whole piece that came or went is told by its words alone.
        if None in (before, after) and any(shown):
            yield Difference(path, *shown)
        else:
            yield from _of_tables(before or {}, after or {}, path)
    else:
        yield Difference(path, before, after)


def _is_piece(value: object) -> bool:
    """Whether a value has parts of its own; words in two languages are one thing."""
    return isinstance(value, Mapping) and set(value) != {"da", "en"}


def _shown(piece: Mapping[str, Any] | None) -> Any:  # noqa: ANN401
    """Return the words by which a whole piece is known, if it has any."""
    if piece is None:
        return None
    return next((piece[key] for key in ("text", "title", "name") if key in piece), None)


def _by_identity(value: Any) -> Any:  # noqa: ANN401
    """Return a list of pieces as a table by what each is known by; anything else as it is."""
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return value or None if isinstance(value, list) else value
    named = {}
    for place, one in enumerate(value):
        identity = next((one[key] for key in IDENTITIES if key in one), place)
        named[str(identity)] = one
    return named or None


def _keys(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the keys of both, the later one's first."""
    return [*after, *(key for key in before if key not in after)]
