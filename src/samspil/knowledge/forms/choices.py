"""What the forms of this room let one choose from."""

from django.utils.translation import get_language

from samspil.development import selectors as development
from samspil.knowledge import sizes, themes


def lever_choices() -> list[tuple[int, str]]:
    """Return the levers in the language of the page being made."""
    return list(development.lever_names().items())


def theme_choices() -> list[tuple[str, str]]:
    """Return the themes in the language of the page being made."""
    return list(themes.names().items())


def size_choices() -> list[tuple[str, str]]:
    """Return the sizes of municipalities in the language of the page being made."""
    return list(sizes.names(get_language() or "da").items())
