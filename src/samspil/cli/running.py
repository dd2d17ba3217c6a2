"""Runs one command, once the Python is known to be new enough."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samspil.cli.parser import build
from samspil.cli.words import DONE, USAGE, Stop, say


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 unavailable."""
    options = build().parse_args(arguments)
    if getattr(options, "data", None):
        os.environ["SAMSPIL_DATA"] = str(Path(options.data).expanduser().absolute())
    try:
        answer = options.run(options)
        if answer is not None:
            _show(answer, options)
    except Stop as stop:
        say(stop.danish, stop.english)
        return stop.code
    except BrokenPipeError:
        # The reader (head, a pager) has seen enough; what is left must not fail at the exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return USAGE + 128
    return DONE


def _show(answer: Any, options: argparse.Namespace) -> None:  # noqa: ANN401 - any JSON
    """Print an answer: JSON for programs and pipes, indented JSON for a person."""
    chosen = getattr(options, "format", None)
    compact = chosen == "json" or (chosen is None and not sys.stdout.isatty())
    text = json.dumps(answer, ensure_ascii=False, indent=None if compact else 2)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
