"""Diagrams of boxes in columns: laid out, drawn as SVG and PNG, said as an outline.

``lay_out(diagram)`` is a pure function of typed boxes and links; page, picture and slide draw the
same layout, and ``outline`` says the same boxes and links in words.
"""

from samspil.components.diagrams.layout import (
    Box,
    Connector,
    Diagram,
    Layout,
    Look,
    Node,
    lay_out,
)
from samspil.components.diagrams.outline import Said, as_text, outline
from samspil.components.diagrams.svg import picture, png, svg

__all__ = [
    "Box",
    "Connector",
    "Diagram",
    "Layout",
    "Look",
    "Node",
    "Said",
    "as_text",
    "lay_out",
    "outline",
    "picture",
    "png",
    "svg",
]
