"""What an index is asked: words of a query joined by "all" and "any", written for each engine.

SQLite's FTS5 and PostgreSQL's ``tsquery`` say the same in other signs. Terms are small letters
and figures (:mod:`samspil.methods.danish`), so nothing a person types can be an operator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from samspil.methods.danish import QueryTerm

type Where = Literal["title", "head", "text"]
"""In which part of a text: its title, its title or summary, or anywhere."""

_COLUMNS: Final = {"title": "title_terms", "head": "title_terms summary_terms"}


@dataclass(frozen=True, slots=True)
class Has:
    """The text has the word, in the part of it that is named."""

    term: QueryTerm
    where: Where = "text"


@dataclass(frozen=True, slots=True)
class All:
    """Everything that is listed holds."""

    parts: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Something that is listed holds."""

    parts: tuple[Asked, ...]


type Asked = Has | All | Any


def every(terms: Iterable[QueryTerm], where: Where = "text") -> Asked:
    """Ask for all of the words."""
    return All(tuple(Has(term, where) for term in terms))


def some(terms: Iterable[QueryTerm], where: Where = "text") -> Asked:
    """Ask for at least one of the words."""
    return Any(tuple(Has(term, where) for term in terms))


def all_but_one(terms: Sequence[QueryTerm]) -> Asked:
    """Ask for all of the words but one, whichever: of any two there is one."""
    pairs = (some((one, other)) for n, one in enumerate(terms) for other in terms[n + 1 :])
    return All(tuple(pairs))


def two_of(terms: Sequence[QueryTerm]) -> Asked:
    """Ask for at least two of the words."""
    pairs = (every((one, other)) for n, one in enumerate(terms) for other in terms[n + 1 :])
    return Any(tuple(pairs))


def fts5(asked: Asked) -> str:
    """Return what is asked as a MATCH expression of FTS5; empty if nothing is."""
    return _written(asked, _fts5_has, (" AND ", " OR "))


def postgres(asked: Asked) -> tuple[tuple[Where, str], ...]:
    """Return what is asked as expressions for ``to_tsquery('simple', …)``, all of which must hold.

    Each is about one part of a text, which PostgreSQL keeps in a column of its own: its index
    does not know in which part a word stands. Raises ValueError for an "any" over several parts.
    """
    parts = _parts(asked)
    if len(parts) == 1:
        return tuple((where, _written(asked, _postgres_has, (" & ", " | "))) for where in parts)
    if parts and isinstance(asked, Any):
        raise ValueError("any of several parts of a text cannot be asked for")
    return tuple(one for part in getattr(asked, "parts", ()) for one in postgres(part))


def _parts(asked: Asked) -> set[Where]:
    """Return the parts of a text that are asked for."""
    if isinstance(asked, Has):
        return {asked.where}
    return set[Where]().union(*map(_parts, asked.parts))


def _written(asked: Asked, has: Callable[[Has], str], signs: tuple[str, str]) -> str:
    if isinstance(asked, Has):
        return has(asked)
    sign = signs[isinstance(asked, Any)]
    written = [text for part in asked.parts if (text := _written(part, has, signs))]
    return _joined(written, sign)


def _joined(written: Sequence[str], sign: str) -> str:
    return written[0] if len(written) == 1 else f"({sign.join(written)})" if written else ""


def _fts5_has(asked: Has) -> str:
    answers = (_joined([f'"{t}"' for t in one], " AND ") for one in asked.term.answers)
    written = _joined(list(answers), " OR ")
    return written if asked.where == "text" else f"({{{_COLUMNS[asked.where]}}} : ({written}))"


def _postgres_has(asked: Has) -> str:
    answers = (_joined([f"'{t}'" for t in one], " & ") for one in asked.term.answers)
    return _joined(list(answers), " | ")
