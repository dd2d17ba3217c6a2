"""The example edition: municipalities and people that do not exist, and what they have done.

Everything goes through the same services as real use, so the example cannot show what the product
does not do.
"""

from datetime import date

from samspil.web.example import figures, people, places, story


def prepare(*, first_day: date, told: bool) -> None:
    """Bring places, figures and people up to date, and tell the story where it was never told.

    ``told`` is whether it was: what people have done in the example since is never touched.
    """
    places.prepare()
    figures.prepare()
    cast = people.prepare()
    if not told:
        story.tell(cast=cast, first_day=first_day)


__all__ = ["prepare"]
