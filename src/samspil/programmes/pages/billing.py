"""Pages about money: an edition's billing basis, one municipality's bill."""

from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.components.numbers import kroner
from samspil.components.tables import Cell, Table, table
from samspil.programmes.selectors import EditionView
from samspil.programmes.selectors.billing import NOTHING, Basis, BasisRow, RunView

BASES: dict[str, Promise] = {
    "exclusive": gettext_lazy("Priserne er uden moms. 25 pct. lægges til."),
    "inclusive": gettext_lazy("Momsen, 25 pct., er med i priserne."),
    "exempt": gettext_lazy("Der er ingen moms på priserne."),
}
MISSING: dict[str, Promise] = {
    "cvr": gettext_lazy("CVR-nummer"),
    "gln": gettext_lazy("EAN-nummer"),
    "contact_name": gettext_lazy("kontaktperson"),
    "contact_email": gettext_lazy("kontaktpersonens mail"),
}
CAUSES: dict[str, Promise] = {
    "confirmed": gettext_lazy("bekræftet"),
    "changed": gettext_lazy("ændret"),
    "withdrawn": gettext_lazy("udmeldt"),
    "agreed": gettext_lazy("aftalt"),
}


def billing(view: EditionView, basis: Basis) -> dict[str, Any]:
    """Return an edition's billing basis: what is owed, what is new, what has come in."""
    rows = basis.rows
    new = [row for row in rows if row.new]
    return {
        "edition": view,
        "basis": basis,
        "vat": BASES.get(basis.vat_basis or "", ""),
        "rows": [_row(row) for row in rows],
        "undecided": basis.vat_basis is None and bool(rows),
        "new": len(new),
        "ready": sum(1 for row in new if row.is_ready),
        "waiting": [(row, missing(row)) for row in new if row.missing],
        "runs": list(reversed(basis.runs)),
        "next": len(basis.runs) + 1,
        "owed": sum((row.owed for row in rows), NOTHING),
        "owed_gross": _sum(row.owed_gross for row in rows),
        "billed": _sum(row.billed_gross for row in rows),
        "paid": sum((row.paid for row in rows), NOTHING),
        "may_start": bool(rows),
    }


def _row(row: BasisRow) -> dict[str, Any]:
    return {
        "row": row,
        "new": sum((one.amount for one in row.new), NOTHING),
        "state": state(row),
    }


def state(row: BasisRow) -> str:
    """Return how one municipality's bill stands, in a few words."""
    if row.open is None:
        return _("moms ikke afklaret")
    if row.new and row.missing:
        return _("mangler oplysninger")
    if row.new:
        return _("nyt at fakturere")
    if row.open > 0:
        return _("mangler betaling af %(amount)s") % {"amount": kroner(row.open)}
    if row.open < 0:
        return _("betalt %(amount)s for meget") % {"amount": kroner(-row.open)}
    return _("betalt")


def missing(row: BasisRow) -> str:
    """Return what must be filled in before the municipality can be billed."""
    *first, last = [str(MISSING[name]) for name in row.missing] or [""]
    return _(" og ").join([", ".join(first), last]) if first else last


def bill(view: EditionView, row: BasisRow) -> dict[str, Any]:
    """Return one municipality's lines, bills and payments."""
    return {
        "edition": view,
        "row": row,
        "state": state(row),
        "missing": missing(row),
        "vat": BASES.get(row.vat_basis or "", ""),
        "lines": [(one, CAUSES[one.cause]) for one in row.entries],
    }


def run_table(view: EditionView, run: RunView) -> Table:
    """Return a billing basis as rows for a finance system, in Danish as it was made."""
    names = (
        "Kommune", "Kommunekode", "CVR", "EAN/GLN", "Ordrereference", "Kontaktperson",
        "Kontaktmail", "Linje", "Varenummer", "Tekst", "Antal", "Stykpris", "Beløb uden moms",
        "Moms", "Beløb med moms", "Begrundelse",
    )  # fmt: skip
    rows = [
        (
            line.municipality, line.code, line.cvr, line.gln, line.order_reference,
            line.contact_name, line.contact_email, str(line.entry), line.item, line.text,
            _amount(line.quantity), _amount(line.unit_price), _amount(line.net),
            _amount(line.vat), _amount(line.gross), line.reason,
        )
        for line in run.lines
    ]  # fmt: skip
    title = f"Fakturagrundlag {view.id} nr. {run.number}, {run.made_at:%Y-%m-%d}"
    return table(title, names, rows)


def _amount(value: str | int) -> Cell:
    number = float(value)
    return Cell(str(value), int(number) if number.is_integer() else number)


def _sum(amounts: Any) -> Decimal | None:  # noqa: ANN401 - any iterable of amounts or None
    found = list(amounts)
    return None if None in found else sum(found, NOTHING)
