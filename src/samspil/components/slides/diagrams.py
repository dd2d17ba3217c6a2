"""A diagram on a slide: native boxes that can be moved, connectors glued to them.

Lengths are points on our own page; what the base makes of them is decided where XML is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from samspil.components.diagrams.layout import Box, Connector, Diagram, Heading, Layout, lay_out
from samspil.components.diagrams.layout import Look as Drawing
from samspil.components.slides.fitting import clean
from samspil.components.slides.grid import Box as Room
from samspil.components.slides.looks import Look, emu, quoted, said

_SIZES: Final = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_LINES: Final = (4, 3, 2, 1)
_SMALLEST: Final = tuple(size / 2 for size in range(17, 2, -1))
_LEFT, _RIGHT = 1, 3
"""Where connectors are glued to a box, as Office files count its sides."""


def fitted(diagram: Diagram, room: tuple[float, float]) -> Layout:
    """Return the layout at the largest type that fits the room (width, height).

    Texts are whole down to 9 points, then shortened; a diagram larger than that is drawn smaller.
    """
    tries = [(size, 0) for size in _SIZES]
    tries += [(_SIZES[-1], most) for most in _LINES]
    tries += [(size, 1) for size in _SMALLEST]
    for size, most in tries:
        layout = lay_out(diagram, _drawing(room[0], size, most))
        if layout.height <= room[1]:
            break
    return layout


def _drawing(width: float, size: float, most: int) -> Drawing:
    return Drawing(width, size, size * 2.8, size * 0.6, size * 0.5, most)


class _Pen:
    """Writes shapes of one diagram onto one slide."""

    def __init__(self, layout: Layout, room: Room, scale: tuple[float, float], look: Look) -> None:
        self.layout, self.room, self.scale, self.look = layout, room, scale, look

    def place(self, left: float, top: float, width: float, height: float, more: str = "") -> str:
        """Return where something stands on the slide."""
        (wide, high), room = self.scale, self.room
        return (
            f'<a:xfrm{more}><a:off x="{emu(room.left + left * wide)}" '
            f'y="{emu(room.top + top * high)}"/>'
            f'<a:ext cx="{emu(width * wide)}" cy="{emu(height * high)}"/></a:xfrm>'
        )

    def heading(self, number: int, one: Heading, width: float) -> str:
        """Write a column's heading."""
        drawing = self.layout.look
        high = len(one.lines) * drawing.line
        text = self.paragraph(" ".join(one.lines), drawing.small, "tx2", bold=True)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoted(" ".join(one.lines))}/>'
            '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
            f"{self.place(one.left, 0, width, high)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
            f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>"
        )

    def box(self, number: int, box: Box) -> str:
        """Write a box with its text, whole paragraphs that wrap anew when they are edited."""
        drawing, look = self.layout.look, self.look
        is_aim = box.column == 0
        fill = look.fill("accent1" if is_aim else "bg1")
        edge = look.line("accent1" if box.column < 2 else "accent2", 1.5 if box.column == 1 else 1)
        colour = "bg1" if is_aim else "tx1"
        text = self.paragraph(box.text, drawing.size, colour)
        if box.notes:
            text += self.paragraph(box.note, drawing.small, "bg1" if is_aim else "tx2")
        inset = look.emu(drawing.pad)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoted(clean(box.text)[:60])}/>'
            "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
            f"{self.place(box.left, box.top, box.width, box.height)}"
            '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 9000"/></a:avLst>'
            f"</a:prstGeom>{fill}{edge}</p:spPr><p:txBody>"
            f'<a:bodyPr wrap="square" lIns="{inset}" tIns="0" rIns="{inset}" bIns="0" '
            f'anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>'
        )

    def connector(self, number: int, one: Connector, ends: tuple[int, int]) -> str:
        """Write a connector that follows its boxes."""
        (x, y), (to_x, to_y) = one.start, one.end
        is_level = abs(to_y - y) < 0.05
        kind = "straightConnector1" if is_level else "curvedConnector3"
        turned = ' flipV="1"' if to_y < y else ""
        where = self.place(x, min(y, to_y), to_x - x, abs(to_y - y), turned)
        return (
            f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Forbindelse {number}"/>'
            f'<p:cNvCxnSpPr><a:stCxn id="{ends[0]}" idx="{_RIGHT}"/>'
            f'<a:endCxn id="{ends[1]}" idx="{_LEFT}"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>'
            f'<p:spPr>{where}<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
            f"{self.look.line('accent2', 1)}</p:spPr></p:cxnSp>"
        )

    def paragraph(self, text: str, size: float, colour: str, *, bold: bool = False) -> str:
        """Return one paragraph."""
        weight = ' b="1"' if bold else ""
        return (
            '<a:p><a:pPr algn="l" marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef>'
            f'<a:buNone/></a:pPr><a:r><a:rPr lang="{self.look.tag}" '
            f'sz="{self.look.size(size)}"{weight}>{self.look.fill(colour)}</a:rPr>'
            f"<a:t>{said(text)}</a:t></a:r></a:p>"
        )


def shapes(
    layout: Layout, room: Room, scale: tuple[float, float], look: Look, first: int
) -> Iterator[str]:
    """Yield the shapes: connectors behind, then headings and boxes in reading order.

    ``scale`` is how much wider and higher the base sets type than our own page.
    """
    pen = _Pen(layout, room, scale, look)
    number = first + len(layout.connectors)
    width = max((box.width for box in layout.boxes), default=0)
    headings = [(number + place, one) for place, one in enumerate(layout.headings)]
    number += len(headings)
    ids = {box.id: number + place for place, box in enumerate(layout.boxes)}
    for place, one in enumerate(layout.connectors):
        yield pen.connector(first + place, one, (ids[one.left], ids[one.right]))
    for place, heading in headings:
        yield pen.heading(place, heading, width)
    for box in layout.boxes:
        yield pen.box(ids[box.id], box)
