"""Two pages for a political committee (R98): what was wanted, done, learned, seen, and asked.

The first page is what people did, the second what figures show and do not, and what the committee
may discuss. It is two pages whatever was written, in letters that can be read: where much is
written, texts are shortened and parts left out, and each page says which, and where the whole is.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.components import pdf
from samspil.components.charts import Chart
from samspil.components.slides.fitting import clean, shorten
from samspil.components.tables import Table, table
from samspil.evaluation import charts, sentences, telling
from samspil.evaluation.pages.evaluations import practice_words
from samspil.evaluation.paper_room import LARGEST, PICTURES, ROOMS, SMALLEST, STEP, Room
from samspil.evaluation.selectors.rows import (
    Asked,
    CriterionView,
    EvidenceRow,
    FigureView,
    MunicipalityEvaluation,
    SectorPart,
    Tried,
)
from samspil.letters.services import absolute_url

PAGES = 2


def committee(found: MunicipalityEvaluation) -> bytes:
    """Return the paper of a municipality in one sector as PDF/UA, exactly two pages of A4."""
    part = found.parts[0]
    first = _held(found, part, (_first(found, part, room) for room in ROOMS))
    second = _held(
        found,
        part,
        ((pdf.PageBreak(), *_second(found, part, pictures)) for pictures in PICTURES),
        pages=PAGES,
    )
    document = _document(found, part, (*first, *second))
    return pdf.render_on_pages(document, PAGES, smallest=SMALLEST, step=STEP)


def _held(
    found: MunicipalityEvaluation,
    part: SectorPart,
    wanted: Iterable[Iterable[pdf.Block]],
    *,
    pages: int = 1,
) -> tuple[pdf.Block, ...]:
    """Return the first that so many pages hold in letters that can be read; else the last."""
    blocks: tuple[pdf.Block, ...] = ()
    for one in wanted:
        blocks = tuple(one)
        if pdf.page_count(replace(_document(found, part, blocks), size=SMALLEST)) == pages:
            break
    return blocks


def _document(
    found: MunicipalityEvaluation, part: SectorPart, blocks: tuple[pdf.Block, ...]
) -> pdf.Document:
    kind = _("Orientering til udvalget · evaluering")
    mark = _("Eksempel") + " · " if found.is_example else ""
    title = _("%(name)s: evaluering af %(sector)s")
    return pdf.Document(
        title=title % {"name": found.name, "sector": part.sector_name.lower()},
        language="en" if (get_language() or "da").startswith("en") else "da",
        dated=dated(found),
        blocks=blocks,
        header=mark + kind,
        footer=_("Samspil · det hele: %(path)s") % {"path": _path(found, part)},
        description=found.title,
        size=LARGEST,
    )


def _path(found: MunicipalityEvaluation, part: SectorPart) -> str:
    return f"/evaluering/{found.edition.id}/{found.code}/{part.team.sector}/"


def _pointer(
    found: MunicipalityEvaluation, part: SectorPart, cut: list[str]
) -> Iterator[pdf.Block]:
    """Yield what of a page is shortened or left out, and where the whole stands; else nothing."""
    if cut:
        said = {"cut": "; ".join(cut), "address": absolute_url(_path(found, part))}
        words = _("%(cut)s. Læs det hele på %(address)s") % said
        yield pdf.Paragraph(words, label=_("Ikke plads til alt:"))


def _cut(found: MunicipalityEvaluation, part: SectorPart, room: Room) -> Iterator[str]:
    """Yield in words what of the first page is shortened or left out."""
    told = part.practice
    if room.cuts(told.aim) or len(clean(told.ambition)) > room.ambition:
        yield _("ambition og mål er forkortet")
    if room.cuts(*(one.judgement.reason for one in part.criteria if one.judgement)):
        yield _("begrundelser er forkortet")
    if not room.answers and _answered(found):
        yield _("deltagernes svar er udeladt")
    if room.cuts(*_known(part)):
        yield _("det, der blev gjort, er forkortet")
    shown = told.tried[-room.tests :]
    if room.cuts(*(text for one in shown for text in (one.question, one.what_happened))):
        yield _("prøverne er forkortet")
    if len(told.tried) > len(shown):
        yield _("de seneste %(shown)d af %(all)d prøver er med") % {
            "shown": len(shown),
            "all": len(told.tried),
        }


def _undrawn(part: SectorPart, pictures: int) -> Iterator[str]:
    """Yield in words that not every figure is drawn."""
    known = len(_drawn(part))
    if known > pictures:
        some = _("%(shown)d af %(all)d tal er tegnet") % {"shown": pictures, "all": known}
        yield some if pictures else _("figurerne er udeladt")


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
    aim = room.brief(part.practice.aim) or _("Kommunen har ikke skrevet et mål.")
    if part.practice.ambition:
        yield pdf.Paragraph(shorten(clean(part.practice.ambition), room.ambition), style="lead")
        yield pdf.Paragraph(aim, label=_("Målet:"))
    else:
        yield pdf.Paragraph(aim, style="lead")
    yield pdf.Heading(_("Det, partnerskabet ville, og kommunens egen vurdering"))
    yield pdf.Rows(_criteria(part.criteria, room), with_caption=False)
    yield pdf.Paragraph(str(sentences.NOT_JUDGED_BY_US))
    answered = _answered(found)
    if answered and room.answers:
        yield pdf.Heading(_("Det, deltagerne svarede (alle kommuner tilsammen)"))
        yield pdf.Rows(_answers(answered), with_caption=False)
    yield pdf.Heading(_("Det, der blev gjort"))
    yield pdf.Bullets(tuple(_done(part, room)))
    yield pdf.Heading(_("Det, der blev lært"))
    yield pdf.Paragraph(practice_words(part.practice))
    tried = part.practice.tried[-room.tests :]
    if tried:
        yield pdf.Bullets(tuple(_learned(one, room) for one in tried))
    yield from _pointer(found, part, list(_cut(found, part, room)))


def _answered(found: MunicipalityEvaluation) -> list[Asked]:
    return [one for one in found.voices.questions if one.start or one.end]


def _criteria(criteria: tuple[CriterionView, ...], room: Room) -> Table:
    rows = [
        (
            one.text,
            f"{one.judgement.verdict_name}. {room.brief(one.judgement.reason)}"
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
    yield from (room.brief(text) for text in _known(part))
    missing = [row.name for row in _evidence(part) if not row.amount]
    if missing:
        yield _("Ikke noget endnu: %(kinds)s.") % {"kinds": ", ".join(missing).lower()}


def _known(part: SectorPart) -> list[str]:
    return [f"{row.name}: {row.text}" for row in _evidence(part) if row.amount]


def _evidence(part: SectorPart) -> list[EvidenceRow]:
    """Return each kind of evidence once; several criteria rest on the same."""
    return list({row.kind: row for one in part.criteria for row in one.evidence}.values())


def _learned(one: Tried, room: Room) -> str:
    return _("%(question)s Det skete: %(happened)s %(compared)s. %(decision)s.") % {
        "question": room.brief(one.question),
        "happened": room.brief(one.what_happened),
        "compared": one.compared_name,
        "decision": one.decision_name,
    }


def _second(found: MunicipalityEvaluation, part: SectorPart, pictures: int) -> Iterator[pdf.Block]:
    yield pdf.Heading(_("Det, tallene viser"))
    views = [(line.name, view) for line in part.lines for view in line.figures]
    known = [(name, view) for name, view in views if view.is_known]
    if known:
        yield pdf.Rows(_figures(known), with_caption=False)
        yield from _pictures(part, pictures)
    else:
        yield pdf.Paragraph(_("Ingen af tallene er hentet endnu."))
    missing = [telling.name(view) for _name, view in views if not view.found.before]
    if missing:
        yield pdf.Paragraph(", ".join(missing), label=_("Ikke hentet endnu:"))
    yield pdf.Heading(_("Det, tallene ikke viser"))
    yield pdf.Paragraph(str(sentences.NOT_CONCLUDED))
    yield pdf.Paragraph(str(sentences.NO_GOOD_WAY))
    yield pdf.Heading(_("Det, vi beder udvalget drøfte"))
    yield pdf.Bullets(tuple(_asked()))
    yield from _pointer(found, part, list(_undrawn(part, pictures)))


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


def _drawn(part: SectorPart) -> list[tuple[Chart, str]]:
    """Return what is known drawn, each with how it lies beside the peers."""
    views = [view for line in part.lines for view in line.figures if view.is_known]
    return [
        (chart, telling.beside(view))
        for view in views
        if (chart := charts.figure(view, part.team.name)) is not None
    ]


def _pictures(part: SectorPart, pictures: int) -> Iterator[pdf.Block]:
    """Yield the first figures drawn, two beside each other."""
    cells = [
        (pdf.Picture(chart, width=320), pdf.Paragraph(beside))
        for chart, beside in _drawn(part)[:pictures]
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
