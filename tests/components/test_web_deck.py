"""A deck as a page says what the slides say: the same words, charts and rows."""

import importlib.util
import re
from pathlib import Path

import pytest
from django.utils import translation
from lxml import etree

from samspil.components.charts import BarRow, Bars, Placed, Places
from samspil.components.charts.base import Words
from samspil.components.slides.inputs import BarChart, ChartSlide, TableSlide, TextSlide
from samspil.components.slides.web import drawing_of, section_of, web
from samspil.components.tables import Table


def _slides_module():
    place = Path(__file__).with_name("test_slides.py")
    spec = importlib.util.spec_from_file_location("samspil_test_slides", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SLIDES = _slides_module()
WORDS = Words("Titel", "Undertitel", "Alt", "Kilde")


@pytest.fixture(scope="module")
def deck():
    return SLIDES.make_deck()


@pytest.fixture(autouse=True)
def _danish():
    with translation.override("da"):
        yield


def test_every_slide_is_a_section_with_its_own_words(deck):
    page = web(deck)
    assert (page.title, page.subtitle) == ("Foranalyse af Tjørnby", "Syv greb og tal")
    assert page.banner == "Eksempel"
    assert len(page.sections) == len(deck.slides) - 1
    for section, slide in zip(page.sections, deck.slides[1:], strict=True):
        assert section.title == slide.title
        assert section.source == slide.source
        if isinstance(slide, TextSlide):
            assert section.blocks == slide.blocks
        if isinstance(slide, ChartSlide):
            assert len(section.figures) == len(slide.charts)
        if isinstance(slide, TableSlide):
            assert [[cell.text for cell in row] for row in section.table.rows] == [
                list(row) for row in slide.rows
            ]


def test_nothing_is_shortened_on_the_page(deck):
    section = section_of(deck.slides[8])
    assert SLIDES.FINDING in section.blocks[0].lines


def test_anchors_can_be_used(deck):
    for section in web(deck).sections:
        assert re.fullmatch(r"[a-z0-9æøå-]+", section.anchor)


def test_a_chart_its_table_and_its_slide_hold_the_same_values(deck):
    for slide in deck.slides:
        if not isinstance(slide, ChartSlide):
            continue
        for panel, figure in zip(slide.charts, section_of(slide).figures, strict=True):
            exact = [cell.exact for row in figure.drawing.table.rows for cell in row[1:]]
            if isinstance(panel.chart, BarChart):
                assert exact == [bar.value for bar in panel.chart.bars]
            assert figure.drawing.words.alt == panel.chart.alt


@pytest.mark.parametrize("chart", [SLIDES.BARS, SLIDES.LEVELS, SLIDES.EXPECTED, SLIDES.POINTS])
@pytest.mark.parametrize("width", [320, 460, 640])
def test_drawings_are_sound_and_stay_inside(chart, width):
    drawing = drawing_of(chart, WORDS)
    svg = etree.fromstring(drawing.svg(width))
    assert svg.get("role") == "img"
    wide, high = (float(side) for side in svg.get("viewBox").split()[2:])
    for node in svg.iter("{*}rect", "{*}circle", "{*}text"):
        x, y = float(node.get("x", node.get("cx", 0))), float(node.get("y", node.get("cy", 0)))
        if node.get("transform") is None:
            assert 0 <= x <= wide, node.text
            assert 0 <= y <= high, node.text


def test_what_has_no_value_says_why():
    drawing = drawing_of(SLIDES.BARS, WORDS)
    assert "få børn, vises ikke" in drawing.svg(640)
    assert drawing.table.rows[-1][1].text == "få børn, vises ikke"
    assert "ikke vurderet" in drawing_of(SLIDES.LEVELS, WORDS).svg(640)


def test_numbers_are_danish_and_levels_have_no_needless_decimals():
    assert [row[1].text for row in drawing_of(SLIDES.BARS, WORDS).table.rows][:2] == ["7,9", "7,7"]
    levels = BarChart((SLIDES.Bar("a", 3.0), SLIDES.Bar("b", 1.5)), "alt", "Trin", "0.#")
    assert [row[1].text for row in drawing_of(levels, WORDS).table.rows] == ["3", "1,5"]


def test_long_names_stand_above_their_bars_in_full():
    name = "Samarbejdet mellem fagligheder – professionel relationel kapacitet og mere til"
    bars = Bars(WORDS, Table("", ("",), ()), (BarRow(name, 2, "2"), BarRow("b", 1, "1")), 0, 4)
    for width in (320, 640):
        texts = [node.text for node in etree.fromstring(bars.svg(width)).iter("{*}text")]
        assert " ".join(texts[:-3]) in name + " 2"
        assert not [text for text in texts if "…" in text]


def test_text_from_people_is_escaped():
    evil = '<script>"&'
    bars = Bars(WORDS, Table("", ("",), ()), (BarRow(evil, None, evil),), 0, 1)
    places = Places(
        WORDS, Table("", ("",), ()), (Placed(evil, 1, 1),), evil, evil, (0, 2), (0, 2), (1,), (1,)
    )
    for drawing in (bars, places):
        assert "<script" not in drawing.svg()
        etree.fromstring(drawing.svg())


def test_spans_and_words_are_set_by_what_they_are():
    slide = SLIDES.TableSlide(
        "t", (SLIDES.Column("a"), SLIDES.Column("b", numeric=True)),
        (("x", "1.234,5"), ("y", "4,98–5,35"), ("z", "ikke hentet")), "alt",
    )  # fmt: skip
    assert [row[1].exact for row in section_of(slide).table.rows] == [1234.5, 4.98, None]
