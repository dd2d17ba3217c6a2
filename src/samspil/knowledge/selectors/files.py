"""Files under a text, for those who may read the text."""

from dataclasses import dataclass

from django.db.models import QuerySet

from samspil.documents import selectors as documents
from samspil.documents.selectors import File
from samspil.knowledge.models import Case, CaseFile
from samspil.knowledge.selectors import scopes
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class FileRow:
    """A file in a list; ``kind`` is what it is, ``size`` in bytes."""

    id: int
    title: str
    kind: str
    size: int


def files(viewer: Viewer, case: int) -> list[FileRow]:
    """The files of a text that this viewer may read, in the order they were added."""
    found = CaseFile.objects.select_related("document").filter(
        case__in=_readable(viewer, case), document__deleted_at=None
    )
    return [
        FileRow(one.pk, one.title, one.document.kind.upper(), one.document.size) for one in found
    ]


def file(viewer: Viewer, case: int, file: int) -> File | None:
    """One file to give out; None where the text is not this viewer's to read, or withdrawn."""
    found = CaseFile.objects.filter(case__in=_readable(viewer, case), pk=file).first()
    return documents.handed_out(document_id=found.document_id) if found else None


def _readable(viewer: Viewer, case: int) -> QuerySet[Case]:
    return Case.objects.filter(scopes.readable(viewer), pk=case).order_by()
