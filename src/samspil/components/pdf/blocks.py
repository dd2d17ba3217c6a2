"""What a PDF is made of: a document and its blocks, all typed rows and plain text."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from samspil.components.charts import Chart
from samspil.components.tables import Table

PARAGRAPH_STYLES = ("normal", "lead", "small")
_SAFE_LINKS = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands right below the title, and no level may be left out."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``label`` stands before it in bold; ``href`` makes the text a link."""

    text: str
    style: Literal["normal", "lead", "small"] = "normal"
    label: str = ""
    href: str = ""

    def __post_init__(self) -> None:
        if self.href and not self.href.startswith(_SAFE_LINKS):
            raise ValueError(f"href: only web and mail addresses, not {self.href!r}")


@dataclass(frozen=True)
class Notice:
    """A paragraph that must not be overlooked."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """A few short facts side by side: what, and its value."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rows:
    """A table; numbers stand to the right, and the headings come again on each page."""

    table: Table
    with_caption: bool = True


@dataclass(frozen=True)
class Picture:
    """A chart with its own words. ``width`` is what it is drawn at, in CSS pixels of 1/96 inch.

    Half a page of A4 is about 320, a whole one 640: letters of 11 pixels are then 8 points.
    """

    chart: Chart
    width: int = 640
    level: int = 2
    with_source: bool = True


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True)
class Columns:
    """Blocks side by side, read from the first column to the last."""

    columns: "tuple[tuple[Block, ...], ...]"


Block = Heading | Paragraph | Notice | Bullets | Facts | Rows | Picture | PageBreak | Columns


@dataclass(frozen=True)
class Document:
    """A whole PDF.

    ``language`` is ``da`` or ``en``, ``dated`` the day the file says it was made (never the
    clock's, so that the same input gives the same bytes). ``header`` and ``footer`` stand on
    every page; the footer is the place for source and address. ``size`` is that of the text in
    points, ``margin`` the page's in millimetres.
    """

    title: str
    language: str
    dated: date
    blocks: tuple[Block, ...]
    header: str = ""
    footer: str = ""
    description: str = ""
    author: str = "Samspil"
    size: float = 10.5
    margin: int = 18
