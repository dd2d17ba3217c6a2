"""Acts on who else may see a municipality's own figures: let in, shut out."""

from django.db import transaction
from django.utils import timezone

from samspil.figures import rules
from samspil.figures.models.own import OwnFigureShare
from samspil.figures.services.own import OwnFigureError
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places.models import Municipality


class NoSuchShareError(OwnFigureError):
    """There is no such leave."""


class CannotShareError(OwnFigureError):
    """Nobody, oneself, or an example and a real municipality together."""


@transaction.atomic
def share_own(*, actor: Viewer, municipality: str, audience: str) -> OwnFigureShare:
    """Let somebody see; ``audience`` is rules.ORGANISERS or another municipality's code.

    Letting in again changes nothing. Raises NotAllowedError and CannotShareError.
    """
    if actor.user_id is None or not rules.may_share_own(actor, municipality):
        raise people.NotAllowedError
    own = Municipality.objects.select_for_update(no_key=True).get(pk=municipality)
    other = None if audience == rules.ORGANISERS else _other(own, audience)
    kind = OwnFigureShare.Audience.MUNICIPALITY if other else OwnFigureShare.Audience.ORGANISERS
    share, is_new = OwnFigureShare.objects.get_or_create(
        municipality=own,
        audience=kind,
        other=other,
        withdrawn_at=None,
        defaults={"given_by_id": actor.user_id},
    )
    if is_new:
        to_one, to_many = "figures.own_shared_municipality", "figures.own_shared_organisers"
        _record(actor, to_one if share.other else to_many, share)
    return share


def _other(own: Municipality, code: str) -> Municipality:
    other = Municipality.objects.filter(pk=code).first()
    if other is None or other == own or other.is_example != own.is_example:
        raise CannotShareError
    return other


@transaction.atomic
def unshare_own(*, actor: Viewer, share: int) -> OwnFigureShare:
    """Shut out at once; again changes nothing. Raises NotAllowedError and NoSuchShareError."""
    found = OwnFigureShare.objects.select_for_update(of=("self",)).filter(pk=share).first()
    if found is None:
        raise NoSuchShareError
    if actor.user_id is None or not rules.may_share_own(actor, found.municipality_id):
        raise people.NotAllowedError
    if found.withdrawn_at is None:
        found.withdrawn_at = max(timezone.now(), found.given_at)
        found.withdrawn_by_id = actor.user_id
        found.save(update_fields=["withdrawn_at", "withdrawn_by"])
        from_one = "figures.own_unshared_municipality"
        _record(actor, from_one if found.other else "figures.own_unshared_organisers", found)
    return found


def _record(actor: Viewer, action: str, share: OwnFigureShare) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=share.municipality_id,
        subject=f"own_figure_share:{share.pk}",
        details={"other": share.other.name} if share.other else {},
    )
