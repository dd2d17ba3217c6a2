"""Editions: one run of a programme each, with everything its invitation says, as reviewed data.

The rules differ between 2018, 2021 and 2022-23, so none of them stands in code. No Django here.
"""

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samspil.definitions import Definition, DefinitionError, Line, Piece, Reviewed, Text, load
from samspil.methods.pricing import PriceRules
from samspil.programmes.edition_parts import (
    COPENHAGEN,
    Assumption,
    ContactRole,
    Deadline,
    Mode,
    NetworkDay,
    Obligation,
    Prices,
    SectorId,
    SectorOffer,
    Source,
    Statement,
    Steering,
    SteeringMeeting,
    TeamRules,
    Window,
)
from samspil.programmes.working_days import (
    before_on_working_day,
    nearest_working_day,
    on_working_day,
)


class Status(StrEnum):
    """Whether teams can be registered; a historical edition is kept to read, and refuses."""

    HISTORICAL = "historical"
    OPEN = "open"


class Edition(Reviewed):
    """One run of a programme. What is None or empty was not stated by the organiser.

    ``capacity`` is the most municipalities each sector's partnership takes, where there is a most.
    ``terms`` are further terms of taking part; ``reuse`` says what the organiser may use again of
    what municipalities learn.
    """

    id: Line
    status: Status
    is_example: bool = False
    title: Text
    summary: Text
    invited_by: tuple[Line, ...]
    invited_on: dt.date | None = None
    invited_when: Text
    audience: Text
    selection: Literal["targeted", "open"]
    selection_basis: Statement
    sectors: tuple[SectorOffer, ...]
    team: TeamRules | None = None
    same_people: Statement | None = None
    prices: Prices | None = None
    pre_analysis: Statement | None = None
    process_support: Statement | None = None
    capacity: Mapping[SectorId, Annotated[int, Field(ge=1)]] = {}
    registration_url: Line | None = None
    deadline: Deadline | None = None
    window: Window | None = None
    dates_tentative: bool = False
    network_days: tuple[NetworkDay, ...] = ()
    steering: Steering | None = None
    background: tuple[Statement, ...] = ()
    purposes: tuple[Statement, ...]
    principles: tuple[Statement, ...] = ()
    success_criteria: tuple[Statement, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    terms: tuple[Statement, ...] = ()
    reuse: tuple[Statement, ...] = ()
    after_registration: tuple[Statement, ...] = ()
    networks: tuple[Statement, ...] = ()
    themes: tuple[Statement, ...] = ()
    contact_roles: tuple[ContactRole, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    sources: tuple[Source, ...]

    @property
    def sector_ids(self) -> tuple[SectorId, ...]:
        """The sectors one may join, in the edition's sequence."""
        return tuple(offer.sector for offer in self.sectors)

    @property
    def steering_meetings(self) -> tuple[SteeringMeeting, ...]:
        """One steering meeting before each network day; none where the edition has none."""
        if self.steering is None:
            return ()
        mode = self.steering.mode
        return tuple(
            SteeringMeeting(before_day=day.number, date=day.steering_date, mode=mode)
            for day in self.network_days
        )

    def price_rules(self) -> PriceRules | None:
        """Return what the pricing method needs; None where no price or team was stated."""
        if self.prices is None or self.team is None:
            return None
        return PriceRules(
            partnership=self.prices.partnership,
            partnership_bundle=self.prices.partnership_bundle,
            extra_participant=self.prices.extra_participant,
            pre_analysis=self.prices.pre_analysis,
            pre_analysis_bundle=self.prices.pre_analysis_bundle,
            minimum=self.team.minimum,
            included=self.team.included,
            maximum=self.team.maximum,
            vat_basis=self.prices.vat_basis,
        )

    def accepts_registrations(self, moment: dt.datetime) -> bool:
        """Whether a team may be registered at ``moment`` (aware): open, and not past deadline.

        Counted in whole seconds, so that the second a deadline names is the last that will do;
        and in UTC, since two clock times of the same zone are compared without regard to summer
        time.
        """
        if self.status is not Status.OPEN:
            return False
        if self.deadline is None:
            return True
        return moment.astimezone(dt.UTC).replace(microsecond=0) <= self.deadline.at.astimezone(
            dt.UTC
        )

    def source_named(self, source: str) -> Source:
        """Return the source with this id. Raises KeyError; a loaded edition has them all."""
        return {one.id: one for one in self.sources}[source]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse an edition whose parts contradict each other."""
        complaints = (*self._unknown_sources(), *self._out_of_order(), *self._wrong_sectors())
        if complaints:
            raise ValueError("; ".join(complaints))
        return self

    def _unknown_sources(self) -> Iterator[str]:
        """Yield a complaint for each source that is used and not listed, or listed twice."""
        known = Counter(one.id for one in self.sources)
        for name, count in known.items():
            if count > 1:
                yield f"sources: {name} stands twice"
        for place, used in _sources_used(self, ""):
            if used not in known:
                yield f"{place}: there is no source called {used}"

    def _out_of_order(self) -> Iterator[str]:
        """Yield a complaint where days, meetings and deadline do not follow each other."""
        if [day.number for day in self.network_days] != [*range(1, len(self.network_days) + 1)]:
            yield "network_days: must be numbered 1, 2, 3 and so on"
        dates = [day.date for day in self.network_days if day.date is not None]
        if dates != sorted(set(dates)):
            yield "network_days: each must lie after the one before"
        if self.deadline and dates and self.deadline.at.date() >= dates[0]:
            yield "deadline: must lie before the first network day"
        for day in self.network_days:
            if day.date and day.steering_date and day.steering_date >= day.date:
                yield f"network_days: the steering meeting must lie before day {day.number}"

    def _wrong_sectors(self) -> Iterator[str]:
        """Yield a complaint where prices do not fit the sectors."""
        offered = self.sector_ids
        if len(set(offered)) != len(offered):
            yield "sectors: one of them stands twice"
        if self.prices and set(self.prices.partnership) != set(offered):
            yield "prices.partnership: must have one price for each sector"
        if self.prices and not set(self.prices.pre_analysis) <= set(offered):
            yield "prices.pre_analysis: has a sector that the edition lacks"


def _sources_used(piece: Piece, path: str) -> Iterator[tuple[str, str]]:
    """Yield where in ``piece`` a source is named, and which."""
    for name in type(piece).model_fields:
        value = getattr(piece, name)
        place = f"{path}.{name}" if path else name
        if name == "source":
            yield place, value
        elif isinstance(value, Piece):
            yield from _sources_used(value, place)
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, Piece):
                    yield from _sources_used(part, f"{place}[{index}]")


@functools.cache
def load_editions() -> Mapping[str, Definition[Edition]]:
    """Return every edition by id. Raises DefinitionError, also when a file's id is not its name."""
    editions = load(files("samspil.programmes") / "definitions" / "editions", Edition)
    for definition in editions.values():
        if definition.content.id != definition.id:
            problem = ("id", f"must be {definition.id}, as the file is called")
            raise DefinitionError(definition.path, (problem,))
    return editions


EXAMPLE = "example"
"""Id of the example edition, and of the source that its invented dates name."""

EXAMPLE_DEADLINE_WEEKS = 5
EXAMPLE_STEERING_WEEKS = 2
EXAMPLE_DAYS: tuple[tuple[int, Mode, Text], ...] = (
    (
        16,
        Mode.PHYSICAL,
        Text(
            da="Ledelse: fra politisk ambition til praksis",
            en="Leadership: from political ambition to practice",
        ),
    ),
    (
        26,
        Mode.VIRTUAL,
        Text(da="Fællesskaber og mellemformer", en="Communities and intermediate provision"),
    ),
    (
        36,
        Mode.VIRTUAL,
        Text(da="Data, visitation og tildeling", en="Data, referral and allocation"),
    ),
    (48, Mode.PHYSICAL, Text(da="Hvad har vi lært?", en="What have we learned?")),
)
"""Weeks from the first day, mode and theme of the example's network days: our own plan."""


def as_example(edition: Edition, first_day: dt.date) -> Edition:
    """Return ``edition`` as an open example whose dates are laid from ``first_day``.

    Same rules and prices; invented dates on working days: a deadline about five weeks ahead, four
    network days over the year, a steering meeting about two weeks before each. What the source
    edition assumed about its own dates is left out, as it says nothing of these.
    """
    days = tuple(_example_days(first_day))
    kept = {"id": EXAMPLE, "status": Status.OPEN, "is_example": True}
    dates: dict[str, object] = {
        "deadline": _example_deadline(first_day),
        "network_days": days,
        "window": _example_window(days),
        "dates_tentative": True,
        "invited_by": ("Samspil",),
        "invited_on": first_day,
        "invited_when": Text(da="Den dag eksemplet blev til", en="The day the example was made"),
    }
    words: dict[str, object] = {
        "title": _marked(edition.title),
        "summary": _marked(edition.summary),
        "author": "Samspil",
        "date": first_day,
        "after_registration": (),
        "assumptions": tuple(one for one in edition.assumptions if not one.id.startswith("date_")),
        "sources": (*edition.sources, _EXAMPLE_SOURCE),
    }
    stated = {name: getattr(edition, name) for name in edition.model_fields_set}
    return Edition(**(stated | kept | dates | words))


_EXAMPLE_SOURCE = Source(
    id=EXAMPLE, name=Text(da="Eksempel: vores egne datoer", en="Example: our own dates")
)


def _marked(text: Text) -> Text:
    """Return the text with the mark that everything invented carries."""
    return Text(da=f"Eksempel: {text.da}", en=f"Example: {text.en}")


def _example_deadline(first_day: dt.date) -> Deadline:
    """Return noon on a working day about five weeks after ``first_day``."""
    day = nearest_working_day(first_day + dt.timedelta(weeks=EXAMPLE_DEADLINE_WEEKS))
    noon = dt.datetime.combine(day, dt.time(12), COPENHAGEN)
    return Deadline(at=noon, time_assumed=False, source=EXAMPLE)


def _example_days(first_day: dt.date) -> Iterator[NetworkDay]:
    """Yield the four network days of the example."""
    later = Text(da="Sted meddeles", en="Place to be announced")
    for number, (weeks, mode, theme) in enumerate(EXAMPLE_DAYS, start=1):
        day = on_working_day(first_day + dt.timedelta(weeks=weeks))
        # Left unsaid rather than said to be nothing, as a definition file would.
        place = {"place": later} if mode is Mode.PHYSICAL else {}
        yield NetworkDay(
            number=number,
            date=day,
            starts=dt.time(9, 30),
            ends=dt.time(15, 30),
            mode=mode,
            theme=theme,
            steering_date=before_on_working_day(day - dt.timedelta(weeks=EXAMPLE_STEERING_WEEKS)),
            source=EXAMPLE,
            **place,
        )


def _example_window(days: tuple[NetworkDay, ...]) -> Window:
    """Return the time from the first to the last network day."""
    dates = [day.date for day in days if day.date is not None]
    text = Text(da="Fra første til sidste netværksdag", en="From the first network day to the last")
    return Window(first=dates[0], last=dates[-1], text=text, source=EXAMPLE)
