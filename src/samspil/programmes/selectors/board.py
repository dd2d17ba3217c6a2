"""The organiser's board: how each municipality stands, and what it all comes to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Sum
from django.utils import timezone

from samspil.people.viewer import Viewer
from samspil.places.models import Municipality
from samspil.programmes import rules
from samspil.programmes.models import BillingEntry, EditionBudget
from samspil.programmes.selectors.afterwards import WaitingRow, waiting
from samspil.programmes.selectors.billing import billing_basis
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.selectors.invitations import InvitationRow, State, invitations
from samspil.programmes.selectors.registrations import RegistrationRow, registrations

NAMES_SOON = dt.timedelta(days=14)
"""How long before names must stand that missing ones need somebody's attention."""


class Mark(StrEnum):
    """What can be said of a municipality, in the order of the page; several at once."""

    INVITED = "invited"
    DECLINED = "declined"
    BEGUN = "begun"
    REGISTERED = "registered"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    NO_CHIEF = "no_chief"
    NO_NAMES = "no_names"
    NO_BILLING = "no_billing"
    ATTENTION = "attention"


class Reason(StrEnum):
    """Why a municipality needs attention."""

    MAIL = "mail"
    NO_CHIEF = "no_chief"
    NAMES_SOON = "names_soon"
    PLACE_FREE = "place_free"


@dataclass(frozen=True)
class BoardRow:
    """One municipality that was invited, has begun, is registered, waits or was let go."""

    code: str
    municipality: str
    is_example: bool
    marks: frozenset[Mark]
    reasons: tuple[Reason, ...]
    registration: RegistrationRow | None


@dataclass(frozen=True)
class Places:
    """How many municipalities take part in a sector; ``most`` is None where there is no most."""

    sector: str
    municipalities: int
    participants: int
    most: int | None

    @property
    def free(self) -> int | None:
        """How many more may come, None where anybody may."""
        return None if self.most is None else max(self.most - self.municipalities, 0)


@dataclass(frozen=True)
class Board:
    """The whole of an edition. ``income`` is what is owed, as the prices are stated."""

    rows: tuple[BoardRow, ...]
    places: tuple[Places, ...]
    income: Decimal
    budget: Decimal | None
    knows_billing: bool

    def count(self, mark: Mark) -> int:
        """Return how many municipalities carry a mark."""
        return sum(mark in row.marks for row in self.rows)


def board(viewer: Viewer, view: EditionView, now: dt.datetime | None = None) -> Board | None:
    """Return the board in Danish alphabetical order; None for others than the organisers."""
    if not rules.may_see_all(viewer, view.id):
        return None
    moment = now or timezone.now()
    standing = {row.code: row for row in registrations(viewer, view.id)}
    places = _places(view, standing)
    asked: dict[str, list[InvitationRow]] = {}
    for one in invitations(viewer, view.id, moment):
        asked.setdefault(one.code, []).append(one)
    waits = {row.code: row for row in waiting(viewer, view.id)}
    names = {row.code: (row.municipality, row.is_example) for row in standing.values()}
    names |= {code: (rows[0].municipality, rows[0].is_example) for code, rows in asked.items()}
    names |= {row.code: (row.municipality, view.content.is_example) for row in waits.values()}
    unbilled = _unbilled(viewer, view.id)
    rows = []
    for code in _in_order(names):
        marks = _marks(view, standing.get(code), asked.get(code, []))
        marks |= {Mark.WAITING} if code in waits else set()
        marks |= {Mark.NO_BILLING} if code in unbilled else set()
        reasons = _reasons(view, marks, asked.get(code, []), moment)
        if code in waits and _has_place(waits[code], places):
            reasons.append(Reason.PLACE_FREE)
        marks |= {Mark.ATTENTION} if reasons else set()
        rows.append(
            BoardRow(code, *names[code], frozenset(marks), tuple(reasons), standing.get(code))
        )
    return Board(
        tuple(rows), tuple(places.values()), _income(view.id), _budget(view.id),
        rules.may_bill(viewer, view.id),
    )  # fmt: skip


def _in_order(names: Mapping[str, tuple[str, bool]]) -> list[str]:
    """Return the codes as Danes sort the names."""
    return list(
        Municipality.objects.filter(pk__in=names).order_by("sort_key").values_list("pk", flat=True)
    )


def _marks(view: EditionView, row: RegistrationRow | None, asked: list[InvitationRow]) -> set[Mark]:
    """Return what the registration and the invitations say."""
    marks: set[Mark] = set()
    if any(one.sent_at or one.on_paper_at for one in asked):
        marks.add(Mark.INVITED)
    if row is None:
        # One that said no counts only where no colleague may still say yes.
        still = [one for one in asked if one.state is not State.WITHDRAWN]
        no = bool(still) and all(one.state is State.DECLINED for one in still)
        return marks | ({Mark.DECLINED} if no else set())
    if row.is_withdrawn:
        return marks | {Mark.WITHDRAWN}
    if not row.is_confirmed:
        return marks | {Mark.BEGUN}
    marks.add(Mark.REGISTERED)
    if row.named < row.participants:
        marks.add(Mark.NO_NAMES)
    if _lacks_chief(view, row):
        marks.add(Mark.NO_CHIEF)
    return marks


def _lacks_chief(view: EditionView, row: RegistrationRow) -> bool:
    asked = view.content.team
    if asked is None or not asked.chief_required:
        return False
    has = [any(person.is_chief for person in team.people) for team in row.teams]
    return not (any(has) if asked.shared_chief else all(has))


def _reasons(
    view: EditionView,
    marks: set[Mark],
    asked: list[InvitationRow],
    moment: dt.datetime,
) -> list[Reason]:
    """Return why somebody must do something about a municipality."""
    found = []
    if any(one.needs_attention for one in asked) and not marks & {Mark.REGISTERED, Mark.WITHDRAWN}:
        found.append(Reason.MAIL)
    if Mark.NO_CHIEF in marks:
        found.append(Reason.NO_CHIEF)
    until = view.content.team.names_until if view.content.team else None
    if Mark.NO_NAMES in marks and until is not None and until - NAMES_SOON <= moment:
        found.append(Reason.NAMES_SOON)
    return found


def _has_place(row: WaitingRow, places: Mapping[str, Places]) -> bool:
    """Whether one who waits could be offered a place, and has not been.

    A draft without sectors says nothing of where the place must be.
    """
    free = [places[one].free != 0 for one in row.sectors if one in places]
    return row.answer_by is None and bool(free) and all(free)


def _places(view: EditionView, standing: Mapping[str, RegistrationRow]) -> dict[str, Places]:
    found = {}
    for sector in view.content.sector_ids:
        teams = [
            team
            for row in standing.values()
            if row.is_confirmed
            for team in row.teams
            if team.sector == sector
        ]
        people = sum(team.participants for team in teams)
        found[str(sector)] = Places(sector, len(teams), people, view.content.capacity.get(sector))
    return found


def _unbilled(viewer: Viewer, edition: str) -> set[str]:
    """Return who has not said where the bill goes; nobody for those who do not bill."""
    return {
        row.code
        for row in billing_basis(viewer, edition).rows
        if row.missing and not row.is_withdrawn
    }


def _income(edition: str) -> Decimal:
    owed = BillingEntry.objects.filter(registration__edition=edition).aggregate(all=Sum("amount"))
    return owed["all"] or Decimal(0)


def _budget(edition: str) -> Decimal | None:
    found = EditionBudget.objects.filter(edition=edition).first()
    return found.amount if found else None
