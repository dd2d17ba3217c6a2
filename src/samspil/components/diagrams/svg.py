"""A laid-out diagram as SVG for a page, as a file of its own, and as PNG."""

from __future__ import annotations

from html import escape
from typing import Final

from samspil.components.diagrams.layout import Box, Connector, Diagram, Layout, Look, lay_out
from samspil.components.diagrams.wrapping import wrap

# A page colours a diagram by its style sheet; a picture has to carry the light colours itself.
_STYLE: Final = """
text{font-family:"Liberation Sans",Arial,Helvetica,sans-serif;fill:#17222c}
.box rect{fill:#fff;stroke:#7f8c99;stroke-width:1.25}.box.c0 rect{fill:#0c5f5b;stroke:#0c5f5b}
.box.c0 text{fill:#fff}.box.c1 rect{stroke:#0c5f5b;stroke-width:2}
.box.c3 rect{stroke-dasharray:5 3}.box text.note,.columns text{fill:#55616d}
.link{fill:none;stroke:#7f8c99;stroke-width:1.25}.columns text{font-weight:600}
.name{font-weight:600}.note{fill:#55616d}
"""
_MARGIN: Final = 16


def svg(layout: Layout, *, title: str, description: str, name: str, language: str = "") -> str:
    """Return the drawing for a page. ``name`` is the first part of its ids.

    ``language`` is that of the boxes' texts where it may not be the page's.
    """
    ids = f"{name}-t {name}-d"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" role="img" '
        f'aria-labelledby="{ids}" viewBox="-1 -1 {layout.width + 2:.1f} {layout.height + 2:.1f}" '
        f'width="{layout.width + 2:.0f}" height="{layout.height + 2:.0f}">'
        f'<title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>{_inner(layout, language)}</svg>'
    )


def picture(diagram: Diagram, *, description: str, source: str, width: float = 1120) -> str:
    """Return a drawing that stands alone: its title, the diagram, and where it is from."""
    layout = lay_out(diagram, Look(width=width))
    heading, _whole = wrap(diagram.title, 17, width, bold=True)
    top = 26 + 22 * len(heading)
    whole, high = width + 2 * _MARGIN, top + layout.height + 40
    foot = wrap(source, 11, width, most=1)[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" '
        f'viewBox="0 0 {whole:.0f} {high:.0f}" width="{whole:.0f}" height="{high:.0f}">'
        f'<title id="t">{escape(diagram.title)}</title><desc id="d">{escape(description)}</desc>'
        f'<style>{_STYLE}</style><rect width="100%" height="100%" fill="#fdfcf9"/>'
        f"{_lines(heading, (_MARGIN, 12), 17, 22, 'name')}"
        f'<g transform="translate({_MARGIN} {top})">{_inner(layout)}</g>'
        f"{_lines(foot, (_MARGIN, high - 24), 11, 0, 'note')}</svg>"
    )


def png(diagram: Diagram, *, description: str, source: str, width: float = 1120) -> bytes:
    """Return the same as a PNG of twice as many pixels."""
    import vl_convert

    drawn = picture(diagram, description=description, source=source, width=width)
    return bytes(vl_convert.svg_to_png(drawn, scale=2))


def _inner(layout: Layout, language: str = "") -> str:
    look = layout.look
    columns = "".join(
        _lines(one.lines, (one.left, 0), look.small, look.line) for one in layout.headings
    )
    links = "".join(map(_link, layout.connectors))
    spoken = f' lang="{language}"' if language else ""
    boxes = "".join(_box(box, layout, spoken) for box in layout.boxes)
    return f'<g class="columns">{columns}</g><g class="links">{links}</g>{boxes}'


def _link(one: Connector) -> str:
    (x, y), (to_x, to_y) = one.start, one.end
    bend = (x + to_x) / 2
    return (
        f'<path class="link" data-from="{one.left}" data-to="{one.right}" d="M{x:.1f} {y:.1f}'
        f'C{bend:.1f} {y:.1f} {bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"/>'
    )


def _box(box: Box, layout: Layout, spoken: str) -> str:
    look = layout.look
    left, top = box.left + look.pad, box.top + look.pad
    text = _lines(box.lines, (left, top), look.size, look.line)
    below = top + len(box.lines) * look.line
    notes = _lines(box.notes, (left, below), look.small, look.small * 1.3, "note")
    return (
        f'<g class="box c{box.column}" data-node="{box.id}"><rect x="{box.left:.1f}" '
        f'y="{box.top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="6"/>'
        f"<g{spoken}>{text}</g>{notes}</g>"
    )


def _lines(
    lines: tuple[str, ...], corner: tuple[float, float], size: float, step: float, css: str = ""
) -> str:
    left, top = corner
    kind = f' class="{css}"' if css else ""
    return "".join(
        f'<text{kind} x="{left:.1f}" y="{top + number * step + size * 0.95:.1f}" '
        f'font-size="{size:g}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
