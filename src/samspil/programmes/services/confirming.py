"""Confirming a registration: the one act that binds, done once however often it is asked for."""

import datetime as dt
from dataclasses import astuple, dataclass

from django.db import transaction
from django.utils import timezone

from samspil.methods import pricing
from samspil.people import services as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer
from samspil.programmes import admission, checks, rules, selectors
from samspil.programmes.models import (
    BillingEntry,
    OrderLine,
    Participant,
    Registration,
    WaitingPlace,
)
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.selectors.registrations import RegistrationView, view_of, wish_of
from samspil.programmes.services import billing, errors, notices
from samspil.programmes.services.drafts import change_draft
from samspil.programmes.wishes import Wish, seen

_BY_TELEPHONE = "programmes.registration_by_telephone"


@dataclass(frozen=True)
class Outcome:
    """What came of confirming: ``is_new`` is false when it had been done before."""

    registration: RegistrationView
    is_new: bool


@dataclass(frozen=True)
class SaidYes:
    """Who said yes on the telephone, and why somebody else presses the button."""

    name: str
    email: str
    reason: str


def _may(actor: Viewer, municipality: str, edition: str, said_yes: SaidYes | None) -> bool:
    """A chief confirms; somebody who helps confirms what a chief said on the telephone."""
    if said_yes is not None:
        return rules.may_help(actor, edition)
    return rules.may_confirm(actor, municipality, edition)


def confirm(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    seen_mark: str,
    said_yes: SaidYes | None = None,
    now: dt.datetime | None = None,
) -> Outcome:
    """Bind the municipality to its draft; asked again, return what stands and change nothing.

    ``seen_mark`` is ``wishes.seen`` of what the person had before their eyes. Whoever is no chief
    there, and looks after registrations, must say who said yes on the telephone. Raises
    NotAllowedError, or a RegistrationError saying why; nothing is stored then.
    """
    # Taken before the wait for the lock: what counts is when the button was pressed.
    moment = now or timezone.now()
    view = selectors.edition(edition)
    if view is None:
        raise errors.NoSuchEditionError
    if not _may(actor, municipality, edition, said_yes):
        raise people.NotAllowedError
    with transaction.atomic():
        row = _held(edition, municipality)
        if row.is_confirmed:
            return Outcome(view_of(row), is_new=False)
        if row.is_withdrawn:
            raise errors.WithdrawnError
        admission.must_be_open(view, municipality, moment)
        wish = wish_of(row)
        if seen_mark != seen(wish, view.shown):
            raise errors.ChangedSinceSeenError
        sectors = tuple(team.sector for team in wish.teams)
        admission.must_have_places(view, municipality, sectors, moment)
        row.said_yes_name, row.said_yes_email, row.said_yes_reason = (
            astuple(said_yes) if said_yes else ("", "", "")
        )
        _bind(row, view, wish, actor, moment)
        return Outcome(view_of(row), is_new=True)


def register_team(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    wish: Wish,
    said_yes: SaidYes | None = None,
    now: dt.datetime | None = None,
) -> Outcome:
    """Register a municipality in one act, by the same path as the form.

    For the example, imports and scripts. A registration that binds already is returned as it
    stands. Raises as ``change_draft`` and ``confirm``.
    """
    try:
        with transaction.atomic():
            draft = change_draft(
                actor=actor,
                edition=edition,
                municipality=municipality,
                change=lambda _standing: wish,
                now=now,
            )
            view = selectors.edition(edition)
            mark = seen(draft.wish, view.shown if view else "")
            return confirm(
                actor=actor,
                edition=edition,
                municipality=municipality,
                seen_mark=mark,
                said_yes=said_yes,
                now=now,
            )
    except (errors.AlreadyConfirmedError, errors.ClosedError):
        row = Registration.objects.filter(edition=edition, municipality_id=municipality).first()
        if row is None or not row.is_confirmed or not _may(actor, municipality, edition, said_yes):
            raise
        return Outcome(view_of(row), is_new=False)


def _held(edition: str, municipality: str) -> Registration:
    """Return the registration, held until the transaction ends; raises NoDraftError."""
    held = Registration.objects.select_for_update(of=("self",)).select_related(
        "municipality", "changed_by"
    )
    row = held.filter(edition=edition, municipality_id=municipality).first()
    if row is None:
        raise errors.NoDraftError
    return row


def _bind(
    row: Registration, view: EditionView, wish: Wish, actor: Viewer, moment: dt.datetime
) -> None:
    """Check, price and store; then roles, letters and the audit trail, all or nothing."""
    if found := checks.problems(view.content, wish):
        raise errors.IncompleteError(found)
    prices = view.content.price_rules()
    if prices is None:  # pragma: no cover - checks.problems refuses it
        raise errors.IncompleteError((checks.Problem("no_price"),))
    price = pricing.quote(prices, wish.order)
    _store(row, view, price, actor, moment)
    billing.owe(
        actor=actor,
        registration=row,
        lines=price.lines,
        cause=BillingEntry.Cause.CONFIRMED,
        now=moment,
    )
    _give_roles(row, actor)
    waiting = WaitingPlace.objects.filter(edition=row.edition, municipality=row.municipality)
    waiting.exclude(status=WaitingPlace.Status.GONE).update(status=WaitingPlace.Status.GONE)
    notices.write_letters(row, view, price)
    people.record(
        actor=actor,
        action=_BY_TELEPHONE if row.said_yes_name else "programmes.registration_confirmed",
        municipality=row.municipality_id,
        edition=row.edition,
        subject=f"registration:{row.pk}",
        details={"total": f"{price.total:.2f}", "terms": view.version},
    )


def _store(
    row: Registration,
    view: EditionView,
    price: pricing.Quote,
    actor: Viewer,
    moment: dt.datetime,
) -> None:
    OrderLine.objects.bulk_create(
        OrderLine(
            registration=row,
            item=line.item,
            quantity=line.quantity,
            unit_price=line.unit_price,
            amount=line.amount,
        )
        for line in price.lines
    )
    row.status = Registration.Status.CONFIRMED
    row.confirmed_by_id = actor.user_id
    row.confirmed_at = moment
    row.total = price.total
    row.vat = price.vat
    row.vat_basis = price.vat_basis
    row.terms_version = view.version
    row.save()


def _give_roles(row: Registration, actor: Viewer) -> None:
    """Make users of the named people, and give each the role that taking part brings."""
    for person in Participant.objects.filter(team__registration=row).select_related("team"):
        user = people.find_or_add_user(
            email=person.email,
            name=person.name,
            title=person.title,
            is_example=row.municipality.is_example,
        )
        person.user = user
        person.save(update_fields=["user"])
        people.hold_role(
            actor=actor,
            user=user,
            role=Role.CHIEF if person.is_chief else Role.MEMBER,
            municipality=row.municipality_id,
            edition=row.edition,
            # A chief answers for the municipality; the others take part in their own sector.
            sector="" if person.is_chief else person.team.sector,
        )
