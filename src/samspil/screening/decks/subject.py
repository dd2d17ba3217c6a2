"""What a deck is about, and the few words that several of its slides share."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspil.figures import sentences as said
from samspil.figures.selectors.picture import ChallengePicture, FigureRow
from samspil.figures.snapshot import SourceRow
from samspil.screening import sentences
from samspil.screening.instrument import Form, Instrument, Lever, Sector
from samspil.screening.selectors import LeverView, QuestionView, ScreeningView
from samspil.screening.verdicts import Confidence, Position, Standing, confidence_of, spread_of


@dataclass(frozen=True)
class Subject:
    """A municipality's figures, its screening if there is one, and the instrument used."""

    picture: ChallengePicture
    screening: ScreeningView | None
    instrument: Instrument

    @property
    def name(self) -> str:
        """The municipality's name."""
        return self.picture.municipality.name

    @property
    def is_example(self) -> bool:
        """Whether the municipality does not exist."""
        return self.picture.municipality.is_example

    @property
    def sector(self) -> Literal["school", "daycare"]:
        """Which of the two wordings is asked."""
        return "school" if self.picture.sector == "school" else "daycare"

    @property
    def sector_name(self) -> str:
        """``skole`` or ``dagtilbud``."""
        return str(sentences.SECTORS[self.picture.sector]).lower()

    @property
    def rows(self) -> tuple[FigureRow, ...]:
        """Every figure there is about the municipality."""
        picture = self.picture
        results = tuple(result.row for result in picture.results)
        return (*results, *picture.conditions, *picture.others, *picture.forecasts)

    @property
    def collected(self) -> date | None:
        """When the newest of the figures was fetched."""
        return max((row.source.collected for row in self.rows if row.source), default=None)

    @cached_property
    def levers(self) -> tuple[LeverView, ...]:
        """The seven levers as screened; without a screening they stand open."""
        if self.screening is not None:
            return self.screening.levers
        nothing = Position(Standing.OPEN)
        return tuple(
            LeverView(
                lever=lever,
                questions=_unanswered(lever, self.sector),
                findings=(),
                position=nothing,
                spread=spread_of([]),
                confidence=confidence_of([]),
                standing=sentences.standing(self.instrument, nothing),
                reason=sentences.reason(self.instrument, nothing),
            )
            for lever in self.instrument.levers
        )

    @property
    def instrument_source(self) -> str:
        """Whose questions these are, as a source line says it."""
        return self.instrument_and(())

    def instrument_and(self, rows: tuple[FigureRow, ...]) -> str:
        """Return whose questions these are, and whose figures stand beside them."""
        words = _(
            "Grebenes navne: KL og Komponent 2022. Spørgsmål og trin: Samspils eget forslag "
            "(%(title)s, %(date)s), ikke KL's eller Komponents redskab."
        ) % {
            "title": sentences.say(self.instrument.title).lower(),
            "date": date_format(self.instrument.date, "DATE_FORMAT"),
        }
        publishers = dict.fromkeys(said.publisher(row.source) for row in rows if row.source)
        figures = _("Tal: %(listed)s.") % {"listed": ", ".join(publishers)} if publishers else ""
        return self.marked(f"{words} {figures}".strip())

    def marked(self, source: str) -> str:
        """Return a source line that says so where the municipality's own words are made up."""
        if not self.is_example:
            return source
        return f"{source} {_('Kommunen findes ikke, og dens tal og svar er opdigtede.')}"

    def sources(self, rows: tuple[FigureRow, ...]) -> str:
        """Return one source line for several figures: publishers with tables, date fetched."""
        found = [row.source for row in rows if row.source is not None]
        if not found:
            return said.source(None)
        tables: dict[str, dict[str, None]] = {}
        for source in found:
            tables.setdefault(said.publisher(source), {})[source.table] = None
        listed = "; ".join(f"{name}, {', '.join(used)}" for name, used in tables.items())
        words = _("Kilder: %(listed)s · hentet %(date)s.") % {
            "listed": listed,
            "date": date_format(max(source.collected for source in found), "DATE_FORMAT"),
        }
        return self.marked(words)

    def source(self, row: SourceRow | None) -> str:
        """Return the source line of one figure."""
        return self.marked(f"{said.source(row)}.")


def _unanswered(lever: Lever, sector: Sector) -> tuple[QuestionView, ...]:
    """Return the short form's questions, nothing answered."""
    return tuple(
        QuestionView(
            question=question,
            sector=sector,
            is_answered=False,
            level=None,
            note="",
            judged_at=None,
            uses=(),
            spread=spread_of([]),
            confidence=Confidence.NONE,
        )
        for question in lever.asked(sector, Form.SHORT)
    )
