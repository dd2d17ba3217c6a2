"""From a document to bytes, by the one template beside this file."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from html import escape, unescape
from importlib.resources import as_file, files
from typing import Any, Final

from samspil.components.charts.base import PICTURE_STYLE
from samspil.components.pdf.blocks import (
    Block,
    Bullets,
    Columns,
    Document,
    Facts,
    Heading,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Rows,
)
from samspil.components.pdf.text import shown

ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1: tagged, with a title, a language and a text for every picture."""

_PAGE = {"da": "Side {page} af {pages}", "en": "Page {page} of {pages}"}
_REGIONS = {"da": "dk", "en": "gb"}
# Charts on paper carry the light colours, and letters of a font that comes with the package.
_STYLE = f'<style>{PICTURE_STYLE}text{{font-family:"Libertinus Serif"}}</style>'


class TooLongError(ValueError):
    """A document that does not fit on one page, even with the smallest letters allowed."""


def render(document: Document) -> bytes:
    """Return the document as PDF/UA-1; the same document gives the same bytes.

    Letters that the package's fonts lack (an emoji, say) are shown as a question mark.
    """
    return _compile(document)[0]


def page_count(document: Document) -> int:
    """Return how many pages the document takes."""
    return _compile(document)[1]


def render_on_one_page(document: Document, *, smallest: float = 8.0, step: float = 0.25) -> bytes:
    """Return the document on exactly one page, its letters made smaller until it fits.

    Raises TooLongError when it does not fit at ``smallest`` points.
    """
    return render_on_pages(document, 1, smallest=smallest, step=step)


def render_on_pages(
    document: Document, pages: int, *, smallest: float = 8.0, step: float = 0.25
) -> bytes:
    """Return the document on no more than so many pages, its letters made smaller until it fits.

    Raises TooLongError when it does not fit at ``smallest`` points.
    """
    size = document.size
    while size >= smallest:
        content, taken = _compile(replace(document, size=size))
        if taken <= pages:
            return content
        size -= step
    raise TooLongError(f"{document.title}: more than {pages} pages at {smallest} points")


def _compile(document: Document) -> tuple[bytes, int]:
    import typst

    made = datetime.combine(document.dated, time(12), UTC)
    data = json.dumps(_data(document))
    # The fonts of a machine differ; those within the package do not.
    fonts = typst.Fonts(include_system_fonts=False)
    with as_file(files("samspil.components.pdf") / "document.typ") as template:
        compiler = typst.Compiler(template, font_paths=fonts, sys_inputs={"document": data})
        content = compiler.compile(format="pdf", pdf_standards=ACCESSIBLE, timestamp=made)
        pages = compiler.query("<pages>", field="value", one=True)
    if not isinstance(content, bytes):
        raise TypeError("a PDF is one file")
    return content, int(json.loads(pages))


def _data(document: Document) -> dict[str, Any]:
    language = document.language if document.language in _PAGE else "da"
    return {
        "title": _title(document.title),
        "author": shown(document.author),
        "description": shown(document.description or document.title),
        "language": language,
        "region": _REGIONS[language],
        "page": _PAGE[language],
        "header": shown(document.header),
        "mark": "samspil",
        "footer": shown(document.footer),
        "size": document.size,
        "margin": document.margin,
        "blocks": _blocks(document.blocks),
    }


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Rows():
            return _rows(block)
        case Picture():
            return _picture(block)
        case PageBreak():
            return {"kind": "break"}
        case Columns(columns):
            return {"kind": "columns", "columns": [_blocks(column) for column in columns]}
        case _:
            return _words(block)


def _words(block: Heading | Paragraph | Notice | Bullets | Facts) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": _title(text), "level": level}
        case Paragraph(text, style, label, href):
            words = {"text": shown(text), "label": shown(label)}
            return {"kind": "paragraph", "style": style, "href": href} | words
        case Notice(text, label):
            return {"kind": "notice", "text": shown(text), "label": shown(label), "href": ""}
        case Bullets(items):
            return {"kind": "bullets", "items": [shown(item) for item in items]}
        case Facts(pairs):
            return {"kind": "facts", "pairs": [[shown(k), shown(v)] for k, v in pairs]}


def _title(text: str) -> str:
    """A heading that is read aloud must say something."""
    return shown(text).strip() or "–"


def _rows(block: Rows) -> dict[str, Any]:
    table = block.table
    return {
        "kind": "rows",
        "caption": shown(table.caption) if block.with_caption else "",
        "columns": [shown(name) for name in table.columns],
        "numeric": list(table.numeric),
        "rows": [[shown(cell.text) for cell in row] for row in table.rows],
        "source": shown(table.source),
    }


def _picture(block: Picture) -> dict[str, Any]:
    words = block.chart.words
    return {
        "kind": "picture",
        "svg": on_paper(block.chart.svg(block.width)),
        "title": shown(words.title),
        "subtitle": shown(words.subtitle),
        "source": shown(words.source) if block.with_source else "",
        "alt": shown(words.alt) or shown(words.title),
        "level": block.level,
    }


def on_paper(drawing: str) -> str:
    """Return a chart's drawing with its own colours and with letters the fonts hold."""
    pieces = drawing.split(">")
    # Between tags stands text; the escaped form of a letter is not to be cleaned as letters are.
    cleaned = [_cleaned(piece) for piece in pieces]
    opening, rest = ">".join(cleaned).split(">", 1)
    return f"{opening}>{_STYLE}{rest}"


def _cleaned(piece: str) -> str:
    text, tag, attributes = piece.partition("<")
    return escape(shown(unescape(text)), quote=False) + tag + shown(attributes)
