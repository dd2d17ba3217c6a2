"""The challenge picture of one municipality: conditions, results, peers, and what is not known."""

import functools
from dataclasses import dataclass, replace

from samspil.figures import snapshot
from samspil.figures.comparisons import load_comparisons
from samspil.figures.indicators import Indicator, Kind, Sector, load_indicators
from samspil.figures.peer_choice import DEFAULT, PeerChoice
from samspil.figures.selectors.comparison import NoSuchMunicipalityError, expected_values, peers_of
from samspil.figures.selectors.groups import GroupRow, ListRow, current_list, group_row
from samspil.figures.snapshot import Snapshot, SourceRow
from samspil.methods.expected import ExpectedRow
from samspil.methods.peers import PeersResult
from samspil.methods.states import Figure
from samspil.people.viewer import ANYBODY, Viewer
from samspil.places import selectors as places
from samspil.places.models import Municipality

# Django's documented way to ask a model for its fields.
_FIELDS = tuple(f.attname for f in Municipality._meta.concrete_fields)
# Shown beside the peers' conditions, or in answers of their own.
_PARTS_OF_OTHERS = frozenset({"population_0_5", "population_6_16"})
# Without these a picture tells too little of the children in special provision.
_NEEDED = (
    "segregation_rate_municipal",
    "inclusion_rate",
    "intermediate_provision_share",
    "support_9h_share",
    "inflow_rate_grade_g",
    "outflow_rate_grade_g",
    "special_ecec_share",
    "ecec_support_share",
    "special_start_grade0",
    "ecec_to_special_transition",
)


@dataclass(frozen=True)
class FigureRow:
    """One indicator for one municipality, with everybody's values for the distribution.

    ``source`` is everybody's, ``own_source`` that of the municipality's own figure.
    """

    id: str
    indicator: Indicator
    breakdown: str
    period: str
    figure: Figure
    everybody: dict[str, float]
    peers: tuple[str, ...]
    source: SourceRow | None
    own_source: SourceRow | None


@dataclass(frozen=True)
class ResultRow:
    """A result with what conditions let one expect of it."""

    row: FigureRow
    explained: float
    method: str
    coverage: float
    expected: ExpectedRow | None


# Compared and hashed by identity, so that a page made of it can be kept for as long as it stands.
@dataclass(frozen=True, eq=False)
class ChallengePicture:
    """Everything the page of a municipality and the deck show, in reading order.

    ``choice`` says how the peers came about, ``group`` or ``kl`` whose they are where given.
    """

    municipality: Municipality
    sector: str
    peers: PeersResult
    results: tuple[ResultRow, ...]
    conditions: tuple[FigureRow, ...]
    others: tuple[FigureRow, ...]
    forecasts: tuple[FigureRow, ...]
    missing: tuple[str, ...]
    names: dict[str, str]
    version: str
    choice: PeerChoice
    group: GroupRow | None
    kl: ListRow | None


def challenge_picture(
    *,
    code: str,
    sector: str = "school",
    choice: PeerChoice = DEFAULT,
    viewer: Viewer = ANYBODY,
) -> ChallengePicture:
    """Return the challenge picture; raises NoSuchMunicipalityError and ChoiceRefusedError."""
    municipality = places.municipality(code)
    if municipality is None:
        raise NoSuchMunicipalityError(code)
    figures = snapshot.current()
    peers = peers_of(code=code, sector=sector, choice=choice, viewer=viewer)
    names = tuple(places.names().items())
    if choice.is_found:
        return _kept(
            figures=figures,
            stated=_stated(municipality),
            sector=sector,
            peers=peers,
            names=names,
            choice=choice,
        )
    picture = _picture(
        figures=figures,
        municipality=municipality,
        sector=sector,
        peers=peers,
        names=names,
        choice=choice,
    )
    return replace(
        picture,
        group=group_row(viewer=viewer, group=choice.group) if choice.kind == "group" else None,
        kl=current_list(sector=sector) if choice.kind == "kl" else None,
    )


