"""Charts of an evaluation, each from typed rows: figures before and after, answers at both ends."""

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import BarRow, Bars, Interval, IntervalChart
from samspil.components.charts.base import Words
from samspil.components.charts.dots import Group
from samspil.components.tables import Cell, Table, table
from samspil.evaluation import telling
from samspil.evaluation.selectors.rows import Asked, FigureView, Spread
from samspil.figures import sentences as figures
from samspil.methods.before_after import Together
from samspil.methods.states import Value


def figure(view: FigureView, place: str) -> IntervalChart | None:
    """Return a figure before and after beside the peers; None where nothing is known."""
    found = view.found
    rows = [
        *_moment(place, _("Før"), found.before, (found.own_before, found.peers_before)),
        *_moment(place, _("Efter"), found.after, (found.own_after, found.peers_after)),
    ]
    if all(row.middle is None for row in rows):
        return None
    title = telling.title(view, place)
    subtitle = ", ".join(
        [view.indicator.name.in_language(figures.language()), figures.unit(view.indicator)]
    )
    told = _("Stregen er den midterste halvdel af %(peers)s lignende kommuner.") % {
        "peers": view.peers
    }
    words = Words(
        title=title,
        subtitle=f"{subtitle}. {told}",
        alt=f"{title}. {telling.beside(view)}",
        source=telling.source(view),
    )
    return IntervalChart(words, one_table(view, place), tuple(rows), decimals=_decimals(view))


def _decimals(view: FigureView) -> int:
    return view.indicator.decimals


def _moment(
    place: str, when: str, period: str, known: tuple[float | None, Together | None]
) -> list[Interval]:
    own, peers = known
    moment = f"{when} ({numbers.period(period)})" if period else when
    mine = _("%(moment)s: %(place)s") % {"moment": moment, "place": place}
    theirs = _("%(moment)s: lignende kommuner") % {"moment": moment}
    unknown = _("ukendt endnu")
    return [
        Interval(mine, own, own, own, group=Group.OWN)
        if own is not None
        else Interval(mine, group=Group.OWN, note=unknown),
        Interval(theirs, peers.low, peers.median, peers.high)
        if peers
        else Interval(theirs, note=unknown),
    ]


def one_table(view: FigureView, place: str) -> Table:
    """Return the rows of one figure's chart as a table."""
    found = view.found
    peers = _("Lignende kommuner, midt imellem (midterste halvdel)")
    rows = [
        (
            when,
            Cell(telling.with_period(view, own, period), exact=own),
            telling.together(view, others),
        )
        for when, period, own, others in (
            (_("Før"), found.before, found.own_before, found.peers_before),
            (_("Efter"), found.after, found.own_after, found.peers_after),
        )
    ]
    caption = telling.title(view, place)
    return table(caption, ("", place, peers), rows)


def answers(asked: Asked, spread: Spread, *, moment: str) -> Bars:
    """Return how the answers to one question lie at one moment."""
    numbers_of = {label: _count(figure) for label, figure in spread.counts}
    total = int(sum(numbers_of.values()))
    title = _("%(moment)s: %(total)s svar") % {"moment": moment, "total": total}
    told = ", ".join(f"{label}: {int(count)}" for label, count in numbers_of.items())
    rows = tuple(
        BarRow(label, count, str(int(count)), Group.OWN if moment else Group.PEER)
        for label, count in numbers_of.items()
    )
    words = Words(title=title, subtitle=asked.text, alt=f"{asked.text} {title}. {told}", source="")
    cells = [
        (label, Cell(str(int(count)), exact=int(count))) for label, count in numbers_of.items()
    ]
    listed = table(f"{asked.text} {title}", (_("Svar"), _("Antal")), cells)
    return Bars(words, listed, rows, 0.0, max(numbers_of.values(), default=1) or 1)


def _count(figure: object) -> float:
    return figure.number if isinstance(figure, Value) else 0.0
