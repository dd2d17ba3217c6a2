"""The example edition: municipalities and people that do not exist, and what they have done.

Everything goes through the same services as real use, so the example cannot show what the product
does not do.
"""

from datetime import date

from samspil.web.example import figures, people, places


def prepare(*, first_day: date) -> None:
    """Make the example where it is not yet there; making it again changes nothing."""
    places.prepare()
    figures.prepare()
    cast = people.prepare()
    del first_day, cast


__all__ = ["prepare"]
