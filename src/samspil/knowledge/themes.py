"""The themes that texts are about: the local arena's own, so that one word means one thing."""

from samspil.development import selectors as development


def names(language: str = "") -> dict[str, str]:
    """Return the themes by id, in the reader's language or the one asked for."""
    return dict(development.theme_names(language))
