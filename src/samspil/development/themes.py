"""The themes a process can be about: reviewed data, named alike in development and portal.

They come from what the partnerships' invitations expect to be worked with: offers between general
and special, practice, cross-professional help, dialogue, parents, leadership, transitions.
"""

from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from samspil.definitions import Definition, Piece, Reviewed, Text, load_file

ThemeId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,20}$")]


class Theme(Piece):
    """One theme: its id in addresses and rows, its name, and one sentence about it."""

    id: ThemeId
    name: Text
    about: Text


class Themes(Reviewed):
    """All themes, in the order they are shown."""

    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]

    @field_validator("themes")
    @classmethod
    def _named_once(cls, themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
        """Refuse an id that two themes share."""
        ids = [theme.id for theme in themes]
        if twice := sorted({one for one in ids if ids.count(one) > 1}):
            raise ValueError(f"named twice: {', '.join(twice)}")
        return themes


@cache
def themes() -> Definition[Themes]:
    """The reviewed themes; raises DefinitionError."""
    folder = files("samspil.development") / "definitions"
    return load_file(folder / "themes.toml", Themes, "definitions")


def theme_ids() -> tuple[str, ...]:
    """The themes' ids, in the order they are shown."""
    return tuple(theme.id for theme in themes().content.themes)