def _stated(municipality: Municipality) -> tuple[object, ...]:
    """Everything a municipality's row says, so that a changed row is another key."""
    return tuple(getattr(municipality, name) for name in _FIELDS)


@functools.lru_cache(maxsize=128)
def _kept(
    *,
    figures: Snapshot,
    stated: tuple[object, ...],
    sector: str,
    peers: PeersResult,
    names: tuple[tuple[str, str], ...],
    choice: PeerChoice,
) -> ChallengePicture:
    """Keep pictures whose peers are found: nothing in them changes within a vintage."""
    municipality = Municipality(**dict(zip(_FIELDS, stated, strict=True)))
    return _picture(
        figures=figures,
        municipality=municipality,
        sector=sector,
        peers=peers,
        names=names,
        choice=choice,
    )


def _picture(
    *,
    figures: Snapshot,
    municipality: Municipality,
    sector: str,
    peers: PeersResult,
    names: tuple[tuple[str, str], ...],
    choice: PeerChoice,
) -> ChallengePicture:
    comparison = load_comparisons()[sector]
    reader = _Reader(figures, municipality.code, tuple(peer.code for peer in peers.peers))
    results = tuple(_result(reader, name, sector) for name in comparison.content.results)
    conditions = tuple(
        reader.row(chosen.indicator, chosen.breakdown) for chosen in comparison.content.conditions
    )
    shown = {row.id for row in conditions} | {result.row.id for result in results}
    return ChallengePicture(
        municipality=municipality,
        sector=sector,
        peers=peers,
        results=results,
        conditions=conditions,
        others=_of_kind(reader, sector, shown, forecast=False),
        forecasts=_of_kind(reader, sector, shown, forecast=True),
        missing=_missing(figures, sector),
        names=dict(names),
        version=comparison.version,
        choice=choice,
        group=None,
        kl=None,
    )


@dataclass(frozen=True)
class _Reader:
    """Reads one municipality's figures out of a snapshot."""

    figures: Snapshot
    code: str
    peers: tuple[str, ...]

    def row(self, indicator: str, breakdown: str = "") -> FigureRow:
        """Return the newest figure of an indicator."""
        period = self.figures.latest(indicator, breakdown)
        return FigureRow(
            id=indicator,
            indicator=load_indicators()[indicator].content,
            breakdown=breakdown,
            period=period,
            figure=self.figures.one(self.code, indicator, period, breakdown),
            everybody=self.figures.real(indicator, period, breakdown),
            peers=self.peers,
            source=self.figures.source(indicator, period, breakdown),
            own_source=self.figures.source_for(self.code, indicator, period, breakdown),
        )


def _result(reader: _Reader, indicator: str, sector: str) -> ResultRow:
    expected = expected_values(indicator=indicator, sector=sector)
    rows = {row.code: row for row in (*expected.rows, *expected.outside)}
    return ResultRow(
        row=reader.row(indicator),
        explained=expected.explained,
        method=expected.method,
        coverage=expected.coverage,
        expected=rows.get(reader.code),
    )


def _of_kind(
    reader: _Reader, sector: str, shown: set[str], *, forecast: bool
) -> tuple[FigureRow, ...]:
    """Figures of the sector that are shown neither as results nor as conditions above."""
    wanted = [
        (name, part)
        for name, definition in load_indicators().items()
        if name not in shown | _PARTS_OF_OTHERS
        and definition.content.sector in {Sector(sector), Sector.BOTH}
        and (definition.content.kind is Kind.FORECAST) == forecast
        for part in definition.content.parts
        if reader.figures.latest(name, part)
    ]
    return tuple(reader.row(name, part) for name, part in wanted)


def _missing(figures: Snapshot, sector: str) -> tuple[str, ...]:
    """Indicators that the sector's picture needs and no municipality has figures for yet.

    All the others that are defined and not fetched stand in the list of indicators.
    """
    indicators = load_indicators()
    return tuple(
        name
        for name in _NEEDED
        if indicators[name].content.sector in {Sector(sector), Sector.BOTH}
        and not figures.latest(name)
    )
