"""A key that does not show itself: not in logs, not in error pages, not when printed."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime

MASK = "••••"


@dataclass(frozen=True, repr=False)
class Secret:
    """A publisher's key. Only ``reveal`` gives it away, and only the client calls that."""

    _text: str

    def reveal(self) -> str:
        """Return the key itself."""
        return self._text

    def hidden_in(self, text: str) -> str:
        """Return ``text`` with the key covered, in case somebody sends it back."""
        return text.replace(self._text, MASK) if self._text else text

    @property
    def last_four(self) -> str:
        """The last four signs, enough to tell two keys apart."""
        return self._text[-4:]

    @property
    def expires_at(self) -> datetime | None:
        """When the key ends, which a JWT says in its middle part; None where it does not say."""
        return _expiry(self._text)

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    __str__ = __repr__


def _expiry(token: str) -> datetime | None:
    pieces = token.split(".")
    if len(pieces) != 3:
        return None
    try:
        padded = pieces[1] + "=" * (-len(pieces[1]) % 4)
        seconds = json.loads(base64.urlsafe_b64decode(padded))["exp"]
        return datetime.fromtimestamp(float(seconds), tz=UTC)
    except (binascii.Error, ValueError, KeyError, TypeError, OverflowError, OSError):
        return None
