"""Other words for the same: reviewed data, in ``definitions/synonyms.toml``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from samspil.definitions import Definition, Line, Piece, Reviewed, load_file
from samspil.methods import danish
from samspil.methods.danish import Instead, QueryTerm


class Group(Piece):
    """Expressions for nearly the same, as people say it and as the field does."""

    lay: Annotated[tuple[Line, ...], Field(min_length=1)]
    professional: Annotated[tuple[Line, ...], Field(min_length=1)]


class Synonyms(Reviewed):
    """Every group, and what another expression counts beside the one that was typed."""

    weight: Annotated[float, Field(gt=0, lt=1)]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]


@dataclass(frozen=True)
class _Expression:
    """The terms of an expression, and what may stand for it."""

    terms: tuple[str, ...]
    others: tuple[Instead, ...]


@cache
def load_synonyms() -> Definition[Synonyms]:
    """Return the list; raises DefinitionError naming file and key."""
    folder = files("samspil.knowledge") / "definitions"
    return load_file(folder / "synonyms.toml", Synonyms, "definitions")


def with_synonyms(terms: Sequence[QueryTerm]) -> tuple[QueryTerm, ...]:
    """Return the words of a query with what else may answer them.

    An expression of several words counts where the query has all of them; then each of them is
    answered by the other expressions.
    """
    asked = {term.whole for term in terms}
    instead: dict[str, tuple[Instead, ...]] = {}
    for expression in _expressions():
        if asked.issuperset(expression.terms):
            for term in expression.terms:
                instead[term] = (*instead.get(term, ()), *expression.others)
    return tuple(danish.with_instead(one, *instead.get(one.whole, ())) for one in terms)


@cache
def _expressions() -> tuple[_Expression, ...]:
    found = load_synonyms().content
    return tuple(one for group in found.groups for one in _of_group(group, found.weight))


def _of_group(group: Group, weight: float) -> list[_Expression]:
    spoken = [_terms(words) for words in (*group.lay, *group.professional)]
    kept = tuple(dict.fromkeys(terms for terms in spoken if terms))
    return [
        _Expression(terms, tuple(Instead(other, weight) for other in kept if other != terms))
        for terms in kept
    ]


def _terms(words: str) -> tuple[str, ...]:
    return tuple(term.whole for term in danish.query_terms(words))
