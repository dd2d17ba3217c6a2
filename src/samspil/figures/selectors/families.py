"""The family of a school: schools alike on conditions, and whom to ask what they do."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from samspil.figures import snapshot
from samspil.figures.school_rules import FamilyCondition, family_rules
from samspil.figures.selectors.schools import Register, SchoolRow, register_of
from samspil.figures.snapshot import Snapshot
from samspil.methods.conditions import Condition
from samspil.methods.families import Families, Sizes, form_families
from samspil.methods.results import Floats, TooFewPlacesError
from samspil.methods.states import Value, number_or_nan
from samspil.places import selectors as places
from samspil.places.services import sort_key

ABOVE = 1.0
FEWEST_OTHERS = 3
"""Fewer other members with a mean that is shown: nothing to hold a school's own mean against."""


@dataclass(frozen=True)
class SharedCondition:
    """A condition: the school's own value, the family's lowest and highest, and how alike.

    ``spread`` is the family's standard deviation where that of all schools is 1.
    """

    choice: FamilyCondition
    own: float
    low: float
    high: float
    spread: float


@dataclass(frozen=True)
class SchoolPage:
    """A school with its family; ``members`` holds the school itself, in alphabetical order.

    ``members`` and ``conditions`` are empty for a school without a family. ``visit``: members,
    others than the school, that the public verdict places above level. ``yardsticks``: the mean
    of the other members' means, by indicator, where enough are shown.
    """

    school: SchoolRow
    municipality: str
    members: tuple[SchoolRow, ...]
    conditions: tuple[SharedCondition, ...]
    visit: tuple[SchoolRow, ...]
    yardsticks: Mapping[str, float]
    families: Families | None
    register: Register
    names: Mapping[str, str]


def school_page(*, number: str) -> SchoolPage | None:
    """Return the page of a public school; None for a number that is not one."""
    figures = snapshot.current()
    register = register_of(figures)
    school = register.schools.get(number)
    if school is None:
        return None
    names = places.names()
    families = families_of(figures)
    family = families.of(number) if families else None
    members = sorted(
        (register.schools[member] for member in (family.members if family else ())),
        key=lambda row: (sort_key(row.name), row.number),
    )
    others = [row for row in members if row.number != number]
    return SchoolPage(
        school=school,
        municipality=names[school.municipality],
        members=tuple(members),
        conditions=_shared(figures, school, members, family.spread if family else {}),
        visit=tuple(row for row in others if row.verdict == Value(ABOVE)),
        yardsticks={
            indicator: float(np.mean(shown))
            for indicator in school.figures
            if len(shown := _shown(others, indicator)) >= FEWEST_OTHERS
        },
        families=families,
        register=register,
        names=names,
    )


@functools.lru_cache(maxsize=2)
def families_of(figures: Snapshot) -> Families | None:
    """Return the families of all public schools; None where there are too few to form any."""
    rules = family_rules().content
    rows = list(register_of(figures).schools.values())
    return _formed(
        codes=tuple(row.number for row in rows),
        owners=tuple(row.municipality for row in rows),
        conditions=tuple(choice.condition for choice in rules.conditions),
        values=_table(figures, rows, rules.conditions).tobytes(),
        weights=tuple((choice.indicator, choice.weight) for choice in rules.conditions),
        sizes=rules.sizes,
    )


@functools.lru_cache(maxsize=2)
def _formed(
    *,
    codes: tuple[str, ...],
    owners: tuple[str, ...],
    conditions: tuple[Condition, ...],
    values: bytes,
    weights: tuple[tuple[str, float], ...],
    sizes: Sizes,
) -> Families | None:
    """Return the families; formed anew only where a condition is another, not for every figure."""
    table = np.frombuffer(values).reshape(len(codes), len(conditions))
    try:
        return form_families(
            codes=codes,
            owners=owners,
            conditions=conditions,
            values=table,
            weights=dict(weights),
            sizes=sizes,
        )
    except TooFewPlacesError:
        return None


def _table(
    figures: Snapshot, rows: list[SchoolRow], choices: tuple[FamilyCondition, ...]
) -> Floats:
    """Values (schools, conditions) in the indicators' own units; NaN where there is none."""
    columns = [[_condition(figures, row, choice) for row in rows] for choice in choices]
    return np.array(columns, dtype=np.float64).reshape(len(choices), len(rows)).T


def _condition(figures: Snapshot, row: SchoolRow, choice: FamilyCondition) -> float:
    if choice.of == "municipality":
        found = figures.one(row.municipality, choice.indicator, "", choice.breakdown)
        return number_or_nan(found)
    values = figures.schools.get(row.municipality, {}).get(row.number, {})
    return values.get(choice.indicator, float("nan"))


def _shared(
    figures: Snapshot, school: SchoolRow, members: list[SchoolRow], spread: Mapping[str, float]
) -> tuple[SharedCondition, ...]:
    """What the family shares, in the order of the rules; nothing for a school without one."""
    if not members:
        return ()
    found = []
    for choice in family_rules().content.conditions:
        values = [_condition(figures, row, choice) for row in members]
        own = _condition(figures, school, choice)
        found.append(
            SharedCondition(choice, own, min(values), max(values), spread[choice.indicator])
        )
    return tuple(found)


def _shown(rows: list[SchoolRow], indicator: str) -> list[float]:
    return [figure.number for row in rows if isinstance(figure := row.figures[indicator], Value)]
