"""Figures that changed as a table: from what, to what."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.tables import Table, table
from samspil.figures import sentences
from samspil.figures.indicators import Indicator
from samspil.figures.selectors.history import FigureChange
from samspil.figures.snapshot import is_real
from samspil.places import selectors as places
from samspil.places.services import sort_key


def changes_table(content: Indicator, changes: Sequence[FigureChange]) -> Table:
    """Return the changed figures, by place in Danish order, then by period."""
    names = places.names()
    ordered = sorted(changes, key=lambda c: (sort_key(_place(c, names)), c.period, c.breakdown))
    rows = [
        [
            _place(change, names),
            _when(change, content),
            numbers.figure(change.before, content.decimals),
            numbers.figure(change.after, content.decimals),
        ]
        for change in ordered
    ]
    heading = (_("Sted"), _("Periode"), _("Før"), _("Efter"))
    return table(_("Ændrede tal: %(figure)s") % {"figure": sentences.short(content)}, heading, rows)


def _place(change: FigureChange, names: Mapping[str, str]) -> str:
    if change.institution:
        return _("skole %(number)s") % {"number": change.institution}
    if not change.code:
        return _("hele landet")
    name = names.get(change.code, change.code)
    return name if is_real(change.code) else f"{name} ({_('eksempel')})"


def _when(change: FigureChange, content: Indicator) -> str:
    label = content.breakdown_label(change.breakdown)
    words = label.in_language(sentences.language()) if label else ""
    return ", ".join(filter(None, [numbers.period(change.period), words]))
