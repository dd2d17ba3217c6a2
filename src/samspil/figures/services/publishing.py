"""Publishing figures: one vintage, all of it or nothing; never overwritten."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from samspil.figures.models import Observation, Vintage
from samspil.figures.readers import Remark
from samspil.people import services as people
from samspil.people.viewer import Viewer

Key = tuple[str, str | None, str | None, str, str, str]


class Standing(NamedTuple):
    """What is current of a figure."""

    pk: int
    state: str
    value: float | None
    source_id: str


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
    new, changed = _compared(observations, current)
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
    _insert([*new, *changed], vintage)
    people.record(
        actor=actor,
        action="figures.published",
        subject=f"vintage:{vintage.pk}",
        details={"origin": origin, "new": len(new), "changed": len(changed)},
    )
    return Published(vintage.pk, len(observations), len(new), len(changed))


def outlook(observations: Sequence[Observation]) -> tuple[int, int]:
    """Return how many figures would be new and how many changed; nothing is written."""
    new, changed = _compared(observations, _current(observations))
    return len(new), len(changed)


def _compared(
    observations: Sequence[Observation], current: Mapping[Key, Standing]
) -> tuple[list[Observation], list[Observation]]:
    new, changed = [], []
    for observation in observations:
        standing = current.get(_key(observation))
        if standing is None:
            new.append(observation)
        elif _differs(observation, standing):
            changed.append(observation)
    return new, changed


def _key(observation: Observation) -> Key:
    return (
        observation.indicator,
        observation.municipality_id,
        observation.institution_id,
        observation.period,
        observation.breakdown,
        observation.role,
    )


def _current(observations: Sequence[Observation]) -> dict[Key, Standing]:
    """What is current of the same indicators in the same municipalities, or in none."""
    indicators = {observation.indicator for observation in observations}
    places = {observation.municipality_id for observation in observations}
    where = Q(municipality__in=places - {None})
    if None in places:
        # The whole country, and schools.
        where |= Q(municipality=None)
    rows = Observation.objects.filter(where, indicator__in=indicators, superseded_by=None)
    found = rows.values_list(
        "indicator",
        "municipality_id",
        "institution_id",
        "period",
        "breakdown",
        "role",
        "pk",
        "state",
        "value",
        "source_id",
    )
    return {row[:6]: Standing(*row[6:]) for row in found.iterator(chunk_size=5000)}


def _not_taken(
    observations: Sequence[Observation], current: Mapping[Key, Standing]
) -> list[Observation]:
    own = {observation.source_id for observation in observations}
    taken = {key[:-1] for key, standing in current.items() if standing.source_id not in own}
    return [o for o in observations if _key(o)[:-1] not in taken]


def _take_the_place(
    observations: Sequence[Observation], current: dict[Key, Standing], instead_of: Set[str]
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


def _differs(one: Observation, other: Standing) -> bool:
    return (one.state, one.value, one.source_id) != (other.state, other.value, other.source_id)


def _insert(observations: Sequence[Observation], vintage: Vintage) -> None:
    """Write the rows by the database's own many-row insert.

    Django's ``bulk_create`` spends four fifths of its time on composing statements, and these are
    tens of thousands of rows.
    """
    meta = Observation._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    for observation in observations:
        observation.vintage_id = vintage.pk
    rows = [
        [field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields]
        for one in observations
    ]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _supersede(ids: Sequence[int], vintage: Vintage) -> None:
    for start in range(0, len(ids), 500):
        Observation.objects.filter(pk__in=ids[start : start + 500]).update(superseded_by=vintage)
