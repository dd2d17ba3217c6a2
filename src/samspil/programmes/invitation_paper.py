"""The invitation as a letter on paper: a tagged PDF with its personal link."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspil.components import pdf
from samspil.programmes import words
from samspil.programmes.editions import Edition
from samspil.programmes.invitation_letter import Letter, Recipient


def paper(
    *,
    letter: Letter,
    to: Recipient,
    edition: Edition,
    language: str,
    address: str,
    until: dt.datetime | None,
    dated: dt.date,
) -> bytes:
    """Return the letter as PDF/UA-1; ``until`` None marks a preview, whose link opens nothing."""
    with translation.override(language):
        document = pdf.Document(
            title=letter.subject,
            language=language,
            dated=dated,
            blocks=(*_head(to, dated), *_body(letter.body), *_answer(to, address, until)),
            header=", ".join(edition.invited_by),
            footer=_("Eksempel: kommunen findes ikke.") if edition.is_example else "Samspil",
            size=11,
            margin=24,
        )
        return pdf.render(document)


def _head(to: Recipient, dated: dt.date) -> Iterator[pdf.Block]:
    lines = [line for line in (to.name, to.title, to.municipality) if line]
    yield pdf.Paragraph("\n".join(lines))
    yield pdf.Paragraph(words.short_day(dated), style="small")


def _body(text: str) -> Iterator[pdf.Block]:
    """Yield paragraphs; lines that begin with a dash become a list."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        items = tuple(line[2:].strip() for line in lines if line.startswith("- "))
        plain = "\n".join(line for line in lines if not line.startswith("- "))
        if plain:
            yield pdf.Paragraph(plain)
        if items:
            yield pdf.Bullets(items)


def _answer(to: Recipient, address: str, until: dt.datetime | None) -> Iterator[pdf.Block]:
    yield pdf.Heading(_("Tilmeld jer, eller svar nej tak"))
    yield pdf.Paragraph(
        _("Skriv eller åbn denne adresse. Det kræver ikke at logge ind at læse og svare:")
    )
    yield pdf.Paragraph(address, href=address)
    personal = _("Adressen er personlig for %(municipality)s.") % {"municipality": to.municipality}
    if until is None:
        yield pdf.Notice(_("Prøve: adressen her åbner ingenting."))
    else:
        day = words.short_day(timezone.localtime(until).date())
        yield pdf.Paragraph(f"{personal} {_('Den virker til %(day)s.') % {'day': day}}")
