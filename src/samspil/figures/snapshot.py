"""All current figures at one moment, read once a process for each vintage.

Pages read small tables: some ten thousand figures fit in memory, and a vintage never changes.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from samspil.figures.models import Observation, Source, Vintage
from samspil.methods.states import Figure, NotApplicable, NotAvailable, Suppressed, Value
from samspil.places.models import EXAMPLE_PREFIX

NATION = ""
Codes = Mapping[str, Figure]
_States: Mapping[str, Figure] = {
    Observation.State.SUPPRESSED: Suppressed("few"),
    Observation.State.NOT_APPLICABLE: NotApplicable(),
}


@dataclass(frozen=True)
class SourceRow:
    """Where figures come from, as a page shows it."""

    id: str
    publisher: str
    table: str
    url: str
    quality: str
    note: str
    collected: date


# Compared and hashed by identity, so that methods' results can be kept for each snapshot.
@dataclass(frozen=True, eq=False)
class Snapshot:
    """Figures by (indicator, part), then period, then municipality code ("" is the country)."""

    vintage: int
    figures: Mapping[tuple[str, str], Mapping[str, Codes]]
    schools: Mapping[str, Mapping[str, Mapping[str, float]]]
    sources: Mapping[str, SourceRow]
    source_of: Mapping[tuple[str, str, str], Mapping[str, str]]

    def periods(self, indicator: str, breakdown: str = "") -> list[str]:
        """Periods with at least one real municipality's figure, oldest first."""
        found = self.figures.get((indicator, breakdown), {})
        return sorted(p for p, codes in found.items() if any(is_real(code) for code in codes))

    def latest(self, indicator: str, breakdown: str = "") -> str:
        """The newest period, or an empty text where nothing has been fetched."""
        return next(reversed(self.periods(indicator, breakdown)), "")

    def at(self, indicator: str, period: str = "", breakdown: str = "") -> Codes:
        """Figures by code in a period (the newest if not given)."""
        chosen = period or self.latest(indicator, breakdown)
        return self.figures.get((indicator, breakdown), {}).get(chosen, {})

    def real(self, indicator: str, period: str = "", breakdown: str = "") -> dict[str, float]:
        """Known values of the real municipalities by code, in order of code."""
        found = self.at(indicator, period, breakdown)
        return {
            code: figure.number
            for code, figure in sorted(found.items())
            if isinstance(figure, Value) and is_real(code)
        }

    def one(self, code: str, indicator: str, period: str = "", breakdown: str = "") -> Figure:
        """One municipality's figure; NotAvailable where there is no row."""
        return self.at(indicator, period, breakdown).get(code, NotAvailable())

    def source(self, indicator: str, period: str = "", breakdown: str = "") -> SourceRow | None:
        """The source of most real municipalities' figures in a period."""
        chosen = period or self.latest(indicator, breakdown)
        found = self.source_of.get((indicator, breakdown, chosen), {})
        counts = Counter(source for code, source in found.items() if is_real(code))
        return self.sources.get(counts.most_common(1)[0][0]) if counts else None

    def source_for(
        self, code: str, indicator: str, period: str, breakdown: str = ""
    ) -> SourceRow | None:
        """The source of one place's figure; None where there is no row."""
        found = self.source_of.get((indicator, breakdown, period), {})
        return self.sources.get(found.get(code, ""))


def is_real(code: str) -> bool:
    """Whether a code is a real municipality's: neither an example nor the whole country."""
    return bool(code) and not code.startswith(EXAMPLE_PREFIX)


def current() -> Snapshot:
    """Return the figures as of the newest vintage."""
    newest = Vintage.objects.order_by("-pk").values_list("pk", "published_at").first()
    if newest is None:
        return Snapshot(0, {}, {}, {}, {})
    # The database's name and the moment keep apart installations and tests that share a process.
    return _read(str(connection.settings_dict["NAME"]), *newest)


@functools.lru_cache(maxsize=4)
def _read(database: str, vintage: int, published_at: datetime) -> Snapshot:  # noqa: ARG001
    figures: dict[tuple[str, str], dict[str, dict[str, Figure]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    source_of: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    # In reverse order of role, so that the last one, which stands, is that of the location.
    rows = (
        Observation.objects.filter(superseded_by=None, institution=None)
        .order_by("-role")
        .values_list(
            "indicator", "breakdown", "period", "municipality_id", "state", "value", "source_id"
        )
    )
    for indicator, breakdown, period, code, state, value, source in rows.iterator():
        figures[indicator, breakdown][period][code or NATION] = _figure(state, value)
        source_of[indicator, breakdown, period][code or NATION] = source
    return Snapshot(vintage, figures, _schools(), _sources(), source_of)


def _figure(state: str, value: float | None) -> Figure:
    return Value(value) if value is not None else _States.get(state, NotAvailable())


def _schools() -> dict[str, dict[str, dict[str, float]]]:
    """Municipality code to school number to indicator to value; the public schools alone.

    The newest figure of each indicator; one whose year is not known is the oldest of all.
    """
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    rows = Observation.objects.filter(
        superseded_by=None, institution__kind="f", breakdown=""
    ).values_list("institution__municipality_id", "institution_id", "indicator", "period", "value")
    for code, number, indicator, _period, value in sorted(rows, key=lambda r: _age(r[3])):
        if value is not None:
            found[code][number][indicator] = value
    return found


def _age(period: str) -> str:
    """A text by which periods sort as time does, those that are no year first."""
    return period if period[:1].isdigit() else ""


def _sources() -> dict[str, SourceRow]:
    return {
        source.pk: SourceRow(
            source.pk,
            source.publisher,
            source.table,
            source.url,
            source.quality,
            source.note,
            source.collected,
        )
        for source in Source.objects.all()
    }
