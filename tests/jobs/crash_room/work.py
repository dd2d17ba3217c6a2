"""Work that takes a while, for the crash test; each number is a row of a file."""

import os
import time
from pathlib import Path

from samspil.jobs.registry import job

FOLDER = Path(os.environ["SAMSPIL_DATA"])
STEPS = 20


@job("crash_test")
def sum_up(progress):
    """Add up 1 … 20, leaving a mark on the way so that the test knows when to kill."""
    with (FOLDER / "attempts").open("a") as attempts:
        attempts.write(f"{os.getpid()}\n")
    total = 0
    for number in range(1, STEPS + 1):
        total += number
        progress.step(number, STEPS)
        if number == 5:
            (FOLDER / "midway").touch()
        if progress.attempt == 1:
            time.sleep(0.1)
    return {"sum": total}
