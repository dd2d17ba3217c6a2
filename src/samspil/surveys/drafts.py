"""Pausing and coming back under anonymity: drafts that only the personal link finds and opens.

Why and how: docs/decisions/0014.
"""

from collections.abc import Mapping

from django.conf import settings

from samspil.people import sealing
from samspil.surveys.ballots import Ballot, packed, size_of, unpacked
from samspil.surveys.models import Draft, Run

_PLACE, _KEY = "surveys.draft.place", "surveys.draft.key"


def keep(run: Run, token: str, values: Mapping[str, str]) -> None:
    """Keep what was answered so far in place of what was kept before; runs in a transaction."""
    content = packed(Ballot(values=values), size_of(run.questionnaire))
    place = _place(token)
    Draft.objects.update_or_create(
        place=place, defaults={"run": run, "box": sealing.seal(_key(token), content, place)}
    )


def found(token: str) -> dict[str, str]:
    """Return what was answered so far by this link; empty where nothing was, or is no more."""
    draft = Draft.objects.filter(place=_place(token)).first()
    if draft is None:
        return {}
    try:
        content = sealing.unseal(_key(token), bytes(draft.box), draft.place)
    except sealing.UnopenableError:
        return {}
    return {name: str(value) for name, value in unpacked(content).values.items()}


def forget(token: str) -> None:
    """Delete what was answered so far by this link."""
    Draft.objects.filter(place=_place(token)).delete()


def _place(token: str) -> str:
    return sealing.key_of(token, _PLACE).hex()


def _key(token: str) -> bytes:
    # With the installation's own secret, so that who has the mail and an old copy of the database
    # has not got the answers.
    return sealing.key_of(token, _KEY, salt=settings.SECRET_KEY)
