"""The reader of tidy files: bytes in, typed rows or complaints out, nothing guessed."""

import csv
import io
import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.figures.readers import tidy

HEAD = "indicator,municipality_code,period,breakdown,value,unit,source"
LINE = "class_size,615,2024,,21.5,pupils_per_class,dst_kvotien"


def read(*lines, head=HEAD):
    return tidy.read("\n".join([head, *lines]).encode())


def danish(*values):
    head = HEAD.replace(",", ";")
    return read(*(f"class_size;615;2024;;{value};pupils;dst" for value in values), head=head)


def test_a_good_file_gives_typed_rows_with_their_lines():
    reading = read(LINE, "", "segregation_rate_all_pupils,,2022/2023,girls, 5 ,percent,x")
    assert reading.complaints == ()
    first, second = reading.rows
    assert (first.line, first.indicator, first.municipality) == (2, "class_size", "615")
    assert (first.period, first.breakdown, first.value) == ("2024", "", 21.5)
    assert (first.unit, first.source) == ("pupils_per_class", "dst_kvotien")
    assert (second.line, second.municipality, second.breakdown, second.value) == (4, "", "girls", 5)


def test_a_mark_for_excel_other_line_ends_and_quotes_change_nothing():
    plain = read(LINE)
    marked = tidy.read(("\ufeff" + HEAD + "\r\n" + LINE + "\r\n").encode())
    quoted = read(",".join(f'"{field}"' for field in LINE.split(",")))
    assert plain.rows == marked.rows == quoted.rows


def test_the_order_and_case_of_columns_do_not_matter():
    reading = read("x,PUPILS,3,,2024,615,i", head="source,Unit, VALUE,breakdown,period,"
                   "municipality_code,indicator")  # fmt: skip
    assert reading.rows[0].value == 3
    assert reading.rows[0].indicator == "i"


def test_columns_beside_the_seven_are_left_alone():
    assert read(f"{LINE},note", head=f"{HEAD},remark").rows[0].value == 21.5


@pytest.mark.parametrize("missing", tidy.COLUMNS)
def test_a_missing_column_is_named_with_what_was_expected(missing):
    head = ",".join(name for name in tidy.COLUMNS if name != missing)
    reading = tidy.read(f"{head}\n1,2,3,4,5,6".encode())
    assert reading.rows == ()
    (complaint,) = reading.complaints
    assert (complaint.line, complaint.column) == (1, missing)
    assert missing in complaint.expected


@pytest.mark.parametrize(
    ("written", "value"),
    [("0", 0), ("-3", -3), ("+3", 3), ("21.50", 21.5), ("2e3", 2000), (" 7 ", 7), ("-0.0", 0)],
)
def test_plain_numbers(written, value):
    assert read(LINE.replace("21.5", written)).rows[0].value == value


