"""The page of potential: who, on which grounds, how sure; never in order of anything but name."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.tables import Cell, Table, row
from samspil.figures import sentences, snapshot
from samspil.figures.comparisons import load_selections
from samspil.figures.indicators import load_indicators
from samspil.figures.selectors.potential import CURRENT_SELECTION
from samspil.methods.selection import Driver, Ground, SelectionRow
from samspil.places.services import sort_key


def potential(rows: Sequence[SelectionRow], names: Mapping[str, str]) -> dict[str, Any]:
    """The selection as a page: municipalities by name, never by score."""
    selection = load_selections()[CURRENT_SELECTION]
    ordered = sorted(
        (r for r in rows if snapshot.is_real(r.code) or len(rows) <= 3),
        key=lambda r: sort_key(names[r.code]),
    )
    return {
        "selection": selection,
        "note": selection.content.note.in_language(sentences.language()),
        "rows": [_potential_line(found, names) for found in ordered],
        "count": sum(1 for r in ordered if r.standing == "more_potential"),
        "table": _potential_table(ordered, names),
    }


def _potential_line(found: SelectionRow, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": names[found.code],
        "standing": standing(found),
        "grounds": [ground_name(ground) for ground in found.grounds],
        "unknown": [ground_name(ground) for ground in found.unknown],
        "drivers": [_driver(driver) for driver in found.drivers],
        "pupils": numbers.number(found.pupils.count) if found.pupils else _("ukendt"),
        "year": (found.pupils.year or _("ukendt")) if found.pupils else _("ukendt"),
        "stability": None if found.stability is None else round(100 * found.stability),
    }


def standing(found: SelectionRow) -> str:
    """Return the class in words that neither praise nor scold."""
    return {
        "more_potential": _("mulighed for, at flere børn kan få mere ud af det"),
        "cannot_be_told_apart": _("kan ikke skelnes fra de øvrige"),
        "better_than_expected": _("bedre end vilkårene lader forvente: spørg, hvad I gør"),
    }[found.standing]


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


def _potential_table(rows: Sequence[SelectionRow], names: Mapping[str, str]) -> Table:
    return Table(
        _("Udvælgelsen i alfabetisk orden"),
        (_("Kommune"), _("Vurdering"), _("Grunde"), _("Elever"), _("Optalt")),
        tuple(
            row(
                names[r.code],
                standing(r),
                ", ".join(ground_name(ground) for ground in r.grounds),
                Cell(str(r.pupils.count), exact=r.pupils.count) if r.pupils else _("ukendt"),
                (r.pupils.year or _("ukendt")) if r.pupils else _("ukendt"),
            )
            for r in rows
        ),
    )
