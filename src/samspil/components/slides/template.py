"""The empty presentation every deck starts from: theme, master and layouts of our own.

python-pptx's default template supplies the skeleton of the package; its 4:3 master, its layouts
and its colours are replaced, so that every slide has real placeholders where ``grid`` says.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from samspil.components.slides.grid import (
    BANNER,
    BODY,
    EMU,
    HEIGHT,
    LAYOUTS,
    LEFT,
    NUMBER,
    SLIDE_NUMBER,
    SOURCE,
    TITLE,
    WIDTH,
    Box,
    Place,
)
from samspil.components.slides.package import pack

_NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FONT: Final = "Arial"
_COLOURS: Final = {
    "dk1": "17222C",
    "lt1": "FFFFFF",
    "dk2": "55616D",
    "lt2": "F1E7D3",
    "accent1": "0C5F5B",
    "accent2": "7F8C99",
    "accent3": "D3D8DC",
    "accent4": "0B4F8A",
    "accent5": "8A6A1F",
    "accent6": "E4E0D6",
    "hlink": "0B4F8A",
    "folHlink": "55616D",
}
_DROPPED: Final = re.compile(r"printerSettings|thumbnail|slideLayouts/")
_KINDS: Final = {"Forside": ' type="title"'}


@lru_cache(maxsize=1)
def template() -> bytes:
    """Return the empty presentation as a .pptx file."""
    with zipfile.ZipFile(_default_template()) as default:
        entries = {
            name: default.read(name) for name in default.namelist() if not _DROPPED.search(name)
        }
    entries["[Content_Types].xml"] = _content_types(entries["[Content_Types].xml"])
    for name in ("_rels/.rels", "ppt/_rels/presentation.xml.rels"):
        entries[name] = re.sub(
            rb"<Relationship [^>]*(printerSett|thumbnail)[^>]*/>", b"", entries[name]
        )
    entries["ppt/presentation.xml"] = re.sub(
        rb"<p:sldSz [^>]*/>",
        f'<p:sldSz cx="{WIDTH * EMU}" cy="{HEIGHT * EMU}"/>'.encode(),
        entries["ppt/presentation.xml"],
    )
    entries["ppt/theme/theme1.xml"] = _theme(entries["ppt/theme/theme1.xml"].decode())
    entries["ppt/slideMasters/slideMaster1.xml"] = _master()
    entries["ppt/slideMasters/_rels/slideMaster1.xml.rels"] = _master_relations()
    entries["docProps/app.xml"] = application()
    for place, (name, places) in enumerate(LAYOUTS.items(), start=1):
        entries[f"ppt/slideLayouts/slideLayout{place}.xml"] = _layout(name, places)
        entries[f"ppt/slideLayouts/_rels/slideLayout{place}.xml.rels"] = _relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return pack(entries)


def _default_template() -> io.BytesIO:
    """Return the template that python-pptx ships."""
    import pptx

    path = Path(pptx.__file__).parent / "templates" / "default.pptx"
    return io.BytesIO(path.read_bytes())


def _content_types(default: bytes) -> bytes:
    """Return the list of part types with our number of layouts."""
    kind = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
    text = re.sub(r"<Override [^>]*slideLayout\d+\.xml[^>]*/>", "", default.decode())
    text = re.sub(r'<Default Extension="(bin|jpeg)"[^>]*/>', "", text)
    layouts = "".join(
        f'<Override PartName="/ppt/slideLayouts/slideLayout{place}.xml" ContentType="{kind}"/>'
        for place in range(1, len(LAYOUTS) + 1)
    )
    return text.replace("</Types>", f"{layouts}</Types>").encode()


def _theme(default: str) -> bytes:
    """Return the theme with our colours and font; shapes get no shadow or gradient from it."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    text = re.sub(
        r"<a:clrScheme .*?</a:clrScheme>",
        f'<a:clrScheme name="Samspil">{colours}</a:clrScheme>',
        default,
        flags=re.DOTALL,
    )
    text = re.sub(r'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{_FONT}"/>', text)
    return text.replace('name="Office Theme"', 'name="Samspil"').encode()


