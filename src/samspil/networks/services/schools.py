"""Acts on networks across schools: a municipality agrees or no longer, a network is accepted."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from samspil.networks import rules, selectors
from samspil.networks.models import SchoolConsent, SchoolNetwork
from samspil.networks.services.errors import InvalidChangeError
from samspil.people import services as people
from samspil.people.viewer import Viewer


@transaction.atomic
def agree(*, actor: Viewer, edition: str, municipality: str) -> SchoolConsent:
    """Let a municipality's schools be part of networks; said again, it stands.

    Raises NotAllowedError for all but its chief, InvalidChangeError where it takes no part.
    """
    if actor.user_id is None or not rules.may_agree(actor, edition, municipality):
        raise people.NotAllowedError
    if municipality not in selectors.in_school(edition):
        raise InvalidChangeError
    consent, is_new = SchoolConsent.objects.get_or_create(
        edition=edition,
        municipality_id=municipality,
        withdrawn_at=None,
        defaults={"given_by_id": actor.user_id},
    )
    if is_new:
        people.record(
            actor=actor,
            action="networks.schools_agreed",
            municipality=municipality,
            edition=edition,
        )
    return consent


@transaction.atomic
def agree_no_more(*, actor: Viewer, edition: str, municipality: str) -> None:
    """Take the municipality's schools out of all networks; one left with nobody to meet ends.

    Raises NotAllowedError.
    """
    if not rules.may_agree(actor, edition, municipality):
        raise people.NotAllowedError
    standing = SchoolConsent.objects.filter(
        edition=edition, municipality_id=municipality, withdrawn_at=None
    )
    if not standing.update(withdrawn_at=timezone.now()):
        return
    owners = selectors.owners()
    for network in SchoolNetwork.objects.filter(edition=edition, ended_at=None):
        left = [number for number in network.schools if owners.get(number) != municipality]
        if left == network.schools:
            continue
        network.schools = left
        if len({owners[number] for number in left}) < 2:
            network.ended_at = timezone.now()
        network.save(update_fields=["schools", "ended_at"])
    people.record(
        actor=actor,
        action="networks.schools_agree_no_more",
        municipality=municipality,
        edition=edition,
    )


@transaction.atomic
def accept_school_network(
    *, actor: Viewer, edition: str, family: str, schools: Sequence[str], reason: str
) -> SchoolNetwork:
    """Put schools of one family together; the family's former network ends.

    Raises NotAllowedError, and InvalidChangeError unless they are schools of that family, of two
    municipalities or more, all of which agree.
    """
    if not rules.may_form(actor, edition):
        raise people.NotAllowedError
    offered = next(
        (one for one in selectors.school_networks(actor, edition) if one.family == family), None
    )
    chosen = sorted(set(schools))
    if offered is None or not set(chosen) <= {row.number for row in offered.schools}:
        raise InvalidChangeError
    if len({row.municipality for row in offered.schools if row.number in chosen}) < 2:
        raise InvalidChangeError
    SchoolNetwork.objects.filter(edition=edition, family=family, ended_at=None).update(
        ended_at=timezone.now()
    )
    network = SchoolNetwork.objects.create(
        edition=edition,
        family=family,
        schools=chosen,
        reason=reason,
        accepted_by_id=actor.user_id,
    )
    people.record(
        actor=actor,
        action="networks.schools_together",
        edition=edition,
        subject=f"school_network:{network.pk}",
        details={"schools": len(chosen)},
    )
    return network
