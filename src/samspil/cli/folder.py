"""The data folder: made where missing, used by one Samspil at a time."""

import contextlib
import fcntl
import os
import secrets
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import IO

from samspil.cli.words import say, unavailable

_DAY = 24 * 60 * 60
_KEPT = 7


def open_folder(folder: Path) -> None:
    """Make the folder and its secret; ends with one sentence if it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _close_to_others(folder)
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


def _close_to_others(folder: Path) -> None:
    """Let only the owner look inside: people and their addresses lie here."""
    for path, mode in (
        (folder, 0o700),
        *((file, 0o600) for file in folder.glob("samspil.sqlite3*")),
        *((file, 0o600) for file in folder.glob("backups/*.sqlite3")),
    ):
        # In a container the folder may belong to somebody else, who has decided already.
        with contextlib.suppress(PermissionError):
            path.chmod(mode)


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
    copies = _copies(folder)
    if not file.stat().st_size and not copies:
        say(
            f"Databasen {file} var tom. Samspil begynder forfra.",
            f"The database {file} was empty. Samspil begins afresh.",
        )
        return
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict == "ok" and file.stat().st_size:
        return
    if copies:
        # What was written last by somebody who ended suddenly belongs to the damaged file only.
        beside = file.with_name(f"{file.name}-wal")
        danish, english = (
            (f" Fjern også {beside}.", f" Remove {beside} too.") if beside.exists() else ("", "")
        )
        unavailable(
            f"Databasen {file} er beskadiget. Læg den nyeste kopi, {copies[-1]}, i dens sted."
            f"{danish}",
            f"The database {file} is damaged. Put its newest copy, {copies[-1]}, in its place."
            f"{english}",
        )
    unavailable(
        f"Databasen {file} er beskadiget, og her er ingen kopi. Hent den fra jeres egen "
        "sikkerhedskopi, eller begynd forfra i en anden mappe med --data.",
        f"The database {file} is damaged, and there is no copy here. Take it from your own backup, "
        "or begin afresh in another folder by --data.",
    )


def gather(folder: Path) -> None:
    """Gather the embedded database in its one file, when everybody who wrote in it has ended.

    Whoever ends without closing it leaves the newest in a file beside it, which is taken in at the
    next start, but is easily forgotten by somebody who copies the one file in between.
    """
    with (
        contextlib.suppress(sqlite3.DatabaseError),
        closing(sqlite3.connect(folder / "samspil.sqlite3")) as database,
    ):
        # The last to close takes it in; one that has read nothing has not opened it.
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()


def copy_daily(folder: Path, now: float | None = None) -> Path | None:
    """Copy the embedded database if the last copy, or the folder itself, is older than a day.

    Returns the copy. Seven daily copies are kept; those made before an upgrade stay.
    """
    file = folder / "samspil.sqlite3"
    if not file.exists() or not file.stat().st_size:
        return None
    moment = time.time() if now is None else now
    newest = max(one.stat().st_mtime for one in (folder / "secret.key", *_copies(folder)))
    if moment - newest < _DAY:
        return None
    target = (
        folder / "backups" / time.strftime("daily-%Y%m%d-%H%M%S.sqlite3", time.localtime(moment))
    )
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    target.chmod(0o600)
    for old in sorted(target.parent.glob("daily-*.sqlite3"))[:-_KEPT]:
        old.unlink()
    return target


def _copies(folder: Path) -> list[Path]:
    """The copies there are, the newest last."""
    return sorted(folder.glob("backups/*.sqlite3"), key=lambda one: one.stat().st_mtime)
