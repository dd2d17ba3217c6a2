"""From a publisher's table to rows, by an indicator's query; nothing missing becomes nought."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.figures.indicators import PeriodType
from samspil.figures.queries import Query
from samspil.figures.readers import asking, cubes, jsonstat, statbank
from samspil.figures.readers.meaning import Known, Target, read
from samspil.places.names import Names
from samspil.places.services import starter_places

KNOWN = Known(Names({place.code: place.name for place in starter_places()}), {"101001"})
YEAR = Target("persons", "persons", PeriodType.JANUARY_FIRST, "dst")
SCHOOL_YEAR = Target("share", "percent", PeriodType.SCHOOL_YEAR, "stil")


def people(**more):
    """A query of people aged 6 and 7."""
    value = {
        "api": "statbank",
        "table": "FOLK1A",
        "area": "OMRÅDE",
        "fixed": {
            "KØN": [{"code": "TOT", "label": "I alt"}],
            "ALDER": [{"code": "6", "label": "6 år"}, {"code": "7", "label": "7 år"}],
        },
    }
    return asked(value | more)


def asked(value, over=None, **more):
    described = {"value": value} | ({"over": over} if over else {}) | more
    return Query.model_validate_json(json.dumps(described))


def by_band(**more):
    """A query of a cube's share for the youngest pupils."""
    value = {
        "api": "uddannelsesstatistik",
        "cube": "GS/ELEV/ELEVEX",
        "measure": "Andel",
        "area": "[Institution].[Beliggenhedskommune]",
        "time": "[Tid].[Skoleår]",
        "parts": {
            "variable": "[Klassetrin].[Skoletrin]",
            "members": [
                {"code": "Indskoling", "breakdown": "indskoling"},
                {"code": "Mellemtrin", "breakdown": "mellemtrin"},
            ],
        },
    }
    return asked(value, **more)


def rows(reading):
    return {(row.municipality, row.period, row.breakdown): row.value for row in reading.rows}


LINES = (
    "Horsens;I alt;6 år;2024;900",
    "Horsens;I alt;7 år;2024;950",
    "Horsens;Mænd;6 år;2024;450",
    "Horsens;Mænd;7 år;2024;470",
)


def test_labels_codes_and_both_read_alike_and_members_are_added_up(tables):
    codes = ("615;TOT;6;2024;900", "615;TOT;7;2024;950")
    both = ("615 Horsens;TOT I alt;6 6 år;2024;900", "615 Horsens;TOT I alt;7 7 år;2024;950")
    for lines in (LINES, codes, both):
        raw = statbank.read(tables.statbank(*lines))
        reading = read(people(), YEAR, raw, None, KNOWN)
        assert reading.complaints == ()
        assert rows(reading) == {("615", "2024", ""): 1850}
    (row,) = reading.rows
    assert (row.indicator, row.unit, row.source, row.role) == (
        "persons",
        "persons",
        "dst",
        "location",
    )
    assert (row.line, row.state) == (2, "value")


def test_what_the_definition_does_not_ask_for_is_left_out_and_counted(tables):
    raw = statbank.read(tables.statbank(*LINES))
    (remark,) = read(people(), YEAR, raw, None, KNOWN).remarks
    assert (remark.line, remark.found, remark.count) == (4, "KØN", 2)


def test_a_sum_without_one_of_its_members_is_no_figure(tables):
    raw = statbank.read(tables.statbank(LINES[0], "København;I alt;7 år;2024;5"))
    reading = read(people(), YEAR, raw, None, KNOWN)
    assert reading.rows == reading.complaints == ()
    assert [(one.line, one.count) for one in reading.remarks] == [(2, 2)]


