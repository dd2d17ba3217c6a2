"""Which format bytes are in, decided by the bytes and never by the file's name."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from samspil.figures.readers import (
    Complaint,
    RawTable,
    Reading,
    Unreadable,
    cubes,
    grid,
    jsonstat,
    noegletal,
    statbank,
    tidy,
    xlsx,
)


class Format(NamedTuple):
    """A format of publishers' tables: whether bytes begin as one, and how they are read."""

    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], RawTable]


FORMATS = (
    Format(statbank.recognises, statbank.read),
    Format(cubes.recognises, cubes.read),
    Format(jsonstat.recognises, jsonstat.read),
    Format(noegletal.recognises, noegletal.read),
    Format(xlsx.recognises, xlsx.read),
    # Any other CSV comes last: it says least about itself.
    Format(grid.recognises, grid.read),
)


def read(content: bytes) -> Reading | RawTable:
    """Return the rows of a tidy file, or the publisher's table in any other format.

    What cannot be told or is not whole comes back as a reading with complaints alone.
    """
    if tidy.recognises(content):
        return tidy.read(content)
    try:
        for form in FORMATS:
            if form.recognises(content):
                return form.read(content)
    except Unreadable as error:
        return Reading(complaints=(error.complaint,))
    return Reading(complaints=(Complaint(1, "", _("et ukendt format"), understood()),))


def understood() -> str:
    """Say which formats are understood."""
    return _(
        "en CSV-fil med kolonnerne %(columns)s; eller Statistikbankens CSV, BULK eller JSON-stat; "
        "eller Uddannelsesstatistiks JSON; eller en anden CSV-fil eller et regneark (XLSX) med "
        "overskrifter over kolonnerne"
    ) % {"columns": ", ".join(tidy.COLUMNS)}
