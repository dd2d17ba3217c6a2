"""Acts on figures: an import is published as a whole or refused as a whole."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from django.db import transaction
from django.utils.translation import gettext as _

from samspil.figures import checks, starter_national, starter_schools
from samspil.figures.models import Observation, Source, Vintage
from samspil.figures.readers import Complaint, Reading, Row, tidy
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import services as place_services
from samspil.places.models import Municipality

Key = tuple[str, str | None, str | None, str, str, str]


class FiguresRefusedError(Exception):
    """An import was refused and nothing was changed; ``complaints`` says what and where."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(f"{len(self.complaints)} complaints")


@dataclass(frozen=True)
class Published:
    """What an import did. ``vintage`` is None where nothing was new."""

    vintage: int | None
    read: int
    new: int
    changed: int


def import_file(*, actor: Viewer, name: str, content: bytes) -> Published:
    """Recognise, read, check and publish one file; raises FiguresRefusedError."""
    reading = _read(content)
    complaints = [*reading.complaints, *_unfit(reading.rows)]
    if complaints:
        raise FiguresRefusedError(sorted(complaints, key=lambda c: (c.line, c.column)))
    observations = [
        Observation(
            indicator=row.indicator,
            municipality_id=row.municipality or None,
            period=row.period,
            breakdown=row.breakdown,
            value=row.value,
            source_id=row.source,
        )
        for row in reading.rows
    ]
    digest = hashlib.sha256(content).hexdigest()
    return publish(actor=actor, origin=name, digest=digest, observations=observations)


def _read(content: bytes) -> Reading:
    if tidy.recognises(content):
        return tidy.read(content)
    expected = _("en CSV-fil med kolonnerne %(columns)s") % {"columns": ", ".join(tidy.COLUMNS)}
    return Reading(complaints=(Complaint(1, "", _("et ukendt format"), expected),))


def _unfit(rows: Iterable[Row]) -> list[Complaint]:
    codes = set(Municipality.objects.values_list("pk", flat=True))
    sources = set(Source.objects.values_list("pk", flat=True))
    return checks.complaints(rows, codes=codes, sources=sources)


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


@transaction.atomic
def load_sources(*, rows: Iterable[Mapping[str, str]]) -> None:
    """Load sources; those known already are brought up to date."""
    wanted = [
        Source(
            id=row["source"],
            publisher=row["publisher"],
            table=row["table"],
            url=row["url"],
            quality=row["quality"],
            note=row["note"],
            collected=date.fromisoformat(row["collected"]),
        )
        for row in rows
    ]
    Source.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["publisher", "table", "url", "quality", "note", "collected"],
    )


def load_starter(*, actor: Viewer) -> list[Published]:
    """Load places, sources and the starter figures, through the same code as any later import."""
    place_services.load_municipalities(places=place_services.starter_places())
    place_services.load_institutions()
    national, national_sources = starter_national.tidy_file(_starter_rows("national.csv"))
    load_sources(rows=[*_starter_rows("sources.csv"), *national_sources, starter_schools.SOURCE])
    contents = {
        "observations.csv": _starter_bytes("observations.csv"),
        "municipalities.csv": _population(),
        "national.csv": national,
    }
    published = [
        import_file(actor=actor, name=name, content=content) for name, content in contents.items()
    ]
    schools = publish(
        actor=actor,
        origin="schools.csv",
        digest=starter_schools.digest(),
        observations=starter_schools.observations(),
    )
    return [*published, schools]


def _starter_bytes(name: str) -> bytes:
    return files("samspil.figures").joinpath("starter", name).read_bytes()


def _starter_rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_starter_bytes(name).decode("utf-8-sig"))))


def _population() -> bytes:
    """The population of the municipality file, as a tidy file like any other."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(tidy.COLUMNS)
    for place in place_services.starter_places():
        year = str(place.population_date.year)
        row = ("population_total", place.code, year, "", place.population, "persons", "dst_folk1a")
        writer.writerow(row)
    return out.getvalue().encode()
