"""Verdicts: median, the two values of the invitation, and how firmly they stand."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.screening import sentences
from samspil.screening.instrument import load_instruments
from samspil.screening.verdicts import (
    Confidence,
    Position,
    Standing,
    confidence_of,
    position_of,
    spread_of,
)

INSTRUMENT = load_instruments()["seven-levers-2026"].content


@pytest.mark.parametrize(
    ("answers", "standing", "level"),
    [
        ([], Standing.OPEN, None),
        ([None], Standing.UNKNOWN, None),
        ([1], Standing.CHALLENGED, 1),
        ([2], Standing.CHALLENGED, 2),
        ([3], Standing.WELL_EQUIPPED, 3),
        ([4], Standing.WELL_EQUIPPED, 4),
        ([2, 3], Standing.DIVIDED, 2.5),
        ([1, 4], Standing.DIVIDED, 2.5),
        ([1, 3], Standing.CHALLENGED, 2),
        ([3, 4], Standing.WELL_EQUIPPED, 3.5),
        ([1, 2], Standing.CHALLENGED, 1.5),
        # One outlier moves a mean (2.75) but not a median.
        ([3, 3, 4, 1], Standing.WELL_EQUIPPED, 3),
        ([None, 2], Standing.CHALLENGED, 2),
    ],
)
def test_where_a_lever_stands(answers, standing, level):
    position = position_of(INSTRUMENT, answers)
    assert (position.standing, position.level) == (standing, level)
    assert position.is_judged == (level is not None)


def slowly(answers):
    """The rule as one would tell it: peel off both ends; 3 and up is fine, 2 and below is not."""
    known = sorted(answer for answer in answers if answer is not None)
    if not answers:
        return Standing.OPEN
    if not known:
        return Standing.UNKNOWN
    while len(known) > 2:
        known = known[1:-1]
    if sum(known) >= 3 * len(known):
        return Standing.WELL_EQUIPPED
    return Standing.CHALLENGED if sum(known) <= 2 * len(known) else Standing.DIVIDED


@settings(max_examples=200)
@given(st.lists(st.none() | st.integers(1, 4), max_size=8))
def test_the_median_agrees_with_peeling_from_both_ends(answers):
    assert position_of(INSTRUMENT, answers).standing is slowly(answers)


def test_a_level_that_the_scale_lacks_is_refused():
    with pytest.raises(ValueError, match="no level 7"):
        position_of(INSTRUMENT, [7])


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], Confidence.NONE),
        (["document"], Confidence.LITTLE),
        (["workshop"], Confidence.LITTLE),
        (["document", "document"], Confidence.SOME),
        (["interview"] * 5, Confidence.SOME),
        (["document", "interview", "interview"], Confidence.SOME),
        (["document", "interview", "interview", "interview"], Confidence.FIRM),
    ],
)
def test_confidence_comes_from_number_and_kind(kinds, expected):
    assert confidence_of(kinds) is expected


def test_the_reason_is_a_sentence_in_both_languages():
    positions = [
        Position(Standing.WELL_EQUIPPED, 3),
        Position(Standing.CHALLENGED, 1.5),
        Position(Standing.DIVIDED, 2.5),
        Position(Standing.UNKNOWN),
        Position(Standing.OPEN),
    ]
    with translation.override("da"):
        told = [sentences.reason(INSTRUMENT, position) for position in positions]
    assert told[0] == "Det midterste svar er trin 3 (anvendt), og det regnes som godt rustet."
    assert told[1] == "Det midterste svar er trin 1,5, og det regnes som udfordret."
    assert "trin 2,5" in told[2]
    assert "ved ikke" in told[3]
    assert told[4] == "Ingen af spørgsmålene er besvaret endnu."
    assert all(sentence.endswith(".") for sentence in told)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((7, 0, 0), "Godt rustet på 7 af de syv greb"),
        ((0, 7, 0), "Udfordret på 7 af de syv greb"),
        ((3, 2, 2), "Godt rustet på 3 og udfordret på 2 af de syv greb; 2 står åbne"),
        ((3, 3, 1), "Godt rustet på 3 og udfordret på 3 af de syv greb; 1 står åbent"),
        ((0, 0, 7), "De syv greb er ikke vurderet endnu"),
    ],
)
def test_the_summary_hides_no_open_lever(counts, expected):
    with translation.override("da"):
        assert sentences.summary(*counts) == expected


def test_the_reason_says_how_many_questions_have_a_level():
    with translation.override("da"):
        told = sentences.reason(INSTRUMENT, Position(Standing.CHALLENGED, 2), answered=3, asked=7)
    assert told.endswith("3 af 7 spørgsmål har et trin.")


@pytest.mark.parametrize(
    ("placed", "told"),
    [
        ([], ""),
        ([("management", 3)], ""),
        ([("management", 3), ("front_line", 3)], "Alle 2 bud er trin 3."),
        ([("management", 3), ("", 2)], "De 2 bud ligger tæt: trin 2 til 3."),
        (
            [("management", 4), ("management", 3), ("front_line", 1), ("front_line", 2)],
            "De 4 bud er spredt: fra trin 1 til 4. Ledelsen ser trin 3,5 i midten, praksis "
            "trin 1,5.",
        ),
    ],
)
def test_the_spread_between_informants_is_told(placed, told):
    with translation.override("da"):
        assert sentences.spread(spread_of(placed)) == told


def test_one_persons_answer_is_never_told_as_a_sides():
    found = spread_of([("management", 4), ("front_line", 1), ("front_line", 1)])
    assert found.management is None
    assert found.front_line == 1
    assert not found.sides_differ
    assert found.is_wide


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(st.sampled_from(["management", "front_line", ""]), st.integers(1, 4)), max_size=9
    )
)
def test_the_spread_agrees_with_sorting(placed):
    found = spread_of(placed)
    levels = sorted(level for _side, level in placed)
    assert found.informants == len(levels)
    assert (found.lowest, found.highest) == ((levels[0], levels[-1]) if levels else (None, None))
    assert found.is_wide == any(b - a >= 2 for a in levels for b in levels)
