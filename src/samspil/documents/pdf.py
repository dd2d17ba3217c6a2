"""The text of a PDF, read by a process of its own."""

import json
import subprocess
import sys

from samspil.documents.pdf_child import SECONDS


class PdfError(Exception):
    """The file is not taken; ``code`` is locked, active, pages, bomb or damaged."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def pages(content: bytes) -> list[str]:
    """Return the text of each page; raises PdfError."""
    command = [sys.executable, "-m", "samspil.documents.pdf_child"]
    try:
        # The command is ours; the file is only ever its input.
        done = subprocess.run(  # noqa: S603
            command, input=content, capture_output=True, timeout=2 * SECONDS, check=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise PdfError("bomb") from error
    except ValueError as error:
        # It was stopped by its limits before it could answer.
        raise PdfError("bomb") from error
    if "refused" in answer:
        raise PdfError(answer["refused"])
    return list(answer["pages"])
