"""What may be said about figures over time, side by side: written rules, no ranking."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.figures import guards, sentences
from samspil.figures.selectors.series import Comparison, FigureSeries
from samspil.methods.states import Value


def name(series: FigureSeries) -> str:
    """Return the name of a line: an example says so, a group says it is a median."""
    if series.is_example:
        return _("%(name)s (eksempel)") % {"name": series.name}
    return _("%(name)s (median)") % {"name": series.name} if series.is_group else series.name


def what(comparison: Comparison) -> str:
    """Return the indicator with its part."""
    content = comparison.definition.content
    label = content.breakdown_label(comparison.part)
    short = sentences.short(content)
    return f"{short}, {label.in_language(sentences.language())}" if label else short


def answer(comparison: Comparison) -> str:
    """Return the first sentence: the newest period's figures, in the order they are shown."""
    content = comparison.definition.content
    if not comparison.periods:
        return _("%(what)s er ikke hentet endnu.") % {"what": what(comparison)}
    told = [
        f"{name(series)} {numbers.figure(series.points[-1].figure, content.decimals)}"
        for series in comparison.series
    ]
    return _("%(what)s i %(period)s, %(unit)s: %(told)s.") % {
        "what": what(comparison),
        "period": numbers.period(comparison.newest),
        "told": "; ".join(told),
        "unit": sentences.unit(content),
    }


def title(comparison: Comparison) -> str:
    """Return the heading above the chart: from where to where, and between which values."""
    content = comparison.definition.content
    known = [point for series in comparison.series for point in series.known]
    values = [point.figure.number for point in known if isinstance(point.figure, Value)]
    if not values:
        return _("%(what)s: ingen tal for de valgte") % {"what": what(comparison)}
    first, last = min(p.period for p in known), max(p.period for p in known)
    words = {
        "what": what(comparison),
        "low": numbers.number(min(values), content.decimals),
        "high": numbers.number(max(values), content.decimals),
        "first": numbers.period(first),
        "last": numbers.period(last),
    }
    if len(known) == 1:
        return _("%(what)s var %(low)s i %(last)s") % words
    if first == last:
        return _("%(what)s lå mellem %(low)s og %(high)s i %(last)s") % words
    return _("%(what)s lå mellem %(low)s og %(high)s fra %(first)s til %(last)s") % words


def subtitle(comparison: Comparison) -> str:
    """Return what is counted, in which unit."""
    content = comparison.definition.content
    label = content.breakdown_label(comparison.part)
    pieces = [
        content.name.in_language(sentences.language()),
        label.in_language(sentences.language()) if label else "",
        sentences.unit(content),
    ]
    return ", ".join(piece for piece in pieces if piece) + "."


def source(comparison: Comparison) -> str:
    """Return the sources, each once."""
    if not comparison.sources:
        return sentences.source(None)
    return " · ".join(dict.fromkeys(sentences.source(row) for row in comparison.sources))


def remarks(comparison: Comparison) -> list[str]:
    """Return what one has to know to read the chart, and what may not be read out of it."""
    content = comparison.definition.content
    found = []
    if guards.is_forecast(content):
        found.append(_("Fremskrivning: en models forventning til fremtiden, ikke et resultat."))
    if any(series.is_group for series in comparison.series):
        found.append(
            _("En gruppe vises som medianen af sine kommuner; båndet er den midterste halvdel.")
        )
    short = [s for s in comparison.series if s.known and guards.is_too_short(len(s.known))]
    if short:
        found.append(
            _("For få punkter til at se en udvikling: %(names)s.")
            % {"names": sentences.joined([name(series) for series in short])}
        )
    empty = [series for series in comparison.series if not series.known]
    if empty and comparison.periods:
        found.append(
            _("Intet tal for %(names)s: det er ikke hentet, findes ikke eller dækker for få.")
            % {"names": sentences.joined([name(series) for series in empty])}
        )
    if not guards.may_tell_yearly_change(comparison.id, content) and not guards.is_forecast(
        content
    ):
        found.append(
            _("En ændring i trivsel fra ét år til det næste kan sjældent skelnes fra tilfældighed.")
        )
    return found


def breaks(comparison: Comparison) -> list[str]:
    """Return why the line is broken, for the breaks that lie within the chart."""
    content = comparison.definition.content
    if not comparison.periods:
        return []
    found = content.breaks_between(comparison.periods[0], comparison.periods[-1])
    return [one.explanation.in_language(sentences.language()) for one in found]


def alt(comparison: Comparison) -> str:
    """Return the chart in words: its title, each line's first and last known figure."""
    decimals = comparison.definition.content.decimals
    lines = [_line(series, decimals) for series in comparison.series if series.known]
    return " ".join([f"{title(comparison)}.", *lines])


def _line(series: FigureSeries, decimals: int) -> str:
    first, last = series.known[0], series.known[-1]
    told = {
        "name": name(series),
        "first": numbers.period(first.period),
        "last": numbers.period(last.period),
        "from": numbers.figure(first.figure, decimals),
        "to": numbers.figure(last.figure, decimals),
    }
    if first == last:
        return _("%(name)s: %(to)s i %(last)s.") % told
    return _("%(name)s: %(from)s i %(first)s, %(to)s i %(last)s.") % told


def heading(comparison: Comparison) -> str:
    """Return the page's heading."""
    names = [series.name for series in comparison.series]
    return _("%(figure)s over tid") % {"figure": what(comparison)} if names else what(comparison)


def never_together(names: Sequence[str]) -> str:
    """Say that figures of different populations do not stand in one chart."""
    return _("Vises aldrig i samme billede, fordi nævnerne er forskellige: %(names)s.") % {
        "names": sentences.joined(list(names))
    }
