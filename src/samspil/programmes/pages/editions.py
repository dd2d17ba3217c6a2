"""Pages about editions: what is offered, when, at what price, what it binds one to."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samspil.components.numbers import kroner
from samspil.methods.pricing import Quote
from samspil.programmes import words
from samspil.programmes.edition_parts import Obligation, Statement, Strength
from samspil.programmes.editions import Edition
from samspil.programmes.selectors import EditionRow
from samspil.programmes.wishes import (
    Bundle,
    TeamWish,
    Wish,
    partnership_bundle,
    pre_analysis_bundle,
    quote,
)


@dataclass(frozen=True)
class PriceRow:
    """One line of an edition's list of prices."""

    name: str
    price: Decimal
    note: str = ""


@dataclass(frozen=True)
class Quoted:
    """A statement in the organiser's own words."""

    quote: str
    source: str


def editions(rows: Sequence[EditionRow], now: dt.datetime) -> dict[str, Any]:
    """Return the page of all editions: those that are open, and those that have been."""
    cards = [_card(row, now) for row in rows]
    return {
        "open": [card for card in cards if card["is_open"]],
        "closed": [card for card in cards if not card["is_open"]],
    }


def _card(row: EditionRow, now: dt.datetime) -> dict[str, Any]:
    view = row.edition
    reason = view.closed(now)
    return {
        "id": view.id,
        "content": view.content,
        "own": row.own,
        "is_open": reason is None,
        "why": "" if reason is None else words.closed(view.content, reason),
        "prices": price_rows(view.content),
        "time": words.hours(view.content),
    }


def edition(row: EditionRow, now: dt.datetime) -> dict[str, Any]:
    """Return the page of one edition, in reading order."""
    content = row.edition.content
    card = _card(row, now)
    return card | {
        "card": card,
        "registered": bool(row.own) and all(one.is_confirmed for one in row.own),
        "edition": row.edition,
        "vat": row.edition.vat and words.vat(row.edition.vat),
        "with_vat": _with_vat(content),
        "binding": list(_by_strength(content)),
        "quotes": list(_quotes(content)),
    }


def price_rows(content: Edition) -> list[PriceRow]:
    """Return every price the edition states; none where it states none."""
    prices = content.prices
    if prices is None:
        return []
    rows = [PriceRow(words.item(f"partnership:{s}"), p) for s, p in prices.partnership.items()]
    rows += _bundle("partnership:both", partnership_bundle(content))
    if prices.extra_participant is not None:
        rows.append(
            PriceRow(_("Ekstra deltager"), prices.extra_participant, _("pr. person og partnerskab"))
        )
    rows += [PriceRow(words.item(f"pre_analysis:{s}"), p) for s, p in prices.pre_analysis.items()]
    return rows + _bundle("pre_analysis:both", pre_analysis_bundle(content))


def _bundle(item: str, bundle: Bundle | None) -> list[PriceRow]:
    if bundle is None:
        return []
    note = _("I sparer %(amount)s") % {"amount": kroner(bundle.saving)} if bundle.saving else ""
    return [PriceRow(words.item(item), bundle.price, note)]


def _with_vat(content: Edition) -> Quote | None:
    """Return the price of one partnership with VAT, where VAT comes on top."""
    if content.prices is None or content.prices.vat_basis != "exclusive" or content.team is None:
        return None
    first = next(iter(content.prices.partnership))
    return quote(content, Wish((TeamWish(first, content.team.included),)))


def _by_strength(content: Edition) -> Iterator[tuple[Strength, list[Obligation]]]:
    """Yield what taking part asks, the firmest first."""
    for strength in Strength:
        found = [one for one in content.obligations if one.strength is strength]
        if found:
            yield strength, found


def _quotes(content: Edition) -> Iterator[Quoted]:
    """Yield every statement that is kept in the organiser's own words, each once."""
    single = (content.selection_basis, content.same_people, content.pre_analysis)
    statements: tuple[Statement | None, ...] = (
        *content.background,
        *content.purposes,
        *content.principles,
        *single,
        *content.obligations,
        *content.networks,
        *content.themes,
        *content.success_criteria,
        *content.terms,
        *content.reuse,
        *content.after_registration,
        content.process_support,
    )
    told: set[str] = set()
    for one in statements:
        if one is not None and one.quote and one.quote not in told:
            told.add(one.quote)
            yield Quoted(one.quote, words.localised(content.source_named(one.source).name))
