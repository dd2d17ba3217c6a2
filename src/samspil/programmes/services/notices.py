"""The letters that follow a registration: a receipt, and a word to each person named."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.components.numbers import kroner
from samspil.letters import services as letters
from samspil.methods.pricing import ChargedBasis, Quote, taxed
from samspil.people.keeping.definitions import Kind, load_kinds
from samspil.programmes import selectors, words
from samspil.programmes.models import BillingEntry, Participant, Registration, WaitingPlace
from samspil.programmes.selectors.editions import EditionView


def write_letters(row: Registration, view: EditionView, price: Quote) -> None:
    """Write a receipt to the one who confirmed, and to each named person what is kept and why.

    Keys make each letter unique, so that nobody hears the same twice.
    """
    if row.confirmed_by is None:  # pragma: no cover - the database refuses it
        return
    common = _common(row, view)
    letters.write_and_send(
        template="registration_receipt",
        to=row.said_yes_email or row.confirmed_by.email,
        context=common | _price(price) | {"teams": _teams(row)},
        key=f"registration:{row.pk}:receipt",
    )
    for named in _named(row):
        # Whoever confirmed has the receipt, and knows.
        if named.user_id != row.confirmed_by_id:
            letters.write_and_send(
                template="registration_named",
                to=named.to,
                context=common
                | {
                    "name": named.name,
                    "title": named.title,
                    "is_chief": named.is_chief,
                    "sectors": _(" og ").join(named.sectors),
                },
                key=f"registration:{row.pk}:named:{named.user_id}",
            )


def tell_named(
    row: Registration, view: EditionView, person: Participant, *, by: str, change: int
) -> None:
    """Tell somebody who was named afterwards what is kept and why (GDPR article 14)."""
    letters.write_and_send(
        template="registration_named",
        to=person.email,
        context=_common(row, view)
        | {
            "by": by,
            "name": person.name,
            "title": person.title,
            "is_chief": person.is_chief,
            "sectors": words.sector(person.team.sector),
        },
        key=f"registration:{row.pk}:change:{change}:named",
    )


def tell_replaced(row: Registration, view: EditionView, person: Participant, *, by: str) -> None:
    """Tell somebody that another has taken the place."""
    letters.write_and_send(
        template="registration_replaced",
        to=person.email,
        context=_common(row, view) | {"by": by, "name": person.name},
        key=f"registration:{row.pk}:replaced:{person.user_id}:{timezone.now():%Y%m%d%H%M%S%f}",
    )


def _bound_address(row: Registration) -> str:
    return row.said_yes_email or (row.confirmed_by.email if row.confirmed_by else "")


def tell_changed(
    row: Registration, view: EditionView, entries: Sequence[BillingEntry], reason: str
) -> None:
    """Tell who bound the municipality what was changed and what it comes to."""
    letters.write_and_send(
        template="registration_changed",
        to=_bound_address(row),
        context=_common(row, view)
        | {
            "reason": reason,
            "lines": [
                f"{words.item(one.item)}: {one.quantity} × {kroner(one.unit_price)} = "
                f"{kroner(one.amount)}"
                for one in entries
            ],
            "difference": kroner(sum((one.amount for one in entries), Decimal(0))),
        },
        key=f"registration:{row.pk}:changed:{timezone.now():%Y%m%d%H%M%S%f}",
    )


def tell_withdrawn(row: Registration, view: EditionView, reason: str, *, keep_price: bool) -> None:
    """Tell who bound the municipality that it has been let go, and what it still owes."""
    left = sum((one.amount for one in row.billing_entries.all()), Decimal(0))
    owed = kroner(left) if left else ""
    letters.write_and_send(
        template="registration_withdrawn",
        to=_bound_address(row),
        context=_common(row, view) | {"reason": reason, "keep_price": keep_price, "owed": owed},
        key=f"registration:{row.pk}:withdrawn",
    )
    told = {_bound_address(row).lower()}
    for named in _named(row):
        if named.to.lower() not in told:
            told.add(named.to.lower())
            letters.write_and_send(
                template="registration_ended",
                to=named.to,
                context=_common(row, view) | {"name": named.name},
                key=f"registration:{row.pk}:ended:{named.user_id}",
            )


def tell_vat(edition: str, decided: str) -> None:
    """Tell those bound before what was decided about VAT, and what it means for their bill."""
    basis = cast("ChargedBasis", decided)
    view = selectors.edition(edition)
    if view is None:
        return
    rows = Registration.objects.filter(edition=edition, status="confirmed", vat_basis="unspecified")
    for row in rows.select_related("municipality", "confirmed_by"):
        owed = sum((one.amount for one in row.billing_entries.all()), Decimal(0))
        letters.write_and_send(
            template="vat_decided",
            to=_bound_address(row),
            context=_common(row, view)
            | {"basis": basis, "total": kroner(owed), "gross": kroner(taxed(owed, basis).gross)},
            key=f"registration:{row.pk}:vat:{basis}",
        )


def ask_billing_details(row: Registration, view: EditionView, *, today: dt.date) -> bool:
    """Ask whoever bound the municipality where its bill goes; at most once a day."""
    address = {"edition_id": view.id, "code": row.municipality_id}
    link = letters.absolute_url(reverse("programmes:billing_details", kwargs=address))
    before = timezone.now()
    letter = letters.write_and_send(
        template="billing_details_asked",
        to=_bound_address(row),
        context=_common(row, view) | {"link": link},
        key=f"registration:{row.pk}:billing:{today}",
    )
    return letter.created_at >= before


def tell_waiting(place: WaitingPlace, view: EditionView) -> None:
    """Tell who asked that the municipality stands on the waiting list."""
    letters.write_and_send(
        template="waiting_joined",
        to=place.asked_by.email,
        context=_waits(place, view),
        key=f"waiting:{place.pk}:joined",
    )


def tell_offered(place: WaitingPlace, view: EditionView, until: dt.datetime, *, key: str) -> None:
    """Tell who asked that there is a place, until when, and where to confirm."""
    address = {"edition_id": view.id, "code": place.municipality_id}
    link = letters.absolute_url(reverse("programmes:resume", kwargs=address))
    letters.write_and_send(
        template="waiting_offered",
        to=place.asked_by.email,
        context=_waits(place, view) | {"until": words.moment(until), "link": link},
        key=f"waiting:{place.pk}:{key}",
    )


def _waits(place: WaitingPlace, view: EditionView) -> dict[str, object]:
    return {
        "municipality": place.municipality.name,
        "edition": words.localised(view.content.title),
        "is_example": view.content.is_example,
    }


@dataclass
class _Named:
    """Somebody who is named, in one team or in several."""

    user_id: int | None
    to: str
    name: str
    title: str
    is_chief: bool
    sectors: list[str] = field(default_factory=list)


def _named(row: Registration) -> Iterable[_Named]:
    """Return each named person once, with the sectors of all teams they are on."""
    found: dict[int | None, _Named] = {}
    people = Participant.objects.filter(team__registration=row).select_related("team")
    for person in people.order_by("id"):
        new = _Named(person.user_id, person.email, person.name, person.title, person.is_chief)
        one = found.setdefault(person.user_id, new)
        one.is_chief = one.is_chief or person.is_chief
        one.sectors.append(words.sector(person.team.sector))
    return found.values()


def _common(row: Registration, view: EditionView) -> dict[str, object]:
    """Return what both letters say."""
    base = {"edition_id": row.edition}
    receipt = reverse("programmes:receipt", kwargs=base | {"code": row.municipality_id})
    return {
        "municipality": row.municipality.name,
        "edition": words.localised(view.content.title),
        "is_example": view.content.is_example,
        "by": row.said_yes_name or str(row.confirmed_by),
        "written_by": str(row.confirmed_by) if row.said_yes_name else "",
        "at": words.moment(row.confirmed_at) if row.confirmed_at else "",
        "terms": row.terms_version,
        "days": [
            f"{words.short_day(day.date)}, {words.MODES[day.mode]}"
            for day in view.content.network_days
            if day.date is not None
        ],
        "tentative": view.content.dates_tentative,
        "receipt": letters.absolute_url(receipt),
        "edition_page": letters.absolute_url(reverse("programmes:edition", kwargs=base)),
        "organiser": _(" og ").join(view.content.invited_by),
        "ground": words.localised(_kept().ground),
        "how_long": words.localised(_kept().how_long),
        "privacy": letters.absolute_url(reverse("privacy")),
        "own_needs": letters.absolute_url(reverse("programmes:own_needs", kwargs=base)),
    }


def _kept() -> Kind:
    """Return what is said of how the people of a registration are kept."""
    return load_kinds()["participants"].content


def _price(price: Quote) -> dict[str, object]:
    """Return the price line by line."""
    return {
        "lines": [
            f"{words.item(line.item)}: {line.quantity} × {kroner(line.unit_price)} = "
            f"{kroner(line.amount)}"
            for line in price.lines
        ],
        "total": kroner(price.total),
        "total_with_vat": "" if price.total_with_vat is None else kroner(price.total_with_vat),
        "vat": words.vat(price.vat_basis),
    }


def _teams(row: Registration) -> list[Mapping[str, object]]:
    """Return each team with the names known so far."""
    return [
        {
            "sector": words.sector(team.sector),
            "participants": team.participants,
            "names": [person.name for person in team.people.all()],
        }
        for team in row.teams.prefetch_related("people")
    ]
