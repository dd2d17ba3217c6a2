"""The report as slides: a municipality's figures and, where there is one, its screening.

Everything is said in the active language. The same figures and answers give the same bytes.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.components.slides import Block, Deck, Properties, Slide, TextSlide, render
from samspil.components.slides.base import Base
from samspil.components.slides.fitting import clean, shorten
from samspil.figures.selectors import challenge_picture
from samspil.figures.selectors.picture import ChallengePicture
from samspil.screening.decks import closing, figures, levers, opening, transitions
from samspil.screening.decks import themes as merged
from samspil.screening.decks.subject import Subject
from samspil.screening.instrument import load_instruments
from samspil.screening.selectors import ScreeningView
from samspil.screening.services import CURRENT_INSTRUMENT

MOST_SLIDES = 20
MOST_LINES, MOST_LETTERS = 4, 180
"""Of a block on the two pages; the whole stands in the report."""


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
    *,
    picture: ChallengePicture,
    screening: ScreeningView | None = None,
    themes: bool = False,
    short: bool = False,
) -> Deck:
    """Return the slides of the report; without a screening the seven levers stand open.

    ``themes`` merges the levers into five themes. ``short`` keeps the slides that somebody reads
    who decides and does not do the work: the same slides, fewer of them.
    """
    instrument = (
        screening.instrument if screening else load_instruments()[CURRENT_INSTRUMENT].content
    )
    subject = Subject(picture, screening, instrument)
    return Deck(
        title=opening.title(subject),
        slides=_short(subject) if short else _slides(subject, merged.five() if themes else None),
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
    each = tuple(merged.each(subject, themes)) if themes else levers.each(subject)
    moves = transitions.slide(subject)
    ending = (*((moves,) if moves else ()), *closing.slides(subject))
    # The last tables of figures make room: they are on the municipality's page too.
    over = len(beginning) + len(middle) + len(each) + len(ending) - MOST_SLIDES
    if subject.screening and over > 0:
        middle = middle[:-over]
    slides = (*beginning, *middle, *each, *ending)
    assert len(slides) <= MOST_SLIDES
    return slides


def _short(subject: Subject) -> tuple[Slide, ...]:
    """Return how the levers stand, what is found, the results, what next; and the limits."""
    limits = closing.limits(subject)
    slides = (
        opening.front(subject),
        levers.overview(subject)[0],
        *closing.found(subject),
        *figures.results(subject),
        closing.what_next(subject),
        # Each section names its own sources; the list of them all is for the whole report.
        replace(limits, blocks=limits.blocks[:-1]),
    )
    return tuple(_brief(slide) if isinstance(slide, TextSlide) else slide for slide in slides)


def _brief(slide: TextSlide) -> TextSlide:
    """Return a slide whose blocks fit on two pages with all the others; says what was left out."""
    return replace(slide, blocks=tuple(_brief_block(block) for block in slide.blocks))


def _brief_block(block: Block) -> Block:
    kept = [shorten(clean(line), MOST_LETTERS) for line in block.lines[:MOST_LINES]]
    if left := len(block.lines) - len(kept):
        kept.append(_("Og %(count)s mere i hele rapporten.") % {"count": left})
    return replace(block, lines=tuple(kept))


def _dated(subject: Subject) -> datetime:
    """Return when the newest of what is shown was fetched or written; never the clock."""
    day = subject.collected or subject.instrument.date
    fetched = datetime.combine(day, time(12), UTC)
    return max(fetched, subject.screening.changed_at) if subject.screening else fetched


def _language() -> Literal["da", "en"]:
    return "en" if (get_language() or "da").startswith("en") else "da"
