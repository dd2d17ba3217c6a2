"""The challenge picture of one municipality: conditions, results, peers, and what is not known."""

from dataclasses import dataclass

from samspil.figures import snapshot
from samspil.figures.comparisons import load_comparisons
from samspil.figures.indicators import Indicator, Kind, Sector, load_indicators
from samspil.figures.selectors.comparison import NoSuchMunicipalityError, expected_values, peers_of
from samspil.figures.snapshot import Snapshot, SourceRow
from samspil.methods.expected import ExpectedRow
from samspil.methods.peers import PeersResult
from samspil.methods.states import Figure
from samspil.places import selectors as places
from samspil.places.models import Municipality

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


@dataclass(frozen=True)
class ChallengePicture:
    """Everything the page of a municipality and the deck show, in reading order."""

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


def challenge_picture(*, code: str, sector: str = "school") -> ChallengePicture:
    """Return the challenge picture; raises NoSuchMunicipalityError."""
    municipality = places.municipality(code)
    if municipality is None:
        raise NoSuchMunicipalityError(code)
    figures = snapshot.current()
    comparison = load_comparisons()[sector]
    peers = peers_of(code=code, sector=sector)
    reader = _Reader(figures, code, tuple(peer.code for peer in peers.peers))
    results = tuple(_result(reader, name, sector) for name in comparison.content.results)
    conditions = tuple(
        reader.row(choice.indicator, choice.breakdown) for choice in comparison.content.conditions
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
        names=dict(places.names()),
        version=comparison.version,
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
