"""What a file is, by its content, and whether we take it. The name decides nothing but .csv."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspil.documents import images, office, pdf
from samspil.documents.cpr import Likeness, likeness
from samspil.documents.models import Document

Kind = Document.Kind
LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""

MOST_PIXELS = 100_000_000
"""Of one picture: whoever opens it needs four bytes for each."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS = {Kind.JPEG: ".jpg"}
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]")

SENTENCES: dict[str, Promise] = {
    "empty": _("Filen er tom. Er den gemt færdig? Åbn den, gem igen, og vælg den på ny."),
    "large": _("Filen fylder over 20 MB. Gem den med mindre billeder, eller del den i flere."),
    "kind": _("Vi kan tage imod PDF, Word, Excel, PowerPoint, PNG, JPEG, tekst og CSV."),
    "old_office": _(
        "Filen er i et gammelt Office-format eller har adgangskode. Gem den som .docx, .xlsx eller "
        ".pptx uden adgangskode."
    ),
    "macros": _("Filen indeholder makroer. Gem den uden makroer, som .docx, .xlsx eller .pptx."),
    "locked": _("Filen har adgangskode. Gem den uden adgangskode."),
    "active": _(
        "Filen har programmer eller andre filer i sig. Gem den uden dem, fx ved at udskrive den "
        "som en ny PDF."
    ),
    "fetches": _(
        "Filen henter noget fra et andet sted, når den åbnes. Sæt billeder og skabeloner ind i "
        "filen, og gem den igen."
    ),
    "pages": _("Filen har over 500 sider, dias eller ark. Del den i flere."),
    "pixels": _("Billedet har over 100 millioner punkter. Gem det mindre."),
    "bomb": _("Filen folder sig ud til noget alt for stort. Gem den på ny fra programmet."),
    "damaged": _("Filen er beskadiget. Åbn den i programmet, gem igen, og vælg den på ny."),
    "encoding": _("Teksten er ikke UTF-8. Gem den som »CSV UTF-8« eller »Tekst (UTF-8)«."),
    "cpr": _(
        "Filen indeholder noget, der ligner CPR-numre. Fjern dem, og vælg filen igen. Vi gemmer "
        "aldrig CPR-numre."
    ),
    "cpr_name": _("Filens navn ligner et CPR-nummer. Giv den et andet navn, og vælg den igen."),
    "cpr_possible": _(
        "Filen indeholder tal på ti cifre, der kan være CPR-numre, men fx også P-numre. Se efter, "
        "og sæt kryds ved, at der ingen CPR-numre er."
    ),
}


_PLACES: dict[str, Promise] = {
    "pdf": _("Det står på side %(number)s."),
    "pptx": _("Det står på dias %(number)s."),
    "xlsx": _("Det står på ark %(number)s."),
    "txt": _("Det står på linje %(number)s."),
    "csv": _("Det står på linje %(number)s."),
}

type Told = Iterable[tuple[int, str]]
"""Text with where it stands."""


class RefusedError(Exception):
    """A file is not taken; ``code`` says why and ``sentence`` what would be right.

    ``place`` is where in a file of this ``kind``: the page, slide, sheet or line, 0 if unknown.
    """

    def __init__(self, code: str, kind: str = "", place: int = 0) -> None:
        self.code, self.kind, self.place = code, kind, place
        super().__init__(code)

    @property
    def sentence(self) -> str:
        """What happened, where, and what would be right, in the reader's language."""
        sentence = str(SENTENCES[self.code])
        where = _PLACES.get(self.kind) if self.place else None
        return f"{sentence} {str(where) % {'number': self.place}}" if where else sentence


@dataclass(frozen=True)
class Examined:
    """A file that may be kept, with the name it will be given out under."""

    name: str
    kind: Document.Kind
    content: bytes


def examine(name: str, content: bytes, *, confirmed_no_cpr: bool = False) -> Examined:
    """Return what the file is; raises RefusedError.

    ``confirmed_no_cpr`` is a person's word that ten digits are something else; it does not let
    through what is written as DDMMYY-XXXX.
    """
    if not content:
        raise RefusedError("empty")
    if len(content) > LARGEST:
        raise RefusedError("large")
    if likeness(name) is Likeness.CLEAR:
        raise RefusedError("cpr_name")
    kind, told = _recognised(name, content)
    _refuse_numbers(kind, told, confirmed=confirmed_no_cpr)
    return Examined(_name(name, kind), kind, content)


def _refuse_numbers(kind: Document.Kind, told: Told, *, confirmed: bool) -> None:
    """Refuse text with what looks like a personal number, and say where it stands."""
    possible = None
    for place, text in told:
        found = likeness(text)
        if found is Likeness.CLEAR:
            raise RefusedError("cpr", kind, place)
        if found is Likeness.POSSIBLE and possible is None:
            possible = place
    if possible is not None and not confirmed:
        raise RefusedError("cpr_possible", kind, possible)


def _recognised(name: str, content: bytes) -> tuple[Document.Kind, Told]:
    """Return the kind and the text in which personal numbers are looked for."""
    if content.startswith(b"%PDF-"):
        return Kind.PDF, _pdf(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(Kind.PNG, b"IEND" in content[-64:], images.png_size(content))
    if content.startswith(b"\xff\xd8\xff"):
        return _picture(Kind.JPEG, b"\xff\xd9" in content[-4096:], images.jpeg_size(content))
    if content.startswith(_OLD_OFFICE):
        raise RefusedError("old_office")
    if content.startswith(b"PK"):
        return _office(content)
    return _text(name, content)


def _pdf(content: bytes) -> Told:
    if b"%%EOF" not in content[-2048:]:
        raise RefusedError("damaged")
    try:
        return tuple(enumerate(pdf.pages(content), start=1))
    except pdf.PdfError as error:
        raise RefusedError(error.code) from error


def _picture(kind: Document.Kind, is_whole: bool, size: tuple[int, int]) -> tuple[Kind, Told]:
    if not is_whole:
        raise RefusedError("damaged")
    if size[0] * size[1] > MOST_PIXELS:
        raise RefusedError("pixels")
    return kind, ()


def _office(content: bytes) -> tuple[Document.Kind, Told]:
    try:
        opened = office.read(content)
    except office.OfficeError as error:
        raise RefusedError(error.code) from error
    return Kind(opened.kind), opened.parts


def _text(name: str, content: bytes) -> tuple[Document.Kind, Told]:
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedError("kind")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Words in another encoding can be saved anew; other bytes are some kind we don't take.
        is_named_text = PurePath(name).suffix.lower() in {".txt", ".csv"}
        raise RefusedError("encoding" if is_named_text else "kind") from error
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise RefusedError("kind")
    if re.match(r"\s*(<!doctype|<html|<svg|<\?xml)", text, re.IGNORECASE):
        raise RefusedError("kind")
    kind = Kind.CSV if name.lower().endswith(".csv") else Kind.TXT
    return kind, tuple(enumerate(text.splitlines(), start=1))


def _name(name: str, kind: Document.Kind) -> str:
    """Return a name that is safe on any machine and ends as its content does."""
    stem = _UNSAFE.sub("", PurePath(name.replace("\\", "/")).name)
    ending = _ENDINGS.get(kind, f".{kind.value}")
    known = (".jpg", ".jpeg", ".potx", ".dotx", ".xltx", *(f".{one.value}" for one in Kind))
    for old in known:
        if stem.lower().endswith(old):
            stem = stem[: -len(old)]
            break
    return (stem.strip(" .")[:120] or "fil") + ending
