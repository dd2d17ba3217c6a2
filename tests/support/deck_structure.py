"""What every deck must hold, whatever it is about: read from the bytes, complaint by complaint.

``complaints(deck)`` looks at the package (parts, relations, content types, workbooks), then at
each slide (ids, notes, alt texts, source). An empty list is a sound deck.
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

MOST_SLIDES = 20
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TYPES = {
    r"ppt/presentation\.xml": "presentationml.presentation.main+xml",
    r"ppt/slides/[^/]+\.xml": "presentationml.slide+xml",
    r"ppt/notesSlides/[^/]+\.xml": "presentationml.notesSlide+xml",
    r"ppt/slideLayouts/[^/]+\.xml": "presentationml.slideLayout+xml",
    r"ppt/slideMasters/[^/]+\.xml": "presentationml.slideMaster+xml",
    r"ppt/charts/chart[^/]*\.xml": "drawingml.chart+xml",
    r"ppt/embeddings/[^/]+\.xlsx": "spreadsheetml.sheet",
}
PAGE = r"ppt/(slides|slideLayouts|slideMasters|notesSlides|notesMasters)/[^/]+\.xml"


def complaints(
    deck: bytes, *, banner: str = "", most: int = MOST_SLIDES, words: int = 20
) -> list[str]:
    """Return what is wrong with a deck.

    ``banner`` must then stand on every slide; ``words`` is how many letters an alt text, a source
    and notes have at least.
    """
    package = _Package(deck)
    slides = [name for name in package.names if re.fullmatch(r"ppt/slides/[^/]+\.xml", name)]
    found = [*package.complaints(), *_page_complaints(package, slides, most)]
    return [*found, *(one for name in slides for one in _slide(package, name, banner, words))]


class _Package:
    """The parts of the file, how they are declared, and how they hang together."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        types = etree.fromstring(self.parts["[Content_Types].xml"])
        self.overrides = {
            node.get("PartName").lstrip("/"): node.get("ContentType")
            for node in types
            if node.tag.endswith("Override")
        }
        self.defaults = {
            node.get("Extension").lower(): node.get("ContentType")
            for node in types
            if node.tag.endswith("Default")
        }

    def type_of(self, name: str) -> str:
        return self.overrides.get(name) or self.defaults.get(name.rsplit(".", 1)[-1].lower(), "")

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id to (kind, name of the part it leads to)."""
        folder, file = posixpath.split(name)
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        if rels not in self.parts:
            return {}
        return {
            one.get("Id"): (one.get("Type"), _target(folder, one.get("Target")))
            for one in self.xml(rels).iter(REL)
        }

    def complaints(self) -> Iterator[str]:
        for name, count in Counter(self.names).items():
            if count > 1:
                yield f"{name} is in the file {count} times"
        for name in self.overrides:
            if name not in self.parts:
                yield f"{name} is declared and not there"
        for name in self.names:
            yield from self._part(name)
        reached = self._reached()
        for name in set(self.names) - reached - {"[Content_Types].xml"}:
            if not name.endswith(".rels"):
                yield f"{name} is reached from nowhere"

    def _part(self, name: str) -> Iterator[str]:
        if name != "[Content_Types].xml" and not self.type_of(name):
            yield f"{name} has no content type"
        for pattern, kind in TYPES.items():
            if re.fullmatch(pattern, name) and not self.type_of(name).endswith(kind):
                yield f"{name} is declared as {self.type_of(name)}"
        if name.endswith((".xml", ".rels")):
            relations = self.relations(name)
            for used in _used(self.xml(name)):
                if used not in relations:
                    yield f"{name} uses {used}, which leads nowhere"
        if name.endswith(".rels"):
            yield from self._rels(name)
        if re.fullmatch(r"ppt/charts/chart[^/]*\.xml", name):
            yield from self._chart(name)

    def _rels(self, name: str) -> Iterator[str]:
        ids = [one.get("Id") for one in self.xml(name).iter(REL)]
        if len(ids) != len(set(ids)):
            yield f"{name} has the same id twice"
        base = posixpath.dirname(posixpath.dirname(name))
        for one in self.xml(name).iter(REL):
            if one.get("TargetMode") == "External":
                yield f"{name} leads out of the file"
            elif _target(base, one.get("Target")) not in self.parts:
                yield f"{name} leads to {one.get('Target')}, which is not there"

    def _chart(self, name: str) -> Iterator[str]:
        """A chart has a workbook of its own, which holds what is shown."""
        (external,) = self.xml(name).iter(f"{CHART}externalData") or (None,)
        kind, book = self.relations(name)[external.get(f"{{{OFFICE}}}id")]
        if not kind.endswith("/package"):
            yield f"{name}: its workbook is a {kind}"
        with zipfile.ZipFile(io.BytesIO(self.parts[book])) as archive:
            if archive.testzip() or "xl/workbook.xml" not in archive.namelist():
                yield f"{name}: {book} is no workbook"
        owners = sum(
            target == book for other in self.names for _k, target in self.relations(other).values()
        )
        if owners != 1:
            yield f"{book} belongs to {owners} charts"

    def _reached(self) -> set[str]:
        """Every part that can be reached from the package itself."""
        waiting, found = [target for _kind, target in self.relations("").values()], set()
        while waiting:
            name = waiting.pop()
            if name not in found and name in self.parts:
                found.add(name)
                waiting += [target for _kind, target in self.relations(name).values()]
        return found


def _target(folder: str, target: str) -> str:
    joined = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(joined).lstrip("/")


def _used(tree: etree._Element) -> Iterator[str]:
    """Ids of relations that a part uses."""
    for node in tree.iter():
        for key, value in node.attrib.items():
            if key.startswith(f"{{{OFFICE}}}") and value:
                yield value


def _page_complaints(package: _Package, slides: list[str], most: int) -> Iterator[str]:
    if not 1 <= len(slides) <= most:
        yield f"{len(slides)} slides"
    lists = list(package.xml("ppt/presentation.xml").iter("{*}sldIdLst"))
    relations = package.relations("ppt/presentation.xml")
    shown = [relations[one.get(f"{{{OFFICE}}}id")][1] for node in lists for one in node]
    if len(lists) != 1 or sorted(shown) != sorted(slides):
        yield f"{len(lists)} lists of slides show {shown}"
    for name in package.names:
        if re.fullmatch(PAGE, name):
            ids = [one.get("id") for one in package.xml(name).iter("{*}cNvPr")]
            if not ids or len(ids) != len(set(ids)):
                yield f"{name}: shape ids {ids}"
    for name in slides:
        if package.xml(name).find(".//{*}pic") is not None:
            yield f"{name} shows a picture"


def _slide(package: _Package, name: str, banner: str, words: int) -> Iterator[str]:
    """Alt text on each graphic, notes, a title, source and period on every slide but the first."""
    tree = package.xml(name)
    texts = {
        one.find(".//{*}cNvPr").get("name"): "".join(t.text or "" for t in one.iter(f"{DRAWING}t"))
        for one in tree.iter("{*}sp")
    }
    kinds = [one.get("type") for one in tree.iter("{*}ph")]
    if kinds.count("title") + kinds.count("ctrTitle") != 1 or not texts.get("Titel", "").strip():
        yield f"{name} has no title"
    if "ctrTitle" not in kinds:
        source = texts.get("Kilde", "")
        if len(source) < words or not re.search(r"\d{4}", source):
            yield f"{name} names no source with a date"
    if banner and texts.get("Mærke") != banner:
        yield f"{name} is not marked {banner}"
    for frame in tree.iter("{*}graphicFrame"):
        yield from (f"{name}: a graphic {what}" for what in _graphic(frame, words))
    notes = [t for kind, t in package.relations(name).values() if kind.endswith("/notesSlide")]
    spoken = "".join(t.text or "" for one in notes for t in package.xml(one).iter(f"{DRAWING}t"))
    if len(notes) != 1 or len(spoken.strip()) < words:
        yield f"{name} has no notes"


def _graphic(frame: etree._Element, words: int) -> Iterator[str]:
    if len(frame.find(".//{*}cNvPr").get("descr") or "") < words:
        yield "says not what it shows"
    if frame.find(".//{*}ph") is None:
        yield "stands outside the layout's placeholders"
    if not list(frame.iter(f"{CHART}chart")) and not list(frame.iter(f"{DRAWING}tbl")):
        yield "is neither chart nor table"
