"""Twelve municipalities with names no Danish place bears and codes outside the register."""

from dataclasses import dataclass
from datetime import date

from samspil.places import services
from samspil.places.services import Place

_COUNTED = date(2026, 1, 1)


@dataclass(frozen=True)
class Invented:
    """A fictional municipality and the point on the map it is drawn at (degrees, WGS 84)."""

    code: str
    name: str
    latitude: float
    longitude: float
    population: int


# Positions lie in the straits and fjords between real municipalities, populations across the
# range of the real ones; the rule that makes the other figures is in ``figures``.
INVENTED = (
    Invented("E01", "Fabelborg", 56.55, 10.85, 61_300),
    Invented("E02", "Prøvestrand", 56.95, 8.55, 22_400),
    Invented("E03", "Mønsterlev", 55.30, 11.10, 43_800),
    Invented("E04", "Eksempelby", 55.75, 10.75, 58_900),
    Invented("E05", "Tænkeholm", 54.95, 10.35, 14_200),
    Invented("E06", "Skitsehavn", 57.30, 10.80, 37_500),
    Invented("E07", "Udkastrup", 55.50, 8.10, 49_700),
    Invented("E08", "Modelsø", 54.75, 11.00, 19_600),
    Invented("E09", "Sagnlunde", 56.10, 8.00, 30_100),
    Invented("E10", "Drømmerup", 55.95, 11.35, 71_200),
    Invented("E11", "Opdigtkøbing", 55.10, 9.15, 88_400),
    Invented("E12", "Øvelsesborg", 55.35, 12.55, 33_300),
)
REGION = "Eksempel"
GROUP = "Eksempelkommuner"


def prepare() -> None:
    """Put the twelve beside the real ones."""
    services.load_municipalities(
        places=[
            Place(
                code=place.code,
                name=place.name,
                region=REGION,
                group=GROUP,
                population=place.population,
                population_date=_COUNTED,
                # Denmark's mean density, so that no figure about area surprises.
                area_km2=round(place.population / 140, 1),
                latitude=place.latitude,
                longitude=place.longitude,
                is_example=True,
            )
            for place in INVENTED
        ]
    )
