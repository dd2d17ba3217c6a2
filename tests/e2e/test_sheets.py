"""The committee's sheet as Chromium prints it, and comparing without a script."""

import re
import zlib

import pytest

# A long name, an island, and an example; the long form over all is ``benchmarks/sheets.py``.
SHEETS = [
    f"/kommuner/{code}/papir/?omraade={sector}"
    for code in ("760", "492", "E01")
    for sector in ("school", "daycare")
]


def pages_in(content: bytes) -> int:
    """Count the pages a file has, in its plain parts and in those that are packed."""
    whole = content
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            whole += zlib.decompress(raw)
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page\b", whole))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_sheet_prints_on_one_page_of_a4(walker, language: str) -> None:
    visitor = walker(language=language)
    for path in SHEETS:
        visitor.open(path)
        content = visitor.page.pdf(prefer_css_page_size=True, print_background=True)
        assert pages_in(content) == 1, path
        visitor.page.emulate_media(media="print")
        assert visitor.page.locator("header.top").is_hidden()
        assert visitor.page.locator(".pictures figure").count() == 4
        visitor.page.emulate_media(media="null")


def test_a_comparison_is_chosen_by_a_form_and_stands_in_the_link(walker) -> None:
    visitor = walker(language="da")
    page = visitor.open("/sammenlign/?kommune=615")
    page.get_by_label("Find en kommune").is_visible()
    page.get_by_text("Vis alle kommuner").click()
    page.get_by_label("Vejle", exact=True).check()
    page.get_by_label("Hele landet").check()
    page.get_by_role("button", name="Vis", exact=True).click()
    page.wait_for_load_state()
    for wanted in ("kommune=615", "kommune=630", "gruppe=landet"):
        assert wanted in page.url
    answer = page.locator("p.answer").inner_text()
    assert "Horsens" in answer
    assert "Vejle" in answer
