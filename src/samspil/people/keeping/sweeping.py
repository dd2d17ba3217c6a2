"""What has been kept long enough goes, once a day by the clock, or when an owner says so."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from samspil.people import rules, services
from samspil.people.keeping import definitions, forgetting, registry
from samspil.people.models import KeepingRun, PersonalLink, User
from samspil.people.viewer import Viewer

DAILY = timedelta(hours=20)
_log = logging.getLogger("samspil.people")


@dataclass(frozen=True)
class Due:
    """How much of a kind has been kept long enough, and when it was last seen to."""

    kind: str
    count: int
    last_at: datetime | None
    last_count: int | None


def due(*, now: datetime | None = None) -> list[Due]:
    """Return for each kind that goes by the clock what is due; changes nothing."""
    moment = now or timezone.now()
    found = []
    for kind, one in registry.sweepers().items():
        last = KeepingRun.objects.filter(kind=kind).order_by("-id").first()
        found.append(
            Due(kind, one.due(moment), last.at if last else None, last.count if last else None)
        )
    return found


def sweep(
    *,
    actor: Viewer | None = None,
    now: datetime | None = None,
    only: Collection[str] | None = None,
) -> dict[str, int]:
    """Remove what is due and return how much of each kind went; repeated, nothing more goes.

    Without an actor it is the clock. A kind that fails is noted in the log and tried again; it
    keeps no other from going. Raises NotAllowedError.
    """
    if actor is not None and not rules.is_owner(actor):
        raise services.NotAllowedError
    moment = now or timezone.now()
    gone = {}
    for kind, one in registry.sweepers().items():
        if only is not None and kind not in only:
            continue
        try:
            with transaction.atomic():
                count = one.sweep(moment)
                KeepingRun.objects.create(kind=kind, at=moment, count=count)
        except Exception:
            _log.exception("what was kept long enough did not go", extra={"kind": kind})
        else:
            gone[kind] = count
    if any(gone.values()):
        services.record(
            actor=actor or Viewer(),
            action="people.swept",
            details={"count": sum(gone.values())},
        )
    return gone


def sweep_daily(now: datetime) -> int:
    """Do it when nobody has for most of a day; for the clock, which calls every minute."""
    recent = set(KeepingRun.objects.filter(at__gt=now - DAILY).values_list("kind", flat=True))
    due_kinds = set(registry.sweepers()) - recent
    return sum(sweep(now=now, only=due_kinds).values()) if due_kinds else 0


def _links(now: datetime) -> QuerySet[PersonalLink]:
    before = now - timedelta(days=definitions.days("links"))
    return PersonalLink.objects.filter(expires_at__lt=before)


def _sleeping(now: datetime) -> list[User]:
    """Return the people without a role whose last sign-in, role and start are long ago."""
    before = now - timedelta(days=definitions.days("account"))
    people = User.objects.filter(is_active=True, is_example=False).exclude(
        memberships__ended_at=None, memberships__isnull=False
    )
    latest = Greatest(
        "joined_at",
        Coalesce("last_login", "joined_at"),
        Coalesce(Max("memberships__ended_at"), "joined_at"),
    )
    return list(people.annotate(latest=latest).filter(latest__lt=before))


def _forget_sleeping(now: datetime) -> int:
    people = _sleeping(now)
    for user in people:
        forgetting.forget_asleep(user=user, now=now)
    return len(people)


registry.sweeper(
    "links",
    due=lambda now: _links(now).count(),
    sweep=lambda now: _links(now).delete()[0],
)
registry.sweeper("account", due=lambda now: len(_sleeping(now)), sweep=_forget_sleeping)
