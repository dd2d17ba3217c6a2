"""A first letter of invitation, made of what the edition says; people make it their own."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from samspil.components.numbers import kroner
from samspil.programmes import words
from samspil.programmes.editions import Edition
from samspil.programmes.invitation_letter import Letter
from samspil.programmes.invitation_words import LONGEST_SUBJECT, PLACEHOLDERS
from samspil.programmes.pages.editions import price_rows


def draft(edition: Edition, language: str) -> Letter:
    """Return a letter to begin with, made of what the edition says."""
    with translation.override(language):
        fields = {meaning: f"{{{word}}}" for word, meaning in PLACEHOLDERS[language].items()}
        subject = _("Invitation til %(municipality)s: %(partnership)s") % fields
        parts = [part for part in _parts(edition, fields) if part]
        return Letter(subject[:LONGEST_SUBJECT], "\n\n".join(parts))


def _parts(edition: Edition, fields: dict[str, str]) -> Iterator[str]:
    yield _("Kære %(name)s") % fields
    yield _("%(by)s inviterer %(municipality)s til at være med i »%(partnership)s«.") % (
        {"by": _listed(edition.invited_by)} | fields
    )
    yield words.localised(edition.summary)
    yield _bullets(_("Hvad vi vil:"), [words.localised(one.text) for one in edition.purposes])
    days = [
        f"{words.short_day(day.date)}, {words.MODES[day.mode]}"
        for day in edition.network_days
        if day.date is not None
    ]
    tentative = _("Netværksdage (datoerne kan ændre sig):")
    yield _bullets(tentative if edition.dates_tentative else _("Netværksdage:"), days)
    yield _bullets(_("Pris:"), list(_prices(edition)))
    if edition.team is not None:
        yield _("Hvem: %(who)s") % {"who": words.localised(edition.team.composition)}
    yield _("Tilmeldingen er bindende, og en chef bekræfter den. Fristen er %(deadline)s.") % fields


def _prices(edition: Edition) -> Iterator[str]:
    for row in price_rows(edition):
        text = f"{row.name}: {kroner(row.price)}"
        yield f"{text} ({row.note})" if row.note else text
    if edition.prices is not None:
        yield words.vat(edition.prices.vat_basis)


def _listed(names: tuple[str, ...]) -> str:
    *others, last = names
    return _(" og ").join((", ".join(others), last)) if others else last


def _bullets(heading: str, items: list[str]) -> str:
    return "\n".join([heading, *(f"- {item}" for item in items)]) if items else ""
