"""What an organiser may do beyond the rules: each with a reason, a letter and an audit event."""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from samspil.methods import pricing
from samspil.people import selectors as people_selectors
from samspil.people import services as people
from samspil.people.models import User
from samspil.people.roles import Role
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import checks, rules, selectors
from samspil.programmes.models import (
    BillingEntry,
    Exemption,
    Participant,
    PreAnalysis,
    Registration,
    WaitingPlace,
)
from samspil.programmes.selectors.editions import Closed
from samspil.programmes.selectors.registrations import wish_of
from samspil.programmes.services import billing, errors, notices
from samspil.programmes.services.acting import known
from samspil.programmes.wishes import Wish


@transaction.atomic
def let_in(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    until: dt.datetime,
    reason: str,
    now: dt.datetime | None = None,
) -> Exemption:
    """Let a municipality register after the deadline or beyond the places, until a moment.

    It binds nobody: the municipality's chief confirms as ever. Whoever waits is told. Raises
    NotAllowedError, NoSuchEditionError, NoSuchMunicipalityError, ExampleOnlyError, and ClosedError
    for an edition that has been or that its owner has closed.
    """
    if not rules.may_except(actor, edition):
        raise people.NotAllowedError
    view = selectors.edition(edition)
    place = places.municipality(municipality)
    if view is None:
        raise errors.NoSuchEditionError
    if place is None:
        raise errors.NoSuchMunicipalityError
    moment = now or timezone.now()
    if view.content.is_example and not place.is_example:
        raise errors.ExampleOnlyError
    reason_closed = view.closed(moment)
    if reason_closed not in (None, Closed.DEADLINE_PASSED):
        raise errors.ClosedError(reason_closed)
    given = Exemption.objects.create(
        edition=edition,
        municipality=place,
        until=until,
        reason=reason,
        given_by_id=known(actor),
        given_at=moment,
    )
    waiting = WaitingPlace.objects.select_related("asked_by", "municipality").filter(
        edition=edition, municipality=place, status__in=["waiting", "offered"]
    )
    for one in waiting:
        notices.tell_offered(one, view, until, key=f"exemption:{given.pk}")
    waiting.update(status=WaitingPlace.Status.OFFERED, answer_by=until)
    _record(actor, "programmes.let_in", edition, municipality)
    return given


@transaction.atomic
def change_order(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    participants: dict[str, int],
    pre_analyses: tuple[str, ...],
    reason: str,
    now: dt.datetime | None = None,
) -> None:
    """Change what a binding registration asks for; the difference is owed, and both are told.

    ``participants`` maps each sector of the registration to its new number. What was confirmed
    stays as it was confirmed. Raises NotAllowedError, NotConfirmedError, IncompleteError.
    """
    if not rules.may_except(actor, edition):
        raise people.NotAllowedError
    view = selectors.edition(edition)
    row = _bound(edition, municipality)
    if view is None:
        raise errors.NoSuchEditionError
    wish = _changed(wish_of(row), participants, pre_analyses)
    # What was registered is held to the prices and rules it was registered under.
    agreed = selectors.edition(edition, version=row.terms_version) or view
    found = checks.flaws(agreed.content, wish)
    prices = agreed.content.price_rules()
    if found or prices is None:
        raise errors.IncompleteError(found or (checks.Problem("no_price"),))
    for team in row.teams.all():
        team.participants = participants.get(team.sector, team.participants)
        team.save(update_fields=["participants"])
    row.pre_analyses.all().delete()
    PreAnalysis.objects.bulk_create(
        PreAnalysis(registration=row, sector=sector) for sector in wish.pre_analyses
    )
    price = pricing.quote(prices, wish.order)
    new = billing.owe(
        actor=actor,
        registration=row,
        lines=price.lines,
        cause=BillingEntry.Cause.CHANGED,
        reason=reason,
        now=now,
    )
    notices.tell_changed(row, view, new, reason)
    _record(actor, "programmes.order_changed", edition, municipality, row)


def _changed(wish: Wish, participants: dict[str, int], pre_analyses: tuple[str, ...]) -> Wish:
    teams = tuple(
        replace(team, participants=participants.get(team.sector, team.participants))
        for team in wish.teams
    )
    return replace(wish, teams=teams, pre_analyses=pre_analyses)


@transaction.atomic
def withdraw(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    reason: str,
    keep_price: bool,
    now: dt.datetime | None = None,
) -> None:
    """Let a municipality go: its places are free, its roles in the edition end, all are told.

    With ``keep_price`` it still owes what it confirmed; otherwise the lines are taken back. What
    it has done stays. Raises NotAllowedError, NotConfirmedError.
    """
    if not rules.may_except(actor, edition):
        raise people.NotAllowedError
    view = selectors.edition(edition)
    row = _bound(edition, municipality)
    if view is None:
        raise errors.NoSuchEditionError
    moment = now or timezone.now()
    row.status = Registration.Status.WITHDRAWN
    row.withdrawn_by_id = known(actor)
    row.withdrawn_at = moment
    row.withdrawn_reason = reason
    row.save(update_fields=["status", "withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    if not keep_price:
        cause = BillingEntry.Cause.WITHDRAWN
        billing.owe(actor=actor, registration=row, lines=(), cause=cause, reason=reason, now=moment)
    for person in Participant.objects.filter(team__registration=row).select_related("user"):
        if person.user is not None:
            for role in (Role.CHIEF, Role.MEMBER, Role.STEERING_REPRESENTATIVE):
                people.release_role(
                    actor=actor,
                    user=person.user,
                    role=role,
                    municipality=municipality,
                    edition=edition,
                )
    for secretary in people_selectors.holders(Role.SECRETARY, municipality, edition):
        people.release_role(
            actor=actor,
            user=User.objects.get(pk=secretary.user_id),
            role=Role.SECRETARY,
            municipality=municipality,
            edition=edition,
        )
    notices.tell_withdrawn(row, view, reason, keep_price=keep_price)
    _record(actor, "programmes.registration_withdrawn", edition, municipality, row)


def _bound(edition: str, municipality: str) -> Registration:
    """Return the registration that binds, held; raises NotConfirmedError."""
    row = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("municipality", "confirmed_by")
        .filter(edition=edition, municipality_id=municipality, status="confirmed")
        .first()
    )
    if row is None:
        raise errors.NotConfirmedError
    return row


def _record(
    actor: Viewer, action: str, edition: str, municipality: str, row: Registration | None = None
) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=municipality,
        edition=edition,
        subject=f"registration:{row.pk}" if row else "",
    )
