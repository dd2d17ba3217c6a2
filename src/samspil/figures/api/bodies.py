"""What the API answers: one pydantic model a body, from which the OpenAPI document is made."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

State = Literal["value", "suppressed", "not_applicable", "not_available"]
Language = Literal["da", "en"]


class Body(BaseModel):
    """Any part of an answer: complete, and nothing besides."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Body):
    """The same words in both languages."""

    da: str
    en: str


class FigureBody(Body):
    """One figure. ``value`` is null in every state but ``value``: missing is never zero."""

    indicator: str
    part: str = Field(description="Part of the indicator; empty for the whole.")
    period: str
    municipality: str
    state: State
    value: float | None
    example: bool = Field(description="True for the municipalities that do not exist.")
    source: str | None
    quality: str | None


class IndicatorOfFigures(Body):
    """What has to be known to show an indicator's figures rightly."""

    definition: str = Field(description="Version of the definition.")
    unit: str
    kind: str
    direction: str
    beside: list[str] = Field(description="Indicators that must be shown beside this one.")
    never_with: list[str] = Field(description="Indicators that never share a chart with it.")
    breaks: list[tuple[str, str]] = Field(
        description="Pairs of periods that must not be joined by a line."
    )


class NoticeBody(Body):
    """Something to mind before the figures are shown."""

    code: Literal["never_in_one_chart", "never_alone", "forecast", "no_yearly_change"]
    indicators: list[str]
    text: str


class FiguresBody(Body):
    """A page of figures, in order of indicator, part, period and municipality."""

    vintage: int
    published: datetime | None
    page: int
    size: int
    total: int
    next: str | None = Field(description="Address of the next page.")
    figures: list[FigureBody]
    indicators: dict[str, IndicatorOfFigures]
    notices: list[NoticeBody]


class BreakBody(Body):
    """Two periods counted in different ways, and why."""

    before: str
    after: str
    explanation: Words


class PartBody(Body):
    """A part of an indicator, such as the middle years."""

    code: str
    label: Words


class IndicatorBody(Body):
    """An indicator's definition, whole."""

    id: str
    version: str
    name: Words
    short: Words
    why: Words
    numerator: Words
    denominator: Words | None
    unit: str
    unit_label: Words
    decimals: int
    direction: str
    kind: str
    levers: list[int]
    bottom_lines: list[str]
    levels: list[str]
    sector: str
    period: str
    lag: Words
    availability: str
    source: str
    obtain: Words | None
    caution: Words
    note: Words
    references: list[str]
    beside: list[str]
    never_with: list[str]
    breaks: list[BreakBody]
    parts: list[PartBody]
    author: str
    checked: bool
    date: date
    periods: list[str] = Field(description="Periods with figures for municipalities.")


class IndicatorsBody(Body):
    """All indicators, by id."""

    indicators: list[IndicatorBody]


class MunicipalityBody(Body):
    """A municipality; ``example`` marks those that do not exist."""

    code: str
    name: str
    region: str
    group: str
    population: int
    population_date: date
    area_km2: float
    example: bool


class MunicipalitiesBody(Body):
    """Municipalities in Danish alphabetical order, the examples last."""

    municipalities: list[MunicipalityBody]


class ConditionBody(Body):
    """A condition's share of the distance; all shares add up to 1."""

    indicator: str
    weight: float


class DifferenceBody(Body):
    """How far a peer lies above (+) or below (-), in standard deviations."""

    indicator: str
    sd: float


class PeerBody(Body):
    """One municipality that is alike, and what differs most."""

    code: str
    name: str
    distance: float
    far: bool
    differs_most: list[DifferenceBody]


class PeersBody(Body):
    """The municipalities most like one on conditions, nearest first; results have no part."""

    municipality: str
    example: bool
    sector: str
    k: int
    conditions: list[ConditionBody]
    peers: list[PeerBody]
    far: bool
    stability: float
    inputs: str = Field(description="Hash of everything the answer was made from.")


class ExpectedRowBody(Body):
    """One municipality's figure beside what its conditions let one expect."""

    code: str
    example: bool
    actual: float | None
    expected: float
    low: float
    high: float
    difference: float | None
    standing: Literal["better", "as_expected", "worse"] | None


class ExpectedBody(Body):
    """A result against what conditions let one expect, in order of code."""

    indicator: str
    sector: str
    period: str
    explained: float = Field(description="Share of variance explained out of sample.")
    method: Literal["ols", "ridge", "mean"]
    coverage: float = Field(description="Share of municipalities the interval is made to hold.")
    rows: list[ExpectedRowBody]
    inputs: str


class Complaint(Body):
    """One parameter that cannot be used, and what would be right."""

    parameter: str
    given: str
    expected: str


class Problem(Body):
    """An error as RFC 9457 has it, in the reader's language."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request: str = Field(description="Code that support can look up.")
    errors: list[Complaint] = Field(default_factory=list)
