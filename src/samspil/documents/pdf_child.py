"""Reads a PDF in a process of its own: its text page by page, and what it would do by itself.

``python -m samspil.documents.pdf_child < file.pdf`` prints JSON: ``pages``, or ``refused`` with
why. Whatever a hostile file does here, it does to this process, which has little memory and time.
"""

import contextlib
import json
import logging
import resource
import sys
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 500
SECONDS = 20
MEMORY = 1_500_000_000
"""Bytes of addresses; Python and what it loads take a part of them."""

type Part = Any
"""An object of a PDF, as pypdf gives it."""

_ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE"}


class RefusedError(Exception):
    """The file is not taken; ``code`` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read(content: bytes) -> list[str]:
    """Return the text of each page; raises RefusedError, and whatever pypdf raises."""
    import io

    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("locked")
    root: Any = reader.trailer["/Root"].get_object()
    if _acts(root):
        raise RefusedError("active")
    if "/Pages" not in root:
        return []
    if len(reader.pages) > MOST_PAGES:
        raise RefusedError("pages")
    texts = []
    for page in reader.pages:
        if "/AA" in page or any(_does(link) for link in _annotations(page)):
            raise RefusedError("active")
        texts.append(page.extract_text())
    return texts


def _acts(root: Part) -> bool:
    """Whether the file runs something, or carries other files."""
    names = root.get("/Names")
    held = names.get_object() if names is not None else {}
    opens = root.get("/OpenAction")
    action = opens.get_object() if opens is not None else {}
    is_action = hasattr(action, "get") and action.get("/S") in _ACTS
    return "/AA" in root or "/JavaScript" in held or "/EmbeddedFiles" in held or is_action


def _annotations(page: Part) -> Iterator[Part]:
    found = page.get("/Annots")
    for one in found.get_object() if found is not None else ():
        yield one.get_object()


def _does(annotation: Part) -> bool:
    """Whether a place on the page runs something or holds a file; links to pages do not."""
    if annotation.get("/Subtype") in {"/FileAttachment", "/RichMedia", "/Screen", "/Movie"}:
        return True
    action = annotation.get("/A")
    return action is not None and action.get_object().get("/S") in _ACTS


def main() -> None:
    """Read from standard input, answer on standard output."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable(logging.CRITICAL)
    try:
        answer: dict[str, Any] = {"pages": read(sys.stdin.buffer.read())}
    except RefusedError as refusal:
        answer = {"refused": refusal.code}
    except MemoryError:
        answer = {"refused": "bomb"}
    except Exception:
        # Whatever pypdf says of a file that it cannot read.
        answer = {"refused": "damaged"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
