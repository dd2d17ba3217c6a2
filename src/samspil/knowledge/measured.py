"""A measure as a case keeps it: its points and lines on the day they were copied.

What a municipality measures goes on changing, and may be about few. A case holds a copy instead:
made without the points that only the own people may see, dated, and never drawn anew by itself.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import LineNames, Measured, Sign, Stretch, VariationChart
from samspil.components.charts.base import Words
from samspil.components.tables import Cell, Table, row
from samspil.development import selectors as development
from samspil.development.selectors import MeasureView
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class Kept:
    """A measure to choose when writing: its number, its name, and when it was copied."""

    id: int
    name: str
    copied_on: dt.date


def measures_of(viewer: Viewer, process: int) -> list[dict[str, Any]]:
    """Return a process's measures as a case keeps them.

    Every point about few is left out, and so is a measure without any other.
    """
    views = development.measures(viewer=viewer, process=process, for_others=True)
    return [_kept(view) for view in views if view.measured]


def _kept(view: MeasureView) -> dict[str, Any]:
    chart = development.chart(view)
    return {
        "id": view.id,
        "name": view.name,
        "counted": view.counted,
        "unit": view.unit,
        "kind": view.kind,
        "direction": view.direction,
        "frequency": view.frequency,
        "target": None if view.target is None else float(view.target),
        "decimals": view.decimals,
        "kept_back": view.kept_back,
        "source": view.origin,
        "sentence": _in_both(view),
        "points": [
            {"day": one.day.isoformat(), "value": one.value, "label": _label(view, one.day),
             "sign": one.sign.value}
            for one in chart.points
        ],
        "lines": [
            {"first": one.first.isoformat(), "last": one.last.isoformat(), "centre": one.centre,
             "low": one.low, "high": one.high, "reason": one.reason}
            for one in chart.stretches
        ],
        "copied_on": timezone.localdate().isoformat(),
    }  # fmt: skip


def _label(view: MeasureView, day: dt.date) -> str:
    return next(point.label for point in view.points if point.when == day)


def _in_both(view: MeasureView) -> dict[str, str]:
    """Return what may be said of the figures, in each language."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = view.sentence
    return found


def name(kept: Mapping[str, Any]) -> Kept:
    """Return what one chooses by."""
    return Kept(kept["id"], kept["name"], dt.date.fromisoformat(kept["copied_on"]))


def chart(kept: Mapping[str, Any], place: str) -> VariationChart:
    """Return the chart of a kept measure; ``place`` is whose measure it is."""
    points = tuple(
        Measured(
            dt.date.fromisoformat(one["day"]),
            one["value"],
            f"{one['label']}: {numbers.number(one['value'], kept['decimals'])}",
            Sign(one["sign"]),
        )
        for one in kept["points"]
    )
    stretches = tuple(
        Stretch(
            dt.date.fromisoformat(one["first"]),
            dt.date.fromisoformat(one["last"]),
            one["centre"],
            one["low"],
            one["high"],
            one["reason"],
        )
        for one in kept["lines"]
    )
    return VariationChart(
        words=_words(kept, place),
        table=table(kept, place),
        points=points,
        stretches=stretches,
        names=_names(kept, stretches),
        days=tuple((dt.date.fromisoformat(p["day"]), _short(kept, p)) for p in kept["points"]),
        target=kept["target"],
    )


def _short(kept: Mapping[str, Any], point: Mapping[str, Any]) -> str:
    """Return a point's time as short as an axis wants it, in Danish without a capital."""
    day = "j M" if numbers.is_english() else "j. M"
    shape = {"daily": day, "weekly": day, "monthly": "M Y"}.get(kept["frequency"])
    if shape is None:
        return str(point["label"])
    text = date_format(dt.date.fromisoformat(point["day"]), shape)
    return text if numbers.is_english() else text.lower()


def table(kept: Mapping[str, Any], place: str) -> Table:
    """Return the points of a kept measure as a table."""
    heading = f"{kept['name']} ({kept['unit']})" if kept["unit"] else kept["name"]
    rows = tuple(
        row(
            Cell(one["label"], one["day"]),
            Cell(numbers.number(one["value"], kept["decimals"]), one["value"]),
        )
        for one in kept["points"]
    )
    return Table(kept["name"], (_("Tid"), heading), rows, _foot(kept, place))


def _words(kept: Mapping[str, Any], place: str) -> Words:
    sentence = kept["sentence"].get(get_language() or "da", kept["sentence"]["da"])
    told = [kept["name"], kept["counted"], kept["unit"]]
    return Words(
        title=sentence,
        subtitle=" · ".join(one for one in told if one),
        alt=f"{kept['name']}. {sentence}.",
        source=_foot(kept, place),
    )


def _foot(kept: Mapping[str, Any], place: str) -> str:
    day = date_format(dt.date.fromisoformat(kept["copied_on"]), "DATE_FORMAT")
    told = [kept["source"] or _("Kilde: egne målepunkter fra %(place)s.") % {"place": place}]
    told.append(_("Kopieret %(day)s.") % {"day": day})
    if kept["kept_back"]:
        told.append(
            ngettext(
                "%(count)d målepunkt om få er ikke med.",
                "%(count)d målepunkter om få er ikke med.",
                kept["kept_back"],
            )
            % {"count": kept["kept_back"]}
        )
    told.append(_("Tallene viser, hvad der skete, ikke hvorfor."))
    return " ".join(told)


def _names(kept: Mapping[str, Any], stretches: Sequence[Stretch]) -> LineNames:
    last = stretches[-1] if stretches else None
    has_limits = last is not None and last.low is not None

    def named(words: str, value: float | None, *, fewest: int = 1) -> str:
        # A middle of whole numbers is seldom whole itself, and the sentence above tells it so.
        decimals = max(kept["decimals"], fewest)
        return "" if value is None else f"{words} {numbers.number(value, decimals)}"

    return LineNames(
        centre=named(_("middel") if has_limits else _("midte"), last.centre if last else None),
        low=named(_("nedre grænse"), last.low if last else None),
        high=named(_("øvre grænse"), last.high if last else None),
        target=named(_("målværdi"), kept["target"], fewest=0),
    )
