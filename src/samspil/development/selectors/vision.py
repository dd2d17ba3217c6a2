"""Shared visions and their success criteria."""

import datetime as dt
from dataclasses import dataclass

from samspil.development import rules
from samspil.development.models import Vision
from samspil.development.selectors.rows import ProcessRow
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.places.services import sort_key


@dataclass(frozen=True)
class CriterionRow:
    """A success criterion, and how one sees it."""

    sentence: str
    sign: str


@dataclass(frozen=True)
class VisionRow:
    """A vision; ``unit_name`` is empty for the whole process."""

    id: int
    process: int
    unit: str
    unit_name: str
    text: str
    criteria: tuple[CriterionRow, ...]
    agreed_by: str
    agreed_on: dt.date | None
    written_at: dt.datetime


def visions(*, viewer: Viewer, row: ProcessRow) -> tuple[VisionRow, ...]:
    """The visions of a process, the common one first; none for those who may not read it."""
    if not rules.may_read_row(viewer, row):
        return ()
    found = Vision.objects.filter(process=row.id).prefetch_related("criteria")
    rows = [_row(one) for one in found]
    return tuple(sorted(rows, key=lambda one: (bool(one.unit_name), sort_key(one.unit_name))))


def vision(*, viewer: Viewer, vision: int) -> VisionRow | None:
    """One vision; None where there is none that this person may read."""
    found = Vision.objects.select_related("process").filter(pk=vision).first()
    if found is None or not rules.may_read_process(viewer, found.process):
        return None
    return _row(found)


def units(code: str) -> list[tuple[str, str]]:
    """The municipality's schools of the register, number and name, alphabetically."""
    return [(one.number, one.name) for one in places.schools_of(code)]


def _row(one: Vision) -> VisionRow:
    return VisionRow(
        id=one.pk,
        process=one.process_id,
        unit=one.unit,
        unit_name=one.unit_name,
        text=one.text,
        criteria=tuple(CriterionRow(c.sentence, c.sign) for c in one.criteria.all()),
        agreed_by=one.agreed_by,
        agreed_on=one.agreed_on,
        written_at=one.written_at,
    )
