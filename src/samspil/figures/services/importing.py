"""Importing files of figures: recognised, read, checked, and published whole or refused whole."""

import hashlib
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from samspil.figures import checks
from samspil.figures.indicators import load_indicators
from samspil.figures.models import Observation, Source
from samspil.figures.readers import Complaint, Reading, Row, tidy
from samspil.figures.services.publishing import Published, publish
from samspil.people.viewer import Viewer
from samspil.places.models import Municipality


class FiguresRefusedError(Exception):
    """An import was refused and nothing was changed; ``complaints`` says what and where."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(f"{len(self.complaints)} complaints")


def import_file(*, actor: Viewer, name: str, content: bytes) -> Published:
    """Recognise, read, check and publish one file; raises FiguresRefusedError."""
    reading = _read(content)
    complaints = [*reading.complaints, *_unfit(reading.rows)]
    if complaints:
        raise FiguresRefusedError(sorted(complaints, key=lambda c: (c.line, c.column)))
    observations = [
        Observation(
            indicator=row.indicator,
            municipality_id=row.municipality or None,
            period=row.period,
            breakdown=row.breakdown,
            role=load_indicators()[row.indicator].content.role,
            value=row.value,
            source_id=row.source,
        )
        for row in reading.rows
    ]
    digest = hashlib.sha256(content).hexdigest()
    return publish(actor=actor, origin=name, digest=digest, observations=observations)


def _read(content: bytes) -> Reading:
    if tidy.recognises(content):
        return tidy.read(content)
    expected = _("en CSV-fil med kolonnerne %(columns)s") % {"columns": ", ".join(tidy.COLUMNS)}
    return Reading(complaints=(Complaint(1, "", _("et ukendt format"), expected),))


def _unfit(rows: Iterable[Row]) -> list[Complaint]:
    codes = set(Municipality.objects.values_list("pk", flat=True))
    sources = set(Source.objects.values_list("pk", flat=True))
    return checks.complaints(rows, codes=codes, sources=sources)
