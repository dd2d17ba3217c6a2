"""Choosing what of a screening is shared outside the municipality."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.screening import rules
from samspil.screening.models import Screening, Share
from samspil.screening.services.held import AnswerRefusedError, record


@transaction.atomic
def share(
    *, actor: Viewer, screening: int, chosen: Collection[tuple[str, str]], understood: bool
) -> None:
    """Share exactly these parts, each as (part, audience); what is not chosen is taken back.

    Anything newly shared needs ``understood``: that access to documents was read about. Only a
    finished screening is shared, and only by the municipality's chief or project lead. Raises
    NotAllowedError, AnswerRefusedError and Screening.DoesNotExist.
    """
    found = Screening.objects.select_for_update().get(pk=screening)
    where = {"municipality": found.municipality_id, "sector": found.sector}
    if not rules.may_share(actor, edition=found.edition, **where):
        raise NotAllowedError
    for part, audience in chosen:
        if part not in Share.Part.values or audience not in Share.Audience.values:
            raise AnswerRefusedError("chosen")
    standing = {(one.part, one.audience): one for one in found.shares.filter(ended_at=None)}
    new = set(chosen) - set(standing)
    if new and found.is_open:
        raise AnswerRefusedError("status")
    if new and not understood:
        raise AnswerRefusedError("understood")
    for part, audience in sorted(new):
        Share.objects.create(
            screening=found, part=part, audience=audience, shared_by_id=actor.user_id
        )
    ended = [one.pk for key, one in standing.items() if key not in set(chosen)]
    Share.objects.filter(pk__in=ended).update(ended_at=timezone.now())
    if new or ended:
        record(actor, "screening.shared", found, new=len(new), ended=len(ended))
