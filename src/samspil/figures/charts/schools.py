"""Charts of schools: intervals in alphabetical order, the spread between them, a funnel."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import (
    Dot,
    DotStrip,
    FunnelDot,
    FunnelLine,
    FunnelPlot,
    Group,
    Interval,
    IntervalChart,
)
from samspil.components.charts.base import Words
from samspil.components.charts.funnel import sizes_for_lines
from samspil.components.tables import Cell, Table, table
from samspil.figures import sentences
from samspil.figures.charts.cells import cell
from samspil.figures.selectors.families import SchoolPage
from samspil.figures.selectors.schools import MunicipalitySchools, SchoolRow
from samspil.figures.sentences import schools as words
from samspil.methods.funnel import FunnelPoint
from samspil.methods.states import Figure, Value
from samspil.places.services import sort_key


def municipality_intervals(page: MunicipalitySchools) -> IntervalChart:
    """A municipality's schools by name, each with what can be said of its level."""
    title, decimals = words.intervals_title(page), words.content(page.indicator).decimals
    centre = page.register.centres.get(page.indicator)
    against = (centre.centre if centre else None, words.nation())
    names = {row.number: row.name for row in page.rows}
    return IntervalChart(
        words=_words(title, page.indicator, page.rows, sentences.source(page.register.source)),
        table=_interval_table(page.indicator, page.rows, names, against, title),
        rows=_intervals(page.indicator, page.rows, names, ""),
        yardstick=against[0],
        yardstick_label=words.nation(),
        decimals=decimals,
    )


def family_intervals(page: SchoolPage, indicator: str) -> IntervalChart:
    """A school and its family by name on one figure."""
    title = words.family_title(page, indicator)
    against = (page.yardsticks.get(indicator), words.rest_of_family())
    names = {row.number: full_name(row, page.names) for row in page.members}
    return IntervalChart(
        words=_words(title, indicator, page.members, sentences.source(page.register.source)),
        table=_interval_table(indicator, page.members, names, against, title),
        rows=_intervals(indicator, page.members, names, page.school.number),
        yardstick=against[0],
        yardstick_label=words.rest_of_family() if against[0] is not None else "",
        decimals=words.content(indicator).decimals,
    )


def full_name(row: SchoolRow, municipalities: Mapping[str, str]) -> str:
    """Return a school's name with its municipality: many schools share a name."""
    return f"{row.name}, {municipalities[row.municipality]}"


def _words(title: str, indicator: str, rows: Sequence[SchoolRow], source: str) -> Words:
    published = [row.means[indicator].mean for row in rows if indicator in row.means]
    alt = words.alt(title, published, words.content(indicator).decimals)
    return Words(title, words.subtitle(indicator), alt, source)


def _intervals(
    indicator: str, rows: Sequence[SchoolRow], names: Mapping[str, str], own: str
) -> tuple[Interval, ...]:
    found = []
    for row in rows:
        group = Group.OWN if row.number == own else Group.PEER
        mean = row.means.get(indicator)
        if mean is None:
            note = words.state(row.figures[indicator])
            found.append(Interval(names[row.number], group=group, note=note))
        else:
            found.append(
                Interval(
                    names[row.number], mean.low, mean.shrunk, mean.high, mean.mean, group=group
                )
            )
    return tuple(found)


def _interval_table(
    indicator: str,
    rows: Sequence[SchoolRow],
    names: Mapping[str, str],
    against: tuple[float | None, str],
    title: str,
) -> Table:
    """The same rows as a table, in the order of the chart."""
    yardstick, label = against
    content = words.content(indicator)
    lines: list[list[Cell | str]] = []
    for row in rows:
        mean = row.means.get(indicator)
        if mean is None:
            state = words.state(row.figures[indicator])
            lines.append([names[row.number], state, "", "", "", ""])
        else:
            side = mean.side(yardstick) if yardstick is not None else None
            lines.append(
                [
                    names[row.number],
                    cell(mean.mean, content),
                    cell(mean.shrunk, content),
                    cell(mean.low, content),
                    cell(mean.high, content),
                    words.side(side, label),
                ]
            )
    columns = (
        _("Skole"), _("Udgivet"), _("Trukket mod landet"), _("Nedre grænse"), _("Øvre grænse"),
        _("Kan den skelnes?"),
    )  # fmt: skip
    return table(f"{title}. {words.subtitle(indicator)}", columns, lines)


