"""Success criteria of an edition: reviewed data, and which evidence is laid beside each.

No Django here. The files lie in ``definitions/criteria``; an edition that no file names takes its
criteria from its own invitation, with the evidence of a criterion that has the same words.
"""

import functools
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from samspil.definitions import Definition, Line, Piece, Reviewed, Text, load
from samspil.programmes.editions import Edition

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,2}$")]


class Evidence(StrEnum):
    """What the system can lay beside a criterion. It is counted, never weighed."""

    PRE_ANALYSIS = "pre_analysis"
    CHALLENGE_PICTURE = "challenge_picture"
    PROCESS = "process"
    TESTS = "tests"
    ECONOMY_LEVERS = "economy_levers"
    GROUP = "group"
    ATTENDANCE = "attendance"
    TALKS = "talks"
    BROUGHT = "brought"
    TAKEN_HOME = "taken_home"
    SPARRING = "sparring"
    KNOWLEDGE = "knowledge"


class Criterion(Piece):
    """One criterion: the organiser's own Danish words, ours, and what is laid beside it."""

    id: Line
    quote: Line
    text: Text
    evidence: tuple[Evidence, ...] = ()


class _Stated(Criterion):
    """A criterion as a file states it: evidence must be named."""

    id: Id
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Criteria(Reviewed):
    """The criteria of some editions, by the editions' ids."""

    editions: Annotated[tuple[Line, ...], Field(min_length=1)]
    criteria: Annotated[tuple[_Stated, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        """Refuse a criterion, or evidence beside one, that stands twice."""
        if len({one.id for one in self.criteria}) < len(self.criteria):
            raise ValueError("criteria: one of the ids stands twice")
        for one in self.criteria:
            if len(set(one.evidence)) < len(one.evidence):
                raise ValueError(f"criteria.{one.id}: evidence stands twice")
        return self


@functools.cache
def load_criteria() -> Mapping[str, Definition[Criteria]]:
    """Return the files of criteria by id; raises DefinitionError naming file and key."""
    return load(files("samspil.evaluation") / "definitions" / "criteria", Criteria)


def criteria_of(edition: Edition) -> tuple[Criterion, ...]:
    """Return an edition's criteria in order; none where the organiser stated none.

    An edition that somebody has written takes them from its own words.
    """
    for definition in load_criteria().values():
        if edition.id in definition.content.editions:
            return definition.content.criteria
    known = {one.quote: one.evidence for one in _all()}
    return tuple(
        Criterion(
            id=one.id,
            quote=one.quote or one.text.da,
            text=one.text,
            evidence=known.get(one.quote or "", ()),
        )
        for one in edition.success_criteria
    )


def _all() -> Iterator[Criterion]:
    for definition in load_criteria().values():
        yield from definition.content.criteria
