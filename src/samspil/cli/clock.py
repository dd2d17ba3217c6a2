"""``samspil tick``: what is due by the clock, for installations without a worker that stays."""

import argparse
from typing import Any

from samspil.cli.database import ready


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Do what is due; answers how many things each chore did, null for one that failed."""
    ready(options)
    from samspil.jobs import clock

    return {"done": dict(clock.tick())}
