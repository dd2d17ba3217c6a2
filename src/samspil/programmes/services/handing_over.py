"""Handing over when somebody changes job: places on teams and roles pass to a colleague."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from samspil.people import services as people
from samspil.people.models import User
from samspil.people.viewer import Viewer
from samspil.programmes import rules, selectors
from samspil.programmes.models import Participant
from samspil.programmes.services import errors
from samspil.programmes.services.substituting import replace_participant
from samspil.programmes.wishes import Person


@transaction.atomic
def hand_over(
    *,
    actor: Viewer,
    municipality: str,
    former: int,
    person: Person,
    reason: str,
    now: dt.datetime | None = None,
) -> User:
    """Let a colleague take over all that the user ``former`` holds in a municipality; both hear.

    Places on teams whose days are over stay, as do those of other municipalities. Raises
    NotAllowedError, NoSuchPersonError for nobody or the same person, IncompleteError where the
    colleague does not fit the team.
    """
    if not rules.may_hand_over(actor):
        raise people.NotAllowedError
    moment = now or timezone.now()
    left = User.objects.filter(pk=former, is_active=True).first()
    if left is None or left.email.casefold() == person.email.casefold():
        raise errors.NoSuchPersonError
    for place in _places(left, municipality, timezone.localdate(moment)):
        replace_participant(
            actor=actor,
            edition=place.team.registration.edition,
            municipality=municipality,
            participant=place.pk,
            person=Person(person.name, person.email, person.title, level=place.level),
            reason=reason,
            now=moment,
        )
    new = people.find_or_add_user(email=person.email, name=person.name, title=person.title)
    people.pass_roles(actor=actor, former=left, new=new, municipality=municipality)
    people.record(
        actor=actor,
        action="programmes.handed_over",
        municipality=municipality,
        subject=f"user:{left.pk}",
        details={"person": new.pk, "former": left.pk, "reason": reason},
    )
    return new


def _places(left: User, municipality: str, today: dt.date) -> list[Participant]:
    """Return the places on teams that still have a day before them, or days not settled."""
    rows = Participant.objects.filter(
        user=left,
        team__registration__municipality_id=municipality,
        team__registration__status="confirmed",
    ).select_related("team__registration")
    return [row for row in rows if _lasts(row.team.registration.edition, today)]


def _lasts(edition: str, today: dt.date) -> bool:
    view = selectors.edition(edition)
    days = view.content.network_days if view else ()
    return not days or any(day.date is None or day.date >= today for day in days)
