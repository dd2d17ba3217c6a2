"""An edition as a workbook: one sheet for each kind, and only what the viewer may see."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.components.tables import Cell, Table, table
from samspil.people.viewer import Viewer
from samspil.programmes import selectors, words
from samspil.programmes.pages.board import MARKS, REASONS, cells
from samspil.programmes.pages.invitations import STATES
from samspil.programmes.selectors import Board, BoardRow, EditionView, Mark


def extract(viewer: Viewer, view: EditionView, found: Board) -> dict[str, Table]:
    """Return the sheets by name. What nobody has told, or the viewer may not see, has no sheet.

    Food and access stand in the list for a day alone: they are about health.
    """
    sheets = [
        (_("Kommuner"), _municipalities(found)),
        (_("Deltagere"), _people(viewer, view)),
        (_("Kontaktpersoner"), _contacts(viewer, view)),
        (_("Invitationer"), _invitations(viewer, view)),
        (_("Venteliste"), _waiting(viewer, view)),
        (_("Regninger"), _bills(viewer, view)),
    ]
    return {name: one for name, one in sheets if one.rows}


def _municipalities(found: Board) -> Table:
    columns = (
        _("Kommune"), _("Kommunekode"), *(str(label) for label in MARKS.values()), _("Hvorfor"),
        _("Bekræftet"), _("Bekræftet af"), _("Partnerskaber"), _("Foranalyse"), _("Deltagere"),
        _("Navngivne"), _("Pris"),
    )  # fmt: skip
    return table(_("Kommuner"), columns, [_municipality(row) for row in found.rows])


def _municipality(row: BoardRow) -> tuple[Cell, ...]:
    one = row.registration
    stands = one is not None and Mark.REGISTERED in row.marks
    first = [row.municipality, row.code]
    first += [_("ja") if mark in row.marks else "" for mark in MARKS]
    first.append(" ".join(str(REASONS[reason]) for reason in row.reasons))
    if one is None or not stands:
        return (*cells([first])[0], *(Cell("") for _place in range(7)))
    first += [_moment(one.confirmed_at), one.confirmed_by]
    first.append(", ".join(words.sector(team.sector) for team in one.teams))
    first.append(", ".join(words.sector(sector) for sector in one.pre_analyses))
    numbers = (_number(one.participants), _number(one.named), _number(one.total))
    return (*cells([first])[0], *numbers)


def _people(viewer: Viewer, view: EditionView) -> Table:
    columns = (
        _("Kommune"), _("Navn"), _("Titel"), _("Mailadresse"), _("Partnerskaber"), _("Chef"),
    )  # fmt: skip
    rows = [
        (
            one.municipality, one.name, one.title, one.email,
            ", ".join(words.sector(sector) for sector in one.sectors),
            _("ja") if one.is_chief else "",
        )
        for one in selectors.day_list(viewer, view.id).people
    ]  # fmt: skip
    return Table(_("Deltagere"), columns, cells(rows))


def _contacts(viewer: Viewer, view: EditionView) -> Table:
    columns = (_("Kommune"), _("Om"), _("Navn"), _("Mailadresse"))
    rows = [
        (one.municipality, str(words.CONTACTS[one.role]), one.name, one.email)
        for one in selectors.contacts(viewer, view.id)
    ]
    return Table(_("Kontaktpersoner"), columns, cells(rows))


def _invitations(viewer: Viewer, view: EditionView) -> Table:
    columns = (
        _("Kommune"), _("Titel"), _("Navn"), _("Mailadresse"), _("Hvor langt"), _("Sendt"),
        _("Begrundelse"),
    )  # fmt: skip
    rows = [
        (
            one.municipality, one.title, one.name, one.email, str(STATES[one.state]),
            _moment(one.sent_at or one.on_paper_at), one.reason,
        )
        for one in selectors.invitations(viewer, view.id)
    ]  # fmt: skip
    return Table(_("Invitationer"), columns, cells(rows))


def _waiting(viewer: Viewer, view: EditionView) -> Table:
    columns = (
        _("Kommune"),
        _("Nummer"),
        _("Skrevet op"),
        _("Plads holdes til"),
        _("Ønsker"),
        _("Bemærkning"),
    )
    rows = [
        (
            Cell(one.municipality), _number(one.place), Cell(_moment(one.asked_at)),
            Cell(_moment(one.answer_by)), Cell(", ".join(map(words.sector, one.sectors))),
            Cell(one.note),
        )
        for one in selectors.waiting(viewer, view.id)
    ]  # fmt: skip
    return table(_("Venteliste"), columns, rows)


def _bills(viewer: Viewer, view: EditionView) -> Table:
    columns = (
        _("Kommune"), _("CVR-nummer"), _("EAN-nummer"), _("Rekvisition"), _("Kontaktperson"),
        _("Mailadresse"), _("Skylder"), _("Betalt"),
    )  # fmt: skip
    rows = [
        (
            *cells([(
                one.municipality, one.cvr, one.gln, one.order_reference, one.contact_name,
                one.contact_email,
            )])[0],
            _number(one.owed), _number(one.paid),
        )
        for one in selectors.billing_basis(viewer, view.id).rows
    ]  # fmt: skip
    return table(_("Regninger"), columns, rows)


def _moment(at: dt.datetime | None) -> str:
    return "" if at is None else f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _number(value: Decimal | int | None) -> Cell:
    if value is None:
        return Cell("")
    return Cell(str(value), float(value) if value != int(value) else int(value))
