"""Where things stand on a slide, and how large they are set; points on a page of 960 by 540.

The template puts its placeholders here and the builder fits its texts to the same boxes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WIDTH: Final = 960
HEIGHT: Final = 540
EMU: Final = 12700
"""English metric units in a point."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points from the upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def room(self) -> tuple[float, float]:
        """Width and height."""
        return self.width, self.height


@dataclass(frozen=True, slots=True)
class Style:
    """How a text may be set: the sizes to try, from large to small; colour of the theme."""

    sizes: tuple[float, ...]
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder of a layout: its number, kind in the file format, name, box and style.

    ``kind`` is empty for one that takes anything. ``moved`` says that slides set their own box,
    since the layout's is another.
    """

    number: int
    kind: str
    name: str
    box: Box
    style: Style
    moved: bool = False


_TITLE: Final = Style((28, 26, 24, 22, 20), "tx1", bold=True)
_SUBTITLE: Final = Style((15, 14, 13, 12), "tx2")
_TEXT: Final = Style((20, 18, 17, 16, 15, 14), "tx1")
_HEADING: Final = Style((16, 15, 14, 13, 12), "tx1", bold=True)
_SMALL: Final = Style((11, 10, 9), "tx2")
_BANNER: Final = Style((13, 12, 11, 10), "tx1", bold=True)

LEFT: Final = 44
INNER: Final = WIDTH - 2 * LEFT
NUMBER: Final = Box(WIDTH - LEFT - 60, 508, 60, 18)
BANNER_WIDTH: Final = 110

TITLE: Final = Place(0, "title", "Titel", Box(LEFT, 30, INNER, 70), _TITLE)
SUBTITLE: Final = Place(13, "body", "Undertitel", Box(LEFT, 104, INNER, 22), _SUBTITLE)
SOURCE: Final = Place(14, "body", "Kilde", Box(LEFT, 500, 780, 28), _SMALL)
BANNER: Final = Place(
    16, "body", "Mærke", Box(WIDTH - LEFT - BANNER_WIDTH, 8, BANNER_WIDTH, 20), _BANNER
)

SLIDE_NUMBER: Final = Place(12, "sldNum", "Sidetal", NUMBER, Style((11,), "tx2"))

TOP: Final = 142
BODY: Final = Box(LEFT, TOP, INNER, 342)
_SIDE: Final = 300
_GAP: Final = 28
_HALF: Final = (INNER - _GAP) / 2

TEXT: Final = Place(1, "body", "Indhold", Box(LEFT, TOP, 800, 342), _TEXT)
CHART: Final = Place(1, "chart", "Figur", BODY, _TEXT)
CHART_BESIDE: Final = Place(1, "chart", "Figur", Box(LEFT, TOP, INNER - _SIDE - _GAP, 342), _TEXT)
TEXT_BESIDE: Final = Place(
    2, "body", "Indhold", Box(LEFT + INNER - _SIDE, TOP + 8, _SIDE, 330), _TEXT
)
TABLE: Final = Place(1, "tbl", "Tabel", BODY, _TEXT)
HEADINGS: Final = (
    Place(3, "body", "Overskrift, venstre", Box(LEFT, TOP, _HALF, 38), _HEADING),
    Place(4, "body", "Overskrift, højre", Box(LEFT + _HALF + _GAP, TOP, _HALF, 38), _HEADING),
)
CHARTS: Final = (
    Place(1, "chart", "Figur, venstre", Box(LEFT, TOP + 42, _HALF, 300), _TEXT),
    Place(2, "chart", "Figur, højre", Box(LEFT + _HALF + _GAP, TOP + 42, _HALF, 300), _TEXT),
)

FRONT_TITLE: Final = Place(
    0,
    "ctrTitle",
    "Titel",
    Box(72, 120, 590, 150),
    Style((44, 40, 36, 32, 28, 24), "tx1", bold=True),
)
FRONT_SUBTITLE: Final = Place(
    1, "subTitle", "Undertitel", Box(72, 288, 590, 76), Style((22, 20, 18, 16, 14), "tx2")
)
FRONT_DETAILS: Final = Place(
    13, "body", "Oplysninger", Box(72, 400, 620, 84), Style((15, 14, 13, 12), "tx2")
)

_FRAME: Final = (TITLE, SUBTITLE, SOURCE, BANNER, SLIDE_NUMBER)
LAYOUTS: Final[dict[str, tuple[Place, ...]]] = {
    "Forside": (FRONT_TITLE, FRONT_SUBTITLE, FRONT_DETAILS, BANNER),
    "Tekst": (*_FRAME, TEXT),
    "Figur": (*_FRAME, CHART),
    "Figur og tekst": (*_FRAME, CHART_BESIDE, TEXT_BESIDE),
    "To figurer": (*_FRAME, *HEADINGS, *CHARTS),
    "Tabel": (*_FRAME, TABLE),
}
"""The layouts of the template, by name, each with its placeholders."""
