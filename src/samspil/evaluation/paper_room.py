"""How much the committee's paper tells: the sizes of its letters, and what is cut when."""

from dataclasses import dataclass

from samspil.components.slides.fitting import clean, shorten

LARGEST, SMALLEST, STEP = 10.5, 9.8, 0.35
"""Points. Tables are set a little smaller than the text around them, and still in 9 points."""


@dataclass(frozen=True)
class Room:
    """How much the first page tells: tests, letters of each text and of the ambition.

    ``answers``: whether there is room for what participants answered.
    """

    tests: int
    letters: int
    ambition: int
    answers: bool = True

    def brief(self, text: str) -> str:
        """Return a text no longer than there is room for."""
        return shorten(clean(text), self.letters)

    def cuts(self, *texts: str) -> bool:
        """Whether any of these texts is shortened."""
        return any(self.brief(text) != clean(text) for text in texts)


# The ambition is the committee's own words, so they are the last to be cut.
ROOMS = (
    Room(3, 220, 500),
    Room(3, 160, 500),
    Room(3, 120, 400),
    Room(3, 160, 400, answers=False),
    Room(2, 120, 400, answers=False),
    Room(2, 80, 300, answers=False),
    Room(1, 40, 160, answers=False),
)
PICTURES = (4, 2, 0)
"""Figures drawn on the second page. Of both the first that a page holds is taken."""
