"""Blocks from spreadsheets: split as a slow twin splits, and read by written rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.figures import checks
from samspil.figures.indicators import PeriodType
from samspil.figures.readers import pasted, written

NUMBERS = {
    "1234": 1234, "1.234": 1234, "1.234,5": 1234.5, "1.234.567": 1234567, "7,3 %": 7.3,
    "7,3%": 7.3, "kr. 95.000": 95000, "95.000 kr.": 95000, "95.000,-": 95000, "95000 kr": 95000,
    "7.3": 7.3, "7.34": 7.34, "0": 0, "0,0": 0, "-3,2": -3.2, "\u22123,2": -3.2, " 12 ": 12,
    "1\u00a0234": 1234, "3 pct.": 3, "2,5 procent": 2.5, "+4": 4,
}  # fmt: skip
NO_NUMBERS = [
    "", " ", "x", "1.23,4", "12.34.567", "1,2,3", "1.234.5", "1e5", "NaN", "inf", "1/2", "5-6",
    "<5", "12 børn", "1,5.000", "٣", "--3", "3-", "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3",
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_numbers_are_read_the_danish_way(text, number):
    assert written.number(text) == number


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_not_guessed(text):
    assert written.number(text) is None


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_number_that_was_written_is_read_again(whole, decimals):
    exact = whole / 10**decimals
    danish = f"{exact:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    assert written.number(danish) == float(f"{exact:.{decimals}f}")


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        ("2024/2025", PeriodType.SCHOOL_YEAR, "2024/2025"),
        ("2024/25", PeriodType.SCHOOL_YEAR, "2024/2025"),
        ("24/25", PeriodType.SCHOOL_YEAR, "2024/2025"),
        (" 2024 - 25 ", PeriodType.SCHOOL_YEAR, "2024/2025"),
        ("1999/00", PeriodType.SCHOOL_YEAR, "1999/2000"),
        ("2024/2026", PeriodType.SCHOOL_YEAR, None),
        ("2024", PeriodType.SCHOOL_YEAR, None),
        ("2024", PeriodType.CALENDAR_YEAR, "2024"),
        ("24", PeriodType.CALENDAR_YEAR, None),
        ("2024/25", PeriodType.CALENDAR_YEAR, None),
        ("2024", PeriodType.JANUARY_FIRST, "2024"),
        ("2024", PeriodType.SURVEY, "2024"),
        ("2024M09", PeriodType.MONTH, "2024M09"),
        ("2024-9", PeriodType.MONTH, "2024M09"),
        ("9/2024", PeriodType.MONTH, "2024M09"),
        ("sep 2024", PeriodType.MONTH, "2024M09"),
        ("Oktober 2024", PeriodType.MONTH, "2024M10"),
        ("may 2024", PeriodType.MONTH, "2024M05"),
        ("2024K1", PeriodType.QUARTER, "2024K1"),
        ("1. kvartal 2024", PeriodType.QUARTER, "2024K1"),
        ("Q4 2024", PeriodType.QUARTER, "2024K4"),
        ("2024 k 2", PeriodType.QUARTER, "2024K2"),
        ("2024K5", PeriodType.QUARTER, None),
        ("2. halvår 2024", PeriodType.HALF_YEAR, "2024H2"),
        ("2024H1", PeriodType.HALF_YEAR, "2024H1"),
        ("2024H3", PeriodType.HALF_YEAR, None),
        ("2024K1", PeriodType.HALF_YEAR, None),
        ("2024M13", PeriodType.MONTH, None),
        ("2024", PeriodType.MONTH, None),
        ("forår 2024", PeriodType.MONTH, None),
        ("", PeriodType.MONTH, None),
    ],
)
def test_periods_are_read_as_people_write_them(text, kind, period):
    assert written.period(text, kind) == period


@pytest.mark.parametrize("kind", PeriodType)
def test_the_example_of_each_kind_is_one(kind):
    assert written.period(written.example(kind), kind) == written.example(kind)


@given(st.text(max_size=20), st.sampled_from(PeriodType))
def test_a_period_once_read_is_read_as_itself(text, kind):
    found = written.period(text, kind)
    assert found is None or written.period(found, kind) == found


@pytest.mark.parametrize("kind", PeriodType)
def test_a_figure_on_file_would_take_the_same_period(kind):
    form, example = checks._PERIODS[kind]
    assert form.fullmatch(written.example(kind))
    assert written.period(example, kind) == example


def slow_split(text):
    """The same as ``split``, letter by letter."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = "\t" if "\t" in text else ";"
    lines = slow_cells(text, delimiter)
    if lines is None:
        lines = [(n, line.split(delimiter)) for n, line in enumerate(text.split("\n"), 1)]
    trimmed = [(n, [" ".join(c.split()) for c in cells]) for n, cells in lines]
    return [(n, cells) for n, cells in trimmed if any(cells)]


