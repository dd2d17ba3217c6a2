"""What this room needs of what is kept elsewhere: the files under texts that stand."""

from collections.abc import Collection

from samspil.documents import keeping as documents
from samspil.knowledge.models import CaseFile, Status


def _files() -> Collection[int]:
    found = CaseFile.objects.exclude(case__status=Status.WITHDRAWN)
    return list(found.values_list("document_id", flat=True))


documents.needed(_files)
