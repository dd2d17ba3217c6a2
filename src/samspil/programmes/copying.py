"""A new edition made from an older one: same rules and words, no dates, nobody else's letter.

Pure: an edition goes in, what a definition file would state comes out.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from samspil.programmes.edition_file import Stated, stated
from samspil.programmes.editions import Edition, Status

OWN = "invitation"
"""Id of the source that everything an owner writes names: the organiser's own invitation."""

OWN_SOURCE: Stated = {
    "id": OWN,
    "name": {"da": "Arrangørens invitation", "en": "The organiser's invitation"},
}

LEFT_OUT = frozenset(
    {"invited_on", "invited_when", "registration_url", "deadline", "window", "assumptions"}
)
"""What was true of the older edition alone; a required part among it is asked for anew."""

DAY_LEFT_OUT = frozenset({"date", "steering_date"})


def copied(edition: Edition, new_id: str, author: str, today: dt.date) -> Stated:
    """Return the draft of a new edition with the rules and words of ``edition``.

    Dates and what was read between the lines of an old letter are left out; what is said is from
    now on said by the organiser, so the older letter is no longer quoted.
    """
    kept = {key: value for key, value in stated(edition).items() if key not in LEFT_OUT}
    kept |= {
        "id": new_id,
        "status": Status.OPEN.value,
        "author": author,
        "checked_by": "",
        "date": today.isoformat(),
        "network_days": [
            {key: value for key, value in day.items() if key not in DAY_LEFT_OUT}
            for day in kept.get("network_days", [])
        ],
    }
    if team := kept.get("team"):
        kept["team"] = {key: value for key, value in team.items() if key != "names_until"}
    own: Stated = _own(kept)
    return own | {"sources": [OWN_SOURCE]}


def _own(value: Any) -> Any:  # noqa: ANN401 - any part of an edition
    """Return the same said by the organiser: no quotation, one source, nothing said to be None."""
    if isinstance(value, list):
        return [_own(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: OWN if key == "source" else _own(part)
        for key, part in value.items()
        if key != "quote" and part is not None
    }


def with_own_source(draft: Stated) -> Stated:
    """Return the draft with the organiser's invitation among its sources, where it is named."""
    listed = [one for one in draft.get("sources", []) if isinstance(one, dict)]
    if not _names_own(draft) or any(one.get("id") == OWN for one in listed):
        return draft
    return draft | {"sources": [*draft.get("sources", []), OWN_SOURCE]}


def _names_own(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, list):
        return any(_names_own(one) for one in value)
    if isinstance(value, Mapping):
        return value.get("source") == OWN or any(_names_own(one) for one in value.values())
    return False
