"""The organiser's board, and the list for a day."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.components.numbers import kroner
from samspil.components.tables import Cell, Table
from samspil.programmes import words
from samspil.programmes.edition_parts import NetworkDay
from samspil.programmes.selectors import Board, BoardRow, DayList, EditionView, Mark, Reason

MARKS: dict[Mark, Promise] = {
    Mark.INVITED: gettext_lazy("inviteret"),
    Mark.DECLINED: gettext_lazy("sagt nej tak"),
    Mark.BEGUN: gettext_lazy("begyndt"),
    Mark.REGISTERED: gettext_lazy("tilmeldt"),
    Mark.WAITING: gettext_lazy("på venteliste"),
    Mark.WITHDRAWN: gettext_lazy("løst fra tilmeldingen"),
    Mark.NO_CHIEF: gettext_lazy("mangler en chef"),
    Mark.NO_NAMES: gettext_lazy("mangler navne"),
    Mark.NO_BILLING: gettext_lazy("mangler oplysninger til regningen"),
    Mark.ATTENTION: gettext_lazy("kræver opmærksomhed"),
}
REASONS: dict[Reason, Promise] = {
    Reason.MAIL: gettext_lazy("En mail med invitationen kom måske ikke frem."),
    Reason.NO_CHIEF: gettext_lazy("Holdet har ingen chef."),
    Reason.NAMES_SOON: gettext_lazy("Navne mangler, og fristen for navne er nær eller gået."),
    Reason.PLACE_FREE: gettext_lazy("Står på ventelisten, og der er en plads."),
}
DRAWBACKS = (Mark.NO_CHIEF, Mark.NO_NAMES, Mark.NO_BILLING)


def board(view: EditionView, found: Board, chosen: str) -> dict[str, Any]:
    """Return the board with the rows of the chosen mark, all where none is chosen."""
    mark = Mark(chosen) if chosen in set(Mark) else None
    rows = [row for row in found.rows if mark is None or mark in row.marks]
    return {
        "edition": view,
        "board": found,
        "rows": [_row(row) for row in rows],
        "chosen": MARKS[mark] if mark else "",
        "filters": _filters(found, mark),
        "confirmed": found.count(Mark.REGISTERED),
        "begun": found.count(Mark.BEGUN),
        "attention": found.count(Mark.ATTENTION),
        "difference": _difference(found.income, found.budget),
        "offers": {offer.sector: offer.title for offer in view.content.sectors},
        "vat": view.vat and words.vat(view.vat),
        "days": [day for day in view.content.network_days if day.date is not None],
    }


def _row(row: BoardRow) -> dict[str, Any]:
    standing = row.registration
    return {
        "row": row,
        "registration": standing,
        "is_registered": standing is not None and standing.is_confirmed,
        "state": _state(row),
        "lacks": [MARKS[mark] for mark in DRAWBACKS if mark in row.marks],
        "reasons": [REASONS[one] for one in row.reasons],
    }


def _state(row: BoardRow) -> str:
    """Return how far a municipality is that is not registered, in words."""
    told = []
    if row.registration and Mark.BEGUN in row.marks:
        at = words.short_day(timezone.localdate(row.registration.begun_at))
        told.append(_("kladde, begyndt %(at)s") % {"at": at})
    told += [
        str(MARKS[mark])
        for mark in (Mark.WITHDRAWN, Mark.WAITING, Mark.DECLINED)
        if mark in row.marks
    ]
    return ", ".join(told or [str(MARKS[Mark.INVITED] if row.marks else _("ikke skrevet til"))])


def _filters(found: Board, chosen: Mark | None) -> list[dict[str, Any]]:
    """Return the marks that somebody carries, with how many; what cannot be known is left out."""
    all_rows = {
        "key": "",
        "label": _("alle kommuner"),
        "count": len(found.rows),
        "is_chosen": not chosen,
    }
    return [all_rows] + [
        {"key": mark.value, "label": label, "count": count, "is_chosen": mark is chosen}
        for mark, label in MARKS.items()
        if (count := found.count(mark)) or mark is chosen
    ]


def _difference(income: Decimal, budget: Decimal | None) -> str:
    """Return how far the income is from the budget, in words."""
    if budget is None:
        return ""
    if income >= budget:
        return _("%(amount)s over budgettet") % {"amount": kroner(income - budget)}
    return _("%(amount)s mangler i budgettet") % {"amount": kroner(budget - income)}


def day_table(view: EditionView, day: NetworkDay, found: DayList) -> Table:
    """Return who comes to a day, as a table for paper and spreadsheets."""
    columns = (
        _("Kommune"), _("Navn"), _("Titel"), _("Mailadresse"), _("Partnerskaber"), _("Mad"),
        _("Adgang"),
    )  # fmt: skip
    rows = [
        (
            Cell(one.municipality),
            Cell(one.name + (_(" (chef)") if one.is_chief else "")),
            _own_words(one.title),
            Cell(one.email),
            Cell(", ".join(words.sector(sector) for sector in one.sectors)),
            _own_words(one.diet),
            _own_words(one.access),
        )
        for one in found.people
    ]
    title = words.localised(view.content.title)
    caption = _("%(edition)s, dag %(number)s, %(date)s") % {
        "edition": title, "number": day.number, "date": words.short_day(day.date),
    }  # fmt: skip
    return Table(caption, columns, tuple(rows))


def _own_words(text: str) -> Cell:
    """Return what a participant wrote, which is Danish whatever the reader's language."""
    return Cell(text, language="da" if text else "")


def cells(rows: Sequence[Sequence[str]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of text as cells."""
    return tuple(tuple(Cell(text) for text in row) for row in rows)
