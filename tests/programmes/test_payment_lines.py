"""Lists of payments: every spelling a finance system uses, and every slip is told by its line."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.programmes.payment_lines import MOST_LINES, amount_of, date_of, read

PLACES = {"615": "Horsens", "E01": "Fabelborg"}
HEAD = "Kommune;Beløb;Dato;Reference\n"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("55.000,00", "55000.00"), ("55000", "55000"), ("55000.00", "55000.00"),
        ("1.234", "1234"), ("-12,5", "-12.5"), ("\u221212,50 kr.", "-12.50"), ("0", "0"),
        ("", None), ("1,234.50", None), ("12.34.567", None), ("1,2,3", None), ("NaN", None),
        ("1e5", None), ("=1+1", None),
    ],
)  # fmt: skip
def test_amounts(text, amount):
    assert amount_of(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-09-14", dt.date(2021, 9, 14)), ("14-09-2021", dt.date(2021, 9, 14)),
        ("14.9.2021", dt.date(2021, 9, 14)), ("14/9/2021", dt.date(2021, 9, 14)),
        ("31-02-2021", None), ("14-09-21", None), ("i går", None), ("", None),
    ],
)  # fmt: skip
def test_days(text, day):
    assert date_of(text) == day


@pytest.mark.parametrize("mark", [";", "\t", ","])
@pytest.mark.parametrize("name", ["Horsens", "horsens kommune", "615"])
def test_lines_are_read_however_parted_and_spelled(mark, name):
    text = f"reference{mark}kommune{mark}beløb{mark}dato\r\nA{mark}{name}{mark}55000{mark}1-2-2026"
    rows, complaints = read(text, PLACES)
    assert complaints == []
    assert [(r.line, r.code, r.amount, r.paid_on, r.reference) for r in rows] == [
        (2, "615", Decimal(55000), dt.date(2026, 2, 1), "A")
    ]


def test_what_is_missing_is_told():
    assert [one.code for one in read("", PLACES)[1]] == ["empty"]
    assert [one.code for one in read("a;b\n", PLACES)[1]] == [
        "no_municipality", "no_amount", "no_paid_on", "no_reference",
    ]  # fmt: skip
    assert [one.code for one in read(HEAD + "\n" * MOST_LINES, PLACES)[1]] == ["too_many"]
    short = read(HEAD + "Horsens\n", PLACES)[1]
    assert {one.code for one in short} == {"amount", "paid_on", "reference"}


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    for lines in (text, HEAD + text):
        rows, _complaints = read(lines, PLACES)
        assert all(row.code in PLACES and row.amount for row in rows)
