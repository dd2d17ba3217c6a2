"""How often somebody may ask: counted for all processes together, in the shared cache."""

import hashlib
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 60
"""Seconds over which requests are counted."""


@dataclass(frozen=True)
class Allowance:
    """What is left of the requests of this window, and how many seconds until the next."""

    limit: int
    left: int
    resets_in: int

    @property
    def is_used_up(self) -> bool:
        """Whether this request is one too many."""
        return self.left < 0


def use_one(request: HttpRequest) -> Allowance:
    """Count a request of this address and return what is left.

    The address itself is not kept, only a keyed hash of it, for a minute.
    """
    limit = settings.SAMSPIL_API_REQUESTS_A_MINUTE
    now = int(time.time())
    resets_in = WINDOW - now % WINDOW
    key = f"api:{_caller(request)}:{now // WINDOW}"
    # Counting may lose a step when two ask at the same instant: the limit is generous, not exact.
    used = 1 if cache.add(key, 1, WINDOW + 5) else _incremented(key)
    return Allowance(limit, limit - used, resets_in)


def _incremented(key: str) -> int:
    try:
        return int(cache.incr(key))
    except ValueError:
        cache.set(key, 1, WINDOW + 5)
        return 1


def _caller(request: HttpRequest) -> str:
    address = _address(request)
    return hashlib.blake2b(
        address.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=12
    ).hexdigest()


def _address(request: HttpRequest) -> str:
    """The client's address; behind trusted proxies the one that the outermost of them saw."""
    proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
