"""The letters that follow a registration: a receipt, and a word to each person named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.components.numbers import kroner
from samspil.letters import services as letters
from samspil.methods.pricing import Quote
from samspil.programmes import words
from samspil.programmes.models import Participant, Registration
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
        "privacy": letters.absolute_url(reverse("privacy")),
    }


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
