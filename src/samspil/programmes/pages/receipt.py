"""The receipt as a PDF: what was confirmed, for the journal."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.components import pdf
from samspil.components.numbers import kroner
from samspil.components.tables import Cell, Table, table
from samspil.methods.pricing import Quote
from samspil.programmes import words
from samspil.programmes.edition_parts import Strength
from samspil.programmes.selectors import RegistrationView
from samspil.programmes.selectors.registrations import Confirmation
from samspil.programmes.visit import Visit


def receipt_pdf(visit: Visit) -> bytes:
    """Return the receipt of a registration that binds; the same bytes each time."""
    standing = visit.registration
    if standing is None or standing.confirmation is None:
        raise ValueError("only what binds has a receipt")
    content = visit.edition.content
    footer = (*content.invited_by, *([_("Eksempel")] if content.is_example else []))
    return pdf.render(
        pdf.Document(
            title=_("Kvittering: %(name)s er tilmeldt") % {"name": visit.municipality},
            language=(get_language() or "da")[:2],
            dated=timezone.localtime(standing.confirmation.at).date(),
            blocks=tuple(_blocks(visit, standing)),
            header=words.localised(content.title),
            footer=" · ".join(footer),
        )
    )


def journal(visit: Visit) -> bytes:
    """Return the receipt with its metadata as one ZIP, for the municipality's journal system."""
    standing = visit.registration
    if standing is None or standing.confirmation is None:
        raise ValueError("only what binds is journalised")
    said = standing.confirmation
    paper = receipt_pdf(visit)
    stated = {
        "title": _("Kvittering: %(name)s er tilmeldt") % {"name": visit.municipality},
        "document_type": "registration_receipt",
        "document_date": timezone.localtime(said.at).isoformat(),
        "municipality": {"code": visit.code, "name": visit.municipality},
        "edition": {"id": visit.edition.id, "title": words.localised(visit.edition.content.title)},
        "organiser": list(visit.edition.content.invited_by),
        "terms_version": said.terms,
        "confirmed_by": said.said_yes or said.by,
        "written_by": said.by,
        "total_kroner": f"{said.price.total:.2f}",
        "vat_basis": said.price.vat_basis,
        "files": [
            {
                "name": "kvittering.pdf",
                "media_type": "application/pdf",
                "bytes": len(paper),
                "sha256": hashlib.sha256(paper).hexdigest(),
            }
        ],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        moment = (1980, 1, 1, 0, 0, 0)
        archive.writestr(zipfile.ZipInfo("kvittering.pdf", moment), paper)
        described = json.dumps(stated, ensure_ascii=False, indent=1)
        archive.writestr(zipfile.ZipInfo("metadata.json", moment), described)
    return out.getvalue()


def _blocks(visit: Visit, standing: RegistrationView) -> Iterator[pdf.Block]:
    said = standing.confirmation
    if said is None:
        return
    content = visit.edition.content
    yield pdf.Paragraph(words.localised(content.title), style="lead")
    yield pdf.Paragraph(bound(standing))
    yield pdf.Facts(
        (
            (_("Kommune"), visit.municipality),
            (_("Pris"), kroner(said.price.total)),
            (_("Vilkårenes version"), said.terms),
        )
    )
    yield pdf.Heading(_("Pris"))
    yield pdf.Rows(_prices(said.price))
    yield pdf.Paragraph(vat(visit, said), style="small")
    yield from _teams(visit)
    yield from _rest(visit)


def vat(visit: Visit, said: Confirmation) -> str:
    """Return what the price of a registration says of VAT, with what was decided since."""
    return words.vat(said.price.vat_basis, visit.edition.decided_vat)


def bound(standing: RegistrationView) -> str:
    """Return who bound the municipality and when, in a sentence."""
    said = standing.confirmation
    if said is None:
        return ""
    at = words.moment(said.at)
    if said.said_yes:
        text = _("%(who)s sagde ja i telefonen; %(by)s skrev det ind %(at)s. Det er bindende.")
        return text % {"who": said.said_yes, "by": said.by, "at": at}
    return _("%(by)s bekræftede tilmeldingen %(at)s. Den er bindende.") % {"by": said.by, "at": at}


def _prices(price: Quote) -> Table:
    rows = [
        (
            words.item(line.item),
            Cell(str(line.quantity), line.quantity),
            Cell(kroner(line.unit_price), float(line.unit_price)),
            Cell(kroner(line.amount), float(line.amount)),
        )
        for line in price.lines
    ]
    blank = Cell("")
    rows.append((_("I alt"), blank, blank, Cell(kroner(price.total), float(price.total))))
    if price.total_with_vat is not None:
        amount = Cell(kroner(price.total_with_vat), float(price.total_with_vat))
        rows.append((_("I alt med moms"), blank, blank, amount))
    names = (_("Ydelse"), _("Antal"), _("Pris pr. stk."), _("Beløb"))
    return table(_("Prisen linje for linje"), names, rows)


def _teams(visit: Visit) -> Iterator[pdf.Block]:
    for team in visit.wish.teams:
        yield pdf.Heading(
            _("Hold, %(sector)s: %(count)s deltagere")
            % {"sector": words.sector(team.sector), "count": team.participants}
        )
        names = [
            " · ".join(part for part in (one.name, one.title, one.email) if part)
            for one in team.people
        ]
        missing = team.participants - len(team.people)
        if missing:
            names.append(_("%(count)s, der endnu ikke er navngivet") % {"count": missing})
        yield pdf.Bullets(tuple(names))


def _rest(visit: Visit) -> Iterator[pdf.Block]:
    """Yield contacts, areas, wishes, what it binds to, and the dates."""
    wish, content = visit.wish, visit.edition.content
    facts = [(str(words.CONTACTS[one.role]), f"{one.name}, {one.email}") for one in wish.contacts]
    if wish.areas:
        areas = ", ".join(str(words.AREAS[area]) for area in wish.areas)
        facts.append((_("Andre områder"), areas))
    if wish.process_support:
        facts.append((_("Processuel bistand"), _("ønskes; aftales bagefter")))
    if facts:
        yield pdf.Heading(_("Kontakt og inddragelse"))
        yield pdf.Bullets(tuple(f"{name}: {value}" for name, value in facts))
    if wish.remarks:
        yield pdf.Heading(_("Til arrangøren"))
        yield pdf.Paragraph(wish.remarks)
    binding = [one for one in content.obligations if one.strength is Strength.BINDING]
    if binding:
        yield pdf.Heading(_("Det har I bundet jer til"))
        yield pdf.Bullets(tuple(words.localised(one.text) for one in binding))
    days = [f"{words.short_day(day.date)}, {words.MODES[day.mode]}" for day in content.network_days]
    if days:
        yield pdf.Heading(_("Netværksdage"))
        yield pdf.Bullets(tuple(days))
        if content.dates_tentative:
            yield pdf.Paragraph(_("Datoerne er foreløbige og kan ændre sig."), style="small")
