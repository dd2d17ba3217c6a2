"""What to look for in a table: one shape for a query of a definition and a mapping by a person."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from samspil.figures.queries import Cube, Member, Parts, StatbankTable
from samspil.figures.readers import RawTable, cubes, jsonstat, statbank

STATBANK_FORMS = frozenset({statbank.CSV, statbank.BULK, jsonstat.FORM})
CUBE_FORMS = frozenset({cubes.FORM})


@dataclass(frozen=True)
class Ask:
    """Which variables of a table are the place, the time and the rest, in the table's own names.

    An empty ``time`` means that the whole table is of ``period``. An empty ``measure`` means the
    only one there is. ``school`` is the variable of institution numbers; figures are then of
    schools.
    """

    area: str
    time: str = ""
    fixed: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)
    parts: Parts | None = None
    breakdown: str = ""
    measure: str = ""
    school: str = ""
    period: str = ""
    quarter: str = ""
    role: str = ""
    zero: str = "value"
    omitted: str = "unknown"

    @property
    def variables(self) -> tuple[str, ...]:
        """Every variable that has to be there."""
        parts = (self.parts.variable,) if self.parts else ()
        place = self.school or self.area
        return tuple(name for name in (place, self.time, *self.fixed, *parts) if name)


def ask_of(table: StatbankTable | Cube) -> Ask:
    """Return a query's table as something to look for."""
    cube = table if isinstance(table, Cube) else None
    return Ask(
        area=table.area,
        time=table.time,
        fixed=table.fixed,
        parts=table.parts,
        measure=cube.measure if cube else "",
        school=(cube.school or "") if cube else "",
        quarter=(table.quarter or "") if isinstance(table, StatbankTable) else "",
        role=table.role,
        zero=table.zero,
        omitted=table.omitted,
    )


def fits(table: StatbankTable | Cube, raw: RawTable) -> bool:
    """Whether a file can be this table: its format, variables, measure and members."""
    forms = CUBE_FORMS if isinstance(table, Cube) else STATBANK_FORMS
    return raw.form in forms and can_answer(ask_of(table), raw)


def tells(table: StatbankTable | Cube) -> bool:
    """Whether a file that fits can hardly be another table.

    Place, period and a number alone is what half of all tables look like.
    """
    return isinstance(table, Cube) or bool(table.fixed) or table.parts is not None


def can_answer(ask: Ask, raw: RawTable) -> bool:
    """Whether a table has what is asked for, and no variable of which nothing is said.

    A variable that is not spoken of would be mixed into the figure: women's numbers read as
    everybody's.
    """
    own = {name.casefold() for name in raw.variables}
    asked = {name.casefold() for name in ask.variables}
    spoken_of = asked | ({ask.area.casefold()} if ask.school else set())
    if not asked <= own or not own <= spoken_of:
        return False
    if measure_of(ask, raw) is None:
        return False
    return _has_members(ask, raw)


def measure_of(ask: Ask, raw: RawTable) -> str | None:
    """Return the measure's name in the table; None where it is not there or not the only one."""
    if not ask.measure:
        return raw.measures[0] if len(raw.measures) == 1 else None
    wanted = ask.measure.strip().casefold()
    return next((name for name in raw.measures if name.strip().casefold() == wanted), None)


def own_name(name: str, raw: RawTable) -> str:
    """Return a variable's name as the table writes it; an empty text where it has none such."""
    return next((own for own in raw.variables if own.casefold() == name.casefold()), "")


def members_of(name: str, raw: RawTable) -> Set[str]:
    """Return what stands in a variable's column, in any line."""
    own = own_name(name, raw)
    return {record.members[own] for record in raw.records}


def _has_members(ask: Ask, raw: RawTable) -> bool:
    """Whether all members to be added up occur, and one part at least.

    Where noughts are left out one of the members is enough.
    """
    for name, members in ask.fixed.items():
        written = members_of(name, raw)
        there = [any(member.is_written(text) for text in written) for member in members]
        if not (any(there) if ask.omitted == "zero" else all(there)):
            return False
    if ask.parts is None:
        return True
    written = members_of(ask.parts.variable, raw)
    return any(part.is_written(text) for part in ask.parts.members for text in written)
