"""A clock that stands still until a test moves it, in every process that a Samspil starts.

Python imports this file by itself where its folder is on PYTHONPATH. The moment stands in a file
that all the processes share, so that moving it moves all of them at once.
"""

import mmap
import os
import struct
from pathlib import Path

import time_machine


class SharedClock(time_machine.Traveller):
    """Tells the nanoseconds since 1970 that stand in the shared file."""

    def time_ns(self) -> int:
        (moment,) = struct.unpack_from("<q", _shared)
        return moment


if file := os.environ.get("TEST_CLOCK"):
    with Path(file).open("rb") as opened:
        _shared = mmap.mmap(opened.fileno(), 8, access=mmap.ACCESS_READ)
    time_machine.travel(0, tick=False).start()
    time_machine.traveller_stack[-1] = SharedClock(0, None, tick=False)
