"""Decks and reports in a browser: how a deck is made, a template brought and tried, two pages."""

import io
import re
import zlib
from pathlib import Path

import pptx
import pytest
from pptx import Presentation

TEMPLATE = Path(pptx.__file__).parent / "templates" / "default.pptx"


def pages_in(content: bytes) -> int:
    """Count the pages a file has, in its plain parts and in those that are packed."""
    whole = content
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            whole += zlib.decompress(raw)
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page\b", whole))


def downloaded(page, act) -> bytes:
    with page.expect_download() as found:
        act()
    return Path(found.value.path()).read_bytes()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_short_report_prints_on_two_pages(walker, language: str) -> None:
    visitor = walker(language=language)
    visitor.be("Skolechefen i Fabelborg")
    for path in ("/kommuner/615/rapport/school/kort/", "/foranalyse/1/rapport/kort/"):
        visitor.open(path)
        visitor.look("rapport-kort")
        content = visitor.page.pdf(prefer_css_page_size=True, print_background=True)
        assert pages_in(content) == 2, path


def test_a_chief_chooses_how_the_deck_is_made(walker) -> None:
    visitor = walker(width=390)
    visitor.be("Skolechefen i Fabelborg")
    page = visitor.open("/foranalyse/1/")
    page.get_by_role("link", name="Oplæg og rapport").click()
    visitor.look("oplaeg-og-rapport")
    page.get_by_label("English").check()
    page.get_by_label("Samlet i fem temaer").check()
    content = downloaded(page, page.get_by_role("button", name="Hent som PowerPoint").click)
    titles = [s.shapes.title.text_frame.text for s in Presentation(io.BytesIO(content)).slides]
    assert titles[0] == "Pre-analysis: Fabelborg, school"
    assert any(title.startswith("Quality in the range of provision") for title in titles)


def test_a_facilitator_brings_a_template_tries_it_and_takes_it_into_use(walker) -> None:
    visitor = walker()
    visitor.be("Facilitatoren")
    page = visitor.open("/foranalyse/")
    page.get_by_role("link", name="Skabeloner til oplæg").click()
    page.get_by_label("Navn på skabelonen").fill("Vores")
    page.get_by_label("Skabelonen som PowerPoint-fil").set_input_files(TEMPLATE)
    page.get_by_role("button", name="Læg op og se efter").click()
    visitor.look("skabelon")
    page.get_by_label("Kommune", exact=True).select_option("615")
    tried = downloaded(page, page.get_by_role("button", name="Hent oplægget").click)
    assert Presentation(io.BytesIO(tried)).slide_width == 9144000
    page.get_by_role("button", name="Tag skabelonen i brug").click()
    visitor.open("/foranalyse/oplaeg/")
    page.get_by_label("Skabelon").select_option("Vores")
    visitor.look("alle-oplaeg")
