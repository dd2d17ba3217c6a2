"""How the command line speaks: Danish, or English where the shell does."""

import os
import sys
from typing import NoReturn

DONE, REFUSED, USAGE, NOT_AVAILABLE = 0, 1, 2, 3


def language() -> str:
    """Return ``da`` or ``en``: SAMSPIL_LANGUAGE, else the shell's own, else Danish."""
    for name in ("SAMSPIL_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value.startswith(("da", "en")):
            return value[:2]
    return "da"


def choose(danish: str, english: str) -> str:
    """Return the words in the language of the shell."""
    return english if language() == "en" else danish


def say(danish: str, english: str) -> None:
    """Tell a person something, beside the data a program reads."""
    sys.stderr.write(choose(danish, english) + "\n")
    sys.stderr.flush()


class Stop(Exception):  # noqa: N818 - it ends a command, in one sentence
    """Ends a command with a sentence and an exit code."""

    def __init__(self, code: int, danish: str, english: str) -> None:
        self.code, self.danish, self.english = code, danish, english
        super().__init__(english)


def refuse(danish: str, english: str) -> NoReturn:
    """End because the input cannot be used."""
    raise Stop(REFUSED, danish, english)


def unavailable(danish: str, english: str) -> NoReturn:
    """End because something needed is not there or not allowed."""
    raise Stop(NOT_AVAILABLE, danish, english)
