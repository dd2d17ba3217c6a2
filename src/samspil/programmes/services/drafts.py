"""Writing a draft, step by step. It binds nobody and survives a closed browser."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import checks, rules, selectors
from samspil.programmes.models import Participant, PreAnalysis, Registration, Team
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.selectors.registrations import RegistrationView, view_of, wish_of
from samspil.programmes.services import errors
from samspil.programmes.services.acting import known
from samspil.programmes.wishes import TeamWish, Wish


@transaction.atomic
def change_draft(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    change: Callable[[Wish], Wish],
    now: dt.datetime | None = None,
) -> RegistrationView:
    """Change the municipality's draft, begun if there is none, and return it.

    ``change`` gets the wish as it stands at that moment, so that two colleagues who write at the
    same time on different steps lose nothing. Raises NotAllowedError, or a RegistrationError
    saying why; nothing is stored then.
    """
    moment = now or timezone.now()
    view = open_edition(actor, edition, municipality, moment)
    row = _held(actor, edition, municipality, moment)
    if row.is_confirmed:
        raise errors.AlreadyConfirmedError
    standing = wish_of(row)
    wish = change(standing).in_sequence(view.content.sector_ids)
    if found := checks.flaws(view.content, wish):
        raise errors.IncompleteError(found)
    if wish != standing:
        _write(row, wish, actor, moment)
    return view_of(row)


def open_edition(
    actor: Viewer, edition: str, municipality: str, moment: dt.datetime
) -> EditionView:
    """Return the edition if ``actor`` may write a draft there now; raises what says why not."""
    view = selectors.edition(edition)
    if view is None:
        raise errors.NoSuchEditionError
    place = places.municipality(municipality)
    if place is None:
        raise errors.NoSuchMunicipalityError
    if not rules.may_prepare(actor, municipality, edition):
        raise people.NotAllowedError
    if reason := view.closed(moment):
        raise errors.ClosedError(reason)
    if view.content.is_example and not place.is_example:
        raise errors.ExampleOnlyError
    return view


def _held(actor: Viewer, edition: str, municipality: str, moment: dt.datetime) -> Registration:
    """Return the registration, begun if new, held until the transaction ends."""
    row, is_new = Registration.objects.select_for_update(of=("self",)).get_or_create(
        edition=edition,
        municipality_id=municipality,
        defaults={
            "begun_by_id": known(actor),
            "begun_at": moment,
            "changed_by_id": known(actor),
            "changed_at": moment,
        },
    )
    if is_new:
        people.record(
            actor=actor,
            action="programmes.registration_begun",
            municipality=municipality,
            edition=edition,
            subject=f"registration:{row.pk}",
        )
    return row


def _write(row: Registration, wish: Wish, actor: Viewer, moment: dt.datetime) -> None:
    """Store the wish in place of the former one."""
    row.teams.all().delete()
    row.pre_analyses.all().delete()
    for team in wish.teams:
        _write_team(row, team)
    PreAnalysis.objects.bulk_create(
        PreAnalysis(registration=row, sector=sector) for sector in wish.pre_analyses
    )
    row.remarks = wish.remarks
    row.changed_by_id = known(actor)
    row.changed_at = moment
    row.save(update_fields=["remarks", "changed_by", "changed_at"])
    people.record(
        actor=actor,
        action="programmes.draft_saved",
        municipality=row.municipality_id,
        edition=row.edition,
        subject=f"registration:{row.pk}",
    )


def _write_team(row: Registration, team: TeamWish) -> None:
    standing = Team.objects.create(
        registration=row, sector=team.sector, participants=team.participants
    )
    Participant.objects.bulk_create(
        Participant(
            team=standing,
            name=person.name,
            email=person.email,
            title=person.title,
            is_chief=person.is_chief,
        )
        for person in team.people
    )
