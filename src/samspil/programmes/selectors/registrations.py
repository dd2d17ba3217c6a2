"""Reads of registrations: one municipality's, the organiser's list, who takes part."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from samspil.methods.pricing import Line, Quote, VatBasis
from samspil.people.viewer import Viewer
from samspil.places.models import Municipality
from samspil.programmes import rules
from samspil.programmes.models import Registration
from samspil.programmes.selectors.editions import edition as edition_view
from samspil.programmes.wishes import Contact, Person, TeamWish, Wish


@dataclass(frozen=True)
class ParticipatingMunicipality:
    """A municipality that takes part."""

    code: str
    name: str


@dataclass(frozen=True)
class Confirmation:
    """What was confirmed: by whom, when, for how much, under which terms."""

    by: str
    by_id: int
    at: dt.datetime
    price: Quote
    terms: str
    said_yes: str = ""
    """Who said yes on the telephone, where ``by`` wrote it in for them."""


@dataclass(frozen=True)
class RegistrationView:
    """A registration as pages, letters and other rooms read it."""

    id: int
    edition: str
    code: str
    municipality: str
    is_example: bool
    wish: Wish
    changed_by: str
    changed_at: dt.datetime
    confirmation: Confirmation | None
    withdrawn_at: dt.datetime | None = None
    withdrawn_reason: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Whether it binds."""
        return self.confirmation is not None


@dataclass(frozen=True)
class RegistrationRow:
    """One line of the organiser's list. A draft shows only that it was begun."""

    code: str
    municipality: str
    is_example: bool
    begun_at: dt.datetime
    confirmed_at: dt.datetime | None
    confirmed_by: str
    total: Decimal | None
    teams: tuple[TeamWish, ...]
    pre_analyses: tuple[str, ...]
    is_withdrawn: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Whether it binds."""
        return self.confirmed_at is not None and not self.is_withdrawn

    @property
    def named(self) -> int:
        """How many of the participants are named."""
        return sum(len(team.people) for team in self.teams)

    @property
    def participants(self) -> int:
        """How many take part, over all teams."""
        return sum(team.participants for team in self.teams)


def registration_for(viewer: Viewer, edition: str, municipality: str) -> RegistrationView | None:
    """Return a municipality's registration, or None where this viewer sees none.

    A draft is seen by those who write it; what is confirmed by all the municipality's own people
    and by the organisers.
    """
    row = _rows().filter(edition=edition, municipality_id=municipality).first()
    if row is None:
        return None
    allowed = rules.may_write if row.confirmed_at is None else rules.may_see
    return view_of(row) if allowed(viewer, municipality, edition) else None


def registrations(viewer: Viewer, edition: str) -> list[RegistrationRow]:
    """Return every registration of an edition in alphabetical order; empty for outsiders."""
    if not rules.may_see_all(viewer, edition):
        return []
    rows = _rows().filter(edition=edition).order_by("municipality__sort_key")
    return [_line(row) for row in rows]


def is_anybody_registering(viewer: Viewer, edition: str) -> bool:
    """Whether an edition has a registration, begun or more, that this viewer may see."""
    return (
        rules.may_see_all(viewer, edition) and Registration.objects.filter(edition=edition).exists()
    )


def participants(edition: str, sector: str) -> list[ParticipatingMunicipality]:
    """Return the municipalities whose confirmed registration has a team in the sector.

    In Danish alphabetical order.
    """
    found = Municipality.objects.filter(
        registration__edition=edition,
        registration__status=Registration.Status.CONFIRMED,
        registration__teams__sector=sector,
    )
    return [ParticipatingMunicipality(one.code, one.name) for one in found.order_by("sort_key")]


def taking_part(edition: str, sectors: Collection[str]) -> frozenset[str]:
    """Return the codes of the ``participants`` in any of these sectors."""
    found = Registration.objects.filter(
        edition=edition, status=Registration.Status.CONFIRMED, teams__sector__in=sectors
    )
    return frozenset(found.values_list("municipality_id", flat=True))


def own_choices(viewer: Viewer, edition: str) -> list[ParticipatingMunicipality]:
    """Return the municipalities that the viewer may register in the edition, alphabetically."""
    codes = [
        code
        for code in viewer.municipalities(rules.PREPARERS)
        if rules.may_prepare(viewer, code, edition)
    ]
    found = Municipality.objects.filter(pk__in=codes).order_by("sort_key")
    return [ParticipatingMunicipality(one.code, one.name) for one in found]


def unregistered(viewer: Viewer, edition: str) -> list[ParticipatingMunicipality]:
    """Return the municipalities that have no binding registration, for those who help them."""
    if not rules.may_help(viewer, edition):
        return []
    view = edition_view(edition)
    bound = Registration.objects.filter(edition=edition, total__isnull=False)
    found = Municipality.objects.exclude(pk__in=bound.values("municipality_id"))
    if view is not None and view.content.is_example:
        found = found.filter(is_example=True)
    return [ParticipatingMunicipality(one.code, one.name) for one in found.order_by("sort_key")]


def view_of(row: Registration) -> RegistrationView:
    """Return a registration as a value; permission has been asked by the caller."""
    return RegistrationView(
        id=row.pk,
        edition=row.edition,
        code=row.municipality_id,
        municipality=row.municipality.name,
        is_example=row.municipality.is_example,
        wish=wish_of(row),
        changed_by=str(row.changed_by),
        changed_at=row.changed_at,
        confirmation=_confirmation(row),
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
    )


def wish_of(row: Registration) -> Wish:
    """Return what the registration asks for."""
    teams = tuple(
        TeamWish(
            team.sector,
            team.participants,
            tuple(Person(p.name, p.email, p.title, p.is_chief, p.level) for p in team.people.all()),
        )
        for team in row.teams.all()
    )
    return Wish(
        teams,
        tuple(one.sector for one in row.pre_analyses.all()),
        row.remarks,
        tuple(Contact(one.role, one.name, one.email) for one in row.contacts.all()),
        tuple(row.areas),
        row.process_support,
    ).in_sequence(tuple(team.sector for team in teams))


def _confirmation(row: Registration) -> Confirmation | None:
    if row.confirmed_by is None or row.confirmed_at is None or row.total is None:
        return None
    lines = tuple(Line(line.item, line.quantity, line.unit_price) for line in row.order_lines.all())
    with_vat = None if row.vat is None else row.total + row.vat
    basis: VatBasis = "exclusive" if row.vat_basis == "exclusive" else "unspecified"
    return Confirmation(
        by=str(row.confirmed_by),
        by_id=row.confirmed_by.pk,
        at=row.confirmed_at,
        price=Quote(lines, row.total, basis, row.vat, with_vat),
        terms=row.terms_version,
        said_yes=row.said_yes_name,
    )


def _line(row: Registration) -> RegistrationRow:
    wish = wish_of(row) if row.is_confirmed else Wish()
    return RegistrationRow(
        code=row.municipality_id,
        municipality=row.municipality.name,
        is_example=row.municipality.is_example,
        begun_at=row.begun_at,
        confirmed_at=row.confirmed_at,
        confirmed_by=str(row.confirmed_by or ""),
        total=row.total,
        teams=wish.teams,
        pre_analyses=wish.pre_analyses,
        is_withdrawn=row.is_withdrawn,
    )


def _rows() -> QuerySet[Registration]:
    return Registration.objects.select_related(
        "municipality", "changed_by", "confirmed_by"
    ).prefetch_related("teams__people", "pre_analyses", "contacts", "order_lines")
