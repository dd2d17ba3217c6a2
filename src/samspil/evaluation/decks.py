"""An evaluation as slides: criteria, practice and figures on slides of their own.

The same rows as the page and the file. The same input gives the same bytes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.components.slides import (
    Bar,
    BarChart,
    Block,
    ChartSlide,
    Column,
    Deck,
    Expectation,
    ExpectationChart,
    Panel,
    Properties,
    Role,
    Slide,
    TableSlide,
    TextSlide,
    TitleSlide,
    render,
)
from samspil.components.slides.fitting import clean, shorten
from samspil.evaluation import sentences, tables, telling
from samspil.evaluation.pages.evaluations import answer, edition_answer, practice_words
from samspil.evaluation.papers import dated
from samspil.evaluation.selectors.rows import (
    Asked,
    CriterionView,
    EditionEvaluation,
    FigureView,
    LineView,
    MunicipalityEvaluation,
    Practice,
    SectorPart,
    Spread,
    Voices,
)
from samspil.figures import sentences as figures
from samspil.methods.states import Value

MOST_FIGURES = 6
MOST_TESTS, MOST_LETTERS = 4, 150
MOST_TEAMS = 11
MOST_ANSWERS = 6


def for_municipality(found: MunicipalityEvaluation) -> bytes:
    """Return a municipality's evaluation as a .pptx file."""
    title = _("Evaluering: %(name)s") % {"name": found.name}
    front = TitleSlide(
        title,
        answer(found),
        (found.title, *_example(is_example=found.is_example)),
        str(sentences.NOT_JUDGED_BY_US),
    )
    slides: list[Slide] = [front]
    for part in found.parts:
        slides += _part(part)
    slides += [*_voices(found.voices), _limits()]
    return _rendered(title, slides, dated(found), is_example=found.is_example)


def for_edition(found: EditionEvaluation) -> bytes:
    """Return an edition's evaluation as a .pptx file, municipalities in alphabetical order."""
    title = _("Evaluering af partnerskabet")
    is_example = found.edition.content.is_example
    front = TitleSlide(
        title,
        edition_answer(found),
        (found.title, *_example(is_example=is_example)),
        str(sentences.NOT_JUDGED_BY_US),
    )
    slides: list[Slide] = [front, _criteria(found.criteria, "")]
    if found.teams:
        slides += _teams(found)
    if found.practice is not None:
        slides.append(_practice(found.practice, ""))
    if found.voices is not None:
        slides += [*_voices(found.voices), *_after_days(found.voices)]
    slides.append(_limits())
    judged = [one.judgement.at.date() for one in found.criteria if one.judgement]
    day = max([found.edition.content.date, *judged])
    return _rendered(title, slides, day, is_example=is_example)


def _example(*, is_example: bool) -> tuple[str, ...]:
    return (_("Eksempel: kommunerne findes ikke."),) if is_example else ()


def _rendered(title: str, slides: Iterable[Slide], day: dt.date, *, is_example: bool) -> bytes:
    created = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return render(
        Deck(
            title=title,
            slides=tuple(slides),
            properties=Properties("Samspil", created, title),
            language=_language(),
            banner=_("Eksempel") if is_example else "",
        )
    )


def _language() -> Literal["da", "en"]:
    return "en" if (get_language() or "da").startswith("en") else "da"


def _part(part: SectorPart) -> Iterator[Slide]:
    yield _criteria(part.criteria, part.sector_name)
    if not part.shared_with:
        yield _practice(part.practice, part.sector_name)
    known = [view for line in part.lines for view in line.figures if view.found.peers_before]
    for view in known[:MOST_FIGURES]:
        yield _figure(view, part.team.name)
    if _known(part):
        yield _figures(part)


def _of(sector: str, text: str) -> str:
    return f"{sector}: {text}" if sector else text


