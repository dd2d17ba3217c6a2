"""Publishing editions: each time an immutable version, and a word to those it concerns."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from samspil.definitions import version_of
from samspil.documents.cpr import find_cpr
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import complaints, differences, edition_file, rules
from samspil.programmes.complaints import Complaint
from samspil.programmes.differences import Difference
from samspil.programmes.editions import EXAMPLE, Edition, as_example, load_editions
from samspil.programmes.models import (
    EditionDraft,
    EditionVersion,
    OpenEdition,
    Registration,
    Team,
)
from samspil.programmes.services import edition_notices, errors
from samspil.programmes.services.editions import mark

COPIED = "2022-23"
"""The edition whose rules and prices the example borrows."""

LONGEST_REASON = 500

type Follower = Callable[[Viewer, str], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have ``follower`` called with actor and edition whenever an edition changes.

    It runs inside the transaction that publishes: rooms above keep what they made of its dates.
    """
    if follower not in _followers:
        _followers.append(follower)


@transaction.atomic
def publish_example(*, actor: Viewer, first_day: dt.date) -> OpenEdition:
    """Open the example edition with its dates laid from ``first_day``; twice changes nothing.

    What stands is kept even if the file it was made from has changed since: the terms of an
    edition are those that were published. Raises NotAllowedError.
    """
    if not rules.may_publish(actor):
        raise people.NotAllowedError
    standing = OpenEdition.objects.filter(pk=EXAMPLE).first()
    if standing is not None:
        return standing
    content = as_example(load_editions()[COPIED].content, first_day)
    row, _version = _publish(actor, content, None, "", timezone.now())
    return row


@transaction.atomic
def publish_edition(
    *,
    actor: Viewer,
    edition: str,
    seen: str,
    reason: str = "",
    now: dt.datetime | None = None,
) -> EditionVersion:
    """Make the draft public as a new version, and tell those who are registered what changed.

    ``seen`` is ``mark`` of the draft that was looked through; ``reason`` is needed from the second
    version on. No registration is altered. Raises NotAllowedError, NoSuchEditionError where there
    is no draft, ChangedSinceSeenError, NothingChangedError, ReasonMissingError, and
    EditionRefusedError with what must be put right.
    """
    if not rules.may_edit_editions(actor):
        raise people.NotAllowedError
    moment = now or timezone.now()
    draft = EditionDraft.objects.select_for_update(of=("self",)).filter(pk=edition).first()
    if draft is None:
        raise errors.NoSuchEditionError
    if seen != mark(draft.content):
        raise errors.ChangedSinceSeenError
    standing = OpenEdition.objects.select_for_update(of=("self",)).filter(pk=edition).first()
    content = _examined(draft, standing)
    _must_be_told(standing, content, reason)
    dated = content.model_copy(update={"date": timezone.localdate(moment)})
    _row, version = _publish(actor, dated, standing, reason.strip(), moment)
    draft.delete()
    if standing is not None:
        edition_notices.tell(version)
        for follower in _followers:
            follower(actor, edition)
    return version


@transaction.atomic
def close_edition(*, actor: Viewer, edition: str, now: dt.datetime | None = None) -> None:
    """Take no more registrations from now on; closing twice changes nothing.

    Raises NotAllowedError and NoSuchEditionError.
    """
    row = _open_row(actor, edition)
    if row.closed_at is None:
        row.closed_at = now or timezone.now()
        row.closed_by_id = actor.user_id
        row.save(update_fields=["closed_at", "closed_by"])
        _record(actor, "programmes.edition_closed", row)


@transaction.atomic
def reopen_edition(*, actor: Viewer, edition: str) -> None:
    """Take registrations again until the deadline; opening twice changes nothing.

    Raises NotAllowedError and NoSuchEditionError.
    """
    row = _open_row(actor, edition)
    if row.closed_at is not None:
        row.closed_at = row.closed_by = None
        row.save(update_fields=["closed_at", "closed_by"])
        _record(actor, "programmes.edition_reopened", row)


