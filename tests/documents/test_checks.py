"""Files are known by their content; what cannot be kept is refused with what would be right."""

import io
import zipfile

import pytest
import xlsxwriter
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from samspil.documents import checks, office
from samspil.documents.checks import RefusedError, examine
from samspil.documents.models import Document

Kind = Document.Kind


def refused(name, content, **options):
    with pytest.raises(RefusedError) as caught:
        examine(name, content, **options)
    return caught.value.code


def examined_or_refused(name, content):
    """The name it is kept under, or the code it is refused with; any other error is ours."""
    try:
        return examine(name, content).name
    except RefusedError as refusal:
        return refusal.code if refusal.sentence else ""


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_office_files_are_known_whatever_they_are_called(files, kind):
    taken = examine("rapport.exe", files.office(kind))
    assert taken.kind == kind
    assert taken.name == f"rapport.exe.{kind}"


def test_other_kinds(files):
    assert examine("a.pdf", files.PDF).kind is Kind.PDF
    assert examine("a.png", files.PNG).kind is Kind.PNG
    assert examine("a.jpeg", files.JPEG).name == "a.jpg"
    assert examine("a.txt", "Blåbær".encode()).kind is Kind.TXT
    assert examine("A.CSV", "\ufeffskole;tal\n".encode()).kind is Kind.CSV


def test_files_made_by_real_programs_are_taken():
    book, slides = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        made.add_worksheet().write_row(0, 0, ["Skole", 98806, 0.1234])
    Presentation().save(slides)
    assert examine("tal.xlsx", book.getvalue()).kind is Kind.XLSX
    assert examine("oplæg.pptx", slides.getvalue()).kind is Kind.PPTX


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.txt", b"x" * (checks.LARGEST + 1), "large"),
        ("a.exe", b"MZ\x90\x00\x03", "kind"),
        ("a.txt", b"a\x00b", "kind"),
        ("a.txt", b"\x1b[31mred", "kind"),
        ("a.html", b"  <!DOCTYPE html><script>1</script>", "kind"),
        ("a.svg", b"<svg onload='x'/>", "kind"),
        ("a.csv", "Blåbær".encode("latin-1"), "encoding"),
        ("a.csv", "skole".encode("utf-16"), "encoding"),
        ("a.gif", b"GIF89a\xff\xfe", "kind"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old_office"),
        ("a.pdf", b"%PDF-1.7 cut off", "damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\ncut off", "damaged"),
        ("a.jpg", b"\xff\xd8\xffcut off", "damaged"),
        ("a.docx", b"PK\x03\x04not a container", "damaged"),
    ],
)
def test_what_is_refused_and_why(name, content, code):
    assert refused(name, content) == code


def test_each_refusal_says_what_would_be_right_in_both_languages():
    for code in checks.SENTENCES:
        with translation.override("da"):
            danish = RefusedError(code).sentence
        assert len(danish) > 30
        assert danish.endswith(".")


def test_macros_are_refused(files):
    macro = files.container(
        {
            "[Content_Types].xml": files.TYPES,
            "word/document.xml": "<d/>",
            "word/vbaProject.bin": b"x",
        }
    )
    assert refused("a.docx", macro) == "macros"
    enabled = files.container(
        {"[Content_Types].xml": b"<T a='x.macroEnabled.main+xml'/>", "xl/workbook.xml": "<d/>"}
    )
    assert refused("a.xlsx", enabled) == "macros"


def test_a_container_of_something_else_is_refused(files):
    assert refused("a.zip", files.container({"a.txt": "x"})) == "kind"
    assert refused("a.zip", files.container({"word/document.xml": "<d/>"})) == "kind"


def test_containers_that_explode_are_refused(files, monkeypatch):
    monkeypatch.setattr(office, "MOST_UNPACKED", 100_000)
    assert refused("a.docx", files.office(word__media=b"\x00" * 200_000)) == "bomb"
    monkeypatch.setattr(office, "MOST_ENTRIES", 5)
    many = {f"word/{n}.bin": b"" for n in range(9)}
    assert refused("a.docx", files.office(**many)) == "bomb"