def _criteria(criteria: Iterable[CriterionView], sector: str) -> TableSlide:
    """Return criteria with what the system knows, and what people judge."""
    rows = tuple(
        (
            f"{one.criterion.id}. {one.text}",
            "; ".join(f"{row.name}: {row.short}" for row in one.evidence),
            _judged(one),
        )
        for one in criteria
    )
    title = _of(sector, _("kriterierne, og det systemet ved om hvert"))
    notes = "\n".join(
        f"{one.criterion.id}: {one.criterion.quote}"
        + (f"\n{one.judgement.verdict_name}. {one.judgement.reason}" if one.judgement else "")
        for one in criteria
    )
    columns = (Column(_("Kriterium")), Column(_("Det ved systemet")), Column(_("Egen vurdering")))
    return TableSlide(
        title=title[:1].upper() + title[1:],
        columns=columns,
        rows=rows,
        alt=title,
        source=str(sentences.NOT_JUDGED_BY_US),
        notes=notes,
    )


def _judged(one: CriterionView) -> str:
    """Return what is judged; of an edition what the teams judge as well."""
    own = one.judgement.verdict_name if one.judgement else _("Ikke vurderet endnu")
    teams = ", ".join(f"{name.lower()}: {count}" for name, count in one.teams if count)
    return _("%(own)s (holdene: %(teams)s)") % {"own": own, "teams": teams} if teams else own


def _teams(found: EditionEvaluation) -> Iterator[TableSlide]:
    """Yield the teams, as many on each slide as can be read."""
    listed = tables.teams(found.teams)
    # A slide holds eight columns: the municipality and its sector share one.
    rows = tuple(
        (f"{row[0].text}, {row[1].text.lower()}", *(cell.text for cell in row[2:]))
        for row in listed.rows
    )
    for first in range(0, len(rows), MOST_TEAMS):
        yield TableSlide(
            title=_("Hvad holdene har gjort, i alfabetisk orden"),
            columns=(Column(_("Hold")), *(Column(name) for name in listed.columns[2:])),
            rows=rows[first : first + MOST_TEAMS],
            alt=listed.caption,
            source=listed.caption,
        )


def _practice(practice: Practice, sector: str) -> Slide:
    title = _of(sector, practice_words(practice))
    learned = tuple(
        shorten(clean(f"{one.question} {one.what_happened} ({one.decision_name})"), MOST_LETTERS)
        for one in practice.tried[-MOST_TESTS:]
    )
    notes = "\n".join(
        f"{one.municipality} {one.number}: {one.question} / {telling.predicted(one)} / "
        f"{one.what_happened} / {one.compared_name} / {one.decision_name}"
        for one in practice.tried
    )
    if not practice.concluded:
        words = (practice.aim, _("Ingen prøve er afsluttet endnu."))
        return TextSlide(title=title, blocks=(Block(words, bullets=False),), notes=notes)
    bars = tuple(Bar(name, float(count), Role.OWN) for name, count in practice.decided)
    told = ", ".join(f"{name}: {count}" for name, count in practice.decided)
    chart = BarChart(
        bars=bars,
        alt=_("Hvad der blev besluttet om de afsluttede prøver. %(told)s.") % {"told": told},
        series=_("Afsluttede prøver"),
        number_format="0",
    )
    return ChartSlide(
        title=title,
        charts=(Panel("", chart),),
        blocks=(Block(learned, _("Det lærte de")),),
        subtitle=_("Det, der blev ladt ligge, er lige så meget værd som det, der blev praksis."),
        notes=notes,
    )


def _figure(view: FigureView, place: str) -> ChartSlide:
    """Return a figure before and after, beside the peers' median and middle half."""
    found = view.found
    moments = (
        (_("Før"), found.before, found.own_before, found.peers_before),
        (_("Efter"), found.after, found.own_after, found.peers_after),
    )
    rows = tuple(
        Expectation(f"{when} {period}", own, peers.median, peers.low, peers.high)
        for when, period, own, peers in moments
        if peers is not None
    )
    title, beside = telling.title(view, place), telling.beside(view)
    chart = ExpectationChart(
        rows=rows,
        alt=f"{title}. {beside}",
        actual=place,
        expected=_("Lignende kommuner, midt imellem (midterste halvdel)"),
        number_format=_format(view, rows),
    )
    lines = (beside, str(sentences.NOT_CONCLUDED))
    return ChartSlide(
        title=title,
        charts=(Panel("", chart),),
        blocks=(Block(lines, bullets=False),),
        subtitle=f"{sentences.say(view.indicator.name)}, {figures.unit(view.indicator)}",
        source=telling.source(view),
        notes=f"{title}\n{beside}\n{sentences.NOT_CONCLUDED}\n{sentences.NO_GOOD_WAY}",
    )


