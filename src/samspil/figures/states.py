"""The four states of a figure as files and the API name them."""

from samspil.methods.states import Figure, NotApplicable, Suppressed, Value


def word(figure: Figure) -> str:
    """Return ``value``, ``suppressed``, ``not_applicable`` or ``not_available``."""
    match figure:
        case Value():
            return "value"
        case Suppressed():
            return "suppressed"
        case NotApplicable():
            return "not_applicable"
        case _:
            return "not_available"
