"""All current figures at one moment, read once a process for each vintage.

Pages read small tables: some ten thousand figures fit in memory, and a vintage never changes.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from samspil.figures.indicators import load_indicators
from samspil.figures.models import Observation, Source, Vintage
from samspil.methods.states import Figure, NotApplicable, NotAvailable, Suppressed, Value
from samspil.places.models import EXAMPLE_PREFIX

NATION = ""
Codes = Mapping[str, Figure]
_States: Mapping[str, Figure] = {
    Observation.State.SUPPRESSED: Suppressed("few"),
    Observation.State.NOT_APPLICABLE: NotApplicable(),
}
_PLACE = ("indicator", "role", "breakdown", "period", "municipality_id")
_ROLES = list(Observation.Role.values)


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
    """Figures by (indicator, part), then period, then municipality code ("" is the country).

    ``figures`` counts each municipality in one role, ``own_role`` by indicator; ``roles`` holds
    the figures in other roles, which are other series, by (indicator, role).
    """

    vintage: int
    figures: Mapping[tuple[str, str], Mapping[str, Codes]]
    schools: Mapping[str, Mapping[str, Mapping[str, float]]]
    sources: Mapping[str, SourceRow]
    source_of: Mapping[tuple[str, str, str], Mapping[str, str]]
    roles: Mapping[tuple[str, str], "Snapshot"] = field(default_factory=dict)
    own_role: Mapping[str, str] = field(default_factory=dict)

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

    def in_role(self, indicator: str, role: str) -> "Snapshot":
        """The figures of an indicator in another role; these figures where it has none there."""
        return self.roles.get((indicator, role), self)


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


def as_of(vintage: int, indicator: str = "") -> Snapshot | None:
    """Return figures as they stood after a vintage; None for an unknown one.

    Those of one indicator, or of all where none is named.
    A figure that is kept back today is kept back as of any vintage.
    """
    if not Vintage.objects.filter(pk=vintage).exists():
        return None
    # What is kept back depends on today, so the newest vintage is part of what is remembered.
    newest = Vintage.objects.order_by("-pk").values_list("pk", "published_at").first()
    return _read_as_of(str(connection.settings_dict["NAME"]), newest, vintage, indicator)


@functools.lru_cache(maxsize=4)
def _read(database: str, vintage: int, published_at: datetime) -> Snapshot:  # noqa: ARG001
    rows = Observation.objects.filter(superseded_by=None)
    return _snapshot(vintage, rows, _schools())


# One indicator at a time: an old vintage is looked at seldom, and must not crowd out today's.
@functools.lru_cache(maxsize=8)
def _read_as_of(
    database: str,  # noqa: ARG001
    newest: tuple[int, datetime] | None,  # noqa: ARG001
    vintage: int,
    indicator: str,
) -> Snapshot:
    stood = Q(superseded_by=None) | Q(superseded_by__gt=vintage)
    one = Q(indicator=indicator) if indicator else Q()
    rows = Observation.objects.filter(stood, one, vintage__lte=vintage)
    hidden = Observation.objects.filter(one, superseded_by=None, state=Observation.State.SUPPRESSED)
    return _snapshot(vintage, rows, {}, set(hidden.values_list(*_PLACE)))


def _snapshot(
    vintage: int,
    observations: QuerySet[Observation],
    schools: Mapping[str, Mapping[str, Mapping[str, float]]],
    hidden: Set[tuple[str, ...]] = frozenset(),
) -> Snapshot:
    """Sort figures of municipalities and the country by the role in which they are counted.

    ``hidden`` names figures to keep back: indicator, role, part, period and municipality.
    """
    found: dict[tuple[str, str], _Series] = defaultdict(_Series)
    rows = observations.filter(institution=None).values_list(*_PLACE, "state", "value", "source_id")
    for indicator, role, breakdown, period, code, state, value, source in rows.iterator():
        series = found[indicator, role]
        kept_back = hidden and (indicator, role, breakdown, period, code) in hidden
        series.figures[indicator, breakdown][period][code or NATION] = (
            Suppressed("few") if kept_back else figure(state, value)
        )
        series.source_of[indicator, breakdown, period][code or NATION] = source
    sources = _sources()
    own = _own_roles(list(found))
    main = _Series()
    for indicator, role in own.items():
        main.figures.update(found[indicator, role].figures)
        main.source_of.update(found[indicator, role].source_of)
    others = {
        (indicator, role): Snapshot(vintage, series.figures, {}, sources, series.source_of)
        for (indicator, role), series in found.items()
        if own[indicator] != role
    }
    return Snapshot(vintage, main.figures, schools, sources, main.source_of, others, own)


class _Series:
    """Figures and their sources while they are read."""

    def __init__(self) -> None:
        self.figures: dict[tuple[str, str], dict[str, dict[str, Figure]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        self.source_of: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)


def _own_roles(found: list[tuple[str, str]]) -> dict[str, str]:
    """Return for each indicator the role its page shows first: the one its definition names.

    Where it has no figure in that role, the first role it has figures in stands for it.
    """
    definitions = load_indicators()
    own: dict[str, str] = {}
    for indicator, role in sorted(found, key=lambda pair: _ROLES.index(pair[1])):
        named = definitions[indicator].content.role if indicator in definitions else role
        if indicator not in own or role == named:
            own[indicator] = role
    return own


def figure(state: str, value: float | None) -> Figure:
    """Return what a stored state and value mean."""
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
