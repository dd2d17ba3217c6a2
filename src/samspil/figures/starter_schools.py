"""The public figures of schools in the starter file, as observations of institutions."""

import hashlib
from importlib.resources import files

from samspil.figures.indicators import SCHOOL_COLUMNS
from samspil.figures.models import Observation
from samspil.places.services import starter

# The file says neither year nor table; pages then say that the year is unknown.
UNKNOWN_PERIOD = "ukendt"
VERDICTS = {"Under niveau": -1.0, "På niveau": 0.0, "Over niveau": 1.0}
SOURCE = {
    "source": "stil_gs_oversko",
    "publisher": "STIL",
    "table": "GS/OVER/OVERSKO",
    "url": "https://uddannelsesstatistik.dk",
    "quality": "derived",
    "note": "Public figures per school; the school year is not stated in the file.",
    "collected": "2026-11-22",
}


def digest() -> str:
    """Return the SHA-256 of the file, in hexadecimal."""
    content = files("samspil.places").joinpath("starter", "schools.csv").read_bytes()
    return hashlib.sha256(content).hexdigest()


def observations() -> list[Observation]:
    """Return one observation for each figure that stands in the file; an empty field is none."""
    return [
        Observation(
            indicator=indicator,
            institution_id=row["institution_number"],
            period=UNKNOWN_PERIOD,
            value=_value(row[column]),
            source_id=SOURCE["source"],
        )
        for row in starter("schools.csv")
        for column, indicator in SCHOOL_COLUMNS.items()
        if row[column]
    ]


def _value(text: str) -> float:
    """Return a field as a number; the source's three words have one each."""
    return VERDICTS[text] if text in VERDICTS else float(text)
