"""Acts on files: keep, delete for good."""

import hashlib

from django.db import transaction
from django.utils import timezone

from samspil.documents import rules, storage
from samspil.documents.checks import examine
from samspil.documents.models import Document
from samspil.people import services as people
from samspil.people.viewer import Viewer


def store(
    *,
    actor: Viewer,
    name: str,
    content: bytes,
    municipality: str = "",
    edition: str = "",
    confirmed_no_cpr: bool = False,
) -> Document:
    """Check a file and keep it. Raises NotAllowedError and checks.RefusedError."""
    if not rules.may_add(actor, municipality, edition):
        raise people.NotAllowedError
    return take_in(
        actor=actor,
        name=name,
        content=content,
        municipality=municipality,
        edition=edition,
        confirmed_no_cpr=confirmed_no_cpr,
    )


def take_in(
    *,
    actor: Viewer,
    name: str,
    content: bytes,
    municipality: str = "",
    edition: str = "",
    confirmed_no_cpr: bool = False,
    held_by: str = "",
) -> Document:
    """Check a file and keep it, for a room that has decided itself who may add it.

    A room in ``held_by`` alone decides who may have it, too. Raises checks.RefusedError.
    """
    examined = examine(name, content, confirmed_no_cpr=confirmed_no_cpr)
    stored = storage.new_name()
    storage.put(stored, content)
    try:
        with transaction.atomic():
            document = Document.objects.create(
                municipality_id=municipality or None,
                edition=edition,
                held_by=held_by,
                uploaded_by_id=actor.user_id,
                name=examined.name,
                kind=examined.kind,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                stored=stored,
            )
            _record(actor, "documents.stored", document)
    except BaseException:
        storage.remove(stored)
        raise
    return document


@transaction.atomic
def delete(*, actor: Viewer, document: Document) -> None:
    """Remove the bytes for good; that there was a file stays known. Raises NotAllowedError."""
    if not rules.may_delete(actor, document):
        raise people.NotAllowedError
    _delete(actor, document)


@transaction.atomic
def delete_held(*, actor: Viewer, document: Document, room: str) -> None:
    """Remove a file that a room holds and has decided itself that the actor may remove.

    Raises NotAllowedError for a file that another room holds.
    """
    if document.held_by != room:
        raise people.NotAllowedError
    _delete(actor, document)


def _delete(actor: Viewer, document: Document) -> None:
    standing = Document.objects.filter(pk=document.pk, deleted_at=None)
    # A name can say as much as the file.
    if standing.update(deleted_at=timezone.now(), name=document.kind):
        _record(actor, "documents.deleted", document)
    transaction.on_commit(lambda: storage.remove(document.stored))


def _record(actor: Viewer, action: str, document: Document) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=document.municipality_id,
        edition=document.edition,
        subject=f"document:{document.pk}",
        details={"kind": str(document.kind)},
    )
