"""The themes' names and what they mean, in the reader's language."""

from django.utils.translation import get_language

from samspil.development.themes import themes


def theme_names(language: str = "") -> dict[str, str]:
    """The themes' names by id, in the reader's language or the one asked for."""
    wanted = language or get_language() or "da"
    return {theme.id: theme.name.in_language(wanted) for theme in themes().content.themes}


def theme_explanations(language: str = "") -> dict[str, str]:
    """One sentence about each theme by id, in the reader's language or the one asked for."""
    wanted = language or get_language() or "da"
    return {theme.id: theme.about.in_language(wanted) for theme in themes().content.themes}
