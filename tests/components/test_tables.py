"""Tables: exact values for a spreadsheet, and nothing in them that it would run."""

import csv

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.components.tables import (
    Cell,
    Table,
    as_csv,
    as_html,
    csv_response,
    download,
    row,
    table,
)


def rows_of(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True)))


def test_a_spreadsheet_gets_the_exact_value_and_the_eye_the_rounded_one():
    found = table("t", ("Kommune", "Tal"), [["Horsens", Cell("21,5", exact=21.4999)]])
    assert rows_of(as_csv(found)) == [["Kommune", "Tal"], ["Horsens", "21.4999"]]
    assert found.rows[0][1].text == "21,5"
    assert found.numeric == (False, True)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("as_exact", [True, False])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(start, as_exact):
    text = f'{start}HYPERLINK("http://evil")'
    cell = Cell("x", exact=text) if as_exact else Cell(text)
    found = as_csv(Table("t", ("a",), ((cell,),), source=text))
    (_head, (guarded,), _empty, (source,)) = rows_of(found)
    assert guarded == source == f"'{text}"


def test_headings_from_data_are_guarded_too():
    assert rows_of(as_csv(Table("t", ("=1+1", "a"), ())))[0] == ["'=1+1", "a"]


def test_negative_numbers_stay_numbers():
    found = as_csv(table("t", ("a",), [[Cell("\u22123,5", exact=-3.5)]]))
    assert rows_of(found)[1] == ["-3.5"]


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=6))
@settings(max_examples=50, deadline=None)
def test_what_is_written_is_read_again(texts):
    written = as_csv(table("t", ("a", "b"), texts))
    lines = list(csv.reader(written.removeprefix("\ufeff").splitlines(keepends=True)))
    if any(set(text) & set("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029") for t in texts for text in t):
        return
    dangerous = ("=", "+", "-", "@", "\t", "\r")
    wanted = [[f"'{t}" if t.startswith(dangerous) else t for t in pair] for pair in texts]
    assert [line for line in lines[1:] if line] == [pair for pair in wanted if pair]


def test_quotes_commas_and_danish_letters_survive():
    found = as_csv(table("t", ("Ærø",), [['a, "b"'], ["blåbærgrød"]]))
    assert rows_of(found) == [["Ærø"], ['a, "b"'], ["blåbærgrød"]]


def test_a_source_stands_below_an_empty_line():
    assert rows_of(as_csv(Table("t", ("a",), (), source="Kilde: x")))[1:] == [[], ["Kilde: x"]]


def test_a_download_has_a_name_and_a_type_that_nothing_guesses_at():
    answer = download(b"x", "oversigt æ.csv", "text/csv")
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''oversigt%20%C3%A6.csv"
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer = csv_response(table("t", ("a",), []), "tal")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].endswith("''tal.csv")


@pytest.mark.parametrize("name", ['a"; filename=b', "a\r\nSet-Cookie: x", "../../etc/passwd"])
def test_a_name_cannot_break_out_of_its_header(name):
    header = download(b"", name, "text/csv")["Content-Disposition"]
    assert "\r" not in header
    assert "\n" not in header
    assert '"' not in header
    assert ";" not in header.removeprefix("attachment;")


def test_rows_take_cells_and_plain_texts():
    assert row("a", Cell("b", href="/x")) == (Cell("a"), Cell("b", href="/x"))
    assert Cell("1", exact=1).is_number
    assert not Cell("1", exact="1").is_number


NASTY = "<script>\"&'"


def test_a_table_as_html_says_what_its_rows_say_and_escapes_every_text():
    shown = Table(
        NASTY, (NASTY, "Tal"), (row(Cell(NASTY, href=f"/?a=1&b={NASTY}"), Cell("1,5", 1.5)),)
    )
    tree = lxml.html.fromstring(as_html(shown))
    assert tree.get("aria-label") == NASTY
    assert tree.findtext(".//caption") == NASTY
    assert [cell.text_content() for cell in tree.iter("th", "td")] == [NASTY, "Tal", NASTY, "1,5"]
    assert tree.find(".//a").get("href") == f"/?a=1&b={NASTY}"
    assert [cell.get("class") for cell in tree.iter("td")] == ["num"]
    assert not list(tree.iter("script"))
