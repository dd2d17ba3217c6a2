"""A measure as a chart for the page, a picture and a table: all from the same rows."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components import numbers
from samspil.components.charts import (
    LineNames,
    Measured,
    Sign,
    Stretch,
    Tried,
    VariationChart,
)
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, Table, row
from samspil.development.measuring import words
from samspil.development.measuring.rows import MeasureView, PointRow
from samspil.methods.variation import Phase

_SIGNS = {"improving": Sign.GOOD, "concerning": Sign.WORRY, "neutral": Sign.CHANGE}


def chart_of(view: MeasureView, *, is_small: bool = False) -> VariationChart:
    """Return the chart of a measure; a small one stands in an overview, without names."""
    chart = view.chart
    now = chart.now
    names = LineNames(
        centre=_named(_("middel") if now.chart == "xmr" else _("midte"), view, _centre(now)),
        low=_named(_("nedre grænse"), view, None if now.limits is None else now.limits[0]),
        high=_named(_("øvre grænse"), view, None if now.limits is None else now.limits[1]),
        target=_named(_("målværdi"), view, view.target, fewest=0),
    )
    signs = sign_of(view)
    return VariationChart(
        words=words_of(view),
        table=table_of(view),
        points=tuple(
            Measured(
                point.when,
                float(point.exact or 0),
                f"{point.label}: {view.shown(point.exact)}",
                signs.get(point.when.isoformat(), Sign.PLAIN),
            )
            for point in view.measured
        ),
        stretches=stretches_of(view),
        names=names,
        days=tuple((point.when, short(view, point)) for point in view.points),
        target=None if view.target is None else float(view.target),
        tried=() if is_small else _tried(view),
        is_small=is_small,
    )


def stretches_of(view: MeasureView) -> tuple[Stretch, ...]:
    """Return the phases that have a point, with their lines."""
    numbered = enumerate(view.chart.phases)
    return tuple(_stretch(place, phase) for place, phase in numbered if phase.count)


def sign_of(view: MeasureView) -> dict[str, Sign]:
    """Return what each point is part of, by its time; the rule that stands first goes first."""
    found: dict[str, Sign] = {}
    for one in view.chart.signals:
        for time in one.points:
            found.setdefault(str(time), _SIGNS[one.meaning])
    return found


def words_of(view: MeasureView) -> Words:
    """Return title, what is counted, alternative text and the foot of a measure's chart."""
    return Words(
        title=view.sentence,
        subtitle=subtitle(view),
        alt=_alt(view),
        source=foot(view),
    )


def subtitle(view: MeasureView) -> str:
    """Return the measure, its unit and denominator, how often and over what time."""
    counted = _("%(counted)s af %(of)s") % {"counted": view.counted, "of": view.of}
    told = [view.name, counted if view.of else view.counted, view.unit, view.frequency_name.lower()]
    if view.points:
        first, last = view.points[0].label, view.points[-1].label
        told.append(first if first == last else f"{first} – {last}")
    return " · ".join(one for one in told if one)


def foot(view: MeasureView) -> str:
    """Return where the points come from, what is left out, what the lines rest on, which rules."""
    told = [view.origin or _own_source(view)]
    if view.kept_back:
        told.append(
            ngettext(
                "%(count)d målepunkt om få er ikke med.",
                "%(count)d målepunkter om få er ikke med.",
                view.kept_back,
            )
            % {"count": view.kept_back}
        )
    if view.chart.now.chart != "too_few_points":
        count = {"count": view.chart.now.lines.count}
        several = len(view.chart.phases) > 1
        newest = _("Linjerne hviler på de nyeste %(count)d målepunkter.")
        told.append((newest if several else _("Linjerne hviler på %(count)d målepunkter.")) % count)
    told.append(_("Regler: %(rules)s.") % {"rules": view.rules.id})
    if view.is_example:
        told.append(_("Eksempel: kommunen og tallene findes ikke."))
    return " ".join(told)


def _own_source(view: MeasureView) -> str:
    typed = [point.typed_at for point in view.points if point.typed_at is not None]
    if not typed:
        return _("Kilde: egne målepunkter fra %(place)s.") % {"place": view.place}
    day = date_format(timezone.localtime(max(typed)), "DATE_FORMAT")
    said = {"place": view.place, "day": day}
    return _("Kilde: egne målepunkter fra %(place)s, senest skrevet %(day)s.") % said


