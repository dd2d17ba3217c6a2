"""The parts of an edition: what a letter of invitation states, piece by piece.

Every number carries ``source``, the id of the letter or news item that states it, because the
editions disagree and a reader must be able to see who said what.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from samspil.definitions import Line, Piece, Text

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

SectorId = Literal["daycare", "school"]


def _plain_amount(amount: Decimal) -> Decimal:
    """Return the amount without decimals where it has none, else with two: one way to say it."""
    whole = amount == amount.to_integral_value()
    return amount.quantize(Decimal(1) if whole else Decimal("0.01"))


Kroner = Annotated[
    Decimal, Field(ge=0, lt=1_000_000_000, decimal_places=2), AfterValidator(_plain_amount)
]


class Mode(StrEnum):
    """How people meet."""

    PHYSICAL = "physical"
    VIRTUAL = "virtual"
    NOT_STATED = "not_stated"


class Strength(StrEnum):
    """How firmly a letter puts something: it must, it is stressed, or it is advised."""

    BINDING = "binding"
    STRESSED = "stressed"
    ADVISED = "advised"


def _on_danish_clock(moment: dt.datetime) -> dt.datetime:
    """Return the file's clock time as the moment it is in Denmark; refuse any other offset."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=COPENHAGEN)
    if moment.utcoffset() != moment.astimezone(COPENHAGEN).utcoffset():
        raise ValueError("write the Danish clock time, without an offset")
    return moment.astimezone(COPENHAGEN)


DanishTime = Annotated[dt.datetime, AfterValidator(_on_danish_clock)]


class Source(Piece):
    """A letter or news item, named by its kind and date, never by the people behind it."""

    id: Line
    name: Text
    dated: dt.date | None = None


class Statement(Piece):
    """Something the organiser says: our plain words, and the Danish words where they matter."""

    id: Line
    text: Text
    source: Line
    quote: Line | None = None


class Obligation(Statement):
    """A statement about what taking part asks of a municipality."""

    strength: Strength


class Assumption(Piece):
    """Something no source states that the product had to decide; shown wherever it matters."""

    id: Line
    text: Text


class Ages(Piece):
    """The ages a sector covers, both ends included."""

    youngest: Annotated[int, Field(ge=0)]
    oldest: Annotated[int, Field(le=18)]
    source: Line


class SectorOffer(Piece):
    """One sector's partnership within the edition."""

    sector: SectorId
    title: Text
    about: Text
    source: Line
    ages: Ages | None = None


class Level(StrEnum):
    """Where in a municipality somebody works."""

    ADMINISTRATION = "administration"
    INSTITUTION = "institution"


class TeamRules(Piece):
    """Who may come, from each municipality and partnership.

    ``maximum`` None means no upper limit: people beyond ``included`` are paid for. ``levels``
    must each have at least one person in the team. Where ``shared_chief`` holds, one chief may
    serve both sectors. Until ``names_until`` a municipality adds and replaces names itself.
    """

    minimum: Annotated[int, Field(ge=1)]
    included: Annotated[int, Field(ge=1)]
    maximum: int | None = None
    chief_required: bool
    shared_chief: bool = True
    levels: tuple[Level, ...] = ()
    names_until: DanishTime | None = None
    composition: Text
    source: Line

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse limits that no team could meet."""
        if not self.minimum <= self.included <= (self.maximum or self.included):
            raise ValueError("minimum, included, maximum: each must be at least the one before")
        return self


class Prices(Piece):
    """Prices in kroner by sector; a bundle is the price of all sectors together."""

    vat_basis: Literal["exclusive", "unspecified"]
    partnership: Annotated[Mapping[str, Kroner], Field(min_length=1)]
    partnership_bundle: Kroner | None = None
    extra_participant: Kroner | None = None
    pre_analysis: Mapping[str, Kroner] = {}
    pre_analysis_bundle: Kroner | None = None
    covers: Text
    source: Line


class Deadline(Piece):
    """The last moment for registering; ``time_assumed`` when only the day was stated."""

    at: DanishTime
    time_assumed: bool
    source: Line


class NetworkDay(Piece):
    """One shared day. What is None was not stated or is not settled; `held` tells how it was."""

    number: Annotated[int, Field(ge=1)]
    date: dt.date | None = None
    starts: dt.time | None = None
    ends: dt.time | None = None
    mode: Mode
    place: Text | None = None
    theme: Text | None = None
    held: Text | None = None
    steering_date: dt.date | None = None
    source: Line


class Steering(Piece):
    """The short meeting before each network day.

    ``per_sector``: each municipality has its representatives, and one vote, for each sector it
    takes part in; otherwise for all of it together.
    """

    mode: Mode
    representatives: Annotated[int, Field(ge=1)]
    per_sector: bool = False
    purpose: Text
    source: Line
    quote: Line | None = None


class SteeringMeeting(Piece):
    """One steering meeting and the network day it prepares."""

    before_day: int
    date: dt.date | None
    mode: Mode


class Window(Piece):
    """When the partnership runs, both days included, and how it was put."""

    first: dt.date
    last: dt.date
    text: Text
    source: Line

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        """Refuse a window that ends before it begins."""
        if self.last < self.first:
            raise ValueError("last: must not lie before first")
        return self


class ContactRole(Piece):
    """Whom to ask about what; the person is chosen when the edition is run."""

    id: Line
    text: Text
    sectors: tuple[SectorId, ...] = ()
