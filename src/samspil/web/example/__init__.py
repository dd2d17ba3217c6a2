"""The example edition: municipalities and people that do not exist, and what they have done.

Everything goes through the same services as real use, so the example cannot show what the product
does not do.
"""

from datetime import date

from samspil.programmes import selectors as programmes
from samspil.web.example import figures, people, places, story


def is_told() -> bool:
    """Whether the story was told in this database: the edition it begins with stands there."""
    return programmes.edition(people.EDITION) is not None


def prepare(*, first_day: date, told: bool) -> None:
    """Bring places, figures and people up to date, and tell the story where it was never told.

    ``told`` is whether it was: what people have done in the example since is never touched.
    """
    places.prepare()
    figures.prepare()
    cast = people.prepare()
    if not told:
        story.tell(cast=cast, first_day=first_day)


__all__ = ["is_told", "prepare"]
