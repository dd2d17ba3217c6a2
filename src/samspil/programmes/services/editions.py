"""Writing an edition: copied, changed, imported, thrown away. Nothing here is public yet."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import complaints, copying, edition_file, rules, selectors
from samspil.programmes.complaints import Complaint
from samspil.programmes.edition_file import Stated
from samspil.programmes.editions import load_editions
from samspil.programmes.models import EditionDraft, OpenEdition
from samspil.programmes.services import errors


def mark(content: Mapping[str, Any]) -> str:
    """Return a mark of what a draft says, to tell whether a colleague has changed it since."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@transaction.atomic
def copy_edition(
    *, actor: Viewer, copied: str, edition: str, now: dt.datetime | None = None
) -> EditionDraft:
    """Begin a new edition with the rules and words of another, historical ones too.

    Raises NotAllowedError, NoSuchEditionError, or EditionRefusedError where the id is wrong or
    taken.
    """
    _must_own(actor)
    view = selectors.edition(copied)
    if view is None:
        raise errors.NoSuchEditionError
    _must_be_free(edition)
    moment = now or timezone.now()
    author = actor.name or view.content.author
    content = copying.copied(view.content, edition, author, timezone.localdate(moment))
    return _begin(actor, edition, content, moment, {"copied": copied})


@transaction.atomic
def change_edition(
    *,
    actor: Viewer,
    edition: str,
    change: Callable[[Stated], Stated],
    seen: str | None = None,
    now: dt.datetime | None = None,
) -> EditionDraft:
    """Change the draft of an edition, begun from what is published if there is none.

    ``change`` gets the draft as it stands. With ``seen``, a mark of what the person saw, a draft
    that a colleague has changed since raises ChangedSinceSeenError. Also raises NotAllowedError
    and NoSuchEditionError.
    """
    _must_own(actor)
    moment = now or timezone.now()
    row = _held(edition)
    content = row.content if row else _published(edition)
    if seen is not None and seen != mark(content):
        raise errors.ChangedSinceSeenError
    changed = copying.with_own_source(change(content))
    if row is None:
        return _begin(actor, edition, changed, moment, {})
    if changed != content:
        row.content = changed
        row.changed_by_id = actor.user_id
        row.changed_at = moment
        row.save(update_fields=["content", "changed_by", "changed_at"])
        _record(actor, "programmes.edition_draft_saved", edition)
    return row


@transaction.atomic
def discard_edition_draft(*, actor: Viewer, edition: str) -> None:
    """Throw a draft away; what is published stays. Raises NotAllowedError, NoSuchEditionError."""
    _must_own(actor)
    row = _held(edition)
    if row is None:
        raise errors.NoSuchEditionError
    row.delete()
    _record(actor, "programmes.edition_draft_discarded", edition)


@transaction.atomic
def import_edition(*, actor: Viewer, content: bytes, now: dt.datetime | None = None) -> Stated:
    """Make a definition file the draft of the edition it names, new or published.

    The same file twice changes nothing more. Raises NotAllowedError, or EditionRefusedError with
    every complaint; nothing is changed then.
    """
    _must_own(actor)
    said = _read(content)
    found = complaints.examine(said)
    if found.edition is None:
        raise errors.EditionRefusedError(found.complaints)
    edition = found.edition.id
    if edition in load_editions():
        raise errors.EditionRefusedError((Complaint("id", "id_taken"),))
    normal = edition_file.stated(found.edition)
    row = _held(edition)
    if row is None:
        row = _begin(actor, edition, normal, now or timezone.now(), {"imported": True})
    elif row.content != normal:
        row.content = normal
        row.changed_by_id = actor.user_id
        row.changed_at = now or timezone.now()
        row.save(update_fields=["content", "changed_by", "changed_at"])
        _record(actor, "programmes.edition_draft_saved", edition)
    return normal


def _read(content: bytes) -> Stated:
    """Return what the file says; raises EditionRefusedError where it is no TOML, or too large."""
    if len(content) > edition_file.LARGEST_FILE:
        raise errors.EditionRefusedError((Complaint("", "too_large_file"),))
    try:
        return edition_file.read(content)
    except edition_file.NotTomlError as error:
        complaint = Complaint("", "not_toml", {"parser": str(error)})
        raise errors.EditionRefusedError((complaint,)) from error


def _must_own(actor: Viewer) -> None:
    if not rules.may_edit_editions(actor):
        raise people.NotAllowedError


def _must_be_free(edition: str) -> None:
    """Refuse an id that cannot stand in an address, or that is in use."""
    if complaint := complaints.wrong_id(edition):
        raise errors.EditionRefusedError((complaint,))
    taken = (
        edition in load_editions()
        or OpenEdition.objects.filter(pk=edition).exists()
        or EditionDraft.objects.filter(pk=edition).exists()
    )
    if taken:
        raise errors.EditionRefusedError((Complaint("id", "id_taken"),))


def _held(edition: str) -> EditionDraft | None:
    """Return the draft, held until the transaction ends."""
    return EditionDraft.objects.select_for_update(of=("self",)).filter(pk=edition).first()


def _published(edition: str) -> Stated:
    """Return what is published; history is kept to read and cannot be written."""
    row = OpenEdition.objects.select_for_update(of=("self",)).filter(pk=edition).first()
    if row is None:
        raise errors.NoSuchEditionError
    content: Stated = row.content
    return content


def _begin(
    actor: Viewer,
    edition: str,
    content: Stated,
    moment: dt.datetime,
    details: Mapping[str, object],
) -> EditionDraft:
    row = EditionDraft.objects.create(
        pk=edition,
        content=content,
        begun_by_id=actor.user_id,
        begun_at=moment,
        changed_by_id=actor.user_id,
        changed_at=moment,
    )
    _record(actor, "programmes.edition_draft_begun", edition, details)
    return row


def _record(
    actor: Viewer, action: str, edition: str, details: Mapping[str, object] | None = None
) -> None:
    people.record(
        actor=actor,
        action=action,
        edition=edition,
        details={"edition": edition} | dict(details or {}),
    )
