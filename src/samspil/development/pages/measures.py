"""What the pages of measures show: cards of an overview, advice on phases, a block as read."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.components.charts import VariationChart
from samspil.development import selectors
from samspil.development.measuring import pasted, periods, words
from samspil.development.measuring.pasted import Paste
from samspil.development.measuring.rows import MeasureView


@dataclass(frozen=True)
class Card:
    """A measure in an overview: what is seen, in words and as a small chart."""

    view: MeasureView
    chart: VariationChart

    @property
    def last_value(self) -> str:
        """The newest value with its unit."""
        return "" if self.view.last is None else self.view.shown(self.view.last.exact)


@dataclass(frozen=True)
class MissingKind:
    """A kind of measure that the family lacks, and why it matters."""

    name: str
    why: str


@dataclass(frozen=True)
class Condition:
    """What must be true before a phase can be considered, and whether it can be seen here."""

    words: str
    is_met: bool | None


@dataclass(frozen=True)
class PasteRow:
    """A pasted row as it is shown before it is kept."""

    number: int
    time: str
    value: str
    note: str
    state: str
    complaints: tuple[str, ...]


def cards(views: Sequence[MeasureView]) -> list[Card]:
    """Return the measures for an overview."""
    return [Card(view, selectors.chart(view, is_small=True)) for view in views]


def missing(views: Sequence[MeasureView]) -> list[MissingKind]:
    """Return the kinds that are missing, each with why it matters."""
    why = {
        "outcome": _("Uden det ved I, at I arbejder, men ikke om det, I ville ændre, ændrer sig."),
        "process": _(
            "Uden det ved I ikke, om det nye blev gjort, når resultatet ændrer sig eller ej."
        ),
        "balancing": _(
            "Uden det ser I ikke, om noget andet bliver dårligere imens: travlhed, trivsel, ro i "
            "en anden klasse, eller udgifter et andet sted."
        ),
    }
    return [
        MissingKind(str(words.KINDS[kind]), why[kind]) for kind in selectors.missing_kinds(views)
    ]


def conditions(view: MeasureView) -> list[Condition]:
    """Return what must be true before a phase can be considered; nobody proposes one here."""
    shift = view.level_shift
    length = view.rules.shift
    seen = _("Niveauet har flyttet sig i mindst %(count)d målepunkter i træk.") % {"count": length}
    adopted = any(test.concluded_on for test in view.tests)
    return [
        Condition(seen, shift is not None),
        Condition(
            _("I ved, hvad I har gjort anderledes, og fra hvornår, fx af en afsluttet prøve."),
            adopted or None,
        ),
        Condition(_("I venter, at det nye bliver ved."), None),
    ]


def expected(view: MeasureView, today: dt.date) -> dt.date:
    """Return the date that the form of a new point begins with: the next that is expected."""
    latest = max((point.when for point in view.points), default=None)
    return periods.expected(view.frequency, latest, today)


def paste_rows(paste: Paste, view: MeasureView) -> list[PasteRow]:
    """Return the rows of a block, each with what becomes of it."""
    standing = {point.when: point for point in view.points}
    rows = []
    for row in paste.rows:
        if row.settled is None:
            state = _("intet målepunkt") if row.is_gap else ""
            rows.append(PasteRow(row.number, row.time, row.found, row.note, state, row.complaints))
            continue
        value = pasted.shown(row.settled.value)
        before = standing.get(row.settled.when)
        state = _("ny")
        if before is not None and before.value is not None:
            same = before.value == row.settled.value and before.note == row.settled.note
            state = _("står allerede") if same else _("retter %(value)s") % {
                "value": pasted.shown(before.value)
            }  # fmt: skip
        counts = ""
        if row.settled.denominator is not None and row.settled.numerator is not None:
            counts = _(" (%(top)s af %(bottom)s)") % {
                "top": pasted.shown(row.settled.numerator),
                "bottom": pasted.shown(row.settled.denominator),
            }
        label = periods.label(view.frequency, row.settled.when)
        rows.append(PasteRow(row.number, label, value + counts, row.note, state, ()))
    return rows


def standing(view: MeasureView) -> Mapping[dt.date, str]:
    """Return what stands, for telling whether it is as it was."""
    return {point.when: str(point.value) for point in view.points}
