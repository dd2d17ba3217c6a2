"""A block from a spreadsheet: Danish numbers and times, gaps, text in cells; each row answers."""

import datetime as dt
from decimal import Decimal

import pytest

from samspil.development.measuring import pasted, periods
from samspil.development.measuring.checks import Sort

TODAY = dt.date(2027, 12, 31)
WEEKLY = Sort("share", of_people=False, frequency="weekly")
MONTHLY = Sort("other", of_people=False, frequency="monthly")


def values(paste):
    return [(one.when.isoformat(), one.value) for one in paste.right]


@pytest.mark.parametrize(
    ("text", "frequency", "day"),
    [
        ("3. marts 2027", "daily", "2027-03-03"),
        ("den 3. marts 2027", "daily", "2027-03-03"),
        ("3 mar. 2027", "daily", "2027-03-03"),
        ("03-03-27", "daily", "2027-03-03"),
        ("3/3/2027", "daily", "2027-03-03"),
        ("3.3.2027", "daily", "2027-03-03"),
        ("2027-03-03", "daily", "2027-03-03"),
        ("2027-03-03 08:00:00", "daily", "2027-03-03"),
        ("uge 12 2027", "weekly", "2027-03-22"),
        ("Uge 12, 2027", "weekly", "2027-03-22"),
        ("2027-W12", "weekly", "2027-03-22"),
        ("2027 uge 12", "weekly", "2027-03-22"),
        ("26. marts 2027", "weekly", "2027-03-22"),
        ("marts 2027", "monthly", "2027-03-01"),
        ("2027-03", "monthly", "2027-03-01"),
        ("03/2027", "monthly", "2027-03-01"),
        ("2027M03", "monthly", "2027-03-01"),
        ("15-03-2027", "monthly", "2027-03-01"),
        ("forår 2027", "term", "2027-01-01"),
        ("efterår 2027", "term", "2027-08-01"),
        ("2027H2", "term", "2027-08-01"),
        ("1. halvår 2027", "term", "2027-01-01"),
        ("2027", "yearly", "2027-01-01"),
        ("2026/27", "yearly", "2026-01-01"),
    ],
)
def test_times_are_read_as_danes_write_them(text, frequency, day):
    assert periods.read(text, frequency).isoformat() == day


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("uge 54 2027", "weekly"),
        ("uge 12", "weekly"),
        ("marts 2027", "weekly"),
        ("uge 12 2027", "monthly"),
        ("30. februar 2027", "daily"),
        ("13-13-2027", "daily"),
        ("0000-01-01", "daily"),
        ("i går", "daily"),
        ("", "daily"),
        ("x" * 500, "daily"),
        ("1850", "yearly"),
        ("²027", "yearly"),
    ],
)
def test_what_no_calendar_holds_is_no_time(text, frequency):
    with pytest.raises(periods.NoPeriodError):
        periods.read(text, frequency)


@pytest.mark.parametrize("frequency", ["daily", "weekly", "monthly", "term", "yearly"])
def test_what_comes_after_begins_where_its_own_time_begins(frequency):
    day = periods.start_of(frequency, dt.date(2026, 11, 27))
    for _step in range(40):
        later = periods.after(frequency, day)
        assert later > day
        assert periods.start_of(frequency, later) == later
        assert periods.read(periods.label(frequency, later), frequency) == later
        day = later


def test_danish_numbers_gaps_and_headings():
    text = "Måned\tTimer\nmarts 2027\t1.234,5\napril 2027\t\n2027-05\t7,25\n"
    paste = pasted.read(text, MONTHLY, TODAY)
    assert values(paste) == [
        ("2027-03-01", Decimal("1234.5")),
        ("2027-05-01", Decimal("7.25")),
    ]
    assert (paste.gaps, paste.wrong) == (1, 0)


def test_no_headings_counts_and_a_note():
    text = "uge 1 2027;8;16;to syge\nuge 2 2027;12,5 %\n\nuge 3 2027;;\n"
    paste = pasted.read(text, WEEKLY, TODAY)
    assert values(paste) == [("2027-01-04", None), ("2027-01-11", Decimal("12.5"))]
    first = paste.right[0]
    assert (first.numerator, first.denominator, first.note) == (8, 16, "to syge")
    assert paste.rows[0].settled.value == 50
    assert paste.rows[2].is_gap


def test_every_row_that_is_wrong_says_where_and_what_would_be_right():
    text = (
        "dato\tværdi\tSkole\tnote\n"
        "uge 1 2027\tmåske\tA\t\n"
        "marts\t5\tA\t\n"
        "uge 2 2027\t105\tA\t\n"
        "uge 3 2027\t<5\tA\t\n"
        "uge 5 2028\t7\tA\t\n"
        "uge 4 2027\t7\tA\tSe 010203-1234\n"
        "uge 6 2027\t7\tA\t\n"
        "12-02-2027\t8\tA\t\n"
    )
    paste = pasted.read(text, WEEKLY, TODAY)
    told = {row.number: " ".join(row.complaints) for row in paste.rows}
    assert "»måske« er ikke et tal" in told[2]
    assert "uge 12 2027 eller 22-03-2027" in told[3]
    assert "fra 0 til 100" in told[4]
    assert "Lad feltet stå tomt" in told[5]
    assert "ikke begyndt" in told[6]
    assert "CPR" in told[7]
    assert told[8] == ""
    assert "også i række 8" in told[9]
    assert (len(paste.right), paste.wrong, paste.unread) == (1, 7, ("Skole",))
    assert "010203" not in repr(paste)


def test_a_block_that_cannot_be_read_says_so_once():
    assert "2.000" in pasted.read("uge 1 2027;5\n" * 2100, WEEKLY, TODAY).complaints[0]
    assert "100.000" in pasted.read("x" * 100_001, WEEKLY, TODAY).complaints[0]
    assert pasted.read(" \n", WEEKLY, TODAY).complaints
    headed = pasted.read("skole\tværdi\tnote\nA\t5\t\n", WEEKLY, TODAY)
    assert "»dato«" in headed.complaints[0]
    twice = pasted.read("dato\tværdi\tantal\nuge 1 2027\t5\t6\n", WEEKLY, TODAY)
    assert "værdi, antal" in twice.complaints[0]
    more = pasted.read("uge 1 2027;5;6;7\n", WEEKLY, TODAY)
    assert "overskrifter" in more.rows[0].complaints[0]


def test_shares_kept_as_parts_of_one_are_asked_about():
    assert "12,5" in pasted.read("uge 1 2027;0,125\nuge 2 2027;0,5\n", WEEKLY, TODAY).doubt
    assert not pasted.read("uge 1 2027;0,125\nuge 2 2027;50\n", WEEKLY, TODAY).doubt