def _open_row(actor: Viewer, edition: str) -> OpenEdition:
    if not rules.may_edit_editions(actor) or actor.user_id is None:
        raise people.NotAllowedError
    row = OpenEdition.objects.select_for_update(of=("self",)).filter(pk=edition).first()
    if row is None:
        raise errors.NoSuchEditionError
    return row


def _examined(draft: EditionDraft, standing: OpenEdition | None) -> Edition:
    """Return the edition that the draft states; raises EditionRefusedError."""
    found = complaints.examine(draft.content)
    if found.edition is None:
        raise errors.EditionRefusedError(found.complaints)
    wrong = [*_wrong_place(draft, found.edition), *_broken_promises(standing, found.edition)]
    if wrong:
        raise errors.EditionRefusedError(tuple(wrong))
    return found.edition


def _wrong_place(draft: EditionDraft, content: Edition) -> list[Complaint]:
    """Return what keeps the draft from being the edition that it is kept as."""
    if content.id != draft.pk or content.id in load_editions():
        return [Complaint("id", "id_taken")]
    return []


def _broken_promises(standing: OpenEdition | None, content: Edition) -> list[Complaint]:
    """Return what a change would take from those who are registered already."""
    if standing is None:
        return []
    wrong = []
    if bool(standing.content.get("is_example")) != content.is_example:
        wrong.append(Complaint("is_example", "example_for_ever"))
    teams = Team.objects.filter(
        registration__edition=content.id, registration__status=Registration.Status.CONFIRMED
    )
    promised = len(standing.content.get("network_days") or ())
    if len(content.network_days) < promised and teams.exists():
        wrong.append(Complaint("network_days", "days_promised", {"promised": str(promised)}))
    gone = set(teams.values_list("sector", flat=True)) - set(content.sector_ids)
    wrong += [Complaint("sectors", "sector_in_use", {"sector": one}) for one in sorted(gone)]
    return wrong


def _must_be_told(standing: OpenEdition | None, content: Edition, reason: str) -> None:
    """Raise where nothing changes, or where nobody says why something does."""
    if standing is None:
        return
    if _said(edition_file.stated(content)) == _said(standing.content):
        raise errors.NothingChangedError
    if not reason.strip():
        raise errors.ReasonMissingError
    if len(reason) > LONGEST_REASON or find_cpr(reason):
        raise errors.ReasonRefusedError


def _said(content: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Return what an edition says, apart from the day it was written."""
    return _without_none({key: value for key, value in content.items() if key != "date"})


def _without_none(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the same where what is said to be nothing is not said."""
    if isinstance(value, list):
        return [_without_none(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _without_none(one) for key, one in value.items() if one is not None}
    return value


def _publish(
    actor: Viewer,
    content: Edition,
    standing: OpenEdition | None,
    reason: str,
    moment: dt.datetime,
) -> tuple[OpenEdition, EditionVersion]:
    """Store what is public now, and keep it for ever as a version of its own."""
    # What was never stated stays unstated, as the version is made of what was.
    said, version = edition_file.stated(content), version_of(content)
    number = 1 + EditionVersion.objects.filter(edition=content.id).count()
    changes: Sequence[Difference] = ()
    if standing is not None:
        changes = differences.between(standing.content, said)
    row, _is_new = OpenEdition.objects.update_or_create(
        pk=content.id,
        defaults={"content": said, "version": version},
        create_defaults={"content": said, "version": version, "published_at": moment},
    )
    kept = EditionVersion.objects.create(
        edition=content.id,
        number=number,
        version=version,
        content=said,
        changes=[one.as_json() for one in changes],
        reason=reason,
        published_by_id=actor.user_id,
        published_at=moment,
    )
    action = "edition_published" if standing is None else "edition_changed"
    _record(actor, f"programmes.{action}", row, reason)
    return row, kept


def _record(actor: Viewer, action: str, row: OpenEdition, reason: str = "") -> None:
    details = {"edition": row.pk, "version": row.version} | ({"reason": reason} if reason else {})
    people.record(actor=actor, action=action, edition=row.pk, details=details)
