"""How charts and tables look, and the few things python-pptx has no public name for."""

from __future__ import annotations

from typing import Any, Final

from samspil.components.slides.fitting import clean, shorten
from samspil.components.slides.inputs import Role

type Native = Any
"""An object of python-pptx, whose own types are of no help here."""

LANGUAGES: Final = {"da": "da-DK", "en": "en-GB"}
THEME: Final = {Role.OWN: "ACCENT_1", Role.PEER: "ACCENT_2", Role.OTHER: "ACCENT_3"}
"""Whose figure it is, as a colour of the theme."""


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


def describe(frame: Native, alt: str) -> None:
    """Set the alt text of a graphic frame."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt))  # noqa: SLF001


def say_language(run: Native, language: str) -> None:
    """Say in which language a run of text is, for spelling and for screen readers."""
    run._r.get_or_add_rPr().set("lang", LANGUAGES[language])  # noqa: SLF001


def plain(drawn: Native, size: float) -> None:
    """Take away title and legend, and set the type."""
    drawn.has_title = False
    drawn.has_legend = False
    drawn.font.size = points_of(size)
    font_colour(drawn.font, "TEXT_1")


def label(point: Native, text: str, size: float, *, bold: bool) -> None:
    """Give a point a label of its own."""
    frame = point.data_label.text_frame
    frame.text = clean(text)
    frame.word_wrap = False
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = points_of(size), bold
    font_colour(font, "TEXT_1")


def points_of(size: float) -> Native:
    """Return a type size as python-pptx wants it."""
    from pptx.util import Pt

    return Pt(round(size, 1))


def fill(fill: Native, colour: str) -> None:
    """Fill with a colour of the theme."""
    from pptx.enum.dml import MSO_THEME_COLOR_INDEX

    fill.solid()
    fill.fore_color.theme_color = MSO_THEME_COLOR_INDEX[colour]


def line(line: Native, colour: str) -> None:
    """Draw a thin line in a colour of the theme."""
    from pptx.util import Pt

    line.width = Pt(0.75)
    fill(line.fill, colour)


def font_colour(font: Native, colour: str) -> None:
    """Set type in a colour of the theme."""
    fill(font.fill, colour)
