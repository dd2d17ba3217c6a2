"""Word, Excel and PowerPoint files: containers of XML that are read without being unpacked."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

MOST_ENTRIES = 5_000
MOST_UNPACKED = 120 * 1024 * 1024
"""Bytes of all parts together, those of embedded workbooks included."""

_MAIN = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
# The element at whose beginning a new word begins; what lies between reads as one.
_BREAKS = frozenset({"p", "si", "c", "row", "tr", "tc", "br", "cr", "tab", "comment", "is"})
# What zipfile raises for a container that is cut off or tampered with.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError)
_PIECE = 1024 * 1024


class OfficeError(Exception):
    """The container is not taken; ``code`` is bomb, macros, locked, damaged or kind."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Opened:
    """What a container is, and the text of all its parts."""

    kind: str
    text: str


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
    names, text = _walk(content, _Budget(), depth=0)
    kind = next((kind for name, kind in _MAIN.items() if name in names), None)
    if kind is None or "[Content_Types].xml" not in names:
        raise OfficeError("kind")
    return Opened(kind, text)


def _walk(content: bytes, budget: _Budget, depth: int) -> tuple[frozenset[str], str]:
    """Return the names of a container's parts and their text, embedded workbooks' too."""
    if depth > 1:
        raise OfficeError("bomb")
    texts: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            for part in container.infolist():
                budget.enter()
                _refuse_by_name(part)
                texts.append(
                    _part(part.filename, _unpacked(container, part, budget), budget, depth)
                )
            names = frozenset(container.namelist())
    except NotImplementedError as error:
        raise OfficeError("kind") from error
    except _DAMAGE as error:
        raise OfficeError("damaged") from error
    return names, "\n".join(texts)


def _refuse_by_name(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 0x1:
        raise OfficeError("locked")
    if part.filename.lower().endswith(("vbaproject.bin", "vbadata.xml")):
        raise OfficeError("macros")


def _unpacked(container: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget) -> bytes:
    pieces: list[bytes] = []
    with container.open(part) as opened:
        while piece := opened.read(_PIECE):
            budget.unpack(len(piece))
            pieces.append(piece)
    return b"".join(pieces)


def _part(name: str, content: bytes, budget: _Budget, depth: int) -> str:
    if content.startswith(b"PK\x03\x04"):
        return _walk(content, budget, depth + 1)[1]
    if not name.endswith((".xml", ".rels")):
        return ""
    if name == "[Content_Types].xml" and b"macroEnabled" in content:
        raise OfficeError("macros")
    return "" if name.endswith(".rels") else _words(content)


def _words(content: bytes) -> str:
    """Return the text of an XML part, each paragraph or cell on a line of its own."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise OfficeError("damaged")
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
