"""Acts on publishers' keys: save one, forget one, use one."""

import os
import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.figures import rules
from samspil.figures.fetching.addresses import PUBLISHERS, Publisher
from samspil.figures.fetching.errors import KeyRefusedError
from samspil.figures.fetching.sealing import UnopenableError, seal, unseal
from samspil.figures.fetching.secret import Secret
from samspil.figures.models import FetchKey
from samspil.people import services as people
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer

_WRITTEN = re.compile(r"[A-Za-z0-9._~+/=-]{20,8000}")


class NotAKeyError(Exception):
    """What was typed cannot be a key; the message says why and never what was typed."""


@transaction.atomic
def save_key(*, actor: Viewer, publisher: str, secret: Secret) -> None:
    """Keep a publisher's key, encrypted, in place of any other.

    Raises NotAllowedError, or NotAKeyError for what is none or has ended.
    """
    if not rules.may_fetch(actor):
        raise NotAllowedError
    chosen = PUBLISHERS[publisher]
    if not _WRITTEN.fullmatch(secret.reveal()):
        raise NotAKeyError(_("Det ligner ikke en nøgle. Kopiér hele nøglen uden mellemrum."))
    ends = secret.expires_at
    if ends is not None and ends <= timezone.now():
        raise NotAKeyError(_("Nøglen er udløbet. Hent en ny hos udgiveren."))
    FetchKey.objects.update_or_create(
        publisher=chosen.id,
        defaults={
            "sealed": seal(secret),
            "last_four": secret.last_four,
            "expires_at": ends,
            "saved_at": timezone.now(),
            "saved_by_id": actor.user_id,
        },
    )
    people.record(
        actor=actor,
        action="figures.key_saved",
        subject=f"publisher:{chosen.id}",
        details={"publisher": chosen.id, "last": secret.last_four},
    )


@transaction.atomic
def forget_key(*, actor: Viewer, publisher: str) -> None:
    """Delete a publisher's key; deleting none is fine. Raises NotAllowedError."""
    if not rules.may_fetch(actor):
        raise NotAllowedError
    gone, _each = FetchKey.objects.filter(publisher=publisher).delete()
    if gone:
        people.record(
            actor=actor,
            action="figures.key_forgotten",
            subject=f"publisher:{publisher}",
            details={"publisher": publisher},
        )


def key_for(publisher: Publisher) -> Secret | None:
    """Return the key to use: the environment's, else the saved one; None where none is needed.

    Raises KeyRefusedError where one is needed and there is none that can work.
    """
    if not publisher.key_variable:
        return None
    secret = from_environment(publisher)
    if secret is not None and not _WRITTEN.fullmatch(secret.reveal()):
        message = _("%(variable)s ligner ikke en nøgle.")
        raise KeyRefusedError(message % {"variable": publisher.key_variable})
    secret = secret or _saved(publisher)
    if secret is None:
        raise KeyRefusedError(
            _(
                "Der mangler en nøgle til %(publisher)s. Den er gratis: hent den på "
                "api.uddannelsesstatistik.dk, og sæt %(variable)s, eller gem den på siden "
                "/tal/hentning/."
            )
            % {"publisher": publisher.id, "variable": publisher.key_variable}
        )
    ends = secret.expires_at
    if ends is not None and ends <= timezone.now():
        message = _("Nøglen, der ender på %(last)s, udløb den %(day)s. Hent en ny hos udgiveren.")
        day = timezone.localtime(ends).strftime("%d.%m.%Y")
        raise KeyRefusedError(message % {"last": secret.last_four, "day": day})
    return secret


def from_environment(publisher: Publisher) -> Secret | None:
    """Return the key an operator has set, which goes before a saved one."""
    text = os.environ.get(publisher.key_variable, "").strip() if publisher.key_variable else ""
    return Secret(text) if text else None


def _saved(publisher: Publisher) -> Secret | None:
    found = FetchKey.objects.filter(publisher=publisher.id).first()
    if found is None:
        return None
    try:
        return unseal(found.sealed)
    except UnopenableError:
        message = _(
            "Den gemte nøgle kan ikke åbnes, for SAMSPIL_SECRET_KEY er en anden end dengang. "
            "Gem nøglen igen."
        )
        raise KeyRefusedError(message) from None
