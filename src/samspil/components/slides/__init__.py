"""Slides: a real, editable PowerPoint file from typed, frozen inputs.

``render(deck)`` gives the bytes of a ``.pptx``: 16:9, native charts and tables, speaker notes,
alt texts. The same deck gives the same bytes. Nothing here knows what the slides are about.
"""

from samspil.components.slides.build import render
from samspil.components.slides.inputs import (
    Bar,
    BarChart,
    Block,
    Chart,
    ChartSlide,
    Column,
    Deck,
    DiagramSlide,
    Expectation,
    ExpectationChart,
    Line,
    Panel,
    Point,
    PointChart,
    Properties,
    Role,
    Slide,
    TableSlide,
    TextSlide,
    TimeChart,
    TitleSlide,
    Words,
)

__all__ = [
    "Bar",
    "BarChart",
    "Block",
    "Chart",
    "ChartSlide",
    "Column",
    "Deck",
    "DiagramSlide",
    "Expectation",
    "ExpectationChart",
    "Line",
    "Panel",
    "Point",
    "PointChart",
    "Properties",
    "Role",
    "Slide",
    "TableSlide",
    "TextSlide",
    "TimeChart",
    "TitleSlide",
    "Words",
    "render",
]
