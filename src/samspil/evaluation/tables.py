"""Tables of an evaluation: the page, the file and the paper show the same rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.components.tables import Cell, Table, table
from samspil.evaluation import sentences, telling
from samspil.evaluation.selectors.rows import (
    Asked,
    CriterionView,
    DayVoices,
    EditionEvaluation,
    FigureView,
    LineView,
    MunicipalityEvaluation,
    Practice,
    SectorPart,
    Spread,
    TeamRow,
)
from samspil.methods.states import Value

Row = tuple[Cell | str, ...]


@dataclass(frozen=True)
class Line:
    """One line of the file: which of the three kinds it is, whose, about what, and from where."""

    part: str
    place: str
    sector: str
    criterion: str
    what: str
    text: str
    number: float | None
    source: str

    @property
    def cells(self) -> Row:
        """The line as a table has it; a number stays a number."""
        amount = Cell("") if self.number is None else Cell(str(self.number), exact=self.number)
        return (
            self.part, self.place, self.sector, self.criterion, self.what, self.text, amount,
            self.source,
        )  # fmt: skip


def figures(lines: Iterable[LineView]) -> Table:
    """Return the figures of bottom lines before and after, beside the peers."""
    rows = [_figure(view) for line in lines for view in line.figures]
    names = (
        _("Tal"),
        _("Før"),
        _("Efter"),
        _("Ændring"),
        _("Lignende kommuner før"),
        _("Lignende kommuner efter"),
        _("Deres egne ændringer"),
    )
    return table(_("Tal før og efter, med lignende kommuner"), names, rows)


def _figure(view: FigureView) -> Row:
    found = view.found
    return (
        telling.name(view),
        telling.with_period(view, found.own_before, found.before),
        telling.with_period(view, found.own_after, found.after),
        telling.change(view),
        telling.together(view, found.peers_before),
        telling.together(view, found.peers_after),
        telling.peers_change(view),
    )


def teams(rows: Iterable[TeamRow]) -> Table:
    """Return who has done what; alphabetical, one line a team."""
    listed = list(rows)
    kinds = [cell.name for cell in listed[0].cells] if listed else []
    return table(
        _("Hold i alfabetisk orden. Tallene siger ikke, hvor godt noget er."),
        (_("Kommune"), _("Område"), *kinds),
        [(one.team.name, one.sector_name, *(cell.short for cell in one.cells)) for one in listed],
    )


def municipality_csv(found: MunicipalityEvaluation) -> Table:
    """Return everything of a municipality's evaluation as one table."""
    rows = [
        *(row for part in found.parts for row in _part(part)),
        *_answers(found.voices.questions, _("Alle kommuner")),
    ]
    return _flat(found.title, rows)


def edition_csv(found: EditionEvaluation) -> Table:
    """Return everything of an edition's evaluation as one table, teams in alphabetical order."""
    everybody = _("Alle kommuner")
    rows = list(_criteria(found.criteria, everybody, ""))
    for team in found.teams:
        rows += [
            Line(_("Kriterier"), team.team.name, team.sector_name, "", cell.name, cell.text,
                  cell.amount, cell.source)
            for cell in team.cells
        ]  # fmt: skip
    if found.practice is not None:
        rows += _practice(found.practice, everybody, "")
    if found.voices is not None:
        rows += _answers(found.voices.questions, everybody)
        rows += _after_days(found.voices.days, everybody)
    return _flat(found.title, rows)


def _after_days(days: Iterable[DayVoices], place: str) -> Iterator[Line]:
    """Yield what was answered after each day; nothing of a day that may not be shown."""
    part, source = _("Deltagernes svar"), str(_("fra de tre spørgsmål efter dagen"))
    for day in days:
        for question, said in day.said:
            what = f"{day.meeting}, {day.when}: {said}"
            yield Line(part, place, "", "", question, what, day.answered, source)


def _flat(caption: str, lines: Iterable[Line]) -> Table:
    names = (
        _("Del"),
        _("Kommune"),
        _("Område"),
        _("Kriterium"),
        _("Hvad"),
        _("Oplysning"),
        _("Antal eller tal"),
        _("Kilde"),
    )
    source = f"{sentences.NOT_JUDGED_BY_US} {sentences.NOT_CONCLUDED} {sentences.NO_GOOD_WAY}"
    found = table(caption, names, [line.cells for line in lines])
    return Table(found.caption, found.columns, found.rows, source)


def _part(part: SectorPart) -> Iterator[Line]:
    place, sector = part.team.name, part.sector_name
    yield from _criteria(part.criteria, place, sector)
    if not part.shared_with:
        yield from _practice(part.practice, place, sector)
    for line in part.lines:
        for view in line.figures:
            yield from _moments(view, place, sector)


def _criteria(criteria: Iterable[CriterionView], place: str, sector: str) -> Iterator[Line]:
    part = _("Kriterier")
    for one in criteria:
        name = one.criterion.id
        for row in one.evidence:
            yield Line(part, place, sector, name, row.name, row.text, row.amount, row.source)
        for verdict, count in one.teams:
            told = _("Kommunernes egne vurderinger: %(verdict)s") % {"verdict": verdict}
            yield Line(part, place, sector, name, told, "", count, _("fra evalueringen"))
        if one.judgement is not None:
            text = f"{one.judgement.verdict_name}. {one.judgement.reason}"
            yield Line(part, place, sector, name, _("Egen vurdering"), text, None, one.judgement.by)


def _practice(practice: Practice, place: str, sector: str) -> Iterator[Line]:
    part, source = _("Praksis"), str(_("fra det lokale spor"))
    counts = [
        (_("Prøver, planlagt"), practice.planned),
        (_("Prøver, i gang"), practice.doing),
        (_("Prøver, afsluttet"), practice.concluded),
        (_("Prøver med forudsigelse"), practice.predicted),
        *practice.decided,
        *practice.compared,
    ]
    for what, count in counts:
        yield Line(part, place, sector, "", what, "", count, source)
    for one in practice.tried:
        text = " – ".join(
            (one.question, telling.predicted(one), one.what_happened, one.decision_name)
        )
        yield Line(part, one.municipality, sector, "", _("Prøve"), text, one.number, source)


def _moments(view: FigureView, place: str, sector: str) -> Iterator[Line]:
    found, source = view.found, telling.source(view)
    for when, period, own, peers in (
        (_("før"), found.before, found.own_before, found.peers_before),
        (_("efter"), found.after, found.own_after, found.peers_after),
    ):
        what = f"{telling.name(view)}, {when}"
        told = telling.with_period(view, own, period)
        beside = _("lignende kommuner: %(told)s") % {"told": telling.together(view, peers)}
        yield Line(_("Tal"), place, sector, "", what, f"{told}; {beside}", own, source)


def _answers(questions: Iterable[Asked], place: str) -> Iterator[Line]:
    part, source = _("Deltagernes svar"), str(_("fra spørgsmålene til deltagerne"))
    for one in questions:
        for moment, spread in ((_("begyndelsen"), one.start), (_("slutningen"), one.end)):
            for label, figure in spread.counts if isinstance(spread, Spread) else ():
                number = figure.number if isinstance(figure, Value) else None
                what = f"{moment}: {label}"
                yield Line(part, place, "", one.criterion, one.text, what, number, source)
