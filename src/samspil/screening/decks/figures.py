"""Slides of figures: results against peers and the expected, conditions, and the rest."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.slides import (
    Bar,
    BarChart,
    Block,
    ChartSlide,
    Column,
    Expectation,
    ExpectationChart,
    Panel,
    Role,
    Slide,
    TableSlide,
)
from samspil.figures import sentences as said
from samspil.figures.indicators import Unit
from samspil.figures.selectors.picture import FigureRow, ResultRow
from samspil.methods.expected import ExpectedRow
from samspil.methods.states import Value
from samspil.screening import figure_words as words
from samspil.screening.decks.subject import Subject

MOST_RESULTS = 3
_SIZES_OF_PLACES = frozenset({Unit.CHILDREN, Unit.PUPILS, Unit.PERSONS})
"""Counts grow with the municipality and say nothing beside another one's."""


def slides(subject: Subject) -> tuple[Slide, ...]:
    """Return the slides of figures in reading order."""
    picture = subject.picture
    rest = picture.results[MOST_RESULTS:]
    others = tuple(row for row in picture.others if row.indicator.unit not in _SIZES_OF_PLACES)
    more = (*(result.row for result in rest), *others)
    found: list[Slide] = list(results(subject))
    if picture.conditions:
        found.append(_table(subject, picture.conditions, _("vilkår")))
    if more:
        found.append(_table(subject, more, _("andre tal"), picture.forecasts))
    return tuple(found)


def results(subject: Subject) -> tuple[Slide, ...]:
    """Return the slides of the first results."""
    return tuple(result_slide(subject, one) for one in subject.picture.results[:MOST_RESULTS])


def result_slide(subject: Subject, result: ResultRow) -> ChartSlide:
    """Return a result beside the peers', and against what conditions let one expect."""
    row = result.row
    title = said.result_title(subject.name, result)
    peers = Panel(said.peers_title(subject.picture), _peers_chart(subject, row, title))
    notes = "\n".join([title, said.explained(result), words.definition(row), _peer_names(subject)])
    if result.expected is None:
        lines = (_("Vilkårene er ikke alle kendte, så der er intet forventet tal."),)
        return ChartSlide(
            title=title,
            charts=(peers,),
            blocks=(Block(lines, bullets=False),),
            subtitle=said.subtitle(row),
            source=subject.source(row.source),
            notes=notes,
        )
    expected = Panel(said.explained(result), _expected_chart(subject, result, result.expected))
    return ChartSlide(
        title=title,
        charts=(peers, expected),
        subtitle=said.subtitle(row),
        source=subject.source(row.source),
        notes=notes,
    )


def _peers_chart(subject: Subject, row: FigureRow, title: str) -> BarChart:
    """Return bars: the own municipality, then the peers from most to least alike; no ranking."""
    own = row.figure.number if isinstance(row.figure, Value) else None
    mine = Bar(subject.name, own, Role.OWN, "" if own is not None else words.own(row))
    bars = [
        Bar(
            subject.picture.names[code],
            row.everybody.get(code),
            Role.PEER,
            "" if code in row.everybody else _("intet tal"),
        )
        for code in row.peers
    ]
    alt = _(
        "%(title)s. %(name)s: %(own)s. De lignende kommuner: %(span)s, midt imellem %(middle)s."
    )
    return BarChart(
        bars=(mine, *bars),
        alt=alt
        % {
            "title": title,
            "name": subject.name,
            "own": words.own(row),
            "span": words.peer_span(row),
            "middle": words.peer_middle(row),
        },
        series=said.short(row.indicator),
        number_format=_format(row),
    )


def _expected_chart(subject: Subject, result: ResultRow, expected: ExpectedRow) -> ExpectationChart:
    row = result.row
    decimals = row.indicator.decimals
    told = {
        "name": subject.name,
        "own": words.own(row),
        "expected": numbers.number(expected.expected, decimals),
        "low": numbers.number(expected.low, decimals),
        "high": numbers.number(expected.high, decimals),
    }
    alt = _("%(name)s: %(own)s. Forventet ud fra vilkår: %(expected)s, fra %(low)s til %(high)s.")
    return ExpectationChart(
        rows=(
            Expectation(
                name=numbers.period(row.period),
                actual=row.figure.number if isinstance(row.figure, Value) else None,
                expected=expected.expected,
                low=expected.low,
                high=expected.high,
            ),
        ),
        alt=alt % told,
        actual=subject.name,
        expected=_yardstick(result),
        number_format=_format(row),
    )


def _yardstick(result: ResultRow) -> str:
    """Name the expected value and how many municipalities its interval should hold."""
    share = {"share": numbers.number(100 * result.coverage)}
    if result.method == "mean":
        return _("De øvrige kommuner, bånd %(share)s pct.") % share
    return _("Forventet, bånd %(share)s pct.") % share


def _format(row: FigureRow) -> str:
    """Return the Excel format with the indicator's decimals."""
    decimals = row.indicator.decimals
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _peer_names(subject: Subject) -> str:
    names = [subject.picture.names[peer.code] for peer in subject.picture.peers.peers]
    return f"{said.peers_title(subject.picture)}: {', '.join(names)}."


def _table(
    subject: Subject, rows: Sequence[FigureRow], what: str, forecasts: Sequence[FigureRow] = ()
) -> TableSlide:
    """Return figures beside the peers'; a forecast is named as one, below the others."""
    shown = [(row, words.label(row)) for row in rows]
    shown += [
        (row, _("Fremskrivning: %(label)s") % {"label": words.label(row)}) for row in forecasts
    ]
    title = _table_title(subject, rows, what)
    return TableSlide(
        title=title,
        columns=(
            Column(_("Tal")),
            Column(_("Enhed")),
            Column(_("Periode")),
            Column(subject.name, numeric=True),
            Column(_("Lignende, midt"), numeric=True),
            Column(_("Lignende, spænd"), numeric=True),
        ),
        rows=tuple(
            (
                label,
                said.unit(row.indicator),
                numbers.period(row.period),
                words.own(row),
                words.peer_middle(row),
                words.peer_span(row),
            )
            for row, label in shown
        ),
        alt=title,
        subtitle=_table_subtitle(subject, forecasts),
        source=subject.sources(tuple(row for row, _label in shown)),
        notes="\n\n".join(
            [_peer_names(subject), *(words.definition(row) for row, _label in shown)]
        ),
    )


def _table_subtitle(subject: Subject, forecasts: Sequence[FigureRow]) -> str:
    peers = _("Lignende: %(names)s.") % {"names": _plain_peers(subject)}
    return f"{peers} {_('Fremskrivningen tælles ikke med.')}" if forecasts else peers


def _plain_peers(subject: Subject) -> str:
    return ", ".join(subject.picture.names[peer.code] for peer in subject.picture.peers.peers)


def _table_title(subject: Subject, rows: Sequence[FigureRow], what: str) -> str:
    """Say on how many figures the municipality lies within its peers' span; no more than that."""
    known = [within for row in rows if (within := words.lies_within(row)) is not None]
    if not known:
        return _("%(name)s: %(what)s er ikke hentet endnu") % {"name": subject.name, "what": what}
    told = {"name": subject.name, "what": what, "all": len(known), "within": sum(known)}
    if all(known):
        return (
            _("%(name)s ligger inden for lignende kommuners spænd på alle %(all)s %(what)s") % told
        )
    return (
        _("%(name)s ligger inden for lignende kommuners spænd på %(within)s af %(all)s %(what)s")
        % told
    )
