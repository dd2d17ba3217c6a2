"""Questions to Uddannelsesstatistik: checked against the cube's schema, one school year a call.

Pure: definitions and answers in, questions out.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspil.figures.fetching.errors import BrokenAnswerError, MisfitError
from samspil.figures.fetching.paging import Line
from samspil.figures.queries import Cube, Member

PAGE = 5000
LARGE = 10_000
"""Lines above which each school year is asked for by itself."""


@dataclass(frozen=True)
class Schema:
    """What a cube has: its dimensions with how many members each, and its measures."""

    dimensions: Mapping[str, int]
    measures: frozenset[str]


def where(cube: Cube) -> dict[str, str]:
    """Return the three names by which a cube is asked for."""
    area, topic, part = cube.cube.split("/")
    return {"område": area, "emne": topic, "underemne": part}


def schema(content: bytes) -> Schema:
    """Read an answer of ``skema``; raises BrokenAnswerError."""
    said = _json(content)
    try:
        return Schema(
            {str(one["name"]): int(one.get("count") or 0) for one in said["detaljer"]},
            frozenset(bare(str(name)) for name in said["nøgletal"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenAnswerError(_("et svar, der ikke beskriver en kube")) from error


def members(content: bytes) -> tuple[str, ...]:
    """Return a dimension's members; empty where the answer has another shape than any we know."""
    said = _json(content)
    if isinstance(said, dict):
        lists = [value for value in said.values() if isinstance(value, list)]
        said = lists[0] if len(lists) == 1 else []
    if not isinstance(said, list):
        return ()
    return tuple(filter(None, (_name(one) for one in said)))


def _name(one: object) -> str:
    if isinstance(one, str):
        return one
    if isinstance(one, dict):
        for key in ("name", "Name", "navn", "Navn"):
            if isinstance(one.get(key), str):
                return str(one[key])
    return ""


def lines(content: bytes) -> list[Line]:
    """Read an answer of ``statistik``, a bare list of flat objects; raises BrokenAnswerError."""
    said = _json(content)
    if not isinstance(said, list) or not all(_is_line(one) for one in said):
        raise BrokenAnswerError(_("et svar, der ikke er en liste af rækker"))
    return said


def _is_line(one: object) -> bool:
    return isinstance(one, dict) and all(isinstance(value, str) for value in one.values())


def dimensions(cube: Cube) -> tuple[str, ...]:
    """Return the dimensions a cube's figures are split by, each once."""
    found = [cube.area, cube.time, *cube.fixed]
    if cube.parts is not None:
        found.append(cube.parts.variable)
    if cube.school is not None:
        found.append(cube.school)
    return tuple(dict.fromkeys(found))


def filters(cube: Cube) -> dict[str, list[str]]:
    """Return the members asked for of each dimension that is not wanted whole."""
    found = {name: [m.code for m in chosen] for name, chosen in _choices(cube).items()}
    return {name: list(dict.fromkeys(codes)) for name, codes in found.items()}


def _choices(cube: Cube) -> dict[str, Sequence[Member]]:
    found: dict[str, Sequence[Member]] = dict(cube.fixed)
    if cube.parts is not None:
        found[cube.parts.variable] = cube.parts.members
    return found


def check(cube: Cube, found: Schema, known: Mapping[str, Sequence[str]]) -> None:
    """Raise MisfitError for a dimension, measure or member the cube does not have.

    ``known`` holds the members of dimensions; one that could not be read is left to the publisher.
    """
    for name in dimensions(cube):
        if name not in found.dimensions:
            what = _("der er ingen dimension %(name)s; kuben har %(known)s")
            raise _misfit(cube, what, name, found.dimensions)
    if bare(cube.measure) not in found.measures:
        what = _("der er intet nøgletal %(name)s; kuben har %(known)s")
        raise _misfit(cube, what, cube.measure, found.measures)
    for dimension, codes in filters(cube).items():
        there = known.get(dimension) or codes
        for code in codes:
            if code not in there:
                what = _("%(name)s findes ikke; der er %(known)s")
                raise _misfit(cube, what, f"{dimension} {code}", there)


def calls(cube: Cube, found: Schema, years: Sequence[str]) -> list[tuple[str, ...]]:
    """Return which school years each call asks for; a call without years asks for all of them."""
    if not years:
        return [()]
    size = math.prod(_width(cube, found, name) for name in dimensions(cube))
    return [(year,) for year in years] if size > LARGE else [()]


def _width(cube: Cube, found: Schema, name: str) -> int:
    chosen = filters(cube).get(name)
    return len(chosen) if chosen else max(1, found.dimensions.get(name, 1))


def body(cube: Cube, years: Iterable[str], page: int) -> dict[str, Any]:
    """Return one question."""
    narrowed = filters(cube)
    chosen = list(years)
    if chosen:
        narrowed[cube.time] = chosen
    asked: dict[str, Any] = {
        **where(cube),
        "nøgletal": [cube.measure],
        "detaljering": list(dimensions(cube)),
        "indlejret": False,
        "tomme_rækker": False,
        "formattering": "json",
        "side": page,
        "side_størrelse": PAGE,
    }
    return asked | ({"filtre": narrowed} if narrowed else {})


def bare(measure: str) -> str:
    """Return a measure's own name without the dimension that all measures have."""
    return measure.removeprefix("[Measures].[").removesuffix("]") if "[" in measure else measure


def _json(content: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(content)
    except ValueError as error:
        raise BrokenAnswerError(_("et svar, der er klippet over")) from error


def _misfit(cube: Cube, what: str, name: str, known: Iterable[str]) -> MisfitError:
    reason = what % {"name": name, "known": ", ".join(sorted(known))[:300]}
    return MisfitError(_("Kuben %(cube)s: %(reason)s.") % {"cube": cube.cube, "reason": reason})
