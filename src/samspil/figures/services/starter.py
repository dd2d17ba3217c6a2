"""Loading the starter figures, through the same code as any later import."""

import csv
import io
from collections.abc import Iterable, Mapping, Set
from datetime import date
from importlib.resources import files

from django.db import transaction

from samspil.figures import starter_national, starter_schools
from samspil.figures.models import Source
from samspil.figures.readers import tidy
from samspil.figures.services.importing import digest_of, import_reading
from samspil.figures.services.publishing import Published, publish
from samspil.people.viewer import Viewer
from samspil.places import services as place_services


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


def starter_sources() -> Set[str]:
    """Return the ids of the starter figures' sources, which fetched figures take the place of."""
    rows = [*_starter_rows("sources.csv"), *_national()[1], starter_schools.SOURCE]
    return frozenset(row["source"] for row in rows)


def load_starter(*, actor: Viewer) -> list[Published]:
    """Load places, sources and the starter figures, through the same code as any later import.

    What has been fetched or imported since stays: starter figures only fill what is empty.
    """
    place_services.load_municipalities(places=place_services.starter_places())
    place_services.load_institutions()
    national, national_sources = _national()
    load_sources(rows=[*_starter_rows("sources.csv"), *national_sources, starter_schools.SOURCE])
    contents = {
        "observations.csv": _starter_bytes("observations.csv"),
        "municipalities.csv": _population(),
        "national.csv": national,
    }
    published = [
        import_reading(
            actor=actor,
            name=name,
            digest=digest_of(content),
            reading=tidy.read(content),
            gives_way=True,
        )
        for name, content in contents.items()
    ]
    schools = publish(
        actor=actor,
        origin="schools.csv",
        digest=starter_schools.digest(),
        observations=starter_schools.observations(),
        gives_way=True,
    )
    return [*published, schools]


def _national() -> tuple[bytes, list[dict[str, str]]]:
    return starter_national.tidy_file(_starter_rows("national.csv"))


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
