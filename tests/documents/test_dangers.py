"""What hides in files: numbers in their text, programs, what is fetched, what is far too large."""

import io
import struct
import zlib

import pytest
import xlsxwriter
from django.utils import translation
from pptx import Presentation
from pypdf import PdfWriter
from small_pdf import pdf

from samspil.documents import checks, images, office, pdf_child
from samspil.documents import pdf as reading
from samspil.documents.checks import RefusedError, examine
from samspil.documents.models import Document

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def refusal(name, content, **options):
    with pytest.raises(RefusedError) as caught:
        examine(name, content, **options)
    return caught.value


def refused(name, content, **options):
    return refusal(name, content, **options).code


# --- PDF -------------------------------------------------------------------------------------


def test_a_pdf_is_taken_and_its_text_is_read():
    assert examine("a.pdf", pdf("Blåbær", "To")).kind is Document.Kind.PDF
    assert reading.pages(pdf("Blåbær", "To")) == ["Blåbær", "To"]


def test_a_number_in_a_pdf_is_pointed_out_with_its_page():
    found = refusal("a.pdf", pdf("Ingen her", "Elev 010203-1234"))
    assert found.code == "cpr"
    with translation.override("da"):
        assert found.sentence.endswith("Det står på side 2.")
    with translation.override("en"):
        assert found.sentence.endswith("It stands on page 2.")
    possible = refusal("a.pdf", pdf("P-nummer 1003338394"))
    assert (possible.code, possible.place) == ("cpr_possible", 1)
    assert examine("a.pdf", pdf("P-nummer 1003338394"), confirmed_no_cpr=True)


@pytest.mark.parametrize(
    "made",
    [
        pdf("x", root="/OpenAction<</S/JavaScript/JS(app.alert)>>"),
        pdf("x", root="/OpenAction<</S/Launch/F(cmd.exe)>>"),
        pdf("x", root="/AA<</WC<</S/JavaScript/JS(1)>>>>"),
        pdf("x", root="/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>"),
        pdf("x", root="/Names<</EmbeddedFiles<</Names[(a.exe)<<>>]>>>>"),
        pdf("x", page="/AA<</O<</S/JavaScript/JS(1)>>>>"),
        pdf("x", page="/Annots[<</Subtype/Link/A<</S/Launch/F(a)>>>>]"),
        pdf("x", page="/Annots[<</Subtype/FileAttachment>>]"),
    ],
)
def test_a_pdf_that_does_something_or_carries_something_is_refused(made):
    with pytest.raises(pdf_child.RefusedError) as caught:
        pdf_child.read(made)
    assert caught.value.code == "active"


def test_a_pdf_with_ordinary_links_and_an_opening_page_is_taken():
    made = pdf(
        "x",
        root="/OpenAction[4 0 R/Fit]",
        page="/Annots[<</Subtype/Link/A<</S/URI/URI(https://example.org)>>>>]",
    )
    assert pdf_child.read(made) == ["x"]


def test_a_pdf_with_a_password_is_refused():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("hemmelig", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert refused("a.pdf", out.getvalue()) == "locked"


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_child, "MOST_PAGES", 2)
    with pytest.raises(pdf_child.RefusedError) as caught:
        pdf_child.read(pdf("1", "2", "3"))
    assert caught.value.code == "pages"


def test_a_pdf_that_is_none_is_damaged():
    assert refused("a.pdf", b"%PDF-1.7\nnonsense\n%%EOF\n") == "damaged"


def test_a_pdf_that_explodes_takes_only_its_own_process():
    """Two gigabytes of nothing in a few kilobytes."""
    stream = zlib.compress(zlib.compress(bytes(200_000_000), 9), 9)
    bomb = pdf("x").replace(b"<</Length", b"<</Filter[/FlateDecode/FlateDecode]/Length", 1)
    start, end = bomb.index(b"stream\n") + 7, bomb.index(b"\nendstream")
    bomb = bomb[:start] + stream + bomb[end:]
    assert refused("a.pdf", bomb) in {"bomb", "damaged"}


def test_a_reader_that_says_nothing_was_stopped(monkeypatch):
    import subprocess

    silent = subprocess.CompletedProcess([], -9, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: silent)
    with pytest.raises(reading.PdfError) as caught:
        reading.pages(b"")
    assert caught.value.code == "bomb"


# --- Office ----------------------------------------------------------------------------------


