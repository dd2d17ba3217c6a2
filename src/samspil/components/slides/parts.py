"""The XML of what stands on a slide: texts and graphics in placeholders, notes, properties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import Final

from samspil.components.slides.fitting import Fitted, Line, clean, space_before
from samspil.components.slides.grid import Box, Place
from samspil.components.slides.inputs import Deck
from samspil.components.slides.looks import (
    DECLARATION,
    LANGUAGES,
    NAMESPACES,
    Look,
    emu,
    quoted,
    said,
)

INDENT: Final = 16
_FIELD: Final = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
_GROUP: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
)
_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"


def slide_part(shapes: Iterable[str]) -> bytes:
    """Return a slide with its shapes."""
    return (
        f"{DECLARATION}<p:sld {NAMESPACES}><p:cSld><p:spTree>{_GROUP}{''.join(shapes)}</p:spTree>"
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    ).encode()


def text_shape(shape_id: int, place: Place, body: str) -> str:
    """Return a placeholder with text in it."""
    box = _transform(place.box, "a") if place.moved else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name={quoted(place.name)}/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{_placeholder(place)}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{box}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>"
    )


def chart_shape(shape_id: int, place: Place, alt: str, rid: str) -> str:
    """Return a placeholder with a chart in it."""
    chart = f'<c:chart xmlns:c="{_CHART}" r:id="{rid}"/>'
    data = f'<a:graphicData uri="{_CHART}">{chart}</a:graphicData>'
    return _graphic(shape_id, place, alt, place.box, data)


def table_shape(shape_id: int, place: Place, alt: str, box: Box, table: str) -> str:
    """Return a placeholder with a table in it."""
    data = f'<a:graphicData uri="{_TABLE}">{table}</a:graphicData>'
    return _graphic(shape_id, place, alt, box, data)


def _graphic(shape_id: int, place: Place, alt: str, box: Box, data: str) -> str:
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{shape_id}" name={quoted(place.name)} '
        f"descr={quoted(clean(alt))}/><p:cNvGraphicFramePr><a:graphicFrameLocks "
        f'noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{_placeholder(place)}</p:nvPr>'
        f"</p:nvGraphicFramePr>{_transform(box, 'p')}<a:graphic>{data}</a:graphic>"
        "</p:graphicFrame>"
    )


def _placeholder(place: Place) -> str:
    """Return which placeholder of the layout this is."""
    kind = f' type="{place.kind}"' if place.kind else ""
    number = f' idx="{place.number}"' if place.number else ""
    return f"<p:ph{kind}{number}/>"


def _transform(box: Box, prefix: str) -> str:
    return (
        f'<{prefix}:xfrm><a:off x="{emu(box.left)}" y="{emu(box.top)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></{prefix}:xfrm>'
    )


# --- text ------------------------------------------------------------------------------------


def paragraphs(fitted: Fitted, gap: float, look: Look) -> str:
    """Return lines as paragraphs; headings in the accent colour where other text follows."""
    headings = any(not line.bold for line in fitted.lines)
    return "".join(
        _paragraph(line, place, fitted.size, gap, look, headings=headings)
        for place, line in enumerate(fitted.lines)
    )


def _paragraph(
    line: Line, place: int, size: float, gap: float, look: Look, *, headings: bool
) -> str:
    space = round(space_before(line, place, gap) * look.scale * 100)
    hang = f' marL="{look.emu(INDENT)}" indent="{-look.emu(INDENT)}"'
    dot = (
        f"<a:buClr>{_bare(look.fill('accent1'))}</a:buClr>"
        '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
        if line.bullet
        else "<a:buNone/>"
    )
    if not line.bullet:
        hang = ' marL="0" indent="0"'
    heads = line.bold and headings
    weight = ' b="1"' if heads else ""
    colour = look.fill("accent1") if heads else ""
    return (
        f'<a:p><a:pPr{hang}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{space}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
        f'{dot}</a:pPr><a:r><a:rPr lang="{look.tag}" sz="{look.size(size)}"{weight} cap="none">'
        f"{colour}</a:rPr>"
        f"<a:t>{said(line.text)}</a:t></a:r></a:p>"
    )


def _bare(fill: str) -> str:
    """Return the colour of a plain fill."""
    return fill.removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")


def number_text(number: int, look: Look) -> str:
    """Return the slide's number, as a field that follows the slide."""
    return (
        f'<a:p><a:fld id="{_FIELD}" type="slidenum"><a:rPr lang="{look.tag}"/>'
        f"<a:t>{number}</a:t></a:fld></a:p>"
    )


# --- notes and properties --------------------------------------------------------------------


def notes_part(text: str, look: Look) -> bytes:
    """Return the speaker notes, one paragraph a line, beside a small picture of the slide."""
    lines = "".join(
        f'<a:p><a:r><a:rPr lang="{look.tag}"/><a:t>{said(line)}</a:t></a:r></a:p>'
        if line
        else "<a:p/>"
        for line in text.split("\n")
    )
    return (
        f"{DECLARATION}<p:notes {NAMESPACES}><p:cSld><p:spTree>{_GROUP}"
        f"{_note_shape(2, 'Slide', 'sldImg', 2)}{_note_shape(3, 'Noter', 'body', 3, lines)}"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    ).encode()


def _note_shape(shape_id: int, name: str, kind: str, number: int, lines: str = "") -> str:
    body = f"<p:txBody><a:bodyPr/><a:lstStyle/>{lines}</p:txBody>" if lines else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" idx="{number}"/>'
        f"</p:nvPr></p:nvSpPr><p:spPr/>{body}</p:sp>"
    )


def core_part(deck: Deck) -> bytes:
    """Return what the file says of itself; nothing comes from the clock."""
    given = deck.properties
    created = given.created.astimezone(UTC) if given.created.tzinfo else given.created
    moment = created.strftime("%Y-%m-%dT%H:%M:%SZ")
    author = _property(given.author)
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_property(deck.title)}</dc:title>"
        f"<dc:subject>{_property(given.subject)}</dc:subject><dc:creator>{author}</dc:creator>"
        f"<cp:keywords>{_property(given.keywords)}</cp:keywords>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{LANGUAGES[deck.language]}</dc:language></cp:coreProperties>"
    ).encode()


def _property(text: str) -> str:
    """Return text as a core property takes it, 255 letters at most."""
    return said(clean(text)[:255])
