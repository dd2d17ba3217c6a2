"""Numbers, money and periods as a reader of Danish or English expects them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.components import numbers
from samspil.components.templatetags import samspil as tags
from samspil.methods.states import NotApplicable, NotAvailable, Suppressed, Value

MINUS = "\u2212"


def in_english(function, *values):
    with translation.override("en"):
        return function(*values)


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (98806, 0, "98.806", "98,806"),
        (1_000_000, 0, "1.000.000", "1,000,000"),
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (2.675, 2, "2,68", "2.68"),
        (1.005, 2, "1,01", "1.01"),
        (0.5, 0, "1", "1"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, f"{MINUS}3", f"{MINUS}3"),
        (-0.0, 1, "0,0", "0.0"),
        (-0.04, 1, "0,0", "0.0"),
        (-1234.56, 1, f"{MINUS}1.234,6", f"{MINUS}1,234.6"),
        (Decimal("2.675"), 2, "2,68", "2.68"),
        (1e-7, 2, "0,00", "0.00"),
        (1e15, 0, "1.000.000.000.000.000", "1,000,000,000,000,000"),
    ],
)
def test_numbers_in_both_languages(value, decimals, danish, english):
    assert numbers.number(value, decimals) == danish
    assert in_english(numbers.number, value, decimals) == english


def slow(text, decimals):
    """Round and group on the text itself, from the right."""
    rounded = Decimal(text).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = format(abs(rounded), "f")
    whole, _point, rest = digits.partition(".")
    grouped = ""
    for place, digit in enumerate(reversed(whole)):
        grouped = digit + ("." if place and place % 3 == 0 else "") + grouped
    return (MINUS if rounded < 0 else "") + grouped + (f",{rest}" if rest else "")


@given(st.decimals("-1e9", "1e9", places=4), st.integers(0, 3))
@settings(max_examples=50, deadline=None)
def test_numbers_round_and_group_as_one_does_by_hand(value, decimals):
    assert numbers.number(value, decimals) == slow(str(value), decimals)
    assert numbers.number(float(value), decimals) == slow(repr(float(value)), decimals)


@pytest.mark.parametrize(
    ("amount", "danish", "english"),
    [
        ("55000", "55.000 kr.", "DKK 55,000"),
        ("179990.00", "179.990 kr.", "DKK 179,990"),
        ("0.5", "0,50 kr.", "DKK 0.50"),
        ("-12.25", f"{MINUS}12,25 kr.", f"DKK {MINUS}12.25"),
    ],
)
def test_money(amount, danish, english):
    assert numbers.kroner(Decimal(amount)) == danish
    assert in_english(numbers.kroner, Decimal(amount)) == english


def test_the_four_states_of_a_figure_read_differently_in_both_languages():
    states = [Value(0.0), Suppressed("few"), NotApplicable(), NotAvailable()]
    danish = [numbers.figure(state, 1) for state in states]
    english = [in_english(numbers.figure, state, 1) for state in states]
    assert danish[0] == "0,0"
    assert english[0] == "0.0"
    assert len({*danish, *english}) == 8


@pytest.mark.parametrize(
    ("written", "short"),
    [("2024/2025", "2024/25"), ("2024", "2024"), ("", ""), ("1999/2000", "1999/00"),
     ("2024M09", "9/2024"), ("2024M", "2024M"), ("a/b", "a/b")],
)  # fmt: skip
def test_periods(written, short):
    assert numbers.period(written) == short


def test_templates_use_the_same_words_and_show_nothing_for_nothing():
    assert tags.tal(98806) == "98.806"
    assert tags.tal(2.675, 2) == "2,68"
    assert tags.kroner(Decimal(55000)) == "55.000 kr."
    assert tags.periode("2024/2025") == "2024/25"
    assert tags.tal(None) == tags.kroner(None) == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("0", 0), ("", 0), ("-1", 0), ("1.5", 0), ("x", 0), ("٣", 0), ("9" * 30, 0)],
)
def test_a_number_that_a_form_carries(text, number):
    assert numbers.sent(text) == number
