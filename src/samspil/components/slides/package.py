"""The same input gives the same bytes: clock and order taken out of an Office file.

python-pptx writes the time of day into every zip entry and, through XlsxWriter, into the core
properties of each chart's workbook. Both are set to fixed values here.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_DATE: Final = (1980, 1, 1, 0, 0, 0)
_CLOCK: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_FIXED: Final = rb"\g<1>1980-01-01T00:00:00Z\g<3>"
_WORKBOOK: Final = ".xlsx"


def steady(package: bytes, *, own_clock: bool = False) -> bytes:
    """Return an Office file with fixed dates, its embedded workbooks likewise.

    ``own_clock`` also fixes created and modified of the file itself, as is done for workbooks;
    without it they are taken to be set on purpose. Raises BadZipFile if it is no zip file.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as read,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as write,
    ):
        for name in read.namelist():
            content = read.read(name)
            if name.endswith(_WORKBOOK):
                content = steady(content, own_clock=True)
            elif own_clock and name == "docProps/core.xml":
                content = _CLOCK.sub(_FIXED, content)
            _add(write, name, content)
    return out.getvalue()


def pack(entries: dict[str, bytes]) -> bytes:
    """Return a zip file of the entries, in their order, with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as write:
        for name, content in entries.items():
            _add(write, name, content)
    return out.getvalue()


def _add(write: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Write one entry, the same on every system."""
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    entry.create_system = 3
    write.writestr(entry, content)
