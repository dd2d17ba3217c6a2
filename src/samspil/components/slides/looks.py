"""How things look, as the XML of a slide or a chart: colours, type, lines, language.

Colours go by the names of our own theme; a base with another theme says what stands for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

from samspil.components.slides.fitting import clean, shorten
from samspil.components.slides.grid import EMU
from samspil.components.slides.inputs import Role

LANGUAGES: Final = {"da": "da-DK", "en": "en-GB"}
THEME: Final = {Role.OWN: "accent1", Role.PEER: "accent2", Role.OTHER: "accent3"}
"""Whose figure it is, as a colour of the theme."""

NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_QUOTES: Final = {'"': "&quot;"}


def said(text: str) -> str:
    """Return text as it stands between tags."""
    return escape(clean(text))


def quoted(text: str) -> str:
    """Return text as it stands in an attribute, quotes around it."""
    return f'"{escape(text, _QUOTES)}"'


def cell(text: str, most: int = 120) -> str:
    """Return text for a cell of a chart's workbook; "=" in front would make it a formula."""
    plain = shorten(clean(text), most)
    return f" {plain}" if plain.startswith(("=", "@", "{=")) else plain


def number_format(given: str, language: str) -> str:
    """Return an Excel number format that keeps to Danish separators where it is honoured.

    PowerPoint writes numbers as its own settings say; LibreOffice as the format does.
    """
    if language == "en" or given.startswith("["):
        return given
    return ";".join(f"[$-406]{section}" for section in given.split(";"))


def emu(points: float) -> int:
    """Return a length as Office files write it."""
    return round(points * EMU)


@dataclass(frozen=True, slots=True)
class Look:
    """The language of a deck, what stands for our colours in its theme, and how large it is.

    Type and distances are thought of on a page 540 points high; ``scale`` makes them of another.
    """

    language: str = "da"
    colours: Mapping[str, str] = field(default_factory=dict)
    scale: float = 1.0

    @property
    def tag(self) -> str:
        """The language as Office files write it."""
        return LANGUAGES[self.language]

    def fill(self, colour: str) -> str:
        """Return a plain fill in a colour of the theme."""
        given = self.colours.get(colour, f'<a:schemeClr val="{colour}"/>')
        return f"<a:solidFill>{given}</a:solidFill>"

    def line(self, colour: str, points: float = 0.75) -> str:
        """Return a thin line in a colour of the theme."""
        return f'<a:ln w="{emu(points)}">{self.fill(colour)}</a:ln>'

    def type(self, size: float, colour: str = "", *, bold: bool = False) -> str:
        """Return how the type of a part of a chart is set."""
        weight = ' b="1"' if bold else ""
        inner = self.fill(colour) if colour else ""
        return (
            f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{self.size(size)}"{weight}>'
            f'{inner}</a:defRPr></a:pPr><a:endParaRPr lang="{self.tag}"/></a:p></c:txPr>'
        )

    def rich(self, text: str, size: float, colour: str, *, bold: bool, wrap: bool) -> str:
        """Return a text of a chart that is no figure: a label or the title of an axis."""
        body = "<a:bodyPr/>" if wrap else '<a:bodyPr wrap="none"/>'
        return (
            f"<c:tx><c:rich>{body}<a:lstStyle/><a:p><a:r><a:rPr lang={quoted(self.tag)} "
            f'sz="{self.size(size)}" b="{int(bold)}">{self.fill(colour)}</a:rPr>'
            f"<a:t>{said(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        )

    def size(self, points: float) -> int:
        """Return a type size as Office files write it."""
        return round(round(points * self.scale, 1) * 100)

    def emu(self, points: float) -> int:
        """Return a distance as Office files write it."""
        return emu(points * self.scale)


NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"
