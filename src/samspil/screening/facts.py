"""A public figure as evidence: told as it stands today, in both languages, and then kept so."""

from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.figures import sentences as said
from samspil.figures.selectors import challenge_picture
from samspil.figures.selectors.picture import ChallengePicture, FigureRow, ResultRow
from samspil.methods.states import Value
from samspil.screening import figure_words as words


def told(code: str, sector: str, indicator: str, breakdown: str = "") -> dict[str, Any] | None:
    """Return a figure with peers and expectation as what is kept; None where it is not known.

    ``title``, ``text`` and ``source`` have ``da`` and ``en``; ``value``, ``peers``, ``expected``,
    ``low`` and ``high`` are in the indicator's unit, None where there is none.
    """
    picture = challenge_picture(code=code, sector=sector)
    row = _found(picture, indicator, breakdown)
    if row is None or not isinstance(row.figure, Value):
        return None
    result = next((one for one in picture.results if one.row is row), None)
    expected = result.expected if result else None
    return {
        "title": _both(lambda: words.label(row)),
        "text": _both(lambda: _sentence(row, result)),
        # Its own, so that an example never seems to come from a public register.
        "source": _both(lambda: said.source(row.own_source or row.source)),
        "breakdown": row.breakdown,
        "period": row.period,
        "value": row.figure.number,
        "peers": words.middle(row),
        "expected": expected.expected if expected else None,
        "low": expected.low if expected else None,
        "high": expected.high if expected else None,
        "version": picture.version,
    }


def _found(picture: ChallengePicture, indicator: str, breakdown: str) -> FigureRow | None:
    """Return the figure; without a breakdown the whole, or else the first part there is."""
    rows = [row for row in rows_of(picture) if row.id == indicator]
    exact = [row for row in rows if row.breakdown == breakdown]
    return next(iter(exact or ([] if breakdown else rows)), None)


def rows_of(picture: ChallengePicture) -> tuple[FigureRow, ...]:
    """Return every figure there is about the municipality."""
    results = tuple(result.row for result in picture.results)
    return (*results, *picture.conditions, *picture.others)


def is_known(row: FigureRow) -> bool:
    """Whether there is a figure to tell."""
    return isinstance(row.figure, Value)


def sentence(picture: ChallengePicture, row: FigureRow) -> str:
    """Tell a figure of the picture in the active language."""
    return _sentence(row, next((one for one in picture.results if one.row is row), None))


def _both(tell: Callable[[], str]) -> dict[str, str]:
    """Return the same words in both languages."""
    found = {}
    for language in ("da", "en"):
        with translation.override(language):
            found[language] = tell()
    return found


def _sentence(row: FigureRow, result: ResultRow | None) -> str:
    """Tell the figure beside its peers, and beside what conditions let one expect."""
    told = _("%(label)s: %(own)s (%(unit)s, %(period)s)") % {
        "label": words.label(row),
        "own": words.own(row),
        "unit": said.unit(row.indicator),
        "period": numbers.period(row.period),
    }
    parts = [told]
    if words.peer_values(row):
        parts.append(
            _("lignende kommuner %(middle)s i midten, %(span)s")
            % {"middle": words.peer_middle(row), "span": words.peer_span(row)}
        )
    if result is not None and result.expected is not None:
        decimals = row.indicator.decimals
        parts.append(
            _("forventet ud fra vilkår %(expected)s, fra %(low)s til %(high)s")
            % {
                "expected": numbers.number(result.expected.expected, decimals),
                "low": numbers.number(result.expected.low, decimals),
                "high": numbers.number(result.expected.high, decimals),
            }
        )
    return "; ".join(parts) + "."
