"""Inviting a municipality to write about what it does."""

from django.db import IntegrityError, transaction

from samspil.knowledge import rules, selectors
from samspil.knowledge.models import WritingInvitation
from samspil.knowledge.services import errors, notices
from samspil.knowledge.services.cases import person
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes


def invite_to_write(*, actor: Viewer, municipality: str, edition: str) -> WritingInvitation:
    """Write to a municipality's chief and project leads, once in an edition; again nothing is sent.

    Only municipalities whose results lie better than expected are invited. Raises NotAllowedError,
    NotInvitableError, and NobodyToAskError where nobody who speaks for it is registered.
    """
    view = programmes.edition(edition)
    if view is None or view.is_history or not rules.may_invite(actor, edition):
        raise people.NotAllowedError
    rows = {one.code: one for one in selectors.invitable(actor, edition=edition)}
    if municipality not in rows:
        raise errors.NotInvitableError
    if not rows[municipality].speaks:
        raise errors.NobodyToAskError
    try:
        with transaction.atomic():
            return _invited(actor, municipality, edition, view.content.title.in_language("da"))
    except IntegrityError:
        return WritingInvitation.objects.get(municipality=municipality, edition=edition)


def _invited(actor: Viewer, municipality: str, edition: str, title: str) -> WritingInvitation:
    where = {"municipality_id": municipality, "edition": edition}
    standing = WritingInvitation.objects.filter(**where).first()
    if standing is not None:
        return standing
    invitation = WritingInvitation.objects.create(**where, invited_by_id=person(actor))
    notices.invite_to_write(invitation, title)
    people.record(
        actor=actor,
        action="knowledge.invited",
        municipality=municipality,
        edition=edition,
        subject=f"writing_invitation:{invitation.pk}",
    )
    return invitation
