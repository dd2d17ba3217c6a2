"""Templates as others bring them, made on the spot from the one that python-pptx ships."""

import io
import re
import zipfile
from pathlib import Path

import pptx
from pptx import Presentation
from pptx.util import Emu

WIDE = 12192000


def entries(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def saved(presentation):
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def plain():
    """A template in the old format, with the usual layouts."""
    return (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()


def wide(*, typeface="Arial", width=WIDE, **colours):
    """The same in 16:9 (or another width), in a typeface and colours of its own."""
    presentation = Presentation(io.BytesIO(plain()))
    factor = width / presentation.slide_width
    presentation.slide_width = Emu(width)
    master = presentation.slide_master
    for holder in (master, *presentation.slide_layouts):
        for node in holder._element.iter("{*}off", "{*}ext"):
            for side in ("x", "cx"):
                if node.get(side):
                    node.set(side, str(int(int(node.get(side)) * factor)))
    return dressed(saved(presentation), typeface, colours)


def dressed(content, typeface, colours):
    parts = entries(content)
    theme = parts["ppt/theme/theme1.xml"].decode()
    theme = re.sub(r'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{typeface}"/>', theme)
    for name, value in colours.items():
        new = f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        theme = re.sub(rf"<a:{name}>.*?</a:{name}>", new, theme)
    return packed(parts | {"ppt/theme/theme1.xml": theme.encode()})


def without_layouts(content, *, keep=()):
    """The same with no other layouts than those named."""
    presentation = Presentation(io.BytesIO(content))
    for layout in list(presentation.slide_layouts):
        if layout.name not in keep:
            presentation.slide_layouts.remove(layout)
    return saved(presentation)


def renamed(content, layout, **names):
    """The same with placeholders of a layout renamed, by their numbers: ``p13="Kilde"``."""
    presentation = Presentation(io.BytesIO(content))
    found = presentation.slide_layouts.get_by_name(layout)
    for shape in found.placeholders:
        new = names.get(f"p{shape.placeholder_format.idx}")
        if new:
            shape.name = new
    return saved(presentation)


def changed(content, name, old, new):
    parts = entries(content)
    assert old in parts[name], name
    return packed(parts | {name: parts[name].replace(old, new)})


def as_potx(content):
    """The same as PowerPoint saves a template (.potx)."""
    return changed(
        content,
        "[Content_Types].xml",
        b"presentationml.presentation.main+xml",
        b"presentationml.template.main+xml",
    )
