"""Publishing figures: one vintage, all of it or nothing; never overwritten."""

from collections.abc import Sequence
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
    *, actor: Viewer, origin: str, digest: str, observations: Sequence[Observation]
) -> Published:
    """Publish figures as one vintage. Figures that stand already with the same value stay.

    A figure that differs is superseded, never overwritten. Nothing different, no vintage.
    """
    current = _current(observations)
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


def _differs(one: Observation, other: Observation) -> bool:
    return (one.state, one.value, one.source_id) != (other.state, other.value, other.source_id)


def _supersede(ids: Sequence[int], vintage: Vintage) -> None:
    for start in range(0, len(ids), 500):
        Observation.objects.filter(pk__in=ids[start : start + 500]).update(superseded_by=vintage)
