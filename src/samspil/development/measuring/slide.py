"""A measure on one slide: a native chart that PowerPoint edits, and what may be said of it."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.components.charts import Sign
from samspil.components.slides import (
    Block,
    ChartSlide,
    Deck,
    Line,
    Panel,
    Properties,
    TextSlide,
    TimeChart,
    render,
)
from samspil.development.measuring import drawing
from samspil.development.measuring.rows import MeasureView

_SIGNS = {Sign.GOOD: "good", Sign.WORRY: "worry", Sign.CHANGE: "change"}
MOST = 390
"""The newest points go on a slide; more cannot be seen on one."""


def made(view: MeasureView) -> bytes:
    """Return a presentation of one slide. Give it a view made for others."""
    return render(deck_of(view))


def deck_of(view: MeasureView) -> Deck:
    """Return the slide of a measure; the same points give the same slide."""
    latest = view.points[-1].when if view.points else dt.date(2026, 1, 1)
    made_at = dt.datetime.combine(latest, dt.time(12), timezone.get_current_timezone())
    return Deck(
        title=f"{view.name}: {view.sentence}",
        slides=(slide_of(view),),
        properties=Properties(author="Samspil", created=made_at, subject=view.name),
        language="en" if (get_language() or "da").startswith("en") else "da",
        banner=_("Eksempel") if view.is_example else "",
    )


def slide_of(view: MeasureView) -> ChartSlide | TextSlide:
    """Return the slide: chart, signals and target in words; words alone before the first point."""
    words = drawing.words_of(view)
    blocks = tuple(block for block in (_signals(view), _target(view), _tests(view)) if block)
    given = {"title": view.sentence, "subtitle": words.subtitle, "source": words.source}
    if not view.measured:
        return TextSlide(blocks=blocks or (Block((view.counted,)),), **given)
    chart = TimeChart(
        times=tuple(drawing.short(view, point) for point in view.points[-MOST:]),
        lines=_lines(view),
        alt=words.alt,
        number_format="#,##0" + (f".{'0' * view.decimals}" if view.decimals else ""),
    )
    return ChartSlide(charts=(Panel("", chart),), blocks=blocks, notes=_notes(view), **given)


def _lines(view: MeasureView) -> tuple[Line, ...]:
    """Return the points, then middle and limits of each phase, then the target."""
    points = view.points[-MOST:]
    signs = drawing.sign_of(view)
    marked = tuple(
        (place, _SIGNS[sign])
        for place, point in enumerate(points)
        if (sign := signs.get(point.when.isoformat()))
    )
    values = tuple(None if point.exact is None else float(point.exact) for point in points)
    lines = [Line(view.name, values, "measured", marked)]  # type: ignore[arg-type]
    for place, stretch in enumerate(drawing.stretches_of(view)):
        is_last = place == len(view.chart.phases) - 1
        named = [
            (_("Middel") if view.chart.now.limits else _("Midte"), "centre", stretch.centre),
            (_("Nedre grænse"), "limit", stretch.low),
            (_("Øvre grænse"), "limit", stretch.high),
        ]
        inside = [stretch.first <= point.when <= stretch.last for point in points]
        lines += [
            Line(name, _level(value, inside), style, in_legend=is_last)  # type: ignore[arg-type]
            for name, style, value in named
            if value is not None and any(inside)
        ]
    if view.target is not None:
        lines.append(Line(capfirst(_("målværdi")), (float(view.target),) * len(points), "target"))
    return tuple(lines)


def _level(value: float | Fraction, inside: Sequence[bool]) -> tuple[float | None, ...]:
    return tuple(float(value) if here else None for here in inside)


def _signals(view: MeasureView) -> Block | None:
    lines = view.signals[-4:]
    return Block(lines, heading=_("Mere end tilfældigt")) if lines else None


def _target(view: MeasureView) -> Block | None:
    return (
        Block((view.assurance,), heading=_("Målværdi"), bullets=False) if view.assurance else None
    )


def _tests(view: MeasureView) -> Block | None:
    lines = tuple(
        _("Prøve %(number)s: %(question)s") % {"number": test.number, "question": test.question}
        for test in view.tests[-4:]
    )
    return Block(lines, heading=_("Prøver undervejs")) if lines else None


def _notes(view: MeasureView) -> str:
    told = [_("Et signal er en grund til at spørge, hvad der skete, ikke en dom.")]
    if view.definition:
        told.append(_("Sådan måles der: %(how)s") % {"how": view.definition})
    told += [
        _("Ny fase fra %(when)s: %(reason)s (%(by)s)")
        % {"when": phase.label, "reason": phase.reason, "by": phase.by}
        for phase in view.phases
    ]
    return "\n".join(told)