def _master() -> bytes:
    """Return the slide master: the mark and the foot line, and how text is set by default."""
    shapes = _mark() + _foot_line()
    shapes += _placeholder(4, 'type="title"', TITLE)
    shapes += _placeholder(
        5, 'type="body" idx="1"', Place(1, "body", "Indhold", BODY, SOURCE.style)
    )
    shapes += _number(6)
    layouts = "".join(
        f'<p:sldLayoutId id="{2147483649 + place}" r:id="rId{place + 1}"/>'
        for place in range(len(LAYOUTS))
    )
    return (
        f"{_DECLARATION}<p:sldMaster {_NAMESPACES}><p:cSld><p:bg><p:bgPr>{_fill('bg1')}"
        f"<a:effectLst/></p:bgPr></p:bg>{_tree(shapes)}</p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
        'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
        f'folHlink="folHlink"/><p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>'
        f"<p:txStyles><p:titleStyle>{_level(1, 28, 'tx1', bold=True, font='mj')}</p:titleStyle>"
        f"<p:bodyStyle>{''.join(_level(n, 18, 'tx1') for n in range(1, 6))}</p:bodyStyle>"
        f"<p:otherStyle>{_level(1, 18, 'tx1')}</p:otherStyle></p:txStyles></p:sldMaster>"
    ).encode()


def _layout(name: str, places: tuple[Place, ...]) -> bytes:
    """Return one layout of our own; the front page has its picture, and none of the master's."""
    front = name == "Forside"
    hide = ' showMasterSp="0"' if front else ""
    return _layout_xml(name, hide, (_front_picture() if front else "") + _placed(places))


def layout_part(name: str, places: tuple[Place, ...], *, scale: float) -> bytes:
    """Return one layout of ours for somebody else's template, ``scale`` times as large."""
    return _layout_xml(name, "", added_shapes(places, first=10, scale=scale))


def _layout_xml(name: str, attributes: str, shapes: str) -> bytes:
    return (
        f"{_DECLARATION}<p:sldLayout {_NAMESPACES}{_KINDS.get(name, '')}{attributes} preserve="
        f'"1" userDrawn="1"><p:cSld name={quoteattr(name)}>{_tree(shapes)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    ).encode()


def _placed(places: tuple[Place, ...]) -> str:
    """Return the placeholders of a layout of our own."""
    return "".join(
        _number(30, f' sz="quarter" idx="{place.number}"')
        if place is SLIDE_NUMBER
        else _placeholder(shape_id, _kind(place), place)
        for shape_id, place in enumerate(places, start=10)
    )


def added_shapes(places: Sequence[Place], *, first: int, scale: float) -> str:
    """Return placeholders for somebody else's layout, with PowerPoint's own room around text."""
    return "".join(
        _number(shape_id, f' sz="quarter" idx="{place.number}"', place.box, scale)
        if place.kind == "sldNum"
        else _placeholder(shape_id, _kind(place), place, scale, bare=False)
        for shape_id, place in enumerate(places, start=first)
    )


def _kind(place: Place) -> str:
    """Return kind and number as the format writes them; a title has no number."""
    kind = f'type="{place.kind}"' if place.kind else ""
    return f'{kind} idx="{place.number}"' if place.number else kind


# --- shapes ----------------------------------------------------------------------------------


def _tree(shapes: str) -> str:
    """Return a shape tree with the shapes in it."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{shapes}</p:spTree>'
    )


def _transform(box: Box) -> str:
    """Return the place and size of a shape."""
    left, top, wide, high = (
        round(value * EMU) for value in (box.left, box.top, box.width, box.height)
    )
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def _fill(colour: str) -> str:
    """Return a plain fill in a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def _placeholder(
    shape_id: int, kind: str, place: Place, scale: float = 1.0, *, bare: bool = True
) -> str:
    """Return a placeholder that prompts with its name; the banner stands on its own ground."""
    size, style = place.style.sizes[0] * scale, place.style
    banner = place.name == BANNER.name
    ground = _fill("bg2") if banner else ""
    anchor = "b" if place.kind in {"ctrTitle", "title"} else "ctr" if banner else "t"
    align = "ctr" if banner else "l"
    level = _level(1, size, style.colour, bold=style.bold, align=align)
    around = ' lIns="0" tIns="0" rIns="0" bIns="0"' if bare or banner else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name={quoteattr(place.name)}/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_transform(place.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}'
        f'</p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square"{around} anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{level}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="da-DK"/><a:t>{place.name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _number(
    shape_id: int,
    extra: str = ' sz="quarter" idx="4"',
    box: Box = NUMBER,
    scale: float = 1.0,
) -> str:
    """Return the placeholder of the slide's number."""
    level = _level(1, 11 * scale, "tx2", align="r")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="Sidetal"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum"{extra}/></p:nvPr>'
        f'</p:nvSpPr><p:spPr>{_transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>'
        f'<a:lstStyle>{level}</a:lstStyle><a:p><a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}"'
        ' type="slidenum"><a:rPr lang="da-DK"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>'
    )