@pytest.mark.parametrize(
    "written",
    ["", "-", "abc", "12 345", "1.2.3", "nan", "inf", "-inf", "1e999", "1_000", "0x10", "１２",
     "21.5%", "<5", "..", "=1+1"],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_its_line_and_column(written):
    reading = read(LINE, LINE.replace("21.5", written))
    assert len(reading.rows) == 1
    (complaint,) = reading.complaints
    assert (complaint.line, complaint.column, complaint.found) == (3, "value", written)


def test_a_comma_inside_a_number_splits_the_line_and_is_refused():
    (complaint,) = read(LINE.replace("21.5", "21,5")).complaints
    assert complaint.line == 2


@pytest.mark.parametrize(
    ("written", "value"),
    [("21,5", 21.5), ("1.234,5", 1234.5), ("1.234.567,25", 1234567.25), ("-0,5", -0.5),
     ("55.000", 55000), ("12", 12)],
)  # fmt: skip
def test_danish_numbers_between_semicolons(written, value):
    reading = danish("3,5", written)
    assert reading.complaints == ()
    assert reading.rows[1].value == value


@pytest.mark.parametrize("written", ["1,234.5", "12.34,5", "1,2,3", "12.5", "1.2345", ",5", "1,"])
def test_a_number_that_is_not_danish_in_a_danish_file_is_refused(written):
    reading = danish("3,5", written)
    assert [row.value for row in reading.rows] == [3.5]
    assert [(c.line, c.found) for c in reading.complaints] == [(3, written)]


def test_points_between_semicolons_are_decimals_where_the_file_shows_it():
    assert [row.value for row in danish("3.5", "1.234", "7").rows] == [3.5, 1.234, 7]


def test_points_that_could_be_either_are_never_guessed():
    reading = danish("55.000", "7")
    assert [row.value for row in reading.rows] == [7]
    (complaint,) = reading.complaints
    assert complaint.found == "55.000"
    assert "1234" in complaint.expected


@given(st.lists(st.decimals("-9999999", "9999999", places=2), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_the_same_numbers_written_in_both_ways_read_alike(numbers):
    written = [f"{number:,.2f}".translate(str.maketrans(",.", ".,")) for number in numbers]
    plain = [f"class_size,615,2024,,{number},pupils,dst" for number in numbers]
    one, other = read(*plain), danish(*written)
    assert one.complaints == other.complaints == ()
    assert [r.value for r in one.rows] == [r.value for r in other.rows] == list(map(float, numbers))


@pytest.mark.parametrize("column", ["indicator", "period", "source"])
def test_an_empty_field_that_must_be_filled_is_named(column):
    fields = dict(zip(tidy.COLUMNS, LINE.split(","), strict=True)) | {column: " "}
    (complaint,) = read(",".join(fields.values())).complaints
    assert (complaint.line, complaint.column) == (2, column)


def test_too_many_and_too_few_fields_are_refused():
    reading = read(f"{LINE},surplus", "class_size,615", LINE)
    assert [row.line for row in reading.rows] == [4]
    assert [complaint.line for complaint in reading.complaints] == [2, 3]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp1252"])
def test_another_encoding_is_refused_at_its_line(encoding):
    text = f"{HEAD}\n{LINE}\n{LINE.replace('class_size', 'skærm')}"
    reading = tidy.read(text.encode(encoding))
    assert reading.rows == ()
    (complaint,) = reading.complaints
    assert complaint.line == (1 if encoding == "utf-16" else 3)
    assert "UTF-8" in complaint.expected


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"\xef\xbb\xbf", b"\x00" * 50, b"PK\x03\x04zip", b"{}", b"a,b\n1,2",
     HEAD.replace("value", "vaerdi").encode()],
)  # fmt: skip
def test_other_files_are_not_taken_for_tidy(content):
    assert not tidy.recognises(content)


def test_a_file_without_lines_gives_nothing_and_complains_of_nothing():
    assert tidy.recognises(HEAD.encode())
    assert tidy.read(HEAD.encode()) == tidy.Reading()


def test_a_field_larger_than_any_spreadsheet_allows_is_refused():
    huge = "x" * 200_000
    assert [c.line for c in read(LINE, huge).complaints] == [3]
    (complaint,) = tidy.read(f"{HEAD},{huge}\n{LINE},1".encode()).complaints
    assert complaint.line == 1
    assert [c.line for c in read(f'"{huge}').complaints] == [2]


def test_ten_megabytes_are_read_to_the_end():
    line = LINE.replace("dst_kvotien", "x" * 900).encode() + b"\n"
    count = 10_000_000 // len(line)
    reading = tidy.read(HEAD.encode() + b"\n" + line * count + b"broken\n")
    assert len(reading.rows) == count
    assert [complaint.line for complaint in reading.complaints] == [count + 2]


def slow(content: bytes):
    """Values by line as a patient person would read a plain file, written in another way."""
    rows = list(csv.reader(io.StringIO(content.decode())))
    place = rows[0].index("value")
    return {n: float(Decimal(row[place])) for n, row in enumerate(rows[1:], 2)}


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), max_size=20))
@settings(max_examples=40, deadline=None)
def test_values_are_exact_to_the_last_digit(values):
    content = "\n".join([HEAD, *(LINE.replace("21.5", repr(v)) for v in values)]).encode()
    reading = tidy.read(content)
    assert {row.line: row.value for row in reading.rows} == slow(content)


@given(st.binary(max_size=300), st.sampled_from([b",", b";"]))
@settings(max_examples=40, deadline=None)
def test_any_bytes_after_a_good_heading_end_in_rows_or_complaints(tail, delimiter):
    reading = tidy.read(HEAD.encode().replace(b",", delimiter) + b"\n" + tail)
    assert all(math.isfinite(row.value) for row in reading.rows)
    assert all(complaint.line >= 1 for complaint in reading.complaints)
