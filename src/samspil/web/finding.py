"""What search engines are told: which pages there are, and which to leave alone."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from lxml import etree

from samspil.figures.indicators import load_indicators
from samspil.knowledge import selectors as knowledge
from samspil.letters.services import absolute_url
from samspil.people.viewer import ANYBODY
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
# The types of lxml forget that None names the namespace of names without a prefix.
NAMESPACES: Any = {None: SITEMAPS, "xhtml": XHTML}
# Doors and what lies behind personal links: nothing to find there.
LEFT_ALONE = ("/konto/", "/eksempel/", "/dokumenter/", "/sprog/")


@dataclass(frozen=True)
class Address:
    """A page in the list: its address, other languages' addresses, and when it changed."""

    loc: str
    languages: tuple[tuple[str, str], ...] = ()
    changed: dt.datetime | None = None


@require_safe
@never_cache
def sitemap(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """List the public pages; made anew each time, so that what is withdrawn is gone at once."""
    pages = etree.Element(f"{{{SITEMAPS}}}urlset", nsmap=NAMESPACES)
    for address in _addresses():
        _write(pages, address)
    written = etree.tostring(pages, xml_declaration=True, encoding="utf-8")
    return HttpResponse(written, content_type="application/xml; charset=utf-8")


def _write(pages: etree._Element, address: Address) -> None:
    url = etree.SubElement(pages, f"{{{SITEMAPS}}}url")
    etree.SubElement(url, f"{{{SITEMAPS}}}loc").text = address.loc
    if address.changed:
        changed = address.changed.isoformat(timespec="seconds")
        etree.SubElement(url, f"{{{SITEMAPS}}}lastmod").text = changed
    for code, other in address.languages:
        etree.SubElement(
            url, f"{{{XHTML}}}link", {"rel": "alternate", "hreflang": code, "href": other}
        )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Show engines the list; an installation full of invented examples asks to be left alone."""
    rules = ["/"] if settings.SAMSPIL_DEMO else LEFT_ALONE
    lines = ["User-agent: *", *(f"Disallow: {one}" for one in rules)]
    lines.append(f"Sitemap: {absolute_url(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _addresses() -> Iterator[Address]:
    for name in ("home", "knowledge:portal", "figures:municipalities", "figures:indicators",
                 "accessibility", "privacy"):  # fmt: skip
        yield _page(name)
    yield from _texts()
    for municipality in places.real_municipalities():
        yield _page("figures:municipality", municipality.code)
    for indicator in load_indicators():
        yield _page("figures:indicator", indicator)
    for row in programmes.editions(ANYBODY):
        if not row.edition.content.is_example:
            yield _page("programmes:edition", row.edition.id)


def _texts() -> Iterator[Address]:
    """The public texts, a Danish and perhaps an English address each; invented ones left out."""
    for text in knowledge.public_texts():
        if text.is_example:
            continue
        slugs = [("da", text.slug), *([("en", text.english)] if text.english else [])]
        languages = tuple(
            (code, absolute_url(reverse("knowledge:case", args=[text.id, slug])))
            for code, slug in slugs
        )
        for _code, address in languages:
            yield Address(address, languages if len(languages) > 1 else (), text.changed_at)


def _page(name: str, *args: str) -> Address:
    return Address(absolute_url(reverse(name, args=args)))
