"""The page of potential: who, on which grounds, how sure; never in order of anything but name."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.tables import Cell, Table, table
from samspil.figures import sentences, snapshot
from samspil.figures.comparisons import load_selections
from samspil.figures.indicators import load_indicators
from samspil.figures.selectors.potential import CURRENT_SELECTION, FrozenRow, selection_rows
from samspil.methods.selection import Driver, Ground, Potential, SelectionResult, SelectionRow
from samspil.places.services import sort_key


def shown(rows: Sequence[SelectionRow], names: Mapping[str, str]) -> list[SelectionRow]:
    """Return rows by name: the real municipalities, or one's own though it is an example."""
    return sorted(
        (r for r in rows if snapshot.is_real(r.code) or len(rows) <= 3),
        key=lambda r: sort_key(names[r.code]),
    )


def potential(
    rows: Sequence[SelectionRow], names: Mapping[str, str], frozen: Sequence[FrozenRow] = ()
) -> dict[str, Any]:
    """The selection as a page: municipalities by name, never by score."""
    selection = load_selections()[CURRENT_SELECTION]
    lines = [_potential_line(found, names) for found in shown(rows, names)]
    by_standing = {
        standing: [line for line in lines if line["class"] == standing]
        for standing in ("more_potential", "better_than_expected", "cannot_be_told_apart")
    }
    return {
        "selection": selection,
        "note": selection.content.note.in_language(sentences.language()),
        "rows": lines,
        "more": by_standing["more_potential"],
        "better": by_standing["better_than_expected"],
        "same": by_standing["cannot_be_told_apart"],
        "count": len(by_standing["more_potential"]),
        "frozen": frozen,
    }


def potential_table(rows: Sequence[SelectionRow], names: Mapping[str, str]) -> Table:
    """The selection for a spreadsheet, in order of name."""
    columns = (
        "municipality_code", "municipality", "class", "grounds", "unknown", "pupils",
        "pupils_year", "stability", "stability_weights", "turned_by",
    )  # fmt: skip
    return table("potential", columns, [_cells(r, names) for r in shown(rows, names)])


def _cells(found: SelectionRow, names: Mapping[str, str]) -> list[Cell | str]:
    pupils = found.pupils
    return [
        Cell(found.code),
        Cell(names[found.code]),
        Cell(found.standing),
        Cell(" ".join(found.grounds)),
        Cell(" ".join(found.unknown)),
        Cell(str(pupils.count), exact=pupils.count) if pupils else Cell(""),
        Cell(pupils.year if pupils else ""),
        Cell("", exact=found.stability),
        Cell("", exact=found.stability_weights),
        Cell(" ".join(found.turned_by)),
    ]


def potential_json(result: SelectionResult, rows: Sequence[SelectionRow]) -> dict[str, Any]:
    """The selection for a program: the same keys as ``samspil potential``."""
    return {
        "selection": result.selection,
        "rows": selection_rows(result, {row.code for row in rows}),
        "inputs": result.inputs,
        "version": load_selections()[result.selection].version,
    }


def frozen(found: FrozenRow, names: Mapping[str, str]) -> dict[str, Any]:
    """A frozen selection as a page."""
    rows = [
        [
            Cell(names.get(row["code"], row["code"])),
            Cell(standing_words(row["class"])),
            Cell(", ".join(ground_name(ground) for ground in row["grounds"])),
        ]
        for row in sorted(found.rows, key=lambda r: sort_key(names.get(r["code"], r["code"])))
    ]
    columns = (_("Kommune"), _("Vurdering"), _("Grunde"))
    return {"frozen": found, "table": table(_("Udvælgelsen i alfabetisk orden"), columns, rows)}


def _potential_line(found: SelectionRow, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": names[found.code],
        "class": found.standing,
        "standing": standing_words(found.standing),
        "grounds": [ground_name(ground) for ground in found.grounds],
        "unknown": [ground_name(ground) for ground in found.unknown],
        "drivers": [_driver(driver) for driver in found.drivers],
        "pupils": numbers.number(found.pupils.count) if found.pupils else _("ukendt"),
        "year": (found.pupils.year or _("ukendt")) if found.pupils else _("ukendt"),
        "stability": None if found.stability is None else round(100 * found.stability),
        "stability_weights": round(100 * found.stability_weights),
    }


def standing_words(standing: Potential) -> str:
    """Return the class in words that neither praise nor scold."""
    return {
        "more_potential": _("mulighed for, at flere børn kan få mere ud af det"),
        "cannot_be_told_apart": _("kan ikke skelnes fra de øvrige"),
        "better_than_expected": _("bedre end vilkårene lader forvente: spørg, hvad I gør"),
    }[standing]


def ground_name(ground: Ground) -> str:
    """Return a ground in words."""
    return {
        "demanding_conditions": _("krævende vilkår"),
        "weak_results": _("svage resultater i både læring og trivsel"),
        "below_expected": _("resultater under det forventede"),
        "between_school_spread": _("stor forskel mellem skoler"),
    }[ground]


def _driver(driver: Driver) -> str:
    content = load_indicators()[driver.indicator].content
    return _("%(indicator)s %(value)s (grænse %(threshold)s)") % {
        "indicator": sentences.short(content),
        "value": numbers.number(driver.value, content.decimals),
        "threshold": numbers.number(driver.threshold, content.decimals),
    }
