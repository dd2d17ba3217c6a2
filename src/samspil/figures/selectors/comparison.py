"""Peers and expected values for the current figures, computed once a process for each vintage."""

import functools
from collections.abc import Sequence

import numpy as np

from samspil.figures import snapshot
from samspil.figures.comparisons import ConditionChoice, load_comparisons
from samspil.figures.indicators import load_indicators
from samspil.figures.snapshot import Snapshot
from samspil.methods.expected import ExpectedResult, Outcome, OutsidePlace, expect
from samspil.methods.peers import PeersResult, find_peers
from samspil.methods.results import Floats, TooFewPlacesError
from samspil.methods.states import number_or_nan
from samspil.places import selectors as places


class NoSuchMunicipalityError(Exception):
    """No municipality has this code."""


class NoFiguresError(NoSuchMunicipalityError):
    """A municipality without the figures that could be compared; only an invented one can be."""


def peers_of(*, code: str, sector: str = "school", k: int = 0) -> PeersResult:
    """Return the municipalities most like this one on conditions; examples are never among them.

    ``k`` is the number of peers, as the comparison's definition says if not given.
    Raises NoSuchMunicipalityError.
    """
    comparison = load_comparisons()[sector].content
    return _peers(snapshot.current(), code, sector, k or comparison.k)


def expected_values(*, indicator: str, sector: str = "school") -> ExpectedResult:
    """Return a result against what conditions let one expect, for all municipalities."""
    return _expected(snapshot.current(), indicator, sector)


def real_codes() -> list[str]:
    """Codes of the real municipalities in order of code."""
    return sorted(municipality.code for municipality in places.real_municipalities())


def table_of(figures: Snapshot, choices: Sequence[ConditionChoice], codes: Sequence[str]) -> Floats:
    """Return the newest values (places, conditions); NaN where there is no value."""
    columns = [figures.at(choice.indicator, "", choice.breakdown) for choice in choices]
    rows = [
        [number_or_nan(column[code]) if code in column else np.nan for column in columns]
        for code in codes
    ]
    return np.array(rows, dtype=np.float64).reshape(len(codes), len(choices))


@functools.lru_cache(maxsize=512)
def _peers(figures: Snapshot, code: str, sector: str, k: int) -> PeersResult:
    choices = load_comparisons()[sector].content.conditions
    codes = real_codes()
    own_values = None
    if code not in codes:
        if places.municipality(code) is None:
            raise NoSuchMunicipalityError(code)
        own_values = table_of(figures, choices, [code])[0].tolist()
    try:
        return find_peers(
            own=code,
            conditions=[choice.condition for choice in choices],
            codes=codes,
            values=table_of(figures, choices, codes),
            own_values=own_values,
            k=k,
        )
    except TooFewPlacesError as error:
        raise NoFiguresError(code) from error


@functools.lru_cache(maxsize=64)
def _expected(figures: Snapshot, indicator: str, sector: str) -> ExpectedResult:
    comparison = load_comparisons()[sector].content
    choices = [choice for choice in comparison.conditions if choice.expects]
    content = load_indicators()[indicator].content
    codes = real_codes()
    actual = figures.at(indicator)
    return expect(
        outcome=Outcome(indicator, content.kind.value, content.direction.value),
        actual=[number_or_nan(actual[code]) if code in actual else np.nan for code in codes],
        conditions=[choice.condition for choice in choices],
        codes=codes,
        values=table_of(figures, choices, codes),
        outside=_examples(figures, indicator, choices),
        coverage=comparison.coverage,
    )


def _examples(
    figures: Snapshot, indicator: str, choices: Sequence[ConditionChoice]
) -> list[OutsidePlace]:
    """The examples: measured by the model of the real municipalities, never part of it."""
    codes = [municipality.code for municipality in places.example_municipalities()]
    table = table_of(figures, choices, codes)
    actual = [number_or_nan(figures.one(code, indicator)) for code in codes]
    return [
        OutsidePlace(code, tuple(row.tolist()), None if np.isnan(value) else value)
        for code, row, value in zip(codes, table, actual, strict=True)
        if not np.isnan(row).any()
    ]
