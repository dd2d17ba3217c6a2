"""The national points of the starter file, each with the text it was read in as its source."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence

from samspil.figures.indicators import NATIONAL_BREAKDOWNS
from samspil.figures.readers import tidy

_COLLECTED = "2026-11-22"


def tidy_file(rows: Sequence[Mapping[str, str]]) -> tuple[bytes, list[dict[str, str]]]:
    """Return the points as a tidy file, and the sources they name."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(tidy.COLUMNS)
    sources: dict[str, dict[str, str]] = {}
    for row in rows:
        source = _source(row["source_text"])
        sources[source["source"]] = source
        indicator, part = NATIONAL_BREAKDOWNS.get(row["indicator"], (row["indicator"], ""))
        point = (indicator, "", row["period"], part, row["value"], row["unit"], source["source"])
        writer.writerow(point)
    return out.getvalue().encode(), list(sources.values())


def _source(text: str) -> dict[str, str]:
    derived = "derived" in text
    return {
        "source": f"national_{hashlib.sha256(text.encode()).hexdigest()[:10]}",
        "publisher": "Landstal",
        "table": text,
        "url": "",
        "quality": "derived" if derived else "transcribed",
        "note": "A national figure as quoted in the text named.",
        "collected": _COLLECTED,
    }
