"""Acts on wishes: who should meet, who should not, and who would share and learn what."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from samspil.networks import rules
from samspil.networks.grounds import LEVERS
from samspil.networks.models import Exchange, NetworkSplit, PairWish
from samspil.networks.services.errors import InvalidChangeError
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes

type Pairs = tuple[tuple[str, str], ...]


@transaction.atomic
def wish_pair(
    *, actor: Viewer, edition: str, sector: str, kind: str, pair: Sequence[str], reason: str
) -> PairWish:
    """Write down that two should be together or apart, and why; said again, the latest counts.

    Raises NotAllowedError, and InvalidChangeError unless they are two of those taking part.
    """
    if not rules.may_form(actor, edition):
        raise people.NotAllowedError
    taking_part = {place.code for place in programmes.participants(edition, sector)}
    first, *rest = sorted(set(pair))
    if len(rest) != 1 or not {first, *rest} <= taking_part or kind not in set(PairWish.Kind):
        raise InvalidChangeError
    wish, _is_new = PairWish.objects.update_or_create(
        edition=edition,
        sector=sector,
        first_id=first,
        second_id=rest[0],
        defaults={"kind": kind, "reason": reason, "written_by_id": actor.user_id},
    )
    people.record(
        actor=actor,
        action="networks.wished",
        edition=edition,
        subject=f"pair_wish:{wish.pk}",
        details={"sector": sector, "kind": kind},
    )
    return wish


@transaction.atomic
def drop_wish(*, actor: Viewer, edition: str, wish: int) -> None:
    """Take a wish about two municipalities away. Raises NotAllowedError."""
    if not rules.may_form(actor, edition):
        raise people.NotAllowedError
    gone, _per_model = PairWish.objects.filter(pk=wish, edition=edition).delete()
    if gone:
        people.record(
            actor=actor,
            action="networks.wish_dropped",
            edition=edition,
            subject=f"pair_wish:{wish}",
        )


@transaction.atomic
def say_exchange(
    *,
    actor: Viewer,
    edition: str,
    sector: str,
    municipality: str,
    shares: Iterable[int],
    learns: Iterable[int],
) -> Exchange:
    """Keep what a municipality can share and wants to learn, by number of lever.

    Raises NotAllowedError for all but its own people, and InvalidChangeError for a lever that is
    not there or stands on both sides, or where the municipality does not take part.
    """
    if actor.user_id is None or not rules.may_say(actor, edition, municipality):
        raise people.NotAllowedError
    given, wanted = set(shares), set(learns)
    taking_part = {place.code for place in programmes.participants(edition, sector)}
    if given & wanted or not given | wanted <= set(LEVERS) or municipality not in taking_part:
        raise InvalidChangeError
    said, _is_new = Exchange.objects.update_or_create(
        edition=edition,
        sector=sector,
        municipality_id=municipality,
        defaults={
            "shares": sorted(given),
            "learns": sorted(wanted),
            "said_by_id": actor.user_id,
            "said_at": timezone.now(),
        },
    )
    people.record(
        actor=actor,
        action="networks.said_exchange",
        municipality=municipality,
        edition=edition,
        details={"sector": sector},
    )
    return said


def networks_of(edition: str, sector: str) -> tuple[tuple[str, ...], ...]:
    """Return the codes of each network; none where all are one."""
    split = NetworkSplit.objects.filter(edition=edition, sector=sector, superseded_at=None).first()
    return tuple(tuple(group) for group in split.networks) if split else ()


def wished(edition: str, sector: str, codes: Iterable[str]) -> tuple[Pairs, Pairs]:
    """Return the pairs that should be together and apart, of those taking part."""
    here = set(codes)
    pairs: dict[str, list[tuple[str, str]]] = {kind: [] for kind in PairWish.Kind}
    for wish in PairWish.objects.filter(edition=edition, sector=sector):
        if {wish.first_id, wish.second_id} <= here:
            pairs[wish.kind].append((wish.first_id, wish.second_id))
    return tuple(pairs[PairWish.Kind.TOGETHER]), tuple(pairs[PairWish.Kind.APART])
