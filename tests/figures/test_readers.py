"""Readers of publishers' formats: good files give tables, broken ones a complaint; none guesses."""

import io
import json
import os
from pathlib import Path

import pytest
import xlsxwriter
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspil.figures.indicators import PeriodType
from samspil.figures.readers import (
    Reading,
    Unreadable,
    cubes,
    grid,
    jsonstat,
    noegletal,
    numbers,
    periods,
    recognise,
    statbank,
    xlsx,
)
from samspil.figures.readers.numbers import Style
from samspil.methods.states import NotApplicable, NotAvailable, Suppressed, Value

SAMPLES = Path(os.environ.get("SAMSPIL_SAMPLES", "samples-are-not-here"))
KEY_FIGURES = """De Kommunale Nøgletal;;;
;;;
;Kom.nr;2023;2024
;;;
Andel udpendlere;;;
Dragør Kommune;155;76,2;M
Læsø Kommune;825;9,9;10,5
;;;
Andel indpendlere;;;
Dragør Kommune;155;1.047,3;45,6
;;;
Tegnforklaring:;;;
M  Det pågældende nøgletal mangler for året.;;;
;;;
Ministeriet d. 10. september 2024;;;
""".encode("latin-1")


def sheet(*rows, name="Ark1", before=()):
    """A workbook of one sheet, perhaps after others."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for other in before:
            book.add_worksheet(other)
        written = book.add_worksheet(name)
        for number, row in enumerate(rows):
            written.write_row(number, 0, row)
    return out.getvalue()


def complaint_of(read, content):
    with pytest.raises(Unreadable) as error:
        read(content)
    return error.value.complaint


# StatBank's CSV and BULK.


def test_statbank_csv(tables):
    table = statbank.read(tables.statbank("Hele landet;I alt;6 år;2026;1072,20"))
    assert (table.form, table.variables) == ("statbank-csv", ("OMRÅDE", "KØN", "ALDER", "TID"))
    (record,) = table.records
    assert (record.line, record.members["OMRÅDE"]) == (2, "Hele landet")
    assert (record.values, table.style) == ({"INDHOLD": "1072,20"}, Style.DANISH)


def test_a_table_with_lines_left_out_is_bulk(tables):
    lines = ["615;1;6;2024;5", "615;2;6;2024;7", "101;1;6;2024;3"]
    assert statbank.read(tables.statbank(*lines)).form == "statbank-bulk"
    assert statbank.read(tables.statbank(*lines, "101;2;6;2024;0")).form == "statbank-csv"


def test_the_order_of_lines_does_not_matter(tables):
    lines = ["615;1;6;2024;5", "101;1;6;2024;3"]
    one, other = (statbank.read(tables.statbank(*order)) for order in (lines, lines[::-1]))
    assert {tuple(r.members.values()): r.values for r in one.records} == {
        tuple(r.members.values()): r.values for r in other.records
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("OMRÅDE;TID;INDHOLD\n615;2024", 2),
        ("OMRÅDE;TID;INDHOLD\n615;2024;1\n615;2024;1;1", 3),
        ("OMRÅDE;OMRÅDE;INDHOLD\n615;2024;1", 1),
        (";TID;INDHOLD\n615;2024;1", 1),
        ('OMRÅDE;TID;INDHOLD\n615;2024;1\n"615;2024;1\n', 3),
    ],
)
def test_a_statbank_file_that_is_not_whole_names_its_line(text, line):
    assert complaint_of(statbank.read, text.encode()).line == line


def test_statbank_in_another_alphabet_is_refused_at_its_line():
    content = "OMRADE;TID;INDHOLD\n615;2024;1\nKøge;2024;1".encode("latin-1")
    assert complaint_of(statbank.read, content).line == 3


# JSON-stat.

AREAS, AGES, YEARS = {"615": "Horsens", "101": "København"}, {"6": "6 år"}, {"2024": "2024"}


@pytest.mark.parametrize("flat", [False, True])
def test_json_stat_of_both_kinds(tables, flat):
    content = tables.jsonstat(AREAS, AGES, YEARS, [900, 6000.5], flat=flat)
    assert jsonstat.recognises(content)
    table = jsonstat.read(content)
    assert (table.title, table.variables) == ("Folketal", ("OMRÅDE", "ALDER", "Tid"))
    assert table.measures == ("B Indhold",)
    assert [record.members["OMRÅDE"] for record in table.records] == [
        "615 Horsens", "101 København",
    ]  # fmt: skip
    assert [record.values["B Indhold"] for record in table.records] == ["900", "6000.5"]


def test_json_stat_values_by_place_and_marks_by_status(tables):
    content = tables.jsonstat(AREAS, AGES, YEARS, {"1": 7}, status={"0": ".."})
    assert [list(r.values.values()) for r in jsonstat.read(content).records] == [[".."], ["7"]]


def test_the_last_dimension_turns_fastest(tables):
    content = tables.jsonstat(AREAS, {"6": "6", "7": "7"}, {"a": "a", "b": "b"}, list(range(8)))
    found = {
        (r.members["OMRÅDE"][:3], r.members["ALDER"], r.members["Tid"]): r.values["B Indhold"]
        for r in jsonstat.read(content).records
    }
    assert (found["615", "6", "b"], found["615", "7", "a"], found["101", "6", "a"]) == (
        "1", "2", "4",
    )  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    [
        {"value": [1]},
        {"value": None},
        {"value": "900"},
        {"dimension": None},
        {"dimension": {}},
        {"dimension": {"id": ["A"], "size": [1], "A": {}}},
        {"dimension": {"id": ["A"], "size": [2], "A": {"category": {"index": ["x"]}}}},
        {"dimension": {"id": ["A"], "size": ["1"], "A": {"category": {"index": ["x"]}}}},
        {"dimension": {"id": ["A"], "size": [1], "A": {"category": {"index": {"x": "y"}}}}},
    ],
)
def test_json_stat_whose_parts_do_not_fit(tables, broken):
    whole = json.loads(tables.jsonstat(AREAS, AGES, YEARS, [1, 2]))["dataset"]
    content = json.dumps({"dataset": whole | broken}).encode()
    assert complaint_of(jsonstat.read, content).expected


# Uddannelsesstatistik.


def test_a_cube_gives_variables_and_measures_their_names(tables):
    table = cubes.read(tables.cube(tables.share("Albertslund", "2024/2025", "6,9 %")))
    assert table.variables == (
        "[Institution].[Beliggenhedskommune]", "[Klassetrin].[Skoletrin]", "[Tid].[Skoleår]",
    )  # fmt: skip
    assert table.measures == ("Andel",)
    assert table.records[0].values == {"Andel": "6,9 %"}


def test_a_measure_in_brackets_is_known_by_its_name():
    entry = {"[A].[B].[B]": "x", "[Measures].[Antal elever]": "1"}
    table = cubes.read(json.dumps([entry]).encode())
    assert (table.variables, table.measures) == (("[A].[B]",), ("Antal elever",))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"[]", 1),
        (b"[1]", 1),
        (b'[{"a": "1"}, {"b": "1"}]', 2),
        (b'[{"[A].[B].[B]": "x", "m": "1"}, {"[A].[B].[B]": "x", "m": 1}]', 2),
        (b'[{"[A].[B].[B]": "x"}]', 1),
        (b'[{"a": "1"}', 1),
        (b'[{"a":\n"1"},\n{]', 3),
        (b"[" * 100_000, 1),
    ],
)
def test_a_cube_that_is_not_whole_names_its_line(content, line):
    assert complaint_of(cubes.read, content).line == line


# De Kommunale Nøgletal.


def test_key_figures_become_measures():
    table = noegletal.read(KEY_FIGURES)
    assert noegletal.recognises(KEY_FIGURES)
    assert table.measures == ("Andel udpendlere", "Andel indpendlere")
    found = {
        (r.members["Kommune"], r.members["År"], *r.values): next(iter(r.values.values()))
        for r in table.records
    }
    assert found["Læsø Kommune", "2024", "Andel udpendlere"] == "10,5"
    assert found["Dragør Kommune", "2024", "Andel udpendlere"] == "M"
    assert (len(found), table.title, table.style) == (6, "De Kommunale Nøgletal", Style.DANISH)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (b";Kom.nr;2023;2024", b";Kom.nr;;", 3),
        (b";Kom.nr;2023;2024", b";Kom.nr;2023;naeste", 3),
        (b"825;9,9;10,5", b"825;9,9", 7),
        (b"825;9,9;10,5", b"nr;9,9;10,5", 7),
    ],
)
def test_key_figures_that_are_not_whole_name_their_line(old, new, line):
    assert complaint_of(noegletal.read, KEY_FIGURES.replace(old, new)).line == line


# Spreadsheets and other CSV.


def test_a_wide_sheet_under_its_title_becomes_lines():
    table = xlsx.read(
        sheet(
            ["Klassekvotienter, udtræk"], [], ["Kommune", 2023, 2024], ["Horsens", 21.35, 22],
            ["Aarhus", "1.020,5", ".."], [], ["Kilde: et sted"],
        )
    )  # fmt: skip
    assert (table.variables, table.measures) == (
        ("Kommune", "Periode"), ("Klassekvotienter, udtræk",),
    )  # fmt: skip
    assert [(r.line, *r.members.values(), *r.values.values()) for r in table.records] == [
        (4, "Horsens", "2023", "21,35"), (4, "Horsens", "2024", "22"),
        (5, "Aarhus", "2023", "1.020,5"), (5, "Aarhus", "2024", ".."),
    ]  # fmt: skip


def test_a_tidy_sheet_keeps_its_columns():
    table = xlsx.read(
        sheet(["Kommune", "År", "Elever", "Andel"], ["Horsens", "2024", 900, 12.5], before=["Tom"])
    )
    assert table.variables == ("Kommune", "År", "Elever", "Andel")
    assert table.measures == ("Elever", "Andel")


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04xl/", sheet()[:-300], sheet(["bare en celle"]), sheet([1, 2], [3, 4])],
)
def test_a_sheet_without_a_heading_or_not_whole_is_refused(content):
    assert complaint_of(xlsx.read, content).expected


def test_two_cells_far_apart_do_not_fill_the_memory():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        written = book.add_worksheet()
        written.write(0, 0, "x")
        written.write(1_048_575, 16_383, "y")
    assert complaint_of(xlsx.read, out.getvalue()).expected


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_other_csv_is_read_with_any_delimiter_and_alphabet(delimiter, encoding):
    lines = ["Kommune;Elever;Andel", "Tårnby;900;12.5", "Køge;901;13.5"]
    content = "\n".join(lines).replace(";", delimiter).encode(encoding)
    table = recognise.read(content)
    assert (table.form, table.measures) == ("csv", ("Elever", "Andel"))
    assert [r.members["Kommune"] for r in table.records] == ["Tårnby", "Køge"]


def test_columns_without_a_name_or_with_anothers_are_told_apart():
    table = grid.read(b"Kommune;;Andel;Andel\nHorsens;x;1,5;2,5\n")
    assert table.variables == ("Kommune", "(2)", "Andel", "Andel (4)")


# Numbers, marks and periods.


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("2.351", Value(2351)), ("7,3", Value(7.3)), ("16,7 %", Value(16.7)),
        ("16,7%", Value(16.7)),
        ("0", Value(0)), ("-0,5", Value(-0.5)), ("", NotAvailable()), ("..", Suppressed("few")),
        ("x", Suppressed("few")), (".", NotApplicable()), ("-", NotAvailable()),
        ("…", NotAvailable()), ("M", NotAvailable()),
        ("7.3", None), ("1,2,3", None), ("%", None), ("12 345", None), ("nan", None),
    ],
)  # fmt: skip
def test_danish_cells(text, figure):
    assert numbers.figure(text, Style.DANISH) == figure


@given(st.decimals("-9999999", "9999999", places=2))
def test_the_same_number_in_both_styles(number):
    danish = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert numbers.number(danish, Style.DANISH) == float(number)
    assert numbers.number(str(number), Style.PLAIN) == float(number)


@pytest.mark.parametrize(
    ("text", "kind", "quarter", "period"),
    [
        ("2024", PeriodType.CALENDAR_YEAR, "", "2024"),
        ("2024K1", PeriodType.JANUARY_FIRST, "K1", "2024"),
        ("2024Q1", PeriodType.JANUARY_FIRST, "K1", "2024"),
        ("2024K2", PeriodType.JANUARY_FIRST, "K1", ""),
        ("2024K1", PeriodType.CALENDAR_YEAR, "", ""),
        ("2024/2025", PeriodType.SCHOOL_YEAR, "", "2024/2025"),
        ("2024/25", PeriodType.SCHOOL_YEAR, "", "2024/2025"),
        ("2024-2025", PeriodType.SCHOOL_YEAR, "", "2024/2025"),
        ("1999/00", PeriodType.SCHOOL_YEAR, "", "1999/2000"),
        ("2024/2026", PeriodType.SCHOOL_YEAR, "", ""),
        ("2024", PeriodType.SCHOOL_YEAR, "", ""),
        ("2024M09", PeriodType.MONTH, "", "2024M09"),
        ("2024M13", PeriodType.MONTH, "", ""),
        ("2024\n", PeriodType.CALENDAR_YEAR, "", "2024"),
        ("20２4", PeriodType.CALENDAR_YEAR, "", ""),
    ],
)
def test_periods(text, kind, quarter, period):
    assert periods.period_of(text, kind, quarter=quarter) == period


# Which format it is.


def test_the_format_is_told_by_the_bytes(tables):
    contents = {
        "statbank-csv": tables.statbank("615;1;6;2024;5"),
        "statbank-jsonstat": tables.jsonstat(AREAS, AGES, YEARS, [1, 2]),
        "uddannelsesstatistik-json": tables.cube(tables.share("Horsens", "2024/2025", "1")),
        "noegletal-csv": KEY_FIGURES,
        "xlsx": sheet(["Kommune", "Antal"], ["Horsens", 1]),
        "csv": b"Kommune;Antal\nHorsens;1\n",
    }
    assert {form: recognise.read(content).form for form, content in contents.items()} == {
        form: form for form in contents
    }


@pytest.mark.parametrize("content", [b"", b"\x00;\x00\n\x00;", b"%PDF-1.7", b"bare tekst\n", b"{}"])
def test_what_cannot_be_told_is_answered_with_what_is_understood(content):
    for language, word in (("da", "regneark"), ("en", "spreadsheet")):
        with translation.override(language):
            reading = recognise.read(content)
        assert isinstance(reading, Reading)
        assert word in reading.complaints[0].expected


@given(st.binary(max_size=400), st.integers(0, 5))
def test_any_bytes_after_any_beginning_end_in_a_table_or_a_complaint(tail, kind):
    heads = (b"OMR;TID;INDHOLD\n", b'{"dimension":', b'[{"a":', KEY_FIGURES[:200], b"PK\x03\x04xl/",
             b"a;b\n")  # fmt: skip
    found = recognise.read(heads[kind] + tail)
    assert not isinstance(found, Reading) or found.complaints


@pytest.mark.skipif(not SAMPLES.exists(), reason="SAMSPIL_SAMPLES names no folder")
def test_recorded_answers_are_read_whole():
    cube = recognise.read((SAMPLES / "uddstat_DAG_normering_full_response.json").read_bytes())
    assert (cube.form, len(cube.records), len(cube.measures)) == (
        "uddannelsesstatistik-json", 2058, 2,
    )  # fmt: skip
    key = recognise.read((SAMPLES / "noegletal_export_latin1.csv").read_bytes())
    assert (key.form, len(key.records)) == ("noegletal-csv", 2 * 8 * 18)
    assert key.records[0].members["Kommune"] == "Dragør Kommune"
