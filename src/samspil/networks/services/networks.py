"""The act of dividing a sector into networks, or of making it one again."""

import dataclasses

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.networks import forming
from samspil.networks.models import NetworkSplit
from samspil.networks.services import plans
from samspil.networks.services.errors import InvalidChangeError, StaleBenchError
from samspil.people import services as people
from samspil.people.viewer import Viewer

MOST = 4
SMALLEST = 4
"""Municipalities in the smallest network there may be: one sparring group and somebody more."""


def split_networks(
    *, actor: Viewer, edition: str, sector: str, count: int, reason: str
) -> NetworkSplit | None:
    """Divide those taking part into `count` networks of about equal size, by distance and likeness.

    With one network nothing is divided, and None is returned. The former division is kept as it
    was. Raises NotAllowedError, NoSuchEditionError, TooFewParticipantsError, InvalidChangeError
    for a count that gives networks too small, StaleBenchError where somebody divides at once.
    """
    question = plans.question_for(actor, edition, sector)
    members = len(question.codes)
    if not 1 <= count <= MOST or (count > 1 and members < count * SMALLEST):
        raise InvalidChangeError
    networks: forming.Groups = ()
    if count > 1:
        # Thinking takes seconds, so it happens before the transaction that would hold others up.
        asked = dataclasses.replace(
            question,
            low=max(SMALLEST, members // count - 1),
            high=-(-members // count) + 1,
            count=count,
            networks=(),
        )
        networks = forming.form(asked).groups
    try:
        return _keep(actor, edition, sector, networks, reason)
    except IntegrityError as error:
        raise StaleBenchError("") from error


@transaction.atomic
def _keep(
    actor: Viewer, edition: str, sector: str, networks: forming.Groups, reason: str
) -> NetworkSplit | None:
    NetworkSplit.objects.filter(edition=edition, sector=sector, superseded_at=None).update(
        superseded_at=timezone.now()
    )
    split = None
    if networks:
        split = NetworkSplit.objects.create(
            edition=edition,
            sector=sector,
            networks=[list(group) for group in networks],
            reason=reason,
            decided_by_id=actor.user_id,
        )
    people.record(
        actor=actor,
        action="networks.divided",
        edition=edition,
        details={"sector": sector, "networks": len(networks) or 1},
    )
    return split