def _shape(shape_id: int, name: str, form: str, box: Box, look: str) -> str:
    """Return a drawn shape without text."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn='
        f'"1"/></p:nvSpPr><p:spPr>{_transform(box)}<a:prstGeom prst="{form}"><a:avLst/>'
        f"</a:prstGeom>{look}</p:spPr></p:sp>"
    )


def _ring(shape_id: int, box: Box, colour: str, thickness: float) -> str:
    """Return a circle drawn with a line only."""
    line = f'<a:noFill/><a:ln w="{round(thickness * EMU)}">{_fill(colour)}</a:ln>'
    return _shape(shape_id, f"Ring {shape_id}", "ellipse", box, line)


def _mark() -> str:
    """Return the two rings of the mark, small, beside the slide's number."""
    left, size = WIDTH - LEFT - 32, 12.0
    top = 508.0
    return _ring(2, Box(left - 22, top, size, size), "accent1", 1.5) + _ring(
        3, Box(left - 15, top, size, size), "accent1", 1.5
    )


def _foot_line() -> str:
    """Return the thin line above the source."""
    box = Box(LEFT, 494, WIDTH - 2 * LEFT, 0.75)
    return _shape(7, "Linje", "rect", box, _fill("accent6") + "<a:ln><a:noFill/></a:ln>")


def _front_picture() -> str:
    """Return the front page's band and the two rings of the mark, large."""
    band = _fill("accent1") + "<a:ln><a:noFill/></a:ln>"
    return (
        _shape(2, "Bånd", "rect", Box(0, 0, 22, HEIGHT), band)
        + _ring(3, Box(690, 190, 150, 150), "accent1", 9)
        + _ring(4, Box(772, 190, 150, 150), "accent2", 9)
    )


def _level(
    level: int,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    align: str = "l",
    font: str = "mn",
) -> str:
    """Return how paragraphs of a level are set: no bullet, no indent."""
    weight = ' b="1"' if bold else ' b="0"'
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="{align}"><a:spcBef><a:spcPts val="0"/>'
        f'</a:spcBef><a:buNone/><a:defRPr sz="{round(size * 100)}"{weight} kern="1200">'
        f'{_fill(colour)}<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
        f'<a:cs typeface="+{font}-cs"/></a:defRPr></a:lvl{level}pPr>'
    )


# --- relations -------------------------------------------------------------------------------


def _relations(*targets: tuple[str, str]) -> bytes:
    """Return a list of relations, rId1 and on, to (kind, target)."""
    items = "".join(
        f'<Relationship Id="rId{place}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_DECLARATION}<Relationships xmlns="{namespace}">{items}</Relationships>'.encode()


def _master_relations() -> bytes:
    """Return the master's relations: its layouts in order, then the theme."""
    layouts = [
        ("slideLayout", f"../slideLayouts/slideLayout{place}.xml")
        for place in range(1, len(LAYOUTS) + 1)
    ]
    return _relations(*layouts, ("theme", "../theme/theme1.xml"))


def application() -> bytes:
    """Return which program wrote the file."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{_DECLARATION}<Properties xmlns="{namespace}"><Application>Samspil</Application>'
        "</Properties>"
    ).encode()
