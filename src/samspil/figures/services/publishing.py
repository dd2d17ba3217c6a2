"""Publishing figures: one vintage, all of it or nothing; never overwritten."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from django.db import transaction

from samspil.figures.models import Observation, Vintage
from samspil.figures.readers import Remark
from samspil.people import services as people
from samspil.people.viewer import Viewer

Key = tuple[str, str | None, str | None, str, str, str]


@dataclass(frozen=True)
class Published:
    """What an import did. ``vintage`` is None where nothing was new.

    ``form`` and ``tables`` say what the file was recognised as, ``indicators`` whose figures it
    held, ``left_out`` what a written rule kept out.
    """

    vintage: int | None
    read: int
    new: int
    changed: int
    form: str = ""
    tables: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    left_out: tuple[Remark, ...] = ()


@transaction.atomic
def publish(
    *,
    actor: Viewer,
    origin: str,
    digest: str,
    observations: Sequence[Observation],
    instead_of: Set[str] = frozenset(),
    gives_way: bool = False,
) -> Published:
    """Publish figures as one vintage. Figures that stand already with the same value stay.

    A figure that differs is superseded, never overwritten. Nothing different, no vintage.
    ``instead_of`` are sources whose figures make room whatever role they were counted in. Figures
    that give way leave alone what stands from another source.
    """
    current = _current(observations)
    if gives_way:
        observations = _not_taken(observations, current)
    _take_the_place(observations, current, instead_of)
    new = [o for o in observations if _key(o) not in current]
    changed = [o for o in observations if _key(o) in current and _differs(o, current[_key(o)])]
    if not new and not changed:
        return Published(None, len(observations), 0, 0)
    vintage = Vintage.objects.create(
        origin=origin,
        content_hash=digest,
        rows_read=len(observations),
        rows_new=len(new),
        rows_changed=len(changed),
    )
    _supersede([current[_key(o)].pk for o in changed], vintage)
    for observation in (*new, *changed):
        observation.vintage = vintage
    Observation.objects.bulk_create([*new, *changed], batch_size=2000)
    people.record(
        actor=actor,
        action="figures.published",
        subject=f"vintage:{vintage.pk}",
        details={"origin": origin, "new": len(new), "changed": len(changed)},
    )
    return Published(vintage.pk, len(observations), len(new), len(changed))


def _key(observation: Observation) -> Key:
    return (
        observation.indicator,
        observation.municipality_id,
        observation.institution_id,
        observation.period,
        observation.breakdown,
        observation.role,
    )


def _current(observations: Sequence[Observation]) -> dict[Key, Observation]:
    indicators = {observation.indicator for observation in observations}
    standing = Observation.objects.filter(indicator__in=indicators, superseded_by=None)
    return {_key(observation): observation for observation in standing}


def _not_taken(
    observations: Sequence[Observation], current: Mapping[Key, Observation]
) -> list[Observation]:
    own = {observation.source_id for observation in observations}
    taken = {key[:-1] for key, standing in current.items() if standing.source_id not in own}
    return [o for o in observations if _key(o)[:-1] not in taken]


def _take_the_place(
    observations: Sequence[Observation], current: dict[Key, Observation], instead_of: Set[str]
) -> None:
    """Let figures stand under the new figures' role that are counted in another and make room."""
    others = {
        key[:-1]: key for key, standing in current.items() if standing.source_id in instead_of
    }
    for observation in observations:
        key = _key(observation)
        other = others.get(key[:-1])
        if other in current and key not in current:
            current[key] = current.pop(other)


def _differs(one: Observation, other: Observation) -> bool:
    return _said(one) != _said(other)


def _said(one: Observation) -> tuple[str, float | None, str, str]:
    return (one.state, one.value, one.source_id, one.role)


def _supersede(ids: Sequence[int], vintage: Vintage) -> None:
    for start in range(0, len(ids), 500):
        Observation.objects.filter(pk__in=ids[start : start + 500]).update(superseded_by=vintage)
