"""Reads of files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samspil.documents import rules, storage
from samspil.documents.models import Document
from samspil.people.viewer import Viewer

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True)
class DocumentRow:
    """A file in a list. ``size`` in bytes."""

    id: int
    name: str
    kind: str
    size: int
    added_at: datetime


@dataclass(frozen=True)
class File:
    """A file to give out."""

    name: str
    content_type: str
    content: bytes


def rows(*, viewer: Viewer, ids: Iterable[int]) -> list[DocumentRow]:
    """Those of the files that the viewer may have, in the order they were added."""
    found = Document.objects.filter(pk__in=list(ids), deleted_at=None).order_by("pk")
    return [
        DocumentRow(d.pk, d.name, d.kind, d.size, d.created_at)
        for d in found
        if rules.may_have(viewer, d)
    ]


def handed_out(*, document_id: int) -> File | None:
    """The file, for a room that has decided itself who may have it; None once it is deleted."""
    found = Document.objects.filter(pk=document_id, deleted_at=None).first()
    content = storage.get(found.stored) if found else None
    if found is None or content is None:
        return None
    return File(found.name, TYPES[found.kind], content)


def file(*, viewer: Viewer, document_id: int) -> File | None:
    """The file, or None where there is none for this viewer."""
    found = Document.objects.filter(pk=document_id, deleted_at=None).first()
    if found is None or not rules.may_have(viewer, found):
        return None
    content = storage.get(found.stored)
    return None if content is None else File(found.name, TYPES[found.kind], content)
