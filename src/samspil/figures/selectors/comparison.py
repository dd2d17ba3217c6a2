"""Peers and expected values for the current figures, computed once a process for each vintage."""

import functools
from collections.abc import Mapping, Sequence

import numpy as np

from samspil.figures import snapshot
from samspil.figures.comparisons import ConditionChoice, load_comparisons
from samspil.figures.indicators import load_indicators
from samspil.figures.peer_choice import DEFAULT, PeerChoice
from samspil.figures.selectors import groups
from samspil.figures.selectors.groups import ChoiceRefusedError
from samspil.figures.snapshot import Snapshot
from samspil.methods.expected import (
    ExpectedResult,
    NoModelError,
    Outcome,
    OutsidePlace,
    expect,
    learned_weights,
)
from samspil.methods.peers import PeersResult, find_peers
from samspil.methods.results import Floats, TooFewPlacesError
from samspil.methods.states import number_or_nan
from samspil.people.viewer import ANYBODY, Viewer
from samspil.places import selectors as places


class NoSuchMunicipalityError(Exception):
    """No municipality has this code."""


class NoFiguresError(NoSuchMunicipalityError):
    """A municipality without the figures that could be compared; only an invented one can be."""


def peers_of(
    *,
    code: str,
    sector: str = "school",
    k: int = 0,
    choice: PeerChoice = DEFAULT,
    viewer: Viewer = ANYBODY,
) -> PeersResult:
    """Return with whom a municipality is compared; examples are never among them.

    ``k`` is the number of peers, else the choice's, else as the comparison's definition says.
    Without a choice they are the municipalities most like this one on conditions.
    Raises NoSuchMunicipalityError, ChoiceRefusedError.
    """
    figures = snapshot.current()
    if choice.is_found:
        asked = k or choice.k or load_comparisons()[sector].content.k
        learned = choice.indicator if choice.kind == "learned" else ""
        return _peers(figures, code, sector, asked, learned)
    given = groups.members(viewer=viewer, code=code, sector=sector, choice=choice)
    return _given(figures, code, sector, given)


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


def sizes_of(figures: Snapshot, size: str, codes: Sequence[str]) -> Floats | None:
    """Return what chance goes by (places,), None where the definition names nothing.

    None too where some place's is unknown: then all must count alike.
    """
    if not size:
        return None
    found = np.array([number_or_nan(figures.one(code, size)) for code in codes])
    return found if bool((found > 0).all()) else None


def learnable(*, sector: str) -> list[str]:
    """Results that conditions explain, so that weights can be learned from them."""
    figures = snapshot.current()
    results = load_comparisons()[sector].content.results
    return [name for name in results if _learned(figures, sector, name) is not None]


@functools.lru_cache(maxsize=512)
def _peers(figures: Snapshot, code: str, sector: str, k: int, learned: str) -> PeersResult:
    weights = None
    if learned:
        if learned not in load_comparisons()[sector].content.results:
            raise ChoiceRefusedError("no_such_result")
        weights = _learned(figures, sector, learned)
        if weights is None:
            raise ChoiceRefusedError("nothing_to_learn")
    return _measured(figures, code, sector, k, weights=weights)


@functools.lru_cache(maxsize=64)
def _given(figures: Snapshot, code: str, sector: str, given: tuple[str, ...]) -> PeersResult:
    """Given peers, measured as those that are found would be."""
    k = load_comparisons()[sector].content.k
    return _measured(figures, code, sector, k, chosen=given)


def _measured(
    figures: Snapshot,
    code: str,
    sector: str,
    k: int,
    *,
    weights: Mapping[str, float] | None = None,
    chosen: tuple[str, ...] | None = None,
) -> PeersResult:
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
            weights=weights,
            chosen=chosen,
            k=k,
        )
    except TooFewPlacesError as error:
        raise NoFiguresError(code) from error


@functools.lru_cache(maxsize=32)
def _learned(figures: Snapshot, sector: str, indicator: str) -> Mapping[str, float] | None:
    """Weights in proportion to what each condition changes; None where they explain nothing.

    All conditions of the comparison take part, also those that expected values do without.
    """
    choices = load_comparisons()[sector].content.conditions
    try:
        return learned_weights(_model(figures, indicator, sector, choices, outside=()))
    except (NoModelError, TooFewPlacesError):
        return None


@functools.lru_cache(maxsize=64)
def _expected(figures: Snapshot, indicator: str, sector: str) -> ExpectedResult:
    content = load_comparisons()[sector].content
    choices = tuple(choice for choice in content.conditions if choice.expects)
    examples = _examples(figures, indicator, content.size, choices)
    return _model(figures, indicator, sector, choices, outside=examples)


def _model(
    figures: Snapshot,
    indicator: str,
    sector: str,
    choices: Sequence[ConditionChoice],
    outside: Sequence[OutsidePlace],
) -> ExpectedResult:
    """A result of the real municipalities, modelled on some of the sector's conditions."""
    comparison = load_comparisons()[sector].content
    content = load_indicators()[indicator].content
    codes = real_codes()
    actual = figures.at(indicator)
    return expect(
        outcome=Outcome(indicator, content.kind.value, content.direction.value),
        actual=[number_or_nan(actual[code]) if code in actual else np.nan for code in codes],
        conditions=[choice.condition for choice in choices],
        codes=codes,
        values=table_of(figures, choices, codes),
        sizes=sizes_of(figures, comparison.size, codes),
        outside=outside,
        coverage=comparison.coverage,
    )


def _examples(
    figures: Snapshot, indicator: str, size: str, choices: Sequence[ConditionChoice]
) -> list[OutsidePlace]:
    """The examples: measured by the model of the real municipalities, never part of it."""
    codes = [municipality.code for municipality in places.example_municipalities()]
    table = table_of(figures, choices, codes)
    actual = [number_or_nan(figures.one(code, indicator)) for code in codes]
    sizes = [number_or_nan(figures.one(code, size)) if size else 1.0 for code in codes]
    return [
        OutsidePlace(code, tuple(row.tolist()), None if np.isnan(value) else value, extent)
        for code, row, value, extent in zip(codes, table, actual, sizes, strict=True)
        if not np.isnan(row).any() and extent > 0
    ]
