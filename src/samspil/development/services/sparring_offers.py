"""Acts on a standing offer: make it, correct it, take it back."""

import datetime as dt
import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.development import rules
from samspil.development.models import LEVERS, SECTORS, SparringOffer
from samspil.development.services import errors
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes


def offer(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    sector: str,
    lever: int,
    what: str,
    now: dt.datetime | None = None,
) -> SparringOffer:
    """Offer to show or tell the others something; the same offer again stands once.

    Raises NotAllowedError, NotTakingPartError and TextRefusedError.
    """
    if not rules.may_ask(actor, municipality=municipality, sector=sector, edition=edition):
        raise people.NotAllowedError
    taking_part = programmes.participants(edition, sector) if sector in SECTORS else []
    if municipality not in {one.code for one in taking_part}:
        raise errors.NotTakingPartError
    text = _checked(lever, what)
    where = {"edition": edition, "municipality_id": municipality, "sector": sector}
    try:
        with transaction.atomic():
            found, is_new = SparringOffer.objects.get_or_create(
                **where,
                key=_key(lever, text),
                withdrawn_at=None,
                defaults={
                    "lever": lever,
                    "what": text,
                    "offered_by_id": actor.user_id,
                    "offered_at": now or timezone.now(),
                },
            )
            if is_new:
                _record(actor, "development.sparring_offered", found)
    except IntegrityError:
        return SparringOffer.objects.get(**where, key=_key(lever, text), withdrawn_at=None)
    return found


@transaction.atomic
def change_offer(
    *, actor: Viewer, offer: int, lever: int, what: str, now: dt.datetime | None = None
) -> SparringOffer:
    """Say an offer in other words.

    Raises NotAllowedError, SparringOffer.DoesNotExist, NotOpenError and TextRefusedError, which
    also says where the same offer stands already (``twice``).
    """
    found = _held(actor, offer)
    if found.withdrawn_at is not None:
        raise errors.NotOpenError
    text = _checked(lever, what)
    key = _key(lever, text)
    same = SparringOffer.objects.filter(
        edition=found.edition, municipality=found.municipality_id, sector=found.sector
    )
    if same.filter(key=key, withdrawn_at=None).exclude(pk=found.pk).exists():
        raise errors.TextRefusedError("what", "twice")
    found.lever, found.what, found.key = lever, text, key
    found.changed_at = now or timezone.now()
    found.save(update_fields=["lever", "what", "key", "changed_at"])
    _record(actor, "development.sparring_offer_changed", found)
    return found


@transaction.atomic
def withdraw_offer(*, actor: Viewer, offer: int, now: dt.datetime | None = None) -> SparringOffer:
    """Take an offer back; again changes nothing.

    Raises NotAllowedError and SparringOffer.DoesNotExist.
    """
    found = _held(actor, offer)
    if found.withdrawn_at is None:
        found.withdrawn_at = now or timezone.now()
        found.save(update_fields=["withdrawn_at"])
        _record(actor, "development.sparring_offer_withdrawn", found)
    return found


def _held(actor: Viewer, offer: int) -> SparringOffer:
    found = SparringOffer.objects.select_for_update().get(pk=offer)
    where = {"municipality": found.municipality_id, "sector": found.sector}
    if not rules.may_ask(actor, edition=found.edition, **where):
        raise people.NotAllowedError
    return found


def _checked(lever: int, what: str) -> str:
    text = what.strip()
    errors.check_texts({"what": text}, required=("what",))
    if lever not in LEVERS:
        raise errors.TextRefusedError("lever", "unknown")
    return text


def _key(lever: int, text: str) -> str:
    return hashlib.sha256(f"{lever} {' '.join(text.split())}".encode()).hexdigest()[:40]


def _record(actor: Viewer, action: str, offer: SparringOffer) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=offer.municipality_id,
        edition=offer.edition,
        subject=f"sparring_offer:{offer.pk}",
    )
