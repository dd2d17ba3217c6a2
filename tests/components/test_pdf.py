"""PDF: accessible, the same bytes each time, and what people wrote stays text."""

import re
import shutil
import subprocess
import unicodedata
import zlib
from dataclasses import replace
from datetime import date

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samspil.components import pdf
from samspil.components.charts import Dot, DotStrip, Group
from samspil.components.charts.base import Words
from samspil.components.pdf.render import on_paper
from samspil.components.pdf.text import SHOWN, shown
from samspil.components.tables import Cell, row, table

HOSTILE = (
    '#panic("x")', "$ x $", "*fed* _skrå_ `kode`", "<mærke> @henvisning", "= overskrift",
    "#let x = 1; #sys.inputs", '"; #read("/etc/passwd")', "\\u{1}", "// bort /* bort */", "]] }} )",
    "<script>alert(1)</script>", "&amp; &lt; &#0;", "\x00\x07\ufeff\ud800", "a\u202eb", "😀 中文",
    "{page} {pages}",
)  # fmt: skip


def strip(name="Ærø", title="Ærø ligger som forventet"):
    return DotStrip(
        words=Words(title, "Elevfravær, procent.", f"{title}. Lavest 1.", "Kilde: Samspil"),
        table=table("t", ("a",), [["b"]]),
        dots=(Dot(name, 3.4, Group.OWN), Dot("Fanø", 1.0)),
        band=(1.0, 3.0),
        expected=2.0,
    )


def document(*blocks, **more):
    facts = {"title": "Brev til Ærø", "language": "da", "dated": date(2026, 11, 22)} | more
    return pdf.Document(blocks=blocks, **facts)


ROWS = table(
    "Pris",
    ("Vare", "Beløb"),
    [row(f"Linje {n}", Cell("−1.234,50", exact=-1234.5)) for n in range(3)],
)
ALL = document(
    pdf.Paragraph("Et første afsnit.", style="lead"),
    pdf.Facts((("Kommune", "Læsø"), ("Pris", "89.995 kr."))),
    pdf.Heading("Resultater"),
    pdf.Paragraph("Brødtekst\npå to linjer", label="Bemærk:"),
    pdf.Paragraph("Læs mere", href="https://samspil.example/?a=1&b=2"),
    pdf.Columns(((pdf.Picture(strip(), 320),), (pdf.Picture(strip(), 320),))),
    pdf.Bullets(("ét", "to")),
    pdf.Notice("Kommunen findes ikke.", label="Eksempel:"),
    pdf.Rows(ROWS),
    header="Samspil",
    footer="Kilde: Samspil",
)


def streams(content):
    """Everything readable in a file, compressed streams opened."""
    found = [content]
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(raw))
        except zlib.error:
            continue
    return b"\n".join(found)


def words_of(content, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine")
    file = tmp_path / "file.pdf"
    file.write_bytes(content)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_a_file_is_tagged_in_its_language_and_says_what_it_is():
    told = streams(pdf.render(ALL))
    assert told.startswith(b"%PDF-1.7")
    for wanted in (b"/MarkInfo", b"/StructTreeRoot", b"pdfuaid:part", b"/Lang", b"da-DK"):
        assert wanted in told, wanted
    for tag in (b"/S/H1", b"/S/H2", b"/S/Figure", b"/S/Table", b"/S/TH", b"/S/L", b"/S/Link"):
        assert tag in told.replace(b" ", b""), tag
    assert told.replace(b" ", b"").count(b"/S/Figure") == 2
    assert b"en-GB" in streams(pdf.render(replace(ALL, language="en")))


def test_the_same_document_gives_the_same_bytes_and_another_date_others():
    first = pdf.render(ALL)
    assert pdf.render(ALL) == first
    assert pdf.render(replace(ALL, dated=date(2026, 11, 23))) != first


def test_danish_letters_minus_and_numbers_are_set_as_written(tmp_path):
    text = words_of(pdf.render(ALL), tmp_path)
    for wanted in (
        "Brev til Ærø",
        "Læsø",
        "89.995 kr.",
        "−1.234,50",
        "Side 1 af 1",
        "på to linjer",
    ):
        assert wanted in text
    assert "Page 1 of 1" in words_of(pdf.render(replace(ALL, language="en")), tmp_path)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_never_read_as_markup(text, tmp_path):
    content = pdf.render(
        document(
            pdf.Heading(text),
            pdf.Paragraph(text, label=text),
            pdf.Bullets((text,)),
            pdf.Notice(text),
            pdf.Facts(((text, text),)),
            pdf.Rows(table(text, (text,), [[text]])),
            pdf.Picture(strip(text, text)),
            title=text,
            header=text,
            description=text,
        )
    )
    told = words_of(content, tmp_path)
    plain = shown(text).strip()
    if plain:
        assert " ".join(plain.split()) in " ".join(told.split())


@given(st.text(max_size=60))
@example("".join(HOSTILE))
@settings(max_examples=60)
def test_any_text_at_all_can_be_set(text):
    assert pdf.render(
        document(pdf.Heading("."), pdf.Paragraph(text), pdf.Picture(strip(text, text)))
    ).startswith(b"%PDF")


@pytest.mark.parametrize("letters", SHOWN, ids=lambda r: f"{r.start:x}")
def test_every_letter_that_is_let_through_can_be_shown(letters):
    assigned = [chr(c) for c in letters if unicodedata.category(chr(c)) not in {"Cn", "Cc", "Cf"}]
    assert pdf.render(document(pdf.Paragraph(" ".join(assigned)))).startswith(b"%PDF")
    assert shown("".join(assigned)).count("?") <= 2  # two are the same as letters elsewhere


def test_letters_that_mislead_or_cannot_be_shown_are_told_apart():
    assert shown("kort\u202etrok\ufeff\x00") == "korttrok"
    assert shown("smil 😀 中") == "smil ? ?"
    assert shown("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"
    assert shown("A\u030a") == "Å"


def test_a_drawing_keeps_its_marks_and_gets_colours_of_its_own():
    drawn = on_paper(strip("<b>&😀").svg(320))
    assert drawn.count("<style>") == 1
    assert "&lt;b&gt;&amp;?" in drawn
    assert "#0c5f5b" in drawn


def test_a_long_document_has_pages_and_headings_again_on_each(tmp_path):
    rows = table("Lang", ("Navn", "Tal"), [[f"Linje {n}", Cell("1", exact=1)] for n in range(150)])
    long = document(pdf.Heading("Alle"), pdf.Rows(rows))
    assert pdf.page_count(long) == 3
    text = words_of(pdf.render(long), tmp_path)
    assert text.count("Navn") == 3
    assert "Side 3 af 3" in text


def test_one_page_is_one_page_or_an_error_that_says_so():
    some = document(*(pdf.Paragraph("Et afsnit med nogle ord i. " * 6) for _ in range(28)))
    assert pdf.page_count(some) == 2
    assert len(re.findall(rb"/Type\s*/Page\b", streams(pdf.render_on_one_page(some)))) == 1
    with pytest.raises(pdf.TooLongError, match="Brev til Ærø"):
        pdf.render_on_one_page(document(*(pdf.Paragraph("Ord " * 400) for _ in range(20))))


def test_what_cannot_be_read_aloud_is_refused():
    with pytest.raises(typst.TypstError):
        pdf.render(document(pdf.Heading("Uden overskrift over", level=2)))
    with pytest.raises(ValueError, match="href"):
        pdf.Paragraph("klik", href="javascript:alert(1)")
