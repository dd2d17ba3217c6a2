"""The page that says which figures are here, and how the others are had."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components import numbers
from samspil.components.tables import Cell, Table, table
from samspil.figures import sentences
from samspil.figures.indicators import Sector
from samspil.figures.selectors.inventory import InventoryRow
from samspil.places.services import sort_key


def sector_name(sector: Sector) -> str:
    """Return a sector in words."""
    return {
        Sector.SCHOOL: _("Skole"),
        Sector.DAYCARE: _("Dagtilbud"),
        Sector.BOTH: _("Vilkår og rammer for begge"),
    }[sector]


def inventory(rows: Sequence[InventoryRow], *, only_missing: bool) -> dict[str, Any]:
    """The list as a page: by sector, then by name; perhaps only what is missing."""
    order = list(Sector)
    shown = sorted(
        (row for row in rows if not (only_missing and row.has_figures)),
        key=lambda r: (order.index(r.content.sector), sort_key(sentences.short(r.content))),
    )
    return {
        "answer": _answer(rows),
        "only_missing": only_missing,
        "missing": sum(not row.has_figures for row in rows),
        "count": len(rows),
        "groups": [
            {"name": sector_name(sector), "id": sector.value, "rows": [_line(r) for r in group]}
            for sector, group in groupby(shown, key=lambda r: r.content.sector)
        ],
    }


def _answer(rows: Sequence[InventoryRow]) -> str:
    here = sum(row.has_figures for row in rows)
    missing = len(rows) - here
    if not missing:
        return _("Alle %(count)s indikatorer har tal.") % {"count": len(rows)}
    words = ngettext(
        "%(here)s af %(count)s indikatorer har tal. Ét tal er ikke hentet endnu; her står, "
        "hvordan det skaffes.",
        "%(here)s af %(count)s indikatorer har tal. %(missing)s er ikke hentet endnu; her står, "
        "hvordan de skaffes.",
        missing,
    )
    return words % {"here": here, "count": len(rows), "missing": missing}


def _line(row: InventoryRow) -> dict[str, Any]:
    source = row.source
    return {
        "id": row.id,
        "name": sentences.short(row.content),
        "unit": sentences.unit(row.content),
        "has_figures": row.has_figures,
        "period": numbers.period(row.period),
        "municipalities": row.municipalities,
        "schools": row.schools,
        "school_words": _schools(row.schools),
        "publisher": sentences.publisher(source) if source else "",
        "quality": sentences.quality(source.quality) if source else "",
        "collected": date_format(source.collected, "DATE_FORMAT") if source else "",
        "way": row.way,
        "command": _command(row),
        "obtain": _obtain(row) if row.way == "computed" or not row.has_figures else "",
    }


def _schools(count: int) -> str:
    words = ngettext("%(count)s skole", "%(count)s skoler", count)
    return words % {"count": numbers.number(count)}


def _command(row: InventoryRow) -> str:
    if row.way in {"file", "computed"}:
        return ""
    return f"samspil fetch {row.way} --indicator {row.id}"


def _obtain(row: InventoryRow) -> str:
    """Say how a missing figure is had, where no command of ours gets it."""
    if _command(row):
        return ""
    if row.obtain is not None:
        return row.obtain.in_language(sentences.language())
    return _("Indlæs en fil med tallet.")


def inventory_table(rows: Sequence[InventoryRow]) -> Table:
    """The same list for a spreadsheet."""
    lines = [
        [
            Cell(row.id),
            Cell(sentences.short(row.content)),
            Cell(row.content.sector.value),
            Cell(row.period),
            Cell(str(row.municipalities), exact=row.municipalities),
            Cell(str(row.schools), exact=row.schools),
            Cell(row.source.id if row.source else ""),
            Cell(row.source.quality if row.source else ""),
            Cell(row.source.collected.isoformat() if row.source else ""),
            Cell(_command(row) or _obtain(row)),
        ]
        for row in rows
    ]
    names = (
        "indicator", "name", "sector", "period", "municipalities", "schools", "source", "quality",
        "collected", "obtain",
    )  # fmt: skip
    return table(_("Hvilke tal er her?"), names, lines)


def inventory_json(rows: Sequence[InventoryRow]) -> dict[str, Any]:
    """The same list for a program."""
    found = inventory_table(rows)
    return {
        "indicators": [
            {
                name: cell.exact if cell.exact is not None else cell.text
                for name, cell in zip(found.columns, line, strict=True)
            }
            for line in found.rows
        ]
    }
