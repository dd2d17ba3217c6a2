"""Reads about municipalities. Everything here is public."""

from collections.abc import Collection, Mapping

from samspil.places.models import Municipality


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
