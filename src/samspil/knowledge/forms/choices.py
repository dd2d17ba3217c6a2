"""What the forms of this room let one choose from."""

from samspil.development import selectors as development


def lever_choices() -> list[tuple[int, str]]:
    """Return the levers in the language of the page being made."""
    return list(development.lever_names().items())
