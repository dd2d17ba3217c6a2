"""A chief's one-page paper for a committee: the same rows as a page to print and as a PDF."""

from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspil.components import numbers, pdf
from samspil.components.charts import DotStrip
from samspil.components.tables import Cell, Table, table
from samspil.figures import charts, papers, sentences
from samspil.figures.selectors.picture import ChallengePicture, FigureRow

CHARTS = 4
"""Results first, then conditions; a paper with more is not read."""

_HALF, _DOT = 330, 0.75
_EXAMPLES_DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Paper:
    """Everything on the page, in reading order."""

    title: str
    kind: str
    is_example: bool
    warning: str
    answer: str
    facts: tuple[tuple[str, str], ...]
    charts: tuple[DotStrip, ...]
    reading: str
    conditions: Table
    notes: tuple[tuple[str, str], ...]
    footer: str
    collected: date
    address: str


def paper(picture: ChallengePicture) -> Paper:
    """Return the paper of a municipality in one sector."""
    place = picture.municipality
    collected = papers.collected(picture)
    address = reverse("figures:municipality", args=[place.code])
    if picture.sector != "school":
        address += f"?omraade={picture.sector}"
    return Paper(
        title=papers.title(picture),
        kind=papers.kind(picture),
        is_example=place.is_example,
        warning=papers.warning(picture),
        answer=sentences.answer(picture),
        facts=_facts(picture, collected),
        charts=_charts(picture),
        reading=papers.reading(picture),
        conditions=_conditions(picture),
        notes=papers.notes(picture),
        footer=papers.footer(picture),
        collected=collected or _EXAMPLES_DAY,
        address=address,
    )


def _facts(picture: ChallengePicture, collected: date | None) -> tuple[tuple[str, str], ...]:
    place = picture.municipality
    found = [
        (_("Indbyggere"), numbers.number(place.population)),
        (_("Gruppe"), sentences.group(place.group)),
    ]
    if collected is not None:
        found.append((_("Tal hentet"), date_format(collected, "DATE_FORMAT")))
    return tuple(found)


def _charts(picture: ChallengePicture) -> tuple[DotStrip, ...]:
    """Four charts where there are figures for them: results, then conditions."""
    results = [charts.result_strip(picture, result) for result in picture.results]
    conditions = [
        charts.condition_finding(picture, row) for row in picture.conditions if row.everybody
    ]
    found = [chart for chart in (*results, *conditions) if chart.dots]
    return tuple(replace(chart, dot_size=_DOT) for chart in found[:CHARTS])


def _conditions(picture: ChallengePicture) -> Table:
    """Conditions of the municipality beside its peers' and the country's medians."""
    names = (_("Vilkår"), picture.municipality.name, _("De ti"), _("Landet"))
    rows = [_condition(row) for row in picture.conditions if row.everybody]
    return table(_("Vilkår; de ti og landet er medianer."), names, rows)


def _condition(row: FigureRow) -> list[Cell | str]:
    decimals = row.indicator.decimals
    peers = [row.everybody[code] for code in row.peers if code in row.everybody]
    name = f"{sentences.short(row.indicator)}, {sentences.unit(row.indicator)}"
    return [
        f"{name}, {numbers.period(row.period)}",
        _number(numbers.figure(row.figure, decimals)),
        _number(numbers.number(median(peers), decimals) if peers else "–"),
        _number(numbers.number(median(row.everybody.values()), decimals)),
    ]


def _number(text: str) -> Cell:
    # Set to the right like a number, whatever its state.
    return Cell(text, exact=0)


def paper_pdf(made: Paper) -> bytes:
    """Return the paper as a PDF of exactly one page.

    Raises pdf.TooLongError if it cannot be made to fit.
    """
    blocks: list[pdf.Block] = []
    if made.warning:
        blocks.append(pdf.Notice(made.warning, label=_("Eksempel:")))
    blocks += [
        pdf.Paragraph(made.answer, style="lead"),
        pdf.Facts(made.facts),
        pdf.Heading(_("Fire billeder")),
        pdf.Paragraph(made.reading, style="small"),
        *(_pair(pair) for pair in _pairs(made.charts)),
        pdf.Heading(_("Vilkår")),
        pdf.Rows(made.conditions, with_caption=False),
        pdf.Heading(_("At vide")),
        *(pdf.Paragraph(text, style="small", label=label) for label, text in made.notes),
    ]
    return pdf.render_on_one_page(
        pdf.Document(
            title=made.title,
            language=sentences.language(),
            dated=made.collected,
            blocks=tuple(blocks),
            header=made.kind,
            footer=made.footer,
            description=made.answer,
            size=10.5,
            margin=15,
        )
    )


def _pairs(found: tuple[DotStrip, ...]) -> list[tuple[DotStrip, ...]]:
    return [found[start : start + 2] for start in range(0, len(found), 2)]


def _pair(pair: tuple[DotStrip, ...]) -> pdf.Columns:
    columns = tuple((pdf.Picture(chart, _HALF, with_source=False),) for chart in pair)
    return pdf.Columns((*columns, *((),) * (2 - len(pair))))
