"""Public figures of schools: kept back where few stand behind, beside those they can be held to."""

import functools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspil.figures import snapshot
from samspil.figures.school_rules import SchoolFigures, school_figures
from samspil.figures.snapshot import Snapshot, SourceRow
from samspil.figures.starter_schools import SOURCE
from samspil.methods.funnel import FunnelResult, share_funnel
from samspil.methods.protection import protect_count, protect_mean
from samspil.methods.results import TooFewPlacesError
from samspil.methods.school_means import SchoolMean, SchoolMeans, school_means
from samspil.methods.schools import between_school_sd
from samspil.methods.states import Figure, NotAvailable, Value, number_or_nan
from samspil.places import selectors as places
from samspil.places.models import Municipality
from samspil.places.services import sort_key

PUPILS, VERDICT = "pupils", "socref_verdict"
UNDER = -1.0


@dataclass(frozen=True)
class SchoolRow:
    """One school: its figures, each in one of the four states, and its means where shown."""

    number: str
    name: str
    municipality: str
    pupils: Figure
    verdict: Figure
    figures: Mapping[str, Figure]
    means: Mapping[str, SchoolMean]


@dataclass(frozen=True)
class Register:
    """Every public school by number, and what is known of all of them together.

    ``spreads``: indicator to municipality to the spread between its schools. ``under``: schools
    with the public verdict "under level" of schools with a verdict, by municipality.
    """

    schools: Mapping[str, SchoolRow]
    centres: Mapping[str, SchoolMeans]
    spreads: Mapping[str, Mapping[str, float]]
    under: FunnelResult | None
    under_counts: Mapping[str, tuple[int, int]]
    source: SourceRow | None


@dataclass(frozen=True)
class MunicipalitySchools:
    """A municipality's public schools in alphabetical order, seen on one figure.

    ``spread`` is None where too few schools have a mean that is shown.
    """

    municipality: Municipality
    indicator: str
    rows: tuple[SchoolRow, ...]
    register: Register
    spread: float | None
    names: Mapping[str, str]

    @property
    def counted(self) -> int:
        """Schools whose mean is shown."""
        return sum(1 for row in self.rows if self.indicator in row.means)


def municipality_schools(*, code: str, indicator: str = "") -> MunicipalitySchools | None:
    """Return a municipality's schools; None for an unknown code. Other figures: the first."""
    municipality = places.municipality(code)
    if municipality is None:
        return None
    register = school_register()
    chosen = school_figures().content.figure(indicator).indicator
    rows = [row for row in register.schools.values() if row.municipality == code]
    return MunicipalitySchools(
        municipality=municipality,
        indicator=chosen,
        rows=tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.number))),
        register=register,
        spread=register.spreads[chosen].get(code),
        names=places.names(),
    )


def has_schools(code: str) -> bool:
    """Whether a municipality has schools with public figures."""
    return bool(snapshot.current().schools.get(code))


def school_register() -> Register:
    """Return the register for the current figures."""
    return register_of(snapshot.current())


@functools.lru_cache(maxsize=4)
def register_of(figures: Snapshot) -> Register:
    """Return the register of a snapshot; made once a process for each vintage."""
    rules = school_figures().content
    known = {
        number: values for schools in figures.schools.values() for number, values in schools.items()
    }
    listed = [school for school in places.public_schools() if school.number in known]
    shown = {school.number: _shown(known[school.number], rules) for school in listed}
    centres = {
        figure.indicator: found
        for figure in rules.figures
        if (found := _means(figure.indicator, figure.counted, known, shown, rules)) is not None
    }
    by_school = {
        indicator: {row.code: row for row in found.rows} for indicator, found in centres.items()
    }
    schools = {
        school.number: SchoolRow(
            number=school.number,
            name=school.name,
            municipality=school.municipality,
            pupils=_pupils(known[school.number], rules),
            verdict=shown[school.number][VERDICT],
            figures={f.indicator: shown[school.number][f.indicator] for f in rules.figures},
            means={
                indicator: rows[school.number]
                for indicator, rows in by_school.items()
                if school.number in rows
            },
        )
        for school in listed
    }
    counts = _verdict_counts(schools.values())
    return Register(
        schools=schools,
        centres=centres,
        spreads={f.indicator: _spreads(f.indicator, schools, rules) for f in rules.figures},
        under=_under(counts),
        under_counts=counts,
        source=figures.sources.get(str(SOURCE["source"])),
    )


def _shown(values: Mapping[str, float], rules: SchoolFigures) -> dict[str, Figure]:
    """Every mean of a school, and its verdict, as far as it may be shown."""
    return {
        indicator: protect_mean(
            values.get(indicator),
            counted=None,
            size=values.get(PUPILS),
            small_size=rules.small_school_pupils,
            threshold=rules.threshold,
        )
        for indicator in (*(figure.indicator for figure in rules.figures), VERDICT)
    }


def _pupils(values: Mapping[str, float], rules: SchoolFigures) -> Figure:
    count = values.get(PUPILS)
    if count is None:
        return NotAvailable()
    return protect_count(int(count), threshold=rules.threshold)


def _means(
    indicator: str,
    counted: float,
    known: Mapping[str, Mapping[str, float]],
    shown: Mapping[str, Mapping[str, Figure]],
    rules: SchoolFigures,
) -> SchoolMeans | None:
    """Shrunken means of the schools whose mean is shown, over the whole country."""
    numbers = [n for n, found in shown.items() if isinstance(found[indicator], Value)]
    return school_means(
        numbers,
        [number_or_nan(shown[number][indicator]) for number in numbers],
        [max(1.0, known[number][PUPILS] * counted) for number in numbers],
        share=rules.share_between,
    )


def _spreads(
    indicator: str, schools: Mapping[str, SchoolRow], rules: SchoolFigures
) -> dict[str, float]:
    """The spread between the shown means of each municipality that has enough of them."""
    by_code: dict[str, list[SchoolRow]] = {}
    for row in schools.values():
        by_code.setdefault(row.municipality, []).append(row)
    found = {
        code: between_school_sd(
            [number_or_nan(row.figures[indicator]) for row in rows],
            [number_or_nan(row.pupils) for row in rows],
            min_schools=rules.min_schools,
            min_pupils=rules.small_school_pupils,
        )
        for code, rows in sorted(by_code.items())
    }
    return {code: spread for code, spread in found.items() if spread is not None}


def _verdict_counts(rows: Iterable[SchoolRow]) -> dict[str, tuple[int, int]]:
    """Schools under level, and schools with a verdict, by municipality."""
    counts: dict[str, tuple[int, int]] = {}
    for row in rows:
        if isinstance(row.verdict, Value):
            under, all_of_them = counts.get(row.municipality, (0, 0))
            at_under = math.isclose(row.verdict.number, UNDER)
            counts[row.municipality] = (under + at_under, all_of_them + 1)
    return dict(sorted(counts.items()))


def _under(counts: Mapping[str, tuple[int, int]]) -> FunnelResult | None:
    try:
        return share_funnel(
            list(counts), [under for under, _ in counts.values()], [n for _, n in counts.values()]
        )
    except TooFewPlacesError:
        return None
