"""Lists of recipients: what is read, and what is said of what cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.components.sheets import as_xlsx
from samspil.programmes.addressees import Addressee, is_address, office_of, read
from samspil.programmes.pages.invitations import complaint, template_table

PLACES = {"101": "København", "E01": "Fabelborg", "E02": "Prøvestrand"}
HEADING = "Kommune; Titel; E-mail; Navn; Sprog\n"


def of(text):
    return read(text.encode(), PLACES)


def test_a_pasted_list_with_names_and_codes_in_any_case():
    found = of(
        HEADING
        + "Fabelborg; Forvaltningsdirektør; Bo@Fabelborg.example; Bo; \n"
        + "prøvestrand kommune; Skolechef; ea@provestrand.example; ; engelsk\n"
        + "e01; Sekretær; ida@fabelborg.example\n"
    )
    assert found.complaints == ()
    assert found.rows == (
        Addressee("E01", "Forvaltningsdirektør", "bo@fabelborg.example", "Bo", "da", "director"),
        Addressee("E02", "Skolechef", "ea@provestrand.example", "", "en", "chief"),
        Addressee("E01", "Sekretær", "ida@fabelborg.example", "", "da", "other"),
    )


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_as_it_comes_from_a_spreadsheet_or_a_file(mark):
    lines = [["Municipality", "Role", "Email"], ["E01", "Head of schools", "bo@fabelborg.example"]]
    found = of("\n".join(mark.join(line) for line in lines))
    assert [(one.municipality, one.office) for one in found.rows] == [("E01", "chief")]


def test_the_template_can_be_filled_in_and_comes_back():
    empty = as_xlsx(template_table(PLACES))
    assert read(empty, PLACES).rows == ()
    table = template_table({"E01": "Fabelborg"})
    cell = type(table.rows[0][0])
    rows = (
        (cell("Fabelborg"), cell("Skolechef"), cell("bo@fabelborg.example"), cell(""), cell("")),
    )
    filled = as_xlsx(type(table)(table.caption, table.columns, rows))
    assert read(filled, PLACES).rows == (
        Addressee("E01", "Skolechef", "bo@fabelborg.example", office="chief"),
    )


def test_lines_without_an_address_are_counted_and_left_out():
    found = of(HEADING + "Fabelborg; Skolechef; ;;\nPrøvestrand; Chef; ea@p.example;;\n")
    assert (len(found.rows), found.empty) == (1, 1)


WRONG = [
    ("Atlantis; Chef; a@b.dk;;", "Kommune", "kommune"),
    ("Fabelborg; Chef; a@b;;", "E-mail", "navn@kommune.dk"),
    ("Fabelborg; Chef; a@b.dk, c@b.dk;;", "E-mail", "én på hver linje"),
    ("Fabelborg; ; a@b.dk;;", "Titel", "titel"),
    ("Fabelborg; Chef; a@b.dk; 010190-1234;", "Navn", "CPR"),
    ("Fabelborg; Chef; a@b.dk; ; tysk", "Sprog", "dansk eller engelsk"),
    (f"Fabelborg; {'x' * 161}; a@b.dk;;", "Titel", "160"),
    (f"Fabelborg; Chef; a@b.dk; {'x' * 121};", "Navn", "120"),
    ("Fabelborg; Chef; a@b.dk;;\nE01; Chef; A@b.dk;;", "E-mail", "linje 3"),
]


@pytest.mark.parametrize(("lines", "column", "expected"), WRONG)
def test_one_wrong_line_refuses_the_list_and_says_where_and_what(lines, column, expected):
    found = of(f"{HEADING}Prøvestrand; Chef; ok@p.example;;\n{lines}\n")
    assert found.rows == ()
    [one] = found.complaints
    assert (one.column, one.line) == (column, 3 + lines.count("\n"))
    assert expected in complaint(one)


@pytest.mark.parametrize(
    "content", [b"", b"   ", b"PK\x03\x04xl/", b"\x00\x01", b"Kommune;Titel\nFabelborg;Chef", b"x"]
)
def test_what_is_no_list_is_refused_with_a_word(content):
    found = read(content, PLACES)
    assert not found.rows
    assert len(found.complaints) == 1
    assert complaint(found.complaints[0])


def test_a_giant_is_not_read():
    assert "2 MB" in complaint(read(b"x" * (2 * 1024 * 1024 + 1), PLACES).complaints[0])


def test_too_many_lines_are_refused():
    lines = "".join(f"Fabelborg; Chef; a{number}@b.dk;;\n" for number in range(2001))
    assert "2000" in complaint(of(HEADING + lines).complaints[0])


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_break_the_reader(content):
    found = read(content, PLACES)
    assert not (found.rows and found.complaints)
    assert not (found.rows and any(not is_address(one.email) for one in found.rows))


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Forvaltningsdirektør med ansvar for dagtilbud og tilsyn", "director"),
        ("Dagtilbudschef", "chief"),
        ("Chief of schools", "chief"),
        ("Sekretær", "other"),
        ("Konsulent", "other"),
    ],
)
def test_the_title_says_who_can_bind(title, office):
    assert office_of(title) == office