def _format(view: FigureView, rows: Iterable[Expectation]) -> str:
    """Return an Excel format fine enough for the axis to tell its marks apart."""
    ends = [end for row in rows for end in (row.low, row.high)]
    fine = max(ends) - min(ends) < 1
    decimals = max(view.indicator.decimals, 2 if fine else 0)
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _known(part: SectorPart) -> list[LineView]:
    """Return the bottom lines with the figures that are known of at all."""
    kept = (
        replace(line, figures=tuple(one for one in line.figures if one.is_known))
        for line in part.lines
    )
    return [line for line in kept if line.figures]


def _figures(part: SectorPart) -> TableSlide:
    known = _known(part)
    listed = tables.figures(known)
    rows = tuple(tuple(cell.text for cell in row) for row in listed.rows)
    return TableSlide(
        title=_of(part.sector_name, _("tal før og efter, med lignende kommuner")),
        columns=tuple(Column(name, numeric=place > 0) for place, name in enumerate(listed.columns)),
        rows=rows,
        alt=listed.caption,
        source=str(sentences.NO_GOOD_WAY),
        notes=f"{sentences.NOT_CONCLUDED}\n{sentences.NO_GOOD_WAY}",
    )


def _voices(voices: Voices) -> Iterator[Slide]:
    """Yield each question with its one or two distributions."""
    for one in voices.questions:
        moments = ((_("Ved begyndelsen"), one.start), (_("Ved slutningen"), one.end))
        panels = [
            Panel(f"{moment}: {_total(spread)}", _answers(one, moment, spread))
            for moment, spread in moments
            if spread is not None
        ]
        if len(panels) == 2:
            yield ChartSlide(one.text, (panels[0], panels[1]), source=_anonymous())
        elif panels:
            yield ChartSlide(
                one.text, (panels[0],), subtitle=panels[0].heading, source=_anonymous()
            )


def _after_days(voices: Voices) -> Iterator[TableSlide]:
    """Yield what was answered after each day, as many answers on each slide as can be read."""
    rows = [
        (f"{day.meeting}, {day.when}", question, said)
        for day in voices.days
        for question, said in day.said
    ]
    title = _("Det, deltagerne svarede efter hver dag")
    for first in range(0, len(rows), MOST_ANSWERS):
        yield TableSlide(
            title=title,
            columns=(Column(_("Dag")), Column(_("Spørgsmål")), Column(_("Svar og hvor mange"))),
            rows=tuple(rows[first : first + MOST_ANSWERS]),
            alt=title,
            source=_anonymous(),
        )


def _anonymous() -> str:
    return _(
        "Anonyme svar, alle kommuner tilsammen. Det er ikke nødvendigvis de samme, der svarede."
    )


def _total(spread: Spread) -> str:
    count = spread.answers.number if isinstance(spread.answers, Value) else 0
    return _("%(count)s svar") % {"count": int(count)}


def _answers(one: Asked, moment: str, spread: Spread) -> BarChart:
    counts = [
        (label, figure.number if isinstance(figure, Value) else 0.0)
        for label, figure in spread.counts
    ]
    told = ", ".join(f"{label}: {int(count)}" for label, count in counts)
    return BarChart(
        bars=tuple(Bar(label, count, Role.OWN) for label, count in counts),
        alt=f"{one.text} {moment}. {told}",
        series=_("Antal svar"),
        number_format="0",
    )


def _limits() -> TextSlide:
    return TextSlide(
        title=_("Hvad evalueringen kan sige, og hvad den ikke kan"),
        blocks=(
            Block((str(sentences.NOT_JUDGED_BY_US),), _("Kriterierne"), bullets=False),
            Block((str(sentences.NOT_CONCLUDED), str(sentences.NO_GOOD_WAY)), _("Tallene"),
                  bullets=False),
        ),
    )  # fmt: skip