def test_noughts_that_the_publisher_leaves_out_are_noughts_where_the_query_says_so(tables):
    raw = statbank.read(tables.statbank(LINES[0], "København;I alt;7 år;2024;5"))
    reading = read(people(omitted="zero"), YEAR, raw, None, KNOWN)
    assert rows(reading) == {("615", "2024", ""): 900, ("101", "2024", ""): 5}


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        (("..", "950"), "suppressed"),
        (("x", ".."), "suppressed"),
        ((".", "."), "not_applicable"),
        (("0", "0"), "value"),
        (("-", "950"), None),
        (("", ""), None),
        (("…", ".."), None),
    ],
)
def test_marks_are_states_and_never_nought(tables, marks, state):
    lines = (f"Horsens;I alt;{age} år;2024;{mark}" for age, mark in zip((6, 7), marks, strict=True))
    reading = read(people(), YEAR, statbank.read(tables.statbank(*lines)), None, KNOWN)
    assert [row.state for row in reading.rows] == ([state] if state else [])
    assert all((row.value is None) == (row.state != "value") for row in reading.rows)
    assert len(reading.remarks) == (0 if state else 1)


def test_places_that_are_no_municipalities_are_left_out_each_with_its_reason(tables):
    query = asked({"api": "statbank", "table": "ARE207", "area": "OMRÅDE"})
    raw = statbank.read(
        tables.statbank(
            "Hele landet;2024;42,5", "Region Hovedstaden;2024;2,5", "Christiansø;2024;0,4",
            "Aarhus Kommune;2024;468,0", "Landsdel Fyn;2024;1,0", "Uoplyst;2024;9,0",
            head="OMRÅDE;TID;INDHOLD",
        )
    )  # fmt: skip
    reading = read(query, YEAR, raw, None, KNOWN)
    assert rows(reading) == {("", "2024", ""): 42.5, ("751", "2024", ""): 468.0}
    assert [(one.found, one.line) for one in reading.remarks] == [
        ("Region Hovedstaden", 3), ("Christiansø", 4), ("Landsdel Fyn", 6), ("Uoplyst", 7),
    ]  # fmt: skip
    assert "ikke en kommune" in reading.remarks[1].reason


def test_an_unknown_municipality_refuses_the_file_once_with_a_proposal(tables):
    raw = statbank.read(tables.statbank(*(line.replace("Horsens", "Horsense") for line in LINES)))
    (complaint,) = read(people(), YEAR, raw, None, KNOWN).complaints
    assert (complaint.line, complaint.column, complaint.found) == (2, "OMRÅDE", "Horsense")
    assert "Horsens (615)" in complaint.expected


def test_one_quarter_of_each_year_becomes_the_year(tables):
    query = asked({"api": "statbank", "table": "FOLK1A", "area": "OMRÅDE", "quarter": "K1"})
    raw = statbank.read(
        tables.statbank("615;2024K1;9", "615;2024K2;8", "615;2023Q1;7", head="OMRÅDE;TID;INDHOLD")
    )
    reading = read(query, YEAR, raw, None, KNOWN)
    assert rows(reading) == {("615", "2024", ""): 9, ("615", "2023", ""): 7}
    assert reading.remarks[0].count == 1


@pytest.mark.parametrize("period", ["2024K1", "24", "2024/2025", "1824", ""])
def test_a_period_of_another_kind_is_refused(tables, period):
    query = asked({"api": "statbank", "table": "ARE207", "area": "OMRÅDE"})
    raw = statbank.read(tables.statbank(f"615;{period};9", head="OMRÅDE;TID;INDHOLD"))
    (complaint,) = read(query, YEAR, raw, None, KNOWN).complaints
    assert (complaint.line, complaint.column, complaint.found) == (2, "TID", period)
    assert "2024" in complaint.expected


def test_parts_become_breakdowns_and_shares_lose_their_sign(tables):
    raw = cubes.read(
        tables.cube(
            tables.share("Horsens", "2024/2025", "16,7 %"),
            tables.share("Horsens", "2024/2025", "2,0 %", band="Mellemtrin"),
            tables.share("Horsens", "2024/2025", "9,0 %", band="Udskoling"),
            tables.share("Københavns Kommune", "2023/2024", ""),
            tables.share("<uoplyst>", "2024/2025", "5,0 %"),
        )
    )
    reading = read(by_band(), SCHOOL_YEAR, raw, None, KNOWN)
    assert rows(reading) == {
        ("615", "2024/2025", "indskoling"): 16.7,
        ("615", "2024/2025", "mellemtrin"): 2.0,
    }
    assert [one.found for one in reading.remarks] == [
        "[Klassetrin].[Skoletrin]", "<uoplyst>", "",
    ]  # fmt: skip


