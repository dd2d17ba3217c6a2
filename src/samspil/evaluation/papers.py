"""Two pages for a political committee (R98): what was wanted, done, learned, seen, and asked.

The first page is what people did, the second what figures show and do not, and what the committee
may discuss. Long words are cut, so that it is two pages whatever was written; the whole stands on
the page.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.components import pdf
from samspil.components.slides.fitting import clean, shorten
from samspil.components.tables import Table, table
from samspil.evaluation import charts, sentences, telling
from samspil.evaluation.pages.evaluations import practice_words
from samspil.evaluation.selectors.rows import (
    Asked,
    CriterionView,
    FigureView,
    MunicipalityEvaluation,
    SectorPart,
    Tried,
)

PAGES = 2


@dataclass(frozen=True)
class Room:
    """How much is told: tests, letters of each text and of the ambition, pictures of figures."""

    tests: int
    letters: int
    ambition: int
    pictures: int


# The ambition is the committee's own words, so they are the last to be cut.
ROOMS = (Room(3, 220, 500, 4), Room(3, 180, 400, 2), Room(2, 90, 300, 2), Room(1, 60, 160, 0))
"""The roomiest that two pages hold is taken."""


def committee(found: MunicipalityEvaluation) -> bytes:
    """Return the paper of a municipality in one sector as PDF/UA, exactly two pages of A4."""
    part = found.parts[0]
    for room in ROOMS[:-1]:
        try:
            return pdf.render_on_pages(_document(found, part, room), PAGES, smallest=8.5, step=0.5)
        except pdf.TooLongError:
            continue
    return pdf.render_on_pages(_document(found, part, ROOMS[-1]), PAGES, smallest=5.0, step=0.5)


def _document(found: MunicipalityEvaluation, part: SectorPart, room: Room) -> pdf.Document:
    kind = _("Orientering til udvalget · evaluering")
    mark = _("Eksempel") + " · " if found.is_example else ""
    title = _("%(name)s: evaluering af %(sector)s")
    whole = f"/evaluering/{found.edition.id}/{found.code}/{part.team.sector}/"
    return pdf.Document(
        title=title % {"name": found.name, "sector": part.sector_name.lower()},
        language="en" if (get_language() or "da").startswith("en") else "da",
        dated=dated(found),
        blocks=(*_first(found, part, room), pdf.PageBreak(), *_second(part, room)),
        header=mark + kind,
        footer=_("Samspil · det hele: %(path)s") % {"path": whole},
        description=found.title,
        size=10.5,
    )


def dated(found: MunicipalityEvaluation) -> dt.date:
    """Return the day of the newest of what is told; never the clock's."""
    days = [found.edition.content.date]
    for part in found.parts:
        days += [one.judgement.at.date() for one in part.criteria if one.judgement]
        days += [part.closed.at.date()] if part.closed else []
        for line in part.lines:
            days += [one.collected for view in line.figures for one in view.sources]
    return max(days)


def _first(found: MunicipalityEvaluation, part: SectorPart, room: Room) -> Iterator[pdf.Block]:
    yield pdf.Paragraph(found.title, style="small")
    if found.is_example:
        yield pdf.Notice(
            _("Kommunen findes ikke, og alt om den er opdigtet."), label=_("Eksempel:")
        )
    yield pdf.Heading(_("Ambitionen"))
    aim = _brief(part.practice.aim, room) or _("Kommunen har ikke skrevet et mål.")
    if part.practice.ambition:
        yield pdf.Paragraph(shorten(clean(part.practice.ambition), room.ambition), style="lead")
        yield pdf.Paragraph(aim, label=_("Målet:"))
    else:
        yield pdf.Paragraph(aim, style="lead")
    yield pdf.Heading(_("Det, partnerskabet ville, og kommunens egen vurdering"))
    yield pdf.Rows(_criteria(part.criteria, room), with_caption=False)
    yield pdf.Paragraph(str(sentences.NOT_JUDGED_BY_US), style="small")
    answered = [one for one in found.voices.questions if one.start or one.end]
    if answered:
        yield pdf.Heading(_("Det, deltagerne svarede (alle kommuner tilsammen)"))
        yield pdf.Rows(_answers(answered), with_caption=False)
    yield pdf.Heading(_("Det, der blev gjort"))
    yield pdf.Bullets(tuple(_done(part, room)))
    yield pdf.Heading(_("Det, der blev lært"))
    yield pdf.Paragraph(practice_words(part.practice))
    tried = part.practice.tried[-room.tests :]
    if tried:
        yield pdf.Bullets(tuple(_learned(one, room) for one in tried))


def _criteria(criteria: tuple[CriterionView, ...], room: Room) -> Table:
    rows = [
        (
            one.text,
            f"{one.judgement.verdict_name}. {_brief(one.judgement.reason, room)}"
            if one.judgement
            else _("Ikke vurderet endnu"),
        )
        for one in criteria
    ]
    return table(_("Kriterier"), (_("Kriterium"), _("Egen vurdering")), rows)


