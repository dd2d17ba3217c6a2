"""Reading the JSON that a command computes on."""

import json
import sys
from pathlib import Path
from typing import Any

from samspil.cli.words import refuse


def name_of(file: str) -> str:
    """Return how to speak of the file: its path, or ``stdin`` for ``-``."""
    return "stdin" if file == "-" else file


def read(file: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the JSON in a file (``-`` is standard input), or refuse saying where it ends."""
    name = name_of(file)
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        refuse(f"{name} kan ikke læses: {error.strerror}.", f"{name}: {error.strerror}.")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        refuse(
            f"{name}, linje {error.lineno}, tegn {error.colno}: her er det ikke længere JSON.",
            f"{name}, line {error.lineno}, column {error.colno}: not JSON from here ({error.msg}).",
        )
    # A number of thousands of digits is a ValueError too.
    except (UnicodeDecodeError, RecursionError, ValueError):
        refuse(
            f"{name} er ikke JSON i UTF-8, som kan læses.",
            f"{name} is not JSON in UTF-8 that can be read.",
        )
