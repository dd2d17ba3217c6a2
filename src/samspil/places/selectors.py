"""Reads about municipalities. Everything here is public."""

from collections.abc import Mapping, Set

from samspil.places.models import Institution, Municipality


def real_municipalities() -> list[Municipality]:
    """The real municipalities in Danish alphabetical order."""
    return list(Municipality.objects.filter(is_example=False))


def example_municipalities() -> list[Municipality]:
    """The fictional municipalities of the example edition, in alphabetical order."""
    return list(Municipality.objects.filter(is_example=True))


def municipality(code: str) -> Municipality | None:
    """The municipality with this code, or None."""
    return Municipality.objects.filter(pk=code).first()


def names() -> Mapping[str, str]:
    """Names by code, examples included."""
    return dict(Municipality.objects.values_list("code", "name"))


def institution_numbers() -> Set[str]:
    """The numbers of all institutions we know."""
    return frozenset(Institution.objects.values_list("number", flat=True))
