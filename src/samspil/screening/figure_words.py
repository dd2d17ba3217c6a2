"""The few words about one figure that pages, slides and evidence share."""

from statistics import median

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.figures import sentences as said
from samspil.figures.selectors.picture import FigureRow
from samspil.methods.states import Value


def label(row: FigureRow) -> str:
    """Return a figure's short name with its part: ``Elevfravær – mellemtrin (4.-6. klasse)``."""
    part = said.part(row)
    return f"{said.short(row.indicator)} – {part}" if part else said.short(row.indicator)


def own(row: FigureRow) -> str:
    """Return the municipality's figure in digits, or why there is none."""
    return numbers.figure(row.figure, row.indicator.decimals)


def peer_values(row: FigureRow) -> list[float]:
    """Return the known values of the municipalities that are alike, nearest first."""
    return [row.everybody[code] for code in row.peers if code in row.everybody]


def middle(row: FigureRow) -> float | None:
    """Return the median of the municipalities that are alike; None where none is known."""
    values = peer_values(row)
    return median(values) if values else None


def peer_middle(row: FigureRow) -> str:
    """Return the median of the municipalities that are alike, or a dash."""
    found = middle(row)
    return "–" if found is None else numbers.number(found, row.indicator.decimals)


def peer_span(row: FigureRow) -> str:
    """Return the lowest and the highest of the municipalities that are alike."""
    values = peer_values(row)
    if not values:
        return "–"
    ends = (numbers.number(end, row.indicator.decimals) for end in (min(values), max(values)))
    return "–".join(ends)


def lies_within(row: FigureRow) -> bool | None:
    """Return whether the own figure lies within the peers' span; None where nothing is known."""
    values = peer_values(row)
    if not values or not isinstance(row.figure, Value):
        return None
    return min(values) <= row.figure.number <= max(values)


def definition(row: FigureRow) -> str:
    """Return what a figure means, for the speaker notes."""
    indicator, language = row.indicator, said.language()
    lines = [
        indicator.name.in_language(language),
        f"{_('Tæller')}: {indicator.numerator.in_language(language)}",
        f"{_('Nævner')}: {indicator.denominator.in_language(language)}"
        if indicator.denominator
        else "",
        f"{_('Periode')}: {numbers.period(row.period)}" if row.period else "",
        f"{_('Forsigtig')}: {indicator.caution.in_language(language)}",
        said.source(row.source),
    ]
    return "\n".join(line for line in lines if line)