def test_a_container_that_lies_about_its_size_is_measured_by_what_comes_out(files, monkeypatch):
    monkeypatch.setattr(office, "MOST_UNPACKED", 100_000)
    honest = files.office(word__media=b"\x00" * 200_000)
    lie = honest.replace((200_000).to_bytes(4, "little"), (20).to_bytes(4, "little"))
    assert lie != honest
    assert refused("a.docx", lie) in {"bomb", "damaged"}


def test_an_embedded_workbook_is_fine_and_read_but_not_one_within_one(files):
    book = files.office("xlsx")
    assert examine("a.pptx", files.office("pptx", ppt__embeddings=book)).kind is Kind.PPTX
    hidden = files.office("xlsx", words="010203-1234")
    assert refused("a.pptx", files.office("pptx", ppt__embeddings=hidden)) == "cpr"
    deeper = files.office("xlsx", xl__embeddings=book)
    assert refused("a.pptx", files.office("pptx", ppt__embeddings=deeper)) == "bomb"


def test_a_locked_container_is_refused(files):
    content = bytearray(files.office())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as opened:
        start = opened.start_dir
    content[start + 8] |= 1
    assert refused("a.docx", bytes(content)) == "locked"


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>',
        b"<d><unclosed></d>",
        b"\x00\x01",
    ],
)
def test_xml_that_plays_tricks_is_refused(files, document):
    made = files.container({"[Content_Types].xml": files.TYPES, "word/document.xml": document})
    assert refused("a.docx", made) == "damaged"


@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_cpr_numbers_in_text_are_refused(name):
    assert refused(name, b"Elev;010203-1234") == "cpr"
    assert refused(name, b"Elev;010203-1234", confirmed_no_cpr=True) == "cpr"


def test_ten_digits_can_be_something_else_if_somebody_has_looked():
    assert refused("a.csv", b"P-nummer;1003338394") == "cpr_possible"
    taken = examine("a.csv", b"P-nummer;1003338394", confirmed_no_cpr=True)
    assert taken.kind is Kind.CSV


def test_a_number_that_word_has_split_in_runs_is_found(files):
    split = "0102</w:t></w:r><w:r><w:t>03-12</w:t></w:r><w:r><w:t>34"
    assert refused("a.docx", files.office(words=split)) == "cpr"


def test_cells_beside_one_another_are_not_one_number():
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, [10203, 1234, 12, 3456])
        sheet.write_row(1, 0, ["0102", "031234", "010203", "1234"])
    assert examine("a.xlsx", book.getvalue()).kind is Kind.XLSX


def test_a_number_in_a_cell_is_found():
    for cell, code in (("010203-1234", "cpr"), (1102031234, "cpr_possible")):
        book = io.BytesIO()
        with xlsxwriter.Workbook(book) as made:
            made.add_worksheet().write(0, 0, cell)
        assert refused("a.xlsx", book.getvalue()) == code


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Brugere\\Ærø.txt", "Ærø.txt"),
        ('a"b<c>|d\r\n.txt', "abcd.txt"),
        ("rapport\u202etxt.exe", "rapporttxt.exe.txt"),
        ("x" * 300 + ".txt", "x" * 120 + ".txt"),
        ("", "fil.txt"),
        (".txt", "fil.txt"),
        ("...", "fil.txt"),
        ("a.pdf", "a.txt"),
    ],
)
def test_names_are_made_safe(given_name, kept):
    assert examine(given_name, b"hej").name == kept


@given(st.text(max_size=60), st.binary(min_size=1, max_size=200))
def test_anything_is_either_taken_or_refused_with_words(name, content):
    taken = examined_or_refused(name, content)
    assert taken
    assert "/" not in taken


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_container_is_refused_or_harmless(place, byte):
    parts = {"[Content_Types].xml": b"<T/>", "word/document.xml": b"<d><p><t>Hej</t></p></d>"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    broken = bytearray(out.getvalue())
    broken[place % len(broken)] = byte
    assert examined_or_refused("a.docx", bytes(broken))