def spread_strip(page: MunicipalitySchools) -> DotStrip | None:
    """The spread between schools in every municipality; None where the own has none."""
    if page.spread is None:
        return None
    spreads = page.register.spreads[page.indicator]
    title, decimals = words.spread_title(page), words.content(page.indicator).decimals + 1
    subtitle = _(
        "Standardafvigelse mellem skolernes %(figure)s, vægtet med elevtal, %(unit)s; "
        "%(count)s kommuner med mindst fem skoler, der tæller."
    ) % {
        "figure": words.lower(words.short(page.indicator)),
        "unit": sentences.unit(words.content(page.indicator)),
        "count": len(spreads),
    }
    ordered = sorted(spreads.items(), key=lambda item: sort_key(page.names[item[0]]))
    rows: list[list[Cell | str]] = [
        [page.names[code], Cell(numbers.number(spread, decimals), exact=spread)]
        for code, spread in ordered
    ]
    own = page.municipality.code
    return DotStrip(
        words=Words(
            title,
            subtitle,
            words.alt(title, list(spreads.values()), decimals),
            sentences.source(page.register.source),
        ),
        table=table(f"{title}. {subtitle}", (_("Kommune"), _("Forskel mellem skoler")), rows),
        dots=tuple(
            Dot(page.names[code], spread, Group.OWN if code == own else Group.OTHER)
            for code, spread in ordered
        ),
        decimals=decimals,
    )


def reference_funnel(page: MunicipalitySchools) -> FunnelPlot | None:
    """Schools under level of schools with a verdict, by municipality; only the own is named."""
    result = page.register.under
    if result is None:
        return None
    own = next((p for p in result.points if p.code == page.municipality.code), None)
    title = words.funnel_title(page, own)
    subtitle = _(
        "Skoler med det offentlige niveau »under« af alle skoler med et niveau, pct. af skolerne; "
        "hver prik er en kommune. Landet: %(share)s pct."
    ) % {"share": numbers.number(100 * result.target, 1)}
    points = sorted(result.points, key=lambda p: (p is not own, p.size, p.value))
    dots = tuple(
        FunnelDot(
            p.size,
            100 * p.value,
            Group.OWN if p is own else Group.OTHER,
            page.municipality.name if p is own else "",
        )
        for p in points
    )
    sizes = sizes_for_lines(max(p.size for p in points))
    limits = [(size, result.limits_at(size)) for size in sizes]
    return FunnelPlot(
        words=Words(
            title,
            subtitle,
            words.alt(title, [100 * p.value for p in points], 0),
            sentences.source(page.register.source),
        ),
        table=_funnel_table(page, points, f"{title}. {subtitle}"),
        dots=dots,
        lines=tuple(
            FunnelLine(
                size, 100 * one.low_998, 100 * one.low_95, 100 * one.high_95, 100 * one.high_998
            )
            for size, one in limits
        ),
        target=100 * result.target,
        size_label=_("skoler med et niveau"),
    )


def _funnel_table(page: MunicipalitySchools, points: Sequence[FunnelPoint], caption: str) -> Table:
    """The own municipality first, the others unnamed in order of size."""
    rows: list[list[Cell | str]] = []
    for point in points:
        under, count = page.register.under_counts[point.code]
        own = point.code == page.municipality.code
        limits = (100 * point.limits.low_95, 100 * point.limits.high_95)
        rows.append(
            [
                page.municipality.name if own else _("en anden kommune"),
                Cell(numbers.number(under), exact=under),
                Cell(numbers.number(count), exact=count),
                *(Cell(numbers.number(limit, 1), exact=limit) for limit in limits),
                _("kan ikke skelnes") if point.standing == "inside" else _("uden for 95 pct."),
            ]
        )
    columns = (
        _("Kommune"), _("Under niveau"), _("Med et niveau"), _("95 pct., nedre"),
        _("95 pct., øvre"), _("Kan den skelnes?"),
    )  # fmt: skip
    return table(caption, columns, rows)


def schools_table(page: MunicipalitySchools, href: Callable[[str], str]) -> Table:
    """The municipality's schools by name with all their figures; each leads to its page."""
    return _overview(page.rows, {row.number: row.name for row in page.rows}, href)


def family_table(page: SchoolPage, href: Callable[[str], str]) -> Table:
    """The family's members by name with all their figures."""
    return _overview(
        page.members, {row.number: full_name(row, page.names) for row in page.members}, href
    )


def _overview(
    rows: Sequence[SchoolRow], names: Mapping[str, str], href: Callable[[str], str]
) -> Table:
    indicators = list(rows[0].figures) if rows else []
    lines = [
        [
            Cell(names[row.number], href=href(row.number)),
            _figure(row.pupils, "pupils"),
            *(_figure(row.figures[indicator], indicator) for indicator in indicators),
            Cell(words.verdict(row.verdict)),
        ]
        for row in rows
    ]
    columns = (
        _("Skole"),
        words.short("pupils"),
        *(words.short(indicator) for indicator in indicators),
        words.short("socref_verdict"),
    )
    return table(
        _("Skolerne i alfabetisk orden; %(year)s.") % {"year": words.year_unknown()},
        columns,
        lines,
    )


def _figure(figure: Figure, indicator: str) -> Cell:
    decimals = words.content(indicator).decimals
    exact = figure.number if isinstance(figure, Value) else None
    return Cell(words.state(figure, decimals), exact=exact)


def school_table(row: SchoolRow, href: Callable[[str], str]) -> Table:
    """One school's figures, for a school without a family."""
    return _overview([row], {row.number: row.name}, href)