def table_of(view: MeasureView) -> Table:
    """Return the points as a table: time, value, counts, what each is part of, and the note."""
    rules = _rules_of(view)
    has_counts = any(point.denominator is not None for point in view.points)
    heads = [_("Tid"), f"{view.name} ({view.unit})" if view.unit else view.name]
    heads += [_("Tæller"), _("Nævner")] if has_counts else []
    heads += [_("Signal"), _("Note")]
    rows = []
    for point in view.points:
        cells: list[Cell | str] = [
            Cell(point.label, point.when.isoformat()),
            _value(view, point),
        ]
        if has_counts:
            cells += [_count(point.numerator), _count(point.denominator)]
        cells += [rules.get(point.when.isoformat(), ""), Cell(point.note, language="da")]
        rows.append(row(*cells))
    return Table(f"{view.name}: {view.sentence}", tuple(heads), tuple(rows), foot(view))


def _value(view: MeasureView, point: PointRow) -> Cell:
    if point.value is None:
        return Cell(_("få, vises ikke") if point.is_few else _("mangler"))
    text = numbers.number(float(point.exact or 0), view.decimals)
    if point.is_few:
        text = _("%(value)s (kun for jer)") % {"value": text}
    return Cell(text, float(point.value))


def _count(count: Decimal | None) -> Cell:
    if count is None:
        return Cell("")
    value = float(count)
    return Cell(numbers.number(value, 0 if value.is_integer() else 1), value)


def _rules_of(view: MeasureView) -> dict[str, str]:
    """Return the names of the rules that point at each time."""
    found: dict[str, list[str]] = {}
    for one in view.chart.signals:
        for time in one.points:
            names = found.setdefault(str(time), [])
            if (name := str(words.RULE_NAMES[one.rule])) not in names:
                names.append(name)
    return {time: ", ".join(names) for time, names in found.items()}


def _centre(phase: Phase) -> Fraction | None:
    if phase.chart == "too_few_points":
        return None
    return phase.lines.mean if phase.chart == "xmr" else phase.lines.median


def _stretch(place: int, phase: Phase) -> Stretch:
    first, last = (dt.date.fromisoformat(str(day)) for day in (phase.first, phase.last))
    limits = phase.limits
    centre = _centre(phase)
    reason = ""
    if phase.began is not None:
        reason = _("Fase %(number)d: %(reason)s") % {
            "number": place + 1,
            "reason": phase.began.reason,
        }
    return Stretch(
        first,
        last,
        None if centre is None else float(centre),
        None if limits is None else float(limits[0]),
        None if limits is None else float(limits[1]),
        reason,
    )


def _tried(view: MeasureView) -> tuple[Tried, ...]:
    return tuple(
        Tried(
            test.begun_on,
            test.concluded_on,
            _("Prøve %(number)s") % {"number": test.number},
        )
        for test in view.tests
        if test.begun_on is not None
    )


def _named(
    name: str, view: MeasureView, value: Fraction | Decimal | None, *, fewest: int = 1
) -> str:
    """Return a line's name with its number, of so many decimals at least."""
    if value is None:
        return ""
    return f"{name} {numbers.number(float(value), max(view.decimals, fewest))}"


def short(view: MeasureView, point: PointRow) -> str:
    """Return a point's time as short as an axis wants it."""
    if view.frequency in {"daily", "weekly"}:
        return _month(point.when, "j M" if numbers.is_english() else "j. M")
    if view.frequency == "monthly":
        return _month(point.when, "M Y")
    return point.label


def _month(day: dt.date, form: str) -> str:
    """Return a date with a short month, in Danish without a capital."""
    text = date_format(day, form)
    return text if numbers.is_english() else text.lower()


def _alt(view: MeasureView) -> str:
    """Return the title and the extremes."""
    measured = view.measured
    if not measured:
        return f"{view.name}. {view.sentence}."
    lowest = min(measured, key=lambda point: point.exact or 0)
    highest = max(measured, key=lambda point: point.exact or 0)
    return _("%(name)s. %(title)s. Lavest %(low)s i %(low_at)s, højest %(high)s i %(high_at)s.") % {
        "name": view.name,
        "title": view.sentence,
        "low": view.shown(lowest.exact),
        "low_at": lowest.label,
        "high": view.shown(highest.exact),
        "high_at": highest.label,
    }
