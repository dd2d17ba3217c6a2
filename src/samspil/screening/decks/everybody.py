"""The figures-only decks of every municipality, as one file that grows on the disk.

One deck is in memory at a time. The file's name says what it was made from, so that the same
figures are packed once, and a run that was stopped begins again without leaving a half file.
"""

import hashlib
import os
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from django.conf import settings
from django.utils import translation

import samspil
from samspil.components.slides.base import Base
from samspil.figures.snapshot import current
from samspil.places import selectors as places
from samspil.screening import decks
from samspil.screening.instrument import load_instruments
from samspil.screening.sentences import SECTORS
from samspil.screening.services import CURRENT_INSTRUMENT

type Sector = Literal["school", "daycare"]
type Language = Literal["da", "en"]
type Report = Callable[[int, int, str], None]

LANGUAGES: tuple[Language, ...] = get_args(Language.__value__)
KEPT = 7 * 24 * 60 * 60
"""Seconds that a file is kept: it is made anew in less than a minute."""

_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Wanted:
    """Which decks: of schools or daycare, in which language, on which template (0: our own)."""

    sector: str
    language: str
    template: int = 0

    @property
    def name(self) -> str:
        """The name of the file, which says what it is made from."""
        made_from = (
            samspil.__version__,
            str(current().vintage),
            load_instruments()[CURRENT_INSTRUMENT].version,
            str(self.template),
        )
        digest = hashlib.sha256("\n".join(made_from).encode()).hexdigest()[:16]
        return f"{self.sector}-{self.language}-{digest}.zip"

    @property
    def file(self) -> Path:
        """Where the file lies, once it is whole."""
        return folder() / self.name


def folder() -> Path:
    """Return where such files lie: with the other data, outside what is served."""
    return Path(settings.SAMSPIL_DATA) / "decks"


def pack(*, wanted: Wanted, base: Base | None = None, report: Report) -> Path:
    """Make every real municipality's deck and return the file with all of them.

    ``report`` is told (done, of, name) at each deck, and may raise to stop; nothing is left then.
    """
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = folder() / f".{wanted.name}.{os.getpid()}"
    municipalities = places.real_municipalities()
    try:
        # Decks are packed themselves; packing them again would take time and no room away.
        with (
            zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive,
            translation.override(wanted.language),
        ):
            for done, place in enumerate(municipalities):
                report(done, len(municipalities), place.name)
                content = decks.for_municipality(
                    code=place.code, sector=wanted.sector, choice=decks.Choice(base)
                )
                entry = zipfile.ZipInfo(_name(place.name, wanted.sector), _DATE)
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, content)
        partial.replace(wanted.file)
    finally:
        partial.unlink(missing_ok=True)
    report(len(municipalities), len(municipalities), "")
    return wanted.file


def _name(municipality: str, sector: str) -> str:
    """Return what one deck is called in the file."""
    return f"{municipality} – {str(SECTORS[sector]).lower()}.pptx"


def ready(wanted: Wanted) -> Path | None:
    """Return the file, where it has been made from what stands now."""
    return wanted.file if wanted.file.is_file() else None


def download_name(wanted: Wanted) -> str:
    """Return what the file is called when it is given out."""
    template = f"-{wanted.template}" if wanted.template else ""
    return f"samspil-alle-kommuner-{wanted.sector}-{wanted.language}{template}.zip"


def forget(*, now: float | None = None) -> int:
    """Remove files that have been kept long enough; returns how many."""
    moment, gone = now or time.time(), 0
    for file in folder().glob("*.zip") if folder().is_dir() else ():
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < moment - KEPT:
                file.unlink()
                gone += 1
    return gone
