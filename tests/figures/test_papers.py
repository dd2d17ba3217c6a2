"""The sheet for a committee: one page exactly, true, and marked where it is an example."""

import re
import shutil
import subprocess
from dataclasses import replace

import lxml.html
import pytest
from django.utils import translation

from samspil.components import numbers, pdf
from samspil.figures import papers, selectors, sentences
from samspil.figures.pages import paper as pages

pytestmark = pytest.mark.django_db

# The longest names, an island, the largest, one without wellbeing, and two in the middle.
SAMPLE = ("101", "760", "825", "492", "615", "159")
SECTORS = ("school", "daycare")


def made(code, sector="school"):
    return pages.paper(selectors.challenge_picture(code=code, sector=sector))


def pages_in(content):
    """Return how many pages a file has, by a reader of its own where there is one."""
    if shutil.which("pdfinfo"):
        done = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True)
        return int(re.search(rb"Pages:\s+(\d+)", done.stdout)[1])
    return len(set(re.findall(rb"/Type\s*/Page\b", content))) or 1


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("code", SAMPLE)
def test_a_sheet_is_exactly_one_page(code, sector, language):
    with translation.override(language):
        content = pages.paper_pdf(made(code, sector))
    assert content.startswith(b"%PDF-1.7")
    assert pages_in(content) == 1


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sheet_of_an_example_is_one_page_and_says_it_is_an_example(examples, client, sector):
    found = made("E01", sector)
    assert pages_in(pages.paper_pdf(found)) == 1
    assert found.kind.startswith("Eksempel")
    page = client.get(f"/kommuner/E01/papir/?omraade={sector}").content.decode()
    assert "Kommunen findes ikke" in page
    assert made("615", sector).warning == ""
    assert "Eksempel" not in made("615", sector).kind


def test_the_same_figures_give_the_same_file(client):
    first, again = (client.get("/kommuner/615/papir.pdf") for _ in range(2))
    assert first.content == again.content
    assert first["Content-Type"] == "application/pdf"
    assert "samspil-papir-615.pdf" in first["Content-Disposition"]


def test_page_and_file_say_the_same(client, tmp_path):
    page = lxml.html.fromstring(client.get("/kommuner/615/papir/").content.decode())
    text = " ".join(page.xpath("//article")[0].text_content().split())
    found = made("615")
    for wanted in (found.title, found.answer, found.reading, *(t for _l, t in found.notes)):
        assert wanted in text
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine")
    file = tmp_path / "papir.pdf"
    file.write_bytes(client.get("/kommuner/615/papir.pdf").content)
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True)
    told = " ".join(done.stdout.decode().split())
    assert found.title in told
    assert found.answer in told
    for row in found.conditions.rows:
        assert row[1].text in told


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("code", SAMPLE)
def test_it_has_four_charts_with_results_first(code, sector):
    picture = selectors.challenge_picture(code=code, sector=sector)
    found = pages.paper(picture)
    assert len(found.charts) == 4
    results = [sentences.result_title(picture.municipality.name, r) for r in picture.results]
    titles = [chart.words.title for chart in found.charts]
    assert titles[: len(results[:4])] == results[:4]


@pytest.mark.parametrize("code", SAMPLE)
def test_its_words_are_no_stronger_than_the_figures(code):
    picture = selectors.challenge_picture(code=code)
    found = pages.paper(picture)
    assert found.answer == sentences.answer(picture)
    text = " ".join([found.answer, *(t for _l, t in found.notes)])
    for word in ("skyldes", "fordi", "bevis", "problem", "dårlig", "bedst", "værst"):
        assert word not in text.lower()
    for result in picture.results:
        if result.expected is not None and result.expected.standing == "as_expected":
            title = sentences.result_title(picture.municipality.name, result)
            assert "kan ikke skelnes" in title


def test_what_is_not_known_what_is_expected_and_the_sources_are_said():
    found = dict(made("615").notes)
    assert found["Det ved vi ikke:"].endswith("hvad der er årsagen.")
    assert "uden kommunen selv" in found["Forventet:"]
    assert "80 pct." in found["Forventet:"]
    assert "Uddannelsesstatistik.dk" in found["Kilder:"]
    assert "Danmarks Statistik" in found["Kilder:"]
    assert "2024/25" in found["Kilder:"]


def test_peers_are_named_alphabetically_and_the_unknown_only_some_of():
    picture = selectors.challenge_picture(code="615")
    named = papers.peers(picture)
    names = [picture.names[peer.code] for peer in picture.peers.peers]
    at = [named.index(name) for name in names]
    assert sorted(at) == [named.index(name) for name in sorted(names)]
    many = replace(picture, missing=picture.missing * 3)
    assert "andre tal" in papers.unknown(many)
    assert "Alle tal" in papers.unknown(replace(picture, missing=()))


def test_a_municipality_without_a_result_still_has_a_sheet(client):
    page = client.get("/kommuner/101/papir/").content.decode()
    assert "er ikke hentet endnu" in page


def test_conditions_are_the_municipalitys_own_figures():
    picture = selectors.challenge_picture(code="615")
    rows = made("615").conditions.rows
    for row, figure in zip(rows, picture.conditions, strict=True):
        assert row[1].text == numbers.figure(figure.figure, figure.indicator.decimals)


def test_far_too_much_is_an_error_and_no_second_page():
    long = replace(made("615"), notes=(("Mere:", "ord " * 6000),))
    with pytest.raises(pdf.TooLongError):
        pages.paper_pdf(long)


@pytest.mark.parametrize("form", ["papir/", "papir.pdf"])
def test_an_unknown_municipality_is_not_found_and_nothing_can_be_sent(client, form):
    assert client.get(f"/kommuner/999/{form}").status_code == 404
    assert client.post(f"/kommuner/615/{form}").status_code == 405


def test_an_unknown_sector_is_read_as_school(client):
    page = client.get("/kommuner/615/papir/?omraade=rumfart").content.decode()
    assert "udfordringsbillede for skole" in page


def test_the_municipalitys_page_leads_to_it(client):
    page = client.get("/kommuner/615/?omraade=daycare").content.decode()
    assert "/kommuner/615/papir/?omraade=daycare" in page
    sheet = client.get("/kommuner/615/papir/?omraade=daycare").content.decode()
    assert "/kommuner/615/papir.pdf?omraade=daycare" in sheet
    assert 'href="/kommuner/615/?omraade=daycare"' in sheet
