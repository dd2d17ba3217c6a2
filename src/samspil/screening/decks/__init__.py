"""The report as slides: a municipality's figures and, where there is one, its screening.

Everything is said in the active language. The same figures and answers give the same bytes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.components.slides import Deck, Properties, Slide, render
from samspil.components.slides.base import Base
from samspil.figures.selectors import challenge_picture
from samspil.figures.selectors.picture import ChallengePicture
from samspil.screening.decks import closing, figures, levers, opening
from samspil.screening.decks import themes as merged
from samspil.screening.decks.subject import Subject
from samspil.screening.instrument import load_instruments
from samspil.screening.selectors import ScreeningView
from samspil.screening.services import CURRENT_INSTRUMENT

MOST_SLIDES = 20


@dataclass(frozen=True)
class Choice:
    """How a deck is made: on which template (None: our own), the levers one by one or in themes."""

    base: Base | None = None
    themes: bool = False


PLAIN = Choice()


def for_municipality(*, code: str, sector: str, choice: Choice = PLAIN) -> bytes:
    """Return the figures-only deck of a municipality; raises figures' NoSuchMunicipalityError."""
    return build(picture=challenge_picture(code=code, sector=sector), choice=choice)


def for_screening(*, screening: ScreeningView, choice: Choice = PLAIN) -> bytes:
    """Return the whole report on a screening that the reader may see."""
    row = screening.row
    picture = challenge_picture(code=row.code, sector=row.sector)
    return build(picture=picture, screening=screening, choice=choice)


def build(
    *,
    picture: ChallengePicture,
    screening: ScreeningView | None = None,
    choice: Choice = PLAIN,
) -> bytes:
    """Return the deck as a .pptx file."""
    deck = deck_of(picture=picture, screening=screening, themes=choice.themes)
    return render(deck, choice.base)


def deck_of(
    *, picture: ChallengePicture, screening: ScreeningView | None = None, themes: bool = False
) -> Deck:
    """Return the slides of the report; without a screening the seven levers stand open.

    ``themes`` merges the levers into five themes.
    """
    instrument = (
        screening.instrument if screening else load_instruments()[CURRENT_INSTRUMENT].content
    )
    subject = Subject(picture, screening, instrument)
    title = opening.title(subject)
    return Deck(
        title=title,
        slides=_slides(subject, merged.five() if themes else None),
        properties=Properties(
            author="Samspil", created=_dated(subject), subject=opening.subject_line(subject)
        ),
        language=_language(),
        banner=_("Eksempel") if subject.is_example else "",
    )


def _slides(subject: Subject, themes: merged.Themes | None) -> tuple[Slide, ...]:
    """Return the slides in reading order: with a screening its verdicts come first."""
    beginning = (opening.front(subject), opening.method(subject))
    seven, numbers = levers.overview(subject), figures.slides(subject)
    middle = (*seven, *numbers) if subject.screening else (*numbers, *seven)
    each = merged.each(subject, themes) if themes else levers.each(subject)
    slides = (*beginning, *middle, *each, *closing.slides(subject))
    assert len(slides) <= MOST_SLIDES
    return slides


def _dated(subject: Subject) -> datetime:
    """Return when the newest of what is shown was fetched or written; never the clock."""
    day = subject.collected or subject.instrument.date
    fetched = datetime.combine(day, time(12), UTC)
    return max(fetched, subject.screening.changed_at) if subject.screening else fetched


def _language() -> Literal["da", "en"]:
    return "en" if (get_language() or "da").startswith("en") else "da"