def test_the_complement_is_a_share_without_a_tail_of_digits(tables):
    raw = cubes.read(tables.cube(tables.share("Horsens", "2024/2025", "94,9 %")))
    reading = read(by_band(complement=True), SCHOOL_YEAR, raw, None, KNOWN)
    assert rows(reading) == {("615", "2024/2025", "indskoling"): 5.1}


def test_danish_thousands(tables):
    raw = cubes.read(tables.cube(tables.share("Horsens", "2024/2025", "2.351")))
    assert rows(read(by_band(), SCHOOL_YEAR, raw, None, KNOWN)) == {
        ("615", "2024/2025", "indskoling"): 2351
    }


def test_nought_may_mean_that_there_is_no_such_offer(tables):
    query = by_band()
    none = query.model_copy(
        update={"value": query.value.model_copy(update={"zero": "not_applicable"})}
    )
    raw = cubes.read(tables.cube(tables.share("Horsens", "2024/2025", "0")))
    (row,) = read(none, SCHOOL_YEAR, raw, None, KNOWN).rows
    assert (row.state, row.value) == ("not_applicable", None)


RATIO = {
    "value": {"api": "statbank", "table": "UND2", "area": "OMRÅDE"},
    "over": {
        "api": "statbank", "table": "FOLK1A", "area": "OMRÅDE",
        "fixed": {"ALDER": [{"code": "A"}, {"code": "B"}]},
    },
    "times": 1000,
}  # fmt: skip


def ratio(tables, above, below):
    query = asked(**RATIO)
    value = statbank.read(tables.statbank(*above, head="OMRÅDE;TID;INDHOLD"))
    over = statbank.read(tables.statbank(*below, head="OMRÅDE;ALDER;TID;INDHOLD"))
    return read(query, YEAR, value, over, KNOWN)


def test_a_ratio_of_two_tables(tables):
    reading = ratio(tables, ["615;2024;30"], ["615;A;2024;400", "615;B;2024;600"])
    assert rows(reading) == {("615", "2024", ""): 30.0}


@pytest.mark.parametrize(
    ("above", "below", "state"),
    [
        ("..", "400", "suppressed"),
        ("30", "..", "suppressed"),
        ("30", "0", "not_applicable"),
        (".", "400", "not_applicable"),
        ("", "..", None),
    ],
)
def test_a_ratio_without_one_of_its_numbers_says_why(tables, above, below, state):
    reading = ratio(tables, [f"615;2024;{above}"], [f"615;A;2024;{below}", "615;B;2024;0"])
    assert [row.state for row in reading.rows] == ([state] if state else [])


def test_a_ratio_whose_lower_table_lacks_the_year_is_no_figure(tables):
    reading = ratio(tables, ["615;2024;30"], ["615;A;2023;400", "615;B;2023;600"])
    assert reading.rows == ()
    assert len(reading.remarks) == 1


def test_a_ratio_needs_its_other_table(tables):
    value = statbank.read(tables.statbank("615;2024;3", head="OMRÅDE;TID;INDHOLD"))
    with pytest.raises(ValueError, match="divide"):
        read(asked(**RATIO), YEAR, value, None, KNOWN)


