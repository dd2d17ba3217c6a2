"""Word, Excel and PowerPoint files: containers of XML that are read without being unpacked."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

MOST_ENTRIES = 5_000
MOST_UNPACKED = 120 * 1024 * 1024
"""Bytes of all parts together, those of embedded workbooks included."""

MOST_PAGES = 500
"""Slides or sheets of one file."""

_MAIN = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
# The element at whose beginning a new word begins; what lies between reads as one.
_BREAKS = frozenset({"p", "si", "c", "row", "tr", "tc", "br", "cr", "tab", "comment", "is"})
_PAGES = {
    "docx": None,
    "xlsx": r"xl/worksheets/sheet(\d+)\.xml",
    "pptx": r"ppt/slides/slide(\d+)\.xml",
}
_MACROS = re.compile(r"vbaproject\.bin$|vbadata\.xml$|/macrosheets/|/dialogsheets/", re.IGNORECASE)
_PROGRAMS = re.compile(r"/activex/|oleobject\d*\.bin$|/embeddings/[^/]*\.bin$", re.IGNORECASE)
# What fetches something as soon as the file is opened; a link that somebody follows is fine.
_FETCHES = (
    "/attachedTemplate",
    "/oleObject",
    "/frame",
    "/subDocument",
    "/image",
    "/audio",
    "/video",
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What zipfile raises for a container that is cut off or tampered with.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError)
_PIECE = 1024 * 1024


class OfficeError(Exception):
    """The container is not taken.

    ``code`` is bomb, macros, active, fetches, pages, locked, damaged or kind.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Opened:
    """What a container is, and the text of its parts, each with its slide or sheet (0: neither)."""

    kind: str
    parts: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """The text of all parts."""
        return "\n".join(text for _page, text in self.parts)


class _Budget:
    """Counts what is really unpacked; what a container says of itself can be a lie."""

    def __init__(self) -> None:
        self.entries = 0
        self.bytes = 0

    def enter(self) -> None:
        self.entries += 1
        if self.entries > MOST_ENTRIES:
            raise OfficeError("bomb")

    def unpack(self, number: int) -> None:
        self.bytes += number
        if self.bytes > MOST_UNPACKED:
            raise OfficeError("bomb")


def read(content: bytes) -> Opened:
    """Return the kind and text of an Office file; raises OfficeError."""
    texts = _walk(content, _Budget(), depth=0)
    kind = next((kind for name, kind in _MAIN.items() if name in texts), None)
    if kind is None or "[Content_Types].xml" not in texts:
        raise OfficeError("kind")
    pages = {name: _page(kind, name) for name in texts}
    if sum(map(bool, pages.values())) > MOST_PAGES:
        raise OfficeError("pages")
    return Opened(kind, tuple((pages[name], text) for name, text in texts.items() if text))


def _page(kind: str, name: str) -> int:
    """Return which slide or sheet a part is, 0 for any other part."""
    pattern = _PAGES[kind]
    found = re.fullmatch(pattern, name) if pattern else None
    return int(found[1]) if found else 0


def _walk(content: bytes, budget: _Budget, depth: int) -> dict[str, str]:
    """Return the text of a container's parts by their names, embedded workbooks' too."""
    if depth > 1:
        raise OfficeError("bomb")
    texts: dict[str, str] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            for part in container.infolist():
                budget.enter()
                _refuse_by_name(part)
                content = _unpacked(container, part, budget)
                found = _part(part.filename, content, budget, depth)
                # A name can stand twice; neither of the two must hide.
                texts[part.filename] = "\n".join(filter(None, [texts.get(part.filename), found]))
    except NotImplementedError as error:
        raise OfficeError("kind") from error
    except _DAMAGE as error:
        raise OfficeError("damaged") from error
    return texts


def _refuse_by_name(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 0x1:
        raise OfficeError("locked")
    if _MACROS.search(part.filename):
        raise OfficeError("macros")
    if _PROGRAMS.search(part.filename):
        raise OfficeError("active")


def _unpacked(container: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget) -> bytes:
    pieces: list[bytes] = []
    with container.open(part) as opened:
        while piece := opened.read(_PIECE):
            budget.unpack(len(piece))
            pieces.append(piece)
    return b"".join(pieces)


def _part(name: str, content: bytes, budget: _Budget, depth: int) -> str:
    if content.startswith(b"PK\x03\x04"):
        return "\n".join(filter(None, _walk(content, budget, depth + 1).values()))
    if content.startswith(_OLD_OFFICE):
        raise OfficeError("active")
    if name.endswith(".rels") and _fetches(content):
        raise OfficeError("fetches")
    if not name.endswith((".xml", ".rels")):
        return ""
    if name == "[Content_Types].xml" and b"macroEnabled" in content:
        raise OfficeError("macros")
    return "" if name.endswith(".rels") else _words(content)


def _fetches(content: bytes) -> bool:
    """Whether a list of relations names something that is fetched when the file is opened."""
    _refuse_entities(content)
    try:
        relations = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise OfficeError("damaged") from error
    return any(
        one.get("TargetMode") == "External" and str(one.get("Type", "")).endswith(_FETCHES)
        for one in relations
    )


def _refuse_entities(content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise OfficeError("damaged")


def _words(content: bytes) -> str:
    """Return the text of an XML part, each paragraph or cell on a line of its own."""
    _refuse_entities(content)
    pieces: list[str] = []
    parts = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True
    )
    try:
        for event, element in parts:
            if event == "start":
                if etree.QName(element).localname in _BREAKS:
                    pieces.append("\n")
                continue
            pieces.append(element.text or "")
            element.clear(keep_tail=True)
    except etree.XMLSyntaxError as error:
        raise OfficeError("damaged") from error
    return "".join(pieces)
