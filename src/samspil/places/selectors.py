"""Reads about municipalities and schools. Everything here is public."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

from samspil.places.models import Institution, Municipality
from samspil.places.services import sort_key


@dataclass(frozen=True)
class School:
    """A school of the register."""

    number: str
    name: str
    municipality: str


def real_municipalities(codes: Collection[str] | None = None) -> list[Municipality]:
    """The real municipalities, or those of some codes, in Danish alphabetical order."""
    found = Municipality.objects.filter(is_example=False)
    return list(found if codes is None else found.filter(pk__in=codes))


def example_municipalities() -> list[Municipality]:
    """The fictional municipalities of the example edition, in alphabetical order."""
    return list(Municipality.objects.filter(is_example=True))


def municipality(code: str) -> Municipality | None:
    """The municipality with this code, or None."""
    return Municipality.objects.filter(pk=code).first()


def names() -> Mapping[str, str]:
    """Names by code, examples included."""
    return dict(Municipality.objects.values_list("code", "name"))


def public_schools() -> list[School]:
    """The schools the register calls folkeskole, in order of their numbers."""
    rows = Institution.objects.filter(kind=Institution.Kind.PUBLIC_SCHOOL)
    return [School(*row) for row in rows.values_list("number", "name", "municipality_id")]


def schools_of(code: str) -> list[School]:
    """A municipality's schools of every kind, by name with å last."""
    rows = Institution.objects.filter(municipality=code)
    found = [School(*row) for row in rows.values_list("number", "name", "municipality_id")]
    return sorted(found, key=lambda school: (sort_key(school.name), school.number))


def institution_numbers() -> Set[str]:
    """The numbers of all institutions we know."""
    return frozenset(Institution.objects.values_list("number", flat=True))
