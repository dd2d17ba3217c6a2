"""Reads of an edition's versions and drafts, for those who look back and those who write."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from samspil.people.viewer import Viewer
from samspil.programmes import rules
from samspil.programmes.complaints import Complaint, examine
from samspil.programmes.differences import Difference, between, from_json
from samspil.programmes.edition_file import Stated
from samspil.programmes.editions import Edition, load_editions
from samspil.programmes.models import EditionDraft, EditionVersion, OpenEdition, Registration
from samspil.programmes.selectors.editions import content_of


@dataclass(frozen=True)
class VersionRow:
    """One version of an edition: when it was published, why, and what differs from the last."""

    number: int
    version: str
    at: dt.datetime
    reason: str
    changes: tuple[Difference, ...]


@dataclass(frozen=True)
class EditionAtWork:
    """An edition as its owner sees it: what is published, what is being written, who is in it.

    ``stated`` is the draft, or what is published where there is none.
    """

    id: str
    stated: Stated
    edition: Edition | None
    complaints: tuple[Complaint, ...]
    changes: tuple[Difference, ...]
    has_draft: bool
    is_published: bool
    is_closed: bool
    changed_by: str
    changed_at: dt.datetime | None
    version: str
    confirmed: int
    begun: int

    @property
    def title(self) -> dict[str, Any]:
        """Its title in both languages, as far as it is written."""
        found = self.stated.get("title")
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class HistoricalEdition:
    """An edition that is kept as history, to be copied."""

    id: str
    content: Edition


def versions(edition: str) -> list[VersionRow]:
    """Return the versions of an edition, the newest first. They are public, as editions are."""
    return [
        VersionRow(
            number=row.number,
            version=row.version,
            at=row.published_at,
            reason=row.reason,
            changes=tuple(from_json(one) for one in row.changes),
        )
        for row in EditionVersion.objects.filter(edition=edition).defer("content")
    ]


def editions_at_work(viewer: Viewer) -> list[EditionAtWork]:
    """Return every edition that can be written, drafts first; empty for all but owners."""
    if not rules.may_edit_editions(viewer):
        return []
    drafts = {row.pk: row for row in _drafts()}
    opened = {row.pk: row for row in OpenEdition.objects.all()}
    ids = [*drafts, *(one for one in opened if one not in drafts)]
    return [_at_work(one, drafts.get(one), opened.get(one)) for one in ids]


def edition_at_work(viewer: Viewer, edition: str) -> EditionAtWork | None:
    """Return one edition that can be written; None for all but owners, and for history."""
    if not rules.may_edit_editions(viewer):
        return None
    draft = _drafts().filter(pk=edition).first()
    row = OpenEdition.objects.filter(pk=edition).first()
    return None if draft is None and row is None else _at_work(edition, draft, row)


def historical_editions(viewer: Viewer) -> list[HistoricalEdition]:
    """Return the editions kept as history, the newest first; empty for all but owners."""
    if not rules.may_edit_editions(viewer):
        return []
    history = reversed(list(load_editions().values()))
    return [HistoricalEdition(one.id, one.content) for one in history]


def _drafts() -> Any:  # noqa: ANN401 - a query set of drafts
    return EditionDraft.objects.select_related("changed_by")


def _at_work(edition: str, draft: EditionDraft | None, row: OpenEdition | None) -> EditionAtWork:
    public: Stated = row.content if row else {}
    stated: Stated = draft.content if draft else public
    # What is published was examined then; a later rule must not make it look wrong.
    found = examine(stated) if draft else None
    counts = Registration.objects.filter(edition=edition)
    return EditionAtWork(
        id=edition,
        stated=stated,
        edition=found.edition if found else content_of(public),
        complaints=found.complaints if found else (),
        changes=between(public, stated) if draft and row else (),
        has_draft=draft is not None,
        is_published=row is not None,
        is_closed=row is not None and row.closed_at is not None,
        changed_by=str(draft.changed_by or "") if draft else "",
        changed_at=draft.changed_at if draft else None,
        version=row.version if row else "",
        confirmed=counts.filter(status=Registration.Status.CONFIRMED).count(),
        begun=counts.filter(status=Registration.Status.DRAFT).count(),
    )
