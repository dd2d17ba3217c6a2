"""The file itself: parts, how they are declared, how they hang together; the same every time.

Parts are added to those of a base. No clock and no order of chance gets into the file.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

from samspil.components.slides.looks import DECLARATION

_DATE: Final = (1980, 1, 1, 0, 0, 0)
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "application/vnd.openxmlformats-officedocument."
_SHEET: Final = f"{_TYPES}spreadsheetml.sheet"
_STORED: Final = (".xlsx", ".png", ".jpg", ".jpeg")
"""Packed already: packing them once more takes time and no room away."""

KINDS: Final = {
    "slide": f"{_TYPES}presentationml.slide+xml",
    "notesSlide": f"{_TYPES}presentationml.notesSlide+xml",
    "slideLayout": f"{_TYPES}presentationml.slideLayout+xml",
    "chart": f"{_TYPES}drawingml.chart+xml",
}

type Relation = tuple[str, str]
"""What kind of relation it is, and the name of the part it leads to."""


class Package:
    """The parts of a file being made."""

    def __init__(self, entries: Mapping[str, bytes]) -> None:
        self.entries = dict(entries)
        self._declared: list[str] = []

    def add(self, kind: str, name: str, content: bytes, relations: Iterable[Relation]) -> None:
        """Add a part; its relations are rId1, rId2 and on."""
        self.entries[name] = content
        self.entries[rels_of(name)] = relations_xml(name, relations)
        self.declare(kind, name)

    def declare(self, kind: str, name: str) -> None:
        """Say what kind of part this is."""
        self._declared.append(f'<Override PartName="/{name}" ContentType="{KINDS[kind]}"/>')

    def relate(self, name: str, relations: Iterable[Relation]) -> list[str]:
        """Add relations to a part that has some; returns their ids."""
        rels = rels_of(name)
        standing = self.entries[rels].decode()
        first = 1 + max(map(int, re.findall(r'Id="rId(\d+)"', standing)), default=0)
        items = [
            (f"rId{number}", _relation(f"rId{number}", name, one))
            for number, one in enumerate(relations, start=first)
        ]
        added = "".join(xml for _id, xml in items)
        self.entries[rels] = standing.replace(
            "</Relationships>", f"{added}</Relationships>"
        ).encode()
        return [rid for rid, _xml in items]

    def content(self) -> bytes:
        """Return the file."""
        self.write_types()
        return pack(self.entries)

    def write_types(self) -> None:
        """Write down what kinds of parts there are."""
        types = self.entries["[Content_Types].xml"].decode()
        if 'Extension="xlsx"' not in types:
            types = re.sub(
                r"(<Types[^>]*>)", rf'\1<Default Extension="xlsx" ContentType="{_SHEET}"/>', types
            )
        whole = types.replace("</Types>", f"{''.join(self._declared)}</Types>")
        self.entries["[Content_Types].xml"] = whole.encode()
        self._declared.clear()


def rels_of(name: str) -> str:
    """Return the name of the list of a part's relations."""
    folder, file = posixpath.split(name)
    return f"{folder}/_rels/{file}.rels"


def relations_xml(name: str, relations: Iterable[Relation]) -> bytes:
    """Return the list of relations of a part."""
    items = "".join(
        _relation(f"rId{place}", name, one) for place, one in enumerate(relations, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELS}">{items}</Relationships>'.encode()


def _relation(rid: str, name: str, relation: Relation) -> str:
    """Return one relation, its target as seen from the part."""
    kind, target = relation
    seen = posixpath.relpath(target, posixpath.dirname(name))
    return f'<Relationship Id="{rid}" Type="{_RELATIONS}/{kind}" Target="{seen}"/>'


def pack(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip file of the entries, in their order, with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as write:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, _DATE)
            packed = name.lower().endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            write.writestr(entry, content)
    return out.getvalue()