def _answers(questions: list[Asked]) -> Table:
    """Return the answers at the start and at the end; a moment that cannot be shown has no room."""
    moments = (
        (_("Ved begyndelsen, svar: antal"), [one.start for one in questions]),
        (_("Ved slutningen, svar: antal"), [one.end for one in questions]),
    )
    shown = [(name, spreads) for name, spreads in moments if any(spreads)]
    names = (_("Spørgsmål: 1 er lidt, 5 er meget"), *(name for name, _spreads in shown))
    rows = [
        (one.text, *(telling.spread(spreads[place]) for _name, spreads in shown))
        for place, one in enumerate(questions)
    ]
    return table(_("Svar"), names, rows)


def _done(part: SectorPart, room: Room) -> Iterator[str]:
    """Yield what the system knows, each kind of evidence once; what there is none of, last."""
    rows = {row.kind: row for one in part.criteria for row in one.evidence}
    for row in rows.values():
        if row.amount:
            yield _brief(f"{row.name}: {row.text}", room)
    missing = [row.name for row in rows.values() if not row.amount]
    if missing:
        yield _("Ikke noget endnu: %(kinds)s.") % {"kinds": ", ".join(missing).lower()}


def _learned(one: Tried, room: Room) -> str:
    return _("%(question)s Det skete: %(happened)s %(compared)s. %(decision)s.") % {
        "question": _brief(one.question, room),
        "happened": _brief(one.what_happened, room),
        "compared": one.compared_name,
        "decision": one.decision_name,
    }


def _second(part: SectorPart, room: Room) -> Iterator[pdf.Block]:
    yield pdf.Heading(_("Det, tallene viser"))
    views = [(line.name, view) for line in part.lines for view in line.figures]
    known = [(name, view) for name, view in views if view.is_known]
    if known:
        yield pdf.Rows(_figures(known), with_caption=False)
        yield from _pictures([view for _name, view in known], part, room)
    else:
        yield pdf.Paragraph(_("Ingen af tallene er hentet endnu."))
    missing = [telling.name(view) for _name, view in views if not view.found.before]
    if missing:
        yield pdf.Paragraph(", ".join(missing), style="small", label=_("Ikke hentet endnu:"))
    yield pdf.Heading(_("Det, tallene ikke viser"))
    yield pdf.Paragraph(str(sentences.NOT_CONCLUDED))
    yield pdf.Paragraph(str(sentences.NO_GOOD_WAY))
    yield pdf.Heading(_("Det, vi beder udvalget drøfte"))
    yield pdf.Bullets(tuple(_asked()))


def _figures(known: list[tuple[str, FigureView]]) -> Table:
    rows = [
        (
            f"{telling.name(view)} ({name.lower()})",
            telling.with_period(view, view.found.own_before, view.found.before),
            telling.with_period(view, view.found.own_after, view.found.after),
            telling.together(view, view.found.peers_before),
            telling.together(view, view.found.peers_after),
        )
        for name, view in known
    ]
    names = (
        _("Tal og bundlinje"),
        _("Før"),
        _("Efter"),
        _("Lignende kommuner før"),
        _("Lignende kommuner efter"),
    )
    return table(_("Tal"), names, rows)


def _pictures(views: list[FigureView], part: SectorPart, room: Room) -> Iterator[pdf.Block]:
    """Yield the first figures drawn, two beside each other, and how they lie beside the peers."""
    drawn = [
        (chart, telling.beside(view))
        for view in views
        if (chart := charts.figure(view, part.team.name)) is not None
    ][: room.pictures]
    cells = [
        (pdf.Picture(chart, width=320), pdf.Paragraph(beside, style="small"))
        for chart, beside in drawn
    ]
    for place in range(0, len(cells) - 1, 2):
        yield pdf.Columns((cells[place], cells[place + 1]))
    if len(cells) % 2:
        yield pdf.Columns((cells[-1], ()))


def _asked() -> Iterator[str]:
    """Yield what a committee can talk about that is its own to decide."""
    yield _(
        "Er ambitionen stadig den rigtige, og når den hele vejen til den enkelte klasse og stue?"
    )
    yield _("Hvad af det, der er prøvet, skal blive fast praksis, og hvad skal det have af rammer?")
    yield _("Hvad blev ladt ligge, og hvad kan andre lære af det?")
    yield _("Hvilke tal vil udvalget se igen om et år, og hvad vil det spørge om, når de kommer?")
    yield _(
        "Har de børn, der har brug for et specialtilbud, det rette tilbud på det rette tidspunkt?"
    )


def _brief(text: str, room: Room) -> str:
    return shorten(clean(text), room.letters)
