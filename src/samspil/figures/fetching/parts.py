"""Answers that are kept until a run is finished, so that a run that was stopped can go on.

A file is named by what was asked, and written beside its place before it is moved there: what
stands in the folder is always a whole answer.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

KEPT = 24 * 60 * 60.0
"""Seconds. An older answer is asked for again: the publisher may have newer figures."""


class Parts:
    """The answers of one publisher in the data folder."""

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time) -> None:
        self._folder, self._now = folder, now
        self.used: set[Path] = set()
        folder.mkdir(parents=True, exist_ok=True)
        self._sweep()

    def get(self, path: str, body: Mapping[str, Any], edition: str = "") -> bytes | None:
        """Return the answer kept for a question, or None."""
        file = self._file(path, body, edition)
        try:
            content = file.read_bytes()
        except OSError:
            return None
        self.used.add(file)
        return content

    def put(self, path: str, body: Mapping[str, Any], content: bytes, edition: str = "") -> None:
        """Keep an answer, all of it or nothing."""
        file = self._file(path, body, edition)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        self.used.add(file)

    def collected(self) -> date | None:
        """The day of the oldest answer used: figures are never said to be newer than they are."""
        times = [file.stat().st_mtime for file in self.used if file.exists()]
        return datetime.fromtimestamp(min(times), tz=UTC).astimezone().date() if times else None

    def forget_used(self) -> None:
        """Let go of what a finished run was made from."""
        for file in self.used:
            file.unlink(missing_ok=True)
        self.used.clear()

    def _file(self, path: str, body: Mapping[str, Any], edition: str) -> Path:
        """``edition`` keeps answers apart that were asked before and after an update."""
        asked = json.dumps([path, edition, body], ensure_ascii=False, sort_keys=True)
        return self._folder / f"{hashlib.sha256(asked.encode()).hexdigest()}.part"

    def _sweep(self) -> None:
        for file in (*self._folder.glob("*.part"), *self._folder.glob("*.tmp")):
            with contextlib.suppress(OSError):
                if file.stat().st_mtime < self._now() - KEPT:
                    file.unlink()
