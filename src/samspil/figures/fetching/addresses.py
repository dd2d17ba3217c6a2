"""Where the publishers answer. An operator may name another address, such as a proxy's."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from samspil.figures.fetching.errors import FetchError


@dataclass(frozen=True)
class Publisher:
    """A publisher: its name on sources, where it answers, and which variables override that."""

    id: str
    name: str
    address: str
    variable: str
    key_variable: str = ""


STATBANK = Publisher(
    "statbank", "Danmarks Statistik", "https://api.statbank.dk/v1", "SAMSPIL_STATBANK_URL"
)
UDDANNELSESSTATISTIK = Publisher(
    "uddannelsesstatistik",
    "STIL",
    "https://api.uddannelsesstatistik.dk/Api/v1",
    "SAMSPIL_UDDANNELSESSTATISTIK_URL",
    "SAMSPIL_UDDANNELSESSTATISTIK_KEY",
)
PUBLISHERS: Mapping[str, Publisher] = {p.id: p for p in (STATBANK, UDDANNELSESSTATISTIK)}


def address_of(publisher: Publisher) -> str:
    """Return where to ask; raises FetchError for an address a key must not be sent to."""
    address = os.environ.get(publisher.variable, "").strip() or publisher.address
    parts = urlsplit(address)
    is_local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and is_local):
        message = _("%(variable)s skal begynde med https:// (http:// kun på maskinen selv).")
        raise FetchError(message % {"variable": publisher.variable})
    return address.rstrip("/")
