"""Importing files of figures: recognised, read, checked, and published whole or refused whole."""

import hashlib
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from samspil.figures import checks, incoming
from samspil.figures.incoming import Incoming
from samspil.figures.indicators import load_indicators
from samspil.figures.models import Observation, Source
from samspil.figures.readers import Complaint, Reading, Row
from samspil.figures.services.publishing import Published, outlook, publish
from samspil.people.viewer import Viewer
from samspil.places import selectors as places


class FiguresRefusedError(Exception):
    """An import was refused and nothing was changed; ``complaints`` says what and where."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(f"{len(self.complaints)} complaints")


def import_file(*, actor: Viewer, name: str, content: bytes, table: str = "") -> Published:
    """Recognise, read, check and publish one file; raises FiguresRefusedError.

    ``table`` settles which table it is, where several look like it.
    """
    found = incoming.examine(content, table=table)
    return import_incoming(actor=actor, name=name, digest=digest_of(content), found=found)


def import_incoming(*, actor: Viewer, name: str, digest: str, found: Incoming) -> Published:
    """Check and publish a file that has been recognised; raises FiguresRefusedError."""
    done = import_reading(actor=actor, name=name, digest=digest, reading=found.reading)
    return replace(done, form=found.form, tables=found.tables)


def import_reading(
    *,
    actor: Viewer,
    name: str,
    digest: str,
    reading: Reading,
    instead_of: Set[str] = frozenset(),
    gives_way: bool = False,
) -> Published:
    """Check and publish rows, wherever they were read; raises FiguresRefusedError.

    One complaint refuses them all. See ``publish`` for ``instead_of`` and ``gives_way``.
    """
    reading = _in_roles(reading)
    complaints = [*reading.complaints, *unfit(reading.rows)]
    if complaints:
        raise FiguresRefusedError(sorted(complaints, key=_place))
    observations = [_observation(row) for row in reading.rows]
    done = publish(
        actor=actor,
        origin=name[:200],
        digest=digest,
        observations=observations,
        instead_of=instead_of,
        gives_way=gives_way,
    )
    indicators = tuple(sorted({row.indicator for row in reading.rows}))
    return replace(done, left_out=reading.remarks, indicators=indicators)


def outlook_of(reading: Reading) -> tuple[int, int, tuple[Complaint, ...]]:
    """Return what publishing would do: how many new, how many changed, and what forbids it."""
    reading = _in_roles(reading)
    complaints = sorted([*reading.complaints, *unfit(reading.rows)], key=_place)
    if complaints:
        return 0, 0, tuple(complaints)
    return (*outlook([_observation(row) for row in reading.rows]), ())


def _in_roles(reading: Reading) -> Reading:
    """Give each row that names no role the one its indicator is counted in."""
    roles = {name: found.content.role for name, found in load_indicators().items()}
    rows = tuple(
        row if row.role else replace(row, role=roles.get(row.indicator, "location"))
        for row in reading.rows
    )
    return replace(reading, rows=rows)


def _place(complaint: Complaint) -> tuple[int, str]:
    return complaint.line, complaint.column


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def unfit(rows: Iterable[Row]) -> list[Complaint]:
    """Return what rows contradict of definitions, places and sources here."""
    return checks.complaints(
        rows,
        codes=set(places.names()),
        sources=set(Source.objects.values_list("pk", flat=True)),
        schools=places.institution_numbers(),
    )


def _observation(row: Row) -> Observation:
    return Observation(
        indicator=row.indicator,
        municipality_id=row.municipality or None,
        institution_id=row.institution or None,
        period=row.period,
        breakdown=row.breakdown,
        role=row.role,
        state=row.state,
        value=row.value,
        source_id=row.source,
    )