def slow_cells(text, delimiter):
    """Lines of cells with quotation marks understood; None where they do not match."""
    lines, cells, cell = [], [], ""
    number = start = 1
    state = "begin"
    for letter in text + "\n":
        if state == "quoted":
            state = "closing" if letter == '"' else "quoted"
            cell += "" if letter == '"' else letter
            number += letter == "\n"
        elif state == "closing" and letter == '"':
            cell, state = cell + '"', "quoted"
        elif letter in (delimiter, "\n"):
            cells.append(cell)
            cell, state = "", "begin"
            if letter == "\n":
                lines.append((start, cells))
                cells, number = [], number + 1
                start = number
        elif state == "closing":
            return None
        elif state == "begin" and letter == '"':
            state = "quoted"
        else:
            cell, state = cell + letter, "plain"
    return None if state in ("quoted", "closing") else lines


BLOCKS = st.text(st.sampled_from('ab1,;;\t"\n\r \u00a0æ'), max_size=40)


@given(BLOCKS)
def test_blocks_are_split_as_the_slow_twin_splits_them(text):
    assert pasted.split(text) == slow_split(text)


@given(st.text(max_size=60))
def test_whatever_is_pasted_is_read_or_complained_about(text):
    found = pasted.read(text)
    assert found.lines or found.complaints or found.has_headings


@given(st.lists(st.lists(st.sampled_from(["a", "1,5", "<5", "", "x y"]), min_size=1, max_size=7),
                min_size=1, max_size=5))  # fmt: skip
def test_no_cell_is_lost_or_stands_twice(rows):
    text = "\n".join("\t".join(["i", "p", *cells]) for cells in rows)
    for cells, line in zip(rows, pasted.read(text).lines, strict=True):
        told = sorted(line.cells.values())
        wanted = sorted(cell for cell in ["i", "p", *cells] if cell)
        assert told == wanted or line.has_surplus


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("i;p;5,3;kilde", "indicator period value source"),
        ("i;p;5,3", "indicator period value"),
        ("i;p;;5,3;kilde", "indicator period value source"),
        ("i;p;indskoling;5,3;kilde;note", "indicator period breakdown value source note"),
        ("i;p;104;4210;kilde", "indicator period numerator denominator source"),
        ("i;p;;104;4210", "indicator period numerator denominator"),
        ("i;p;del;104;4210;kilde", "indicator period breakdown numerator denominator source"),
        ("i;p;<5;900;kilde", "indicator period numerator denominator source"),
        ("i;p;få;kilde", "indicator period value source"),
        ("i;p;7,3x;kilde", "indicator period value source"),
        ("i;p", "indicator period"),
    ],
)
def test_a_line_without_headings_is_named_by_what_stands_in_it(line, columns):
    (found,) = pasted.read(line).lines
    assert set(found.cells) == set(columns.split())
    assert not found.has_surplus


def test_too_many_fields_are_told():
    (found,) = pasted.read("i;p;del;5,3;kilde;note;mere").lines
    assert found.has_surplus
    headed = pasted.read("indikator;periode;værdi\ni;p;5;mere")
    assert [line.has_surplus for line in headed.lines] == [True]


@pytest.mark.parametrize(
    "heading",
    [
        "Indikator;Periode;Del;Tæller;Nævner;Kilde",
        "INDICATOR;Period;Part;numerator;denominator;source",
        "nøgletal;skoleår;trin;antal;i alt (elever);kilde:",
    ],
)
def test_headings_in_either_language_and_any_case(heading):
    found = pasted.read(heading + "\na;b;c;1;2;d")
    assert found.complaints == ()
    assert found.has_headings
    (line,) = found.lines
    assert line.number == 2
    assert line.cells == {
        "indicator": "a", "period": "b", "breakdown": "c", "numerator": "1", "denominator": "2",
        "source": "d",
    }  # fmt: skip


def test_headings_may_stand_in_any_order():
    (line,) = pasted.read("kilde\tværdi\tindikator\tår\nher\t5,3\tx\t2024").lines
    assert line.cells == {"source": "her", "value": "5,3", "indicator": "x", "period": "2024"}


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("indikator;periode;værdi;vejr", ["vejr"]),
        ("indikator;periode;værdi;procent", ["value"]),
        ("indikator;værdi", ["period"]),
        ("indikator;periode;tæller", ["value"]),
    ],
)
def test_headings_that_cannot_be_used_are_told(heading, columns):
    found = pasted.read(heading + "\na;2024;1")
    assert [one.column for one in found.complaints] == columns
    assert {one.line for one in found.complaints} == {1}


def test_a_cell_may_hold_a_line_break_when_a_spreadsheet_quotes_it():
    found = pasted.read('i\tp\t5\t"kilde\nto linjer"\nj\tp\t6\tx')
    assert [line.number for line in found.lines] == [1, 3]
    assert found.lines[0].cells["source"] == "kilde to linjer"


def test_a_stray_quotation_mark_swallows_nothing():
    found = pasted.read('i;p;5;"kilde\nj;p;6;x')
    assert [line.cells["indicator"] for line in found.lines] == ["i", "j"]


@pytest.mark.parametrize("text", ["", "\n\n", ";;;\n ; ;", "x" * 100_001, "a;b;1\n" * 502])
def test_nothing_and_too_much_are_refused(text):
    found = pasted.read(text)
    assert found.complaints
    assert found.lines == ()
