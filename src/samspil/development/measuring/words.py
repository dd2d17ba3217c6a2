"""What may be said of a measure: from its chart, never stronger than the chart allows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.methods.variation import Signal

if TYPE_CHECKING:
    from samspil.development.measuring.rows import MeasureView

KINDS: Mapping[str, Promise] = {
    "outcome": gettext_lazy("Resultatmåling"),
    "process": gettext_lazy("Arbejdsmåling"),
    "balancing": gettext_lazy("Balancemåling"),
}
DIRECTIONS: Mapping[str, Promise] = {
    "higher": gettext_lazy("Højere er bedre"),
    "lower": gettext_lazy("Lavere er bedre"),
    "neutral": gettext_lazy("Ingen af delene er bedre i sig selv"),
}
FREQUENCIES: Mapping[str, Promise] = {
    "daily": gettext_lazy("Hver dag"),
    "weekly": gettext_lazy("Hver uge"),
    "monthly": gettext_lazy("Hver måned"),
    "term": gettext_lazy("Hvert halvår"),
    "yearly": gettext_lazy("Hvert år"),
}
SOURCES: Mapping[str, Promise] = {
    "hand": gettext_lazy("Skrives ind her"),
    "pasted": gettext_lazy("Indsættes fra et regneark"),
    "indicator": gettext_lazy("Læses af de offentlige tal"),
}
SHAPES: Mapping[str, Promise] = {
    "share": gettext_lazy("En andel i procent"),
    "count": gettext_lazy("Et antal"),
    "other": gettext_lazy("Et gennemsnit, en tid eller et beløb"),
}
RULE_NAMES: Mapping[str, Promise] = {
    "outside": gettext_lazy("Uden for grænserne"),
    "shift": gettext_lazy("Forskydning"),
    "trend": gettext_lazy("Tendens"),
    "two_of_three": gettext_lazy("To af tre tæt på en grænse"),
}
MEANINGS: Mapping[str, Promise] = {
    "improving": gettext_lazy("den vej, I ønsker"),
    "concerning": gettext_lazy("ikke den vej, I ønsker"),
    "neutral": gettext_lazy("en ændring, der hverken er bedre eller dårligere i sig selv"),
}
_COUNTED: Mapping[int, Promise] = {
    2: gettext_lazy("To"), 3: gettext_lazy("Tre"), 7: gettext_lazy("Syv"),
    8: gettext_lazy("Otte"), 9: gettext_lazy("Ni"), 10: gettext_lazy("Ti"),
    11: gettext_lazy("Elleve"), 12: gettext_lazy("Tolv"),
}  # fmt: skip


def title(view: "MeasureView") -> str:
    """Return what is seen, as a sentence."""
    chart = view.chart
    if not chart.now.count:
        return _("Ingen målepunkter endnu")
    if chart.now.chart == "too_few_points":
        return _too_few(view)
    latest = next((one for one in chart.signals if chart.now.last in one.points), None)
    if latest is not None:
        return _("%(what)s: det er mere end tilfældigt") % {"what": _what(view, latest, now=True)}
    if chart.now.chart == "run":
        return _(
            "Intet ud over det tilfældige at se endnu: %(count)d af de %(least)d målepunkter, "
            "der skal til grænser"
        ) % {"count": chart.now.count, "least": view.rules.xmr_from}
    if chart.signals:
        return _(
            "De nyeste målepunkter svinger som ventet; før var der udsving ud over det tilfældige"
        )
    mean = view.level(chart.now.lines.mean)
    return _("Målepunkterne svinger tilfældigt omkring %(mean)s") % {"mean": mean}


def _too_few(view: "MeasureView") -> str:
    said = {"count": view.chart.now.count, "least": view.rules.run_from}
    words = _("For få punkter til at sige noget endnu: %(count)d af %(least)d")
    if len(view.chart.phases) > 1:
        words = _("For få punkter i den nye fase til at sige noget endnu: %(count)d af %(least)d")
    return words % said


def signal(view: "MeasureView", one: Signal) -> str:
    """Return a signal in words: the rule's name, what is seen, when, and what it means."""
    times = [view.label_of(time) for time in one.points]
    when = times[0] if len(times) == 1 else _("%(first)s til %(last)s") % {
        "first": times[0], "last": times[-1],
    }  # fmt: skip
    return _("%(rule)s, %(when)s: %(what)s; %(meaning)s.") % {
        "rule": RULE_NAMES[one.rule],
        "when": when,
        "what": _lower(_what(view, one, now=False)),
        "meaning": MEANINGS[one.meaning],
    }


def assurance(view: "MeasureView") -> str:
    """Return whether a process that goes on as now meets the target; empty where none can tell."""
    said = {"target": view.shown(view.target)}
    match view.chart.assurance:
        case "hit":
            return _("Går det videre som nu, holder I målværdien på %(target)s hver gang.") % said
        case "miss":
            return _("Går det videre som nu, når I ikke målværdien på %(target)s.") % said
        case "hit_and_miss":
            return (
                _(
                    "Går det videre som nu, når I målværdien på %(target)s nogle gange og andre "
                    "gange ikke; det er tilfældigt hvornår."
                )
                % said
            )
    return ""


def with_unit(number: str, unit: str) -> str:
    """Return a number and its unit."""
    return f"{number} {unit}".strip()


def unit(shape: str, given: str) -> str:
    """Return a measure's unit in words."""
    return _("procent") if shape == "share" else given


def _what(view: "MeasureView", one: Signal, *, now: bool) -> str:
    """Return what a signal is about; ``now`` for one that reaches the newest point."""
    high = one.side == "high"
    count = len(one.points)
    match one.rule:
        case "outside":
            above = _("over den øvre grænse") if high else _("under den nedre grænse")
            if now:
                return _("Det nyeste målepunkt ligger %(where)s") % {"where": above}
            return _("Ét målepunkt ligger %(where)s") % {"where": above}
        case "shift":
            middle = _("over midten") if high else _("under midten")
            return _("%(many)s målepunkter i træk ligger %(where)s") % {
                "many": counted(count), "where": middle,
            }  # fmt: skip
        case "trend":
            way = _("stiger hele vejen") if high else _("falder hele vejen")
            return _("%(many)s målepunkter i træk %(way)s") % {"many": counted(count), "way": way}
    edge = (
        _("tæt på eller over den øvre grænse") if high else _("tæt på eller under den nedre grænse")
    )
    if count == view.rules.near:
        return _("To af tre målepunkter i træk ligger %(edge)s") % {"edge": edge}
    return _("Mindst to af hver tre målepunkter i træk ligger %(edge)s") % {"edge": edge}


def counted(count: int) -> str:
    """Return a count as it begins a sentence: a word up to twelve, then digits."""
    return str(_COUNTED.get(count, count))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
