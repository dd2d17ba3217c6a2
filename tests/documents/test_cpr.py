"""Personal numbers are found however they are written, and ordinary numbers are left alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.documents.cpr import Likeness, find_cpr, likeness


@pytest.mark.parametrize(
    "text",
    [
        "010203-1234",
        "Eleven (290204-0001), 3.b",
        "nr.311299-9999.",
        "010203 - 1234",
        "010203\u20131234",
        "010203\u20111234",
        "010203\u22121234",
        "610203-1234",
        "først 1, så\n010203-1234\nog mere",
        "cpr:0102031234 og 040506-7890",
    ],
)
def test_a_number_with_a_dash_is_clear(text):
    assert likeness(text) is Likeness.CLEAR
    assert find_cpr(text)


@pytest.mark.parametrize("text", ["0102031234", "010203 1234", "x0102031234y", "010203\u00a01234"])
def test_ten_digits_are_possible(text):
    assert likeness(text) is Likeness.POSSIBLE
    assert find_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ingen tal",
        "320103-1234",
        "011303-1234",
        "000103-1234",
        "010003-1234",
        "300204-1234",
        "310403-1234",
        "920103-1234",
        "010203-12345",
        "9010203-1234",
        "010203-123",
        "0.0102031234",
        "1.0102031234",
        "0102031234,5",
        "98806 elever i 2023/24",
        "12345678",
        "5790001234567",
        "10 03 38 83 94",
        "01-02-2003 kl. 12.34",
        "2018-2022",
        "010203\n1234",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert not find_cpr(text)


DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@given(DAYS, st.integers(0, 9999), st.sampled_from(["-", "–", " - ", "‑"]))
def test_every_date_of_birth_is_found(day, serial, dash):
    assert likeness(f"{day:%d%m%y}{dash}{serial:04}") is Likeness.CLEAR
    assert find_cpr(f"barn {day:%d%m%y}{serial:04}.")


@given(st.integers(0, 999_999), st.integers(0, 9999))
def test_only_dates_are_found(start, serial):
    """The slow way: look the day up among all days of a leap and a common year."""
    days = {date(2000, 1, 1) + timedelta(days=n) for n in range(366)}
    known = {f"{day:%d%m}" for day in days}
    text = f"{start:06}"
    plain = str(int(text[0]) - 6) + text[1:4] if text[0] in "6789" else text[:4]
    assert find_cpr(f"{text}-{serial:04}") == (plain in known)
