"""Tells whether the process that does a piece of work is still alive.

A running job holds a lock on a file. The system lets go of it when the process ends in whatever
way, so nothing has to be cleaned up after a crash, and no number of a process can be mistaken.
"""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings


class HeldError(Exception):
    """Another living process on this machine does this work."""


def host() -> str:
    """Name this machine and data folder, within which the locks mean something."""
    return f"{socket.gethostname()}:{settings.SAMSPIL_DATA}"[-120:]


@contextmanager
def held(job_id: int) -> Iterator[None]:
    """Hold the lock of a job; raises HeldError when another process does."""
    handle = _locked(_file(job_id))
    try:
        yield
        # Removed while still held; whoever opened it meanwhile finds it gone and opens a new one.
        with suppress(OSError):
            _file(job_id).unlink()
    finally:
        os.close(handle)


def _locked(file: Path) -> int:
    """Return an open, locked handle to the file that stands in the folder now."""
    file.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        if not _try_lock(handle):
            os.close(handle)
            raise HeldError
        with suppress(FileNotFoundError):
            if os.fstat(handle).st_ino == file.stat().st_ino:
                return handle
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(job_id: int) -> bool:
    """Whether a living process on this machine does this work."""
    try:
        handle = os.open(_file(job_id), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


def _file(job_id: int) -> Path:
    return Path(settings.SAMSPIL_DATA) / "locks" / f"job-{job_id}.lock"
