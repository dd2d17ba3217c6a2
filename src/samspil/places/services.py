"""Acts on municipalities and institutions."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from django.db import transaction

from samspil.methods.tiles import Position, tile_map
from samspil.places.models import Institution, Municipality

# æ, ø and å sort last in Danish, in that order, and aa sorts as å; no embedded database knows it.
_DANISH_ORDER = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|"})


def sort_key(name: str) -> str:
    """Return a key whose plain byte order is the Danish alphabet's; a hyphen sorts as a blank."""
    return name.lower().replace("aa", "å").replace("-", " ").translate(_DANISH_ORDER)


# Django's documented way to ask a model for its fields.
_FIELDS = [field.name for field in Municipality._meta.get_fields() if field.concrete]


@dataclass(frozen=True)
class Place:
    """A municipality as a register gives it. ``area_km2`` in square kilometres, WGS 84 degrees."""

    code: str
    name: str
    region: str
    group: str
    population: int
    population_date: date
    area_km2: float
    latitude: float
    longitude: float
    is_example: bool = False


def starter(name: str) -> list[dict[str, str]]:
    """Return the rows of a starter file of this room."""
    text = files("samspil.places").joinpath("starter", name).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def starter_places() -> list[Place]:
    """Return the 98 municipalities as of the starter files."""
    return [
        Place(
            code=row["code"],
            name=row["name"],
            region=row["region"],
            group=row["group_name"],
            population=int(row["population"]),
            population_date=date.fromisoformat(row["population_date"]),
            area_km2=float(row["area_km2"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for row in starter("municipalities.csv")
    ]


@transaction.atomic
def load_municipalities(*, places: Sequence[Place]) -> int:
    """Load municipalities and lay them on the tile map; returns how many rows changed.

    Loading the same places again changes nothing.
    """
    standing = {m.code: m for m in Municipality.objects.all()}
    wanted = {m.code: m for m in _laid_out(places, standing.values())}
    changed = [m for code, m in wanted.items() if _fields(m) != _fields(standing.get(code))]
    if changed:
        # Tiles are unique at every moment, so those that move are lifted off the map first.
        for number, municipality in enumerate(m for m in changed if m.code in standing):
            Municipality.objects.filter(pk=municipality.pk).update(
                tile_column=-1 - number, tile_row=-1
            )
        Municipality.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[name for name in _FIELDS if name != "code"],
        )
    return len(changed)


def _fields(municipality: Municipality | None) -> tuple[object, ...]:
    if municipality is None:
        return ()
    return tuple(getattr(municipality, name) for name in _FIELDS)


def _laid_out(places: Sequence[Place], standing: Iterable[Municipality]) -> list[Municipality]:
    """Return rows for the real places and, around them, the examples, each on a tile of its own."""
    merged = {m.code: _as_place(m) for m in standing} | {place.code: place for place in places}
    positions = {
        place.code: Position(place.code, place.latitude, place.longitude)
        for place in merged.values()
    }
    # Real municipalities are laid first, so that examples never push one aside.
    laid = tile_map(
        [positions[place.code] for place in merged.values() if not place.is_example],
        [positions[place.code] for place in merged.values() if place.is_example],
    )
    return [_as_row(merged[tile.code], (tile.column, tile.row)) for tile in laid.tiles]


def _as_place(row: Municipality) -> Place:
    return Place(
        code=row.code,
        name=row.name,
        region=row.region,
        group=row.group,
        population=row.population,
        population_date=row.population_date,
        area_km2=row.area_km2,
        latitude=row.latitude,
        longitude=row.longitude,
        is_example=row.is_example,
    )


def _as_row(place: Place, tile: tuple[int, int]) -> Municipality:
    return Municipality(
        code=place.code,
        name=place.name,
        sort_key=sort_key(place.name),
        region=place.region,
        group=place.group,
        population=place.population,
        population_date=place.population_date,
        area_km2=place.area_km2,
        latitude=place.latitude,
        longitude=place.longitude,
        tile_column=tile[0],
        tile_row=tile[1],
        is_example=place.is_example,
    )


@transaction.atomic
def load_institutions() -> int:
    """Load the schools of the starter file; returns how many there are."""
    rows = [
        Institution(
            number=row["institution_number"],
            name=row["name"],
            kind=row["type"],
            municipality_id=row["municipality_code"],
            latitude=float(row["lat"]) if row["lat"] else None,
            longitude=float(row["lon"]) if row["lon"] else None,
        )
        for row in starter("schools.csv")
    ]
    Institution.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["name", "kind", "municipality", "latitude", "longitude"],
    )
    return len(rows)