def test_figures_of_schools_carry_the_school_and_no_municipality(tables):
    query = asked(
        {
            "api": "uddannelsesstatistik", "cube": "GS/ELEV/ELEVEX", "measure": "Antal elever",
            "area": "[Institution].[Beliggenhedskommune]", "time": "[Tid].[Skoleår]",
            "school": "[Institution].[Institutionsnummer]",
        }
    )  # fmt: skip
    entries = [
        {
            "[Institution].[Institutionsnummer].[Institutionsnummer]": number,
            "[Institution].[Beliggenhedskommune].[Beliggenhedskommune]": "København",
            "[Tid].[Skoleår].[Skoleår]": "2024/2025",
            "Antal elever": "1.204",
        }
        for number in ("101001", "999999")
    ]
    raw = cubes.read(tables.cube(*entries))
    assert asking.fits(query.value, raw)
    reading = read(query, SCHOOL_YEAR, raw, None, KNOWN)
    (row,) = reading.rows
    assert (row.institution, row.municipality, row.value) == ("101001", "", 1204)
    assert reading.remarks[0].count == 1


def test_the_same_figure_said_twice_is_refused_even_with_the_same_number(tables):
    raw = statbank.read(tables.statbank(LINES[0], LINES[1], LINES[0]))
    (complaint,) = read(people(), YEAR, raw, None, KNOWN).complaints
    assert complaint.line == 4
    assert "linje 2" in complaint.expected


@pytest.mark.parametrize("written", ["abc", "1,2,3", "12 345", "<5", "NaN", "1e999", "=1+1"])
def test_what_is_no_number_is_refused_with_its_line(tables, written):
    raw = statbank.read(tables.statbank(*LINES[:3], f"Horsens;I alt;6 år;2023;{written}"))
    (complaint,) = read(people(), YEAR, raw, None, KNOWN).complaints
    assert (complaint.line, complaint.column, complaint.found) == (5, "INDHOLD", written)


def test_a_table_fits_a_query_only_when_every_variable_is_spoken_of(tables):
    table = people().value
    assert asking.fits(table, statbank.read(tables.statbank(*LINES)))
    wider = tables.statbank("615;TOT;6;U;2024;1", head="OMRÅDE;KØN;ALDER;CIVILSTAND;TID;INDHOLD")
    narrower = tables.statbank("615;TOT;2024;1", head="OMRÅDE;KØN;TID;INDHOLD")
    without_a_member = tables.statbank(LINES[0])
    for content in (wider, narrower, without_a_member):
        assert not asking.fits(table, statbank.read(content))


def test_a_cube_fits_by_its_measure(tables):
    table = by_band().value
    assert asking.fits(table, cubes.read(tables.cube(tables.share("Horsens", "2024/2025", "1"))))
    other = tables.cube(tables.share("Horsens", "2024/2025", "1", measure="Antal"))
    assert not asking.fits(table, cubes.read(other))
    assert not asking.fits(table, statbank.read(tables.statbank(*LINES)))


def test_json_stat_reads_as_csv_does(tables):
    content = tables.jsonstat(
        {"615": "Horsens", "101": "København"}, {"6": "6 år", "7": "7 år"}, {"2024": "2024"},
        [900, 950, 6000, None],
    )  # fmt: skip
    fixed = {"ALDER": [{"code": "6", "label": "6 år"}, {"code": "7", "label": "7 år"}]}
    query = people(fixed=fixed)
    raw = jsonstat.read(content)
    assert asking.fits(query.value, raw)
    reading = read(query, YEAR, raw, None, KNOWN)
    assert rows(reading) == {("615", "2024", ""): 1850}
    assert len(reading.remarks) == 1


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["615", "101", "751"]), st.sampled_from(["6", "7"])),
        st.integers(0, 10**6),
    )
)
def test_sums_agree_with_a_patient_count(cells):
    lines = [f"{code};TOT;{age};2024;{count}" for (code, age), count in cells.items()]
    content = "\r\n".join(["OMRÅDE;KØN;ALDER;TID;INDHOLD", *lines]).encode()
    found = rows(read(people(), YEAR, statbank.read(content), None, KNOWN))
    slow = {
        (code, "2024", ""): cells[code, "6"] + cells[code, "7"]
        for code in ("615", "101", "751")
        if (code, "6") in cells and (code, "7") in cells
    }
    assert found == slow