def test_a_number_on_a_slide_in_notes_and_on_a_sheet_is_pointed_out():
    presentation = Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[0])
    second = presentation.slides.add_slide(presentation.slide_layouts[0])
    second.shapes.title.text = "Eleven 010203-1234"
    out = io.BytesIO()
    presentation.save(out)
    found = refusal("a.pptx", out.getvalue())
    assert (found.code, found.kind, found.place) == ("cpr", "pptx", 2)
    second.shapes.title.text = "Ingen"
    second.notes_slide.notes_text_frame.text = "Spørg efter 010203-1234"
    out = io.BytesIO()
    presentation.save(out)
    assert refused("a.pptx", out.getvalue()) == "cpr"
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        made.add_worksheet()
        made.add_worksheet().write_formula(0, 0, '="010203-1234"', value="010203-1234")
    found = refusal("a.xlsx", book.getvalue())
    assert (found.code, found.kind, found.place) == ("cpr", "xlsx", 2)


def test_a_number_in_text_is_pointed_out_with_its_line():
    found = refusal("a.csv", b"skole;elev\nA;1\nB;010203-1234\n")
    with translation.override("da"):
        assert found.sentence.endswith("Det står på linje 3.")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("word/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("word/activeX/activeX1.xml", "active"),
        ("ppt/embeddings/oleObject1.bin", "active"),
        ("word/embeddings/pakke.bin", "active"),
    ],
)
def test_macros_controls_and_packed_programs_are_refused(files, name, code):
    made = files.container(
        {"[Content_Types].xml": files.TYPES, "word/document.xml": "<d/>", name: "<x/>"}
    )
    assert refused("a.docx", made) == code


def test_an_old_office_file_inside_is_refused_whatever_it_is_called(files):
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest"
    assert refused("a.docx", files.office(word__tegning=old)) == "active"


def relation(kind, mode="External"):
    return (
        f"<Relationships><Relationship Id='rId1' Type='{RELS}/{kind}' "
        f"Target='http://example.org/a' TargetMode='{mode}'/></Relationships>"
    )


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "image", "frame"])
def test_a_file_that_fetches_from_elsewhere_is_refused(files, kind):
    made = files.container(
        {
            "[Content_Types].xml": files.TYPES,
            "word/document.xml": "<d/>",
            "word/_rels/settings.xml.rels": relation(kind),
        }
    )
    assert refused("a.docx", made) == "fetches"


@pytest.mark.parametrize("given", [("hyperlink", "External"), ("image", "Internal")])
def test_links_and_pictures_inside_are_fine(files, given):
    made = files.container(
        {
            "[Content_Types].xml": files.TYPES,
            "word/document.xml": "<d/>",
            "word/_rels/document.xml.rels": relation(*given),
        }
    )
    assert examine("a.docx", made).kind is Document.Kind.DOCX


def test_too_many_slides_are_refused(files, monkeypatch):
    monkeypatch.setattr(office, "MOST_PAGES", 2)
    parts = {f"ppt/slides/slide{n}.xml": "<d/>" for n in range(1, 4)}
    main = {"[Content_Types].xml": files.TYPES, "ppt/presentation.xml": "<d/>"}
    assert refused("a.pptx", files.container(main | parts)) == "pages"


def test_a_part_that_stands_twice_cannot_hide(files):
    import warnings
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made.writestr("[Content_Types].xml", files.TYPES)
        for words in ("010203-1234", "Intet"):
            made.writestr("word/document.xml", f"<d><p><t>{words}</t></p></d>")
    assert refused("a.docx", out.getvalue()) == "cpr"


# --- pictures --------------------------------------------------------------------------------


def png(width, height):
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + b"\x00" * 8 + b"IEND\xaeB`\x82"


def jpeg(width, height):
    app = b"\xff\xe0" + struct.pack(">H", 4) + b"JF"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 1)
    return b"\xff\xd8" + app + b"\xff" + frame + b"\x00" * 8 + b"\xff\xd9"


def test_the_size_of_a_picture_is_read_from_its_head():
    assert images.png_size(png(640, 480)) == (640, 480)
    assert images.jpeg_size(jpeg(640, 480)) == (640, 480)
    for cut in (b"", b"\xff\xd8\xff\xe0", jpeg(1, 1)[:8]):
        assert images.jpeg_size(cut) == (0, 0)
    assert images.png_size(b"\x89PNG\r\n\x1a\n") == (0, 0)


@pytest.mark.parametrize("made", [png, jpeg])
def test_a_picture_that_would_fill_the_memory_is_refused(made):
    assert examine("a", made(4000, 3000))
    assert refused("a", made(60_000, 60_000)) == "pixels"


def test_names_of_templates_lose_their_ending():
    assert examine("oplæg.potx", pdf("x")).name == "oplæg.pdf"


def test_every_code_has_a_sentence():
    for code in ("active", "fetches", "pages", "pixels"):
        assert str(checks.SENTENCES[code]).endswith(".")
