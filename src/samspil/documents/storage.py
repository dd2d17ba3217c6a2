"""Where the bytes lie: under the data folder, outside the web root, by random names."""

import os
import uuid
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings


def new_name() -> str:
    """Return a name that says nothing: two letters for the folder, then the file."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name[2:]}"


def put(stored: str, content: bytes) -> None:
    """Write the bytes so that they are there whole, or not at all."""
    file = _file(stored)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = file.with_suffix(".part")
    with partial.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    partial.replace(file)


def get(stored: str) -> bytes | None:
    """Return the bytes, or None where they are gone."""
    try:
        return _file(stored).read_bytes()
    except FileNotFoundError:
        return None


def remove(stored: str) -> None:
    """Remove the bytes for good; fine if they are gone."""
    with suppress(FileNotFoundError):
        _file(stored).unlink()


def tidy(standing: Collection[str], *, before: datetime) -> int:
    """Remove old bytes that belong to no standing file; returns how many.

    They are left where a process was stopped between writing the bytes and the row, or between
    deleting the row and the bytes.
    """
    folder, gone = Path(settings.SAMSPIL_DATA) / "documents", 0
    for file in folder.glob("*/*") if folder.is_dir() else ():
        stored = f"{file.parent.name}/{file.name}"
        with suppress(FileNotFoundError):
            if stored not in standing and file.stat().st_mtime < before.timestamp():
                file.unlink()
                gone += 1
    return gone


def _file(stored: str) -> Path:
    return Path(settings.SAMSPIL_DATA) / "documents" / stored
