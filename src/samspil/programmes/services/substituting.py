"""Names that come later, and people who take each other's places, each with a log and letters."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samspil.people import services as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer
from samspil.programmes import checks, rules, selectors
from samspil.programmes.models import Participant, Registration, Team, TeamChange
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.selectors.registrations import wish_of
from samspil.programmes.services import errors, notices
from samspil.programmes.services.acting import known
from samspil.programmes.wishes import Person


@dataclass(frozen=True)
class _Place:
    """Where somebody is named: what is held, and who acts when."""

    actor: Viewer
    view: EditionView
    row: Registration
    team: Team
    moment: dt.datetime


@transaction.atomic
def name_participant(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    sector: str,
    person: Person,
    reason: str = "",
    now: dt.datetime | None = None,
) -> Participant:
    """Name somebody for a place that had no name yet, give the role and tell the person.

    After the set day it is an organiser's exception and needs a reason, which stands in the log.
    Raises NotAllowedError, NotConfirmedError, TooLateError, NoSuchPersonError where no place is
    free, ReasonMissingError, IncompleteError.
    """
    place = _place(actor, edition, municipality, sector, now)
    if place.team.people.count() >= place.team.participants:
        raise errors.NoSuchPersonError
    if is_past(place.view, place.moment) and not reason.strip():
        raise errors.ReasonMissingError
    _must_fit(place, person, without=None)
    return _put(place, person, former=None, reason=reason)


@transaction.atomic
def replace_participant(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    participant: int,
    person: Person,
    reason: str,
    now: dt.datetime | None = None,
) -> Participant:
    """Let a new person take a named one's place; both are told, and roles follow.

    A chief is followed by a chief. Raises as ``name_participant``.
    """
    former = (
        Participant.objects.select_related("team", "user")
        .filter(
            pk=participant,
            team__registration__edition=edition,
            team__registration__municipality_id=municipality,
        )
        .first()
    )
    if former is None:
        raise errors.NoSuchPersonError
    place = _place(actor, edition, municipality, former.team.sector, now)
    new = Person(person.name, person.email, person.title, former.is_chief, person.level)
    _must_fit(place, new, without=former)
    former.delete()
    _end_roles(place, former)
    if former.user is not None:
        notices.tell_replaced(place.row, place.view, former, by=actor.name)
    return _put(place, new, former=former, reason=reason)


def may_change_names(
    viewer: Viewer, view: EditionView, municipality: str, now: dt.datetime
) -> bool:
    """A municipality's own people until the set day; organisers at any time."""
    if rules.may_except(viewer, view.id):
        return True
    own = rules.may_prepare(viewer, municipality, view.id)
    return own and not is_past(view, now)


def is_past(view: EditionView, now: dt.datetime) -> bool:
    """Whether the day until which municipalities change names themselves has passed."""
    until = view.content.team.names_until if view.content.team else None
    return until is not None and now.astimezone(dt.UTC).replace(microsecond=0) > until.astimezone(
        dt.UTC
    )


def _place(
    actor: Viewer, edition: str, municipality: str, sector: str, now: dt.datetime | None
) -> _Place:
    """Return the team, held until the transaction ends; raises what says why not."""
    moment = now or timezone.now()
    view = selectors.edition(edition)
    if view is None:
        raise errors.NoSuchEditionError
    if not (rules.may_prepare(actor, municipality, edition) or rules.may_except(actor, edition)):
        raise people.NotAllowedError
    row = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("municipality", "confirmed_by")
        .filter(edition=edition, municipality_id=municipality)
        .first()
    )
    if row is None or not row.is_confirmed:
        raise errors.NotConfirmedError
    if not may_change_names(actor, view, municipality, moment):
        raise errors.TooLateError
    team = row.teams.filter(sector=sector).first()
    if team is None:
        raise errors.NoSuchPersonError
    return _Place(actor, view, row, team, moment)


def _must_fit(place: _Place, person: Person, without: Participant | None) -> None:
    """Hold the team with the new person against the edition's rules."""
    wish = wish_of(place.row)
    team = wish.team(place.team.sector)
    if team is None:  # pragma: no cover - the team was found above
        raise errors.NoSuchPersonError
    gone = without.email.casefold() if without else ""
    others = tuple(one for one in team.people if one.email.casefold() != gone)
    changed = wish.with_team(type(team)(team.sector, team.participants, (*others, person)))
    found = checks.flaws(place.view.content, changed)
    # Whoever goes may not be the last of a level that must be there.
    before = set(checks.problems(place.view.content, wish))
    missing = [
        one
        for one in checks.problems(place.view.content, changed)
        if one.code == "level_missing" and one not in before
    ]
    if problems := (*found, *missing):
        raise errors.IncompleteError(problems)


def _put(place: _Place, person: Person, former: Participant | None, reason: str) -> Participant:
    user = people.find_or_add_user(
        email=person.email,
        name=person.name,
        title=person.title,
        is_example=place.row.municipality.is_example,
    )
    new = Participant.objects.create(
        team=place.team,
        user=user,
        name=person.name,
        email=person.email,
        title=person.title,
        is_chief=person.is_chief,
        level=person.level,
    )
    people.hold_role(
        actor=place.actor,
        user=user,
        role=Role.CHIEF if person.is_chief else Role.MEMBER,
        municipality=place.row.municipality_id,
        edition=place.row.edition,
        sector="" if person.is_chief else place.team.sector,
    )
    change = TeamChange.objects.create(
        registration=place.row,
        sector=place.team.sector,
        former=former.user if former else None,
        new=user,
        reason=reason,
        made_by_id=known(place.actor),
        made_at=place.moment,
    )
    notices.tell_named(place.row, place.view, new, by=place.actor.name, change=change.pk)
    people.record(
        actor=place.actor,
        action="programmes.participant_replaced" if former else "programmes.participant_named",
        municipality=place.row.municipality_id,
        edition=place.row.edition,
        subject=f"registration:{place.row.pk}",
        details={"person": user.pk},
    )
    return new


def _end_roles(place: _Place, former: Participant) -> None:
    """End what taking part brought, unless the person is still on another team."""
    if former.user is None:
        return
    still = Participant.objects.filter(team__registration=place.row, user=former.user)
    if former.is_chief and still.filter(is_chief=True).exists():
        return
    people.release_role(
        actor=place.actor,
        user=former.user,
        role=Role.CHIEF if former.is_chief else Role.MEMBER,
        municipality=place.row.municipality_id,
        edition=place.row.edition,
        sector="" if former.is_chief else place.team.sector,
    )
