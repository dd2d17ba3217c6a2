"""Where some municipalities would meet, in sentences."""

from typing import Any

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.networks.selectors import Gathering


def meeting(gathering: Gathering) -> dict[str, Any]:
    """Return where these would meet, in sentences."""
    return {
        "names": gathering.names,
        "least": _place(gathering.least, gathering.unit),
        "fairest": "" if gathering.is_one_place else _place(gathering.fairest, gathering.unit),
    }


def _place(place: tuple[str, float, float, str], unit: str) -> str:
    host, mean, longest, farthest = place
    words = (
        _("%(host)s: %(mean)s minutter i gennemsnit for de andre, længst %(longest)s (%(who)s).")
        if unit == "min"
        else _("%(host)s: %(mean)s km i gennemsnit for de andre, længst %(longest)s (%(who)s).")
    )
    return words % {
        "host": host,
        "mean": numbers.number(mean),
        "longest": numbers.number(longest),
        "who": farthest,
    }
