"""The data folder: made where missing, used by one Samspil at a time."""

import fcntl
import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO

from samspil.cli.words import unavailable


def open_folder(folder: Path) -> None:
    """Make the folder and its secret; ends with one sentence if it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        key = folder / "secret.key"
        if not key.exists():
            with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        unavailable(
            f"Mappen {folder} kan ikke skrives ({error.strerror}). Vælg en anden med --data.",
            f"The folder {folder} cannot be written ({error.strerror}). Choose another by --data.",
        )


def lock(folder: Path) -> IO[str]:
    """Hold the folder until the process ends; ends with one sentence if another Samspil does."""
    file = (folder / "samspil.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        unavailable(
            f"Mappen {folder} bruges af en anden Samspil. Stop den, eller vælg en anden: --data.",
            f"The folder {folder} is used by another Samspil. Stop it, or choose another: --data.",
        )
    return file


def check_database(folder: Path) -> None:
    """End with one sentence if the embedded database is damaged."""
    file = folder / "samspil.sqlite3"
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        unavailable(
            f"Databasen {file} er beskadiget. Læg en kopi fra {folder / 'backups'} i dens sted.",
            f"The database {file} is damaged. Put a copy from {folder / 'backups'} in its place.",
        )
