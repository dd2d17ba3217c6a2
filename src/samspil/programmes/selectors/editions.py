"""Reads of editions: those kept as history in files, and those open in the database."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from samspil.definitions import kept
from samspil.people.viewer import Viewer
from samspil.programmes import rules
from samspil.programmes.editions import Edition, Status, load_editions
from samspil.programmes.models import EditionVersion, OpenEdition, Registration


class Closed(StrEnum):
    """Why teams cannot be registered."""

    HISTORICAL = "historical"
    BY_ORGANISER = "by_organiser"
    DEADLINE_PASSED = "deadline_passed"


@dataclass(frozen=True)
class EditionView:
    """An edition with the version of its content, which is the version of its terms.

    ``is_closed`` when its owner has closed it for registration, whatever the deadline;
    ``decided_vat`` is ``exclusive``, ``inclusive`` or ``exempt`` once an organiser has decided what
    the edition leaves open.
    """

    id: str
    content: Edition
    version: str
    is_closed: bool = False
    decided_vat: str = ""

    @property
    def shown(self) -> str:
        """What marks the terms and prices somebody sees: the version, and a VAT decided since."""
        return f"{self.version}+vat" if self.decided_vat else self.version

    @property
    def is_history(self) -> bool:
        """Whether the edition is kept to read."""
        return self.content.status is Status.HISTORICAL

    @property
    def vat(self) -> str:
        """What the prices hold of VAT, as the edition or an organiser since says; empty without."""
        stated = self.content.prices.vat_basis if self.content.prices else ""
        return self.decided_vat if stated == "unspecified" and self.decided_vat else stated

    def is_open(self, now: dt.datetime) -> bool:
        """Whether a team may be registered at ``now`` (aware)."""
        return not self.is_closed and self.content.accepts_registrations(now)

    def closed(self, now: dt.datetime) -> Closed | None:
        """Return why no team may be registered at ``now``, or None when one may."""
        if self.is_open(now):
            return None
        if self.content.status is Status.HISTORICAL:
            return Closed.HISTORICAL
        if self.content.accepts_registrations(now):
            return Closed.BY_ORGANISER
        return Closed.DEADLINE_PASSED


@dataclass(frozen=True)
class OwnRegistration:
    """How far one of the viewer's own municipalities is in an edition."""

    code: str
    name: str
    is_confirmed: bool


@dataclass(frozen=True)
class EditionRow:
    """An edition and the registrations of the viewer's own municipalities in it."""

    edition: EditionView
    own: tuple[OwnRegistration, ...] = ()


def edition(edition_id: str, version: str = "") -> EditionView | None:
    """Return the edition with this id, open or historical, or None.

    With ``version`` as it was under that version of its terms, for ever; None where it never was.
    """
    found = load_editions().get(edition_id)
    if found is not None:
        view = EditionView(found.id, found.content, found.version)
        return view if version in ("", view.version) else None
    if version:
        return _as_it_was(edition_id, version)
    row = OpenEdition.objects.select_related("vat").filter(pk=edition_id).first()
    return None if row is None else _opened(row)


def _as_it_was(edition_id: str, version: str) -> EditionView | None:
    """Return a published version; where an edition went back to old words, all say the same."""
    row = EditionVersion.objects.filter(edition=edition_id, version=version).first()
    return None if row is None else EditionView(edition_id, content_of(row.content), version)


def editions(viewer: Viewer) -> list[EditionRow]:
    """Return all editions, newest first: those in the database, then history backwards."""
    opened = [_opened(row) for row in OpenEdition.objects.select_related("vat")]
    history = [EditionView(one.id, one.content, one.version) for one in load_editions().values()]
    own = _own(viewer, [one.id for one in opened])
    return [EditionRow(one, tuple(own.get(one.id, ()))) for one in (*opened, *reversed(history))]


def _opened(row: OpenEdition) -> EditionView:
    content, is_closed = content_of(row.content), row.closed_at is not None
    decision = getattr(row, "vat", None)
    decided = "" if content.prices is None or decision is None else str(decision.basis)
    if content.prices is not None and decided == "exclusive":
        # Once somebody has decided that VAT comes on top, every price shown from then on says so;
        # the version published, and what was confirmed under it, stay as they were.
        prices = content.prices.model_copy(update={"vat_basis": "exclusive"})
        content = content.model_copy(update={"prices": prices})
    return EditionView(row.pk, content, row.version, is_closed=is_closed, decided_vat=decided)


def content_of(stated: object) -> Edition:
    """Return what was published, as it is kept in the database."""
    return kept(stated, Edition)


def _own(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[OwnRegistration]]:
    """Return the registrations of the municipalities that the viewer may prepare for."""
    codes = viewer.municipalities(rules.PREPARERS)
    found: dict[str, list[OwnRegistration]] = {}
    if not codes:
        return found
    rows = Registration.objects.filter(edition__in=list(ids), municipality_id__in=codes)
    rows = rows.exclude(status=Registration.Status.WITHDRAWN)
    for row in rows.select_related("municipality").order_by("municipality__sort_key"):
        if rules.may_prepare(viewer, row.municipality_id, row.edition):
            own = OwnRegistration(row.municipality_id, row.municipality.name, row.is_confirmed)
            found.setdefault(row.edition, []).append(own)
    return found
