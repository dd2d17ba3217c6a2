"""Plain text with links that can be followed."""

import re

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# A sentence's full stop or bracket after an address is no part of it.
_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")


def with_links(text: str) -> SafeString:
    """Return the text escaped, its web addresses as links; own addresses open on this host."""
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        parts += [escape(text[end : found.start()]), _link(found[0])]
        end = found.end()
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def _link(address: str) -> SafeString:
    own = settings.SAMSPIL_PUBLIC_URL
    is_own = address == own or address.startswith(f"{own}/")
    target = (address.removeprefix(own) or "/") if is_own else address
    return format_html('<a href="{}">{}</a>', target, address)
